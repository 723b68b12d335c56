"""Withdrawing what was recorded on the wrong child."""

from typing import Annotated, Any

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, DecidedBy, EarlierBackups, Ground, PassphraseFile, Reference, Vault
from supervision_app.cli.speaking import result
from supervision_app.domain.deciding import Decision
from supervision_app.domain.entries import counted
from supervision_app.services import withdrawing
from supervision_app.services.withdrawing import Takes


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(withdraw)


def withdraw(
    record: Annotated[
        str,
        typer.Argument(metavar="ID", help="A discussion, supervision record or closed action; eight characters do."),
    ],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, without any of the words that go.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; otherwise it is only said what would go.")] = False,
    earlier_backups: EarlierBackups = False,
    ground: Ground = "",
    decided_by: DecidedBy = "",
    reference: Reference = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Withdraw what was recorded on the wrong child: its words are erased for good, and that it was withdrawn stays."""
    with open_desk(vault, passphrase_file) as desk:
        stream, subject = withdrawing.find(desk, record)
        if yes:
            taken = withdrawing.withdraw_record(
                desk,
                stream,
                subject,
                why,
                earlier_backups=earlier_backups,
                decision=Decision(ground, decided_by, reference),
            )
        else:
            taken = withdrawing.takes(desk, stream, subject)
    who = withdrawing.who_has_it(taken, removed=earlier_backups)
    entries = counted(taken.entries, "entry", "entries")
    first = f"Withdrawn: the words of {entries} are gone." if yes else f"The words of {entries} would go. Say --yes."
    result(_data(subject, taken, done=yes), "\n".join((first, *who)), as_json=as_json)


def _data(subject: str, taken: Takes, *, done: bool) -> dict[str, Any]:
    return {
        "id": subject,
        "withdrawn": done,
        "entries": taken.entries,
        "exports": [export.id for export in taken.exports],
        "packs": [one.id for one in taken.packs],
        "earlier_backups": taken.backups,
    }
