"""Write the bank holidays of England, as the calendar has them, into resources/calendars/bank-holidays.toml again."""

from datetime import date
from itertools import groupby
from pathlib import Path

from holidays import country_holidays

FILE = Path(__file__).parent.parent / "resources" / "calendars" / "bank-holidays.toml"
FIRST, LAST = 2016, 2040
HEAD = """\
# The bank holidays of England, with Christmas Day and Good Friday: what is no working day beside Saturdays and Sundays.
# Days that move with Easter, and the substitutes for those that fall on a weekend, are worked out ahead; a day that
# is announced for one year only has to be added. A council does that in a file of its own: docs/guide/time-limits.md.
# Written by tools/bank_holidays.py.

[years]
"""


def bank_holidays(year: int) -> list[date]:
    """Return the bank holidays of a year, in order."""
    return sorted(country_holidays("GB", subdiv="ENG", years=year))


def content() -> str:
    """Return the file, a line for each year."""
    days = [day for year in range(FIRST, LAST + 1) for day in bank_holidays(year)]
    lines = [f"{year} = [{', '.join(map(str, of_it))}]" for year, of_it in groupby(days, lambda day: day.year)]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(content(), encoding="utf-8")
