"""Noting the dates of events that no file from the case system tells."""

from typing import Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, PassphraseFile, SaidBy, Vault
from supervision_app.cli.speaking import message, result
from supervision_app.domain.clock_words import length_words
from supervision_app.domain.clocks import CONFIDENCES, ClockRule
from supervision_app.domain.events import CHECKED, EventKind, ToNote
from supervision_app.services.desk import Desk
from supervision_app.services.errors import WrongUse
from supervision_app.services.noting import event_day, note_event, noted_words, take_event_back
from supervision_app.services.reference_lists import Reference


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("note-event", rich_help_panel="Children")(note)
    app.command("time-limits", rich_help_panel="Reading")(time_limits)


def note(
    child: Annotated[str, typer.Argument(metavar="[ID]", help="The child’s id in the case system.")] = "",
    event: Annotated[str, typer.Option("--event", metavar="KIND", help="Which event: see --list.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Its day, like 9/11/2026 or “yesterday”.")] = "",
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where the date is from.")] = CHECKED,
    take_back: Annotated[bool, typer.Option("--take-back", help="The noted date is wrong: it counts no more.")] = False,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why it is taken back.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="List the events whose dates can be noted.")] = False,
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Note the date of an event that no file tells: an approval, a letter before proceedings, a court date.

    Noting another date puts it right; --take-back with --why takes it away. Both stay on record.
    """
    if listed:
        kinds = _reference().event_kinds().values()
        result([_kind_data(kind) for kind in kinds], "\n".join(map(_kind_words, kinds)), as_json=as_json)
        return
    if not (child and event and bool(on) != take_back):
        missing = "Give the child’s id, --event, and either --on with its day or --take-back. --list shows the events."
        raise WrongUse(missing)
    with open_desk(vault, passphrase_file) as desk:
        if take_back:
            take_event_back(desk, child, event, why, said_by=said_by)
            value, text = {"child": child, "event": event, "on": None}, "Taken back: that date counts no more."
        else:
            value, text = _note(desk, child, ToNote(event, event_day(desk, event, on), source), said_by)
    result(value, text, as_json=as_json)


def _note(desk: Desk, child: str, wanted: ToNote, said_by: str) -> tuple[dict[str, Any], str]:
    note_event(desk, child, wanted, said_by=said_by)
    value = {"child": child, "event": wanted.event, "on": wanted.day.isoformat()}
    return value, noted_words(desk, wanted.event, wanted.day)


def time_limits(as_json: AsJson = False) -> None:
    """List the time limits that are counted here, with their sources; what is wrong with a council's own files too."""
    rules = _reference().clock_rules()
    result([_rule_data(rule) for rule in rules], "\n".join(map(_rule_words, rules)), as_json=as_json)


def _reference() -> Reference:
    """Return the lists, having said what is wrong with a council's own."""
    reference = bootstrap.reference()
    for fault in reference.clock_faults():
        message(fault)
    return reference


def _kind_data(kind: EventKind) -> dict[str, Any]:
    return {"id": kind.id, "name": kind.name, "hint": kind.hint or None, "ahead": kind.ahead}


def _kind_words(kind: EventKind) -> str:
    return f"{kind.id}\n    {kind.name}." + (f" {kind.hint}" if kind.hint else "")


def _rule_data(rule: ClockRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "from": list(rule.starts),
        "amount": rule.amount,
        "unit": rule.unit,
        "counts": rule.counts,
        "first_day_counts": rule.first_day_counts,
        "warn_days": rule.warn_days,
        "source": rule.source,
        "confidence": rule.confidence,
        "note": rule.note or None,
        "enabled": rule.enabled,
        "changed_by": rule.changed_by or None,
    }


def _rule_words(rule: ClockRule) -> str:
    off = " (switched off)" if not rule.enabled else ""
    changed = f" Changed by your council in “{rule.changed_by}”." if rule.changed_by else ""
    how_sure = f"How sure this is: {CONFIDENCES[rule.confidence]}."
    length = length_words(rule.amount, rule.unit)
    return f"{rule.id}{off}\n    {rule.name}: {length}. {rule.counts}\n    {rule.source}. {how_sure}{changed}"
