"""Days that are past, as people say them: yesterday, last Friday, two weeks ago, 9 November."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from supervision_app.domain.dates import read_date
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.identity import tidy
from supervision_app.domain.spoken_dates import DAYS, read_count

EXAMPLES = "“yesterday”, “last Friday”, “two weeks ago” or 9 November 2026"
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_AGO = re.compile(r"(.+) (day|week|fortnight)s? ago")
_WEEKDAY = re.compile(r"(?:on |last |this )?([a-z]{3,9})")
_NO_YEAR = re.compile(r"\d{1,2}([/.])\d{1,2}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}")
_YEARS_TO_A_LEAP_DAY = 8
_FARTHEST = 3_660
"""About ten years, in days: what is further back was mistyped."""
_NAMED: Mapping[str, int] = {"today": 0, "yesterday": 1, "day before yesterday": 2, "the day before yesterday": 2}


def read_past_date(text: str, today: date, what: str = "The date") -> date:
    """Return the day that is meant, counted back from today where it is said that way.

    “Friday” and “last Friday” are the newest Friday before today. A day without a year is the newest one up
    to today. A whole date is taken as it is, whether past or not. Raises InputRefused for anything else.
    """
    words = tidy(text).lower().rstrip(".")
    for reads in (_named, _ago, _weekday, _without_year):
        found = reads(words, today)
        if found:
            return found
    try:
        return read_date(words, what)
    except InputRefused as fault:
        if "calendar" in str(fault):
            raise
        message = f"{what} “{tidy(text)}” is not a date. Write it like {EXAMPLES}."
        raise InputRefused(message) from None


def _named(words: str, today: date) -> date | None:
    return today - timedelta(days=_NAMED[words]) if words in _NAMED else None


def _ago(words: str, today: date) -> date | None:
    found = _AGO.fullmatch(words)
    count = read_count(found[1]) if found else None
    if not found or count is None or count * _DAYS_IN[found[2]] > _FARTHEST:
        return None
    return today - timedelta(days=count * _DAYS_IN[found[2]])


def _weekday(words: str, today: date) -> date | None:
    found = _WEEKDAY.fullmatch(words)
    number = next((at for at, name in enumerate(DAYS) if found and name.lower().startswith(found[1])), None)
    return None if number is None else today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)


def _without_year(words: str, today: date) -> date | None:
    found = _NO_YEAR.fullmatch(words)
    if not found:
        return None
    for year in range(today.year, today.year - _YEARS_TO_A_LEAP_DAY - 1, -1):
        try:
            day = read_date(f"{words}{found[1] or ' '}{year}")
        except InputRefused:
            continue
        if day <= today:
            return day
    return None
