"""The way into a vault by its recovery key: looked at on one thread, changed and opened on the vault's own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ui.keys.renewing import RecoveryKeys
from ui.shared.words import in_words

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk
    from supervision_app.services.ports import Vault, VaultFolders


SHARES = ("The first share", "The second share")
"""What the two shares are called where they are asked for; a refusal of one begins with it."""


class Opens(Protocol):
    """The thread that owns the vault."""

    def unlock(self, opens: "Callable[[], Desk]", done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Open a vault, then call the one or the other."""

    def ask(
        self, work: "Callable[[Desk], Any]", done: Callable[[Any], None], *, refused: Callable[[str], None]
    ) -> None:
        """Do the work with the open vault, then call the one or the other."""


class Asks(Protocol):
    """A thread that nobody waits for."""

    def ask(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do the work, then call `done` on the window's thread."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way into a vault: what raises unless it opens, and what sets a new passphrase, and returns a recovery key."""

    check: "Callable[[VaultFolders, str], None]"
    change: "Callable[[VaultFolders, str, str], str]"


def by_recovery_key(folder: Path) -> Way:
    """Return the way with the recovery key."""
    return Way(
        lambda folders, key: folders.check_recovery(folder, key),
        lambda folders, key, new: folders.recover(folder, key, new, to_type_back=True),
    )


def by_shares(folder: Path, joins: Callable[[Mapping[str, str]], str]) -> Way:
    """Return the way with two shares of the council's key, which are typed with an empty line between them."""

    def identity(typed: str) -> str:
        return joins(dict(zip(SHARES, typed.split("\n\n"), strict=True)))

    return Way(
        lambda folders, typed: folders.check_council(folder, identity(typed)),
        lambda folders, typed, new: folders.open_by_council(folder, identity(typed), new, to_type_back=True),
    )


class KeyDoor:
    """Opens one vault with what its owner, or the council, has kept."""

    def __init__(
        self,
        vault: Opens,
        asks: Asks,
        folders: "Callable[[], VaultFolders]",
        sits_down: "Callable[[], Callable[[Vault], Desk]]",
        folder: Path,
        *,
        way: Way,
        watch: Callable[[], object],
    ) -> None:
        """Take both threads, what gives the vaults and the desk, the vault's folder, and the way into it.

        `watch` is called once it is open.
        """
        self._vault, self._asks, self._folders, self._sits_down = vault, asks, folders, sits_down
        self._folder, self._way, self._watch = folder, way, watch

    def check(self, key: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Find out whether the key opens the vault; nothing is changed."""

        def why() -> str:
            try:
                self._way.check(self._folders(), key)
            except Exception as error:  # noqa: BLE001 - every fault becomes a sentence, in one place
                return in_words(error)
            return ""

        self._asks.ask(why, lambda sentence: refused(sentence) if sentence else done())

    def recover(
        self, key: str, passphrase: str, done: Callable[[str, str], None], refused: Callable[[str], None]
    ) -> None:
        """Set a new passphrase; `done` is told the new recovery key, and why the vault could not be opened."""
        made: list[str] = []

        def opens() -> "Desk":
            folders = self._folders()
            made.append(self._way.change(folders, key, passphrase))
            return self._sits_down()(folders.open(self._folder, passphrase))

        def opened() -> None:
            self._watch()  # the recovery key is on the screen
            done(made.pop(), "")

        self._vault.unlock(opens, opened, lambda why: done(made.pop(), why) if made else refused(why))

    def confirm(self, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Remember in the vault that the new recovery key was typed back."""
        RecoveryKeys(self._vault).confirm(done, refused)
