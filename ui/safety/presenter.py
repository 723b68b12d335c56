"""What the page on the vault's safety shows and does, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from supervision_app.services.older_vault import older_words
from supervision_app.services.read_models import Safety
from supervision_app.services.safety import (
    backup_words,
    council_words,
    keep_second_place,
    leave_second_place,
    look_at_place,
    missing,
    safety,
    second_words,
)
from ui.shared.asking import EVERYTHING, KEEPING, Asking
from ui.shared.words import in_words

if TYPE_CHECKING:
    from supervision_app.services.ports import SecondPlaces

BACKING_UP = "Making a backup, opening it and checking it."
LOOKING = "Looking at that folder."
MADE = "The backup was made and checked."
READY = "Nothing is missing: backups have a second place, and your council’s key opens this vault too."


class Asks(Protocol):
    """A thread that nobody waits for."""

    def ask(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do the work, then call `done` on the window's thread."""


class SafetyView(Protocol):
    """What the page can show."""

    def show_safety(self, shown: "SafetyShown") -> None:
        """Show how the vault is kept."""

    def wait(self, sentence: str) -> None:
        """Say what is being done, or nothing any more."""

    def say(self, sentence: str) -> None:
        """Say what was done."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass(frozen=True, slots=True)
class SafetyShown:
    """The sentences of the page, and whether there is a second place."""

    ready: Sequence[str]
    backups: str
    second: str
    has_second: bool
    council: str
    older: str = ""
    """What is known of an older vault that was put in this one's place; empty where none was."""


@dataclass
class SafetyPresenter:
    """Shows how the vault is kept, makes a backup now, and takes a second place."""

    view: SafetyView
    vault: Asking
    asks: Asks
    places: "Callable[[], SecondPlaces]"
    folder: Path
    carry: Callable[[], object]
    waiting: bool = False
    """What is asked for while something is being done is passed over: a disabled button would lose the keyboard."""

    def begin(self) -> None:
        """Read now, and again whenever anything changes."""
        self.vault.listen(EVERYTHING, self.read)
        self.read()

    def read(self) -> None:
        """Read how the vault is kept."""
        self.vault.ask(safety, lambda kept: self.view.show_safety(_shown(kept)), refused=self.view.problem)

    def back_up(self) -> None:
        """Make a backup now."""
        if not self._begin(BACKING_UP):
            return
        self.vault.ask(
            lambda desk: desk.vault.back_up(always=True),
            lambda _nothing: self._done(MADE),
            refused=self._refused,
            changes={KEEPING},
        )

    def choose(self, place: Path) -> None:
        """Take a folder as the second place, once it was looked at."""
        if not self._begin(LOOKING):
            return
        self.asks.ask(lambda: self._looked_at(place), lambda found: self._looked(place, *found))

    def leave(self) -> None:
        """Have no second place any more."""
        if not self._begin(LOOKING):
            return
        said = "No backups are copied to a second place any more. What is there stays there."
        self.vault.ask(leave_second_place, lambda _nothing: self._done(said), refused=self._refused, changes={KEEPING})

    def _looked_at(self, place: Path) -> tuple[str, str]:
        """Return what there is to say against a folder, and why it cannot be the one."""
        try:
            return look_at_place(self.places(), self.folder, place), ""
        except Exception as error:  # noqa: BLE001 - every fault becomes a sentence, in one place
            return "", in_words(error)

    def _looked(self, place: Path, against: str, refusal: str) -> None:
        if refusal:
            self._refused(refusal)
            return
        said = " ".join(filter(None, ("Backups are copied there from now on.", against)))
        self.vault.ask(
            lambda desk: keep_second_place(desk, place),
            lambda _nothing: self._done(said),
            refused=self._refused,
            changes={KEEPING},
        )

    def _begin(self, sentence: str) -> bool:
        """Return whether it can begin."""
        if self.waiting:
            return False
        self.waiting = True
        self.view.problem("")
        self.view.wait(sentence)
        return True

    def _end(self) -> None:
        self.waiting = False
        self.view.wait("")

    def _done(self, sentence: str) -> None:
        self._end()
        self.view.say(sentence)
        self.carry()

    def _refused(self, sentence: str) -> None:
        self._end()
        self.view.problem(sentence)


def _shown(kept: Safety) -> SafetyShown:
    return SafetyShown(
        missing(kept) or [READY],
        backup_words(kept),
        second_words(kept),
        bool(kept.second),
        council_words(kept),
        "\n".join(older_words(kept.older)) if kept.older else "",
    )
