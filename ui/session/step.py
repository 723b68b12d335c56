"""What every step of a session is: a page whose fields are found by the names under which they are kept."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.shared.widgets import Page


class StepPage(Page):
    """A page of a session; `fields` are its fields by the name under which they are kept."""

    def __init__(self, title: str) -> None:
        """Make it empty."""
        super().__init__(title, readable=True)
        self.fields: dict[str, QWidget] = {}

    def start(self, last_typed: str = "") -> None:
        """Give the keyboard to the field that was typed in last, or to the first."""
        wanted = self.fields.get(last_typed) or next(iter(self.fields.values()), None)
        if wanted is not None:
            wanted.setFocus()
            self.ensureWidgetVisible(wanted)
        if isinstance(wanted, QPlainTextEdit):
            wanted.moveCursor(QTextCursor.MoveOperation.End)
