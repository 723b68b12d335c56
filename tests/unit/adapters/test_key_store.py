"""Only key stores that are known to encrypt are used, and none of their faults gets through as one."""

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

from supervision_app.adapters.keys.key_store import MOST, SAFE, KeyStore
from supervision_app.services.errors import NoKeyStore
from tests.architecture.tree import ROOT


class Kept:
    """A back end in memory, under whatever name it is given."""

    def __init__(self, fault: Exception | None = None, loses: int = 0) -> None:
        self.fault, self.loses = fault, loses
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, account: str) -> str | None:
        self._fail()
        return self.held.get((service, account))

    def set_password(self, service: str, account: str, secret: str) -> None:
        self._fail()
        self.held[service, account] = secret[: len(secret) - self.loses]

    def delete_password(self, service: str, account: str) -> None:
        self._fail()
        if self.held.pop((service, account), None) is None:
            raise PasswordDeleteError

    def _fail(self) -> None:
        if self.fault:
            raise self.fault


def called(name: str, *made: Any, **named: Any) -> Any:
    """Return a back end of this name."""
    module, _, kind = name.rpartition(".")
    return type(kind, (Kept,), {"__module__": module, "__qualname__": kind})(*made, **named)


def chained(back_ends: Sequence[Any]) -> Any:
    """Return a chain of back ends, as keyring makes one where it finds several."""
    chain = called("keyring.backends.chainer.ChainerBackend")
    chain.backends = list(back_ends)
    return chain


SECRETS = "keyring.backends.SecretService.Keyring"
IN_CLEAR = "keyrings.alt.file.PlaintextKeyring"


@pytest.mark.parametrize("name", sorted(SAFE))
def test_a_record_is_kept_in_each_safe_key_store_replaced_and_removed(name: str) -> None:
    back_end = called(name)
    store = KeyStore("a vault", lambda: back_end)

    assert store.refusal() == ""
    assert store.get() is None
    store.put("one")
    store.put("another")
    assert store.get() == "another"
    assert KeyStore("another vault", lambda: back_end).get() is None
    store.remove()
    assert back_end.held == {}


@pytest.mark.parametrize(
    ("back_end", "named"),
    [
        (called(IN_CLEAR), IN_CLEAR),
        (called("keyring.backends.null.Keyring"), "keyring.backends.null.Keyring"),
        (called("keyring.backends.libsecret.Keyring"), "keyring.backends.libsecret.Keyring"),
        (chained([called(SECRETS), called(IN_CLEAR)]), IN_CLEAR),
        (chained([]), "no key store"),
        (NoKeyring(), "no key store"),  # type: ignore[no-untyped-call]
    ],
)
def test_any_other_key_store_is_refused_by_its_name_and_given_nothing(back_end: Any, named: str) -> None:
    store = KeyStore("a vault", lambda: back_end)

    assert named in store.refusal()
    assert store.refusal().endswith("Use the passphrase.")
    for use in (store.get, lambda: store.put("secret"), store.remove):
        with pytest.raises(NoKeyStore, match="Use the passphrase"):
            use()
    assert getattr(back_end, "held", {}) == {}


def test_of_several_safe_key_stores_the_first_is_used() -> None:
    first, second = called(SECRETS), called("keyring.backends.kwallet.DBusKeyring")
    KeyStore("a vault", lambda: chained([first, second])).put("one")

    assert list(first.held.values()) == ["one"]
    assert second.held == {}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (KeyringLocked(), "is locked"),
        (InitError(), "could not be opened"),
        (NoKeyringError(), "is gone"),
        (PasswordSetError(), "did not take"),
        (OSError(), "could not be used (OSError)"),
        (AttributeError(), "could not be used (AttributeError)"),
    ],
)
def test_every_fault_of_a_key_store_is_a_sentence_that_leads_to_the_passphrase(fault: Exception, said: str) -> None:
    store = KeyStore("a vault", lambda: called(SECRETS, fault))

    for use in (store.get, lambda: store.put("secret"), store.remove):
        with pytest.raises(NoKeyStore) as refusal:
            use()
        assert said in str(refusal.value)
        assert str(refusal.value).endswith("Your records are safe: use the passphrase.")


def test_a_setting_that_leads_to_no_back_end_is_a_refusal_too() -> None:
    def missing() -> Any:
        message = "No module named 'gone'"
        raise ModuleNotFoundError(message)

    assert "ModuleNotFoundError" in KeyStore("a vault", missing).refusal()


def test_a_record_that_was_cut_or_is_too_long_is_not_trusted() -> None:
    store = KeyStore("a vault", lambda: called(SECRETS, loses=1))

    with pytest.raises(NoKeyStore, match="did not keep"):
        store.put("a record")
    with pytest.raises(NoKeyStore, match="1,280 characters"):
        KeyStore("a vault", lambda: called(SECRETS)).put("x" * (MOST + 1))


def test_the_key_store_is_loaded_only_when_it_is_used() -> None:
    script = "import sys, ui.main, supervision_app.adapters.vaults; print([n for n in sys.modules if 'keyring' in n])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout == "[]\n"


def test_without_a_session_bus_there_is_no_key_store() -> None:
    assert "Use the passphrase." in KeyStore("a vault").refusal()
