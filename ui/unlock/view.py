"""The unlock page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent

from ui.shared.widgets import Lead, Page, announce, words
from ui.unlock.forms import NewPinForm, PassphraseForm, PinForm, SecretForm
from ui.unlock.presenter import CHOOSING, PASSPHRASE, PIN, Door, UnlockPresenter

if TYPE_CHECKING:
    from supervision_app.services.ports import WaysIn

_TITLES = {PASSPHRASE: "Unlock", PIN: "Unlock", CHOOSING: "Choose a PIN"}
SECOND = 1000


class UnlockPage(Page):
    """Asks for the passphrase or the PIN, and for nothing else."""

    def __init__(
        self,
        where: str,
        door: Door,
        opened: Callable[[], None],
        why: str = "",
        other_ways: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        """Take the vault's folder in words, what opens it, whom to tell, why it was locked, and other ways by name."""
        super().__init__("Unlock", readable=True)
        self._door = door
        self._presenter = UnlockPresenter(self, door, opened)
        self._looked = False
        self.form = PassphraseForm(self._unlock, lambda: self._presenter.use(PIN))
        self.pin = PinForm(self._unlock_with_pin, lambda: self._presenter.use(PASSPHRASE))
        self.new_pin = NewPinForm(self._choose, self._presenter.without_pin)
        self._forms: dict[str, SecretForm] = {PASSPHRASE: self.form, PIN: self.pin, CHOOSING: self.new_pin}
        self._now: SecretForm = self.form
        self.field, self.button = self.form.fields[0], self.form.button
        self.said = words("")
        self._clock = QTimer(self, interval=SECOND, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._presenter.tick)
        if why:
            self.column.addWidget(words(why))
        self.column.addWidget(words(f"Your vault is in {where}.", look="quiet"))
        self.column.addWidget(self.said)
        self.say("")
        for form in self._forms.values():
            self.column.addWidget(form)
        for name, way in (other_ways or {}).items():
            self.column.addWidget(Lead(name, way))
        self.column.addStretch(1)
        self.ask(PASSPHRASE)
        self.form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Once the page is painted, find out what else opens the vault: a key store may take its time."""
        if event.type() == QEvent.Type.Paint and not self._looked:
            self._looked = True
            QTimer.singleShot(0, self, lambda: self._door.look(self._found))
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Pass the keyboard on to what is asked."""
        super().focusInEvent(event)
        self._now.fields[0].line.setFocus()

    def ask(self, what: str) -> None:
        """Ask for the passphrase, for the PIN, or for a new PIN."""
        self._now = self._forms[what]
        for form in self._forms.values():
            form.setVisible(form is self._now)
        self.rename(_TITLES[what])
        if what == CHOOSING:
            self.form.forget()
        if self.isVisible():
            self._now.fields[0].line.setFocus()

    def wait(self, sentence: str) -> None:
        """Say what is being done, until it is said that nothing is."""
        self._now.wait(sentence)

    def refuse(self, sentence: str, *, again: bool = False) -> None:
        """Show beside the field why it stays closed; what was typed stays."""
        self._now.refuse(sentence, at=int(again))

    def say(self, sentence: str) -> None:
        """Say something about the ways in."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def count_down(self, seconds: int, sentence: str, *, first: bool) -> None:
        """Show how long to wait, said aloud once; in a second it is a second less."""
        self.form.count_down(sentence, aloud=first)
        if seconds:
            self._clock.start()
        elif self._now is self.form:
            announce(self, "You can try again.")

    def offer(self, *, pin: bool, new_pin: bool) -> None:
        """Offer the PIN, and to set one."""
        self.form.offer(pin=pin, new_pin=new_pin)

    def has_typed(self) -> bool:
        """Return whether somebody has begun to type."""
        return bool(self.field.text())

    def _found(self, ways: "WaysIn") -> None:
        if shiboken6.isValid(self):  # the page may be gone before a slow key store answers
            self._presenter.found(ways)

    def _unlock(self) -> None:
        wants_pin = self.form.wants_pin.isChecked() and self.form.wants_pin.isVisible()
        self._presenter.unlock(self.field.text(), wants_pin=wants_pin)

    def _unlock_with_pin(self) -> None:
        self._presenter.unlock_with_pin(*self.pin.texts())

    def _choose(self) -> None:
        self._presenter.choose_pin(*self.new_pin.texts())
