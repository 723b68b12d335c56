"""An agreed action as its entries tell it: never fewer holders than one, never closed by accident."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supervision_app.domain.entries import Sight, Told, how_many, in_words
from supervision_app.domain.people import Person, person_from

AGREED = "action.agreed/1"
PROGRESSED = "action.progressed/1"
MOVED = "action.moved/1"
OFFERED = "action.offered/1"
ACCEPTED = "action.accepted/1"
RETURNED = "action.returned/1"
CLOSED = "action.closed/1"
REOPENED = "action.reopened/1"
WITHDRAWN = "action.withdrawn/1"
ACTION_KINDS = frozenset({AGREED, PROGRESSED, MOVED, OFFERED, ACCEPTED, RETURNED, CLOSED, REOPENED, WITHDRAWN})

OPEN_STATES = ("open", "in-progress", "partly-done")
CLOSED_STATES = ("done", "not-needed", "superseded")

_NOT_HERE, _GONE = "An action whose words are not here", "Withdrawn: it was recorded on the wrong child"
_KEPT_LONG_ENOUGH = "Removed: the time for which it is kept is over"
_ELSEWHERE = "An action that was withdrawn here, and changed elsewhere: ask whoever changed it what it is"
ACCEPTS = "accepted"
AWAITS = "awaiting"
STANDS_IN = "stands in"


@dataclass(frozen=True, slots=True)
class Holding:
    """One person's time with an action. `how` is accepted, awaiting or stands in; `until` is empty while it lasts.

    `as_worker` says that they were given it as the child's worker: it goes with the child.
    """

    person: Person
    how: str
    since: str
    until: str
    reason: str
    as_worker: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A due date that was changed, with who and why."""

    was: str
    now: str
    on: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """A word on progress: whose it is, and who typed it."""

    on: str
    by: str
    text: str
    state: str
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """All that the entries of one action say together; dates are ISO 8601."""

    id: str
    stream: str
    what: str
    why: str
    difference: str
    doer: str
    setting: str
    agreed_on: str
    recorded_at: str
    agreed_by: str
    state: str
    due: str
    first_due: str
    earlier_moves: int
    moves: tuple[Move, ...]
    holders: tuple[Holding, ...]
    notes: tuple[Note, ...]
    closed_on: str
    closed_by: str
    impact: str
    unsettled: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Return whether somebody still has to do something."""
        return self.state in OPEN_STATES

    @property
    def current(self) -> tuple[Holding, ...]:
        """Return the holdings that last."""
        return tuple(holding for holding in self.holders if not holding.until)

    @property
    def times_moved(self) -> int:
        """Return how often the date was moved, before it came here included."""
        return self.earlier_moves + len(self.moves)


def read_action(entries: Sequence[Told]) -> Action:
    """Return the action; `entries` are all of one subject in causal order.

    An action whose first entry is not here (withheld, or of a later version) is still an open action.
    Of two due dates set at once the earlier stands, and of two holders both, until somebody decides.
    """
    known = [entry for entry in entries if entry.payload is not None and entry.kind in ACTION_KINDS]
    sight = Sight(entries)
    agreed = next((entry for entry in known if entry.kind == AGREED), None)
    first = _payload(agreed)
    holders, holder_clash = _holders(known, sight)
    due, moves, due_clash = _due(known, sight)
    state, closing, state_clash = _state(entries, known, sight)
    end = _payload(closing)
    return Action(
        id=entries[0].subject,
        stream=entries[0].stream,
        what=first.get("what", _without_words(known, state)),
        why=first.get("why", ""),
        difference=first.get("difference", ""),
        doer=first.get("doer", ""),
        setting=first.get("setting", ""),
        agreed_on=(agreed or entries[0]).happened_on,
        recorded_at=(agreed or entries[0]).recorded_at,
        agreed_by=_by(first),
        state=state,
        due=due,
        first_due=first.get("first_due") or first.get("due", ""),
        earlier_moves=first.get("earlier_moves", 0),
        moves=moves,
        holders=_until_closed(holders, closing),
        notes=tuple(_note(entry) for entry in known if entry.kind == PROGRESSED),
        closed_on=closing.happened_on if closing else "",
        closed_by=_by(end),
        impact=end.get("impact", end.get("why", "")),
        unsettled=(*state_clash, *due_clash, *holder_clash),
    )


def _without_words(known: Sequence[Told], state: str) -> str:
    """Return what an action is called whose words are not here, and where they may be."""
    if state == "withdrawn":
        return _KEPT_LONG_ENOUGH if any(_payload(entry).get("rule") for entry in known) else _GONE
    return _ELSEWHERE if any(entry.kind == WITHDRAWN for entry in known) else _NOT_HERE


def _payload(entry: Told | None) -> Mapping[str, Any]:
    return (entry.payload if entry else None) or {}


def _by(payload: Mapping[str, Any]) -> str:
    name: str = payload.get("by", {}).get("name", "")
    return name


def _note(entry: Told) -> Note:
    payload = _payload(entry)
    recorded_by = payload.get("recorded_by", {}).get("name", "")
    return Note(entry.happened_on, _by(payload), payload["note"], payload["state"], recorded_by)


def _due(known: Sequence[Told], sight: Sight) -> tuple[str, tuple[Move, ...], tuple[str, ...]]:
    """Return the date that stands, every move, and a sentence where two dates stand at once."""
    setters = [entry for entry in known if entry.kind in {AGREED, MOVED}]
    standing = sight.newest(setters)
    dates = sorted({_payload(entry)["due"] for entry in standing})
    moves = tuple(
        Move(
            was=_payload(entry)["was"],
            now=_payload(entry)["due"],
            on=entry.happened_on,
            by=_by(_payload(entry)),
            why=_payload(entry)["why"],
        )
        for entry in setters
        if entry.kind == MOVED
    )
    if len(dates) > 1:
        words = " and ".join(f"{in_words(_payload(e)['due'])} (by {_by(_payload(e))})" for e in standing)
        clash = f"{how_many(len(dates))} due dates stand: {words}. The earliest counts until somebody decides."
        return dates[0], moves, (clash,)
    return (dates[0] if dates else ""), moves, ()


def _state(entries: Sequence[Told], known: Sequence[Told], sight: Sight) -> tuple[str, Told | None, tuple[str, ...]]:
    """Return the state, the entry that closed it, and a sentence where one closed what another still changed.

    Closing needs sight: it counts only when it has seen every other entry of the action.
    """
    setters = [entry for entry in known if entry.kind in {PROGRESSED, CLOSED, REOPENED, WITHDRAWN}]
    newest = sight.newest(setters)
    closings = [entry for entry in newest if entry.kind in {CLOSED, WITHDRAWN}]
    for closing in closings:
        if all(other is closing or sight.saw(closing, other) for other in entries):
            return _payload(closing)["state"], closing, ()
    still = [_payload(entry)["state"] for entry in newest if entry.kind == PROGRESSED]
    state = min(still, key=OPEN_STATES.index, default="open")
    clash = tuple(
        f"{_by(_payload(entry))} closed it on {in_words(entry.happened_on)} without having seen a later change: "
        "it stays open until somebody decides."
        for entry in closings
        if not any(sight.saw(later, entry) for later in known)
    )
    return state, None, clash


def _until_closed(holders: tuple[Holding, ...], closing: Told | None) -> tuple[Holding, ...]:
    if closing is None:
        return holders
    end = closing.happened_on
    return tuple(holding if holding.until else _ended(holding, end) for holding in holders)


def _ended(holding: Holding, until: str) -> Holding:
    return Holding(holding.person, holding.how, holding.since, until, holding.reason, holding.as_worker)


def _holders(known: Sequence[Told], sight: Sight) -> tuple[tuple[Holding, ...], tuple[str, ...]]:
    """Return every holding in order, and a sentence where two people were given the action at once."""
    history: list[tuple[Told, Holding]] = []
    setters = [entry for entry in known if entry.kind in _GIVES]
    for entry in setters:
        history = [
            (
                giver,
                _ended(holding, entry.happened_on)
                if sight.saw(entry, giver) and _gives_way(holding, entry)
                else holding,
            )
            for giver, holding in history
        ]
        history.extend((entry, holding) for holding in _GIVES[entry.kind](entry))
    names = {given.person.id: given.person.name for given in (_GIVES[e.kind](e)[0] for e in sight.newest(setters))}
    clash: tuple[str, ...] = ()
    if len(names) > 1:
        held_by = f"{how_many(len(names))} people hold it at once: {' and '.join(names.values())}."
        clash = (f"{held_by} Each does until somebody decides.",)
    return tuple(holding for _, holding in history), clash


def _gives_way(holding: Holding, entry: Told) -> bool:
    """Return whether an entry ends a holding: everybody's, unless an offer names in whose place it is made."""
    named = _payload(entry).get("instead_of")
    return not holding.until and (not named or holding.how == STANDS_IN or holding.person.id in named)


