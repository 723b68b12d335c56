"""The team's own stream: its name, its people, and what was imported for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision_app.domain.entries import NewEntry, Told, in_words, optional
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.people import Member, Person, check_name, check_role

TEAM_NAMED = "team.named/1"
JOINED = "person.joined/1"
LEFT = "person.left/1"
DEVICE = "device.introduced/1"
DEVICE_RENEWED = "device.renewed/1"
IMPORTED = "import.recorded/1"
TEAM_SUBJECT = "team"


def name_team(stream: str, name: str, authority: str, *, demonstration: bool, on: date) -> NewEntry:
    """Return the entry that names the team and its authority."""
    payload = {"name": check_name(name), "authority": check_name(authority), "demonstration": demonstration}
    return NewEntry(stream, TEAM_SUBJECT, TEAM_NAMED, on, payload)


def join(stream: str, person: Person, *, key: str, on: date) -> NewEntry:
    """Return the entry of a person in the directory; `key` is the case system's id for them, where known."""
    payload = {"name": check_name(person.name), "role": check_role(person.role), "key": key}
    return NewEntry(stream, person.id, JOINED, on, payload)


def leave(stream: str, member: Member, why: str, *, managers_left: Sequence[Person], on: date) -> NewEntry:
    """Return the entry of a person leaving.

    Raises RuleRefused when they left already, or are the last manager: their open actions would be
    held by nobody with a name.
    """
    person = member.person
    if member.left_on:
        message = f"{person.name} left on {in_words(member.left_on)} already."
        raise RuleRefused(message)
    if person.role == "manager" and not managers_left:
        message = (
            f"{person.name} is the only manager here. Add the successor first with “people add … --role manager”, "
            "so that every open action keeps somebody who answers for it."
        )
        raise RuleRefused(message)
    return NewEntry(stream, person.id, LEFT, on, {"why": optional(why, "The reason")})


def introduce_device(stream: str, author: str, person: Person, *, on: date) -> NewEntry:
    """Return the entry that says whose the signing key is."""
    return NewEntry(stream, author, DEVICE, on, {"person": person.as_payload(), "key": author})


def renew_device(stream: str, keys: tuple[str, str], of: str, proof: str, *, on: date) -> NewEntry:
    """Return the entry that a restored copy signs with a new key: the key before and the new one, and its word for it.

    `of` is the moment of the copy. Whoever goes on with what was put aside signs with the key before, and the two
    are told apart.
    """
    before, author = keys
    return NewEntry(stream, author, DEVICE_RENEWED, on, {"before": before, "key": author, "of": of, "proof": proof})


@dataclass(frozen=True, slots=True)
class Import:
    """One import, in numbers: the children themselves are in their own streams."""

    id: str
    as_of: str
    kind: str
    lists: tuple[str, ...]
    teams: tuple[str, ...]
    files: tuple[str, ...]
    counts: Mapping[str, int]


def record_import(stream: str, done: Import, *, on: date) -> NewEntry:
    """Return the entry of an import."""
    payload = {
        "as_of": done.as_of,
        "source": done.kind,
        "lists": list(done.lists),
        "teams": list(done.teams),
        "files": list(done.files),
        "counts": dict(done.counts),
    }
    return NewEntry(stream, done.id, IMPORTED, on, payload)


def read_import(entry: Told) -> Import | None:
    """Return the import that an entry tells of; None for another entry, or where its words are not here."""
    payload: Mapping[str, Any] = entry.payload or {}
    if entry.kind != IMPORTED or not payload:
        return None
    return Import(
        id=entry.subject,
        as_of=payload["as_of"],
        kind=payload["source"],
        lists=tuple(payload["lists"]),
        teams=tuple(payload["teams"]),
        files=tuple(payload["files"]),
        counts=payload["counts"],
    )


def read_member(entries: Sequence[Told]) -> Member | None:
    """Return the person that these entries tell of; None when their joining is not among them."""
    member: Member | None = None
    for entry in entries:
        payload: Mapping[str, Any] = entry.payload or {}
        if entry.kind == JOINED and payload:
            left = member.left_on if member else ""
            member = Member(Person(entry.subject, payload["name"], payload["role"]), payload["key"], left)
        if entry.kind == LEFT and member and payload:
            member = Member(member.person, member.key, entry.happened_on)
    return member
