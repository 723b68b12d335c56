"""The page of the team's people."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt

from supervision_app.services.team import PersonRow
from ui.people.parts import Adding, Leaves
from ui.people.presenter import NAME, WHOLE, Farewell, PeoplePresenter
from ui.people.table_model import PeopleModel
from ui.shared.asking import Asking
from ui.shared.table import Table
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, row, words

_CHOOSE = "Choose somebody in the list first."


class PeoplePage(Page):
    """Who is here and what they have; somebody is added here, and recorded as having left."""

    def __init__(self, vault: Asking, supervision: Callable[[str], object] | None = None) -> None:
        """Take the vault, and what leads to somebody's supervision record where that is kept here."""
        super().__init__("People")
        self.said = words("", look="quiet")
        self.done = words("")
        self.done.hide()
        self.model = PeopleModel()
        self._presenter = PeoplePresenter(self, WhileShown(vault, self))
        self.table = Table("People", self._chosen)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.share(21, 16, 10, 14, 9, 18, 16)
        self.leaves = button("Record that somebody left", self._chosen_leaves)
        self.supervision = button("Show the supervision record", lambda: self._chosen_record(supervision))
        self.supervision.setVisible(supervision is not None)
        self.leaving = Leaves(self._presenter.leave, self.table.setFocus)
        self.adding = Adding(lambda name, role, another: self._presenter.add(name, role, another=another))
        self.column.addWidget(self.said)
        self.column.addWidget(self.done)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row(self.supervision, self.leaves))
        self.column.addWidget(self.leaving)
        self.column.addWidget(self.adding)
        self._presenter.begin()

    def show_people(self, rows: Sequence[PersonRow], said: str) -> None:
        """Show the people, and a sentence on how many they are."""
        self.model.show(rows)
        self.said.setText(said)

    def ask_farewell(self, farewell: Farewell) -> None:
        """Say what somebody would leave behind, and ask."""
        self.problem("")
        self.leaving.ask(farewell)
        self.ensureWidgetVisible(self.leaving)

    def ask_another(self, sentence: str) -> None:
        """Ask whether this is somebody else of the same name."""
        self.adding.ask_another(sentence)

    def show_done(self, said: str) -> None:
        """Say what was done, and empty what was typed for it."""
        self.done.setText(said)
        self.done.show()
        if self.leaving.isVisibleTo(self):
            self.leaving.forget()
            self.table.setFocus()
        else:
            self.adding.empty()
            self.adding.name.line.setFocus()
        announce(self, said)

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, beside the name or at the top."""
        self.problem(faults.get(WHOLE, ""))
        self.adding.name.refuse(faults.get(NAME, ""))
        if NAME in faults:
            self.adding.name.line.setFocus()

    def _chosen(self, number: int) -> None:
        """Choose somebody; that they left is asked for by its own button alone."""
        self.table.selectRow(number)
        self.leaves.setFocus()

    def _chosen_record(self, show: Callable[[str], object] | None) -> None:
        number = self._number()
        if show and number is not None:
            show(self.model.row_at(number).id)

    def _chosen_leaves(self) -> None:
        number = self._number()
        if number is not None:
            self._leaves(number)

    def _number(self) -> int | None:
        """Return the row that is chosen; where none is, say that one is needed."""
        chosen = self.table.selectionModel().selectedRows()
        if chosen:
            return int(chosen[0].row())
        self.problem(_CHOOSE)
        self.table.setFocus()
        return None

    def _leaves(self, number: int) -> None:
        self._presenter.think_of_leaving(self.model.row_at(number).id)
