"""The text that has to go into the case system at once, with a button that copies it."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.shared.dialog_size import fit
from ui.shared.reading_box import copy, reading_box
from ui.shared.tokens import LARGE_SPACE, SPACE
from ui.shared.widgets import announce, button, heading, row, words

_LINES = 6


class CopyText(QDialog):
    """Shows what was recorded as one text; it stays until somebody closes it."""

    def __init__(self, over: QWidget, text: str) -> None:
        """Take the page it stands over, and the text."""
        super().__init__(over)
        self.setWindowTitle("For the case system, now")
        self.setModal(True)
        self._over, self._text = over, text
        self.box = reading_box("Text for the case system", _LINES)
        self.box.setPlainText(text)
        self.said = words("It is recorded here. Nobody else can see it before it is in the case system.")
        self.copy = button("Copy the text", self._copy, look="main")
        self.copy.setDefault(True)
        self.close_it = button("Close", self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_SPACE, LARGE_SPACE, LARGE_SPACE, LARGE_SPACE)
        column.setSpacing(SPACE)
        column.addWidget(heading("Put this into the case system now"))
        column.addWidget(self.said)
        column.addWidget(self.box, 1)
        column.addLayout(row(self.copy, self.close_it))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Be as wide as lines are read well, and never more than the screen."""
        fit(self, self._over, lambda _width: self.sizeHint().height())
        super().showEvent(event)
        self.copy.setFocus()

    def _copy(self) -> None:
        copy(self._text)
        self.said.setText("Copied. Paste it into the case system now.")
        announce(self, self.said.text())
