"""Opening an Excel workbook safely: what it promises is checked before a library unfolds it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, load_workbook

from supervision_app.adapters.caseload.sheet import MOST_ROWS, SOURCE_LINK, Sheet
from supervision_app.domain.errors import InputRefused

ZIP_MARK, OLE_MARK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_UNFOLDED = 1 << 30
MOST_CELLS = 60_000_000

_SAVE_AGAIN = "Open it in Excel, save it again as an Excel workbook (.xlsx), and load that."
_CHUNK = 1 << 20
_LONGEST_TAG = 256
# A cell that holds something: neither closed at once nor closed right after it was opened.
_FILLED = re.compile(rb'[<:]c (?:[^>]*? )??r="([A-Z]{1,3})(\d{1,7})"[^>]*[^/]>(?:[^<]|<[^/])')


def is_workbook(content: bytes) -> bool:
    """Return whether the bytes begin like a workbook, whatever the file is called."""
    return content.startswith((ZIP_MARK, OLE_MARK))


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """Return all sheets with cells in them; raises InputRefused when the workbook cannot be opened, or not safely."""
    if content.startswith(ZIP_MARK):
        _check(content, name)
    try:
        with load_workbook(io.BytesIO(content)) as book:
            return list(_sheets(book, name))
    except PasswordError as fault:
        raise _locked(name) from fault
    except CalamineError as fault:
        raise _unreadable(content, name) from fault
    except BaseException as fault:
        # The library's own language lets a fault through as a panic, which is no Exception.
        if type(fault).__name__ != "PanicException":
            raise
        raise _unreadable(content, name) from fault


def _sheets(book: CalamineWorkbook, name: str) -> Iterator[Sheet]:
    for metadata in book.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(metadata.name)
        bottom = sheet.end
        if bottom is None:
            continue
        if bottom[0] >= MOST_ROWS:
            message = f"{name}, {metadata.name} has more than {MOST_ROWS:,} rows. {SOURCE_LINK}"
            raise InputRefused(message)
        yield Sheet(name, metadata.name, sheet.to_python(skip_empty_area=False))


def _check(content: bytes, name: str) -> None:
    """Raise InputRefused for a zip that is no workbook, promises too much, lies about it, or spreads too wide."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            _check_promises(folder, name)
            for part in folder.infolist():
                with folder.open(part) as stream:
                    _check_spread(stream, name, sheet="worksheets/" in part.filename)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as fault:
        message = f"{name} is damaged: it is an Excel workbook that cannot be unpacked. {_SAVE_AGAIN}"
        raise InputRefused(message) from fault


def _check_promises(folder: zipfile.ZipFile, name: str) -> None:
    if sum(part.file_size for part in folder.infolist()) > MOST_UNFOLDED:
        message = f"{name} would unfold to more than 1 GB and was not opened. {SOURCE_LINK}"
        raise InputRefused(message)
    if "xl/workbook.xml" not in folder.namelist():
        message = f"{name} is not an Excel workbook (.xlsx). {_SAVE_AGAIN}"
        raise InputRefused(message)


def _check_spread(stream: IO[bytes], name: str, *, sheet: bool) -> None:
    """Read a part to its end, so that a lie about its size shows, and refuse a sheet with cells far apart.

    The library lays out everything between the first cell and the last: one stray cell in the far
    corner would ask for more memory than there is, and end the application.
    """
    columns: set[bytes] = set()
    bottom, tail = 0, b""
    while chunk := stream.read(_CHUNK):
        cells = _FILLED.findall(tail + chunk) if sheet else []
        columns.update(column for column, _ in cells)
        bottom = max(bottom, int(cells[-1][1])) if cells else bottom
        tail = chunk[-_LONGEST_TAG:]
    if bottom * max(map(_column, columns), default=0) > MOST_CELLS:
        message = (
            f"{name} has a cell far away from the others. Delete what is not part of the table, and save it again."
        )
        raise InputRefused(message)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unreadable(content: bytes, name: str) -> InputRefused:
    if content.startswith(OLE_MARK):
        return _locked(name)
    return InputRefused(f"{name} cannot be read as an Excel workbook. {_SAVE_AGAIN}")


def _locked(name: str) -> InputRefused:
    return InputRefused(
        f"{name} is protected with a password, or is an old Excel file (.xls), and cannot be read. "
        "Open it in Excel, take the password off, save it as an Excel workbook (.xlsx), and load that."
    )
