"""A new recovery key of the vault that is open, made and remembered on the vault's own thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk


class HasVault(Protocol):
    """The thread that owns the vault."""

    def ask(
        self, work: "Callable[[Desk], Any]", done: Callable[[Any], None], *, refused: Callable[[str], None]
    ) -> None:
        """Do the work with the open vault, then call the one or the other."""


@dataclass(frozen=True, slots=True)
class RecoveryKeys:
    """What makes a new recovery key, and remembers that it was typed back."""

    vault: HasVault

    def renew(self, done: Callable[[str], None], refused: Callable[[str], None]) -> None:
        """Make a new recovery key."""
        self.vault.ask(lambda desk: desk.vault.renew_recovery(), done, refused=refused)

    def confirm(self, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Remember that the recovery key was typed back."""
        self.vault.ask(lambda desk: desk.vault.confirm_recovery(), lambda _nothing: done(), refused=refused)
