"""Printing the recovery key on a sheet of its own."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_TITLE = "Recovery key for Supervision Companion"
_ADVICE = (
    "If the passphrase is forgotten, this key is the only other way into the vault.",
    "With this key somebody can open the vault without its passphrase. Keep it locked away from the computer.",
    "Once the key was used, or a new one was made, this sheet opens nothing any more: destroy it.",
)
_BY_HAND = ("Whose vault: ", "Printed on: ", "Kept where: ")
_LINE = "_" * 40
_GROUPS_IN_A_LINE = 3
_PLAIN, _LARGE, _KEY = 11.0, 18.0, 22.0
"""Sizes in points: of the paper, whatever the size of text on the screen."""


def print_key(over: QWidget, key: str) -> None:
    """Ask for a printer, and print the key."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - looking for printers takes a while

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, over).exec():
        print_on(printer, key)


def print_on(printer: "QPrinter", key: str) -> None:
    """Print the key."""
    sheet(key).print_(printer)


def sheet(key: str) -> QTextDocument:
    """Return the sheet as it is printed, in black on white whatever the screen looks like."""
    document = QTextDocument()
    font = QFont(document.defaultFont())
    font.setPointSizeF(_PLAIN)
    document.setDefaultFont(font)
    plain, title, groups = _letters(_PLAIN), _letters(_LARGE), _letters(_KEY)
    title.setFontWeight(QFont.Weight.Bold)
    groups.setFontFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    cursor = QTextCursor(document)
    _write(cursor, _TITLE, title)
    for line in _lines(key):
        _write(cursor, line, groups)
    for sentence in (*_ADVICE, *(f"{what}{_LINE}" for what in _BY_HAND)):
        _write(cursor, sentence, plain)
    return document


def _letters(points: float) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontPointSize(points)
    return letters


def _write(cursor: QTextCursor, text: str, letters: QTextCharFormat) -> None:
    space = QTextBlockFormat()
    space.setBottomMargin(letters.fontPointSize())
    if cursor.position():
        cursor.insertBlock(space, letters)
    else:
        cursor.setBlockFormat(space)
    cursor.insertText(text, letters)


def _lines(key: str) -> list[str]:
    """Return the key with a few groups in a line."""
    groups = key.replace("-", " ").split()
    return ["   ".join(groups[at : at + _GROUPS_IN_A_LINE]) for at in range(0, len(groups), _GROUPS_IN_A_LINE)]
