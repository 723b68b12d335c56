"""A commit: the new entries of one stream under one Ed25519 signature."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from supervision_app.ledger.entry import Entry, canonical
from supervision_app.ledger.errors import LedgerFault

_PURPOSE = "supervision-companion commit 1"
_RENEWAL = "supervision-companion device renewed 1"


@dataclass(frozen=True, slots=True)
class Commit:
    """Who signed which entries of which stream; the id is the hash of what was signed."""

    id: str
    author: str
    stream: str
    entries: tuple[str, ...]
    signature: bytes


class DeviceKey:
    """The writing device's Ed25519 key."""

    def __init__(self, private: bytes) -> None:
        """Take the 32 private bytes."""
        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.author = self._key.public_key().public_bytes_raw().hex()

    @staticmethod
    def fresh() -> bytes:
        """Return the private bytes of a new key."""
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def sign(self, purpose: str, body: bytes) -> bytes:
        """Return this key's signature over a body that serves this purpose and no other."""
        return self._key.sign(_purposed(purpose, body))

    def vouch(self, author: str, of: str) -> str:
        """Return this key's signature that another key goes on where a copy of that moment left off."""
        return self._key.sign(_vouching(self.author, author, of)).hex()

    def commit(self, stream: str, entries: Sequence[Entry]) -> Commit:
        """Return the signed commit over these entries of one stream."""
        ids = tuple(entry.id for entry in entries)
        message = _message(self.author, stream, ids)
        return Commit(
            id=commit_id(self.author, stream, ids),
            author=self.author,
            stream=stream,
            entries=ids,
            signature=self._key.sign(message),
        )


def commit_id(author: str, stream: str, ids: tuple[str, ...]) -> str:
    """Return the id of a commit over these entries."""
    return hashlib.sha256(_message(author, stream, ids)).hexdigest()


def verify_commit(commit: Commit) -> None:
    """Raise LedgerFault unless the author's key signed exactly these entries in this order."""
    message = _message(commit.author, commit.stream, commit.entries)
    try:
        Ed25519PublicKey.from_public_bytes(_public(commit.author)).verify(commit.signature, message)
    except (InvalidSignature, ValueError) as fault:
        text = f"The signature on commit {commit.id[:12]} in {commit.stream} does not fit."
        raise LedgerFault(text) from fault
    if hashlib.sha256(message).hexdigest() != commit.id:
        text = f"Commit {commit.id[:12]} in {commit.stream} carries the id of another."
        raise LedgerFault(text)


def is_vouched_for(before: str, author: str, of: str, proof: str) -> bool:
    """Return whether the key before said that another goes on where a copy of that moment left off."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_public(before))
        key.verify(bytes.fromhex(proof), _vouching(before, author, of))
    except (InvalidSignature, ValueError):
        return False
    return True


def is_signed(author: str, purpose: str, body: bytes, signature: bytes) -> bool:
    """Return whether an author's key signed this body for this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(_public(author)).verify(signature, _purposed(purpose, body))
    except (InvalidSignature, ValueError):
        return False
    return True


def _purposed(purpose: str, body: bytes) -> bytes:
    return f"supervision-companion {purpose}\n".encode() + hashlib.sha256(body).digest()


def _vouching(before: str, author: str, of: str) -> bytes:
    return canonical({"after": author, "before": before, "of": of, "purpose": _RENEWAL})


def _public(author: str) -> bytes:
    """Return the key's bytes; raises ValueError for a second way to write one key: an author has one name."""
    key = bytes.fromhex(author)
    if key.hex() != author:
        raise ValueError(author)
    return key


def _message(author: str, stream: str, ids: tuple[str, ...]) -> bytes:
    return canonical({"author": author, "entries": list(ids), "purpose": _PURPOSE, "stream": stream})
