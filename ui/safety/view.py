"""The page on the vault's safety."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QVBoxLayout, QWidget

from ui.safety.presenter import Asks, SafetyPresenter, SafetyShown
from ui.shared.asking import Asking
from ui.shared.choosing import Select
from ui.shared.idle import CHOICES
from ui.shared.unremembered import unremembered
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, heading, kind, row, words

if TYPE_CHECKING:
    from supervision_app.services.ports import SecondPlaces

_SECOND = (
    "A copy of each backup in another place, such as a network share of your council’s. Backups are encrypted as the "
    "vault is: whoever finds one cannot read it."
)
_OPEN_TOO = "After a change, the backups beside this vault open with the new one, and no longer with the one before."
_LOCK = "During a supervision session it waits six times as long. Ctrl+L locks at once."

_SEEN = "On this system a window cannot be left out of screenshots and shared screens. Lock before you share yours."
_NOT_HIDDEN = "The system did not take that: the window is in screenshots as before. Lock before you share your screen."


@dataclass(frozen=True, slots=True)
class SafetyDeeds:
    """What the page leads to and changes outside the vault."""

    change_passphrase: Callable[[], object]
    new_recovery_key: Callable[[], object]
    accept_older: Callable[[], object]
    carry: Callable[[], object]
    places: "Callable[[], SecondPlaces]"
    minutes: Callable[[], int]
    lock_after: Callable[[int], object]
    hidden: Callable[[], bool]
    hide: Callable[[bool], bool]
    can_hide: bool


def choose_folder(over: QWidget) -> str:
    """Ask for a folder; an empty answer when nothing was chosen."""
    with unremembered():
        return QFileDialog.getExistingDirectory(over, "Choose the second place for backups")


class SafetyPage(Page):
    """Shows how the vault is kept, in words, with what can be done about each."""

    def __init__(
        self,
        vault: Asking,
        asks: Asks,
        folder: Path,
        deeds: SafetyDeeds,
        choose: Callable[[QWidget], str] = choose_folder,
    ) -> None:
        """Take the vault, a thread that nobody waits for, the vault's folder, what is done, and what asks for one."""
        super().__init__("Safety", readable=True)
        self._choose_folder, self._deeds = choose, deeds
        self.state = words("")
        self.ready, self.backups, self.second, self.council = (words("") for _ in range(4))
        self.older = words("")
        self.accept = button("Look at what going on means", deeds.accept_older)
        self.back_up = button("Make a backup now", self._back_up)
        self.choose = button("Choose a folder", self._choose)
        self.leave = button("Stop copying there", self._leave)
        self.passphrase = button("Change the passphrase", deeds.change_passphrase)
        self.recovery = button("Make a new recovery key", deeds.new_recovery_key)
        self.minutes = Select("Lock after", lambda value: deeds.lock_after(int(value)))
        self.minutes.offer((str(one), f"{one} minutes without a key or the mouse") for one in CHOICES)
        self.hidden = QCheckBox("Leave this window out of screenshots and shared screens")
        self.hidden.setChecked(deeds.hidden())
        self.hidden.toggled.connect(self._hide)
        self._lay_out()
        self._presenter = SafetyPresenter(self, WhileShown(vault, self), asks, deeds.places, folder, deeds.carry)
        self._presenter.begin()

    def _lay_out(self) -> None:
        self.column.addWidget(self.state)
        self.state.hide()
        self._older = self._card("This vault is older than the last one", self.older, buttons=(self.accept,))
        self._older.hide()
        self._card("For real records", self.ready)
        self._card("Backups", self.backups, buttons=(self.back_up,))
        self._card("A second place", words(_SECOND, look="quiet"), self.second, buttons=(self.choose, self.leave))
        own = words(_OPEN_TOO, look="quiet")
        self._card("Ways into this vault", self.council, own, buttons=(self.passphrase, self.recovery))
        self._card("Locking", self.minutes, words(_LOCK, look="quiet"))
        seen = self.hidden if self._deeds.can_hide else words(_SEEN, look="quiet")
        self._card("Who else sees the screen", seen)
        self.column.addStretch(1)

    def _card(self, title: str, *inside: QWidget, buttons: tuple[QWidget, ...] = ()) -> QWidget:
        card = QFrame()
        kind(card, "card")
        column = QVBoxLayout(card)
        column.setSpacing(12)
        column.addWidget(heading(title))
        for widget in inside:
            column.addWidget(widget)
        if buttons:
            column.addLayout(row(*buttons))
        self.column.addWidget(card)
        return card

    def show_safety(self, shown: SafetyShown) -> None:
        """Show how the vault is kept."""
        self.ready.setText("\n".join(shown.ready))
        self.backups.setText(shown.backups)
        self.second.setText(shown.second)
        self.council.setText(shown.council)
        self.older.setText(shown.older)
        self._older.setVisible(bool(shown.older))
        self.choose.setText("Choose another folder" if shown.has_second else "Choose a folder")
        self.choose.setAccessibleName(self.choose.text())
        self.leave.setVisible(shown.has_second)
        self.minutes.choose(str(self._deeds.minutes()))

    def wait(self, sentence: str) -> None:
        """Say what is being done, or nothing any more."""
        if not shiboken6.isValid(self):  # the page may be gone before a slow network answers
            return
        self._tell(sentence)

    def say(self, sentence: str) -> None:
        """Say what was done."""
        if shiboken6.isValid(self):
            self._tell(sentence)

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""
        if shiboken6.isValid(self):
            super().problem(sentence)

    def _tell(self, sentence: str) -> None:
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _hide(self, hidden: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if not self._deeds.hide(hidden):
            self.problem(_NOT_HIDDEN)

    def _back_up(self) -> None:
        self._presenter.back_up()

    def _leave(self) -> None:
        self._presenter.leave()

    def _choose(self) -> None:
        chosen = self._choose_folder(self)
        if chosen:
            self._presenter.choose(Path(chosen))
