"""Taking in entries of other authors: checked whole, then united with what is held."""

from collections.abc import Collection, Iterable, Sequence
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
    """What is new, how many entries were held already, and those of them that bring the words of what they tell."""

    new: tuple[Signed, ...]
    known: int
    told: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """What can be added now, and what waits for entries that are not here."""

    ready: tuple[Signed, ...]
    waiting: tuple[Signed, ...]
    missing: frozenset[str]


def sift(incoming: Sequence[Signed], held: Collection[str]) -> Sifted:
    """Return the signed commits not yet held; raises LedgerFault when any of them does not hold together.

    `held` are ids of commits. Union is all that happens: order, repetition and overlap do not matter. Of a commit that
    comes twice, once without its words, the words count.
    """
    new: dict[str, Signed] = {}
    known = 0
    told: list[Entry] = []
    for signed in incoming:
        verify_signed(signed)
        here = new.get(signed.commit.id)
        if signed.commit.id in held:
            known += len(signed.entries)
            told.extend(entry for entry in signed.entries if entry.payload is not None)
        elif here:
            known += len(signed.entries)
            new[signed.commit.id] = Signed(here.commit, tuple(map(_with_words, here.entries, signed.entries)))
        else:
            new[signed.commit.id] = signed
    _check_once(new.values())
    return Sifted(tuple(new.values()), known, tuple(told))


def _with_words(one: Entry, other: Entry) -> Entry:
    return other if one.payload is None else one


def _check_once(commits: Iterable[Signed]) -> None:
    """Raise LedgerFault where two commits cover one entry: a device signs each once."""
    seen: set[str] = set()
    for signed in commits:
        ids = set(signed.commit.entries)
        if len(ids) != len(signed.commit.entries) or seen & ids:
            message = f"An entry in {signed.commit.stream} is signed twice."
            raise LedgerFault(message)
        seen |= ids


def before(signed: Signed) -> set[str]:
    """Return the ids that the entries of a commit stand on: the author's one before, and what of the subject was seen.

    Entries of the commit itself are not among them.
    """
    found = {one for entry in signed.entries for one in entry.after}
    found |= {entry.prev for entry in signed.entries if entry.prev}
    return found - set(signed.commit.entries)


def place(commits: Sequence[Signed], held: Collection[str]) -> Placed:
    """Return which commits can be added: those of which everything that they stand on is held, or added with them.

    `held` are those ids of entries among `before` that are held.
    """
    here = set(held)
    # Each author's in their order, so that mostly one round is enough.
    waiting = sorted(commits, key=lambda signed: min(entry.seq for entry in signed.entries))
    ready: list[Signed] = []
    grew = True
    while grew:
        still = []
        for signed in waiting:
            if before(signed) <= here:
                ready.append(signed)
                here.update(signed.commit.entries)
            else:
                still.append(signed)
        grew = len(still) < len(waiting)
        waiting = still
    there = {one for signed in waiting for one in signed.commit.entries}
    missing = {one for signed in waiting for one in before(signed)} - here - there
    return Placed(tuple(ready), tuple(waiting), frozenset(missing))


def verify_signed(signed: Signed) -> None:
    """Raise LedgerFault unless signature, hashes and ownership of every entry fit."""
    commit = signed.commit
    if not signed.entries:
        message = f"Commit {commit.id[:12]} in {commit.stream} covers nothing."
        raise LedgerFault(message)
    verify_commit(commit)
    if tuple(entry.id for entry in signed.entries) != commit.entries:
        message = f"Commit {commit.id[:12]} in {commit.stream} does not come with the entries it names."
        raise LedgerFault(message)
    for entry in signed.entries:
        verify_entry(entry)
        if entry.author != commit.author or entry.stream != commit.stream:
            message = f"Entry {entry.id[:12]} stands under a commit of another author or stream."
            raise LedgerFault(message)
