"""The key of a vault that is open: with it, another way in can be made."""

from collections.abc import Callable
from pathlib import Path

from supervision_app.adapters.keys.key_file import KeyFile, write_key_files
from supervision_app.adapters.keys.organisation import Council
from supervision_app.adapters.keys.quick_unlock import QuickUnlock
from supervision_app.adapters.keys.slots import Slot
from supervision_app.services.errors import WrongUse


class HeldKey:
    """The key with the key file that gave it."""

    def __init__(
        self, folder: Path, opened: tuple[KeyFile, bytes], quick: Callable[[KeyFile], QuickUnlock], *, by_pin: bool
    ) -> None:
        """Take the vault's folder, key file and key, what gives its quick unlock, and whether a PIN opened it."""
        self._folder, self._quick, self._by_pin = folder, quick, by_pin
        self._key_file, self._key = opened

    @property
    def key(self) -> bytes:
        """Return the vault's key."""
        return self._key

    @property
    def key_file(self) -> bytes:
        """Return the content of the key file as it is now."""
        return self._key_file.as_bytes()

    def renew_recovery(self) -> str:
        """Return a new recovery key, the old one being spent; raises WrongUse after a PIN, or CannotWrite."""
        self.need_passphrase()
        renewed, recovery = self._key_file.with_new_recovery(self._key)
        self._quick(self._key_file).forget()
        write_key_files(self._folder, renewed)
        self._key_file = renewed
        return recovery

    def change_passphrase(self, passphrase: str, new: str, before: Callable[[], object]) -> None:
        """Set a new passphrase with the old one; raises WrongSecret, WrongUse for one too short, or CannotWrite.

        `before` is called once both are known to do, and before anything is written.
        """
        self._key_file.unlock(passphrase)
        renewed = self._key_file.with_passphrase(self._key, new)
        before()
        self._quick(self._key_file).forget()
        write_key_files(self._folder, renewed)
        self._key_file = renewed

    @property
    def council(self) -> Slot | None:
        """Return the slot of the council's key; None where there is none."""
        return self._key_file.council

    def let_in(self, council: Council) -> None:
        """Let the council's key open the vault too, in place of the one before; raises CannotWrite."""
        renewed = self._key_file.with_council(self._key, council)
        self._quick(self._key_file).forget()
        write_key_files(self._folder, renewed)
        self._key_file = renewed

    def allow_pin(self, pin: str) -> None:
        """Let a PIN open the vault for the next hours; raises WrongUse after a PIN, CannotWrite or NoKeyStore."""
        self.need_passphrase()
        self._quick(self._key_file).allow(self._key, pin)

    def need_passphrase(self) -> None:
        """Raise WrongUse where a PIN opened the vault."""
        if self._by_pin:
            message = (
                "A PIN opened this vault, and that is not enough for this. Lock it and open it with the passphrase."
            )
            raise WrongUse(message)
