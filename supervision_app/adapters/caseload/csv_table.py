"""Reading text tables: what the bytes mean, which separator divides them, and nothing swallowed."""

import codecs
import csv
import io
from itertools import islice

from supervision_app.adapters.caseload.sheet import MOST_ROWS, SOURCE_LINK, Sheet
from supervision_app.domain.errors import InputRefused

_SEPARATORS = (",", ";", "\t")
_LOOKED_AT = 20
_SAVE_AGAIN = "Open it in Excel, save it as “CSV UTF-8”, and load that."
_SIXTEEN_BITS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(content: bytes, name: str) -> str:
    """Return the text; raises InputRefused when the bytes are not text in a known writing."""
    encodings = ["utf-16"] if content.startswith(_SIXTEEN_BITS) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    message = f"{name} is not a text table: it holds characters that are not text. {_SAVE_AGAIN}"
    raise InputRefused(message)


def read_table(content: bytes, name: str) -> Sheet:
    """Return the rows of a text table; raises InputRefused with the row where quotation marks do not match."""
    lines = decode(content, name)
    declared, lines = _declared(lines)
    separator = declared or _separator(lines)
    rows: list[list[str]] = [[]] if declared else []
    try:
        for row in csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                message = f"{name} has more than {MOST_ROWS:,} rows. {SOURCE_LINK}"
                raise InputRefused(message)
    except csv.Error as fault:
        message = f"{name}, row {len(rows) + 1}: the quotation marks do not match. Correct the row. Or: {_SAVE_AGAIN}"
        raise InputRefused(message) from fault
    return Sheet(name, "", rows)


def _declared(text: str) -> tuple[str, str]:
    """Return the separator that Excel's first line "sep=;" declares, and the text after that line."""
    first, _, rest = text.partition("\n")
    line = first.rstrip("\r").lower()
    return (line[4], rest) if line.startswith("sep=") and line[4:] in _SEPARATORS else ("", text)


def _separator(text: str) -> str:
    """Return the separator that divides one of the first rows into most cells."""
    lines = list(islice(io.StringIO(text, newline=""), _LOOKED_AT))
    return max(_SEPARATORS, key=lambda separator: max((_cells(line, separator) for line in lines), default=0))


def _cells(line: str, separator: str) -> int:
    try:
        return max((len(row) for row in csv.reader([line], delimiter=separator)), default=0)
    except csv.Error:
        return 0
