"""What the services ask of packs, cards and receipts as files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from supervision_app.domain.cards import Card
from supervision_app.domain.packs import Tally
from supervision_app.domain.people import Person
from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.union import Signed

PACK, CARD, RECEIPT = "pack", "card", "receipt"
"""What a file that somebody was given can be."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """That a restored copy of a vault signs with a new key, in the words and with the signature of the one before."""

    before: str
    key: str
    of: str
    proof: str


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the head of a pack and is signed with all of it.

    `to` are the boxes it is locked for, by the name of whose each is; `open_actions` the ids of the actions that are
    open in it; `introduced` whose the signing keys in it are; `renewals` lead from an earlier key of the sender to
    this one.
    """

    pack: str
    purpose: str
    made_at: str
    version: str
    sender: Card
    to: Mapping[str, str]
    tally: Tally
    open_actions: tuple[str, ...]
    introduced: Mapping[str, Person]
    renewals: tuple[Renewal, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was opened: everything in it is as its sender signed it."""

    header: Header
    commits: tuple[Signed, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receiver says of a pack: what of it is there now. `key` is that of the receiver."""

    pack: str
    to: str
    person: Person
    key: str
    received: Tally
    waiting: int
    written_at: str


class PackFiles(Protocol):
    """Writing and reading packs, cards and receipts."""

    def write_pack(self, path: Path, header: Header, commits: Sequence[Signed], key: DeviceKey) -> None:
        """Write a pack, signed and locked for the boxes of its header."""

    def read_pack(self, path: Path, box: str) -> Pack:
        """Return a pack that this box opens; `box` is the private half."""

    def write_card(self, path: Path, card: Card, key: DeviceKey) -> None:
        """Write a card, signed by its own key."""

    def read_card(self, path: Path) -> Card:
        """Return the card in a file, whose own key signed it."""

    def kind_of(self, path: Path) -> str:
        """Return what a file is: `PACK`, `CARD` or `RECEIPT`."""

    def box_of(self, private: str) -> str:
        """Return the public half of a letter box."""

    def words_of(self, card: Card) -> str:
        """Return the six words that are read aloud to compare a card."""

    def write_receipt(self, path: Path, receipt: Receipt, key: DeviceKey) -> None:
        """Write a receipt, signed by the receiver's key."""

    def read_receipt(self, path: Path) -> Receipt:
        """Return the receipt in a file, which its key signed."""
