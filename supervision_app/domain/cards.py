"""Contact cards: whose signing key and whose locked letter box belong to whom, and who has left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision_app.domain.entries import NewEntry, Told, in_words, needed
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.people import Person, check_name, check_role, name_key, person_from

PINNED = "card.pinned/1"
LEFT = "card.left/1"
KINDS = frozenset({PINNED, LEFT})


@dataclass(frozen=True, slots=True)
class Card:
    """Who somebody is and how to reach them: `key` signs what they write, `box` locks what is sent to them."""

    person: Person
    team: str
    key: str
    box: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A card that was compared and pinned here, since which day, and the day on which it was marked as left."""

    card: Card
    since: str
    left_on: str = ""


def check_card(card: Card) -> Card:
    """Return the card with its names tidied; raises InputRefused for a name or role that is none."""
    person = Person(card.person.id, check_name(card.person.name), check_role(card.person.role))
    return Card(person, check_name(card.team), card.key, card.box)


def pin(stream: str, card: Card, *, on: date) -> NewEntry:
    """Return the entry that pins a card whose words were compared."""
    payload = {"person": card.person.as_payload(), "team": card.team, "key": card.key, "box": card.box}
    return NewEntry(stream, card.key, PINNED, on, payload)


def leave(stream: str, contact: Contact, why: str, *, on: date) -> NewEntry:
    """Return the entry that marks a card as left: what it signs from now on waits. Raises RuleRefused when it is so."""
    if contact.left_on:
        message = f"The card of {contact.card.person.name} is marked as left since {in_words(contact.left_on)}."
        raise RuleRefused(message)
    return NewEntry(stream, contact.card.key, LEFT, on, {"why": needed(why, "The reason")})


def read_contact(entries: Sequence[Told]) -> Contact | None:
    """Return the contact that these entries of one key tell of; one who is pinned again is back."""
    found: Contact | None = None
    for entry in entries:
        payload: Mapping[str, Any] = entry.payload or {}
        if entry.kind == PINNED and payload:
            card = Card(person_from(payload["person"]), payload["team"], payload["key"], payload["box"])
            found = Contact(card, entry.happened_on)
        if entry.kind == LEFT and found:
            found = Contact(found.card, found.since, entry.happened_on)
    return found


def changed(card: Card, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return the contacts here of the same person with another key or box: a new computer, or somebody else."""
    return tuple(
        one
        for one in contacts
        if one.card.person == card.person and (one.card.key, one.card.box) != (card.key, card.box) and not one.left_on
    )


def could_be(card: Card, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return who in the directory may be the person of a card, by name: a person decides."""
    return tuple(one for one in people if one != card.person and name_key(one.name) == name_key(card.person.name))
