"""Making a new recovery key where nobody confirmed the last one, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ui.shared.typing_back import Confirms, TypingBack

Renews = Callable[[Callable[[str], None], Callable[[str], None]], None]
"""Make a new recovery key; then call the one with it, or the other with a sentence."""


class RecoveryView(Protocol):
    """What the page can show."""

    def show_recovery_key(self, key: str, asked: Sequence[int]) -> None:
        """Show the new key, and ask for two of its groups by their numbers."""

    def wait(self, *, waiting: bool) -> None:
        """Show that something is being done, or no longer."""

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show what is wrong, by the names of the fields; with nothing, take it away."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class RecoveryPresenter:
    """Makes a new key, has it typed back, and only then lets anybody on."""

    view: RecoveryView
    renews: Renews
    confirms: Confirms
    ready: Callable[[], None]
    typing_back: TypingBack = field(default_factory=TypingBack)
    made: bool = False
    waiting: bool = False

    def go_on(self, typed: Sequence[str]) -> None:
        """Make the key; once it is shown, take the groups that were asked for."""
        if self.waiting:
            return
        self.view.problem("")
        if not self.made:
            self._wait(waiting=True)
            self.renews(self._renewed, self._refused)
            return
        wrong = self.typing_back.wrong(typed)
        self.view.refuse(wrong)
        if not wrong:
            self._wait(waiting=True)
            self.confirms(self._confirmed, self._refused)

    def _renewed(self, key: str) -> None:
        self._wait(waiting=False)
        self.made = True
        self.view.show_recovery_key(key, self.typing_back.ask(key))

    def _confirmed(self) -> None:
        self._wait(waiting=False)
        self.ready()

    def _refused(self, sentence: str) -> None:
        self._wait(waiting=False)
        self.view.problem(sentence)

    def _wait(self, *, waiting: bool) -> None:
        self.waiting = waiting
        self.view.wait(waiting=waiting)
