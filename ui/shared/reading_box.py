"""Text to read and to copy: a box that Tab leads out of, and what puts its words on the clipboard."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit


def reading_box(name: str, lines: int) -> QPlainTextEdit:
    """Return a box with text to read, as high as so many lines; Tab leads on."""
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(name)
    box.setMinimumHeight(height_of(box, lines))
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    return box


def height_of(box: QPlainTextEdit, lines: int) -> int:
    """Return how high a box is that shows so many lines, in pixels."""
    return box.fontMetrics().lineSpacing() * lines + 24


def copy(text: str, html: str = "") -> None:
    """Put words on the clipboard; they are taken from it again when the vault is locked."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
