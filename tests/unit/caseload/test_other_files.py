"""A file that is no caseload is named for what it is."""

import io
import zipfile
from pathlib import Path

import pytest

from supervision_app.adapters.caseload.opening import open_source
from supervision_app.adapters.caseload.other_files import what_else
from supervision_app.domain.errors import InputRefused


def packed(*parts: str) -> bytes:
    """Return a ZIP folder with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as folder:
        for part in parts:
            folder.writestr(part, "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"{\\rtf1 Dear", "a text document (RTF)"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "a page of the web"),
        (packed("word/document.xml"), "a Word document"),
        (packed("META-INF/manifest.xml", "content.xml"), "an OpenDocument file"),
        (packed("caseload.csv"), "a folder that was packed (ZIP)"),
        (packed("xl/workbook.xml"), ""),
        (packed("xl/workbook.bin"), ""),
        (b"PK\x03\x04 and no more", ""),
        (b"Child ID,Worker\n1,Dana Hughes\n", ""),
        (b"", ""),
    ],
)
def test_a_file_is_known_by_how_it_begins(content: bytes, what: str) -> None:
    assert what_else(content) == what


def test_it_is_said_what_it_is_and_what_fits(tmp_path: Path) -> None:
    for name, said in (("letter.pdf", "letter.pdf is a PDF document, and no caseload."), ("", "is a folder.")):
        (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n")
        with pytest.raises(InputRefused) as refused:
            open_source(tmp_path / name)
        assert said in str(refused.value)
        assert "What fits: an Annex A workbook, the SSDA903 files, or a table" in str(refused.value)
