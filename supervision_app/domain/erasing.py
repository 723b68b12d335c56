"""Erasing one whole child: that it was done, and who decided it, stays; nothing else does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision_app.domain.deciding import Decision, check_whole, decision_from
from supervision_app.domain.entries import NewEntry, Told, counted, in_words
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.exports import Export
from supervision_app.domain.people import person_from

ERASED = "child.erased/1"
KINDS = frozenset({ERASED})
SUBJECT = "erased"
"""The one subject of a child's stream whose words stay."""


@dataclass(frozen=True, slots=True)
class Erased:
    """That a child was erased: when, on whose decision, how many open actions went, and what had been written out."""

    stream: str
    on: str
    decision: Decision
    open_actions: int
    exports: tuple[Export, ...]


def erase(
    stream: str,
    decision: Decision,
    *,
    open_actions: Sequence[str],
    exports: Sequence[Export],
    with_open_actions: bool,
    on: date,
) -> NewEntry:
    """Return the entry that erases a child.

    Raises InputRefused where a part of the decision is missing, and RuleRefused where actions are open, each of which
    is named, unless it was said that they go too.
    """
    whole = check_whole(decision)
    if open_actions and not with_open_actions:
        raise RuleRefused(still_open(open_actions))
    payload: dict[str, Any] = {
        **whole.as_payload(),
        "open_actions": len(open_actions),
        "exports": [_written_out(export) for export in exports],
    }
    return NewEntry(stream, SUBJECT, ERASED, on, payload)


def again(erased: Erased, *, on: date) -> NewEntry:
    """Return the entry that erases a child again, in an older copy of the vault."""
    payload: dict[str, Any] = {
        **erased.decision.as_payload(),
        "open_actions": erased.open_actions,
        "exports": [_written_out(export) for export in erased.exports],
    }
    return NewEntry(erased.stream, SUBJECT, ERASED, on, payload)


def still_open(actions: Sequence[str]) -> str:
    """Return in a sentence which actions are open, and what can be done about them."""
    are = counted(len(actions), "action is open, and would be lost", "actions are open, and would be lost")
    return (
        f"{are}: {'; '.join(actions)}. Close them, or agree them elsewhere. If they are to go too, say so: "
        "--with-open-actions."
    )


def read_erased(entries: Sequence[Told]) -> Erased | None:
    """Return that the child was erased, from all entries of the subject; None where they were not."""
    found = [entry for entry in entries if entry.kind == ERASED and entry.payload is not None]
    if not found:
        return None
    last = found[-1]
    payload = last.payload or {}
    return Erased(
        stream=last.stream,
        on=last.happened_on,
        decision=decision_from(payload),
        open_actions=payload["open_actions"],
        exports=tuple(_export(one, payload["by"]) for one in payload["exports"]),
    )


def not_loaded(case_id: str, erased: Erased) -> str:
    """Return why a row of a file is not loaded: the child of this id was erased."""
    decision = erased.decision
    return (
        f"{case_id} was erased here on {in_words(erased.on)} and is not loaded again: decided by "
        f"{decision.decided_by}, reference {decision.reference}. If that is wrong, ask them."
    )


def _written_out(export: Export) -> dict[str, Any]:
    """Return what has to be known of files that are still somewhere; no reference, which people type."""
    return {
        "number": export.number,
        "written_at": export.written_at,
        "formats": list(export.formats),
        "purpose": export.purpose,
        "confirmed_on": export.confirmed_on,
    }


def _export(payload: dict[str, Any], by: dict[str, Any]) -> Export:
    return Export(
        id="",
        number=payload["number"],
        written_at=payload["written_at"],
        by=person_from(by),
        formats=tuple(payload["formats"]),
        upto={},
        left=(),
        managers=(),
        version="",
        confirmed_on=payload["confirmed_on"],
        purpose=payload["purpose"],
    )
