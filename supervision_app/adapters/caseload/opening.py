"""Opening a file that somebody gives: what it is and whether it may be read, before it is believed."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from supervision_app.adapters.caseload.csv_table import read_table
from supervision_app.adapters.caseload.other_files import FITS, what_else
from supervision_app.adapters.caseload.sheet import SOURCE_LINK, Sheet, Source
from supervision_app.adapters.caseload.workbook import is_workbook, read_sheets
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import SourceFile

MOST_BYTES = 100 * 1024 * 1024

_WORKBOOK_NAMES = frozenset({".xlsx", ".xlsm", ".xls"})


def open_source(path: Path) -> Source:
    """Return the file with its sheets; raises InputRefused, in one sentence or two, when it cannot be read."""
    content, modified = _read(path)
    if what := what_else(content):
        message = f"{path.name} is {what}, and no caseload. {FITS}"
        raise InputRefused(message)
    workbook = is_workbook(content)
    if not workbook and path.suffix.lower() in _WORKBOOK_NAMES:
        message = f"{path.name} is called .xlsx but is not an Excel workbook. Open it in Excel and save it as .xlsx."
        raise InputRefused(message)
    sheets = read_sheets(content, path.name) if workbook else [read_table(content, path.name)]
    _check_content(sheets, path.name)
    return Source(SourceFile(path.name, hashlib.sha256(content).hexdigest()), modified, workbook, sheets)


def _read(path: Path) -> tuple[bytes, date]:
    try:
        if path.is_dir():
            message = f"{path} is a folder. Give the file in it that is to be loaded. {FITS}"
            raise InputRefused(message)
        if not path.is_file():
            message = f"There is no file {path}. Check its name and folder."
            raise InputRefused(message)
        about = path.stat()
        if about.st_size > MOST_BYTES:
            message = f"{path.name} is larger than 100 MB and was not opened. {SOURCE_LINK}"
            raise InputRefused(message)
        content = path.read_bytes()
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or "its name cannot be used"
        message = (
            f"{path} cannot be opened: {why}. Close it in other programs, or copy it to your own folder, and try again."
        )
        raise InputRefused(message) from fault
    return content, datetime.fromtimestamp(about.st_mtime, UTC).astimezone().date()


def _check_content(sheets: Sequence[Sheet], name: str) -> None:
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        message = f"{name} is empty. Export it from the case system again, and load the new file."
        raise InputRefused(message)
