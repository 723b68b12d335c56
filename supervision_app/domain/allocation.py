"""Who has the child, and what a change of worker does to the actions the outgoing worker held."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision_app.domain.actions import STANDS_IN, Action
from supervision_app.domain.agreements import offer
from supervision_app.domain.entries import NewEntry, Sight, Told, in_words
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.holding import UNOWNED, Around, holds, standing
from supervision_app.domain.people import Person, person_from

ALLOCATED = "child.allocated/1"
SUBJECT = "allocation"

FIRST = ""
"""The reason of a first allocation: nobody had the child before, as far as is known here."""

BY_CHANGE = "change of worker: "
"""How the reason begins for which an action is offered on with its child; the code follows."""

Reasons = Mapping[str, str]
"""Reason codes for a change of worker with their meaning (SSD INVO004A and 903 SW_REASON share the list)."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One worker's time with a child; `until` is empty while it lasts."""

    person: Person
    since: str
    until: str
    reason: str


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who had the child, in order. Two at once where two people allocated without knowing of each other."""

    spells: tuple[Spell, ...] = ()

    @property
    def workers(self) -> tuple[Person, ...]:
        """Return who has the child now, each once: two may have allocated it to the same person at once."""
        return tuple(dict.fromkeys(spell.person for spell in self.spells if not spell.until))


def read_allocation(entries: Sequence[Told]) -> Allocation:
    """Return the allocation that the entries of this subject tell, given in causal order."""
    known = [entry for entry in entries if entry.kind == ALLOCATED and entry.payload is not None]
    sight = Sight(entries)
    spells: list[tuple[Told, Spell]] = []
    for entry in known:
        spells = [
            (start, _ended(spell, entry) if not spell.until and sight.saw(entry, start) else spell)
            for start, spell in spells
        ]
        payload: Mapping[str, Any] = entry.payload or {}
        spells.append((entry, Spell(person_from(payload["to"]), entry.happened_on, "", payload["reason"])))
    return Allocation(tuple(spell for _, spell in spells))


def _ended(spell: Spell, entry: Told) -> Spell:
    """Return the time with the child as it ended; one that was first seen in a later file began before that."""
    return Spell(spell.person, min(spell.since, entry.happened_on), entry.happened_on, spell.reason)


def check_reason(code: str, reasons: Reasons) -> str:
    """Return the reason code in upper case; raises InputRefused when it is not on the list."""
    clean = code.strip().upper()
    if clean not in reasons:
        listed = "; ".join(f"{known} {meaning}" for known, meaning in reasons.items())
        message = f"“{code}” is not a reason for a change of worker. Use one of: {listed}."
        raise InputRefused(message)
    return clean


@dataclass(frozen=True, slots=True)
class Change:
    """A change of worker for one child: to whom, why, the day it is recorded on, and since when it is so.

    `since` is None where that is the day it is recorded on.
    """

    stream: str
    to: Person
    reason: str
    on: date
    manager: Person
    since: date | None = None


def allocate(change: Change, allocation: Allocation, actions: Collection[Action], around: Around) -> list[NewEntry]:
    """Return the entries of a change of worker: the allocation, and an offer for each action that goes along.

    Open actions held by or offered to the outgoing worker, and unowned ones, are offered to the new
    one; everybody else's stay where they are, and none is closed or re-dated. They are offered on the
    day it is recorded, however long the child has been with the new worker. Raises RuleRefused when
    the new worker has left or has the child already, or when it was never so on that day.
    """
    if change.to.id in around.left:
        message = f"{change.to.name} has left. Allocate the child to somebody who is here."
        raise RuleRefused(message)
    if allocation.workers == (change.to,):
        message = f"{change.to.name} has this child already."
        raise RuleRefused(message)
    since = check_since(change.since or change.on, allocation, change.on)
    going = [action for action in actions if action.is_open and goes_along(action, allocation, around)]
    after = Around(around.left, {change.to.id}, around.managers, around.last_resort)
    why = f"{BY_CHANGE}{change.reason}" if change.reason else "first worker named for this child"
    offers = [
        offer(
            action,
            change.to,
            why,
            manager=change.manager,
            around=after,
            on=change.on,
            instead_of=_who_gives_way(action, allocation, around),
        )
        for action in going
        if not _has_it_already(action, change.to)
    ]
    outgoing = tuple(person for person in allocation.workers if person != change.to)
    return [_allocated(change.stream, change.to, outgoing, change.reason, since), *offers]


def check_since(since: date, allocation: Allocation, today: date) -> date:
    """Return the day from which a child is with a new worker.

    Raises RuleRefused where it has not come yet, or was before the worker who has the child now was given them.
    """
    if since > today:
        message = f"{in_words(since)} has not come yet. Change the worker on the day, or give the day it was."
        raise RuleRefused(message)
    now = [spell for spell in allocation.spells if not spell.until]
    # Whoever was in the first file had the child before it: nobody knows since when.
    if now and now[-1].reason != FIRST and since.isoformat() < now[-1].since:
        message = (
            f"{now[-1].person.name} has had this child only since {in_words(now[-1].since)}. "
            "Give that day or a later one."
        )
        raise RuleRefused(message)
    return since


def goes_along(action: Action, allocation: Allocation, around: Around) -> bool:
    """Return whether an open action goes to the new worker: the outgoing one holds it, or nobody does.

    What a manager who also had the child holds as the manager stays with them.
    """
    if standing(action, around).holding == UNOWNED:
        return True
    return any(
        holding.person in allocation.workers and (holding.as_worker or holding.person.role != "manager")
        for holding in action.current
        if holding.how != STANDS_IN
    )


def _who_gives_way(action: Action, allocation: Allocation, around: Around) -> Collection[Person]:
    """Return the holders in whose place an action is offered on; nobody named where that is all of them.

    Two people may hold an action at once until somebody decides: a change of worker decides nothing
    about the one who is not the outgoing worker.
    """
    stays = {
        holding.person.id
        for holding in action.current
        if holding.how != STANDS_IN and holds(holding, around) and holding.person not in allocation.workers
    }
    if not stays:
        return ()
    return {holding.person for holding in action.current if holding.person.id not in stays}


def _has_it_already(action: Action, person: Person) -> bool:
    return {holding.person for holding in action.current if holding.how != STANDS_IN} == {person}


def _allocated(stream: str, to: Person, outgoing: tuple[Person, ...], reason: str, on: date) -> NewEntry:
    payload: dict[str, Any] = {
        "to": to.as_payload(),
        "from": [person.as_payload() for person in outgoing],
        "reason": reason,
    }
    return NewEntry(stream, SUBJECT, ALLOCATED, on, payload)
