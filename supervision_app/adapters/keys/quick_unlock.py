"""Quick unlock: for eight hours a PIN opens the vault on this computer, with its key wrapped in the key store."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from supervision_app.adapters.keys import slots
from supervision_app.adapters.keys.remembered import Remembered
from supervision_app.adapters.keys.slots import Slot
from supervision_app.services.errors import CannotUnlock, CannotWrite, NoKeyStore, PinGone, WrongSecret, WrongUse
from supervision_app.services.ports import Clock

HOURS, TRIES, SHORTEST_PIN = 8, 3, 6
_FIELDS = {
    "expires", "iterations", "kind", "lanes", "made", "memory_kib", "nonce", "salt", "version", "ways", "wrapped",
}  # fmt: skip
_VERSION = 1
_RUNS = "01234567890", "09876543210"

_FORGOTTEN = "This computer has forgotten the PIN. Your records are safe: use the passphrase."
_OVER = f"The {HOURS} hours of the PIN are over. Use the passphrase."
_DAMAGED = "The PIN’s record in the key store is damaged, so it opens nothing. Use the passphrase."
_SPENT = "That was the third wrong PIN, so the PIN was removed. Use the passphrase."
_NOT_COUNTED = "A try with the PIN could not be counted on this computer, so none is taken. Use the passphrase."


class Store(Protocol):
    """A key store with one record."""

    def refusal(self) -> str:
        """Return why it cannot be used; empty when it can."""

    def get(self) -> str | None:
        """Return the record; raises NoKeyStore."""

    def put(self, record: str) -> None:
        """Keep the record; raises NoKeyStore."""

    def remove(self) -> None:
        """Take the record away; raises NoKeyStore."""


def check_pin(pin: str) -> str:
    """Return the PIN; raises WrongUse when it is short, or what everybody tries first."""
    if len(pin) < SHORTEST_PIN:
        message = f"Use at least {SHORTEST_PIN} digits or letters."
        raise WrongUse(message)
    if len(set(pin)) == 1 or any(pin in run for run in _RUNS):
        message = "Choose a PIN that is harder to guess: not one digit again and again, nor digits in a row."
        raise WrongUse(message)
    return pin


class QuickUnlock:
    """The quick unlock of one vault. A record that cannot be used is removed, and the passphrase opens the vault.

    The count of wrong tries lies outside the record, so that a wrong PIN cannot set it back, and a record without
    its count is not tried at all.
    """

    def __init__(self, vault: str, ways: str, store: Store, clock: Clock, folder: Path | None = None) -> None:
        """Take the vault's id, a digest of its key file, the key store, the clock, and the folder for the count."""
        self._vault, self._ways, self._store, self._clock = vault, ways, store, clock
        self._count = Remembered(vault, "pin", folder)

    def offered(self) -> bool:
        """Return whether there is a key store that a PIN may be kept with."""
        return not self._store.refusal()

    def ready(self) -> tuple[bool, str]:
        """Return whether the PIN opens the vault now, and if it did before but does not now, why."""
        if self._count.read() is None:
            return False, ""
        try:
            self._record()
        except (NoKeyStore, PinGone) as refusal:
            return False, str(refusal)
        return True, ""

    def allow(self, key: bytes, pin: str) -> None:
        """Let a PIN open the vault for the next hours; raises WrongUse, CannotWrite or NoKeyStore."""
        check_pin(pin)
        now = self._now()
        bound: dict[str, str | int] = {
            "expires": (now + timedelta(hours=HOURS)).isoformat(),
            "made": now.isoformat(),
            "version": _VERSION,
            "ways": self._ways,
        }
        slot = slots.pin_slot(self._vault, key, pin, bound)
        if not self._count.write({"record": slot["nonce"], "wrong": 0}):
            message = "The PIN was not kept: wrong tries could not be counted, as a file could not be written."
            raise CannotWrite(message)
        try:
            self._store.put(json.dumps(slot, separators=(",", ":"), sort_keys=True))
        except NoKeyStore:
            self.forget()
            raise

    def unlock(self, pin: str) -> bytes:
        """Return the vault's key; raises WrongSecret while tries are left, PinGone after that, or NoKeyStore."""
        slot, wrong = self._record()
        # Counted before it is tried: ending the app in between does not give the try back.
        if not self._count.write({"record": slot["nonce"], "wrong": wrong + 1}):
            raise self._gone(_NOT_COUNTED)
        try:
            key = slots.open_pin(self._vault, slot, pin)
        except WrongSecret:
            if wrong + 1 >= TRIES:
                raise self._gone(_SPENT) from None
            raise WrongSecret(_tries_left(TRIES - wrong - 1)) from None
        except CannotUnlock as fault:
            raise self._gone(_DAMAGED) from fault
        self._count.write({"record": slot["nonce"], "wrong": 0})
        return key

    def forget(self) -> None:
        """Remove the quick unlock; nothing is asked of a key store that never had one."""
        known = self._count.read() is not None
        self._count.forget()
        if known:
            try:
                self._store.remove()
            except NoKeyStore:
                return  # without its count the record is not tried again

    def _record(self) -> tuple[Slot, int]:
        """Return the record and how many wrong tries there were; raises NoKeyStore, or PinGone and removes it."""
        text = self._store.get()
        if text is None:
            raise self._gone(_FORGOTTEN)
        try:
            slot: Slot = json.loads(text)
            made, expires = (datetime.fromisoformat(slot[name]).astimezone(UTC) for name in ("made", "expires"))
        except (KeyError, OverflowError, RecursionError, TypeError, ValueError):
            raise self._gone(_DAMAGED) from None
        if set(slot) != _FIELDS or slot["version"] != _VERSION:
            raise self._gone(_DAMAGED)
        if not made <= self._now() < min(expires, made + timedelta(hours=HOURS)):
            raise self._gone(_OVER)
        wrong = self._wrong(slot)
        if wrong is None or slot["ways"] != self._ways:
            raise self._gone(_FORGOTTEN)
        if wrong >= TRIES:
            raise self._gone(_SPENT)
        return slot, wrong

    def _wrong(self, slot: Slot) -> int | None:
        """Return the count of this very record; None when it has none."""
        count = self._count.read() or {}
        wrong = count.get("wrong")
        return wrong if count.get("record") == slot["nonce"] and isinstance(wrong, int) and wrong >= 0 else None

    def _gone(self, sentence: str) -> PinGone:
        self.forget()
        return PinGone(sentence)

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC)


def _tries_left(left: int) -> str:
    tries = "One try is left" if left == 1 else f"{left} tries are left"
    return f"That PIN is not right. {tries}; after that, the passphrase is asked."
