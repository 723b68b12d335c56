"""The door to one vault: opened on the vault's own thread, looked at on another."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from supervision_app.domain.errors import SupervisionError
from supervision_app.services.errors import CannotUnlock, NoKeyStore, PinGone
from ui.unlock.presenter import Refusal

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk
    from supervision_app.services.ports import Vault, VaultFolders, WaysIn


class Opening(Protocol):
    """The thread that owns the vault."""

    def unlock(self, opens: "Callable[[], Desk]", done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Open a vault, then call the one or the other."""

    def ask(
        self, work: "Callable[[Desk], Any]", done: Callable[[Any], None], *, refused: Callable[[str], None]
    ) -> None:
        """Do the work with the open vault, then call the one or the other."""


class Looking(QObject):
    """Finds things out on a thread of their own, which nobody waits for: not even the end of the app."""

    _answered = Signal(object)

    def __init__(self) -> None:
        """Begin with nothing asked."""
        super().__init__()
        self._answered.connect(lambda deliver: deliver(), Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do the work, then call `done` on the window's thread."""

        def on_thread() -> None:
            result = work()
            if shiboken6.isValid(self):
                self._answered.emit(lambda: done(result))

        Thread(target=on_thread, name="looking", daemon=True).start()


class VaultDoor:
    """Opens one vault for the unlock page."""

    def __init__(
        self,
        vault: Opening,
        looking: Looking,
        folders: "Callable[[], VaultFolders]",
        sits_down: "Callable[[], Callable[[Vault], Desk]]",
        folder: Path,
        *,
        watch: Callable[[], object],
        loads: Callable[[], object] = bool,
    ) -> None:
        """Take both threads, what gives the vaults and the desk, which are slow to load, and the vault's folder.

        `watch` is called as soon as the vault is open, to lock it again when nobody is there; `loads` is called on
        another thread while the passphrase is typed, to have at hand what is needed next.
        """
        self._vault, self._looking, self._folders, self._sits_down = vault, looking, folders, sits_down
        self._folder, self._watch, self._loads = folder, watch, loads

    def look(self, found: "Callable[[WaysIn], None]") -> None:
        """Find out what opens the vault."""

        def looked(ways: "WaysIn") -> None:
            found(ways)
            self._looking.ask(self._loads, lambda _nothing: None)

        self._looking.ask(self._ways_in, looked)

    def open(self, passphrase: str, done: Callable[[bool], None], refused: Callable[[Refusal], None]) -> None:
        """Open with the passphrase; `done` is told whether the vault's recovery key is confirmed."""
        confirmed: list[bool] = []

        def opens() -> "Desk":
            vault = self._folders().open(self._folder, passphrase)
            confirmed.append(vault.recovery_confirmed)
            return self._sits_down()(vault)

        self._unlock(opens, lambda: done(confirmed[0]), refused)

    def open_with_pin(self, pin: str, done: Callable[[], None], refused: Callable[[Refusal], None]) -> None:
        """Open with the PIN."""
        self._unlock(lambda: self._sits_down()(self._folders().open_with_pin(self._folder, pin)), done, refused)

    def allow_pin(self, pin: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Let a PIN open the vault that was just opened, for the next hours."""
        self._vault.ask(lambda desk: desk.vault.allow_pin(pin), lambda _nothing: done(), refused=refused)

    def _unlock(
        self, opens: "Callable[[], Desk]", done: Callable[[], None], refused: Callable[[Refusal], None]
    ) -> None:
        seen: list[tuple[int, bool]] = []

        def watched() -> "Desk":
            try:
                return opens()
            except CannotUnlock as refusal:
                seen.append((self._folders().seconds_to_wait(self._folder), isinstance(refusal, PinGone | NoKeyStore)))
                raise

        def told(sentence: str) -> None:
            seconds, pin_gone = seen[0] if seen else (0, False)
            refused(Refusal(sentence, seconds, pin_gone))

        def opened() -> None:
            self._watch()
            done()

        self._vault.unlock(watched, opened, told)

    def _ways_in(self) -> "WaysIn":
        from supervision_app.services.ports import WaysIn  # noqa: PLC0415 - this is the thread on which what is slow is loaded

        try:
            return self._folders().ways_in(self._folder)
        except SupervisionError:  # what is wrong with the vault is said when somebody opens it
            return WaysIn(0, pin=False, pin_offered=False, why="")
