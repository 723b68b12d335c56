"""What one cell says: text without the dirt that files carry, and dates that are never guessed."""

import math
import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from supervision_app.domain.identity import tidy

Cell = str | float | bool | date | datetime | time | timedelta | None

EARLIEST = date(1900, 1, 1)

_ERRORS = frozenset(
    {
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
    }
)
# Characters that are not seen and would make two equal ids differ.
_UNSEEN = (
    dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None)
    | dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None)
    | dict.fromkeys(range(32), " ")
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TIME = r"(?:[T ,]+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d\d:?\d\d)?)?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([/.-])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_MONTH_IN_WORDS = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]([A-Za-z]{{3,9}})\.?,?[ -](\d{{4}}){_TIME}", re.ASCII)
_TWO_DIGIT_YEAR = re.compile(rf"\d{{1,2}}(?:[/. -]\d{{1,2}}|[ -][A-Za-z]{{3,9}})[/. -]'?\d{{2}}{_TIME}", re.ASCII)
_SERIAL_AS_TEXT = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_YEARS = range(1900, 2101)
_LAST_SERIAL = 2_958_465
# Excel counts a 29 February 1900 that never was, as day 60.
_NEVER_WAS = 60
_SHORTEST_MONTH = 3


class NotADate(ValueError):
    """A cell that was to hold a date does not; the message says why, without its full stop."""


def text(cell: Cell) -> str:
    """Return the cell as tidy text; errors of a spreadsheet count as blank."""
    if isinstance(cell, str):
        return _text(cell)
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)


@lru_cache(maxsize=65_536)
def _text(written: str) -> str:
    tidied = tidy(written.translate(_UNSEEN))
    return "" if tidied.upper() in _ERRORS else tidied


def as_date(cell: Cell, latest: date) -> date | None:
    """Return the date, or None when the cell is blank; raises NotADate rather than guess."""
    if isinstance(cell, datetime):
        day: date | None = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, (bool, time, timedelta)):
        message = "which is not a date"
        raise NotADate(message)
    elif isinstance(cell, (int, float)):
        day = _from_serial(cell)
    else:
        day = _from_text(text(cell))
    return None if day is None else _in_range(day, latest)


def _in_range(day: date, latest: date) -> date:
    if day < EARLIEST:
        message = "which is before 1900"
        raise NotADate(message)
    if day > latest:
        message = "which is more than two years ahead"
        raise NotADate(message)
    return day


def _from_serial(serial: float) -> date:
    """Return the date that a spreadsheet shows for this number."""
    if serial in _YEARS:
        message = "which is only a year"
        raise NotADate(message)
    if not 1 <= serial < _LAST_SERIAL + 1 or int(serial) == _NEVER_WAS:
        message = "which is not a date"
        raise NotADate(message)
    days = int(serial)
    return date(1899, 12, 31 if days < _NEVER_WAS else 30) + timedelta(days)


@lru_cache(maxsize=65_536)
def _from_text(written: str) -> date | None:
    if not written:
        return None
    if _SERIAL_AS_TEXT.fullmatch(written):
        return _from_serial(float(written))
    try:
        day = _from_parts(written)
    except ValueError as fault:
        message = "which is not a date in the calendar (day, month, year)"
        raise NotADate(message) from fault
    if day is None:
        two_digits = _TWO_DIGIT_YEAR.fullmatch(written)
        raise NotADate("whose year has only two digits" if two_digits else "which is not a date")
    return day


def _from_parts(written: str) -> date | None:
    if found := _DAY_FIRST.fullmatch(written):
        return date(int(found[4]), int(found[3]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(written):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if (found := _MONTH_IN_WORDS.fullmatch(written)) and (month := _month(found[2])):
        return date(int(found[3]), month, int(found[1]))
    return None


def _month(word: str) -> int:
    """Return the month that a name or its beginning means; "Sept" as well as "Sep"."""
    for number, name in enumerate(_MONTHS, 1):
        if len(word) >= _SHORTEST_MONTH and name.startswith(word.lower()):
            return number
    return 0
