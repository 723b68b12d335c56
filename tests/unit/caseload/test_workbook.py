"""Opening files: what may be read, and what is said of the rest."""

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook
from python_calamine import PasswordError

from supervision_app.adapters.caseload import opening, workbook
from supervision_app.adapters.caseload.opening import open_source
from supervision_app.adapters.caseload.workbook import read_sheets
from supervision_app.domain.errors import InputRefused
from tests.fakes.workbooks import write


def _bytes(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, part in parts.items():
            folder.writestr(name, part)
    return stream.getvalue()


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    return write(tmp_path / "a.xlsx", {"List 8": [[], ["Child ID", "Worker"], ["1", "Dana"]], "Empty": []}).read_bytes()


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(content: bytes) -> None:
    (sheet,) = read_sheets(content, "a.xlsx")
    assert (sheet.title, sheet.delimited) == ("a.xlsx, List 8", False)
    assert list(sheet.rows[2]) == ["1", "Dana"]
    assert str(sheet.place(3)) == "a.xlsx, List 8, row 3"


def test_charts_are_passed_over() -> None:
    book = Workbook()
    book.create_chartsheet("Chart")
    book["Sheet"].append(["id"])
    assert [sheet.name for sheet in read_sheets(_bytes(book), "a.xlsx")] == ["Sheet"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 and nothing more", b"PK\x03\x04"])
def test_a_damaged_zip_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefused, match=r"a\.xlsx is damaged"):
        read_sheets(content, "a.xlsx")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(InputRefused, match="is not an Excel workbook"):
        read_sheets(_zip({"word/document.xml": b"<x/>"}), "a.xlsx")


def test_a_workbook_that_the_library_cannot_read_is_refused(content: bytes) -> None:
    parts = _parts(content) | {"xl/workbook.xml": b"<workbook><sheets>"}
    with pytest.raises(InputRefused, match="cannot be read as an Excel workbook"):
        read_sheets(_zip(parts), "a.xlsx")


def test_an_encrypted_or_old_workbook_says_so() -> None:
    with pytest.raises(InputRefused, match="protected with a password, or is an old Excel file"):
        read_sheets(workbook.OLE_MARK + bytes(2000), "a.xls")


def test_a_password_is_named(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_stream: object) -> object:
        raise PasswordError

    monkeypatch.setattr(workbook, "load_workbook", locked)
    with pytest.raises(InputRefused, match="take the password off"):
        read_sheets(content, "a.xlsx")


def test_a_panic_of_the_library_is_a_refusal_and_a_stop_is_not(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})
    for fault, told in ((panic, InputRefused), (KeyboardInterrupt, KeyboardInterrupt)):

        def broken(_stream: object, fault: type[BaseException] = fault) -> object:
            raise fault

        monkeypatch.setattr(workbook, "load_workbook", broken)
        with pytest.raises(told):
            read_sheets(content, "a.xlsx")


def test_a_workbook_that_promises_too_much_is_not_unfolded() -> None:
    bomb = _zip({"xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": bytes(1 << 20)})
    assert len(bomb) < 10_000
    grown = bomb.replace((1 << 20).to_bytes(4, "little"), ((1 << 30) + 1).to_bytes(4, "little"))
    with pytest.raises(InputRefused, match="more than 1 GB"):
        read_sheets(grown, "a.xlsx")


def test_a_workbook_that_lies_about_its_size_is_damaged() -> None:
    honest = _zip({"xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": bytes(1 << 20)})
    lying = honest.replace((1 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(InputRefused, match="is damaged"):
        read_sheets(lying, "a.xlsx")


def test_one_stray_cell_in_the_far_corner_is_refused_before_memory_is() -> None:
    book = Workbook()
    book["Sheet"]["A1"] = "id"
    book["Sheet"]["XFD1048576"] = "x"
    with pytest.raises(InputRefused, match="a cell far away"):
        read_sheets(_bytes(book), "a.xlsx")


def test_formatting_in_the_far_corner_is_no_cell() -> None:
    book = Workbook()
    book["Sheet"]["A1"] = "id"
    book["Sheet"]["XFD1048576"].number_format = "0.00"
    assert read_sheets(_bytes(book), "a.xlsx")[0].rows == [["id"]]


def test_too_many_rows_are_refused(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(InputRefused, match="List 8 has more than 2 rows"):
        read_sheets(content, "a.xlsx")


def test_bytes_changed_anywhere_give_rows_or_a_refusal(content: bytes) -> None:
    chance = random.Random(7)  # noqa: S311 - a repeatable choice of bytes
    for _ in range(200):
        changed = bytearray(content)
        for _ in range(chance.randrange(1, 6)):
            changed[chance.randrange(4, len(changed))] = chance.randrange(256)
        with suppress(InputRefused):
            assert all(sheet.file == "a.xlsx" for sheet in read_sheets(bytes(changed), "a.xlsx"))


def test_a_missing_file_a_folder_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "blank.csv").write_text("\n\n")
    write(tmp_path / "blank.xlsx", {"Sheet": []})
    for name, why in (
        ("gone.csv", "There is no file"),
        ("", "is a folder"),
        ("empty.csv", "is empty"),
        ("blank.csv", "is empty"),
        ("blank.xlsx", "is empty"),
        ("x" * 300, "no file|cannot be opened"),
        ("a\0b", "no file|cannot be opened"),
    ):
        with pytest.raises(InputRefused, match=why):
            open_source(tmp_path / name)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id\n")

    def denied(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(InputRefused, match="cannot be opened: Permission denied"):
        open_source(path)


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(opening.MOST_BYTES + 1)
    with pytest.raises(InputRefused, match="larger than 100 MB and was not opened"):
        open_source(path)


def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path: Path, content: bytes) -> None:
    named, text = tmp_path / "a.csv", tmp_path / "b.xlsx"
    named.write_bytes(content)
    text.write_text("id,name\n1,Kai\n")
    assert open_source(named).workbook
    with pytest.raises(InputRefused, match="but is not an Excel workbook"):
        open_source(text)
