"""Dates ahead as people say them in a session: in two weeks, next Friday, the end of the month."""

import calendar
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from supervision_app.domain.clocks import after
from supervision_app.domain.dates import read_date
from supervision_app.domain.entries import MONTHS, in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.identity import tidy

EXAMPLES = "“in two weeks”, “next Friday”, “end of the month” or 9 November 2026"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_COUNTS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"a couple of": 2, "a": 1, "an": 1}
_UNITS = {
    "day": ("days", 1),
    "working day": ("working-days", 1),
    "week": ("weeks", 1),
    "fortnight": ("weeks", 2),
    "month": ("months", 1),
    "year": ("months", 12),
}
_MOST = {"days": 3_660, "working-days": 500, "weeks": 520, "months": 120}
"""About ten years, what is further away was mistyped; two for working days, as bank holidays are known no further."""
_WEEK = timedelta(days=7)
_FRIDAY = 4
_YEARS_TO_A_LEAP_DAY = 8

_COUNT = rf"(\d{{1,4}}|{'|'.join(_COUNTS)})"
_UNIT = r"(working day|fortnight|day|week|month|year)(?:s’|’s|s)?(?: time| from now| from today)?"
_DAY = rf"({'|'.join(f'{day[:3].lower()}[a-z]*' for day in DAYS)})"
_LEADING = re.compile(r"(?:by |on |due |for |the )+")
_SPAN = re.compile(rf"(?:in |within )?{_COUNT} ?{_UNIT}")
_ABOUT = re.compile(rf"(?:in |within )?{_COUNT} ?(?:or|to|-|–) ?{_COUNT} {_UNIT}")
_WEEKDAY = re.compile(rf"(this |this coming |next )?{_DAY}( of next week| next week)?")
_WEEK_ON = re.compile(rf"(today|tomorrow|{_DAY}) (week|fortnight)")
_WEEKS_FROM = re.compile(rf"(?:in )?(?:{_COUNT} )?(week|fortnight)s? (?:on |from )?(today|tomorrow|{_DAY})")
_END_OF_MONTH = re.compile(r"end of ([a-z]{3,9})(?: (\d{4}))?")
_WITH_WEEKDAY = re.compile(rf"{_DAY},? (?:the )?(\d.*)")
_SHORT_YEAR = re.compile(r"\d{1,2}([/.])\d{1,2}\1\d{2}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{2}")
_WHOLE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}")
_NO_YEAR = re.compile(r"\d{1,2}([/.])\d{1,2}|\d{1,2}(?:st|nd|rd|th)? ([a-z]{3,9})")


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said, in plain small letters, and on which day."""

    words: str
    today: date
    holidays: Collection[date]
    what: str

    def one_of(self, one: date, other: date) -> date:
        """Return the day where both are the same; raises InputRefused with the two where they are not."""
        if one == other:
            return one
        first, second = (weekday_words(day) for day in sorted((one, other)))
        message = f"{self.what} “{self.words}” could be {first} or {second}. Give the one that is meant."
        raise InputRefused(message)


def read_spoken_date(text: str, today: date, holidays: Collection[date] = (), what: str = "The date") -> date:
    """Return the date that is meant, counted from today where it is said that way.

    “Friday” is the next Friday after today; “next Friday” is that of the week after this one, weeks
    beginning on Monday; “Friday week” is seven days after “Friday”. The end of a week is its Friday, and
    on a weekend that of the week to come. A day without a year is the next one from today on. Working
    days leave out weekends and `holidays`. Raises InputRefused for what could be either of two days,
    with both, and for anything else, with examples.
    """
    said = _Said(_plain(text), today, holidays, what)
    for reads in _READS:
        found = reads(said)
        if found:
            return found
    message = f"{what} “{tidy(text)}” is not a date. Write it like {EXAMPLES}."
    raise InputRefused(message)


def weekday_words(day: date) -> str:
    """Return a date with its weekday: Friday 27 November 2026."""
    return f"{DAYS[day.weekday()]} {in_words(day)}"


def _plain(text: str) -> str:
    """Return the words without what leads to them: “by the end of the month.” is “end of the month”."""
    words = tidy(text).lower().replace("'", "’").rstrip(".")
    words = re.sub(r"^(.*\d(?:st|nd|rd|th)?) of (?=[a-z])", r"\1 ", words)
    leading = _LEADING.match(words)
    return words[leading.end() :] if leading else words


def _named(said: _Said) -> date | None:
    means = _NAMED.get(said.words)
    return means(said.today) if means else None


def _span(said: _Said) -> date | None:
    found = _SPAN.fullmatch(said.words)
    return _counted(said, found[1], found[2]) if found else None


def _about(said: _Said) -> date | None:
    """Refuse “two or three weeks”: somebody has to say which."""
    found = _ABOUT.fullmatch(said.words)
    return said.one_of(*(_counted(said, found[at], found[3]) for at in (1, 2))) if found else None


def _counted(said: _Said, count: str, unit: str) -> date:
    name, times = _UNITS[unit]
    amount = _number(count) * times
    if amount > _MOST[name]:
        message = f"{said.what} “{said.words}” is too far away. Give a date that somebody can work towards."
        raise InputRefused(message)
    return after(said.today, amount, name, said.holidays)


def _number(count: str) -> int:
    return _COUNTS[count] if count in _COUNTS else int(count)


def read_count(count: str) -> int | None:
    """Return a number written in figures or in words up to twenty; None for anything else."""
    return _number(count) if count in _COUNTS or re.fullmatch(r"\d{1,4}", count) else None


def _weekday(said: _Said) -> date | None:
    found = _WEEKDAY.fullmatch(said.words)
    number = _day_number(found[2]) if found else None
    if not found or number is None:
        return None
    if not found[3] and found[1] != "next ":
        return _next_day(said.today, number)
    if found[1] and found[3]:
        return None
    return _monday(said.today) + _WEEK + timedelta(days=number)


def _week_on(said: _Said) -> date | None:
    """Read “Friday week”, “a week on Friday”, “two weeks from Friday”, “a week today”."""
    if found := _WEEK_ON.fullmatch(said.words):
        day, count, unit = found[1], "a", found[3]
    elif found := _WEEKS_FROM.fullmatch(said.words):
        day, count, unit = found[3], found[1] or "a", found[2]
    else:
        return None
    start = _NAMED[day](said.today) if day in _NAMED else None
    if start is None:
        number = _day_number(day)
        start = None if number is None else _next_day(said.today, number)
    later = _counted(said, count, unit) - said.today
    return start + later if start else None


def _next_day(today: date, weekday: int) -> date:
    """Return the next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _day_number(word: str) -> int | None:
    """Return the number of a weekday, Monday 0, from three letters or more; None for any other word."""
    if word == "weds":
        word = "wed"
    return next((number for number, name in enumerate(DAYS) if name.lower().startswith(word)), None)


