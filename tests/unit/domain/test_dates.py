"""Dates as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.domain.dates import read_date
from supervision_app.domain.entries import MONTHS, in_words
from supervision_app.domain.errors import InputRefused

NINTH = date(2026, 11, 9)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-09",
        "2026-11-9",
        "09/11/2026",
        "9/11/2026",
        "9.11.2026",
        "9 November 2026",
        "9th November 2026",
        "9 nov 2026",
        "9 NOVEMBER, 2026",
        "  9   November\u00a02026 ",
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str) -> None:
    assert read_date(typed) == NINTH


def test_the_day_comes_before_the_month() -> None:
    assert read_date("3/4/2026") == date(2026, 4, 3)


@pytest.mark.parametrize(("ending", "day"), [("st", 1), ("nd", 2), ("rd", 3), ("th", 4)])
def test_the_ending_of_an_ordinal_is_passed_over(ending: str, day: int) -> None:
    assert read_date(f"{day}{ending} June 2026") == date(2026, 6, day)


@pytest.mark.parametrize("month", range(1, 13))
def test_three_letters_are_enough_for_a_month(month: int) -> None:
    assert read_date(f"5 {MONTHS[month - 1][:3]} 2026") == date(2026, month, 5)


def test_a_leap_day_is_read_in_a_leap_year() -> None:
    assert read_date("29/2/2028") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "typed", ["29/2/2026", "31 June 2026", "2026-13-01", "0/1/2026", "5 Movember 2026", "9 novembr 2026"]
)
def test_a_day_that_is_not_in_the_calendar_is_refused(typed: str) -> None:
    with pytest.raises(InputRefused, match="is not in the calendar"):
        read_date(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "next Friday", "9/11/26", "9-11-2026", "November 2026", "9 no 2026", "20261109", "9/11/2026 or so"],
)
def test_what_could_mean_another_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InputRefused, match=r"is not a date. Write it like 9/11/2026 or 9 November 2026"):
        read_date(typed)


def test_a_refusal_names_what_was_asked_for() -> None:
    with pytest.raises(InputRefused, match=r"^The due date “soon” is not a date"):
        read_date("soon", "The due date")


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_is_read_back_from_each_way_of_writing_it(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}/{day.month}/{day.year}") == day
    assert read_date(in_words(day)) == day


@settings(deadline=None)
@given(st.text())
def test_any_text_is_either_a_date_or_refused(typed: str) -> None:
    with suppress(InputRefused):
        assert isinstance(read_date(typed), date)
