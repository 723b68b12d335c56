"""Days that are past, as people say them, each worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.past_dates import read_past_date

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", "2026-11-23"),
        ("Yesterday", "2026-11-22"),
        ("the day before yesterday.", "2026-11-21"),
        ("3 days ago", "2026-11-20"),
        ("two weeks ago", "2026-11-09"),  # 23 - 14
        ("a week ago", "2026-11-16"),
        ("a fortnight ago", "2026-11-09"),
        ("Friday", "2026-11-20"),
        ("last Friday", "2026-11-20"),
        ("on fri", "2026-11-20"),
        ("Monday", "2026-11-16"),  # today is Monday: the one before
        ("Tuesday", "2026-11-17"),
        ("9 November", "2026-11-09"),
        ("24 November", "2025-11-24"),  # this year's is ahead
        ("1/11", "2026-11-01"),
        ("29 February", "2024-02-29"),
        ("9/11/2026", "2026-11-09"),
        ("9 November 2026", "2026-11-09"),
        ("24 November 2026", "2026-11-24"),  # whole, so taken as it is: whoever asks refuses what has not come yet
    ],
)
def test_a_day_that_is_past(said: str, meant: str) -> None:
    assert read_past_date(said, MONDAY).isoformat() == meant


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("soon", "The day “soon” is not a date. Write it like “yesterday”, “last Friday”, “two weeks ago”"),
        ("many days ago", "The day “many days ago” is not a date."),
        ("9999 weeks ago", "The day “9999 weeks ago” is not a date."),
        ("31 June", "The day “31 June” is not a date."),
        ("31/2/2026", "The day “31/2/2026” is not in the calendar."),
        ("", "The day “” is not a date."),
    ],
)
def test_what_is_no_day_says_how_to_write_one(said: str, why: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_past_date(said, MONDAY, "The day")

    assert str(refused.value).startswith(why)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 3_000))
def test_days_ago_and_whole_dates_are_the_days_they_say(today: date, back: int) -> None:
    assert read_past_date(f"{back} days ago", today) == today - timedelta(days=back)
    assert read_past_date(in_words(today), today) == today


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.sampled_from(["Monday", "last Thursday", "9 March", "1/12"]))
def test_what_is_said_without_a_year_is_never_ahead(today: date, said: str) -> None:
    assert read_past_date(said, today) <= today
