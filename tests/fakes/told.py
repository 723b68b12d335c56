"""A child's record as it grows on several devices, in memory: written, exchanged, and read as the practice reads it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from supervision_app.domain.actions import Action, read_action
from supervision_app.domain.agreements import OVERSIGHT, Agreement, agree
from supervision_app.domain.allocation import SUBJECT as ALLOCATION
from supervision_app.domain.allocation import Allocation, read_allocation
from supervision_app.domain.entries import NewEntry, Told
from supervision_app.domain.facts import SUBJECT as FACTS
from supervision_app.domain.facts import Known, read_facts
from supervision_app.domain.holding import Around
from supervision_app.domain.people import Person, team_manager_of
from supervision_app.ledger.entry import Entry, Link, canonical, write_entry
from supervision_app.ledger.order import causal_order, heads

KAI = "child:kai"
ACTION = "action-1"

KHAN = Person("p-khan", "M. Khan", "manager")
OKORO = Person("p-okoro", "Grace Okoro", "manager")
AOIFE = Person("p-aoife", "Aoife Brennan", "worker")
BEN = Person("p-ben", "Ben Carter", "worker")
CARA = Person("p-cara", "Cara Lewis", "worker")
FERN = Person("p-fern", "Fern Doyle", "family-finder")
SENIOR = Person("p-senior", "Jo Whitfield", "senior")
THE_POST = team_manager_of("North Team")

AGREED_ON = date(2026, 11, 9)
DUE = date(2026, 11, 27)


class Device:
    """One person's copy of a stream: what it holds, what is written on it, and how it reads.

    `name` goes into the ids of what is written here, and ids decide between entries of one causal depth:
    give another name to see the same history in the other order.
    """

    def __init__(self, name: str = "first") -> None:
        """Take the name that makes this device's ids differ from another's."""
        self._name = name
        self._written = 0
        self.held: dict[str, Told] = {}

    def write(self, new: NewEntry, by: Person = KHAN, typed_by: Person | None = None) -> Told:
        """Return the entry as written here, having seen all that this device holds of its subject."""
        self._written += 1
        typed = (typed_by or by).as_payload()
        payload = {**new.payload, "by": by.as_payload(), "recorded_by": typed, "means": "own device"}
        told = Told(
            id=hashlib.sha256(f"{self._name} {self._written}".encode()).hexdigest(),
            stream=new.stream,
            subject=new.subject,
            kind=new.kind,
            after=heads(one for one in self.held.values() if one.subject == new.subject),
            happened_on=new.happened_on.isoformat(),
            recorded_at=f"{new.happened_on.isoformat()}T15:20:00+00:00",
            payload=json.loads(canonical(payload)),
        )
        self.held[told.id] = told
        return told

    def write_unknown(self, subject: str = ACTION, on: date = AGREED_ON) -> Told:
        """Return an entry of a kind that this version does not know, as it is read: without its words."""
        return self.withhold(self.write(NewEntry(KAI, subject, "action.paused/1", on, {})))

    def withhold(self, told: Told) -> Told:
        """Return the entry as this device holds it once its words were withheld or erased."""
        self.held[told.id] = replace(told, payload=None)
        return self.held[told.id]

    def take(self, *entries: Told) -> None:
        """Take in entries that were written elsewhere."""
        self.held.update({told.id: told for told in entries})

    def exchange(self, other: "Device") -> None:
        """Leave both devices with everything that either held."""
        self.take(*other.held.values())
        other.take(*self.held.values())

    def told(self, subject: str = ACTION) -> list[Told]:
        """Return what is held of a subject, in causal order."""
        return causal_order(one for one in self.held.values() if one.subject == subject)

    def action(self, subject: str = ACTION) -> Action:
        """Return an action as it reads here."""
        return read_action(self.told(subject))

    def actions(self) -> list[Action]:
        """Return every action that is held here."""
        subjects = {one.subject: None for one in self.held.values() if one.kind.startswith("action.")}
        return [self.action(subject) for subject in subjects]

    def allocation(self) -> Allocation:
        """Return who has the child, as far as is known here."""
        return read_allocation(self.told(ALLOCATION))

    def known(self) -> Known:
        """Return what is known of the child here."""
        return read_facts(self.told(FACTS))


def two_devices(first: str = "first", second: str = "second") -> tuple[Device, Device]:
    """Return two devices that both hold the action that Aoife accepted on 9 November."""
    one, other = Device(first), Device(second)
    one.write(agreed())
    one.exchange(other)
    return one, other


def around(
    *,
    left: Collection[Person] = (),
    workers: Collection[Person] = (AOIFE,),
    managers: Sequence[Person] = (KHAN,),
) -> Around:
    """Return what stands around Kai's actions: Aoife has the child and M. Khan manages, unless said otherwise."""
    return Around({one.id for one in left}, {one.id for one in workers}, managers, THE_POST)


AS_USUAL = around()


def agreement(owner: Person = AOIFE, *, action: str = ACTION, due: date = DUE, **parts: Any) -> Agreement:
    """Return what is agreed for Kai; `parts` are other fields of the agreement."""
    usual: dict[str, Any] = {
        "what": "Ring the grandmother about a viability assessment",
        "why": "Nobody in the family has been asked",
        "difference": "Kai knows whether he can live with family",
        "doer": "",
        "setting": OVERSIGHT,
    }
    return Agreement(stream=KAI, action=action, owner=owner, due=due, **{**usual, **parts})


def agreed(
    owner: Person = AOIFE,
    *,
    action: str = ACTION,
    due: date = DUE,
    on: date = AGREED_ON,
    accepted: bool = True,
    manager: Person = KHAN,
    around: Around = AS_USUAL,
    **parts: Any,
) -> NewEntry:
    """Return the entry of an action agreed for Kai."""
    wanted = agreement(owner, action=action, due=due, **parts)
    return agree(wanted, on=on, accepted=accepted, manager=manager, around=around)


def chain(author: str, count: int, stream: str = KAI) -> list[Entry]:
    """Return the ledger's entries number 1 to `count` of an author in a stream, each following the one before."""
    entries: list[Entry] = []
    for seq in range(1, count + 1):
        entries.append(entry(Link(author, seq, entries[-1].id if entries else None, ()), {"note": seq}, stream))
    return entries


def entry(link: Link, payload: Mapping[str, Any], stream: str = KAI) -> Entry:
    """Return an entry of the ledger where only its place and its words matter."""
    return write_entry(
        link,
        stream=stream,
        subject=ACTION,
        kind="action.progressed/1",
        happened_on="2026-11-09",
        recorded_at="2026-11-09T15:20:00+00:00",
        payload=payload,
    )


def everybody(devices: Iterable[Device]) -> Device:
    """Return a device that holds what any of these hold."""
    whole = Device("everybody")
    for device in devices:
        whole.take(*device.held.values())
    return whole
