"""The computer's own key store, and only where it is one that keeps secrets encrypted."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from supervision_app.services.errors import NoKeyStore

SAFE = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
"""The back ends that are trusted with a secret: everything else is refused by its name, whatever it promises."""

_NONE = "keyring.backends.fail.Keyring"
_SEVERAL = "keyring.backends.chainer.ChainerBackend"
_ACCOUNT = "quick unlock"
MOST = 1280
"""Characters that the key store of Windows holds in one record."""


def _chosen() -> Any:
    import keyring  # noqa: PLC0415 - finding the back ends takes a while, and most runs need none

    return keyring.get_keyring()


class KeyStore:
    """One record in the key store of this computer."""

    def __init__(self, name: str, chosen: Callable[[], Any] = _chosen) -> None:
        """Take the record's name, and what gives the back end that was chosen on this computer."""
        self._service = f"Supervision Companion {name}"
        self._chosen = chosen

    def refusal(self) -> str:
        """Return why the key store here cannot be used, in words; empty when it can."""
        try:
            self._back_end()
        except NoKeyStore as refusal:
            return str(refusal)
        return ""

    def get(self) -> str | None:
        """Return the record, None when there is none; raises NoKeyStore."""
        back_end = self._back_end()
        with _in_words():
            found = back_end.get_password(self._service, _ACCOUNT)
        return None if found is None else str(found)

    def put(self, record: str) -> None:
        """Keep the record in place of the one before, and read it back; raises NoKeyStore."""
        if len(record) > MOST:
            message = f"The record is longer than the {MOST:,} characters that a key store holds. Use the passphrase."
            raise NoKeyStore(message)
        back_end = self._back_end()
        with _in_words():
            back_end.set_password(self._service, _ACCOUNT, record)
        if self.get() != record:
            message = "The key store of this computer did not keep the PIN’s record whole. Use the passphrase."
            raise NoKeyStore(message)

    def remove(self) -> None:
        """Take the record away; raises NoKeyStore, also where there was none."""
        back_end = self._back_end()
        with _in_words():
            back_end.delete_password(self._service, _ACCOUNT)

    def _back_end(self) -> Any:
        with _in_words():
            chosen = self._chosen()
            several = list(chosen.backends) if _name(chosen) == _SEVERAL else [chosen]
        return _safe(several)


def _safe(back_ends: Sequence[Any]) -> Any:
    """Return the first back end, once all of them are known to be safe: a chain may write into any of its own."""
    names = [_name(one) for one in back_ends]
    unsafe = [name for name in names if name not in SAFE]
    if not names or unsafe == [_NONE]:
        message = "This computer has no key store that a PIN could be kept with. Use the passphrase."
        raise NoKeyStore(message)
    if unsafe:
        message = (
            f"A PIN is kept only in a key store that is known to encrypt it, and {' and '.join(unsafe)} is not one. "
            "Use the passphrase."
        )
        raise NoKeyStore(message)
    return back_ends[0]


def _name(back_end: Any) -> str:
    kind = type(back_end)
    return f"{kind.__module__}.{kind.__qualname__}"


@contextmanager
def _in_words() -> Iterator[None]:
    """Return a context in which every fault of a key store becomes a sentence.

    A back end lets through whatever its own libraries raise: of D-Bus, of the system, of a wrong setting.
    """
    try:
        yield
    except Exception as fault:
        what = _SENTENCES.get(type(fault).__name__, f"could not be used ({type(fault).__name__})")
        message = f"The key store of this computer {what}. Your records are safe: use the passphrase."
        raise NoKeyStore(message) from fault


_SENTENCES = {
    "KeyringLocked": "is locked and was not unlocked",
    "InitError": "could not be opened",
    "NoKeyringError": "is gone",
    "PasswordSetError": "did not take the PIN’s record",
    "PasswordDeleteError": "holds no such record",
}
