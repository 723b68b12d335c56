"""How often somebody is supervised, or a child talked about, as it was agreed: what is next due follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from supervision_app.domain.clocks import after
from supervision_app.domain.entries import NewEntry, Sight, Told, counted
from supervision_app.domain.errors import InputRefused

AGREED = "rhythm.agreed/1"
SUBJECT = "rhythm"
WORKER, CHILD = "worker", "child"
MINUTES = 90
"""How long a session is planned for where nothing else is agreed: an hour and a half (LGA, as above)."""
_MOST_WEEKS, _MOST_MINUTES, _WEEK = 26, 480, 7


@dataclass(frozen=True, slots=True)
class Step:
    """Every so many days, up to and including a day, ISO 8601; the last step has no such day."""

    every: int
    until: str = ""


@dataclass(frozen=True, slots=True)
class PatternStep:
    """A step of a pattern: every so many days, for so many units from its beginning; the last has no amount."""

    every: int
    amount: int = 0
    unit: str = "weeks"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rhythm that can be agreed: for whom, what it is called, how long a session is, and where it comes from."""

    code: str
    whom: str
    name: str
    minutes: int
    steps: tuple[PatternStep, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rhythm that was agreed, from a day on, ISO 8601; sessions of so many minutes, where it is for a worker."""

    stream: str
    code: str
    name: str
    since: str
    steps: tuple[Step, ...]
    minutes: int
    by: str = ""

    def every(self, on: str) -> int:
        """Return how many days may pass from a day on, ISO 8601, until the next time."""
        return next(step.every for step in self.steps if not step.until or on <= step.until)

    def due(self, last: str) -> date:
        """Return the day by which it is due again; `last` is the last time, empty where there was none.

        What was before the rhythm was agreed counts from the day it begins.
        """
        base = max(last, self.since)
        return date.fromisoformat(base) + timedelta(days=self.every(base))


def every_weeks(weeks: int, whom: str, minutes: int = MINUTES) -> Pattern:
    """Return the pattern of every so many weeks; raises InputRefused for none, or for more than half a year."""
    if not 1 <= weeks <= _MOST_WEEKS:
        message = f"A rhythm is agreed in weeks, from 1 to {_MOST_WEEKS}. Give how many."
        raise InputRefused(message)
    name = "every week" if weeks == 1 else f"every {weeks} weeks"
    return Pattern(f"{weeks}-weeks", whom, name, minutes, (PatternStep(weeks * _WEEK),), "agreed here")


def agree(stream: str, pattern: Pattern, since: date, *, minutes: int, today: date) -> NewEntry:
    """Return the entry of a rhythm from a day on; raises InputRefused for minutes that no session lasts."""
    if not 0 <= minutes <= _MOST_MINUTES:
        message = f"A session lasts up to {_MOST_MINUTES} minutes. Give how long it is."
        raise InputRefused(message)
    payload = {
        "code": pattern.code,
        "name": pattern.name,
        "since": since.isoformat(),
        "steps": [{"every": step.every, "until": _until(step, since)} for step in pattern.steps],
        "minutes": minutes,
        "source": pattern.source,
    }
    return NewEntry(stream, SUBJECT, AGREED, today, payload)


def _until(step: PatternStep, since: date) -> str:
    return after(since, step.amount, step.unit).isoformat() if step.amount else ""


def read_rhythm(entries: Sequence[Told]) -> Rhythm | None:
    """Return the rhythm that stands, given all entries of the subject in causal order; None where none is here.

    Of two that were agreed at once, the one that comes round sooner stands until somebody decides.
    """
    known = [entry for entry in entries if entry.kind == AGREED and entry.payload]
    newest = Sight(entries).newest(known)
    found = [_rhythm(entry, entry.payload) for entry in newest if entry.payload]
    return min(found, key=lambda one: (one.steps[-1].every, one.steps[0].every, one.code), default=None)


def _rhythm(entry: Told, payload: Mapping[str, Any]) -> Rhythm:
    return Rhythm(
        stream=entry.stream,
        code=payload["code"],
        name=payload["name"],
        since=payload["since"],
        steps=tuple(Step(step["every"], step["until"]) for step in payload["steps"]),
        minutes=payload["minutes"],
        by=payload["by"]["name"],
    )


def in_weeks(days: int) -> str:
    """Return a time in weeks where it is some, and else in days: 6 weeks, 5 days."""
    return counted(days // _WEEK, "week", "weeks") if days >= _WEEK else counted(days, "day", "days")
