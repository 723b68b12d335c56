"""What is asked back about what was typed, under its field: after a pause or on leaving it, never letter by letter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer

from ui.shared.fields import Asked
from ui.shared.widgets import announce, words

PAUSE_MS = 1_500
"""How long nobody types, in milliseconds, until something is asked back."""


class Tips(QObject):
    """Shows the questions under a field, and has a screen reader say each that is new."""

    def __init__(self, field: Asked, of: Callable[[str], Sequence[str]], pause_ms: int = PAUSE_MS) -> None:
        """Take the field, what gives the questions on its text, and how long to wait after the last letter."""
        super().__init__(field)
        self._field, self._of = field, of
        self.label = words("", look="tip")
        self.label.hide()
        field.column.addWidget(self.label)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(pause_ms)
        self.timer.timeout.connect(self.look)
        field.typed.connect(self.timer.start)
        field.field().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Look at once when the field is left."""
        if event.type() == QEvent.Type.FocusOut and self.timer.isActive():
            self.timer.stop()
            self.look()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Show what is asked back about the text as it is now, and nothing where all is clear."""
        told = self.label.text()
        self.label.setText("\n".join(self._of(self._field.value())))
        self.label.setVisible(bool(self.label.text()))
        self._field.ask_back(self.label.text())
        if self.label.text() and self.label.text() != told:
            announce(self._field.field(), self.label.text())
