"""What the words of each kind of entry must hold, so that what others wrote can be read as our own is."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from supervision_app.domain.actions import CLOSED_STATES, OPEN_STATES
from supervision_app.domain.discussions import DEPTHS, TYPES
from supervision_app.domain.entries import LONGEST_TEXT
from supervision_app.domain.observed import DATES
from supervision_app.domain.packs import PURPOSES
from supervision_app.domain.people import ROLES
from supervision_app.domain.withdrawing import STATE

Check = Callable[[Any], bool]
Fields = Mapping[str, Check]

_LARGEST = 1 << 53


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _word(value: Any) -> bool:
    return _text(value) and bool(value.strip())


def _yes_no(value: Any) -> bool:
    return isinstance(value, bool)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST


def _day(value: Any) -> bool:
    return _parsed(date.fromisoformat, value)


def _day_or_none(value: Any) -> bool:
    return value == "" or _day(value)


def _moment(value: Any) -> bool:
    return _parsed(lambda text: datetime.fromisoformat(text).utctimetuple(), value) and len(value) > len("2026-11-23")


def _parsed(read: Callable[[str], object], value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        read(value)
    except ValueError:
        return False
    return True


def _one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def _list(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _some(check: Check) -> Check:
    return lambda value: _list(check)(value) and bool(value)


def _at_least_one(value: Any) -> bool:
    return _count(value) and value > 0


def _map(check: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(map(check, value.values()))


def _record(fields: Fields) -> Check:
    return lambda value: isinstance(value, dict) and not _unfit(fields, value)


def _unfit(fields: Fields, value: Mapping[str, Any]) -> str:
    """Return the first field that is missing or holds something else; a name that ends in ? may be missing."""
    for name, check in fields.items():
        needed, plain = not name.endswith("?"), name.removesuffix("?")
        if (needed and plain not in value) or (plain in value and not check(value[plain])):
            return plain
    return ""


def _facts(value: Any) -> bool:
    return _map(_text)(value) and all(_day_or_none(value[name]) for name in DATES & value.keys())


_PERSON = _record({"id": _text, "name": _word, "role": _one_of(*ROLES)})
_PARTS = _list(_record({"heading": _text, "text": _text}))
_OFFER: Fields = {"manager": _PERSON, "as_worker": _yes_no, "why": _text}
_TALLY = _record({"entries": _count, "children": _count, "open_actions": _count, "root": _text})
_PASSAGE: Fields = {
    "purpose": _one_of(*PURPOSES),
    "people": _list(_PERSON),
    "tally": _TALLY,
    "streams": _list(_text),
    "actions": _list(_text),
}
_DECIDED: Fields = {"ground?": _text, "decided_by?": _text, "reference?": _text}
_WITHDRAWN: Fields = {
    **_DECIDED,
    "entries": _list(_text),
    "why": _text,
    "state": _one_of(STATE),
    "rule?": _text,
}
_WRITTEN_OUT = _record(
    {
        "number": _count,
        "written_at": _moment,
        "formats": _list(_text),
        "purpose": _text,
        "confirmed_on": _day_or_none,
    }
)

SHAPES: Mapping[str, Fields] = {
    "action.agreed/1": {
        **_OFFER,
        "what": _word,
        "owner": _PERSON,
        "accepted": _yes_no,
        "due": _day,
        "first_due?": _day,
        "difference?": _text,
        "doer?": _text,
        "setting?": _text,
        "earlier_moves?": _count,
    },
    "action.progressed/1": {"note": _text, "state": _one_of(*OPEN_STATES)},
    "action.moved/1": {"was": _day_or_none, "due": _day, "why": _text},
    "action.offered/1": {**_OFFER, "to": _PERSON, "instead_of?": _list(_text)},
    "action.accepted/1": {"as_worker": _yes_no},
    "action.returned/1": {"why": _text, "manager": _PERSON},
    "action.closed/1": {"state": _one_of(*CLOSED_STATES), "impact": _text},
    "action.reopened/1": {"why": _text},
    "action.withdrawn/1": _WITHDRAWN,
    "child.erased/1": {**_DECIDED, "open_actions": _count, "exports": _list(_WRITTEN_OUT)},
    "child.allocated/1": {"to": _PERSON, "from": _list(_PERSON), "reason": _text},
    "facts.observed/1": {"case_id": _word, "as_of": _day, "source": _text, "facts": _facts},
    "facts.birth-settled/1": {"born": _day, "why": _text},
    "discussion.recorded/1": {
        "type": _one_of(*TYPES),
        "depth": _one_of(*DEPTHS),
        "present": _list(_PERSON),
        "parts": _PARTS,
        "decision": _text,
        "reasons": _text,
        "worker?": _PERSON,
        "actions?": _record({"since": _text, "looked_at": _list(_text), "agreed": _list(_text)}),
    },
    "discussion.disagreed/1": {"text": _text, "means": _text},
    "discussion.escalated/1": {"to": _PERSON, "why": _text},
    "discussion.settled/1": {"text": _text},
    "discussion.seen/1": {"means": _text},
    "discussion.added/1": {"text": _text},
    "discussion.withdrawn/1": _WITHDRAWN,
    "meeting.planned/1": {"on": _day, "at": _text, "minutes": _count},
    "meeting.moved/1": {"on": _day, "why": _text},
    "meeting.cancelled/1": {"why": _text},
    "rhythm.agreed/1": {
        "code": _text,
        "name": _text,
        "since": _day,
        "steps": _some(_record({"every": _at_least_one, "until": _day_or_none})),
        "minutes": _count,
    },
    "supervision.recorded/1": {
        "worker": _PERSON,
        "present": _list(_PERSON),
        "parts": _PARTS,
        "depths": _map(_count),
    },
    "supervision.seen/1": {"means": _text},
    "supervision.added/1": {"text": _text},
    "supervision.withdrawn/1": _WITHDRAWN,
    "export.recorded/1": {
        "number": _count,
        "written_at": _moment,
        "formats": _list(_text),
        "upto": _map(_count),
        "left": _list(_text),
        "managers": _list(_PERSON),
        "version": _text,
        "digest": _text,
        "purpose?": _text,
    },
    "export.confirmed/1": {"reference": _text},
    "handover.written/1": {"parts": _map(_text)},
    "hold.placed/1": {"why": _text},
    "hold.lifted/1": {"why": _text},
    "team.named/1": {"name": _word, "authority": _word, "demonstration": _yes_no},
    "person.joined/1": {"name": _word, "role": _one_of(*ROLES), "key": _text},
    "person.left/1": {"why": _text},
    "person.same/1": {"also": _PERSON},
    "person.not-same/1": {"id": _text},
    "device.introduced/1": {"person": _PERSON, "key": _text},
    "device.renewed/1": {"before": _text, "key": _text, "of": _text, "proof": _text},
    "import.recorded/1": {
        "as_of": _day,
        "source": _text,
        "lists": _list(_text),
        "teams": _list(_text),
        "files": _list(_text),
        "counts": _map(_count),
    },
    "card.pinned/1": {"person": _PERSON, "team": _text, "key": _text, "box": _text},
    "card.left/1": {"why": _text},
    "pack.sent/1": _PASSAGE,
    "pack.received/1": {
        **_PASSAGE,
        "author": _text,
        "introduced": _list(_record({"key": _text, "person": _PERSON})),
    },
    "pack.receipted/1": {"received": _TALLY, "person": _PERSON},
}
"""For each kind the fields that are read of it; what a later version adds beside them is let be."""

_SAID: Fields = {"by": _PERSON, "recorded_by?": _PERSON, "means?": _text}


def misfit(kind: str, payload: Mapping[str, Any]) -> str:
    """Return the first field that an entry of this kind lacks or fills with something else; empty where it fits.

    Nothing is asked of a kind that is not known here.
    """
    fields = SHAPES.get(kind)
    return "" if fields is None else _unfit({**_SAID, **fields}, payload)
