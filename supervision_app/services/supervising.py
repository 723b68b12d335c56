"""Recording a discussion of one child, with the actions agreed in it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain import agreements, discussions
from supervision_app.domain.discussions import Said
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.people import Person
from supervision_app.services.desk import Desk, Word


@dataclass(frozen=True, slots=True)
class ToAgreeThere:
    """An action agreed in a discussion: what, why, who answers for it, by when."""

    what: str
    why: str
    owner: str
    due: date
    difference: str = ""
    doer: str = ""


@dataclass(frozen=True, slots=True)
class ToRecord:
    """A discussion as somebody typed it; people are named as typed and found here."""

    child: str
    held_on: date
    type: str = "case-supervision"
    depth: str = "in-depth"
    present: Sequence[str] = ()
    parts: Sequence[Said] = ()
    decision: str = ""
    reasons: str = ""
    actions: Sequence[ToAgreeThere] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """The ids of a discussion and of the actions agreed in it, in order."""

    discussion: str
    actions: tuple[str, ...]


def record_discussion(desk: Desk, wanted: ToRecord, *, said_by: str = "") -> Recorded:
    """Save a discussion and its actions in one transaction.

    Whoever was present accepted what they were given; the others are offered it. Raises InputRefused
    and RuleRefused as the rules do.
    """
    stream = desk.child(wanted.child)
    by = desk.speaker(said_by)
    present = tuple(dict.fromkeys((by, *(desk.person(name) for name in wanted.present))))
    agreed = [_agreed(desk, stream, wanted, action, present) for action in wanted.actions]
    there = discussions.ActionsThere(
        desk.clock.now().isoformat(timespec="seconds"), (), tuple(one.subject for one in agreed)
    )
    discussion = discussions.record(
        stream,
        str(uuid.uuid4()),
        type_=wanted.type,
        depth=wanted.depth,
        held_on=wanted.held_on,
        present=present,
        parts=wanted.parts,
        decision=wanted.decision,
        reasons=wanted.reasons,
        today=desk.today(),
        actions=there,
    )
    desk.record([Word(entry, by) for entry in (discussion, *agreed)])
    return Recorded(discussion.subject, tuple(entry.subject for entry in agreed))


def _agreed(desk: Desk, stream: str, wanted: ToRecord, action: ToAgreeThere, present: Sequence[Person]) -> NewEntry:
    """Return the entry of an action agreed in the discussion: accepted by an owner who was there."""
    owner = desk.person(action.owner)
    agreement = agreements.Agreement(
        stream=stream,
        action=str(uuid.uuid4()),
        what=action.what,
        why=action.why,
        difference=action.difference,
        doer=action.doer,
        owner=owner,
        due=action.due,
        setting=agreements.OVERSIGHT if wanted.type == discussions.MANAGEMENT_OVERSIGHT else agreements.SUPERVISION,
    )
    around = desk.around(desk.allocation(stream))
    return agreements.agree(
        agreement, on=wanted.held_on, accepted=owner in present, manager=desk.manager(), around=around
    )
