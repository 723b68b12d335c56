"""Withdrawing what was recorded on the wrong child: its words go for good, and that it was withdrawn stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision_app.domain.actions import read_action
from supervision_app.domain.deciding import NO_DECISION, Decision, decision_from, tidied
from supervision_app.domain.entries import NewEntry, Told, needed
from supervision_app.domain.errors import RuleRefused

FAMILIES = ("action", "discussion", "supervision")
"""What can be withdrawn: the first word of the kinds of its entries."""
KINDS = frozenset(f"{family}.withdrawn/1" for family in FAMILIES)
STATE = "withdrawn"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That something was withdrawn: which entries of it lost their words, when, by whom, and why."""

    stream: str
    id: str
    family: str
    entries: tuple[str, ...]
    on: str
    by: str
    why: str
    decision: Decision = NO_DECISION
    rule: str = ""


def withdraw(
    entries: Sequence[Told],
    why: str,
    *,
    on: date,
    again: bool = False,
    decision: Decision = NO_DECISION,
    rule: str = "",
) -> NewEntry:
    """Return the entry that withdraws a record or an action, given all its entries in causal order.

    It names the entries whose words go, and none of the words; `again` repeats what was withdrawn elsewhere, and `rule`
    names the retention rule by which something goes that was recorded rightly. Raises
    RuleRefused for an action that is open (it would be lost), for what was withdrawn before, and for what is neither
    record nor action; InputRefused without a reason.
    """
    first = entries[0]
    family = first.kind.partition(".")[0]
    if family not in FAMILIES:
        message = "Only a discussion, a supervision record or an action can be withdrawn."
        raise RuleRefused(message)
    named = [entry.id for entry in entries if entry.payload is not None and entry.kind not in KINDS]
    if not named:
        message = "This was withdrawn already: nothing of its words is here."
        raise RuleRefused(message)
    if family == "action" and not again and read_action(entries).is_open:
        message = (
            "This action is open, and would be lost. Agree it on the right child, close it here as no longer needed, "
            "and withdraw it then."
        )
        raise RuleRefused(message)
    payload: dict[str, Any] = {"entries": named, "why": needed(why, "The reason"), "state": STATE}
    payload |= {**tidied(decision).as_payload(), **({"rule": rule} if rule else {})}
    return NewEntry(first.stream, first.subject, f"{family}.withdrawn/1", on, payload)


def read_withdrawn(entries: Sequence[Told]) -> Withdrawn | None:
    """Return that something was withdrawn, from all entries of it; None where it was not."""
    found = [entry for entry in entries if entry.kind in KINDS and entry.payload is not None]
    if not found:
        return None
    last = found[-1]
    payload = last.payload or {}
    named = tuple(dict.fromkeys(one for entry in found for one in (entry.payload or {})["entries"]))
    family = last.kind.partition(".")[0]
    return Withdrawn(
        stream=last.stream,
        id=last.subject,
        family=family,
        entries=named,
        on=last.happened_on,
        by=payload["by"]["name"],
        why=payload["why"],
        decision=decision_from(payload),
        rule=payload.get("rule", ""),
    )
