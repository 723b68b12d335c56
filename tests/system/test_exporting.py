"""A summary goes out whole or not at all, and says what was typed to the letter."""

import json
import subprocess
from pathlib import Path

import docx
import pypdf
import pytest

from tests.system.conftest import SCRIPT, Program, Vaults, load, table

RIGHT_TO_LEFT = "הילד אמר “שלום” لجدته على الهاتف"
MARKS = "C:\\notes\\n & <b>bold</b> *star* _low_ #let x = 1 $y$ @ref =cmd|' /C calc'!A0 ñ 😀"


@pytest.fixture(scope="module")
def cased(vaults: Vaults, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A vault with a child whose action is long, and one in right-to-left writing."""
    program = vaults()
    rows = (
        "Child ID,Name,Worker",
        "E1,Mia,Dana Hughes",
        "E2,Leo,Ben Okoro",
        "=e|3,Zoë,Ben Okoro",
        "E/../4,Ned,Ben Okoro",
    )
    load(program, table(tmp_path_factory.mktemp("cased") / "cased.csv", *rows))
    return program


@pytest.fixture(scope="module")
def long() -> str:
    """An action of 20,000 characters, with both directions of writing in it."""
    start = f"First line\nSecond line: {RIGHT_TO_LEFT}\n{MARKS}\n"
    return start + ("word " * 4_000)[: 20_000 - len(start) - 3] + "end"


@pytest.fixture(scope="module")
def agreed(cased: Program, long: str) -> str:
    """The id of that action."""
    return cased.agree("E1", "Dana", long, "--difference", RIGHT_TO_LEFT)


def test_twenty_thousand_characters_are_kept_to_the_letter(cased: Program, agreed: str, long: str) -> None:
    assert len(long) == 20_000
    kept = cased.action(agreed)
    assert (kept["what"], kept["difference"]) == (long, RIGHT_TO_LEFT)
    assert cased.data("child", "E1")["actions"] == [kept]


def test_they_go_out_in_every_format(cased: Program, agreed: str, long: str, tmp_path: Path) -> None:
    done = cased.data("export", "E1", "--format", "json,txt,docx,pdf", "--out", tmp_path / "out")

    files = {Path(path).suffix: Path(path) for path in done["files"]}
    (action,) = json.loads(files[".json"].read_text(encoding="utf-8"))["data"]["actions"]
    assert (action["id"], action["what"], action["difference"]) == (agreed, long, RIGHT_TO_LEFT)
    assert RIGHT_TO_LEFT in files[".txt"].read_text(encoding="utf-8")
    word = docx.Document(str(files[".docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert long in cells
    assert RIGHT_TO_LEFT in cells
    pages = pypdf.PdfReader(files[".pdf"]).pages
    assert sum(page.extract_text().count("word") for page in pages) >= 4_000


@pytest.mark.usefixtures("agreed")
def test_what_would_steer_a_terminal_is_shown_as_a_mark_and_kept_as_typed(cased: Program) -> None:
    steering = "Red \x1b[31m bell \x07 and \x9b2J end"
    action = cased.agree("E2", "Ben", steering)

    assert cased.action(action)["what"] == steering
    said = cased.done("actions", "--child", "E2")
    assert "Red \ufffd[31m bell \ufffd and \ufffd2J end" in said
    assert not {mark for mark in said if mark < " "} - {"\n"}


@pytest.mark.parametrize(
    ("formats", "says"),
    [
        ("odt", "“odt” is not a format. Use one or more of: pdf, docx, txt, json."),
        ("pdf,exe", "“exe” is not a format."),
        ("", "Name at least one format: pdf, docx, txt, json."),
        (" , ", "Name at least one format"),
    ],
)
def test_an_unknown_format_is_refused(cased: Program, tmp_path: Path, formats: str, says: str) -> None:
    assert cased.refused(4, "export", "E1", "--format", formats, "--out", tmp_path / "out").startswith(says)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("out", ["a-file", "a-file/below", "x" * 300])
def test_a_folder_that_cannot_be_one_is_told(cased: Program, tmp_path: Path, out: str) -> None:
    (tmp_path / "a-file").write_text("mine", encoding="utf-8")

    said = cased.refused(7, "export", "E2", "--format", "txt", "--out", tmp_path / out)

    assert said.startswith(f"{tmp_path / out} cannot be written: ")
    assert (tmp_path / "a-file").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a-file"]


def test_a_full_disk_leaves_no_part_of_an_export_and_no_record_of_one(cased: Program, tmp_path: Path) -> None:
    """The text fits where the PDF of it does not: neither is left."""
    before = cased.data("vault", "check"), cased.data("child", "E2")["exports"]

    answer = cased.limited(8_000, "export", "E2", "--format", "txt,pdf", "--out", tmp_path)

    assert (answer.code, answer.out) == (7, "")
    assert answer.err.startswith(f"{tmp_path} cannot be written: ")
    assert answer.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
    assert (cased.data("vault", "check"), cased.data("child", "E2")["exports"]) == before


def test_an_answer_that_cannot_be_written_is_told(cased: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [SCRIPT, "children", *map(str, cased.options)], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )

    assert done.returncode == 7
    assert done.stderr.startswith(b"It was done, but the answer could not be written: ")


@pytest.mark.parametrize("child", ["=e|3", "e/../4"])
def test_a_hostile_id_names_a_plain_file_in_the_folder(cased: Program, tmp_path: Path, child: str) -> None:
    done = cased.data("export", child, "--format", "txt,json", "--out", tmp_path / "out")

    assert sorted(Path(path) for path in done["files"]) == sorted((tmp_path / "out").iterdir())
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    for path in done["files"]:
        assert Path(path).name.replace("_", "").replace("-", "").replace(".", "").isalnum()


def test_each_export_has_the_next_number_and_stays(cased: Program, tmp_path: Path) -> None:
    first, second = (cased.data("export", "E2", "--format", "txt", "--out", tmp_path) for _ in range(2))

    assert second["version"] == first["version"] + 1
    assert {path.name for path in tmp_path.iterdir()} == {
        Path(path).name for path in (*first["files"], *second["files"])
    }
    said = cased.refused(4, "on-file", first["id"][:8], "--reference", "DOC-1", "--on", "1/1/2099")
    assert said.startswith("That date has not come yet.")
    assert cased.data("on-file", first["id"], "--reference", "DOC-1") == {"export": first["id"], "reference": "DOC-1"}
