"""What people may do with an action, and what each of these refuses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from supervision_app.domain.actions import (
    ACCEPTED,
    AGREED,
    CLOSED,
    CLOSED_STATES,
    MOVED,
    OFFERED,
    OPEN_STATES,
    PROGRESSED,
    REOPENED,
    RETURNED,
    Action,
)
from supervision_app.domain.entries import NewEntry, in_words, needed, optional
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.holding import Around, holds, standing
from supervision_app.domain.people import Person

OVERSIGHT = "management oversight"
SUPERVISION = "supervision"
GOING_LIVE = "already open when recording began here"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is agreed: for which child, what, why, who answers for it, and by when."""

    stream: str
    action: str
    what: str
    why: str
    difference: str
    doer: str
    owner: Person
    due: date
    setting: str
    first_due: date | None = None
    earlier_moves: int = 0


def agree(agreement: Agreement, *, on: date, accepted: bool, manager: Person, around: Around) -> NewEntry:
    """Return the entry of an agreed action; `accepted` says that the owner was there and said yes.

    Raises InputRefused without words, reason or a date that can still be met, and RuleRefused when
    the owner has left. Actions that were open already keep the dates they had.
    """
    if agreement.owner.id in around.left:
        raise RuleRefused(_has_left(agreement.owner, "Name somebody who is here."))
    live = agreement.setting == GOING_LIVE
    if agreement.due < on and not live:
        message = f"The date {in_words(agreement.due)} is past. Give a date from {in_words(on)} on."
        raise InputRefused(message)
    return NewEntry(
        stream=agreement.stream,
        subject=agreement.action,
        kind=AGREED,
        happened_on=on,
        payload={
            "what": needed(agreement.what, "What is to be done"),
            "why": optional(agreement.why, "Why") if live else needed(agreement.why, "Why"),
            "difference": optional(agreement.difference, "What should be different"),
            "doer": optional(agreement.doer, "Who does it"),
            "owner": agreement.owner.as_payload(),
            "accepted": accepted,
            "as_worker": agreement.owner.id in around.workers,
            "manager": manager.as_payload(),
            "due": agreement.due.isoformat(),
            "first_due": (agreement.first_due or agreement.due).isoformat(),
            "earlier_moves": agreement.earlier_moves,
            "setting": agreement.setting,
        },
    )


def progress(action: Action, note: str, *, state: str, on: date) -> NewEntry:
    """Return the entry of a word on progress; raises RuleRefused when the action is closed."""
    _must_be_open(action)
    if state not in OPEN_STATES:
        message = f"“{state}” is not a state of an open action. Use one of: {', '.join(OPEN_STATES)}."
        raise InputRefused(message)
    return _entry(action, PROGRESSED, on, {"note": needed(note, "A note"), "state": state})


def move(action: Action, due: date, why: str, *, on: date) -> NewEntry:
    """Return the entry of a moved date with its reason.

    Raises RuleRefused when it is closed or due on that day already, and InputRefused for a past date.
    """
    _must_be_open(action)
    if due < on:
        message = f"The date {in_words(due)} is past. Give a date from {in_words(on)} on."
        raise InputRefused(message)
    if due.isoformat() == action.due and not action.unsettled:
        message = f"It is due on {in_words(due)} already."
        raise RuleRefused(message)
    reason = needed(why, "The reason for the new date")
    return _entry(action, MOVED, on, {"was": action.due, "due": due.isoformat(), "why": reason})


def accept(action: Action, by: Person, *, around: Around, on: date) -> NewEntry:
    """Return the acceptance by the person it was offered to; raises RuleRefused for anybody else."""
    _must_be_open(action)
    held = standing(action, around)
    if by not in held.awaiting:
        if held.awaiting:
            waiting = " and ".join(person.name for person in held.awaiting)
            message = f"This action waits for {waiting}, not for {by.name}. Offer it to {by.name} first."
        else:
            message = f"This action waits for nobody’s acceptance. Offer it to {by.name} first."
        raise RuleRefused(message)
    return _entry(action, ACCEPTED, on, {"as_worker": by.id in around.workers})


def give_back(action: Action, by: Person, why: str, *, manager: Person, around: Around, on: date) -> NewEntry:
    """Return the entry that returns an action to the manager, who decides.

    Raises RuleRefused unless the person holds it or was offered it, and when it is the manager's already.
    """
    _must_be_open(action)
    if not _concerns(action, by, around):
        message = f"{by.name} neither holds this action nor was offered it, so cannot return it."
        raise RuleRefused(message)
    if by == manager:
        message = f"{by.name} is the manager: a return would come back to the same desk. Offer it to somebody instead."
        raise RuleRefused(message)
    return _entry(action, RETURNED, on, {"why": needed(why, "The reason"), "manager": manager.as_payload()})


def offer(
    action: Action,
    to: Person,
    why: str,
    *,
    manager: Person,
    around: Around,
    on: date,
    instead_of: Collection[Person] = (),
) -> NewEntry:
    """Return the offer of an open action to somebody; the manager holds it as well until they accept.

    It is made in everybody's place, or in that of `instead_of`: then the other holders keep it as well.
    Raises RuleRefused when it is closed, or when they have left.
    """
    _must_be_open(action)
    if to.id in around.left:
        raise RuleRefused(_has_left(to, "Offer it to somebody who is here."))
    payload = {
        "to": to.as_payload(),
        "why": needed(why, "The reason"),
        "manager": manager.as_payload(),
        "as_worker": to.id in around.workers,
        "instead_of": sorted(person.id for person in instead_of),
    }
    return _entry(action, OFFERED, on, payload)


def close(action: Action, by: Person, *, state: str, impact: str, around: Around, on: date) -> NewEntry:
    """Return the closing entry with what difference it made, or that it is too early to say.

    Raises RuleRefused when it is closed already, or when the person neither holds nor manages it.
    """
    _must_be_open(action)
    if state not in CLOSED_STATES:
        message = f"“{state}” does not close an action. Use one of: {', '.join(CLOSED_STATES)}."
        raise InputRefused(message)
    manages = by.role in {"manager", "senior"} and by.id not in around.left
    if not manages and not _concerns(action, by, around):
        message = f"{by.name} does not hold this action. Its holder or a manager can close it."
        raise RuleRefused(message)
    difference = needed(impact, "What difference it made (or “too early to say”)")
    return _entry(action, CLOSED, on, {"state": state, "impact": difference})


def reopen(action: Action, why: str, *, on: date) -> NewEntry:
    """Return the entry that opens a closed action again; raises RuleRefused when it is open."""
    if action.is_open:
        message = "This action is open already."
        raise RuleRefused(message)
    if action.state == "withdrawn":
        message = "This action was withdrawn, and its words are gone. Agree it again on the right child."
        raise RuleRefused(message)
    return _entry(action, REOPENED, on, {"why": needed(why, "The reason")})


def _entry(action: Action, kind: str, on: date, payload: dict[str, object]) -> NewEntry:
    return NewEntry(action.stream, action.id, kind, on, payload)


def _must_be_open(action: Action) -> None:
    if not action.is_open:
        message = (
            f"This action was closed on {in_words(action.closed_on)} by {action.closed_by}. "
            "Reopen it, with the reason, before changing it."
        )
        raise RuleRefused(message)


def _concerns(action: Action, person: Person, around: Around) -> bool:
    held = any(one.person == person and holds(one, around) for one in action.current)
    return held or person in standing(action, around).accountable


def _has_left(person: Person, do: str) -> str:
    return f"{person.name} has left. {do}"
