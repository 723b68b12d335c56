"""No row of a caseload file goes missing: it is in a child's places, or it is refused."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_app.adapters.caseload.reader import CaseloadFiles
from supervision_app.domain.observed import DATES, FACTS, Reading
from tests.fakes.workbooks import HEADINGS, SQUASHED, write

TODAY = date(2026, 11, 23)
SURE = "SURE1"

TITLES: list[list[list[Any]]] = [[], [["Annex A"]], [["Annex A"], [], ["as of", TODAY]]]

ids = st.sampled_from(
    ["A1", "a1", " A1\u00a0", "A2", 12598894.0, 12598894, "12598894", "B 2", "Total: 3", "#N/A", "", None, 1.5]
)
births = st.sampled_from([date(2015, 5, 5), "05/05/2015", "2016-05-05", "31/02/2015", "", None, "#REF!", 42129])
dirt = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            " ",
            "#N/A",
            "n/a",
            "31/02/2026",
            "C2",
            "b) Adoption",
            "a) U1: x",
            "X1",
            "\u00a0",
            "=A1",
            "Dana",
            "09/11/26",
        ]
    ),
    st.dates(date(1990, 1, 1), date(2032, 1, 1)),
    st.datetimes(datetime(1990, 1, 1), datetime(2032, 1, 1)),  # noqa: DTZ001 - a workbook's times have no zone
    st.times(),
    st.integers(-10, 60_000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12),
)


@st.composite
def dirty_rows(draw: st.DrawFn, headings: Sequence[str]) -> list[list[Any]]:
    """Draw rows below some of the headings; the first column is the id's."""
    rows: list[list[Any]] = []
    for _ in range(draw(st.integers(0, 6))):
        filled = draw(st.sets(st.integers(1, len(headings) - 1), max_size=5))
        row: list[Any] = [draw(ids), *([None] * (len(headings) - 1))]
        for place in filled:
            row[place] = draw(births if "irth" in headings[place] else dirt)
        rows.append(row)
    return rows


@st.composite
def dirty_sheets(draw: st.DrawFn) -> dict[str, list[list[Any]]]:
    """Draw a workbook of some of the lists, with titles above the headings of some."""
    sheets = {}
    for number in draw(st.sets(st.sampled_from("6789"))):
        headings = draw(st.sampled_from([HEADINGS, SQUASHED]))[number]
        titles: list[list[Any]] = draw(st.sampled_from(TITLES))
        rows: list[list[Any]] = draw(dirty_rows(headings))
        sheets[f"List {number}"] = [*titles, list(headings), *rows]
    return sheets | {"Leavers": [["Child Unique ID", "Eligibility Category", "LA in Touch"], [SURE, "a) x", "a) Yes"]]}


def is_blank(row: Sequence[Any]) -> bool:
    """Return whether a row holds nothing: errors read as blank, and so do formulas nobody has worked out yet."""
    return all(cell is None or (isinstance(cell, str) and _is_nothing(cell)) for cell in row)


def _is_nothing(cell: str) -> bool:
    return not cell.strip() or cell in ("#N/A", "#REF!") or cell.startswith("=")


def rows_told(reading: Reading) -> set[tuple[str, int]]:
    """Return every row that the reading speaks of, by sheet and number."""
    kept = {(place.sheet, place.row) for child in reading.children for place in child.places}
    return kept | {(one.place.sheet, one.place.row) for one in reading.refused}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dirty")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets=dirty_sheets())
def test_every_row_of_a_workbook_is_a_childs_or_refused(folder: Path, sheets: dict[str, list[list[Any]]]) -> None:
    reading = CaseloadFiles().read([write(folder / "a.xlsx", sheets)], kind=None, as_of=TODAY, today=TODAY)
    told = rows_told(reading)
    for name, rows in sheets.items():
        first = next(number for number, row in enumerate(rows, 1) if len(row) > 2 and row[0] and "nique" in str(row[0]))
        for number, row in enumerate(rows[first:], first + 1):
            assert is_blank(row) != ((name, number) in told), (name, number, row)
    _check(reading)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(ids, births, dirt, dirt), max_size=8))
def test_every_row_of_a_text_table_is_a_childs_or_refused(folder: Path, rows: list[tuple[Any, ...]]) -> None:
    path = folder / "a.csv"
    written = [[_shown(cell) for cell in row] for row in rows]
    lines = ["\t".join(row) for row in written]
    path.write_text("\n".join(["ID\tDOB\tWorker\tLast visit", f"{SURE}\t\t\t", *lines]), encoding="utf-8", newline="\n")
    reading = CaseloadFiles().read([path], kind="table", as_of=TODAY, today=TODAY)
    filled = {("", number) for number, row in enumerate(written, 3) if any(cell.strip() for cell in row)}
    assert filled <= rows_told(reading)
    _check(reading)


def _shown(cell: Any) -> str:
    """Return the cell as one field without quotation marks or ends of lines of any sort."""
    shown: Callable[[str], bool] = lambda letter: letter.isprintable() and letter != '"'  # noqa: E731
    return "" if cell is None else "".join(filter(shown, cell.isoformat() if isinstance(cell, time) else str(cell)))


def _check(reading: Reading) -> None:
    """Check what holds of every reading: known facts, whole dates, no place told twice."""
    places = [place for child in reading.children for place in child.places]
    assert len(places) == len(set(places))
    for child in reading.children:
        assert set(child.facts) <= set(FACTS)
        assert all(child.facts.values())
        assert (child.worker.name if child.worker else None) == child.facts.get("worker_observed")
        for fact in DATES & set(child.facts):
            assert date.fromisoformat(child.facts[fact]).year >= 1900
