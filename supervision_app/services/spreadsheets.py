"""Tables for spreadsheets: in UTF-8 with its mark, and no cell of them a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_BEGINS_A_FORMULA = "=+-@\t\r"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV; what a spreadsheet would take for a formula has a sign before it."""
    text = io.StringIO(newline="")
    written = csv.writer(text)
    written.writerow(columns)
    for row in rows:
        written.writerow([_plain(str(cell)) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"’{cell}" if cell[:1] in _BEGINS_A_FORMULA and cell else cell
