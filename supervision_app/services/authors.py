"""Whose the signing keys in a vault are, and who says so."""

from collections.abc import Collection
from dataclasses import dataclass

from supervision_app.domain import cards, directory, packs
from supervision_app.domain.entries import Told
from supervision_app.domain.people import Person, person_from
from supervision_app.ledger.commit import is_vouched_for
from supervision_app.services.cards import contacts
from supervision_app.services.desk import Desk
from supervision_app.services.pack_ports import Header, Renewal

TRUSTED, LEFT, CHANGED, UNKNOWN = "trusted", "left", "changed", "unknown"
"""Whoever sent a pack: pinned here, pinned and marked as left, pinned with another key, or not known."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whose a signing key is; `introduced_by` names who says so, empty where it was compared here."""

    person: Person
    introduced_by: str = ""


def authors(desk: Desk) -> dict[str, Author]:
    """Return whose each key is, as far as anybody said: a card that was compared here goes before an introduction."""
    found: dict[str, Author] = {}
    places = [place for family in ("pack", "device", "card") for place in desk.vault.ledger.of_teams(family)]
    for place in places:
        for entry in desk.told(*place):
            found.update(_named(entry))
    return found


def _named(entry: Told) -> dict[str, Author]:
    payload = entry.payload or {}
    if entry.kind == packs.RECEIVED and payload:
        sender = payload["people"][0]["name"] if payload["people"] else ""
        return {one["key"]: Author(person_from(one["person"]), sender) for one in payload["introduced"]}
    if entry.kind == directory.DEVICE and payload:
        return {payload["key"]: Author(person_from(payload["person"]))}
    if entry.kind == directory.DEVICE_RENEWED and payload:
        return {payload["key"]: Author(person_from(payload["by"]))}
    if entry.kind == cards.PINNED and payload:
        return {payload["key"]: Author(person_from(payload["person"]))}
    return {}


def authors_of(desk: Desk, keys: Collection[str]) -> dict[str, Person]:
    """Return who signs with these keys, as far as it is known here."""
    return {key: author.person for key, author in authors(desk).items() if key in keys}


def standing_of(desk: Desk, header: Header) -> str:
    """Return what is known here of whoever sent a pack: one of `TRUSTED`, `LEFT`, `CHANGED`, `UNKNOWN`."""
    here = contacts(desk)
    known, left = set(authors(desk)), {one.card.key for one in here if one.left_on}
    for key in _keys_before(header.sender.key, header.renewals):
        if key in known:
            return LEFT if key in left else TRUSTED
    people = {one.card.person for one in here if not one.left_on}
    same = desk.same()
    person = header.sender.person
    return CHANGED if Person(same.get(person.id, person.id), "", "") in people or person in people else UNKNOWN


def vouched_for(desk: Desk) -> set[str]:
    """Return the keys whose entries are taken in: known here, and not marked as left."""
    return set(authors(desk)) - {one.card.key for one in contacts(desk) if one.left_on}


def _keys_before(key: str, renewals: Collection[Renewal]) -> list[str]:
    """Return a key and those that led to it, each of which vouched for the next."""
    found = [key]
    while True:
        before = [
            one.before
            for one in renewals
            if one.key == found[-1]
            and one.before not in found
            and is_vouched_for(one.before, one.key, one.of, one.proof)
        ]
        if not before:
            return found
        found.append(before[0])
