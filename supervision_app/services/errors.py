"""What can go wrong around a vault, in words a person can act on."""

from supervision_app.domain.errors import SupervisionError


class WrongUse(SupervisionError):
    """The request itself does not fit: no such vault, a vault there already, a missing word."""


class CannotUnlock(SupervisionError):
    """The vault stays closed: wrong passphrase, or made by a newer version."""


class ChecksFailed(SupervisionError):
    """The vault does not pass its own checks."""


class VaultInUse(SupervisionError):
    """Another window or command has the vault open."""


class CannotWrite(SupervisionError):
    """A file or folder cannot be written: full, read-only or not allowed."""


class BrokenOff(SupervisionError):
    """The vault was locked while this was being done: nothing of it was saved."""


class WrongSecret(CannotUnlock):
    """The passphrase, the PIN or the recovery key is another one: a try that counts."""


class TryLater(CannotUnlock):
    """Too many wrong tries just now: nothing was tried, and after so many seconds it will be."""

    def __init__(self, sentence: str, seconds: int) -> None:
        """Take the sentence and the seconds."""
        super().__init__(sentence)
        self.seconds = seconds


class PinGone(CannotUnlock):
    """The PIN opens nothing any more; the passphrase does."""


class NoKeyStore(CannotUnlock):
    """The key store of this computer cannot be used, now or at all."""
