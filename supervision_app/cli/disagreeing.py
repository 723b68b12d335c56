"""Disagreement on a discussion: each in their own words, taken to somebody, settled."""

from typing import Annotated

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, PassphraseFile, SaidBy, Vault
from supervision_app.cli.speaking import result
from supervision_app.domain.disagreements import told
from supervision_app.services import disagreeing
from supervision_app.services.disagreeing import Found
from supervision_app.services.summarising import disagreement_data

app = typer.Typer(
    help="Disagreement on a discussion: in each person’s own words, and nobody changes another’s.",
    no_args_is_help=True,
)

Record = Annotated[str, typer.Argument(metavar="DISCUSSION", help="The discussion’s id, from “child ID --json”.")]


@app.command()
def say(
    record: Record,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What is seen differently, in their words.")],
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Put down what somebody sees differently; with --as NAME, in that person's own words."""
    with open_desk(vault, passphrase_file) as desk:
        found = disagreeing.disagree(desk, record, text, said_by=said_by)
    _show(found, as_json=as_json)


@app.command()
def escalate(
    record: Record,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Who can decide it.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why they are asked.")],
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Take a disagreement to somebody who can decide it."""
    with open_desk(vault, passphrase_file) as desk:
        found = disagreeing.escalate(desk, record, to, why, said_by=said_by)
    _show(found, as_json=as_json)


@app.command()
def settle(
    record: Record,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="How it was settled.")],
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Say how a disagreement was settled; where it was taken to somebody, that is their word."""
    with open_desk(vault, passphrase_file) as desk:
        found = disagreeing.settle(desk, record, text, said_by=said_by)
    _show(found, as_json=as_json)


def _show(found: Found, *, as_json: bool) -> None:
    there = found.disagreement
    text = "\n".join(f"{heading}: {words}" for heading, words in (told(there) if there else []))
    result({"discussion": found.talk.id, "disagreement": disagreement_data(there)}, text, as_json=as_json)
