"""What the page for sending and receiving shows and does, without a window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from supervision_app.domain import packs
from supervision_app.domain.people import ROLES
from supervision_app.services import arriving, cards, carrying, taking_in
from supervision_app.services.arriving import Arrived
from supervision_app.services.carrying import Made, ToSend
from supervision_app.services.desk import Desk
from supervision_app.services.pack_ports import CARD, PACK, PackFiles
from supervision_app.services.team import people_now
from ui.shared.asking import ACTIONS, CHILDREN, DISCUSSIONS, EVERYTHING, PEOPLE, Asking, Breakable

CONTACT, JOINS = "contact", "joins"
"""Who a card is of: somebody elsewhere, or somebody who comes into the team. Anything else is a person's id."""
TO, CHILDREN_FIELD, COMPARED, WHOLE = "to", "children", "compared", ""
"""The fields, and where a refusal stands that is of none of them."""

WHAT = {
    packs.WORKER: "Their own children and actions",
    packs.RETURN: "What I did, back to them",
    packs.CHILD: "Children that I name",
    packs.TEAM: "The whole team, for the next manager",
}
"""What a pack can be made of here."""

_MANAGERS, _OTHERS = (packs.WORKER, packs.CHILD, packs.TEAM), (packs.RETURN, packs.CHILD)
UNDONE = "The file that was being taken in when the vault was locked was not taken in. Choose it again."
_NOT_COMPARED = "Compare the six words with the person, by telephone or face to face, and tick this."


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of the vault.

    `records` are the people whose own supervision record may go to the next manager, each by id.
    """

    card: str
    words: str
    contacts: tuple[tuple[str, str], ...]
    what: Mapping[str, str]
    records: tuple[tuple[str, str], ...]
    passed: tuple[str, ...]
    waiting: tuple[str, ...]
    suggested: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody chose to send."""

    to: str
    what: str
    children: str
    records: Sequence[str]


