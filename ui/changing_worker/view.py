"""The page on which a child gets another worker: what is so now, what would go along, to whom and why."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QFrame, QListView, QVBoxLayout, QWidget

from supervision_app.domain.past_dates import EXAMPLES
from ui.changing_worker.presenter import REASON, SINCE, TO, WHOLE, ChangePresenter, Shown
from ui.shared.asking import Asking
from ui.shared.choosing import Select
from ui.shared.fields import Field
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, heading, kind, row, words

_NO_REASON = "Choose a reason"
_ACCEPTANCE = "What is offered waits for the new worker to accept it. No date moves, and nothing is closed."


class ChangingWorkerPage(Page):
    """Changes the worker of one child; everything that would go along is listed before."""

    def __init__(
        self,
        vault: Asking,
        case_id: str,
        back: Callable[[str], object],
        *,
        to: str = "",
        back_words: str = "Back to the child",
    ) -> None:
        """Take the vault, the child's id, and what leads back; `to` is a new worker who is chosen already."""
        super().__init__("Change the worker", readable=True)
        self.now = words("")
        self.now_shown: Shown | None = None
        self._lists = QWidget()
        self.to = Field("To whom", hint="Somebody in the team. Names are offered while you type.")
        self.reason = Select("Reason for the change", lambda _code: None)
        self.since = Field("Since when", hint=f"Today, or the day on which it changed: for example {EXAMPLES}.")
        self.add = button("", lambda: self._presenter.add(self.to.text()))
        self.add.hide()
        self.added = words("", look="chip-good")
        self.added.hide()
        self.change = button("Change the worker", self._change, look="main")
        # Enter also takes a name that is offered: it must not change the worker in the same moment.
        self.to.line.returnPressed.connect(self.reason.box.setFocus)
        self.to.line.textEdited.connect(lambda _text: self.add.hide())
        self.done = QFrame()
        kind(self.done, "card")
        self._done_column = QVBoxLayout(self.done)
        self.done.hide()
        self.back = button(back_words, lambda: back(case_id))
        self._asking = QWidget()
        self._lay_out()
        self._complete()
        self._presenter = ChangePresenter(self, WhileShown(vault, self), case_id)
        self._presenter.begin()
        self.to.line.setText(to)

    def _lay_out(self) -> None:
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(18)
        asking.addWidget(self.to)
        asking.addLayout(row(self.add))
        asking.addWidget(self.added)
        asking.addWidget(self.reason)
        asking.addWidget(self.since)
        asking.addWidget(words(_ACCEPTANCE, look="quiet"))
        asking.addLayout(row(self.change))
        parts: tuple[QWidget, ...] = (self.now, self.done, self._lists, self._asking)
        for part in parts:
            self.column.addWidget(part)
        self.column.addLayout(row(self.back))
        self.column.addStretch(1)

    def focus_again(self) -> bool:
        """Give the keyboard to what has to be said first, or once it is done to the way back."""
        asked = self.reason.box if self.to.text() else self.to.line
        (self.back if self.done.isVisibleTo(self) else asked).setFocus()
        return True

    def _complete(self) -> None:
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self.to.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        offered = QListView()
        offered.setAccessibleName("Names that fit: To whom")
        completer.setPopup(offered)
        self.to.line.setCompleter(completer)

    def show_before(self, shown: Shown) -> None:
        """Show what is so now, and what a change would do."""
        self.now_shown = shown
        self.rename(shown.title)
        self.now.setText(shown.worker)
        self._names.setStringList(list(shown.names))
        self.reason.offer([("", _NO_REASON), *shown.reasons.items()])
        if not self.since.text():
            self.since.fill(shown.today)
        self.change.setText(shown.button)
        self.change.setAccessibleName(shown.button)
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        going = f"What a new worker would be offered: {len(shown.going)}"
        _list(column, going, shown.going, "Nothing: no open action goes along.")
        if shown.staying:
            _list(column, f"What stays where it is: {len(shown.staying)}", shown.staying, "")
        self.column.replaceWidget(self._lists, lists)
        self._lists.hide()
        self._lists.deleteLater()
        self._lists = lists
        lists.setVisible(not self.done.isVisibleTo(self))

    def show_done(self, sentences: Sequence[str]) -> None:
        """Show what was done, in the place of the questions."""
        for sentence in sentences:
            self._done_column.addWidget(words(sentence))
        self.done.show()
        self._lists.hide()
        self._asking.hide()
        self.now.hide()
        self.back.setFocus()
        announce(self, " ".join(sentences))

    def refuse(self, faults: Mapping[str, str], unknown: str = "") -> None:
        """Show what is wrong, each sentence beside its field, and go to the first; an unknown name can be added."""
        fields = {TO: self.to, REASON: self.reason, SINCE: self.since}
        for name, field in fields.items():
            field.refuse(faults.get(name, ""))
        self.problem(faults.get(WHOLE, ""))
        self.add.setText(f"Add {unknown} to the team as a social worker")
        self.add.setAccessibleName(self.add.text())
        self.add.setVisible(bool(unknown))
        for name, field in fields.items():
            if name in faults:
                field.setFocus()
                return

    def show_added(self, sentence: str) -> None:
        """Say that somebody was added to the team, and go on."""
        self.to.refuse("")
        self.add.hide()
        self.added.setText(sentence)
        self.added.show()
        self.reason.box.setFocus()
        announce(self, sentence)

    def wait(self, *, waiting: bool) -> None:
        """Show that it is being saved, or no longer."""
        self.change.setEnabled(not waiting)

    def _change(self) -> None:
        if self.change.isEnabled():
            self._presenter.change(self.to.text(), self.reason.value(), self.since.text())


def _list(column: QVBoxLayout, title: str, entries: Sequence[tuple[str, str]], empty: str) -> None:
    column.addWidget(heading(title))
    if not entries:
        column.addWidget(words(empty))
    for what, how in entries:
        card = QFrame()
        kind(card, "card")
        inside = QVBoxLayout(card)
        inside.addWidget(words(what))
        inside.addWidget(words(how, look="quiet"))
        column.addWidget(card)
