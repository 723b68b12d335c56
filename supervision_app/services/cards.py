"""Contact cards: mine to give away, and those of others, compared and pinned."""

from dataclasses import dataclass
from pathlib import Path

from supervision_app.domain import cards, directory, same_person
from supervision_app.domain.cards import Card, Contact
from supervision_app.domain.entries import NewEntry, in_words
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.domain.people import Person, find_member, name_key
from supervision_app.services.desk import Desk, Word
from supervision_app.services.pack_ports import PackFiles


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card that somebody gave: its words to compare, whose it could be here, and what it would take the place of."""

    card: Card
    words: str
    could_be: tuple[Person, ...]
    changed: tuple[Contact, ...]
    known: bool
    is_mine: bool


def my_card(desk: Desk, files: PackFiles) -> Card:
    """Return the card of this vault's owner."""
    return Card(desk.owner(), desk.vault.views.team().name, desk.author, files.box_of(desk.vault.box))


def show_card(desk: Desk, files: PackFiles, path: Path) -> str:
    """Write my card to a file; returns its six words. Raises CannotWrite."""
    card = my_card(desk, files)
    files.write_card(path, card, desk.key)
    return files.words_of(card)


def contacts(desk: Desk) -> list[Contact]:
    """Return everybody whose card is pinned here, those who were marked as left included, by name."""
    found = (cards.read_contact(desk.told(*place)) for place in desk.vault.ledger.of_teams("card"))
    return sorted((one for one in found if one), key=lambda one: (name_key(one.card.person.name), one.since))


def look_at_card(desk: Desk, files: PackFiles, path: Path) -> CardRead:
    """Return what a card says, and what is known here of whom it names; raises what reading it raises."""
    card = files.read_card(path)
    here = contacts(desk)
    people = [member.person for member in desk.vault.views.members() if not member.left_on]
    named = _as_here(desk, card)
    known = any(one.card.key == card.key and one.card.box == card.box and not one.left_on for one in here)
    return CardRead(
        card=card,
        words=files.words_of(card),
        could_be=() if named.person in people else cards.could_be(named, people),
        changed=cards.changed(named, here),
        known=known,
        is_mine=card.key == desk.author,
    )


def _as_here(desk: Desk, card: Card) -> Card:
    """Return the card with the id by which its person goes here."""
    person = card.person
    here = Person(desk.same().get(person.id, person.id), person.name, person.role)
    return Card(here, card.team, card.key, card.box)


def pin_card(desk: Desk, read: CardRead, *, is_person: str = "", joins: bool = False) -> Contact:
    """Pin a card whose words were compared; returns the contact.

    `is_person` names who of the directory it is, and `joins` says that they come into the team. Somebody else's card
    stays a contact only. Raises RuleRefused for one's own card, one that is pinned, or both ways at once, and NotFound
    or AmbiguousName for the name.
    """
    if read.is_mine:
        message = "That is your own card. Give it to others; theirs are added here."
        raise RuleRefused(message)
    if is_person and joins:
        message = "Say either who of your team this is, or that they join it: not both."
        raise InputRefused(message)
    stream, today = desk.vault.views.team().stream, desk.today()
    entries = [] if read.known else [cards.pin(stream, read.card, on=today)]
    if is_person:
        member = find_member(desk.vault.views.members(), is_person)
        also = desk.ids_of(member.person)
        if read.card.person.id not in also:
            entries.append(same_person.link(stream, member.person, read.card.person, also, on=today))
    elif joins:
        entries.append(_joining(desk, read.card, stream))
    if not entries:
        message = f"The card of {read.card.person.name} is here already."
        raise RuleRefused(message)
    desk.record([Word(entry, desk.owner()) for entry in entries])
    return next(one for one in contacts(desk) if one.card.key == read.card.key)


def _joining(desk: Desk, card: Card, stream: str) -> NewEntry:
    person = _as_here(desk, card).person
    if any(member.person == person and not member.left_on for member in desk.vault.views.members()):
        message = f"{person.name} is in the directory already."
        raise RuleRefused(message)
    return directory.join(stream, person, key="", on=desk.today())


def mark_left(desk: Desk, name: str, why: str) -> Contact:
    """Mark somebody's card as left: what they send from now on waits until somebody decides. Returns the contact."""
    contact = find_contact(desk, name)
    entry = cards.leave(desk.vault.views.team().stream, contact, why, on=desk.today())
    desk.record([Word(entry, desk.owner())])
    return contact


def find_contact(desk: Desk, name: str) -> Contact:
    """Return the one contact whom a typed name means, those who left aside; raises NotFound or AmbiguousName."""
    key = name_key(name)
    here = [one for one in contacts(desk) if not one.left_on]
    fitting = [one for one in here if name_key(one.card.person.name) == key] or [
        one for one in here if key and key in map(name_key, one.card.person.name.split())
    ]
    # Of one person, the card that was pinned last counts: a new computer.
    newest = {one.card.person: one for one in fitting}
    if len(newest) == 1:
        return next(iter(newest.values()))
    if newest:
        people = "; ".join(f"{one.card.person.name} of {one.card.team}" for one in newest.values())
        message = f"“{name}” could be more than one contact: {people}. Give the whole name."
        raise AmbiguousName(message)
    known = ", ".join(sorted({one.card.person.name for one in here})) or "nobody yet"
    message = f"No card of “{name}” is here. Cards are here of: {known}. Ask for theirs, and add it with “card add”."
    raise NotFound(message)


def changed_words(read: CardRead, before: Contact) -> str:
    """Return the warning that somebody who is known here has another card now, with the key of then and of now."""
    return (
        f"WARNING: {before.card.person.name} is known here with another card, since {in_words(before.since)}. "
        f"It began {before.card.key[:12]}, and this one begins {read.card.key[:12]}. Ask them, by telephone or face to "
        "face, whether they have a new computer. If they do not, somebody else made this card."
    )


def contact_words(contact: Contact) -> str:
    """Return a contact in a line."""
    card = contact.card
    left = f"; marked as left on {in_words(contact.left_on)}" if contact.left_on else ""
    return f"{card.person.name}, {card.team}, since {in_words(contact.since)}{left}"
