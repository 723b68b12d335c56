"""What a child's strip is made of: lanes of rows of items, each with its days, its look, and all of it in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from supervision_app.domain.entries import counted, in_words

BAR, GAP, MARK = "bar", "gap", "mark"
"""The shapes of an item: something that lasted, something that is not there or not known, and one day."""

PLACE, LEGAL, WORKER, MANAGER, OPEN, CLOSED = "place", "legal", "worker", "manager", "open", "closed"
HELD, BRIEFLY, NOT_TODAY, DECIDED, AHEAD, LATE = "held", "briefly", "not-today", "decided", "ahead", "late"
UNKNOWN, WITHOUT = "unknown", "without"
"""What an item is of. A gap is of what is not known, or of time without a discussion."""

FACTS, WORKERS, CLOCKS = "facts", "workers", "time-limits"
"""What an item leads to on the child's page that is neither a discussion nor an action."""

_DAYS_IN_DAYS, _WEEK = 14, 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of an action's time, and who had it then, in words; nobody where the record names nobody."""

    since: date
    until: date
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the strip: `label` is written on it, `said` is all of it in words.

    `or_before` says that nobody knows since when, `lasts` that it goes on today; `leads` is what it was made from.
    """

    shape: str
    tone: str
    since: date
    until: date
    label: str
    said: str
    leads: str = ""
    or_before: bool = False
    lasts: bool = False
    stretches: tuple[Stretch, ...] = ()
    due: date | None = None


Row = tuple[Item, ...]
"""Items one after the other, none over another."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What belongs together, with its name; things at the same time stand in rows of their own."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """All lanes, from the first day that is known to the last; `begins` is the first day of what was recorded here."""

    since: date
    begins: date
    today: date
    until: date
    lanes: tuple[Lane, ...] = field(default=())


def length(since: date, until: date) -> str:
    """Return how long something lasted: in days for two weeks, and in whole weeks from then on."""
    days = (until - since).days
    return counted(days, "day", "days") if days < _DAYS_IN_DAYS else counted(days // _WEEK, "week", "weeks")


def lasted(item: Item) -> str:
    """Return from when to when an item lasted, in words, and how long."""
    if item.since == item.until:
        today = ", today" if item.lasts else ""
        return f"{in_words(item.since)}{today}"
    since = f"{in_words(item.since)} or before" if item.or_before else in_words(item.since)
    until = "today" if item.lasts else in_words(item.until)
    at_least = "at least " if item.or_before else ""
    return f"{since} to {until}, {at_least}{length(item.since, item.until)}"


def in_rows(items: Sequence[Item]) -> tuple[Row, ...]:
    """Return the items in as few rows as they need, so that none lies over another."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda one: (one.since, one.until, one.said)):
        row = next((row for row in rows if row[-1].until <= item.since), None)
        if row is None:
            rows.append([item])
        else:
            row.append(item)
    return tuple(tuple(row) for row in rows)


def with_gaps(items: Sequence[Item], since: date, today: date, nothing: str) -> tuple[Row, ...]:
    """Return the items in rows, and in the first row a gap for each time between two days of which nothing is known.

    `nothing` says in a sentence, without its full stop, what is not known.
    """
    gaps: list[Item] = []
    reached = since
    for item in sorted(items, key=lambda one: one.since):
        if item.since > reached:
            gaps.append(unknown(reached, min(item.since, max(reached, today)), nothing))
        reached = max(reached, item.until)
    if reached < today or not items:
        gaps.append(replace(unknown(reached, today, nothing), lasts=True))
    first, *others = in_rows(items) or ((),)
    whole = sorted((*first, *(gap for gap in gaps if not items or gap.until > gap.since)), key=lambda one: one.since)
    return (tuple(whole), *others)


def unknown(since: date, until: date, nothing: str) -> Item:
    """Return a gap of what is not known."""
    said = f"{nothing}, {in_words(since)} to {in_words(until)}."
    return Item(GAP, UNKNOWN, since, until, "not known here", said)
