"""Time limits that start from a date, counted as the law counts them."""

import calendar
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from supervision_app.domain.facts import Known
from supervision_app.domain.observed import FACTS

UNITS = ("days", "working-days", "weeks", "months")
_DAYS = {"days": 1, "weeks": 7}
_MONTHS_A_YEAR = 12
_SATURDAY = 5

CONFIDENCES: Mapping[str, str] = {
    "read": "the text of the law or of the guidance was read",
    "reported": "this is how others report it; the text itself was not read",
    "unconfirmed": "this is general knowledge, and was not checked against the text",
    "local": "a local choice, not law",
}
"""How sure it is that a time limit is what its source says."""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A time limit: from which date it runs, how long, what stops it, and where it is written.

    It runs from the latest of the dates in `starts` that are known, while

    - every date in `needs` is known and not later than that;
    - none in `unless` is known and as late (an end before the start belongs to an earlier period);
    - the first date of each pair in `since` is known and not before the second, and in `not_since` is not so;
    - each fact in `when` has one of the listed values, and none in `not_when` has;
    - the start is not later than the end of the rule `within`, and at least a year after the date `a_year_after`.

    While it runs, the rules in `instead_of` do not. `first_day_counts` says whether the start is the first day of the
    period or day 0, `counts` says so in words; `warn_days` are the days before the end from which it is soon.
    What is `quiet` is told by no file and never said to be late; `is_a_date` says that on the day something happens,
    where else something is due by it. `changed_by` names the council's file that changed it.
    """

    id: str
    name: str
    starts: tuple[str, ...]
    amount: int
    unit: str
    source: str
    confidence: str
    counts: str = ""
    first_day_counts: bool = False
    warn_days: int = 14
    note: str = ""
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    since: Mapping[str, str] = field(default_factory=dict)
    not_since: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: str = ""
    a_year_after: str = ""
    instead_of: tuple[str, ...] = ()
    quiet: bool = False
    is_a_date: bool = False
    enabled: bool = True
    changed_by: str = ""

    def due(self, start: date, bank_holidays: Collection[date]) -> date:
        """Return the last day of the period that starts with, or after, this day."""
        day_0 = start - timedelta(days=1) if self.first_day_counts else start
        return after(day_0, self.amount, self.unit, bank_holidays)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit that is running for a child: when it began, when it is due, and where it is written.

    `unseen` says that a file should tell what stops it and none has, for any period: it may have been done.
    `unrecorded` says the same of what only a person could have noted here.
    """

    id: str
    name: str
    started: date
    due: date
    source: str
    confidence: str
    unseen: bool = False
    unrecorded: bool = False
    counts: str = ""
    first_day_counts: bool = False
    warn_days: int = 14
    note: str = ""
    is_a_date: bool = False
    changed_by: str = ""

    @property
    def may_be_done(self) -> bool:
        """Return whether what stops it may have happened without anything here knowing."""
        return self.unseen or self.unrecorded

    def soon(self, today: date) -> bool:
        """Return whether its end is near enough to be said."""
        return today <= self.due <= today + timedelta(days=self.warn_days)


def running(rules: Sequence[ClockRule], known: Known, bank_holidays: Collection[date]) -> list[Clock]:
    """Return the clocks that run for a child, the soonest first."""
    by_id = {rule.id: rule for rule in rules}
    found: dict[str, Clock] = {}
    for rule in rules:
        start = _start(rule, known) if rule.enabled else None
        if start is not None and _applies(rule, known, start) and _in_time(rule, by_id, known, start, bank_holidays):
            found[rule.id] = _clock(rule, known, start, bank_holidays)
    replaced = {other for one in found for other in by_id[one].instead_of}
    clocks = [clock for one, clock in found.items() if one not in replaced]
    return sorted(clocks, key=lambda clock: (clock.due, clock.id))


def _start(rule: ClockRule, known: Known) -> date | None:
    latest = max(map(known.value, rule.starts))
    return date.fromisoformat(latest) if latest else None