def _month_number(word: str) -> int:
    """Return the number of a month from three letters or more; 0 for any other word."""
    return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), 0)


def _end_of_month(said: _Said) -> date | None:
    found = _END_OF_MONTH.fullmatch(said.words)
    month = _month_number(found[1]) if found else 0
    if not found or not month:
        return None
    year = found[2] or said.today.year + (month < said.today.month)
    first = read_date(f"1/{month}/{year}", said.what)
    return _last_of_month(first)


def _last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _dated(said: _Said) -> date | None:
    """Read a day of the calendar: whole, without its century, or without its year."""
    if _SHORT_YEAR.fullmatch(said.words):
        return read_date(f"{said.words[:-2]}20{said.words[-2:]}", said.what)
    if found := _NO_YEAR.fullmatch(said.words):
        known = not found[2] or _month_number(found[2])
        return _next_such(said, found[1] or " ") if known else None
    return read_date(said.words, said.what) if _WHOLE.fullmatch(said.words) else None


def _next_such(said: _Said, between: str) -> date:
    years = range(said.today.year, said.today.year + _YEARS_TO_A_LEAP_DAY + 1)
    written = [f"{said.words}{between}{year}" for year in years]
    days = [read_date(one) for one in written if _is_in_the_calendar(one)]
    # A day that is in no calendar is refused with the year in which it was looked for first.
    return next((day for day in days if day >= said.today), None) or read_date(written[0], said.what)


def _is_in_the_calendar(written: str) -> bool:
    try:
        read_date(written)
    except InputRefused:
        return False
    return True


def _with_weekday(said: _Said) -> date | None:
    """Read “Friday 27 November”, and refuse it where that is no Friday: one of the two was mistyped."""
    found = _WITH_WEEKDAY.fullmatch(said.words)
    number = _day_number(found[1]) if found else None
    day = _dated(replace(said, words=found[2])) if found and number is not None else None
    if day is None or number is None or day.weekday() == number:
        return day
    if abs(day - said.today) > timedelta(days=_MOST["days"]):
        message = f"{said.what} {in_words(day)} is not a {DAYS[number]}. Check the day and the year."
        raise InputRefused(message)
    after_it = _next_day(day, number)
    before_it = after_it - _WEEK
    return said.one_of(day, before_it if day - before_it < after_it - day and before_it >= said.today else after_it)


def _end_of_week(today: date) -> date:
    """Return the Friday of this week; on a weekend, that of the week that follows."""
    return today if today.weekday() == _FRIDAY else _next_day(today, _FRIDAY)


def _end_of_next_week(today: date) -> date:
    return _monday(today) + _WEEK + timedelta(days=_FRIDAY)


def _next_month(today: date) -> date:
    return after(today, 1, "months")


def _next(said: _Said) -> date | None:
    """Refuse “next week” and “next month”: some mean in a week, and some by the end of it."""
    if said.words == "next week":
        return said.one_of(said.today + _WEEK, _end_of_next_week(said.today))
    if said.words == "next month":
        return said.one_of(_next_month(said.today), _last_of_month(_next_month(said.today)))
    return None


_NAMED: Mapping[str, Callable[[date], date]] = {
    "today": lambda today: today,
    "tomorrow": lambda today: today + timedelta(days=1),
    "day after tomorrow": lambda today: today + timedelta(days=2),
    "end of week": _end_of_week,
    "end of the week": _end_of_week,
    "end of this week": _end_of_week,
    "end of next week": _end_of_next_week,
    "end of month": _last_of_month,
    "end of the month": _last_of_month,
    "end of this month": _last_of_month,
    "end of next month": lambda today: _last_of_month(_next_month(today)),
    "before christmas": lambda today: date(today.year + (today > date(today.year, 12, 24)), 12, 24),
    "end of year": lambda today: date(today.year, 12, 31),
    "end of the year": lambda today: date(today.year, 12, 31),
    "end of this year": lambda today: date(today.year, 12, 31),
}

_READS: tuple[Callable[[_Said], date | None], ...] = (
    _named,
    _next,
    _span,
    _about,
    _week_on,
    _weekday,
    _end_of_month,
    _with_weekday,
    _dated,
)
