"""What restoring shows and does, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from supervision_app.services.read_models import Backup, RestorePreview
from supervision_app.services.restoring import Restored, preview_words, when

T = TypeVar("T")
WHICH, PASSPHRASE, WHOLE = "which", "passphrase", ""
"""The fields, and where a refusal stands that is of none of them."""
LOOKING = "Opening the backup and checking it."
RESTORING = "Putting the backup in place."


class Brings(Protocol):
    """What finds, opens and restores backups. Each answers later, on the window's thread."""

    def find(self, found: Callable[[Sequence[Backup]], None]) -> None:
        """Find the backups beside the vault, the newest first."""

    def read(self, folder: Path, found: Callable[[Sequence[Backup]], None]) -> None:
        """Find the backups that somebody means who points at a folder, the newest first."""

    def look(
        self, backup: Backup, passphrase: str, done: Callable[[RestorePreview], None], refused: Callable[[str], None]
    ) -> None:
        """Find out what would be lost."""

    def restore(
        self, backup: Backup, passphrase: str, done: Callable[[Restored], None], refused: Callable[[str], None]
    ) -> None:
        """Put a backup in the vault's place; `done` is told where what was there is kept."""


class RestoreView(Protocol):
    """What the page can show."""

    def offer(self, backups: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these backups by their number and words, with one of them chosen."""

    def refuse(self, faults: dict[str, str]) -> None:
        """Show what is wrong, each sentence beside its field."""

    def wait(self, sentence: str) -> None:
        """Show that something is going on, or with an empty sentence that it is over."""

    def show_preview(self, sentences: Sequence[str]) -> None:
        """Show what would be lost, and offer to go on; with none, nothing."""

    def show_done(self, sentences: Sequence[str]) -> None:
        """Show that it is done."""


@dataclass
class RestorePresenter:
    """Offers the backups, shows what one would cost, and puts it in place."""

    view: RestoreView
    brings: Brings
    there: Callable[[], bool] = lambda: True
    """Whether the page is still there when an answer comes."""
    backups: list[Backup] = field(default_factory=list)

    def begin(self) -> None:
        """Find the backups that are beside the vault."""
        self.brings.find(self._if_there(self._found))

    def _found(self, backups: Sequence[Backup]) -> None:
        self.backups = [*backups]
        self._offer(0)

    def _offer(self, chosen: int) -> None:
        self.view.offer([(str(at), when(one.made_at)) for at, one in enumerate(self.backups)], str(chosen))

    def take(self, folder: Path) -> None:
        """Offer the backups in another folder as well, or say that there is none."""
        self.brings.read(folder, self._if_there(lambda found: self._taken(folder, found)))

    def _taken(self, folder: Path, found: Sequence[Backup]) -> None:
        if not found:
            sentence = (
                f"There is no backup in {folder}. Choose a folder with the files vault.db and vault.keys, "
                "or the second place for backups."
            )
            self.view.refuse({WHICH: sentence})
            return
        self.view.refuse({})
        chosen = len(self.backups)
        self.backups = [*self.backups, *found]
        self._offer(chosen)

    def look(self, which: str, passphrase: str) -> None:
        """Show what would be lost, or what is wrong."""
        backup = self._asked(which, passphrase)
        if backup:
            self.view.show_preview(())
            self.view.wait(LOOKING)
            self.brings.look(backup, passphrase, self._if_there(self._looked), self._if_there(self._refused))

    def _looked(self, shown: RestorePreview) -> None:
        self.view.wait("")
        self.view.show_preview(preview_words(shown))

    def restore(self, which: str, passphrase: str) -> None:
        """Put the backup in the vault's place."""
        backup = self._asked(which, passphrase)
        if backup:
            self.view.wait(RESTORING)

            def done(restored: Restored) -> None:
                self._restored(backup, restored)

            self.brings.restore(backup, passphrase, self._if_there(done), self._if_there(self._refused))

    def _if_there(self, told: Callable[[T], object]) -> Callable[[T], None]:
        def tell(answer: T) -> None:
            if self.there():
                told(answer)

        return tell

    def _asked(self, which: str, passphrase: str) -> Backup | None:
        faults = {}
        if not self.backups:
            faults[WHICH] = "There is no backup beside this vault. Choose the folder of one."
        if not passphrase:
            faults[PASSPHRASE] = "Type the passphrase."
        self.view.refuse(faults)
        return None if faults else self.backups[int(which)]

    def _restored(self, backup: Backup, restored: Restored) -> None:
        self.view.wait("")
        kept = f"What was here before is kept in {restored.aside}."
        self.view.show_done((f"The vault is that of {when(backup.made_at)} now.", kept, *restored.not_carried))

    def _refused(self, sentence: str) -> None:
        self.view.wait("")
        self.view.show_preview(())
        self.view.refuse({WHOLE: sentence})
