"""Where a child lived and under which legal status, as files from the case system told it one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from supervision_app.domain.entries import Told
from supervision_app.domain.facts import OBSERVED


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that was seen and since when; `or_before` where the file gave no day, `until` None while it lasts.

    `ended` says that a file gave the end; otherwise it is known only that something else came after it.
    """

    value: str
    since: date
    or_before: bool = False
    until: date | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The facts that tell of one matter: its value, the day it began, and the day the whole of it ended."""

    value: str
    started: str
    ended: str


PLACEMENTS = Names("placement", "placement_started", "care_ended")
LEGAL_STATUSES = Names("legal_status", "legal_status_started", "care_ended")


def seen(entries: Sequence[Told], names: Names) -> tuple[Seen, ...]:
    """Return what was seen of one matter, in order; of two files about the same days the later one stands.

    An entry holds only what was new in a file: a value without a new day was there on the file's day, or before.
    """
    payloads = [entry.payload for entry in entries if entry.kind == OBSERVED and entry.payload]
    found: list[Seen] = []
    value = ""
    for payload in sorted(payloads, key=lambda one: str(one["as_of"])):
        facts: Mapping[str, Any] = payload["facts"]
        if names.value in facts or names.started in facts:
            value = facts.get(names.value, value)
            day = facts.get(names.started)
            found = _followed_by(found, Seen(value, date.fromisoformat(day or payload["as_of"]), or_before=not day))
        if end := facts.get(names.ended):
            found = _ended(found, date.fromisoformat(end))
    return tuple(found)


def _followed_by(found: list[Seen], new: Seen) -> list[Seen]:
    """Return what was seen with one more: what began no earlier was put right by it."""
    before = [one for one in found if one.since < new.since]
    if before and (before[-1].until is None or before[-1].until > new.since):
        before[-1] = replace(before[-1], until=new.since, ended=False)
    return [*before, new]


def _ended(found: list[Seen], end: date) -> list[Seen]:
    if not found or found[-1].since > end:
        return found
    return [*found[:-1], replace(found[-1], until=end, ended=True)]
