"""The parts of the page: adding somebody, and recording that somebody left."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout

from supervision_app.domain.people import ROLES
from ui.people.presenter import Farewell
from ui.shared.fields import Field
from ui.shared.widgets import announce, button, heading, kind, row, words

_USUAL = "worker"


class Adding(QFrame):
    """Asks for a name and a role."""

    def __init__(self, add: Callable[[str, str, bool], object]) -> None:
        """Take what adds somebody."""
        super().__init__()
        kind(self, "card")
        self.name = Field("First and last name")
        self.role = QComboBox()
        self.role.setAccessibleName("Role")
        for code, meaning in ROLES.items():
            self.role.addItem(f"{meaning[0].upper()}{meaning[1:]}", code)
        self.role.setCurrentIndex(self.role.findData(_USUAL))
        self.another = QCheckBox("")
        self.another.hide()
        self.add = button("Add this person", self._add, look="main")
        self.name.line.returnPressed.connect(self._add)
        self._adds = add
        label = words("Role")
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        label.setBuddy(self.role)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(heading("Add a person"))
        column.addWidget(self.name)
        column.addWidget(self.another)
        column.addWidget(label)
        column.addLayout(row(self.role))
        column.addLayout(row(self.add))

    def _add(self) -> None:
        self._adds(self.name.text(), str(self.role.currentData()), self.another.isChecked())

    def ask_another(self, sentence: str) -> None:
        """Show the box that says that this is somebody else."""
        self.another.setText(sentence)
        self.another.setAccessibleName(sentence)
        self.another.show()

    def empty(self) -> None:
        """Begin again."""
        self.name.line.clear()
        self.name.refuse("")
        self.another.setChecked(False)
        self.another.hide()


class Leaves(QFrame):
    """Says what somebody would leave behind, and asks whether that is to be recorded."""

    def __init__(self, leave: Callable[[str, str], object], closed: Callable[[], object]) -> None:
        """Take what records it, and what is told when this closes."""
        super().__init__()
        kind(self, "card")
        self._id, self._closed = "", closed
        self.title, self.said = heading(""), words("")
        self.refused = words("", look="danger")
        self.why = Field("Reason (optional)")
        self.leave = button("Record that they left", lambda: leave(self._id, self.why.text()), look="main")
        self.cancel = button("Cancel", self.close_it)
        self.why.line.returnPressed.connect(self.leave.click)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for label in (self.title, self.said, self.refused):
            column.addWidget(label)
        column.addWidget(self.why)
        column.addLayout(row(self.leave, self.cancel))
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close_it)
        self.hide()

    def ask(self, farewell: Farewell) -> None:
        """Show what would be left behind; the reason typed for the same person stays."""
        if farewell.id != self._id:
            self.why.line.clear()
        self._id = farewell.id
        self.title.setText(farewell.title)
        self.said.setText("\n".join(farewell.sentences))
        self.refused.setText(farewell.refused)
        self.refused.setVisible(bool(farewell.refused))
        self.why.setVisible(not farewell.refused)
        self.leave.setVisible(not farewell.refused)
        self.show()
        (self.cancel if farewell.refused else self.why.line).setFocus()
        announce(self, " ".join((farewell.title, *farewell.sentences, farewell.refused)))

    def forget(self) -> None:
        """Forget who was asked about: it is recorded."""
        self._id = ""
        self.why.line.clear()
        self.hide()

    def close_it(self) -> None:
        """Hide it and go back to where it was opened."""
        self.hide()
        self._closed()
