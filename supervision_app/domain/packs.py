"""Packs: what is carried from one vault to another, what came of it, and what of the record goes along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from supervision_app.domain.entries import NewEntry, Told, counted
from supervision_app.domain.people import Person, person_from

SENT = "pack.sent/1"
RECEIVED = "pack.received/1"
RECEIPTED = "pack.receipted/1"
KINDS = frozenset({SENT, RECEIVED, RECEIPTED})

WORKER, RETURN, CHILD, TEAM, ARCHIVE = "worker", "return", "child", "team", "archive"
PURPOSES = {
    WORKER: "a worker’s own children and actions",
    RETURN: "what a worker did, back to the manager",
    CHILD: "children on their way to a new worker or another team",
    TEAM: "the whole team, for the next manager",
    ARCHIVE: "everything that a leaver has, for the council’s key alone",
}
"""What a pack can be for, and how that is said."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted on both sides: entries, children, and open actions. `root` stands for which ones they are."""

    entries: int
    children: int
    open_actions: int
    root: str

    def as_payload(self) -> dict[str, Any]:
        """Return the tally as entries and receipts carry it."""
        return {
            "entries": self.entries,
            "children": self.children,
            "open_actions": self.open_actions,
            "root": self.root,
        }


def tally_from(payload: Mapping[str, Any]) -> Tally:
    """Return the tally that an entry or a receipt carries."""
    return Tally(payload["entries"], payload["children"], payload["open_actions"], payload["root"])


@dataclass(frozen=True, slots=True)
class Passage:
    """A pack that was sent or received: with whom, what for, when, what was in it, and what the receipt said.

    `actions` are those that were open in it.
    """

    id: str
    purpose: str
    people: tuple[Person, ...]
    tally: Tally
    streams: tuple[str, ...]
    actions: tuple[str, ...] = ()
    sent: bool = False
    on: str = ""
    received: Tally | None = None
    received_by: str = ""
    receipted_on: str = ""

    @property
    def matches(self) -> bool:
        """Return whether the receipt says that all that was sent is there."""
        return self.received == self.tally


def send(stream: str, passage: Passage, *, on: date) -> NewEntry:
    """Return the entry of a pack that was made."""
    return NewEntry(stream, passage.id, SENT, on, _payload(passage))


def receive(stream: str, passage: Passage, author: str, introduced: Mapping[str, Person], *, on: date) -> NewEntry:
    """Return the entry of a pack that was taken in from the device of `author`, with whoever it introduced by key."""
    payload = {
        **_payload(passage),
        "author": author,
        "introduced": [{"key": key, "person": person.as_payload()} for key, person in sorted(introduced.items())],
    }
    return NewEntry(stream, passage.id, RECEIVED, on, payload)


def receipt(stream: str, pack: str, received: Tally, by: Person, *, on: date) -> NewEntry:
    """Return the entry of a receipt that came back."""
    return NewEntry(stream, pack, RECEIPTED, on, {"received": received.as_payload(), "person": by.as_payload()})


def _payload(passage: Passage) -> dict[str, Any]:
    return {
        "purpose": passage.purpose,
        "people": [person.as_payload() for person in passage.people],
        "tally": passage.tally.as_payload(),
        "streams": list(passage.streams),
        "actions": list(passage.actions),
    }


def read_passages(entries: Sequence[Told]) -> tuple[Passage, ...]:
    """Return what the entries of one pack tell: that it was sent, that it was received, or both in one vault."""
    found: dict[str, Passage] = {}
    for entry in entries:
        payload: Mapping[str, Any] = entry.payload or {}
        if entry.kind in {SENT, RECEIVED} and payload:
            found.setdefault(entry.kind, _passage(entry, payload))
        if entry.kind == RECEIPTED and payload and SENT in found:
            found[SENT] = _receipted(found[SENT], entry, payload)
    return tuple(found.values())


def _passage(entry: Told, payload: Mapping[str, Any]) -> Passage:
    return Passage(
        id=entry.subject,
        purpose=payload["purpose"],
        people=tuple(map(person_from, payload["people"])),
        tally=tally_from(payload["tally"]),
        streams=tuple(payload["streams"]),
        actions=tuple(payload["actions"]),
        sent=entry.kind == SENT,
        on=entry.happened_on,
    )


def _receipted(sent: Passage, entry: Told, payload: Mapping[str, Any]) -> Passage:
    return replace(
        sent,
        received=tally_from(payload["received"]),
        received_by=person_from(payload["person"]).name,
        receipted_on=entry.happened_on,
    )


def compared(sent: Tally, received: Tally) -> str:
    """Return in a sentence whether what arrived is what was sent."""
    numbers = f"{counted(sent.open_actions, 'open action', 'open actions')} sent, {received.open_actions:,} received"
    if sent == received:
        return f"{numbers}. {counted(sent.entries, 'entry', 'entries')} sent, all of them there."
    return (
        f"{numbers}; {sent.entries:,} entries sent, {received.entries:,} there. They are not the same: "
        "make the pack again, and keep everything here until a receipt matches."
    )
