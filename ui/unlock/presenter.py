"""What unlocking does, without a window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class UnlockView(Protocol):
    """What the page can show."""

    def wait(self, *, waiting: bool) -> None:
        """Show that the vault is being opened, or no longer."""

    def refuse(self, sentence: str) -> None:
        """Show why it stays closed; what was typed stays."""


Opens = Callable[[str, Callable[[], None], Callable[[str], None]], None]
"""Open the vault with a passphrase; then call the one or the other."""


@dataclass
class UnlockPresenter:
    """Takes a passphrase to the vault and brings back the answer."""

    view: UnlockView
    opens: Opens
    opened: Callable[[], None]

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase; an empty one is not worth the second it takes."""
        if not passphrase:
            self.view.refuse("Type your passphrase.")
            return
        self.view.refuse("")
        self.view.wait(waiting=True)
        self.opens(passphrase, self._opened, self._refused)

    def _opened(self) -> None:
        self.view.wait(waiting=False)
        self.opened()

    def _refused(self, sentence: str) -> None:
        self.view.wait(waiting=False)
        self.view.refuse(sentence)
