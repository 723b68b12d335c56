"""Giving a child the name by which they are shown here."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.shared.fields import Field
from ui.shared.widgets import button, kind, row


class Naming(QFrame):
    """Asks for the name; hidden until it is wanted, and closed by Esc with what was typed kept."""

    def __init__(self, save: Callable[[str], object], closed: Callable[[], object]) -> None:
        """Take what saves the name, and what is told when this closes."""
        super().__init__()
        kind(self, "card")
        self._closed = closed
        self.field = Field(
            "Name or initials",
            hint="Shown here only, so that you know who it is. It never stands in the name of a file.",
        )
        self.save = button("Save the name", lambda: save(self.field.text()), look="main")
        self.field.line.returnPressed.connect(self.save.click)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addLayout(row(self.save, button("Cancel", self.close_it)))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.close_it)
        self.hide()

    def ask(self, name: str) -> None:
        """Show it, with the name as it is now unless something else was typed before."""
        if not self.field.text():
            self.field.line.setText(name)
        self.show()
        self.field.line.setFocus()
        self.field.line.selectAll()

    def close_it(self) -> None:
        """Hide it and go back to what opened it."""
        self.field.refuse("")
        self.hide()
        self._closed()
