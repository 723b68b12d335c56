"""A line and a list over the page: type a few letters, press Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.finding.presenter import Choice, FindingPresenter, Leads
from ui.shared.asking import Asking
from ui.shared.fields import Field
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import announce, button, row, words

_WIDTH, _HEIGHT = 560, 480
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class FindingDialog(QDialog):
    """Finds children, people, pages and commands; Enter opens what is chosen, Esc closes."""

    def __init__(self, over: QWidget, vault: Asking, commands: Sequence[Choice], leads: Leads) -> None:
        """Take the window, the vault, the commands, and where children and people lead to."""
        super().__init__(over)
        self.setWindowTitle("Find")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self._choices: list[Choice] = []
        self.field = Field("Find a child, a person, a page or a command")
        self.said = words("", look="quiet")
        self.list = QListWidget()
        self.list.setAccessibleName("What was found")
        self.list.itemActivated.connect(lambda _item: self.open_chosen())
        self.go = button("Open", self.open_chosen, look="main")
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(row(self.go, button("Close", self.reject)))
        self.field.line.installEventFilter(self)
        self._presenter = FindingPresenter(self, WhileShown(vault, self), commands, leads)
        self.field.line.textChanged.connect(self._presenter.search)
        self._presenter.begin()
        self.field.setFocus()

    def show_choices(self, choices: Sequence[Choice], said: str) -> None:
        """Show these, the best first, and say how many they are."""
        self._choices = list(choices)
        self.list.clear()
        for one in choices:
            keys = f", {one.keys}" if one.keys else ""
            self.list.addItem(QListWidgetItem(f"{one.text}  –  {one.sort}{keys}"))
        self.list.setCurrentRow(0)
        self.said.setText(said)
        self.go.setEnabled(bool(choices))
        announce(self, f"{said} {choices[0].text}" if choices else said)

    def open_chosen(self) -> None:
        """Close, and go to what is chosen."""
        number = self.list.currentRow()
        if 0 <= number < len(self._choices):
            leads = self._choices[number].leads
            self.accept()
            leads()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Let the arrows move in the list while the letters are typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            last = self.list.count() - 1
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
            self.list.setCurrentRow(min(max(self.list.currentRow() + by[Qt.Key(event.key())], 0), last))
            item = self.list.currentItem()
            if item is not None:
                announce(self, item.text())
            return True
        return super().eventFilter(watched, event)
