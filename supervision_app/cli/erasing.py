"""Erasing one whole child, on a decision of information governance."""

from typing import Annotated, Any

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import (
    AsJson,
    Child,
    DecidedBy,
    EarlierBackups,
    Ground,
    PassphraseFile,
    Reference,
    Vault,
)
from supervision_app.cli.speaking import result
from supervision_app.domain.deciding import Decision, check_whole
from supervision_app.domain.entries import counted, in_words
from supervision_app.domain.erasing import still_open
from supervision_app.services import erasing
from supervision_app.services.erasing import Goes
from supervision_app.services.withdrawing import who_has_it


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("erase-child")(erase_child)


def erase_child(
    child: Child,
    ground: Ground,
    decided_by: DecidedBy,
    reference: Reference,
    with_open_actions: Annotated[
        bool, typer.Option("--with-open-actions", help="Open actions of the child go too; each is named first.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; otherwise it is only said what would go.")] = False,
    earlier_backups: EarlierBackups = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Erase everything about one child for good; that it was done, and on whose decision, stays."""
    decision = check_whole(Decision(ground, decided_by, reference))
    with open_desk(vault, passphrase_file) as desk:
        goes = (
            erasing.erase_child(
                desk, child, decision, with_open_actions=with_open_actions, earlier_backups=earlier_backups
            )
            if yes
            else erasing.look(desk, child)
        )
    who = who_has_it(goes.takes, removed=earlier_backups and yes)
    lines = (*_first(goes, done=yes, all_of_it=with_open_actions), *who, *_elsewhere(goes))
    result(_data(goes, done=yes), "\n".join(lines), as_json=as_json)


def _first(goes: Goes, *, done: bool, all_of_it: bool) -> list[str]:
    if goes.erased:
        first = f"This child was erased on {in_words(goes.erased.on)}."
        return [f"{first} {'What was left was cleared away.' if done else 'With --yes what is left is cleared away.'}"]
    entries = counted(goes.takes.entries, "entry", "entries")
    drafts = f" Something goes of {counted(goes.drafts, 'draft', 'drafts')}." if goes.drafts else ""
    if done:
        return [f"Erased: the words of {entries} are gone.{drafts}"]
    lost = erasing.named(goes.open_actions)
    open_ones = (
        [f"These open actions would go too: {'; '.join(lost)}." if all_of_it else still_open(lost)] if lost else []
    )
    return [f"The words of {entries} would go, for good.{drafts} Say --yes.", *open_ones]


def _elsewhere(goes: Goes) -> list[str]:
    places = [f"  {place}" for place in goes.elsewhere]
    return ["Other records may name the child, and stay. Look at each:", *places] if places else []


def _data(goes: Goes, *, done: bool) -> dict[str, Any]:
    return {
        "erased": done or goes.erased is not None,
        "entries": goes.takes.entries,
        "open_actions": [{"id": row.id, "what": row.what, "due": row.due or None} for row in goes.open_actions],
        "drafts": goes.drafts,
        "exports": erasing.written_out(goes.takes.exports),
        "packs": [one.id for one in goes.takes.packs],
        "earlier_backups": goes.takes.backups,
        "put_aside": goes.takes.put_aside,
        "elsewhere": list(goes.elsewhere),
    }
