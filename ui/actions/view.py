"""The list of actions."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from supervision_app.services.read_models import ActionList, ActionPlace, ActionRow, ActionsWanted
from ui.actions.presenter import STATES, ActionsPresenter
from ui.actions.table_model import ActionsModel
from ui.shared.asking import Asking
from ui.shared.choosing import Select
from ui.shared.fields import Field
from ui.shared.flow import Flow
from ui.shared.table import Table
from ui.shared.widgets import Page, announce, row, words

_DUE = 3
_SEARCH = 320
"""How wide the search is at least, in pixels."""


class ActionsPage(Page):
    """All the actions: what, who answers, when it is due, and how often that was moved."""

    def __init__(self, vault: Asking, open_child: Callable[[str], None]) -> None:
        """Take the vault, and what opens one child's page."""
        super().__init__("Actions")
        self._open_child = open_child
        self._chosen: ActionPlace | None = None
        self._shown = ActionsWanted()
        self._presenter = ActionsPresenter(self, vault)
        self.model = ActionsModel()
        self.state = Select("State", self._presenter.choose_state)
        self.state.offer(STATES.items())
        self.worker = Select("Worker", self._presenter.choose_worker)
        self.search = Field("Find an action")
        self.search.line.setAccessibleDescription("By child, words or person")
        self.said = words("", look="quiet")
        self.table = Table("Actions", self._open)
        # What stands above stays where it is when there is nothing to list.
        room = self.table.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.table.setSizePolicy(room)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(_DUE, Qt.SortOrder.AscendingOrder)
        self.model.sorting.connect(lambda by, down: self._presenter.sort(by, down=down))
        self.model.lacks.connect(self._presenter.read_rows)
        self.table.share(20, 30, 17, 18, 18, 12, 12)
        self.search.line.setMinimumWidth(_SEARCH)
        # Names may be long and the type large: what has no room goes on in the next line.
        self.column.addWidget(Flow([self.state, self.worker, self.search]))
        self.column.addWidget(self.said)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row(self.table.opener("Open the child of this action")))
        self.search.line.textChanged.connect(self._presenter.search)
        self._presenter.begin()

    def show_actions(self, found: ActionList, said: str) -> None:
        """Show this list, and a sentence on how many they are; the chosen row stays chosen.

        What is read again stays where it was scrolled to; another list begins at its top, or at the chosen row.
        """
        again = found.wanted == self._shown
        there = self.table.verticalScrollBar().value() if again else 0
        self._shown, self._chosen = found.wanted, self._current() or self._chosen
        self.model.show(found)
        self.table.setVisible(bool(found.order))
        self.table.verticalScrollBar().setValue(there)
        if self._chosen:
            self.table.setAutoScroll(not again)
            self.table.choose(self.model.number_of(self._chosen))
            self.table.setAutoScroll(True)
        if self.said.text() != said:
            self.said.setText(said)
            announce(self, said)

    def show_rows(self, places: Sequence[ActionPlace], rows: Sequence[ActionRow]) -> None:
        """Show these rows of the list; of a place without a row the action is gone."""
        self.model.take(places, rows)

    def _current(self) -> ActionPlace | None:
        index = self.table.currentIndex()
        return self.model.place_at(index.row()) if index.isValid() else None

    def offer_workers(self, names: Sequence[str]) -> None:
        """Offer the people whose actions may be asked for."""
        self.worker.offer([("", "Everybody"), *((name, name) for name in names)])

    def _open(self, number: int) -> None:
        row = self.model.row_at(number)
        if row:
            self._open_child(row.child)
