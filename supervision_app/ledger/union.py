"""Taking in entries of other authors: checked whole, then united with what is held."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from supervision_app.ledger.commit import Commit, verify_commit
from supervision_app.ledger.entry import Entry, verify_entry
from supervision_app.ledger.errors import LedgerFault


@dataclass(frozen=True, slots=True)
class Signed:
    """One commit with the entries it covers, in order."""

    commit: Commit
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is new, and how many entries were held already."""

    new: tuple[Signed, ...]
    known: int


def sift(incoming: Sequence[Signed], held: Collection[str]) -> Sifted:
    """Return the signed commits not yet held; raises LedgerFault when any of them does not hold together.

    `held` are ids of commits. Union is all that happens: order, repetition and overlap do not matter.
    """
    new: dict[str, Signed] = {}
    known = 0
    for signed in incoming:
        verify_signed(signed)
        if signed.commit.id in held or signed.commit.id in new:
            known += len(signed.entries)
        else:
            new[signed.commit.id] = signed
    return Sifted(tuple(new.values()), known)


def verify_signed(signed: Signed) -> None:
    """Raise LedgerFault unless signature, hashes and ownership of every entry fit."""
    commit = signed.commit
    verify_commit(commit)
    if tuple(entry.id for entry in signed.entries) != commit.entries:
        message = f"Commit {commit.id[:12]} in {commit.stream} does not come with the entries it names."
        raise LedgerFault(message)
    for entry in signed.entries:
        verify_entry(entry)
        if entry.author != commit.author or entry.stream != commit.stream:
            message = f"Entry {entry.id[:12]} stands under a commit of another author or stream."
            raise LedgerFault(message)
