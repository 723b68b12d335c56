"""One person under several ids: whoever is known in two vaults has an id in each, until somebody says who it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from supervision_app.domain.entries import NewEntry, Told
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.people import Person

SAME = "person.same/1"
NOT_SAME = "person.not-same/1"
KINDS = frozenset({SAME, NOT_SAME})

Same = Mapping[str, str]
"""Each id that is another's, with the one that the person goes by."""


def link(stream: str, person: Person, other: Person, also: Iterable[str], *, on: date) -> NewEntry:
    """Return the entry that says that somebody here goes by another id elsewhere; raises RuleRefused where it is so."""
    if other.id in {person.id, *also}:
        message = f"{person.name} is known to be the same person already."
        raise RuleRefused(message)
    return NewEntry(stream, person.id, SAME, on, {"also": other.as_payload()})


def unlink(stream: str, person: Person, other: str, also: Iterable[str], *, on: date) -> NewEntry:
    """Return the entry that takes such a word back; raises RuleRefused where nobody said it."""
    if other not in set(also):
        message = f"Nobody said that {person.name} is the person with that id. “people list” shows who is known."
        raise RuleRefused(message)
    return NewEntry(stream, person.id, NOT_SAME, on, {"id": other})


def read_also(entries: Sequence[Told]) -> tuple[str, ...]:
    """Return the ids by which a person goes elsewhere, sorted; the entries are theirs, in causal order."""
    found: set[str] = set()
    for entry in entries:
        payload: Mapping[str, Any] = entry.payload or {}
        if entry.kind == SAME and payload:
            found.add(payload["also"]["id"])
        if entry.kind == NOT_SAME and payload:
            found.discard(payload["id"])
    return tuple(sorted(found))


def one_id_each(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return each id that is another's with the id that the person goes by; `links` are of that id and the other one.

    Where several directories each have an id of their own for one person, the first of these in order counts.
    """
    groups: dict[str, set[str]] = {}
    named: set[str] = set()
    for known_as, other in links:
        named.add(known_as)
        whole = groups.get(known_as, {known_as}) | groups.get(other, {other})
        groups.update(dict.fromkeys(whole, whole))
    found = {}
    for one, whole in groups.items():
        goes_by = min(whole & named)
        if one != goes_by:
            found[one] = goes_by
    return found


def with_one_id(value: Any, same: Same) -> Any:
    """Return what an entry says, with each person under the id that they go by; random ids stand for nothing else."""
    if isinstance(value, str):
        return same.get(value, value)
    if isinstance(value, Mapping):
        return {name: with_one_id(part, same) for name, part in value.items()}
    if isinstance(value, list):
        return [with_one_id(part, same) for part in value]
    return value
