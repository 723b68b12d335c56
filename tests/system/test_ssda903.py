"""A whole SSDA903 return of synthetic children goes in at once, and a second time without a trace."""

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.system.conftest import Program

FILES = [
    Path(__file__).parents[1] / "data" / "ssda903-fake" / f"{name}.csv"
    for name in ("header", "episodes", "reviews", "sw_episodes")
]
AS_OF = "2025-03-31"
CHILDREN = 2675
AHEAD = "which is more than two years ahead; the rest of the row was loaded."


@pytest.fixture(scope="module")
def loaded(program: Program) -> dict[str, Any]:
    """What came of the first import."""
    outcome: dict[str, Any] = program.data("caseload", "import", *FILES, "--as-of", AS_OF)
    return outcome


def test_every_child_of_the_header_is_new_and_every_refused_row_has_its_reason(
    program: Program, loaded: dict[str, Any]
) -> None:
    assert loaded["kind"] == "ssda903"
    assert (len(loaded["new"]), loaded["changed"], loaded["gone"], loaded["moved"]) == (CHILDREN, [], [], [])
    *reviews, spell = sorted(loaded["refused"], key=lambda one: (one["file"], one["row"]))
    assert {one["file"] for one in reviews} == {"reviews.csv"}
    assert {one["row"] for one in reviews} == _dated_ahead()
    assert all(one["why"].endswith(AHEAD) for one in reviews)
    assert (spell["file"], spell["row"]) == ("sw_episodes.csv", 2)
    assert spell["why"] == "CHILD10 is in neither the header nor the episodes, so the row was not loaded."
    assert len(program.data("children")) == CHILDREN


def test_what_the_episodes_say_is_known_of_a_child(program: Program, loaded: dict[str, Any]) -> None:
    assert loaded
    facts = program.data("child", "566910")["child"]

    assert (facts["born"], facts["care_started"]) == ("2008-03-27", "2016-02-15")
    assert (facts["legal_status"], facts["placement"], facts["placement_started"]) == ("C2", "A3", "2017-08-14")
    assert facts["last_review"] == "2018-10-08"
    assert not {fact for fact in facts if "post" in fact}


@pytest.mark.usefixtures("loaded")
def test_the_same_files_again_change_nothing_of_any_child(program: Program) -> None:
    before = program.data("vault", "check")
    one_child = program.data("log", "566910")

    again = program.data("caseload", "import", *FILES, "--as-of", AS_OF)

    assert (again["new"], again["changed"], again["gone"], again["moved"]) == ([], [], [], [])
    assert again["unchanged"] == CHILDREN
    after = program.data("vault", "check")
    assert (after["ok"], after["problems"], after["streams"]) == (True, [], CHILDREN + 1)
    # The one new entry says, in the team's own stream, that there was an import.
    assert after["entries"] == before["entries"] + 1
    assert program.data("log", "566910") == one_child


def _dated_ahead() -> set[int]:
    """Return the rows of the reviews whose date lies more than two years after the return."""
    with FILES[2].open(encoding="utf-8-sig", newline="") as file:
        days = [row["REVIEW"].split("/") for row in csv.DictReader(file)]
    return {place for place, (day, month, year) in enumerate(days, 2) if f"{year}-{month}-{day}" > "2027-03-31"}
