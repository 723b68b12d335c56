"""Placing and lifting a legal hold on a child's record, or on a worker's own."""

from supervision_app.domain import holds, supervisions
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import NotFound
from supervision_app.domain.holds import Hold
from supervision_app.services.desk import Desk, Word

_LIFTED_SINCE = "It was lifted after the backup was made that was put in place"


def hold_of(desk: Desk, stream: str) -> Hold | None:
    """Return the hold that lasts on a stream; None where there is none."""
    return holds.read_hold(desk.told(stream, holds.SUBJECT))


def stream_named(desk: Desk, whose: str) -> str:
    """Return the stream of a child by their id, or of a worker's own record by their name; raises NotFound."""
    try:
        return desk.child(whose)
    except NotFound:
        return supervisions.stream_of(desk.person(whose).id)


def place_hold(desk: Desk, whose: str, why: str) -> None:
    """Place a legal hold; raises NotFound, AmbiguousName, and what the rules raise."""
    stream = stream_named(desk, whose)
    desk.record([Word(holds.place(stream, hold_of(desk, stream), why, on=desk.today()), desk.owner())])


def lift_hold(desk: Desk, whose: str, why: str) -> None:
    """Lift a legal hold; raises NotFound, AmbiguousName, and what the rules raise."""
    stream = stream_named(desk, whose)
    desk.record([Word(holds.lift(stream, hold_of(desk, stream), why, on=desk.today()), desk.owner())])


def since(desk: Desk, there: Desk) -> list[NewEntry]:
    """Return what makes the holds here those of a newer copy of this vault: what was placed there, and lifted."""
    entries = [
        holds.place(hold.stream, None, hold.why, on=desk.today())
        for _, hold in holds_now(there)
        if not hold_of(desk, hold.stream)
    ]
    for _, hold in holds_now(desk):
        told = there.told(hold.stream, holds.SUBJECT)
        if any(entry.kind == holds.LIFTED for entry in told) and not holds.read_hold(told):
            entries.append(holds.lift(hold.stream, hold, _LIFTED_SINCE, on=desk.today()))
    return entries


def holds_now(desk: Desk) -> list[tuple[str, Hold]]:
    """Return every hold that lasts, with the child's id or the worker's name, in that order."""
    children = [(case_id, held.stream) for case_id, held in desk.vault.views.held_children().items()]
    workers = [(one.person.name, supervisions.stream_of(one.person.id)) for one in desk.vault.views.members()]
    found = ((whose, hold_of(desk, stream)) for whose, stream in (*children, *workers))
    return [(whose, hold) for whose, hold in found if hold]
