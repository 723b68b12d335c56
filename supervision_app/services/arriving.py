"""A file that somebody was given: what it is, and what it would do, before anything is taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from supervision_app.domain.people import ROLES, Person
from supervision_app.services import cards, taking_in
from supervision_app.services.cards import CardRead
from supervision_app.services.desk import Desk
from supervision_app.services.pack_ports import CARD, PACK, PackFiles


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file by what it is (`PACK`, `CARD` or `RECEIPT`), what is said of it, and the card where it is one.

    `people` are those of the directory whose card it may be: the likely ones first.
    """

    path: Path
    kind: str
    words: Sequence[str]
    card: CardRead | None = None
    people: Sequence[Person] = ()


def look_at_file(desk: Desk, files: PackFiles, path: Path) -> Arrived:
    """Return what a file is and what it would do; nothing is changed. Raises what reading it raises."""
    kind = files.kind_of(path)
    if kind == PACK:
        return Arrived(path, kind, taking_in.said(taking_in.look_at_pack(desk, files, path), looking=True))
    if kind == CARD:
        return _card(desk, files, path)
    receipt = files.read_receipt(path)
    words = f"A receipt of {receipt.person.name} for a pack that was sent to them."
    return Arrived(path, kind, (words,))


def _card(desk: Desk, files: PackFiles, path: Path) -> Arrived:
    read = cards.look_at_card(desk, files, path)
    card = read.card
    lines = [f"The card of {card.person.name}, {ROLES[card.person.role]}, {card.team}."]
    lines += ["It is your own card: give it to others."] if read.is_mine else []
    lines += ["This card is here already."] if read.known else []
    lines += [cards.changed_words(read, one) for one in read.changed]
    members = [one.person for one in desk.vault.views.members() if not one.left_on and one.person != desk.owner()]
    others = [one for one in members if one not in read.could_be]
    return Arrived(path, CARD, tuple(lines), read, (*read.could_be, *others))
