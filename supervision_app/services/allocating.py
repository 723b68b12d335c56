"""A change of worker: the child is allocated, and what the outgoing worker held is offered on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain.actions import OFFERED, Action, read_action
from supervision_app.domain.allocation import Change, allocate, check_reason, goes_along
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.people import Person
from supervision_app.services.desk import Desk, Word


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of worker did: who had the child, who has it, and which actions were offered on."""

    outgoing: tuple[str, ...]
    to: str
    offered: tuple[str, ...]


def allocate_child(
    desk: Desk, child: str, to: str, reason: str, *, said_by: str = "", since: date | None = None
) -> Moved:
    """Allocate a child to another worker, since today unless another day is given.

    Raises InputRefused for an unknown code and RuleRefused as the rules do.
    """
    code = check_reason(reason, desk.reference.worker_change_reasons())
    stream, new = desk.child(child), desk.person(to)
    outgoing = desk.allocation(stream).workers
    entries = change_entries(desk, stream, new, code, on=desk.today(), since=since)
    by = desk.speaker(said_by)
    desk.record([Word(entry, by) for entry in entries])
    offered = tuple(entry.subject for entry in entries if entry.kind == OFFERED)
    return Moved(tuple(person.name for person in outgoing if person != new), new.name, offered)


def change_entries(
    desk: Desk, stream: str, to: Person, code: str, *, on: date, since: date | None = None
) -> list[NewEntry]:
    """Return the entries of a change of worker without saving them: an import saves many at once."""
    allocation = desk.allocation(stream)
    change = Change(stream, to, code, on, desk.manager(), since)
    return allocate(change, allocation, actions_of(desk, stream), desk.around(allocation))


def actions_of(desk: Desk, stream: str) -> list[Action]:
    """Return every action of a child, closed ones included."""
    return [
        read_action(entries)
        for entries in desk.subjects(stream).values()
        if any(entry.kind.startswith("action.") for entry in entries)
    ]


def inherited(desk: Desk, child: str) -> Sequence[Action]:
    """Return what a new worker would be offered with this child, before anybody decides."""
    stream = desk.child(child)
    allocation = desk.allocation(stream)
    around = desk.around(allocation)
    return [action for action in actions_of(desk, stream) if action.is_open and goes_along(action, allocation, around)]