def _clock(rule: ClockRule, known: Known, start: date, bank_holidays: Collection[date]) -> Clock:
    return Clock(
        rule.id,
        rule.name,
        start,
        rule.due(start, bank_holidays),
        rule.source,
        rule.confidence,
        unseen=_unseen(rule, known),
        unrecorded=rule.quiet and not any(known.value(name) for name in _what_ends(rule)),
        counts=rule.counts,
        first_day_counts=rule.first_day_counts,
        warn_days=rule.warn_days,
        note=rule.note,
        is_a_date=rule.is_a_date,
        changed_by=rule.changed_by,
    )


def _applies(rule: ClockRule, known: Known, start: date) -> bool:
    if any(_stops(known, name, start) for name in rule.unless):
        return False
    # A start from before a fact that is needed belongs to an earlier period: the one that runs has its own.
    if not all(known.value(name) and known.value(name) <= start.isoformat() for name in rule.needs):
        return False
    if not all(_is_since(known, *pair) for pair in rule.since.items()):
        return False
    if any(_is_since(known, *pair) for pair in rule.not_since.items()):
        return False
    fits = all(known.value(name) in values for name, values in rule.when.items())
    return fits and not any(known.value(name) in values for name, values in rule.not_when.items())


def _in_time(
    rule: ClockRule, by_id: Mapping[str, ClockRule], known: Known, start: date, bank_holidays: Collection[date]
) -> bool:
    """Return whether the start is late enough for the rule, and not too late."""
    if rule.a_year_after:
        began = known.day(rule.a_year_after)
        if began is None or start < after(began, _MONTHS_A_YEAR, "months"):
            return False
    if not rule.within:
        return True
    other = by_id[rule.within]
    began = _start(other, known)
    return began is not None and start <= other.due(began, bank_holidays)


def _is_since(known: Known, later: str, earlier: str) -> bool:
    """Return whether a date is known and not before another, which need not be known."""
    return bool(known.value(later)) and known.value(later) >= known.value(earlier)


def _what_ends(rule: ClockRule) -> list[str]:
    """Return what stops a clock, leaving out the end of the whole matter."""
    return [name for name in rule.unless if not name.endswith("_ended")]


def _unseen(rule: ClockRule, known: Known) -> bool:
    """Return whether a file should tell what stops a clock, and nothing at all is known of it from anywhere."""
    if any(name.startswith("last_") and not known.value(name) for name in rule.starts):
        return True  # it runs from something else, because the last visit or review itself is not known
    if any(name in known.noted for name in rule.starts):
        return False
    done = _what_ends(rule)
    return any(name in FACTS for name in done) and not any(known.value(name) for name in done)


def _stops(known: Known, name: str, start: date) -> bool:
    """Return whether a fact stops the clock; a date before the start belongs to an earlier period."""
    value = known.value(name)
    try:
        return bool(value) and date.fromisoformat(value) >= start
    except ValueError:
        return True


def after(start: date, amount: int, unit: str, bank_holidays: Collection[date] = ()) -> date:
    """Return the last day of a period of `amount` units; day 0 is the start and does not count.

    Working days leave out Saturdays, Sundays and bank holidays (Care Planning Regulations 2010, reg 2);
    months are calendar months, clipped to the month's end. Raises ValueError for a unit that is none of
    days, working-days, weeks and months.
    """
    if unit == "working-days":
        return _working_days_after(start, amount, bank_holidays)
    if unit == "months":
        return _months_after(start, amount)
    if unit not in _DAYS:
        message = f"“{unit}” is not a unit of time. Use one of: {', '.join(UNITS)}."
        raise ValueError(message)
    return start + timedelta(days=amount * _DAYS[unit])


def _working_days_after(start: date, amount: int, bank_holidays: Collection[date]) -> date:
    day = start
    left = amount
    while left > 0:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in bank_holidays:
            left -= 1
    return day


def _months_after(start: date, amount: int) -> date:
    months = start.month - 1 + amount
    year, month = start.year + months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
