"""Asking the vault from a screen without waiting: what a presenter knows of it, and nothing of Qt."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk

T = TypeVar("T")

CHILDREN, ACTIONS, PEOPLE, DISCUSSIONS, EXPORTS = "children", "actions", "people", "discussions", "exports"
KEEPING = "keeping"
EVERYTHING = frozenset({CHILDREN, ACTIONS, PEOPLE, DISCUSSIONS, EXPORTS, KEEPING})
"""What a piece of work can change, so that the pages which show it read again."""


@dataclass(frozen=True)
class Breakable:
    """Work that may take long: a lock breaks it off, and nothing of it is saved.

    `says` is said at the next unlocking then: what was not done, and what to do.
    """

    work: "Callable[[Desk], Any]"
    says: str = ""

    def __call__(self, desk: "Desk") -> Any:
        """Do the work for as long as the vault is not locked; raises BrokenOff."""
        with desk.vault.breakable():
            return self.work(desk)


class Asking(Protocol):
    """Work on the vault's own thread, answers on the caller's."""

    def ask(
        self,
        work: "Callable[[Desk], T]",
        done: Callable[[T], None],
        *,
        refused: Callable[[str], None],
        changes: Collection[str] = (),
    ) -> None:
        """Do the work; then call `done` with its result, or `refused` with one sentence.

        `changes` names what the work changes: every page that shows it is told.
        """

    def listen(self, to: Collection[str], told: Callable[[], None]) -> None:
        """Call `told` whenever work has changed any of these."""

    def before_closing(self, told: Callable[[], object]) -> None:
        """Call `told` before the vault is closed, while it can still keep what was typed."""

    def telling(self, told: Callable[..., None]) -> Callable[..., None]:
        """Return what work may call while it goes on, so that `told` is called where answers are."""


class Changes:
    """Who wants to hear of which changes."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listeners: list[tuple[frozenset[str], Callable[[], None]]] = []

    def listen(self, to: Collection[str], told: Callable[[], None]) -> None:
        """Remember a listener."""
        self._listeners.append((frozenset(to), told))

    def tell(self, changed: Collection[str]) -> None:
        """Tell everybody whom it concerns, once each."""
        for wanted, told in list(self._listeners):
            if wanted & frozenset(changed):
                told()

    def forget(self) -> None:
        """Forget everybody: the pages are gone."""
        self._listeners.clear()


class AtOnce:
    """Asking without a thread: for tests of presenters, and for pictures."""

    def __init__(self, desk: "Desk") -> None:
        """Take the open vault."""
        self._desk, self._changes = desk, Changes()
        self._closing: list[Callable[[], object]] = []

    def ask(
        self,
        work: "Callable[[Desk], Any]",
        done: Callable[[Any], None],
        *,
        refused: Callable[[str], None],
        changes: Collection[str] = (),
    ) -> None:
        """Do the work and answer before returning."""
        from ui.shared.words import in_words  # noqa: PLC0415 - words know the services' errors, asking does not

        try:
            result = work(self._desk)
        except Exception as error:  # noqa: BLE001 - every fault becomes a sentence, in one place
            refused(in_words(error))
            return
        done(result)
        self._changes.tell(changes)

    def listen(self, to: Collection[str], told: Callable[[], None]) -> None:
        """Remember a listener."""
        self._changes.listen(to, told)

    def before_closing(self, told: Callable[[], object]) -> None:
        """Remember who has something to keep before the vault is closed."""
        self._closing.append(told)

    def close(self) -> None:
        """Close the vault, as locking does."""
        for told in self._closing:
            told()
        self._desk.vault.close()

    def telling(self, told: Callable[..., None]) -> Callable[..., None]:
        """Return what calls `told` at once."""
        return told
