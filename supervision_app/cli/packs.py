"""Packs: made for somebody, looked at, taken in, and receipted."""

from pathlib import Path
from typing import Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli.council_key import read_shares
from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, PassphraseFile, Vault
from supervision_app.cli.speaking import result
from supervision_app.domain import packs
from supervision_app.domain.packs import PURPOSES, Passage
from supervision_app.services import carrying, taking_in
from supervision_app.services.cards import find_contact
from supervision_app.services.errors import ChecksFailed, WrongUse
from supervision_app.version import VERSION

app = typer.Typer(help="Packs: carry the record to another vault, and get a receipt.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="The pack, ending in .scpack.")]


@app.command()
def make(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write it, ending in .scpack.")],
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="NAME", help="For whom; their card is here. May be given again.")
    ] = None,
    child: Annotated[
        list[str] | None, typer.Option("--child", metavar="ID", help="A child; may be given again.")
    ] = None,
    worker: Annotated[str, typer.Option("--worker", metavar="NAME", help="A worker’s children and actions.")] = "",
    team: Annotated[bool, typer.Option("--team", help="The whole team.")] = False,
    purpose: Annotated[
        str, typer.Option("--purpose", help=f"One of: {', '.join(PURPOSES)}; follows from the others unless given.")
    ] = "",
    with_record_of: Annotated[
        list[str] | None,
        typer.Option("--with-record-of", metavar="NAME", help="A worker’s own supervision record goes along."),
    ] = None,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Make a pack for somebody whose card is here: of children, of a worker, or of the whole team."""
    wanted_for = _purpose(purpose, child=bool(child), worker=bool(worker), team=team)
    with open_desk(vault, passphrase_file) as desk:
        contacts = [find_contact(desk, name) for name in to or ()]
        wanted = carrying.ToSend(wanted_for, contacts, child or (), worker, with_record_of or ())
        made = carrying.make_pack(desk, bootstrap.pack_files(), wanted, out, VERSION)
    value = {"pack": made.pack, "file": str(out), **made.tally.as_payload(), "left_out": list(made.left_out)}
    result(value, "\n".join(carrying.made_words(made)), as_json=as_json)


def _purpose(purpose: str, *, child: bool, worker: bool, team: bool) -> str:
    """Return what a pack is for; raises WrongUse where the options say two things, or nothing."""
    if purpose and purpose not in PURPOSES:
        message = f"“{purpose}” is not a purpose. Use one of: {', '.join(PURPOSES)}."
        raise WrongUse(message)
    named = [one for one, given in ((packs.CHILD, child), (packs.WORKER, worker), (packs.TEAM, team)) if given]
    if purpose in {packs.RETURN, packs.ARCHIVE, packs.WORKER} and named in ([], [packs.CHILD], [packs.WORKER]):
        return purpose
    if len(named) != 1 or purpose not in ("", *named):
        message = "Say what the pack is of: one of --child, --worker and --team, or --purpose return."
        raise WrongUse(message)
    return named[0]


@app.command()
def inspect(file: File, vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """Say what a pack is and what taking it in would do; nothing is changed."""
    with open_desk(vault, passphrase_file) as desk:
        taken = taking_in.look_at_pack(desk, bootstrap.pack_files(), file)
    result(_taken(taken), "\n".join(taking_in.said(taken, looking=True)), as_json=as_json)


@app.command("import")
def import_(
    file: File,
    receipt: Annotated[
        Path | None, typer.Option("--receipt", metavar="FILE", help="Where to write the receipt for the sender.")
    ] = None,
    share: Annotated[
        list[Path] | None,
        typer.Option("--share", metavar="FILE", help="A share of the council’s key, for a leaver’s archive: give two."),
    ] = None,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Take a pack in, after a backup, and write the receipt that its sender waits for."""
    box = bootstrap.council_key_of(read_shares(share)) if share else ""
    with open_desk(vault, passphrase_file) as desk:
        taken = taking_in.take_in(desk, bootstrap.pack_files(), file, receipt, box=box)
    lines = [*taking_in.said(taken)]
    if receipt and taking_in.is_in(taken):
        lines.append(f"The receipt is in {receipt}: give it to {taken.header.sender.person.name}.")
    result(_taken(taken), "\n".join(lines), as_json=as_json)


@app.command()
def receipt(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The receipt that came back, ending in .screceipt.")],
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Record the receipt of a pack you made, and say whether all of it arrived."""
    with open_desk(vault, passphrase_file) as desk:
        matched = taking_in.match_receipt(desk, bootstrap.pack_files(), file)
    value = {
        "pack": matched.sent.id,
        "matches": matched.matches,
        "sent": matched.sent.tally.as_payload(),
        "received": matched.received.as_payload(),
    }
    result(value, matched.words, as_json=as_json)
    if not matched.matches:
        message = "Not all of the pack is there."
        raise ChecksFailed(message)


@app.command("list")
def list_(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """List the packs that were made and taken in here, and what waits."""
    with open_desk(vault, passphrase_file) as desk:
        found, waits = carrying.passages(desk), taking_in.waiting_words(desk)
    lines = [*map(carrying.passage_words, found), *waits] or ["No pack was made or taken in here."]
    result({"packs": [_passage(one) for one in found], "waiting": list(waits)}, "\n".join(lines), as_json=as_json)


def _passage(one: Passage) -> dict[str, Any]:
    return {
        "pack": one.id,
        "sent": one.sent,
        "purpose": one.purpose,
        "people": [person.name for person in one.people],
        "on": one.on,
        **one.tally.as_payload(),
        "receipt": one.received.as_payload() if one.received else None,
        "matches": one.matches if one.sent else None,
    }


def _taken(taken: taking_in.Taken) -> dict[str, Any]:
    header, received = taken.header, taken.received
    return {
        "pack": header.pack,
        "purpose": header.purpose,
        "from": header.sender.person.name,
        "made_at": header.made_at,
        "sender": taken.standing,
        "sent": header.tally.as_payload(),
        "received": taken.there.as_payload(),
        "complete": taken.complete,
        "new": received.new,
        "waiting": received.waiting,
        "own_came_back": received.own,
        "numbered_twice": received.alike,
        "new_open_actions": list(taken.actions),
        "taken_in_before": taken.before or None,
    }
