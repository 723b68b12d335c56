"""What unlocking does, without a window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from supervision_app.domain.waiting import ask_to_wait

if TYPE_CHECKING:
    from supervision_app.services.ports import WaysIn

PASSPHRASE, PIN, CHOOSING = "passphrase", "pin", "choosing"
"""What is asked: one of these at a time."""

OPENING = "Opening the vault. This takes a second on purpose."
KEEPING = "Keeping the PIN."
SHORTEST_PIN = 6
"""The vault asks for as many too, whatever is said here."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the vault stays closed, how long the next passphrase waits, and whether the PIN cannot be used any more."""

    sentence: str
    seconds: int = 0
    pin_gone: bool = False


class Door(Protocol):
    """What opens the vault. Each answers later, on the window's thread."""

    def look(self, found: "Callable[[WaysIn], None]") -> None:
        """Find out what opens the vault; a slow key store keeps nobody from typing the passphrase."""

    def open(self, passphrase: str, done: Callable[[bool], None], refused: Callable[[Refusal], None]) -> None:
        """Open with the passphrase; `done` is told whether the vault's recovery key is confirmed."""

    def open_with_pin(self, pin: str, done: Callable[[], None], refused: Callable[[Refusal], None]) -> None:
        """Open with the PIN."""

    def allow_pin(self, pin: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Let a PIN open the vault that was just opened, for the next hours."""


class UnlockView(Protocol):
    """What the page can show."""

    def ask(self, what: str) -> None:
        """Ask for the passphrase, for the PIN, or for a new PIN."""

    def wait(self, sentence: str) -> None:
        """Say what is being done, until it is said that nothing is."""

    def refuse(self, sentence: str, *, again: bool = False) -> None:
        """Show beside the field why it stays closed; `again` is about the second field. What was typed stays."""

    def say(self, sentence: str) -> None:
        """Say something about the ways in."""

    def count_down(self, seconds: int, sentence: str, *, first: bool) -> None:
        """Show how long to wait, and call `tick` in a second; at none, let it be tried again."""

    def offer(self, *, pin: bool, new_pin: bool) -> None:
        """Offer the PIN, and to set one."""

    def has_typed(self) -> bool:
        """Return whether somebody has begun to type."""


@dataclass
class UnlockPresenter:
    """Takes a passphrase or a PIN to the vault and brings back the answer."""

    view: UnlockView
    door: Door
    opened: Callable[[], None]
    asked: str = PASSPHRASE
    seconds: int = 0
    waiting: bool = False
    wants_pin: bool = False
    new_pin: bool = False

    def found(self, ways: "WaysIn") -> None:
        """Take what opens the vault; the PIN is asked for where it is ready and nobody has begun to type."""
        if self.waiting or self.asked != PASSPHRASE:
            return
        self.new_pin = ways.pin_offered
        self.view.offer(pin=ways.pin, new_pin=ways.pin_offered)
        self.view.say(ways.why)
        self._wait_for(ways.seconds)
        if ways.pin and not self.view.has_typed():
            self._ask(PIN)

    def unlock(self, passphrase: str, *, wants_pin: bool = False) -> None:
        """Try a passphrase; an empty one is not worth the second it takes."""
        if self.waiting or self.seconds:
            return
        if not passphrase:
            self.view.refuse("Type your passphrase.")
            return
        self.wants_pin = wants_pin
        self._wait(OPENING)
        self.door.open(passphrase, self._opened, self._refused)

    def unlock_with_pin(self, pin: str) -> None:
        """Try a PIN."""
        if self.waiting:
            return
        if not pin:
            self.view.refuse("Type your PIN.")
            return
        self._wait(OPENING)
        self.door.open_with_pin(pin, self._let_in, self._refused)

    def use(self, what: str) -> None:
        """Ask for the passphrase instead of the PIN, or the other way round."""
        if not self.waiting:
            self._ask(what)

    def choose_pin(self, pin: str, again: str) -> None:
        """Take a new PIN typed twice."""
        if self.waiting:
            return
        if len(pin) < SHORTEST_PIN:
            self.view.refuse(f"Use at least {SHORTEST_PIN} digits or letters.")
        elif pin != again:
            self.view.refuse("The two are not the same. Type the PIN again.", again=True)
        else:
            self._wait(KEEPING)
            self.door.allow_pin(pin, self._let_in, self._pin_refused)

    def without_pin(self) -> None:
        """Go on without a PIN."""
        if not self.waiting:
            self._let_in()

    def tick(self) -> None:
        """Let a second of the wait go by."""
        self.seconds = max(0, self.seconds - 1)
        self._count_down(first=False)

    def _opened(self, confirmed: bool) -> None:  # noqa: FBT001 - the one thing that the door says
        # Where the recovery key comes first, a PIN would not outlast it.
        if self.wants_pin and confirmed:
            self._wait("")
            self._ask(CHOOSING)
        else:
            self._let_in()

    def _refused(self, refusal: Refusal) -> None:
        self._wait("")
        if refusal.pin_gone:
            self.view.offer(pin=False, new_pin=self.new_pin)
            self._ask(PASSPHRASE)
            self.view.say(refusal.sentence)
        else:
            self.view.refuse(refusal.sentence)
        self._wait_for(refusal.seconds)

    def _pin_refused(self, sentence: str) -> None:
        self._wait("")
        self.view.refuse(sentence)

    def _let_in(self) -> None:
        self._wait("")
        self.opened()

    def _ask(self, what: str) -> None:
        self.asked = what
        self.view.ask(what)

    def _wait(self, sentence: str) -> None:
        self.waiting = bool(sentence)
        if sentence:
            self.view.refuse("")
            self.view.say("")
        self.view.wait(sentence)

    def _wait_for(self, seconds: int) -> None:
        if seconds:
            self.seconds = seconds
            self._count_down(first=True)

    def _count_down(self, *, first: bool) -> None:
        self.view.count_down(self.seconds, ask_to_wait(self.seconds) if self.seconds else "", first=first)
