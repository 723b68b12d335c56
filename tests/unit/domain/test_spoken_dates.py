"""Dates as people say them, each worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.dates import read_date
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.spoken_dates import DAYS, read_spoken_date, weekday_words

MONDAY = date(2026, 11, 23)
"""A Monday: that week's Friday is 27 November, the next week's Monday is 30 November."""
ANY_DAY = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}
"""Christmas Day is a Friday; Boxing Day is a Saturday, so Monday 28 December is a bank holiday."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        ("in two weeks", "2026-12-07"),  # 23 + 14 = 37; November has 30
        ("In 2 weeks", "2026-12-07"),
        ("two weeks", "2026-12-07"),
        ("within two weeks", "2026-12-07"),
        ("in two weeks’ time", "2026-12-07"),
        ("in two weeks' time", "2026-12-07"),
        ("a fortnight", "2026-12-07"),
        ("in a fortnight", "2026-12-07"),
        ("in 10 days", "2026-12-03"),
        ("in a month", "2026-12-23"),
        ("in three months", "2027-02-23"),
        ("in a year", "2027-11-23"),
        ("in ten working days", "2026-12-07"),  # two weeks of five days
        ("Friday", "2026-11-27"),
        ("on Friday", "2026-11-27"),
        ("by Friday", "2026-11-27"),
        ("this Friday", "2026-11-27"),
        ("this coming Friday", "2026-11-27"),
        ("Monday", "2026-11-30"),  # today is Monday: the next one
        ("next Friday", "2026-12-04"),  # the Friday of the week after this one
        ("next Monday", "2026-11-30"),
        ("Friday week", "2026-12-04"),  # 27 November and seven days
        ("a week on Friday", "2026-12-04"),
        ("week on Friday", "2026-12-04"),
        ("Friday fortnight", "2026-12-11"),
        ("a fortnight on Friday", "2026-12-11"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-23"),
        ("end of the week", "2026-11-27"),
        ("by the end of next week", "2026-12-04"),
        ("end of the month", "2026-11-30"),
        ("by the end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of November", "2026-11-30"),
        ("end of Feb", "2027-02-28"),  # February 2026 is past
        ("end of February 2028", "2028-02-29"),
        ("end of the year", "2026-12-31"),
        ("9 December", "2026-12-09"),
        ("9th of December", "2026-12-09"),
        ("9/11", "2027-11-09"),  # 9 November 2026 is past
        ("23/11", "2026-11-23"),
        ("29 February", "2028-02-29"),
        ("9/12/26", "2026-12-09"),
        ("9 dec 26", "2026-12-09"),
        ("9/12/2026", "2026-12-09"),
        ("9 December 2026.", "2026-12-09"),
        ("2026-12-09", "2026-12-09"),
    ],
)
def test_a_date_is_read_as_it_is_said(said: str, meant: str) -> None:
    assert read_spoken_date(said, MONDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("said", "today", "meant"),
    [
        ("in a month", "2027-01-31", "2027-02-28"),  # clipped to the month's end
        ("in a month", "2028-01-31", "2028-02-29"),
        ("end of the week", "2026-11-27", "2026-11-27"),  # a Friday
        ("end of the week", "2026-11-28", "2026-12-04"),  # a Saturday
        ("end of next week", "2026-11-28", "2026-12-04"),
        ("next Friday", "2026-11-27", "2026-12-04"),
        ("next Sunday", "2026-11-29", "2026-12-06"),
        ("Sunday", "2026-11-29", "2026-12-06"),
        ("end of next month", "2026-12-31", "2027-01-31"),
        ("tomorrow", "2026-12-31", "2027-01-01"),
        # 24 is the first; 25 and 28 are holidays; 29, 30 and 31 the next; 1 January is not in this set
        ("in five working days", "2026-12-23", "2027-01-01"),
    ],
)
def test_month_ends_weekends_and_holidays(said: str, today: str, meant: str) -> None:
    assert read_spoken_date(said, date.fromisoformat(today), CHRISTMAS) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "said",
    [
        "", "soon", "asap", "ongoing", "in weeks", "in 4000 days", "99 years", "31/2", "31/2/27", "31/2/2027",
        "end of mayor", "9 foo", "9 foo 26",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_examples_or_the_reason(said: str) -> None:
    with pytest.raises(InputRefused, match=r"next Friday|calendar|ten years"):
        read_spoken_date(said, MONDAY)


@given(st.text())
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        found = read_spoken_date(text, MONDAY)
    except InputRefused:
        return
    assert isinstance(found, date)


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.integers(1, 500),
    st.sampled_from(["days", "weeks", "working days"]),
)
def test_what_is_counted_from_today_is_after_today(today: date, amount: int, unit: str) -> None:
    assert read_spoken_date(f"in {amount} {unit}", today) > today


@given(ANY_DAY, st.sampled_from(DAYS))
def test_a_weekday_is_that_weekday_within_a_week_and_next_in_the_next(today: date, day: str) -> None:
    plain, following = read_spoken_date(day, today), read_spoken_date(f"next {day}", today)

    assert weekday_words(plain).startswith(f"{day} ")
    assert timedelta(0) < plain - today <= timedelta(days=7)
    monday = today - timedelta(days=today.weekday())
    assert timedelta(days=7) <= following - monday < timedelta(days=14)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_whole_date_means_the_same_whenever_it_is_said(day: date) -> None:
    said = f"{day.day}/{day.month}/{day.year}"
    assert read_spoken_date(said, MONDAY) == read_date(said) == day


def test_the_weekday_is_said_back() -> None:
    assert weekday_words(date(2026, 11, 27)) == "Friday 27 November 2026"
