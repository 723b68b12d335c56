"""The council's own way in: a vault's key sealed to the council's age key, whose private half is split into shares."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import Any

from supervision_app.services.errors import CannotUnlock, WrongSecret, WrongUse

KIND = "organisation"
SHARES, NEEDED = 3, 2
"""Into how many shares a council's key is split, and how many of them give it back."""
_PREFIX, _BITS = "age-secret-key-", 5
_DAMAGED = (
    "The council’s slot in the key file of this vault is damaged, so it opens nothing. Try a backup of the vault."
)
_OTHER = (
    "That is the key of another council, or of an earlier year: this vault was sealed to the one that begins {start}."
)

Slot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Council:
    """Whose key it is, and its public half."""

    name: str
    recipient: str


def check_recipient(recipient: str) -> str:
    """Return an age recipient as age writes it; raises WrongUse where it is none, or nothing can be sealed to it."""
    import pyrage  # noqa: PLC0415 - nobody waits for it who has no such key

    message = f"“{recipient}” is no public key of a council: it begins with age1 and has 62 letters and digits."
    try:
        whole = pyrage.x25519.Recipient.from_str(recipient)
        pyrage.encrypt(b"", [whole])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:
        raise WrongUse(message) from fault
    return str(whole)


def seal(vault: str, key: bytes, council: Council) -> Slot:
    """Return a slot that opens with the council's private key, for this vault alone."""
    import pyrage  # noqa: PLC0415 - nobody waits for it who has no such key

    body = json.dumps({"key": key.hex(), "vault": vault}).encode()
    sealed = pyrage.encrypt(body, [pyrage.x25519.Recipient.from_str(check_recipient(council.recipient))])
    return {
        "kind": KIND,
        "name": council.name,
        "recipient": council.recipient,
        "sealed": b64encode(sealed).decode(),
    }


def council_of(slot: Slot | None) -> Council | None:
    """Return whose key a slot says to be of."""
    return Council(str(slot["name"]), str(slot["recipient"])) if slot else None


def mark_of(slot: Slot) -> str:
    """Return what stands for this very slot: an exchanged one has another."""
    return sha256(json.dumps(slot, sort_keys=True).encode()).hexdigest()


def open_sealed(vault: str, slot: Slot, identity: str) -> bytes:
    """Return the vault's key; raises WrongSecret for another council's key, and CannotUnlock for a damaged slot."""
    import pyrage  # noqa: PLC0415 - nobody waits for it who has no such key

    if recipient_of(identity) != slot.get("recipient"):
        raise WrongSecret(_OTHER.format(start=str(slot.get("recipient"))[:12]))
    try:
        sealed = b64decode(str(slot["sealed"]), validate=True)
        body = json.loads(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
        key = bytes.fromhex(body["key"])
        bound = str(body["vault"])
    except (pyrage.DecryptError, KeyError, RecursionError, TypeError, ValueError) as fault:
        raise CannotUnlock(_DAMAGED) from fault
    if bound != vault:
        message = "The council’s slot in this key file is that of another vault. Restore the key file from a backup."
        raise CannotUnlock(message)
    return key


def fresh_identity() -> str:
    """Return a new private key of a council, as age writes it."""
    import pyrage  # noqa: PLC0415 - nobody waits for it who has no such key

    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the public half of a private key; raises WrongSecret where it is none."""
    import pyrage  # noqa: PLC0415 - nobody waits for it who has no such key

    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as fault:
        message = "These shares are not of a council’s key of this program."
        raise WrongSecret(message) from fault


def split(identity: str) -> list[str]:
    """Return the shares of a private key, as lists of words; any two of them give it back, and one tells nothing."""
    import bech32  # noqa: PLC0415 - nobody waits for it who has no such key
    import shamir_mnemonic  # noqa: PLC0415

    _prefix, digits = bech32.bech32_decode(identity)
    whole = bech32.convertbits(digits or [], _BITS, 8, pad=False)
    if not whole:
        message = "That is no private key of a council."
        raise WrongUse(message)
    groups = shamir_mnemonic.generate_mnemonics(1, [(NEEDED, SHARES)], bytes(whole))
    return list(groups[0])


def join(shares: Mapping[str, str]) -> str:
    """Return the private key from two shares or more, given by where each is from.

    Raises WrongSecret, with where a share is from that cannot be read or is of another key, where there are too few,
    or where they are not of one key.
    """
    whole = {where: _whole(where, words) for where, words in shares.items()}
    if len(set(whole.values())) < NEEDED:
        message = f"One share opens nothing: give {NEEDED} different ones of the {SHARES}."
        raise WrongSecret(message)
    found = {pair: _joined(whole[pair[0]], whole[pair[1]]) for pair in combinations(whole, 2)}
    keys = {key for key in found.values() if key}
    fitting = {where for pair, key in found.items() if key for where in pair}
    if len(keys) != 1:
        message = "These shares are not of one key. Each share names the key that it is of: look there."
        raise WrongSecret(message)
    if odd := [where for where in whole if where not in fitting]:
        message = f"{odd[0]} is a share of another key. Leave it out, and find out why it is there."
        raise WrongSecret(message)
    (key,) = keys
    recipient_of(key)
    return key


def _joined(one: str, other: str) -> str:
    """Return the private key from two shares; nothing where they are the same, or not of one key."""
    import bech32  # noqa: PLC0415 - nobody waits for it who has no such key
    import shamir_mnemonic  # noqa: PLC0415

    if one == other:
        return ""
    try:
        key = shamir_mnemonic.combine_mnemonics([one, other])
    except shamir_mnemonic.MnemonicError:
        return ""
    return bech32.bech32_encode(_PREFIX, bech32.convertbits(key, 8, _BITS) or []).upper()


def _whole(where: str, typed: str) -> str:
    """Return the words of a share; raises WrongSecret where they are none."""
    import shamir_mnemonic  # noqa: PLC0415 - nobody waits for it who has no such key

    words = " ".join(typed.lower().split())
    try:
        shamir_mnemonic.Share.from_mnemonic(words)
    except shamir_mnemonic.MnemonicError as fault:
        message = (
            f"{where} is no whole share: it has 33 words, and one is missing, mistyped or in another place. "
            "Compare it with the paper."
        )
        raise WrongSecret(message) from fault
    return words
