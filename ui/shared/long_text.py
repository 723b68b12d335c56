"""Some lines of text under a label, growing with what is written."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.shared.tokens import SMALL_SPACE
from ui.shared.widgets import announce, words

_OF_THE_WINDOW = 0.4
"""How much of the window's height a text takes before it scrolls."""
_AROUND = 18
"""Border and padding above and below the lines, in pixels."""


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
        line = self.fontMetrics().lineSpacing()
        most = max(self._lines, int(self.window().height() * _OF_THE_WINDOW) // line)
        wanted = min(max(self._lines, int(self.document().size().height())), most)
        if self.minimumHeight() != wanted * line + _AROUND:
            self.setFixedHeight(wanted * line + _AROUND)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        if source.hasText():
            self.insertPlainText(source.text())


class LongText(QWidget):
    """A label, a hint, the error, and lines to write in; `typed` is told of each change without the text."""

    typed = Signal()

    def __init__(self, label: str, *, hint: str = "", lines: int = 3) -> None:
        """Take the label, which is the accessible name, and how many lines are shown at least."""
        super().__init__()
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_SPACE)
        self.label = words(label)
        font = self.label.font()
        font.setBold(True)
        self.label.setFont(font)
        self.error = words("", look="danger")
        self.error.hide()
        self.text_edit = _Growing(lines)
        self.text_edit.setAccessibleName(label)
        self.text_edit.setAccessibleDescription(hint)
        self.label.setBuddy(self.text_edit)
        self.text_edit.textChanged.connect(self.typed)
        column.addWidget(self.label)
        if hint:
            column.addWidget(words(hint, look="quiet"))
        column.addWidget(self.error)
        column.addWidget(self.text_edit)
        self.setFocusProxy(self.text_edit)

    def text(self) -> str:
        """Return what was written."""
        return self.text_edit.toPlainText()

    def fill(self, text: str) -> None:
        """Put this in; nobody is told."""
        blocked = self.text_edit.blockSignals(True)  # noqa: FBT003 - Qt's own call
        self.text_edit.setPlainText(text)
        self.text_edit.blockSignals(blocked)

    def refuse(self, sentence: str) -> None:
        """Show what is wrong beside the field, and clear nothing; an empty sentence takes it away."""
        self.error.setText(f"Error: {sentence}" if sentence else "")
        self.error.setVisible(bool(sentence))
        self.text_edit.setAccessibleDescription(" ".join(filter(None, (self.error.text(), self._hint))))
        if sentence:
            announce(self, sentence)
