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
