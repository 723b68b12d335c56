"""The page for sending the record to another vault and receiving it from one."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from supervision_app.domain.people import name_key
from supervision_app.services.arriving import Arrived
from supervision_app.services.needing import SEND
from supervision_app.services.pack_ports import PackFiles
from ui.packs.parts import ArrivedCard, Card, SendCard
from ui.packs.presenter import CHILDREN_FIELD, COMPARED, TO, WHOLE, PacksPresenter, Shown, Wanted
from ui.shared.asking import Asking
from ui.shared.unremembered import unremembered
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, row, words

_ABOUT = (
    "The record goes from one vault to another in a pack: a file that only the person opens for whom it was made. "
    "Their receipt says that all of it arrived."
)
_MINE = (
    "Give it to whoever is to send you something, or to receive something from you: by email, on a stick, as you like. "
    "Read the words aloud to them: they see the same ones."
)
_NOTHING = "Nothing was sent or received yet."
Choose = Callable[[QWidget, str], str]


def choose_file(over: QWidget, _name: str) -> str:
    """Ask for a file that is there; an empty answer when nothing was chosen."""
    with unremembered():
        kinds = "Packs, cards and receipts (*.scpack *.sccard *.screceipt);;All files (*)"
        name, _ = QFileDialog.getOpenFileName(over, "Choose the file that you were given", "", kinds)
        return name


def choose_new_file(over: QWidget, name: str) -> str:
    """Ask where a file of this name is to go; an empty answer when nothing was chosen."""
    with unremembered():
        chosen, _ = QFileDialog.getSaveFileName(over, "Choose where the file goes", name)
        return chosen


class PacksPage(Page):
    """Shows my card, looks at what came, makes what goes, and lists what passed."""

    def __init__(
        self,
        vault: Asking,
        files: Callable[[], PackFiles],
        version: str,
        choose: Choose = choose_file,
        choose_new: Choose = choose_new_file,
    ) -> None:
        """Take the vault, what reads and writes packs, the version, and what asks for a file."""
        super().__init__(SEND, readable=True)
        self._choose_file, self._choose_new = choose, choose_new
        self._day = ""
        self.state = words("")
        self.done = words("")
        self.arrived = ArrivedCard(self._choose, lambda who, compared: self._presenter.go_on(who, compared=compared))
        self.sending = SendCard(self._send)
        self.mine = words("")
        self.six = words("")
        self.save = button("Save my card to a file", self._save)
        self.waiting = words("")
        self.passed = words(_NOTHING)
        self._lay_out()
        self._presenter = PacksPresenter(self, WhileShown(vault, self), files, version)
        self._presenter.begin()

    def _lay_out(self) -> None:
        for part in (words(_ABOUT, look="quiet"), self.state, self.done):
            self.column.addWidget(part)
        self.state.hide()
        self.done.hide()
        self.column.addWidget(self.arrived)
        self.column.addWidget(self.sending)
        card = Card("My card")
        for part in (self.mine, self.six, words(_MINE, look="quiet")):
            card.column.addWidget(part)
        card.column.addLayout(row(self.save))
        self.column.addWidget(card)
        passed = Card("What was sent and received")
        passed.column.addWidget(self.waiting)
        passed.column.addWidget(self.passed)
        self.column.addWidget(passed)
        self.column.addStretch(1)

    def show_vault(self, shown: Shown) -> None:
        """Show who is known, what can be sent, and what passed before."""
        self._day = shown.suggested
        self.mine.setText(shown.card)
        self.six.setText(f"Its six words: {shown.words}")
        self.sending.show_vault(shown)
        self.waiting.setText("\n".join(shown.waiting))
        self.waiting.setVisible(bool(shown.waiting))
        self.passed.setText("\n".join(shown.passed) or _NOTHING)

    def show_arrived(self, arrived: Arrived, choices: Sequence[tuple[str, str]], deed: str) -> None:
        """Show what a file is, and what can be done with it."""
        self.done.hide()
        self.arrived.show_arrived(arrived, choices, deed)
        announce(self, "\n".join(arrived.words))

    def show_done(self, lines: Sequence[str]) -> None:
        """Say what was done."""
        self.arrived.clear()
        self.done.setText("\n".join(lines))
        self.done.show()
        self.ensureWidgetVisible(self.done)
        announce(self, "\n".join(lines))

    def wait(self, sentence: str) -> None:
        """Say what is being done, or nothing any more."""
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, beside its field or at the top."""
        self.problem(faults.get(WHOLE, ""))
        self.arrived.compared.refuse(faults.get(COMPARED, ""))
        self.sending.refuse(faults, TO, CHILDREN_FIELD)

    def take(self, path: Path) -> None:
        """Look at a file that was dropped on the window."""
        self._presenter.look_at(path)

    def _choose(self) -> None:
        chosen = self._choose_file(self, "")
        if chosen:
            self._presenter.look_at(Path(chosen))

    def _save(self) -> None:
        chosen = self._choose_new(self, f"{name_key(self.mine.text().partition(',')[0])}.sccard")
        if chosen:
            self._presenter.save_card(_with_end(chosen, ".sccard"))

    def _send(self, wanted: Wanted) -> None:
        if self._presenter.missing(wanted):
            return
        chosen = self._choose_new(self, f"for-{name_key(wanted.to)}-{self._day}.scpack")
        if chosen:
            self._presenter.send(wanted, _with_end(chosen, ".scpack"))


def _with_end(chosen: str, end: str) -> Path:
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(end)
