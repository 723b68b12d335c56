"""Having the newest backup copied to the second place, on a thread that nobody waits for: a network may be slow."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from supervision_app.services.read_models import Backup
from supervision_app.services.safety import note_carried, second_place
from ui.shared.asking import KEEPING, Asking
from ui.shared.words import in_words

if TYPE_CHECKING:
    from supervision_app.services.ports import SecondPlaces


class Asks(Protocol):
    """A thread that nobody waits for."""

    def ask(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do the work, then call `done` on the window's thread."""


@dataclass
class Carrying:
    """Carries backups of one vault; `place` is the second place as it was last known, also once the vault is closed."""

    vault: Asking
    asks: Asks
    places: "Callable[[], SecondPlaces]"
    folder: Path
    warn: Callable[[str], None]
    place: Path | None = None

    def begin(self) -> None:
        """Copy the newest backup where there is a second place, and remember it; what goes wrong is said."""
        self.vault.ask(second_place, self._found, refused=self.warn)

    def carry(self) -> tuple[Backup | None, str]:
        """Copy it now, on this thread; returns it, and what went wrong."""
        if self.place is None:
            return None, ""
        try:
            return self.places().carry(self.folder, self.place), ""
        except Exception as error:  # noqa: BLE001 - every fault becomes a sentence, in one place
            return None, f"No backup came to the second place. {in_words(error)}"

    def _found(self, place: Path | None) -> None:
        self.place = place
        if place is None:
            self.warn("")
            return
        self.asks.ask(self.carry, self._carried)

    def _carried(self, found: tuple[Backup | None, str]) -> None:
        backup, fault = found
        self.warn(fault)
        if backup is not None:
            self.vault.ask(
                lambda desk: note_carried(desk, backup), lambda _nothing: None, refused=self.warn, changes={KEEPING}
            )
