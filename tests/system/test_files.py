"""Files that are no caseload, or are one in a shape of their own: loaded, or refused in one sentence."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.fakes.workbooks import HEADINGS, clean, in_care, in_need, listed, write
from tests.system.conftest import Program, day, load, table

MANY = 50_000


def _refused(program: Program, *words: object) -> str:
    return program.refused(4, "caseload", "import", *words, "--as-of", day(-3))


def test_an_empty_workbook(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / "empty.xlsx", {"Sheet1": [], "List 6": []})

    assert _refused(program, path) == (
        "empty.xlsx is empty. Export it from the case system again, and load the new file."
    )  # fmt: skip


def test_a_workbook_with_headings_and_no_child(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / "headings.xlsx", {"List 8": listed("8")})

    assert _refused(program, path).startswith("headings.xlsx has headings and no rows.")


def test_a_workbook_without_a_known_list(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / "budget.xlsx", {"Budget": [["Cost centre", "Sum"], [4711, 12.5]]})

    assert _refused(program, path).startswith("budget.xlsx has no column of child ids that is known.")
    said = _refused(program, path, "--as", "annex-a")
    assert said.startswith("budget.xlsx has none of Annex A Lists 6, 7, 8 and 9.")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("text.xlsx", b"Child ID,Worker\nA1,Dana Hughes\n", "text.xlsx is called .xlsx but is not an Excel workbook."),
        (
            "cut.xlsx",
            b"PK\x03\x04 and no more",
            "cut.xlsx is damaged: it is an Excel workbook that cannot be unpacked.",
        ),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0" + bytes(512),
            "locked.xlsx is protected with a password, or is an old Excel",
        ),
        ("empty.csv", b"", "empty.csv is empty."),
        ("blank.csv", b"\r\n\r\n \r\n", "blank.csv has no column of child ids"),
        ("picture.csv", bytes(range(256)), "picture.csv is not a text table"),
        ("headings.csv", b"Child ID,Worker\n", "headings.csv has headings and no rows."),
        ("other.csv", b"Cost centre,Sum\n4711,12\n", "other.csv has no column of child ids that is known."),
        ("quotes.csv", b'Child ID,Worker\nA1,"Dana\n', "quotes.csv, row "),
    ],
)
def test_a_file_that_is_no_caseload(program: Program, tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)

    assert _refused(program, tmp_path / name).startswith(says)


def test_a_file_that_is_not_there_or_is_a_folder(program: Program, tmp_path: Path) -> None:
    missing = tmp_path / "missing.xlsx"

    assert _refused(program, missing) == f"There is no file {missing}. Check its name and folder."
    assert _refused(program, tmp_path).startswith(f"{tmp_path} is a folder.")


def test_a_file_over_a_hundred_megabytes_is_not_opened(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    assert _refused(program, path).startswith("huge.xlsx is larger than 100 MB and was not opened.")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council's workbook of 50,000 rows, of which one in five hundred is the North Team's."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("List 6")
    sheet.append(list(HEADINGS["6"]))
    width = len(HEADINGS["6"])
    for number in range(MANY):
        row: list[Any] = [None] * width
        row[0], row[3] = f"MANY{number:05}", date(2012, 1, 1)
        row[-2:] = ("North Team" if number % 500 == 0 else "Elsewhere", f"Worker {'ABCDE'[number % 5]}")
        sheet.append(row)
    path = tmp_path_factory.mktemp("many") / "council.xlsx"
    book.save(path)
    return path


@pytest.mark.slow
def test_fifty_thousand_rows_are_read_and_only_the_named_team_is_kept(program: Program, many: Path) -> None:
    outcome = load(program, many, "--team", "North Team")

    assert (len(outcome["new"]), outcome["refused"]) == (MANY // 500, [])
    assert "49,900 children of other teams were left out and nothing of them was stored." in outcome["notes"]
    here = {one["id"] for one in program.data("children")}
    assert {f"MANY{number:05}" for number in range(0, MANY, 500)} <= here
    assert "MANY00001" not in here


def test_an_unknown_team_is_refused_with_the_teams_that_there_are(program: Program, tmp_path: Path) -> None:
    said = _refused(program, clean(tmp_path / "clean.xlsx"), "--team", "Nowhere")

    assert said == "No child is in the team “Nowhere”. The file has: North Team; South Team."


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--as", "ssd"), "“ssd” cannot be read. Use one of: annex-a, ssda903, table."),
        (("--as", "ssda903"), "kinds.csv: there is neither a header (CHILD, DOB, ETHNIC) nor an episodes table"),
        (("--reason", "BORED"), "“BORED” is not a reason for a change of worker."),
    ],
)
def test_a_word_that_means_nothing_here(program: Program, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    path = table(tmp_path / "kinds.csv", "Child ID,Worker", "KINDS1,Dana Hughes")

    assert _refused(program, path, *words).startswith(says)


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        ("31/02/2026", "The date “31/02/2026” is not in the calendar."),
        ("yesterday", "The date “yesterday” is not a date."),
        ("1/1/2099", "1 January 2099 is after today."),
    ],
)
def test_the_day_of_a_file_is_a_day_that_was(program: Program, tmp_path: Path, as_of: str, says: str) -> None:
    path = table(tmp_path / "days.csv", "Child ID,Worker", "DAYS1,Dana Hughes")

    assert program.refused(4, "caseload", "import", path, "--as-of", as_of).startswith(says)


def test_an_older_file_than_the_last_is_refused(program: Program, tmp_path: Path) -> None:
    path = table(tmp_path / "older.csv", "Child ID,Worker", "OLDER1,Dana Hughes")
    load(program, path, "--all-teams")

    said = program.refused(4, "caseload", "import", path, "--as-of", day(-30))

    assert said.endswith("was loaded already. Use a newer file, or give its true date with --as-of.")


def test_files_of_two_kinds_are_not_mixed(program: Program, tmp_path: Path) -> None:
    one = clean(tmp_path / "clean.xlsx")
    other = table(tmp_path / "other.csv", "Child ID,Worker", "OTHER1,Dana Hughes")

    said = _refused(program, one, other)
    assert said.startswith("These files are of different kinds (clean.xlsx is annex-a; other.csv is table).")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_a_table_is_read_whatever_wrote_it(program: Program, tmp_path: Path, encoding: str) -> None:
    case_id = f"ENC-{encoding.upper()}"
    path = table(tmp_path / "t.csv", "Child ID;Name;Worker", f"{case_id};Zoë – O’Neil;Dana Hughes", encoding=encoding)

    outcome = load(program, path, "--all-teams")

    assert outcome["new"] == [{"id": case_id}]
    assert program.data("child", case_id)["child"]["name"] == "Zoë – O’Neil"


def test_a_date_that_is_not_in_the_calendar_costs_the_cell_and_not_the_child(program: Program, tmp_path: Path) -> None:
    path = write(
        tmp_path / "feb.xlsx", {"List 8": listed("8", in_care("FEB1", started="31/02/2026", worker="Dana Hughes"))}
    )

    outcome = load(program, path, "--all-teams")

    assert outcome["new"] == [{"id": "FEB1"}]
    (refused,) = outcome["refused"]
    assert (refused["file"], refused["sheet"], refused["row"]) == ("feb.xlsx", "List 8", 2)
    assert refused["why"].startswith("Date Started to be Looked After is “31/02/2026”, which is not a date")
    assert "care_started" not in program.data("child", "FEB1")["child"]


def test_one_id_with_two_dates_of_birth_in_a_file_loads_neither(program: Program, tmp_path: Path) -> None:
    twice = listed(
        "6",
        in_need("TWO1", born=date(2012, 1, 1), worker="Dana Hughes"),
        in_need("TWO1", born=date(2013, 1, 1), worker="Dana Hughes"),
        in_need("TWO2", born=date(2013, 1, 1), worker="Dana Hughes"),
    )
    path = write(tmp_path / "two.xlsx", {"List 6": twice})

    outcome = load(program, path, "--all-teams")

    assert outcome["new"] == [{"id": "TWO2"}]
    assert [one["row"] for one in outcome["refused"]] == [2, 3]
    assert all("TWO1 has two dates of birth" in one["why"] for one in outcome["refused"])
    program.refused(4, "child", "TWO1")

    alone = write(tmp_path / "alone.xlsx", {"List 6": twice[:3]})
    assert _refused(program, alone).startswith("No child could be loaded from alone.xlsx. The first of 2 reasons: ")
