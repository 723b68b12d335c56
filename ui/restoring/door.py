"""The way to backups: everything on a thread of its own, while the vault is closed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from supervision_app.services.read_models import Backup, RestorePreview
from supervision_app.services.restoring import Restored, ToRestore, preview, restore
from ui.shared.words import in_words

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk
    from supervision_app.services.ports import Restores, Vault


class Asks(Protocol):
    """A thread that nobody waits for."""

    def ask(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do the work, then call `done` on the window's thread."""


class BackupDoor:
    """Finds, opens and restores the backups of one vault."""

    def __init__(
        self,
        asks: Asks,
        restores: "Callable[[], Restores]",
        sits_down: "Callable[[], Callable[[Vault], Desk]]",
        folder: Path,
        *,
        beside: Callable[[Path], Sequence[Backup]],
        at: Callable[[Path], Sequence[Backup]],
    ) -> None:
        """Take the thread, what restores and what gives the desk, the vault's folder, and what reads folders."""
        self._asks, self._restores, self._sits_down, self._folder = asks, restores, sits_down, folder
        self._beside, self._at = beside, at

    def find(self, found: Callable[[Sequence[Backup]], None]) -> None:
        """Find the backups beside the vault, the newest first."""
        self._asks.ask(lambda: self._beside(self._folder), found)

    def read(self, folder: Path, found: Callable[[Sequence[Backup]], None]) -> None:
        """Find the backups that somebody means who points at a folder, the newest first."""
        self._asks.ask(lambda: self._at(folder), found)

    def look(
        self, backup: Backup, passphrase: str, done: Callable[[RestorePreview], None], refused: Callable[[str], None]
    ) -> None:
        """Find out what would be lost."""
        self._answer(lambda: preview(self._restores(), self._wanted(backup, passphrase)), done, refused)

    def restore(
        self, backup: Backup, passphrase: str, done: Callable[[Restored], None], refused: Callable[[str], None]
    ) -> None:
        """Put a backup in the vault's place; `done` is told where what was there is kept."""
        self._answer(
            lambda: restore(self._restores(), self._sits_down(), self._wanted(backup, passphrase)), done, refused
        )

    def _wanted(self, backup: Backup, passphrase: str) -> ToRestore:
        return ToRestore(self._folder, backup.folder, backup.made_at, passphrase)

    def _answer(self, work: Callable[[], Any], done: Callable[[Any], None], refused: Callable[[str], None]) -> None:
        def worded() -> Callable[[], None]:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - every fault becomes a sentence, in one place
                sentence = in_words(error)
                return lambda: refused(sentence)
            return lambda: done(result)

        self._asks.ask(worded, lambda deliver: deliver())