class PacksView(Protocol):
    """What the page can show."""

    def show_vault(self, shown: Shown) -> None:
        """Show who is known, what can be sent, and what passed before."""

    def show_arrived(self, arrived: Arrived, choices: Sequence[tuple[str, str]], deed: str) -> None:
        """Show what a file is; `choices` are asked of a card, and `deed` is what can be done, empty for nothing."""

    def show_done(self, lines: Sequence[str]) -> None:
        """Say what was done."""

    def wait(self, sentence: str) -> None:
        """Say what is being done, or nothing any more."""

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, each sentence beside its field."""


@dataclass
class PacksPresenter:
    """Looks at files that came, takes them in, and makes those that go."""

    view: PacksView
    vault: Asking
    files: Callable[[], PackFiles]
    version: str
    arrived: Arrived | None = None

    def begin(self) -> None:
        """Read now, and again whenever something changes."""
        self.vault.listen(EVERYTHING, self.read)
        self.read()

    def read(self) -> None:
        """Read who is known and what passed."""
        self.vault.ask(self._shown, self.view.show_vault, refused=self._refused)

    def _shown(self, desk: Desk) -> Shown:
        contacts = [one.card.person for one in cards.contacts(desk) if not one.left_on]
        ways = _MANAGERS if desk.owner().role in {"manager", "senior"} else _OTHERS
        records = tuple((row.id, row.name) for row in people_now(desk) if row.supervised)
        card = cards.my_card(desk, self.files())
        return Shown(
            card=f"{card.person.name}, {ROLES[card.person.role]}, {card.team}",
            words=self.files().words_of(card),
            contacts=tuple(dict.fromkeys((one.name, f"{one.name}, {ROLES[one.role]}") for one in contacts)),
            what={way: WHAT[way] for way in ways},
            records=records if packs.TEAM in ways else (),
            passed=tuple(carrying.passage_words(one) for one in carrying.passages(desk)),
            waiting=taking_in.waiting_words(desk),
            suggested=desk.today().isoformat(),
        )

    def look_at(self, path: Path) -> None:
        """Look at a file that came."""
        self.view.refuse({})
        self.view.wait("Looking at the file.")
        self.vault.ask(
            lambda desk: arriving.look_at_file(desk, self.files(), path), self._looked, refused=self._refused
        )

    def _looked(self, arrived: Arrived) -> None:
        self.view.wait("")
        self.arrived = arrived
        read = arrived.card
        if read is None:
            deed = "Take it in" if arrived.kind == PACK else "Record this receipt"
            self.view.show_arrived(arrived, (), deed)
            return
        choices = [(CONTACT, "Somebody of another team: a contact only")]
        choices += [(one.id, f"{one.name}, {ROLES[one.role]}, of this team") for one in arrived.people]
        choices += [(JOINS, f"{read.card.person.name} comes into this team, as {ROLES[read.card.person.role]}")]
        likely = {one.id for one in read.could_be}
        choices.sort(key=lambda choice: choice[0] not in likely)
        self.view.show_arrived(arrived, choices, "" if read.is_mine else "Add this card")

    def go_on(self, who: str, *, compared: bool) -> None:
        """Take in what was looked at: a pack with a receipt beside it, a card that was compared, or a receipt."""
        arrived = self.arrived
        if arrived is None:
            return
        if arrived.kind == CARD:
            self._add(arrived, who, compared=compared)
            return
        self.view.wait("Making a backup, and taking the pack in." if arrived.kind == PACK else "Recording the receipt.")
        work = self._take_in if arrived.kind == PACK else self._match
        self.vault.ask(
            Breakable(lambda desk: work(desk, arrived.path), UNDONE),
            self._done,
            refused=self._refused,
            changes={CHILDREN, ACTIONS, PEOPLE, DISCUSSIONS},
        )

    def _add(self, arrived: Arrived, who: str, *, compared: bool) -> None:
        read = arrived.card
        if not compared or read is None:
            self.view.refuse({COMPARED: _NOT_COMPARED})
            return
        person = who if who not in {CONTACT, JOINS} else ""

        def add(desk: Desk) -> tuple[str, ...]:
            contact = cards.pin_card(desk, read, is_person=person, joins=who == JOINS)
            released = taking_in.release(desk)
            said = f"{contact.card.person.name} is a contact now: you can send them packs, and take theirs in."
            return (said, "What waited for this card was taken in.") if released.new else (said,)

        self.vault.ask(add, self._done, refused=self._refused, changes={PEOPLE, ACTIONS, CHILDREN, DISCUSSIONS})

    def _take_in(self, desk: Desk, path: Path) -> tuple[str, ...]:
        receipt = path.with_suffix(".screceipt")
        taken = taking_in.take_in(desk, self.files(), path, receipt)
        lines = taking_in.said(taken)
        if not taking_in.is_in(taken):
            return lines
        return (*lines, f"The receipt is {receipt}: give it to {taken.header.sender.person.name}.")

    def _match(self, desk: Desk, path: Path) -> tuple[str, ...]:
        return (taking_in.match_receipt(desk, self.files(), path).words,)

    def _done(self, lines: Sequence[str]) -> None:
        self.arrived = None
        self.view.wait("")
        self.view.refuse({})
        self.view.show_done(lines)

    def save_card(self, path: Path) -> None:
        """Write the owner's card to a file."""
        self.vault.ask(
            lambda desk: cards.show_card(desk, self.files(), path),
            lambda _words: self._done((f"Your card is in {path}. Read its six words aloud to whoever gets it.",)),
            refused=self._refused,
        )

    def missing(self, wanted: Wanted) -> bool:
        """Say what is still to be chosen before a pack can be made; returns whether anything is."""
        faults = {}
        if not wanted.to:
            faults[TO] = "No card of anybody is here. Ask for theirs, and choose the file above."
        if wanted.what == packs.CHILD and not _ids(wanted.children):
            faults[CHILDREN_FIELD] = "Type the ids of the children, with a comma between them."
        self.view.refuse(faults)
        return bool(faults)

    def send(self, wanted: Wanted, path: Path) -> None:
        """Make a pack."""
        self.view.wait("Making the pack.")

        def make(desk: Desk) -> Made:
            contact = cards.find_contact(desk, wanted.to)
            children = _ids(wanted.children) if wanted.what in {packs.CHILD, packs.RETURN} else ()
            records = wanted.records if wanted.what == packs.TEAM else ()
            return carrying.make_pack(
                desk, self.files(), ToSend(wanted.what, (contact,), children, "", records), path, self.version
            )

        self.vault.ask(make, self._made, refused=self._refused, changes={PEOPLE})

    def _made(self, made: Made) -> None:
        self._done(carrying.made_words(made))

    def _refused(self, sentence: str) -> None:
        self.view.wait("")
        self.view.refuse({WHOLE: sentence})


def _ids(typed: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in typed.split(","))))
