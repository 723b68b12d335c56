"""Dates as people type them, taken only when they can mean one day."""

import re
from datetime import date

from supervision_app.domain.entries import MONTHS
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.identity import tidy

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}),? (\d{4})")


def read_date(text: str, what: str = "The date") -> date:
    """Return the date: 2026-11-09, 9/11/2026 or 9 November 2026; raises InputRefused for anything else."""
    clean = tidy(text).lower()
    try:
        if found := _ISO.fullmatch(clean):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _BRITISH.fullmatch(clean):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _WORDS.fullmatch(clean):
            return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        message = f"{what} “{tidy(text)}” is not in the calendar. Check the day and the month."
        raise InputRefused(message) from None
    message = f"{what} “{tidy(text)}” is not a date. Write it like 9/11/2026 or 9 November 2026."
    raise InputRefused(message)


def _month(word: str) -> int:
    """Return the number of a month from three letters or more; raises ValueError for any other word."""
    for number, name in enumerate(MONTHS, 1):
        if name.lower().startswith(word):
            return number
    raise ValueError(word)
