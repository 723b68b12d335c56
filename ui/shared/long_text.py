"""Some lines of text under a label, growing with what is written."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui.shared.fields import Asked

_OF_THE_WINDOW = 0.4
"""How much of the window's height a text takes before it scrolls."""
_ROOM = 3
"""Pixels for the ring of the focus, and one more: with less, Qt shows a scroll bar for lines that fit."""


class _Growing(QPlainTextEdit):
    """Plain text that is as high as its lines. Its height follows the layout, which Qt keeps line by line."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines, and never higher than a part of the window."""
        laid_out = self.document().firstBlock().layout()
        line = laid_out.lineAt(0).height() if laid_out.lineCount() else self.fontMetrics().lineSpacing()
        around = 2 * (self.frameWidth() + self.document().documentMargin()) + _ROOM
        most = max(self._lines, int(self.window().height() * _OF_THE_WINDOW / line))
        wanted = ceil(min(max(self._lines, int(self.document().size().height())), most) * line + around)
        if self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        super().focusInEvent(event)
        self._fit()  # the window may have another height than when the last line was written

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        if source.hasText():
            self.insertPlainText(source.text())


class LongText(Asked):
    """Lines to write in; `typed` is sent for each change, without the text, which may be long."""

    def __init__(self, label: str, *, hint: str = "", lines: int = 3) -> None:
        """Take the label, the hint, and how many lines are shown at least."""
        super().__init__(label, hint)
        self.text_edit = _Growing(lines)
        self.text_edit.textChanged.connect(self.typed)
        self.stand(self.text_edit)

    def text(self) -> str:
        """Return what was written."""
        return self.text_edit.toPlainText()

    def value(self) -> str:
        """Return what was written."""
        return self.text()

    def fill(self, text: str) -> None:
        """Put this in; nobody is told."""
        blocked = QSignalBlocker(self)
        self.text_edit.setPlainText(text)
        blocked.unblock()
