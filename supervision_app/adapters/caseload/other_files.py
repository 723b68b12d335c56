"""What a file is when it is no caseload: named by how its content begins, never by its name alone."""

import io
import zipfile
from collections.abc import Mapping

FITS = (
    "What fits: an Annex A workbook, the SSDA903 files, or a table with a column of child ids "
    "(an Excel workbook or a CSV file)."
)

_BEGINNINGS: Mapping[bytes, str] = {
    b"%PDF-": "a PDF document",
    b"{\\rtf": "a text document (RTF)",
    b"\x89PNG\r\n": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"<!doctype html": "a page of the web",
    b"<html": "a page of the web",
}
_INSIDE: Mapping[str, str] = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "META-INF/manifest.xml": "an OpenDocument file",
}


def what_else(content: bytes) -> str:
    """Return what a file is that is no table, “a PDF document”; nothing where it may be one."""
    begins = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, what in _BEGINNINGS.items():
        if begins.startswith(beginning.lower()):
            return what
    if not content.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            names = set(folder.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    if any(name.startswith("xl/") for name in names):
        return ""
    return next((what for part, what in _INSIDE.items() if part in names), "a folder that was packed (ZIP)")
