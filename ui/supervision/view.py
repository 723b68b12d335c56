"""The page of supervision: sessions that were begun, the people, and each one’s own record."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from supervision_app.domain.past_dates import EXAMPLES
from supervision_app.services.sealing import SealedRecord
from ui.shared.asking import Asking
from ui.shared.choosing import Select
from ui.shared.fields import Field
from ui.shared.flow import Flow
from ui.shared.record_card import Additions, RecordCard, RecordDeeds
from ui.shared.records import RecordShown
from ui.shared.table import Table
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Lead, Page, announce, button, heading, kind, row, words
from ui.supervision.dates import DatesShown
from ui.supervision.dates_card import Act, DatesCard, nothing_acts
from ui.supervision.presenter import DAY, WHOLE, Supervised, SupervisionPresenter
from ui.supervision.table_model import SupervisedModel

_MOST_ROWS = 10
"""So many people are shown before the list scrolls."""


class SupervisionPage(Page):
    """Begins sessions and goes on with them; shows when each person was last supervised."""

    def __init__(self, vault: Asking, open_session: Callable[[str], object], act: Act = nothing_acts) -> None:
        """Take the vault, what shows a session, and what asks for dates: the page, the deed's code and whose."""
        super().__init__("Supervision")
        self._act = act
        self._open, self._wanted, self._of = open_session, "", ""
        asking = WhileShown(vault, self)
        self._presenter = SupervisionPresenter(self, asking)
        self._additions = Additions(self, asking, self.problem)
        self.keeping = self._additions.keeping
        self.done = words("")
        self.done.hide()
        self._begun = QWidget()
        self.model = SupervisedModel()
        self.table = Table("People who are supervised", self._chosen)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
        self.table.share(28, 24, 16, 32)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.day = Field("Date of the session", hint=f"For example {EXAMPLES}.")
        self.guide = Select("Guide for the conversation", lambda _guide: self._say_about())
        self.about = words("", look="quiet")
        self._about: Mapping[str, str] = {}
        self.start = button("Begin the session", self._start, look="main")
        self.faults = words("", look="danger")
        self.faults.hide()
        self._records = QWidget()
        for widget in (self.done, self._begun, self.table, self.day, self.guide, self.about, self.faults):
            self.column.addWidget(widget)
        self.column.addLayout(row(self.start))
        self.column.addWidget(self._records)
        self.column.addStretch(1)
        self._presenter.begin()

    def show_supervised(self, shown: Supervised) -> None:
        """Show the people, and the sessions that were begun."""
        only = shown.rows[0].id if len(shown.rows) == 1 else ""
        chosen = self._wanted or self._person() or only
        self.model.show(shown.rows)
        shown_rows = min(max(len(shown.rows), 3), _MOST_ROWS) + 2  # the headings, and room for a bar below
        self.table.setFixedHeight(shown_rows * self.table.verticalHeader().defaultSectionSize())
        if chosen and self._select(chosen):
            self._wanted = ""
        self.guide.offer(shown.guides)
        self.guide.setVisible(len(shown.guides) > 1)
        self._about = shown.about
        self._say_about()
        self.faults.setText("\n".join(shown.faults))
        self.faults.setVisible(bool(shown.faults))
        if not self.day.text():
            self.day.line.setText(shown.today)
        begun = QWidget()
        column = QVBoxLayout(begun)
        column.setContentsMargins(0, 0, 0, 0)
        if shown.unfinished:
            column.addWidget(heading("Begun, and not sealed"))
        for draft, said in shown.unfinished:
            column.addWidget(self._unfinished(draft, said))
        self.column.replaceWidget(self._begun, begun)
        self._begun.hide()
        self._begun.deleteLater()
        self._begun = begun
        begun.show()

    def _say_about(self) -> None:
        """Say what the chosen guide is for."""
        self.about.setText(self._about.get(self.guide.value(), ""))

    def _unfinished(self, draft: str, said: str) -> QFrame:
        frame = QFrame()
        kind(frame, "card")
        column = QVBoxLayout(frame)
        column.addWidget(Lead(f"Go on: {said}", partial(self._open, draft)))
        sure = button("Give it up with all that was typed", lambda: self._presenter.give_up(draft))
        sure.hide()
        give_up = button("Give up this session", partial(_uncover, sure), look="link")
        give_up.setAccessibleName(f"Give up this session: {said}")
        sure.setAccessibleName(f"Give it up with all that was typed: {said}")
        column.addWidget(Flow([give_up, sure]))
        return frame

    def _person(self) -> str:
        chosen = self.table.selectionModel().selectedRows()
        return self.model.row_at(chosen[0].row()).id if chosen else ""

    def _selected(self) -> None:
        if person := self._person():
            if person != self._of:
                self._cover()
            self._of = person
            self._presenter.choose(person)

    def _cover(self) -> None:
        """Cover what was shown of a worker's own record: whoever looks on next need not be who looked on before."""
        self._additions.uncovered.clear()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Cover what was shown: somebody else may be there when the page is shown again."""
        super().hideEvent(event)
        if self._additions.uncovered:
            self._cover()
            self._presenter.choose(self._of)

    def _chosen(self, number: int) -> None:
        """Begin with whoever was opened in the list."""
        self.table.selectRow(number)
        self.start.setFocus()

    def choose(self, person: str) -> None:
        """Choose somebody in the list, now or as soon as it is there, to begin a session with."""
        self._wanted = "" if self._select(person) else person
        self.start.setFocus()

    def _select(self, person: str) -> bool:
        for number in range(self.model.rowCount()):
            if self.model.row_at(number).id == person:
                self.table.selectRow(number)
                return True
        return False

    def _start(self) -> None:
        self._presenter.start(self._person(), self.day.text(), self.guide.value())

    def show_person(self, name: str, records: Sequence[RecordShown], dates: DatesShown) -> None:
        """Show somebody's dates, and their own record, the newest session first."""
        self.keeping.keep()
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(DatesCard(dates, partial(self._act, self), self._additions.uncovered))
        column.addWidget(heading(f"{name}’s supervision record"))
        if not records:
            column.addWidget(words("No session is recorded here yet."))
        can = RecordDeeds(self._presenter.confirm, self._add, self._presenter.withdraw)
        for one in records:
            column.addWidget(RecordCard(one, can, self._additions))
        self.column.replaceWidget(self._records, made)
        self._records.hide()
        self._records.deleteLater()
        self._records = made
        made.show()

    def _add(self, record: SealedRecord, text: str) -> None:
        self.keeping.keep()
        self._presenter.add(record, text)

    def problem(self, sentence: str) -> None:
        """Say what is wrong; what was refused can be tried again."""
        super().problem(sentence)
        for card in self.findChildren(RecordCard):
            card.ready()

    def open_session(self, draft: str) -> None:
        """Show a session that was begun."""
        self._open(draft)

    def show_done(self, said: str) -> None:
        """Say what was done."""
        self.problem("")
        self.done.setText(said)
        self.done.show()
        announce(self, said)

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, beside the date or at the top."""
        self.problem(faults.get(WHOLE, ""))
        self.day.refuse(faults.get(DAY, ""))
        if DAY in faults:
            self.day.line.setFocus()
        elif WHOLE in faults:
            self.table.setFocus()


def _uncover(sure: QWidget) -> None:
    """Show what really does it: one press alone gives nothing up."""
    sure.show()
    sure.setFocus()
