"""Actions that were open before recording began here come in with their real first dates."""

from pathlib import Path

import pytest

from tests.fakes.workbooks import write
from tests.system.conftest import Program, Vaults, load, table

HEAD = "Child ID,Action,Owner,Due,Why,First due,Agreed on,Moves,Who"


@pytest.fixture(scope="module")
def team(vaults: Vaults, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A team of two with four children."""
    program = vaults()
    path = tmp_path_factory.mktemp("team") / "team.csv"
    load(
        program,
        table(path, "Child ID,Worker", *(f"G{n},Dana Hughes" for n in range(1, 5)), "G5,Sam Ali", "G6,Sam Alder"),
    )
    return program


def test_each_keeps_its_first_date_its_moves_and_who_does_it(team: Program, tmp_path: Path) -> None:
    row = "G1,Ring the aunt,Dana Hughes,14/9/2024,Nobody has,1/3/2024,5/2/2024,4,The IRO"

    done = team.data("caseload", "open-actions", table(tmp_path / "open.csv", HEAD, row))

    (action,) = team.data("actions", "--child", "G1")
    assert done["loaded"] == [action["id"]]
    assert (action["due"], action["first_due"], action["moves"]) == ("2024-09-14", "2024-03-01", 4)
    assert (action["agreed_on"], action["doer"], action["why"]) == ("2024-02-05", "The IRO", "Nobody has")
    assert (action["holding"], action["awaiting"], action["state"]) == ("awaiting", "Dana Hughes", "open")
    assert {"overdue", "drift"} <= {one["code"] for one in team.data("child", "G1")["findings"]}


def test_owners_who_know_of_theirs_are_not_asked_again(team: Program, tmp_path: Path) -> None:
    path = write(
        tmp_path / "open.xlsx", {"Open": [["Child", "What", "Owner", "Due"], ["G2", "See the GP", "Dana", "1/2/2025"]]}
    )

    team.done("caseload", "open-actions", path, "--accepted")

    (action,) = team.data("actions", "--child", "G2")
    assert (action["holding"], action["awaiting"], action["owner"]) == ("accepted", None, "Dana Hughes")
    assert (action["first_due"], action["moves"]) == ("2025-02-01", 0)


def test_a_row_that_cannot_be_taken_is_refused_and_the_others_are_loaded(team: Program, tmp_path: Path) -> None:
    rows = (
        "G3,Ring the school,Dana Hughes,1/9/2025,,,,,",
        "NOBODY,Ring,Dana Hughes,1/9/2025,,,,,",
        "G3,Ring,Zorro,1/9/2025,,,,,",
        "G3,Ring,Sam,1/9/2025,,,,,",
        "G3,,Dana Hughes,1/9/2025,,,,,",
        "G3,Ring,,1/9/2025,,,,,",
        "G3,Ring,Dana Hughes,31/02/2026,,,,,",
        "G3,Ring,Dana Hughes,,,,,,",
        "G3,Write to the aunt,Dana Hughes,1/10/2025,,soon,,many,",
    )

    done = team.data("caseload", "open-actions", table(tmp_path / "rows.csv", HEAD, *rows))

    assert len(done["loaded"]) == 2
    assert {one["what"] for one in team.data("actions", "--child", "G3")} == {"Ring the school", "Write to the aunt"}
    assert [one["row"] for one in done["refused"]] == [3, 4, 5, 6, 7, 8, 9, 10, 10]
    whys = [one["why"] for one in done["refused"]]
    assert whys[0].startswith("No child with the id NOBODY is here.")
    assert whys[2].startswith("“Sam” could be more than one person: Sam Alder")
    assert whys[5].startswith("Due is “31/02/2026”, which is not a date")


def test_a_file_can_be_loaded_twice(team: Program, tmp_path: Path) -> None:
    path = table(tmp_path / "twice.csv", HEAD, "G4,Ring the aunt,Dana Hughes,1/9/2025,,,,,")
    trial = team.data("caseload", "open-actions", path, "--dry-run")
    assert (len(trial["loaded"]), team.data("actions", "--child", "G4")) == (1, [])
    team.done("caseload", "open-actions", path)

    again = team.data("caseload", "open-actions", path)

    assert again["loaded"] == []
    assert [one["why"] for one in again["refused"]] == ["This action is here already."]
    assert len(team.data("actions", "--child", "G4")) == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("no.csv", "Child ID,Action\nG1,Ring\n", "no.csv needs a first row of headings with “Owner”, “Due”."),
        ("blank.csv", "", "blank.csv is empty."),
        ("text.xlsx", "Child ID", "text.xlsx is called .xlsx but is not an Excel workbook."),
    ],
)
def test_a_file_without_what_is_needed_loads_nothing(
    team: Program, tmp_path: Path, name: str, content: str, says: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    assert team.refused(4, "caseload", "open-actions", tmp_path / name).startswith(says)
