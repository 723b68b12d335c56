"""What one cell says."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supervision_app.adapters.caseload.cells import Cell, NotADate, as_date, text

LATEST = date(2028, 11, 23)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (None, ""),
        ("", ""),
        ("  Dana\u00a0 Hughes\t", "Dana Hughes"),
        ("\ufeffCH1\u200b", "CH1"),
        ("#N/A", ""),
        (" #ref! ", ""),
        ("#1 Priority", "#1 Priority"),
        (12598894.0, "12598894"),
        (12.5, "12.5"),
        (7, "7"),
        (float("nan"), ""),
        (float("inf"), ""),
        (True, "True"),
        (date(2026, 11, 9), "2026-11-09"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_text_is_tidy_and_errors_are_blank(cell: Cell, said: str) -> None:
    assert text(cell) == said


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 11, 9),
        datetime(2026, 11, 9, 14, 30),  # noqa: DTZ001 - a workbook's times have no zone
        46335,
        46335.75,
        "46335",
        "46335.0",
        "09/11/2026",
        "9/11/2026",
        "9.11.2026",
        "09-11-2026",
        "2026-11-09",
        "2026/11/09",
        "2026-11-09T14:30:00Z",
        "2026-11-09 14:30:00.123",
        "09/11/2026 14:30",
        "09/11/2026 2:30 PM",
        "9 November 2026",
        "9th November, 2026",
        "9-Nov-2026",
        "9 nov. 2026 09:00",
        "\u00a009/11/2026 ",
    ],
    ids=repr,
)
def test_dates_are_read_in_every_shape_that_leaves_no_doubt(cell: Cell) -> None:
    assert as_date(cell, LATEST) == date(2026, 11, 9)


@pytest.mark.parametrize("cell", [None, "", "   ", "#N/A"])
def test_a_blank_cell_is_no_date(cell: Cell) -> None:
    assert as_date(cell, LATEST) is None


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("31/02/2026", "calendar"),
        ("01/13/2026", "calendar"),
        ("2026-13-01", "calendar"),
        ("soon", "not a date"),
        ("=B4+1", "not a date"),
        ("9 Nov", "not a date"),
        ("9 Novembre 2026", "not a date"),
        ("9/11-2026", "not a date"),
        ("09/11/2026 25:00", "not a date"),
        ("09/11/26", "two digits"),
        ("9 Nov 26", "two digits"),
        ("9-Nov-'26", "two digits"),
        (2016, "only a year"),
        ("2016", "not a date"),
        (0, "not a date"),
        (-5, "not a date"),
        (60, "not a date"),
        (20161109, "not a date"),
        (float("nan"), "not a date"),
        (True, "not a date"),
        (time(3, 4), "not a date"),
        (timedelta(days=1), "not a date"),
        (date(1899, 12, 31), "before 1900"),
        ("31/12/1899", "before 1900"),
        (date(2028, 11, 24), "two years ahead"),
        ("99999", "two years ahead"),
    ],
)
def test_what_is_not_surely_a_date_is_refused_with_the_reason(cell: Cell, why: str) -> None:
    with pytest.raises(NotADate, match=why):
        as_date(cell, LATEST)


@pytest.mark.parametrize(("serial", "day"), [(1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (61, date(1900, 3, 1))])
def test_serial_numbers_leave_out_the_day_that_never_was(serial: int, day: date) -> None:
    assert as_date(serial, LATEST) == day


@given(st.dates(date(1900, 1, 1), LATEST))
@example(date(2024, 2, 29))
def test_a_date_is_the_same_however_it_is_written(day: date) -> None:
    shapes = (
        day,
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d %B %Y}",
        f"{day:%d-%b-%Y}",
    )
    assert {as_date(shape, LATEST) for shape in shapes} == {day}


@given(st.text(max_size=20) | st.floats() | st.integers() | st.booleans() | st.dates() | st.times())
def test_any_cell_is_a_date_in_range_or_blank_or_refused(cell: Cell) -> None:
    day = date_or_why(cell)
    if isinstance(day, str):
        assert day.startswith(("which ", "whose "))
    else:
        assert day is None or date(1900, 1, 1) <= day <= LATEST


def date_or_why(cell: Cell) -> date | str | None:
    try:
        return as_date(cell, LATEST)
    except NotADate as fault:
        return str(fault)


@pytest.mark.parametrize("mark", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200f"])
def test_a_mark_of_direction_makes_no_other_id(mark: str) -> None:
    assert text(f"{mark}A1") == "A1"