def _agreed(entry: Told) -> list[Holding]:
    payload = _payload(entry)
    how = ACCEPTS if payload["accepted"] else AWAITS
    return _with_stand_in(entry, person_from(payload["owner"]), how, "agreed")


def _offered(entry: Told) -> list[Holding]:
    payload = _payload(entry)
    return _with_stand_in(entry, person_from(payload["to"]), AWAITS, payload["why"])


def _with_stand_in(entry: Told, person: Person, how: str, reason: str) -> list[Holding]:
    """Return the holder and, until they accept, the manager who holds the action as well."""
    payload = _payload(entry)
    held = [Holding(person, how, entry.happened_on, "", reason, payload["as_worker"])]
    manager = person_from(payload["manager"])
    if how == AWAITS and manager != person:
        held.append(Holding(manager, STANDS_IN, entry.happened_on, "", f"until {person.name} accepts", as_worker=False))
    return held


def _accepted(entry: Told) -> list[Holding]:
    payload = _payload(entry)
    return [Holding(person_from(payload["by"]), ACCEPTS, entry.happened_on, "", "accepted", payload["as_worker"])]


def _returned(entry: Told) -> list[Holding]:
    payload = _payload(entry)
    reason = f"returned by {_by(payload)}: {payload['why']}"
    return [Holding(person_from(payload["manager"]), ACCEPTS, entry.happened_on, "", reason, as_worker=False)]


_GIVES: Mapping[str, Callable[[Told], list[Holding]]] = {
    AGREED: _agreed,
    OFFERED: _offered,
    ACCEPTED: _accepted,
    RETURNED: _returned,
}
