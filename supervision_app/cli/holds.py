"""Legal holds: while one lasts, nothing of a record is erased."""

from typing import Annotated

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, PassphraseFile, Vault
from supervision_app.cli.speaking import result
from supervision_app.domain.entries import in_words
from supervision_app.services import holds

app = typer.Typer(help="Legal holds: while one lasts, nothing of a record is erased.", no_args_is_help=True)

Whose = Annotated[str, typer.Argument(metavar="ID|NAME", help="A child’s id, or whose own supervision record.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why: the matter, and who asked for it.")]


@app.command()
def place(
    whose: Whose, why: Why, vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False
) -> None:
    """Place a legal hold on a child's record, or on a worker's own."""
    with open_desk(vault, passphrase_file) as desk:
        holds.place_hold(desk, whose, why)
    result({"on": whose, "hold": True}, "A legal hold is on this record. Nothing of it is erased.", as_json=as_json)


@app.command()
def lift(
    whose: Whose, why: Why, vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False
) -> None:
    """Lift a legal hold; that it was there stays on the record."""
    with open_desk(vault, passphrase_file) as desk:
        holds.lift_hold(desk, whose, why)
    result({"on": whose, "hold": False}, "The legal hold is lifted.", as_json=as_json)


@app.command("list")
def list_holds(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """List the legal holds that last."""
    with open_desk(vault, passphrase_file) as desk:
        found = holds.holds_now(desk)
    value = [{"on": whose, "since": hold.since, "by": hold.by, "why": hold.why} for whose, hold in found]
    lines = [f"{whose}: since {in_words(hold.since)}, {hold.by}: {hold.why}" for whose, hold in found]
    result(value, "\n".join(lines) or "No legal hold lasts.", as_json=as_json)
