"""One door to every format, quick and only as heavy as needed."""

import subprocess
import sys

import pytest

from supervision_app.adapters.documents.column_widths import shares
from supervision_app.adapters.documents.writer import DocumentFiles
from supervision_app.adapters.documents.written_at import moment
from supervision_app.services.documents import CaseDocument, Table

BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK", "txt": b"SYNTHETIC", "json": b"{\n"}


@pytest.mark.parametrize("kind", DocumentFiles.formats)
def test_each_format_gives_its_file_the_same_each_time(kai: CaseDocument, kind: str) -> None:
    first, second = (DocumentFiles().render(kai, kind) for _ in range(2))

    assert first.startswith(BEGINNINGS[kind])
    assert first == second


def test_formats_are_those_a_case_file_takes() -> None:
    assert DocumentFiles.formats == ("pdf", "docx", "txt", "json")


def test_an_unknown_format_is_a_fault_of_the_caller(kai: CaseDocument) -> None:
    with pytest.raises(KeyError):
        DocumentFiles().render(kai, "odt")


def test_importing_the_writers_imports_neither_typst_nor_docx() -> None:
    code = (
        "import sys, supervision_app.adapters.documents.writer; "
        "print({'typst', 'docx', 'lxml', 'fontTools'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert ran.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-11-23T10:15:30Z", "2026-11-23T10:15:30+00:00"),
        ("2026-11-23T10:15:30", "2026-11-23T10:15:30+00:00"),
        ("2026-07-01T10:15:30+01:00", "2026-07-01T09:15:30+00:00"),
        ("2026-11-23", "2026-11-23T00:00:00+00:00"),
    ],
)
def test_the_moment_of_writing_is_read_as_utc(text: str, read: str) -> None:
    assert moment(text).isoformat() == read


def test_columns_share_the_page_by_what_they_hold() -> None:
    table = Table("Shares", ("Id", "Text", "State"), (("1", "long words " * 20, "Open"),))
    narrow, wide, middle = shares(table)

    assert narrow + wide + middle == pytest.approx(1)
    assert wide > 3 * middle >= 3 * narrow


def test_many_columns_of_long_words_still_share_one_page() -> None:
    row = ("unforeseeable-circumstances",) * 12
    found = shares(Table("Shares", row, (row,)))

    assert sum(found) == pytest.approx(1)
    assert set(found) == {found[0]}
