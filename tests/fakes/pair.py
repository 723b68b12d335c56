"""Two people with a vault each, whose cards are exchanged, and the files that pass between them."""

from dataclasses import dataclass
from pathlib import Path

from supervision_app.adapters.packs.files import PackFiles
from supervision_app.domain.cards import Contact
from supervision_app.services import cards, carrying, taking_in
from supervision_app.services.carrying import Made, ToSend
from supervision_app.services.desk import Desk
from supervision_app.services.taking_in import Matched, Taken

FILES = PackFiles()


@dataclass
class Road:
    """A folder in which files are handed over, each under a name of its own."""

    folder: Path
    number: int = 0

    def path(self, end: str) -> Path:
        """Return where the next file goes."""
        self.number += 1
        return self.folder / f"{self.number}.{end}"

    def card(self, of: Desk, to: Desk, *, is_person: str = "", joins: bool = False) -> Contact:
        """Have somebody pin another's card; returns the contact."""
        path = self.path("sccard")
        cards.show_card(of, FILES, path)
        return cards.pin_card(to, cards.look_at_card(to, FILES, path), is_person=is_person, joins=joins)

    def send(self, giver: Desk, taker: Desk, purpose: str, **wanted: object) -> Made:
        """Make a pack for somebody whose card the giver has."""
        contact = cards.find_contact(giver, taker.owner().name)
        return carrying.make_pack(giver, FILES, ToSend(purpose, (contact,), **wanted), self.path("scpack"), "1")  # type: ignore[arg-type]

    def take(self, taker: Desk, made: Made) -> tuple[Taken, Path]:
        """Take a pack in; returns what came of it and the receipt."""
        receipt = self.path("screceipt")
        return taking_in.take_in(taker, FILES, made.path, receipt), receipt

    def carry(self, giver: Desk, taker: Desk, purpose: str, **wanted: object) -> Matched:
        """Make a pack, take it in, and match the receipt."""
        made = self.send(giver, taker, purpose, **wanted)
        return taking_in.match_receipt(giver, FILES, self.take(taker, made)[1])


def known(road: Road, team: Desk, aoife: Desk) -> None:
    """Have the manager and the worker add each other's card."""
    road.card(aoife, team, is_person="Aoife Byrne")
    road.card(team, aoife)
