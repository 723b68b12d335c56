"""What a sealed record gains later: that somebody has seen it, and what was added. It is never changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision_app.domain.entries import NewEntry, Told, needed
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.people import Person, person_from

DISCUSSION, SUPERVISION = "discussion", "supervision"
"""The families of records that can be seen and added to: the first word of their kinds."""

SEEN_KINDS = frozenset({f"{DISCUSSION}.seen/1", f"{SUPERVISION}.seen/1"})
ADDED_KINDS = frozenset({f"{DISCUSSION}.added/1", f"{SUPERVISION}.added/1"})


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody's word that they have read a record; `means` says whether at the same screen or on their own device."""

    person: Person
    on: str
    means: str


@dataclass(frozen=True, slots=True)
class Addition:
    """Words added to a sealed record; `on` is the day they were added."""

    text: str
    on: str
    recorded_at: str
    by: Person


@dataclass(frozen=True, slots=True)
class After:
    """All that came after a record was sealed, in causal order."""

    seen: tuple[Seen, ...] = ()
    added: tuple[Addition, ...] = ()


NOTHING_YET = After()
"""A record that nobody has said they read, and to which nothing was added."""


def see(family: str, stream: str, subject: str, *, on: date) -> NewEntry:
    """Return the entry of whoever speaks having read the record, as it stands."""
    return NewEntry(stream, subject, f"{family}.seen/1", on, {})


def add(family: str, stream: str, subject: str, text: str, *, on: date) -> NewEntry:
    """Return the entry of words added to a sealed record; raises InputRefused when there are none."""
    return NewEntry(stream, subject, f"{family}.added/1", on, {"text": needed(text, "What you want to add")})


def check_unseen(after: After, person: Person) -> None:
    """Raise RuleRefused when this person has said already that they have read the record."""
    if any(one.person == person for one in after.seen):
        message = f"{person.name} has read this record already. Add to it if something is missing."
        raise RuleRefused(message)


def read_after(entries: Sequence[Told]) -> After:
    """Return what came after a record, from all entries of its subject in causal order."""
    return After(
        seen=tuple(
            Seen(person_from(payload["by"]), entry.happened_on, payload["means"])
            for entry, payload in _with_words(entries, SEEN_KINDS)
        ),
        added=tuple(
            Addition(payload["text"], entry.happened_on, entry.recorded_at, person_from(payload["by"]))
            for entry, payload in _with_words(entries, ADDED_KINDS)
        ),
    )


def _with_words(entries: Sequence[Told], kinds: frozenset[str]) -> Iterable[tuple[Told, Mapping[str, Any]]]:
    return ((entry, entry.payload) for entry in entries if entry.kind in kinds and entry.payload)


def waits_for(worker: Person | None, after: After) -> bool:
    """Return whether the worker whose supervision it was has yet to read the record."""
    return worker is not None and all(one.person != worker for one in after.seen)
