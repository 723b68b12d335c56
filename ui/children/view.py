"""The list of children."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from supervision_app.services.read_models import ChildRow
from ui.children.presenter import ChildrenPresenter
from ui.children.table_model import ChildrenModel
from ui.shared.asking import Asking
from ui.shared.fields import Field
from ui.shared.table import Table
from ui.shared.widgets import Page, announce, row, words


class ChildrenPage(Page):
    """All the children: who has them, and what is open."""

    def __init__(self, vault: Asking, open_child: Callable[[str], None]) -> None:
        """Take the vault, and what opens one child's page."""
        super().__init__("Children")
        self._open_child = open_child
        self._opened = ""
        self.model = ChildrenModel()
        self.search = Field("Find a child", hint="By id, name, worker or team")
        self.said = words("", look="quiet")
        self.table = Table("Children", self._open)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.share(30, 22, 11, 10, 12, 15)
        self.column.addWidget(self.search)
        self.column.addWidget(self.said)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row(self.table.opener("Open this child")))
        self._presenter = ChildrenPresenter(self, vault)
        self.search.line.textChanged.connect(self._presenter.search)
        self._presenter.begin()

    def show_children(self, rows: Sequence[ChildRow], said: str) -> None:
        """Show these children, and a sentence on how many they are."""
        self.model.show(rows)
        self.table.choose(self.model.number_of(lambda row: row.id == self._opened))
        if self.said.text() != said:
            self.said.setText(said)
            announce(self, said)

    def _open(self, number: int) -> None:
        self._opened = self.model.row_at(number).id
        self._open_child(self._opened)
