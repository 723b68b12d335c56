"""Wrapping the vault's key: one slot for each way in, each authenticated with the vault's id."""

import secrets
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from supervision_app.services.errors import CannotUnlock, WrongSecret, WrongUse

MEMORY_KIB, ITERATIONS, LANES = 256 * 1024, 3, 4
_LEAST_MEMORY_KIB, _MOST_MEMORY_KIB = 64 * 1024, 4 * 1024 * 1024
_MOST_ITERATIONS, _MOST_LANES = 64, 16
_KEY, _SALT, _NONCE = 32, 16, 12
SHORTEST_PASSPHRASE = 8

_RECOVERY_BYTES = 20
_CHECK_BITS = 20
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS = (_RECOVERY_BYTES * 8 + _CHECK_BITS) // 5
_LOOKALIKES = str.maketrans("OIL", "011")
_GROUP = 4

Slot = dict[str, Any]


def check_passphrase(passphrase: str) -> str:
    """Return the passphrase in NFC; raises WrongUse when it is too short."""
    clean = unicodedata.normalize("NFC", passphrase)
    if len(clean) < SHORTEST_PASSPHRASE:
        message = f"The passphrase is too short: use at least {SHORTEST_PASSPHRASE} characters, best five words."
        raise WrongUse(message)
    return clean


def passphrase_slot(vault: str, key: bytes, passphrase: str) -> Slot:
    """Return a slot that opens with the passphrase (Argon2id, 256 MiB)."""
    slot = _to_stretch("passphrase")
    return _wrap(vault, slot, key, _stretch(slot, passphrase))


def pin_slot(vault: str, key: bytes, pin: str, bound: Mapping[str, str | int]) -> Slot:
    """Return a slot that opens with a PIN, as stretched as a passphrase; what is bound to it cannot be edited."""
    slot = {**_to_stretch("pin"), **bound}
    return _wrap(vault, slot, key, _stretch(slot, unicodedata.normalize("NFC", pin)))


def _to_stretch(kind: str) -> Slot:
    return {
        "kind": kind,
        "iterations": ITERATIONS,
        "lanes": LANES,
        "memory_kib": MEMORY_KIB,
        "salt": secrets.token_hex(_SALT),
    }


def recovery_slot(vault: str, key: bytes, secret: bytes) -> Slot:
    """Return a slot that opens with a recovery key, which is long enough not to need stretching."""
    slot: Slot = {"kind": "recovery", "salt": secrets.token_hex(_SALT)}
    return _wrap(vault, slot, key, _expand(slot, secret))


def open_passphrase(vault: str, slot: Slot, passphrase: str) -> bytes:
    """Return the vault's key; raises CannotUnlock when the passphrase is not right."""
    clean = unicodedata.normalize("NFC", passphrase)
    with _whole():
        return _unwrap(
            vault, slot, _stretch(slot, clean), "That passphrase does not open this vault. Check it and try again."
        )


def open_pin(vault: str, slot: Slot, pin: str) -> bytes:
    """Return the vault's key; raises CannotUnlock when the PIN is not right."""
    clean = unicodedata.normalize("NFC", pin)
    with _whole():
        return _unwrap(vault, slot, _stretch(slot, clean), "That PIN is not right.")


def open_recovery(vault: str, slot: Slot, secret: bytes) -> bytes:
    """Return the vault's key; raises CannotUnlock when the recovery key is not this vault's."""
    with _whole():
        return _unwrap(
            vault, slot, _expand(slot, secret), "That recovery key belongs to another vault, or was replaced."
        )


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (KeyError, MemoryError, OverflowError, TypeError, ValueError) as fault:
        message = "A slot of the key file is damaged, so it opens nothing. Restore the key file from a backup."
        raise CannotUnlock(message) from fault


def _stretch(slot: Slot, passphrase: str) -> bytes:
    memory, iterations, lanes = slot["memory_kib"], slot["iterations"], slot["lanes"]
    if not (_LEAST_MEMORY_KIB <= memory <= _MOST_MEMORY_KIB and ITERATIONS <= iterations <= _MOST_ITERATIONS):
        message = "The key file asks for a weaker or impossible way to open the vault, so it was not tried."
        raise CannotUnlock(message)
    lanes = min(lanes, _MOST_LANES)
    salt = bytes.fromhex(slot["salt"])
    stretch = Argon2id(salt=salt, length=_KEY, iterations=iterations, lanes=lanes, memory_cost=memory)
    return stretch.derive(passphrase.encode())


def _expand(slot: Slot, secret: bytes) -> bytes:
    salt = bytes.fromhex(slot["salt"])
    return HKDF(SHA256(), _KEY, salt, b"supervision-companion recovery 1").derive(secret)


def _wrap(vault: str, slot: Slot, key: bytes, wrapping: bytes) -> Slot:
    nonce = secrets.token_bytes(_NONCE)
    slot = {**slot, "nonce": nonce.hex()}
    return {**slot, "wrapped": AESGCM(wrapping).encrypt(nonce, key, _bound_to(vault, slot)).hex()}


def _unwrap(vault: str, slot: Slot, wrapping: bytes, refusal: str) -> bytes:
    bound = {name: value for name, value in slot.items() if name != "wrapped"}
    nonce, wrapped = bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"])
    try:
        return AESGCM(wrapping).decrypt(nonce, wrapped, _bound_to(vault, bound))
    except InvalidTag:
        raise WrongSecret(refusal) from None


def _bound_to(vault: str, slot: Slot) -> bytes:
    """Return what the wrapping authenticates: a slot cannot be moved to another vault or weakened."""
    return "\n".join([vault, *(f"{name}={slot[name]}" for name in sorted(slot))]).encode()


def fresh_recovery_secret() -> bytes:
    """Return 160 random bits."""
    return secrets.token_bytes(_RECOVERY_BYTES)


def recovery_words(secret: bytes) -> str:
    """Return the recovery key as people copy it: nine groups of four, the last of them a check on typing."""
    whole = int.from_bytes(secret) << _CHECK_BITS | _check(secret)
    digits = "".join(_CROCKFORD[whole >> 5 * place & 31] for place in reversed(range(_DIGITS)))
    return "-".join(digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))


def read_recovery_words(words: str) -> bytes:
    """Return the secret behind a typed recovery key; raises CannotUnlock when it was mistyped."""
    digits = "".join(words.upper().split()).replace("-", "").translate(_LOOKALIKES)
    if len(digits) == _DIGITS and set(digits) <= set(_CROCKFORD):
        whole = 0
        for digit in digits:
            whole = whole << 5 | _CROCKFORD.index(digit)
        secret = (whole >> _CHECK_BITS).to_bytes(_RECOVERY_BYTES)
        if _check(secret) == whole & (1 << _CHECK_BITS) - 1:
            return secret
    message = "That is not a whole recovery key: it has nine groups of four letters and digits. Type it again."
    raise CannotUnlock(message)


def _check(secret: bytes) -> int:
    return zlib.crc32(secret) >> 32 - _CHECK_BITS
