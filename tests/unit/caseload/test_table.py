"""Any plain table with a column of ids."""

from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.caseload.reader import CaseloadFiles
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import FACTS, ObservedWorker, Reading
from tests.fakes.workbooks import write

TODAY = date(2026, 11, 23)


def read(*paths: Path, kind: str | None = None) -> Reading:
    return CaseloadFiles().read(paths, kind=kind, as_of=TODAY, today=TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "caseload.csv"


def test_a_pasted_table_is_read(path: Path) -> None:
    path.write_text(
        "Case ID\tName\tD.O.B.\tTeam\tSocial worker\tLast visit\tShoe size\n"
        "ch1\tKai\t05/12/2014\tNorth\tDana  Hughes\t19/10/2026\t3\n",
    )
    reading = read(path)
    assert (reading.kind, reading.lists) == ("table", frozenset({"table"}))
    (child,) = reading.children
    assert child.case_id == "CH1"
    assert child.facts == {
        "born": "2014-12-05",
        "last_visit": "2026-10-19",
        "lists": "table",
        "name": "Kai",
        "team": "North",
        "worker_observed": "Dana Hughes",
    }
    assert child.worker == ObservedWorker("Dana Hughes")
    assert reading.notes == ("caseload.csv: columns not known and not used: Shoe size.",)


def test_every_fact_can_be_given_by_the_name_it_has_here(path: Path) -> None:
    facts = [fact for fact in FACTS if fact != "lists"]
    for headings in (facts, [FACTS[fact] for fact in facts]):
        path.write_text(",".join(["id", *headings]) + "\n" + ",".join(["1", *("01/02/2026" for _ in facts)]) + "\n")
        (child,) = read(path, kind="table").children
        assert set(child.facts) == set(FACTS)


def test_the_first_sheet_with_ids_is_read(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Cover": [["Hello"]],
        "Mine": [["ID", "Worker"], [12.0, "Dana"]],
        "Old": [["ID"], [13]],
    }
    reading = read(write(tmp_path / "a.xlsx", sheets))
    assert [child.case_id for child in reading.children] == ["12"]
    assert reading.notes == (
        "a.xlsx, Cover was not used: one table is read from each file.",
        "a.xlsx, Old was not used: one table is read from each file.",
    )


def test_a_row_with_too_many_cells_is_refused_and_a_short_one_is_not(path: Path) -> None:
    path.write_text("ID,Name,Worker\n1,Bell, Kai,Dana\n2,Mia\n3,Leo,Ben,\n")
    reading = read(path)
    assert [(child.case_id, child.worker) for child in reading.children] == [("2", None), ("3", ObservedWorker("Ben"))]
    assert "more cells than the 3 headings" in reading.refused[0].why


def test_two_rows_of_one_child_are_said(path: Path) -> None:
    path.write_text("ID,Name,Worker\n1,Kai,Dana\n1,Kai,Ben\n")
    reading = read(path)
    assert [child.worker for child in reading.children] == [ObservedWorker("Dana")]
    assert reading.notes == (
        "1 is in caseload.csv more than once: caseload.csv, row 2 was used, not caseload.csv, row 3",
    )


def test_two_tables_are_united(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("ID,Worker\n1,Dana\n2,Ben\n")
    (tmp_path / "two.csv").write_text("ID,Name,Worker\n1,Kai,Ben\n")
    reading = read(tmp_path / "one.csv", tmp_path / "two.csv")
    assert reading.children[0].facts == {"lists": "table", "name": "Kai", "worker_observed": "Dana"}
    assert len(reading.notes) == 1


def test_a_column_of_ids_alone_is_a_caseload(path: Path) -> None:
    path.write_text("Child ID\nCH1\nanna\n")
    assert [child.case_id for child in read(path).children] == ["CH1", "ANNA"]


def test_a_placement_code_that_is_not_known_is_kept_as_the_code(path: Path) -> None:
    path.write_text("ID;Placement;Permanence plan\n1;Q7: with an aunt;n/a\n2;with an aunt;TBC\n")
    reading = read(path)
    assert [child.facts["placement"] for child in reading.children] == ["Q7", "with an aunt"]
    assert all("permanence_plan" not in child.facts for child in reading.children)
    assert reading.notes == (
        "“Q7” is not a known placement; it was kept as written",
        "“with an aunt” is not a known placement; it was kept as written",
        "Permanence plan: “n/a” was read as blank",
        "Permanence plan: “TBC” was read as blank",
    )


def test_a_long_value_is_shortened_where_it_is_refused(path: Path) -> None:
    path.write_text(f"ID,Born\n1,{'soon ' * 30}\n")
    assert "soon…”, which is not a date" in read(path).refused[0].why


def test_a_table_without_ids_is_refused(path: Path) -> None:
    path.write_text("Name,Worker\nKai,Dana\n")
    with pytest.raises(InputRefused, match="no column of child ids"):
        read(path)
