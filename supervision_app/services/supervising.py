"""Recording a discussion of one child, with the actions agreed in it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain import agreements, discussions
from supervision_app.domain.discussions import Said
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
    )
    around, manager = desk.around(desk.allocation(stream)), desk.manager()
    setting = agreements.OVERSIGHT if wanted.type == "management-oversight" else agreements.SUPERVISION
    agreed = []
    for action in wanted.actions:
        owner = desk.person(action.owner)
        agreement = agreements.Agreement(
            stream,
            str(uuid.uuid4()),
            action.what,
            action.why,
            action.difference,
            action.doer,
            owner,
            action.due,
            setting,
        )
        agreed.append(
            agreements.agree(agreement, on=wanted.held_on, accepted=owner in present, manager=manager, around=around)
        )
    desk.record([Word(entry, by) for entry in (discussion, *agreed)])
    return Recorded(discussion.subject, tuple(entry.subject for entry in agreed))
