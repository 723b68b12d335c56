"""Printing the recovery key on a sheet of its own."""

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

_SHEET = (
    "Recovery key for Supervision Companion\n\n{key}\n\n"
    "With this key somebody can open the vault without its passphrase. Keep it locked away from the computer.\n"
)


def print_key(over: QWidget, key: str) -> None:
    """Ask for a printer, and print the key."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - looking for printers takes a while

    printer = QPrinter()
    if QPrintDialog(printer, over).exec():
        sheet(key).print_(printer)


def sheet(key: str) -> QTextDocument:
    """Return the sheet as it is printed."""
    document = QTextDocument()
    document.setPlainText(_SHEET.format(key=key))
    return document
