"""The list of actions."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from supervision_app.services.read_models import ActionRow
from ui.actions.presenter import STATES, ActionsPresenter
from ui.actions.table_model import ActionsModel
from ui.shared.asking import Asking
from ui.shared.choosing import Select
from ui.shared.fields import Field
from ui.shared.widgets import Page, Table, announce, row, words

_DUE = 3


class ActionsPage(Page):
    """All the actions: what, who answers, when it is due, and how often that was moved."""

    def __init__(self, vault: Asking, open_child: Callable[[str], None]) -> None:
        """Take the vault, and what opens one child's page."""
        super().__init__("Actions")
        self._open_child = open_child
        self._opened = ""
        self._presenter = ActionsPresenter(self, vault)
        self.model = ActionsModel()
        self.state = Select("State", self._presenter.choose_state)
        self.state.offer(STATES.items())
        self.worker = Select("Worker", self._presenter.choose_worker)
        self.search = Field("Find an action")
        self.search.line.setAccessibleDescription("By child, words or person")
        self.said = words("", look="quiet")
        self.table = Table("Actions", self._open)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(_DUE, Qt.SortOrder.AscendingOrder)
        self.table.share(20, 30, 17, 18, 18, 12, 12)
        filters = row(self.state, self.worker, self.search, stretch=False)
        filters.setStretch(2, 1)
        filters.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(filters)
        self.column.addWidget(self.said)
        self.column.addWidget(self.table, 1)
        self.search.line.textChanged.connect(self._presenter.search)
        self._presenter.begin()

    def show_actions(self, rows: Sequence[ActionRow], said: str) -> None:
        """Show these actions, and a sentence on how many they are."""
        self.model.show(rows)
        self.table.choose(self.model.number_of(lambda row: row.id == self._opened))
        self.table.setVisible(bool(rows))
        if self.said.text() != said:
            self.said.setText(said)
            announce(self, said)

    def offer_workers(self, names: Sequence[str]) -> None:
        """Offer the people whose actions may be asked for."""
        self.worker.offer([("", "Everybody"), *((name, name) for name in names)])

    def _open(self, number: int) -> None:
        self._opened = self.model.row_at(number).id
        self._open_child(self.model.row_at(number).child)
