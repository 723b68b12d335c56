"""Which backups are kept: all of yesterday and today, and then fewer the longer ago they were made."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

NEWEST_DAYS, NEWEST_MOST = 2, 20
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def outdated(made: Collection[datetime], now: datetime) -> set[datetime]:
    """Return those that are not kept any more.

    Kept are all of the last two days, twenty at most, and the newest of each of the last 12 days, 10 weeks and 9
    months in which any was made; so the newest is kept always.
    """
    newest_first = sorted(made, reverse=True)
    recent = [one for one in newest_first if now - one < timedelta(days=NEWEST_DAYS)][:NEWEST_MOST]
    kept = {
        *recent,
        *_newest_of_each(newest_first, lambda one: one.date(), DAILY),
        *_newest_of_each(newest_first, lambda one: one.isocalendar()[:2], WEEKLY),
        *_newest_of_each(newest_first, lambda one: (one.year, one.month), MONTHLY),
    }
    return set(made) - kept


def _newest_of_each(newest_first: list[datetime], span: Callable[[datetime], object], most: int) -> list[datetime]:
    """Return the newest of each of the last days, weeks or months in which there are any."""
    newest: dict[object, datetime] = {}
    for one in newest_first:
        newest.setdefault(span(one), one)
    return list(newest.values())[:most]
