"""The page on which a child gets another worker: what is so now, what would go along, to whom and why."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QListView, QVBoxLayout, QWidget

from ui.changing_worker.presenter import REASON, TO, WHOLE, ChangePresenter, Shown
from ui.shared.asking import Asking
from ui.shared.fields import Field
from ui.shared.tokens import SMALL_SPACE
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, heading, kind, row, words

_NO_REASON = "Choose a reason"
_ACCEPTANCE = "What is offered waits for the new worker to accept it. No date moves, and nothing is closed."


class Reason(QWidget):
    """A list of reasons with its label; the error stands between them."""

    def __init__(self) -> None:
        """Make it with nothing but the question."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_SPACE)
        label = words("Reason for the change")
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        self.list = QComboBox()
        self.list.setAccessibleName("Reason for the change")
        label.setBuddy(self.list)
        self.error = words("", look="danger")
        self.error.hide()
        column.addWidget(label)
        column.addWidget(self.error)
        column.addWidget(self.list)

    def offer(self, reasons: Mapping[str, str]) -> None:
        """Offer these reasons; what was chosen stays chosen."""
        chosen = self.code()
        self.list.clear()
        self.list.addItem(_NO_REASON, "")
        for code, meaning in reasons.items():
            self.list.addItem(f"{meaning} ({code})", code)
        self.list.setCurrentIndex(max(0, self.list.findData(chosen)))

    def code(self) -> str:
        """Return the code that is chosen, or nothing."""
        return str(self.list.currentData() or "")

    def refuse(self, sentence: str) -> None:
        """Say beside the list what is wrong, or with an empty sentence nothing any more."""
        self.error.setText(f"Error: {sentence}" if sentence else "")
        self.error.setVisible(bool(sentence))
        self.list.setAccessibleDescription(self.error.text())


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
        # Otherwise wrapped labels ask for the height they would have if the page were narrow.
        if (inside := self.widget()) is not None:
            inside.setMinimumHeight(1)
        self.now = words("")
        self.now_shown: Shown | None = None
        self._lists = QWidget()
        self.to = Field("To whom", hint="One of ours. Names are offered while you type.")
        self.reason = Reason()
        self.change = button("Change the worker", self._change, look="main")
        # Enter also takes a name that is offered: it must not change the worker in the same moment.
        self.to.line.returnPressed.connect(self.reason.list.setFocus)
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
        asking.addWidget(self.reason)
        asking.addWidget(words(_ACCEPTANCE, look="quiet"))
        asking.addLayout(row(self.change))
        parts: tuple[QWidget, ...] = (self.now, self.done, self._lists, self._asking)
        for part in parts:
            self.column.addWidget(part)
        self.column.addLayout(row(self.back))
        self.column.addStretch(1)

    def focus_again(self) -> bool:
        """Give the keyboard to what has to be said first, or once it is done to the way back."""
        asked = self.reason.list if self.to.text() else self.to.line
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
        self.reason.offer(shown.reasons)
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

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, each sentence beside its field, and go to the first."""
        self.to.refuse(faults.get(TO, ""))
        self.reason.refuse(faults.get(REASON, ""))
        self.problem(faults.get(WHOLE, ""))
        if TO in faults:
            self.to.line.setFocus()
        elif REASON in faults:
            self.reason.list.setFocus()
        if faults.get(REASON):
            announce(self.reason, faults[REASON])

    def wait(self, *, waiting: bool) -> None:
        """Show that it is being saved, or no longer."""
        self.change.setEnabled(not waiting)

    def _change(self) -> None:
        if self.change.isEnabled():
            self._presenter.change(self.to.text(), self.reason.code())


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
