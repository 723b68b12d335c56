"""What a forgotten passphrase asks for, without a window: the recovery key, a new passphrase, and the new key kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ui.shared.choosing_passphrase import passphrase_problems
from ui.shared.steps_view import StepsView
from ui.shared.typing_back import TypingBack

KEY, PASSPHRASE, KEEP = range(3)
STEPS = ("", "Choose a new passphrase", "Keep your new recovery key")
"""The titles of the steps; that of the first says what opens the vault."""
CHECKING = "Looking whether this key opens the vault."
CHANGING = "Making a backup, then the new passphrase. This takes some seconds."
BUT = "The passphrase was changed, and the key below is the new recovery key. But the vault could not be opened: "


class Recovers(Protocol):
    """What opens a vault with its recovery key. Each answers later, on the window's thread."""

    def check(self, key: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Find out whether the key opens the vault; nothing is changed."""

    def recover(
        self, key: str, passphrase: str, done: Callable[[str, str], None], refused: Callable[[str], None]
    ) -> None:
        """Set a new passphrase; `done` is told the new recovery key, and why the vault could not be opened."""

    def confirm(self, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Remember in the vault that the new recovery key was typed back."""


@dataclass
class ForgottenPresenter:
    """Leads from the old recovery key to the new one. Nothing is changed before the second step is done."""

    view: StepsView
    suggest: Callable[[], str]
    recovers: Recovers
    opened: Callable[[], None]
    closed: Callable[[], None]
    title: str
    missing: str
    about: Callable[[str], str]
    """Says which field of the first step a refusal is about."""
    typing_back: TypingBack = field(default_factory=TypingBack)
    step: int = KEY
    key: str = ""
    is_open: bool = True
    waiting: bool = False

    def begin(self) -> None:
        """Ask for the recovery key."""
        self.other_words()
        self._go(KEY)

    def other_words(self) -> None:
        """Offer another passphrase."""
        self.view.offer_words(self.suggest())

    def take_key(self, key: str) -> None:
        """Go on with a recovery key that opens the vault."""
        if self.waiting:
            return
        if not key.strip():
            self.view.refuse([(self.about(self.missing), self.missing)])
            return
        self.key = key
        self._wait(CHECKING)
        self.recovers.check(key, self._fits, self._no_key)

    def choose(self, passphrase: str, again: str) -> None:
        """Set the passphrase typed twice."""
        if self.waiting:
            return
        problems = passphrase_problems(passphrase, again)
        self.view.refuse(problems)
        if not problems:
            self._wait(CHANGING)
            self.recovers.recover(self.key, passphrase, self._changed, self._refused)

    def type_back(self, typed: Sequence[str]) -> None:
        """Take the groups of the new key, and go on when they are right."""
        if self.waiting:
            return
        wrong = self.typing_back.wrong(typed)
        self.view.refuse(wrong)
        if wrong:
            return
        if not self.is_open:
            self.closed()
            return
        self._wait("Opening the vault.")
        self.recovers.confirm(self._confirmed, self._refused)

    def _fits(self) -> None:
        self._wait("")
        self.view.refuse([])
        self._go(PASSPHRASE)

    def _no_key(self, sentence: str) -> None:
        self._wait("")
        self.view.refuse([(self.about(sentence), sentence)])

    def _changed(self, key: str, but: str) -> None:
        self._wait("")
        self.key, self.is_open = "", not but
        self.view.show_recovery_key(key, self.typing_back.ask(key))
        self._go(KEEP)
        if but:
            self.view.problem(f"{BUT}{but}")

    def _confirmed(self) -> None:
        self._wait("")
        self.opened()

    def _refused(self, sentence: str) -> None:
        self._wait("")
        self.view.problem(sentence)

    def _wait(self, sentence: str) -> None:
        self.waiting = bool(sentence)
        self.view.wait(sentence)

    def _go(self, step: int) -> None:
        self.step = step
        self.view.show_step(step, STEPS[step] or self.title, f"Step {step + 1} of {len(STEPS)}")
