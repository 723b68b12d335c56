"""Actions that were open before recording began here."""

from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.caseload.reader import CaseloadFiles
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.going_live import OpenActionRow, OpenActionsReading
from supervision_app.domain.observed import Place
from tests.fakes.workbooks import write

TODAY = date(2026, 11, 23)
HEADINGS = "Child ID\tWhat\tWhy\tDifference\tOwner\tDoer\tDue\tFirst due\tAgreed on\tMoves"


def read(path: Path) -> OpenActionsReading:
    return CaseloadFiles().read_open_actions(path, TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "actions.txt"


def test_pasted_actions_are_read_with_their_real_dates(path: Path) -> None:
    path.write_text(
        f"{HEADINGS}\tColour\n"
        "ch1\tAsk the aunt\tNobody has\tKai stays with family\tDana Hughes\tAn IRO\t"
        "09/11/2026\t01/09/2026\t03/08/2026\t2\tred\n",
    )
    reading = read(path)
    assert reading.rows == (
        OpenActionRow(
            place=Place("actions.txt", "", 2),
            case_id="CH1",
            what="Ask the aunt",
            why="Nobody has",
            difference="Kai stays with family",
            owner="Dana Hughes",
            doer="An IRO",
            due=date(2026, 11, 9),
            first_due=date(2026, 9, 1),
            agreed_on=date(2026, 8, 3),
            moves=2,
        ),
    )
    assert reading.refused == ()
    assert reading.notes == ("actions.txt: columns not known and not used: Colour.",)
    assert (reading.file.name, len(reading.file.sha256)) == ("actions.txt", 64)


def test_only_what_is_needed_is_needed(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Open actions"],
        ["Case ID", "Action", "Responsible", "By when"],
        [12.0, "Call", "Dana", date(2026, 12, 1)],
    ]
    reading = read(write(tmp_path / "a.xlsx", {"Cover": [["Hello"]], "Actions": rows}))
    (row,) = reading.rows
    assert (row.case_id, row.due, row.first_due, row.agreed_on, row.moves, row.doer) == (
        "12",
        date(2026, 12, 1),
        None,
        None,
        0,
        "",
    )
    assert reading.notes == ("a.xlsx, Cover was not used: one table is read.",)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("\tCall\t\t\tDana\t\t01/12/2026", "The row has no Child ID. The action was not loaded."),
        ("1\t\t\t\tDana\t\t01/12/2026", "The row has no What. The action was not loaded."),
        ("1\tCall\t\t\t\t\t01/12/2026", "The row has no Owner. The action was not loaded."),
        ("1\tCall\t\t\tDana\t\t", "The row has no Due. The action was not loaded."),
        ("1\tCall", "The row has no Owner. The action was not loaded."),
        ("1\tCall\t\t\tDana\t\tsoon", "Due is “soon”, which is not a date. The action was not loaded."),
        (
            "1\tCall\t\t\tDana\t\t01/12/2030",
            "Due is “01/12/2030”, which is more than two years ahead. The action was not loaded.",
        ),
        (
            "1\tCall\t\t\tDana\t\t01/12/2026\t\t\t\tx",
            (
                "The row has more cells than the 10 headings, so its values may stand in wrong columns. "
                "The action was not loaded."
            ),
        ),
    ],
)
def test_an_action_without_what_it_needs_is_refused(path: Path, line: str, why: str) -> None:
    path.write_text(f"{HEADINGS}\n{line}\n")
    reading = read(path)
    assert reading.rows == ()
    assert [(one.place.row, one.why) for one in reading.refused] == [(2, why)]


@pytest.mark.parametrize("moves", ["many", "-1", "100", "1.5", "²"])
def test_a_cell_that_may_be_missing_is_refused_alone(path: Path, moves: str) -> None:
    path.write_text(f"{HEADINGS}\n1\tCall\t\t\tDana\t\t01/12/2026\tthen\t24/11/2026\t{moves}\n")
    reading = read(path)
    assert [(row.first_due, row.agreed_on, row.moves) for row in reading.rows] == [(None, None, 0)]
    assert [one.why.split(" is ")[0] for one in reading.refused] == ["First due", "Agreed on", "Moves"]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("1\tCall\tDana\t01/12/2026\n", "“Child ID”, “What”, “Owner”, “Due”"),
        ("Child ID\tWhat\tDue\n1\tCall\t01/12/2026\n", "with “Owner”"),
    ],
)
def test_headings_that_are_missing_are_named(path: Path, text: str, needs: str) -> None:
    path.write_text(text)
    with pytest.raises(InputRefused, match=needs):
        read(path)
