"""Time limits that start from an observed date, counted as the law counts them."""

import calendar
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from supervision_app.domain.facts import Known

_DAYS = {"days": 1, "weeks": 7}
_MONTHS_A_YEAR = 12
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A time limit: from which fact it runs, how long, what stops it, and where it is written.

    It runs while every date in `needs` is known and not later than the start, none in `unless` is
    (an end before the start does not count), and each fact in `when` has one of the listed values.
    """

    id: str
    name: str
    starts: str
    amount: int
    unit: str
    source: str
    confidence: str
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit that is running for a child: when it began, when it is due, and where it is written.

    `unseen` says that no file has told of what would stop it, for any period: it may have been done.
    """

    id: str
    name: str
    started: date
    due: date
    source: str
    confidence: str
    unseen: bool = False


def running(rules: Sequence[ClockRule], known: Known, bank_holidays: Collection[date]) -> list[Clock]:
    """Return the clocks that run for a child, the soonest first."""
    clocks = []
    for rule in rules:
        start = known.day(rule.starts)
        if start is not None and _applies(rule, known, start):
            due = after(start, rule.amount, rule.unit, bank_holidays)
            clocks.append(Clock(rule.id, rule.name, start, due, rule.source, rule.confidence, _unseen(rule, known)))
    return sorted(clocks, key=lambda clock: (clock.due, clock.id))


def _applies(rule: ClockRule, known: Known, start: date) -> bool:
    stopped = any(_stops(known, name, start) for name in rule.unless)
    # A start from before a fact that is needed belongs to an earlier period: the one that runs has its own.
    needs = all(known.value(name) and known.value(name) <= start.isoformat() for name in rule.needs)
    return needs and not stopped and all(known.value(name) in values for name, values in rule.when.items())


def _unseen(rule: ClockRule, known: Known) -> bool:
    """Return whether nothing at all is known of what stops a clock, leaving out the end of the whole matter."""
    done = [name for name in rule.unless if not name.endswith("_ended")]
    return bool(done) and not any(known.value(name) for name in done)


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
        message = f"“{unit}” is not a unit of time. Use one of: days, working-days, weeks, months."
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
