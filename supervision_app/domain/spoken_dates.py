"""Dates ahead as people say them in a session: in two weeks, next Friday, the end of the month."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta

from supervision_app.domain.clocks import after
from supervision_app.domain.dates import read_date
from supervision_app.domain.entries import MONTHS, in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.identity import tidy

EXAMPLES = "“in two weeks”, “next Friday”, “end of the month” or 9 November 2026"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1}
_UNITS = {
    "day": ("days", 1),
    "working day": ("working-days", 1),
    "week": ("weeks", 1),
    "fortnight": ("weeks", 2),
    "month": ("months", 1),
    "year": ("months", 12),
}
_MOST = {"days": 3_660, "working-days": 2_600, "weeks": 520, "months": 120}
"""Ten years: what is said to be further away was mistyped."""
_FRIDAY = 4
_CENTURY = 2000

_DAY = "|".join(day.lower() for day in DAYS)
_MONTH = "|".join(f"{month[:3].lower()}[a-z]*" for month in MONTHS)
_LEADING = re.compile(r"(?:by |on |due |for |the )+")
_SPAN = re.compile(
    rf"(?:in |within )?(\d{{1,4}}|{'|'.join(_COUNTS)}) ?(working day|fortnight|day|week|month|year)s?(?:’? time)?"
)
_WEEKDAY = re.compile(rf"(this |this coming |next )?({_DAY})")
_WEEK_ON = re.compile(rf"(?:({_DAY}) (week|fortnight)|(?:a )?(week|fortnight) (?:on |from )?({_DAY}))")
_END_OF_MONTH = re.compile(rf"end of ({_MONTH})(?: (\d{{4}}))?")
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2})|(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}) (\d{2})")
_NO_YEAR = re.compile(r"(\d{1,2})[/.](\d{1,2})|(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})")


def read_spoken_date(text: str, today: date, holidays: Collection[date] = (), what: str = "The date") -> date:
    """Return the date that is meant, counted from today where it is said that way.

    “Friday” is the next Friday after today; “next Friday” is that of the week after this one, weeks
    beginning on Monday; “Friday week” is seven days after “Friday”. A day without a year is the next
    one from today on. Working days leave out weekends and `holidays`. Raises InputRefused for anything else.
    """
    said = tidy(text).lower().replace("'", "’").rstrip(".")
    said = _LEADING.sub("", said, count=1) if _LEADING.match(said) else said
    found = _NAMED[said](today) if said in _NAMED else None
    for reads in (_span, _week_on, _weekday, _end_of_month, _dated):
        found = found or reads(said, today, holidays)
    if found:
        return found
    try:
        return read_date(said, what)
    except InputRefused as refusal:
        if "calendar" in str(refusal):
            raise
        message = f"{what} “{tidy(text)}” is not a date. Write it like {EXAMPLES}."
        raise InputRefused(message) from None


def weekday_words(day: date) -> str:
    """Return a date with its weekday: Friday 27 November 2026."""
    return f"{DAYS[day.weekday()]} {in_words(day)}"


def _span(said: str, today: date, holidays: Collection[date]) -> date | None:
    found = _SPAN.fullmatch(said)
    if not found:
        return None
    unit, times = _UNITS[found[2]]
    amount = (_COUNTS.get(found[1]) or int(found[1])) * times
    if amount > _MOST[unit]:
        message = f"“{said}” is more than ten years away. Give a date that somebody can work towards."
        raise InputRefused(message)
    return after(today, amount, unit, holidays)


def _next_day(today: date, weekday: int) -> date:
    """Return the next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday(said: str, today: date, _holidays: Collection[date]) -> date | None:
    found = _WEEKDAY.fullmatch(said)
    if not found:
        return None
    weekday = _number_of(found[2])
    if found[1] == "next ":
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=weekday)
    return _next_day(today, weekday)


def _week_on(said: str, today: date, _holidays: Collection[date]) -> date | None:
    found = _WEEK_ON.fullmatch(said)
    if not found:
        return None
    later = timedelta(days=7 if (found[2] or found[3]) == "week" else 14)
    return _next_day(today, _number_of(found[1] or found[4])) + later


def _number_of(day: str) -> int:
    return [name.lower() for name in DAYS].index(day)


def _end_of_month(said: str, today: date, _holidays: Collection[date]) -> date | None:
    found = _END_OF_MONTH.fullmatch(said)
    if not found:
        return None
    month = _month(found[1])
    if not month:
        return None
    year = int(found[2]) if found[2] else today.year + (month < today.month)
    return _last_of_month(year, month)


def _last_of_month(year: int, month: int) -> date:
    return after(date(year, month, 1), 1, "months") - timedelta(days=1)


def _month(word: str) -> int:
    """Return the number of a month from three letters or more; 0 for any other word."""
    return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), 0)


def _dated(said: str, today: date, _holidays: Collection[date]) -> date | None:
    """Return a day that was said without its century, or without its year."""
    if found := _SHORT_YEAR.fullmatch(said):
        day, month, year = found[1] or found[4], found[2] or _month(found[5] or ""), found[3] or found[6]
        return read_date(f"{int(year) + _CENTURY:04}-{int(month):02}-{int(day):02}") if int(month) else None
    if found := _NO_YEAR.fullmatch(said):
        day, month = found[1] or found[3], found[2] or _month(found[4] or "")
        return _next_such(today, int(month), int(day)) if int(month) else None
    return None


def _next_such(today: date, month: int, day: int) -> date:
    """Return the next such day from today on; 29 February may be years away."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return read_date(f"{today.year}-{month:02}-{day:02}")


def _end_of_week(today: date) -> date:
    """Return the Friday of this week; on a weekend, that of the week that follows."""
    return today if today.weekday() == _FRIDAY else _next_day(today, _FRIDAY)


def _end_of_next_month(today: date) -> date:
    first = after(today.replace(day=1), 1, "months")
    return _last_of_month(first.year, first.month)


_NAMED: Mapping[str, Callable[[date], date]] = {
    "today": lambda today: today,
    "tomorrow": lambda today: today + timedelta(days=1),
    "day after tomorrow": lambda today: today + timedelta(days=2),
    "next week": lambda today: today + timedelta(days=7),
    "next month": lambda today: after(today, 1, "months"),
    "end of week": _end_of_week,
    "end of the week": _end_of_week,
    "end of this week": _end_of_week,
    "end of next week": lambda today: _end_of_week(today + timedelta(days=7 - today.weekday())),
    "end of month": lambda today: _last_of_month(today.year, today.month),
    "end of the month": lambda today: _last_of_month(today.year, today.month),
    "end of this month": lambda today: _last_of_month(today.year, today.month),
    "end of next month": _end_of_next_month,
    "end of the year": lambda today: date(today.year, 12, 31),
}
