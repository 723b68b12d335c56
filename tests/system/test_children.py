"""Children as files name them: hostile ids, names given here, and two dates of birth for one id."""

from pathlib import Path

import pytest

from tests.system.conftest import Program, load, table

TOO_LONG = "y" * 300
HEAD = "Child ID,Name,Worker"


@pytest.mark.parametrize(
    ("written", "kept", "asked"),
    [
        ("0012", "0012", "0012"),
        ("  lower-1 ", "LOWER-1", "lower-1"),
        ("spa  ced\u00a01", "SPA CED 1", " spa ced 1"),
        ("77001.0", "77001", "77001"),
        ("=1+1|cmd", "=1+1|CMD", "=1+1|cmd"),
        ("../../etc/1", "../../ETC/1", "../../etc/1"),
        ("éa1", "ÉA1", "e\u0301a1"),
        ("'; DROP TABLE entry;--1", "'; DROP TABLE ENTRY;--1", "'; drop table entry;--1"),
        ("😀1", "😀1", "😀1"),
        ("طفل1", "طفل1", "طفل1"),
        ("z\u200b\ufeff1", "Z1", "z1"),
    ],
)
def test_an_id_is_kept_as_the_case_system_means_it(
    program: Program, tmp_path: Path, written: str, kept: str, asked: str
) -> None:
    path = table(tmp_path / "ids.csv", HEAD, f'"{written}",Kai,Dana Hughes')

    assert load(program, path)["new"] == [{"id": kept}]
    assert program.data("child", asked)["child"]["id"] == kept
    assert load(program, path)["unchanged"] == 1


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "The row has no Child ID."),
        ("../..", "Child ID is “../..”, which is not an id."),
        ("🙂", "Child ID is “🙂”, which is not an id."),
        (TOO_LONG, "which is not an id."),
        ("1.23E+10", "Excel has shortened the number, and digits are lost."),
        ("Child ID", "The row repeats the headings."),
    ],
)
def test_what_is_no_id_is_refused_with_its_row(program: Program, tmp_path: Path, written: str, why: str) -> None:
    path = table(tmp_path / "ids.csv", HEAD, f"{written},Kai,Dana Hughes", "GOOD1,Mia,Dana Hughes")

    outcome = load(program, path, "--dry-run")

    (refused,) = outcome["refused"]
    assert (refused["file"], refused["row"]) == ("ids.csv", 2)
    assert why in refused["why"]


def test_a_leading_zero_makes_another_child(program: Program, tmp_path: Path) -> None:
    load(program, table(tmp_path / "zero.csv", HEAD, "0815,Kai,Dana Hughes", "815,Mia,Dana Hughes"))

    names = [program.data("child", case_id)["child"]["name"] for case_id in ("0815", "815")]
    assert names == ["Kai", "Mia"]


@pytest.mark.parametrize(
    "name",
    ["=HYPERLINK(1)", "@SUM(1)", "../..", "ילד של סבתא", "😀 Kai", "O’Neil-Zoë", "x" * 300, "'; DROP TABLE--"],
)
def test_a_name_is_kept_as_it_is_typed(program: Program, tmp_path: Path, name: str) -> None:
    load(program, table(tmp_path / "named.csv", HEAD, "NAMED1,,Dana Hughes"))

    said = program.data("name", "NAMED1", name)

    assert said == {"child": "NAMED1", "name": name}
    assert program.data("child", "NAMED1")["child"]["name"] == name
    assert f"NAMED1 {name}  Dana Hughes  no open actions" in program.done("children")


def test_a_name_given_here_outlives_the_next_file(program: Program, tmp_path: Path) -> None:
    path = table(tmp_path / "names.csv", "Child ID,Worker", "KEPT1,Dana Hughes")
    load(program, path)
    program.done("name", "KEPT1", "Kai A.")

    load(program, path)

    assert program.data("child", "KEPT1")["child"]["name"] == "Kai A."


def test_two_dates_of_birth_hold_back_exports_until_somebody_settles_them(program: Program, tmp_path: Path) -> None:
    head = "Child ID,Worker,Date of birth"
    load(program, table(tmp_path / "one.csv", head, "BORN1,Dana Hughes,9/3/2015"))
    load(program, table(tmp_path / "other.csv", head, "BORN1,Dana Hughes,3/9/2015"))

    doubt = next(one for one in program.data("child", "BORN1")["findings"] if one["code"] == "two-births")
    assert doubt["text"].startswith("Two children, one id? BORN1 has two dates of birth: 9 March 2015 and 3 September")
    said = program.refused(4, "export", "BORN1", "--format", "txt", "--out", tmp_path / "out")
    assert said.endswith("Exports of this child wait until then.")
    assert not (tmp_path / "out").exists()

    settled = program.data("settle-birth", "BORN1", "--born", "9 March 2015", "--why", "Birth certificate seen")

    assert settled == {"child": "BORN1", "born": "2015-03-09"}
    page = program.data("child", "BORN1")
    assert page["child"]["born"] == "2015-03-09"
    assert "two-births" not in {one["code"] for one in page["findings"]}
    program.done("export", "BORN1", "--format", "txt", "--out", tmp_path / "out")
