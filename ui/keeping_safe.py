"""Keeping an open vault safe: backups made and carried on, what was noticed said, and the pages for all that."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from supervision_app.services.backing_up import make_sure
from ui.keys.changing import ChangingPage
from ui.keys.recovery import RecoveryPage
from ui.keys.renewing import RecoveryKeys
from ui.safety.older import OlderPage
from ui.safety.view import SafetyDeeds, SafetyPage
from ui.shared.appearance import Appearance
from ui.shared.asking import KEEPING, Breakable
from ui.shared.capture import can_hide, hide
from ui.shared.carrying import Asks, Carrying
from ui.shared.desk_thread import DeskThread
from ui.shared.idle import Idle
from ui.window import Window

if TYPE_CHECKING:
    from supervision_app.services.ports import SecondPlaces

NOTICED, BACKUP, SECOND, UNDONE = "noticed", "backup", "second place", "broken off"
"""What is warned of, each on its own."""
LAST_SECONDS = 20
"""How long the end of the program waits for a backup to come to the second place."""


@dataclass
class KeepingSafe:
    """What is done for the safety of one open vault, and after it was locked."""

    vault: DeskThread
    asks: Asks
    folder: Path
    window: Window
    idle: Idle
    appearance: Appearance
    suggest: Callable[[], str]
    places: "Callable[[], SecondPlaces]"
    carrying: Carrying = field(init=False)

    def __post_init__(self) -> None:
        """Make ready to carry backups."""
        self.carrying = Carrying(self.vault, self.asks, self.places, self.folder, lambda said: self._warn(said, SECOND))

    def begin(self) -> None:
        """Say what was noticed at the opening; make the backup for which closing had no time, and carry it."""
        self._say_noticed()
        self._warn(self.vault.undone(), UNDONE)
        self.vault.ask(
            Breakable(make_sure),
            lambda _nothing: self.carrying.begin(),
            refused=lambda said: self._warn(said, BACKUP),
            changes={KEEPING},
        )

    def _say_noticed(self) -> None:
        self.vault.ask(
            lambda desk: " ".join((*desk.vault.noticed, *desk.reference.clock_faults())),
            lambda said: self._warn(said, NOTICED),
            refused=lambda said: self._warn(said, NOTICED),
        )

    def after_locking(self) -> None:
        """Carry the backup that the closing made: nobody waits for it, and it needs no key."""
        self.vault.afterwards(lambda: Thread(target=self.carrying.carry, name="carrying", daemon=True).start())

    def at_the_end(self) -> None:
        """Carry the last backup before the program ends, and wait for it, but not for long: a network may be gone."""
        last = Thread(target=self.carrying.carry, name="carrying", daemon=True)
        last.start()
        last.join(LAST_SECONDS)

    def page(self) -> QWidget:
        """Return the page on how the vault is kept."""
        keys = RecoveryKeys(self.vault)
        deeds = SafetyDeeds(
            lambda: self.window.show_over(ChangingPage(self.vault, self.suggest, self.window.back)),
            lambda: self.window.show_over(RecoveryPage(keys.renew, keys.confirm, self.window.back, wanted=True)),
            lambda: self.window.show_over(OlderPage(self.vault, self._accepted, self.window.back)),
            self.carrying.begin,
            self.places,
            lambda: self.idle.minutes,
            self._lock_after,
            lambda: self.appearance.hidden,
            self._hide,
            can_hide(),
        )
        return SafetyPage(self.vault, self.asks, self.folder, deeds)

    def _accepted(self) -> None:
        """Say what is still to be said of the vault, and carry the backup that was made."""
        self._say_noticed()
        self.carrying.begin()

    def _lock_after(self, minutes: int) -> None:
        self.idle.take(minutes)
        self.appearance.keep_minutes(minutes)

    def _hide(self, hidden: bool) -> bool:  # noqa: FBT001 - what a box says
        self.appearance.keep_hidden(hidden=hidden)
        return hide(self.window, hidden=hidden)

    def _warn(self, sentence: str, about: str) -> None:
        self.window.warn(sentence, about)
