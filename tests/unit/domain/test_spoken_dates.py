"""Dates as people say them, each worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.dates import read_date
from supervision_app.domain.entries import MONTHS, in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.spoken_dates import DAYS, read_spoken_date, weekday_words

MONDAY = date(2026, 11, 23)
"""A Monday: that week's Friday is 27 November, the next week's Monday is 30 November."""
ANY_DAY = st.dates(date(1990, 1, 1), date(2090, 12, 31))
HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29)}
"""Christmas 2026 is a Friday, Boxing Day a Saturday and so kept on Monday 28; New Year's Day 2027 is a Friday."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        # 23 + 14 = 37; November has 30
        ("in two weeks", "2026-12-07"),
        ("In 2 weeks", "2026-12-07"),
        ("two weeks", "2026-12-07"),
        ("within two weeks", "2026-12-07"),
        ("in a couple of weeks", "2026-12-07"),
        ("before Christmas", "2026-12-24"),
        ("in two weeks’ time", "2026-12-07"),
        ("in two weeks' time", "2026-12-07"),
        ("two weeks from now", "2026-12-07"),
        ("two weeks today", "2026-12-07"),
        ("a fortnight", "2026-12-07"),
        ("in a fortnight", "2026-12-07"),
        ("in a week's time", "2026-11-30"),
        ("a week today", "2026-11-30"),
        ("today week", "2026-11-30"),
        ("a week tomorrow", "2026-12-01"),
        ("in 10 days", "2026-12-03"),  # 23 + 10 = 33
        ("in twenty days", "2026-12-13"),  # 23 + 20 = 43
        ("in a month", "2026-12-23"),
        ("in three months", "2027-02-23"),
        ("in a year", "2027-11-23"),
        ("in ten working days", "2026-12-07"),  # two weeks of five days
        ("Friday", "2026-11-27"),
        ("fri", "2026-11-27"),
        ("on Friday", "2026-11-27"),
        ("by Friday", "2026-11-27"),
        ("this Friday", "2026-11-27"),
        ("this coming Friday", "2026-11-27"),
        ("weds", "2026-11-25"),
        ("Monday", "2026-11-30"),  # today is Monday: the next one
        ("next Friday", "2026-12-04"),  # the Friday of the week after this one
        ("Friday next week", "2026-12-04"),
        ("next Monday", "2026-11-30"),
        ("Friday week", "2026-12-04"),  # 27 November and seven days
        ("a week on Friday", "2026-12-04"),
        ("week on Friday", "2026-12-04"),
        ("two weeks on Friday", "2026-12-11"),
        ("Friday fortnight", "2026-12-11"),
        ("a fortnight on Friday", "2026-12-11"),
        ("end of the week", "2026-11-27"),
        ("by the end of next week", "2026-12-04"),
        ("end of the month", "2026-11-30"),
        ("by the end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of November", "2026-11-30"),
        ("end of Feb", "2027-02-28"),  # February 2026 is past
        ("end of February 2028", "2028-02-29"),
        ("end of December 9999", "9999-12-31"),
        ("end of the year", "2026-12-31"),
        ("9 December", "2026-12-09"),
        ("9th of December", "2026-12-09"),
        ("9/11", "2027-11-09"),  # 9 November 2026 is past
        ("23/11", "2026-11-23"),
        ("29 February", "2028-02-29"),
        ("9/12/26", "2026-12-09"),
        ("9.12.26", "2026-12-09"),
        ("9 dec 26", "2026-12-09"),
        ("9/12/2026", "2026-12-09"),
        ("9 December 2026.", "2026-12-09"),
        ("9th of December 2026", "2026-12-09"),
        ("2026-12-09", "2026-12-09"),
        ("Friday 27 November 2026", "2026-11-27"),
        ("Friday the 27th of November", "2026-11-27"),
        ("Fri, 27/11", "2026-11-27"),
    ],
)
def test_a_date_is_read_as_it_is_said(said: str, meant: str) -> None:
    assert read_spoken_date(said, MONDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("said", "today", "meant"),
    [
        ("in a month", "2027-01-31", "2027-02-28"),  # clipped to the month's end
        ("in a month", "2028-01-31", "2028-02-29"),
        ("in three months", "2026-11-30", "2027-02-28"),  # December, January, February
        ("in a year", "2028-02-29", "2029-02-28"),
        ("next month", "2027-01-31", "2027-02-28"),  # in a month and at the end of next month: one day
        ("next week", "2026-11-27", "2026-12-04"),  # on a Friday: a week from now and the end of next week
        ("end of the week", "2026-11-27", "2026-11-27"),  # a Friday
        ("end of the week", "2026-11-28", "2026-12-04"),  # a Saturday
        ("end of next week", "2026-11-28", "2026-12-04"),
        ("next Friday", "2026-11-27", "2026-12-04"),
        ("Friday", "2026-11-29", "2026-12-04"),  # a Sunday: the week to come is next week
        ("next Friday", "2026-11-29", "2026-12-04"),
        ("next Sunday", "2026-11-29", "2026-12-06"),
        ("Sunday", "2026-11-29", "2026-12-06"),
        ("end of the month", "2028-02-10", "2028-02-29"),
        ("end of next month", "2026-12-31", "2027-01-31"),
        ("tomorrow", "2026-12-31", "2027-01-01"),
        ("Friday", "2026-12-30", "2027-01-01"),
        # 24; not 25 to 28; 29, 30, 31; not 1 to 3 January; 4 is the fifth
        ("in five working days", "2026-12-23", "2027-01-04"),
        # 22, 23, 24; 29, 30, 31; 4, 5, 6, and 7 is the tenth
        ("in ten working days", "2026-12-21", "2027-01-07"),
        # Good Friday and Easter Monday: 25; then 30
        ("in 2 working days", "2027-03-24", "2027-03-30"),
        ("in one working day", "2026-11-28", "2026-11-30"),  # from a Saturday
    ],
)
def test_month_ends_weekends_and_holidays(said: str, today: str, meant: str) -> None:
    assert read_spoken_date(said, date.fromisoformat(today), HOLIDAYS) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "said",
    [
        "", "soon", "asap", "ongoing", "in weeks", "this Friday next week", "month", "month week", "week on sunset",
        "end of mayor", "9 foo", "9 foo 26 or so", "month 9 December", "Friday 2 weeks", "before the hearing",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_examples(said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_spoken_date(said, MONDAY, what="The due date")

    examples = "“in two weeks”, “next Friday”, “end of the month” or 9 November 2026"
    assert str(refused.value) == f"The due date “{said}” is not a date. Write it like {examples}."


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("31/2", "“31/2/2026” is not in the calendar"),
        ("31/2/27", "“31/2/2027” is not in the calendar"),
        ("31/2/2027", "“31/2/2027” is not in the calendar"),
        ("31 September", "“31 september 2026” is not in the calendar"),
        ("9 foo 26", "“9 foo 2026” is not in the calendar"),
        ("end of November 0000", "is not in the calendar"),
        ("in 4000 days", "too far away"),
        ("99 years", "too far away"),
        ("in 501 working days", "too far away"),
        ("Monday 31 December 9999", "31 December 9999 is not a Monday. Check the day and the year."),
        ("Tuesday 1 January 0001", "1 January 1 is not a Tuesday"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(said: str, why: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_spoken_date(said, MONDAY, what="The due date")

    assert str(refused.value).startswith("The due date ")
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("said", "one", "other"),
    [
        ("next week", "Monday 30 November 2026", "Friday 4 December 2026"),  # in a week, or by its end
        ("next month", "Wednesday 23 December 2026", "Thursday 31 December 2026"),
        ("in two or three weeks", "Monday 7 December 2026", "Monday 14 December 2026"),
        ("2-3 weeks", "Monday 7 December 2026", "Monday 14 December 2026"),
        # 4 December is a Friday: the day before, or the Friday
        ("Thursday 4 December", "Thursday 3 December 2026", "Friday 4 December 2026"),
        ("Monday 4 December 2026", "Friday 4 December 2026", "Monday 7 December 2026"),
        # 24 November is a Tuesday; the Sunday before it is past
        ("Sunday 24 November", "Tuesday 24 November 2026", "Sunday 29 November 2026"),
    ],
)
def test_what_could_be_two_days_is_refused_with_both(said: str, one: str, other: str) -> None:
    with pytest.raises(InputRefused, match=f"could be {one} or {other}. Give the one that is meant"):
        read_spoken_date(said, MONDAY)


COUNT = st.sampled_from(["a", "two", "ten", "twenty", "3", "28", "a couple of"])
UNIT = st.sampled_from(["day", "days", "working days", "week", "weeks", "fortnight", "month", "months", "year"])
DAY = st.sampled_from([*DAYS, "fri", "weds", "today", "tomorrow"])
RELATIVE = st.one_of(
    st.builds("in {} {}".format, COUNT, UNIT),
    st.builds("{} {}’ time".format, COUNT, UNIT),
    st.builds("{}{}".format, st.sampled_from(["", "this ", "next ", "by ", "on "]), DAY),
    st.builds("{} {}".format, DAY, st.sampled_from(["week", "fortnight", "next week"])),
    st.builds("{} week on {}".format, COUNT, DAY),
    st.builds("end of {}".format, st.sampled_from(["the week", "next week", "the month", "next month", "the year"])),
    st.builds("end of {}".format, st.sampled_from(MONTHS)),
    st.builds("{} {}".format, st.integers(1, 31), st.sampled_from(MONTHS)),
    st.builds("{}/{}".format, st.integers(1, 31), st.integers(1, 12)),
    st.sampled_from(["today", "tomorrow", "next week", "next month"]),
)
WORD = st.one_of(
    COUNT,
    UNIT,
    DAY,
    st.sampled_from(MONTHS),
    st.integers(0, 9999).map(str),
    st.sampled_from(
        ["in", "next", "this", "end of", "the", "of", "or", "to", "9/11", "/", ".", "0000", "9999", "week"]
    ),
)


@given(st.one_of(st.text(), st.lists(WORD, max_size=6).map(" ".join), RELATIVE), ANY_DAY)
def test_any_text_is_a_date_or_is_refused(text: str, today: date) -> None:
    try:
        found = read_spoken_date(text, today)
    except InputRefused:
        return
    assert isinstance(found, date)


@given(RELATIVE, ANY_DAY)
def test_what_is_counted_from_today_is_never_past(said: str, today: date) -> None:
    try:
        found = read_spoken_date(said, today, HOLIDAYS)
    except InputRefused:
        return
    assert found >= today


@given(ANY_DAY, st.sampled_from(DAYS))
def test_a_weekday_is_that_weekday_within_a_week_and_next_in_the_next(today: date, day: str) -> None:
    plain, following = read_spoken_date(day, today), read_spoken_date(f"next {day}", today)

    assert weekday_words(plain).startswith(f"{day} ")
    assert timedelta(0) < plain - today <= timedelta(days=7)
    monday = today - timedelta(days=today.weekday())
    assert timedelta(days=7) <= following - monday < timedelta(days=14)


@given(st.dates(date(1000, 1, 1)), ANY_DAY)
def test_a_whole_date_means_the_same_whenever_it_is_said(day: date, today: date) -> None:
    for said in (f"{day.day}/{day.month}/{day.year}", in_words(day), day.isoformat(), weekday_words(day)):
        assert read_spoken_date(said, today) == day
    for said in (f"{day.day}/{day.month}/{day.year}", in_words(day), day.isoformat()):
        assert read_date(said) == day


@given(st.text(alphabet="0123456789/.- abcdefjnoprst", max_size=14))
def test_what_is_read_as_a_whole_date_is_never_read_otherwise(text: str) -> None:
    try:
        plain = read_date(text)
    except InputRefused:
        return
    assert read_spoken_date(text, MONDAY) == plain


def test_the_weekday_is_said_back() -> None:
    assert weekday_words(date(2026, 11, 27)) == "Friday 27 November 2026"
