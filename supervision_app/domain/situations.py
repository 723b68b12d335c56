"""What is known of a child that changes what is worth asking: each situation by its code, for guides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from supervision_app.domain.allocation import FIRST, Allocation
from supervision_app.domain.clocks import after
from supervision_app.domain.discussions import NOT_TODAY, Discussion
from supervision_app.domain.facts import Known

NEW_WORKER = timedelta(weeks=12)
"""Weeks for which a worker is new to a child."""
NEW_PLACE = timedelta(weeks=8)
"""Weeks for which a placement is new."""
SILENT = timedelta(weeks=12)
"""Weeks without a conversation in depth from which it is long ago."""
NOT_SEEN = timedelta(weeks=6)
"""Weeks since the child was last seen, as far as the file knows, from which that is worth asking about."""
STUCK = timedelta(weeks=4)
"""Weeks past its date from which an action is stuck; so is one whose date was moved twice."""
_MUCH_MOVED, _MANY_WORKERS = 2, 3
_EIGHT_WEEKS = timedelta(weeks=8)
_RELATIVES = frozenset({"U1", "U2", "U3"})
_CARERS = frozenset({"U4", "U5", "U6"})
_ADOPTERS = frozenset({"A3", "A4", "A5", "A6"})
_HOMES = frozenset({"H5", "K1", "K2", "K3", "R1", "R2", "R5", "S1"})
_FOR_ADOPTION = frozenset({"D1", "E1"})
_BEFORE_COURT = frozenset({"C1", "L2"})
_LONG_TERM = frozenset({"Long-term fostering", "Long-term residential placement", "Supported living in the community"})
_SECTION_20, _CARE_ORDER, _WITH_PARENTS = "V2", "C2", "P1"


class AgreedThen(Protocol):
    """An action as far as it changes what is worth asking: whether it is open, its date, how often that was moved."""

    @property
    def is_open(self) -> bool:
        """Return whether it is open."""

    @property
    def due(self) -> str:
        """Return its date, ISO 8601, empty where it has none."""

    @property
    def times_moved(self) -> int:
        """Return how often its date was moved."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A child as known on the day of a conversation; the discussions are the newest first."""

    known: Known
    allocation: Allocation
    actions: Sequence[AgreedThen]
    discussions: Sequence[Discussion]
    today: date


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation: in words that end “because …”, and what says whether a child is in it."""

    words: str
    holds: Callable[[Circumstances], bool]


def holding(child: Circumstances) -> frozenset[str]:
    """Return the codes of the situations that a child is in; what is not known holds for nobody."""
    return frozenset(code for code, situation in SITUATIONS.items() if situation.holds(child))


def _age(child: Circumstances, from_: int, below: int = 200) -> bool:
    """Return whether a child is of this age in years, the last excluded."""
    born = child.known.day("born")
    if born is None or born > child.today:
        return False
    return after(born, from_ * 12, "months") <= child.today < after(born, below * 12, "months")


def _unborn(child: Circumstances) -> bool:
    born = child.known.day("born")
    return born is not None and born > child.today


def _goes_on(child: Circumstances, what: str) -> bool:
    """Return whether a period that began has not ended since."""
    began, ended = child.known.value(f"{what}_started"), child.known.value(f"{what}_ended")
    return bool(began) and not (ended and ended >= began)


def _looked_after(child: Circumstances) -> bool:
    return _goes_on(child, "care")


def _fact(name: str, *values: str) -> Callable[[Circumstances], bool]:
    """Return what says whether a looked-after child has one of these values."""
    return lambda child: _looked_after(child) and child.known.value(name) in values


def is_for_adoption(known: Known) -> bool:
    """Return whether a plan, an order or a placement says that a child is on the way to adoption."""
    said = known.value("permanence_plan") == "Adoption" or known.value("legal_status") in _FOR_ADOPTION
    return said or known.value("placement") in _ADOPTERS


def _adoption(child: Circumstances) -> bool:
    return _looked_after(child) and is_for_adoption(child.known)


def _no_plan(child: Circumstances) -> bool:
    return _looked_after(child) and not child.known.value("permanence_plan") and not _adoption(child)


def _long_section_20(child: Circumstances) -> bool:
    began = child.known.day("legal_status_started")
    return _fact("legal_status", _SECTION_20)(child) and began is not None and began + _EIGHT_WEEKS < child.today


def _new_place(child: Circumstances) -> bool:
    began = child.known.day("placement_started")
    return _looked_after(child) and began is not None and began <= child.today <= began + NEW_PLACE


def _new_worker(child: Circumstances) -> bool:
    now = [spell for spell in child.allocation.spells if not spell.until]
    changed = [spell for spell in now if spell.reason != FIRST]
    return any(date.fromisoformat(spell.since) + NEW_WORKER >= child.today for spell in changed)


def _many_workers(child: Circumstances) -> bool:
    return len({spell.person.id for spell in child.allocation.spells}) >= _MANY_WORKERS


def _talked(child: Circumstances) -> list[Discussion]:
    return [talk for talk in child.discussions if talk.depth != NOT_TODAY]


def _first_talk(child: Circumstances) -> bool:
    return not any(talk.in_depth for talk in child.discussions)


def _long_silent(child: Circumstances) -> bool:
    deep = [talk.held_on for talk in child.discussions if talk.in_depth]
    return bool(deep) and date.fromisoformat(max(deep)) + SILENT < child.today


def _decided(child: Circumstances) -> bool:
    return any(talk.decision for talk in _talked(child)[:1])


def _stuck(child: Circumstances) -> bool:
    limit = (child.today - STUCK).isoformat()
    return any(
        action.is_open and (action.times_moved >= _MUCH_MOVED or (bool(action.due) and action.due < limit))
        for action in child.actions
    )


def _not_seen(child: Circumstances) -> bool:
    seen = [day for name in ("last_seen", "last_visit", "last_cp_visit") if (day := child.known.day(name))]
    return bool(seen) and max(seen) + NOT_SEEN < child.today


def _put_off(child: Circumstances) -> bool:
    return any(talk.depth == NOT_TODAY for talk in child.discussions[:1])


SITUATIONS: Mapping[str, Situation] = {
    "unborn": Situation("the child is not born yet", _unborn),
    "under-five": Situation("the child is under five", lambda child: _age(child, 0, 5)),
    "school-age": Situation("the child is between five and twelve", lambda child: _age(child, 5, 13)),
    "teenager": Situation("the young person is between thirteen and seventeen", lambda child: _age(child, 13, 18)),
    "from-sixteen": Situation("the young person is sixteen or seventeen", lambda child: _age(child, 16, 18)),
    "care-leaver": Situation("they are eighteen or over", lambda child: _age(child, 18)),
    "looked-after": Situation("the child is looked after", _looked_after),
    "at-home": Situation("the child is not looked after", lambda child: not _looked_after(child)),
    "child-protection": Situation("there is a child protection plan", lambda child: _goes_on(child, "cp")),
    "section-20": Situation("the parents have agreed under section 20", _fact("legal_status", _SECTION_20)),
    "section-20-long": Situation("section 20 has lasted for over eight weeks", _long_section_20),
    "in-court": Situation("the court has yet to decide", _fact("legal_status", *_BEFORE_COURT)),
    "care-order": Situation("there is a care order", _fact("legal_status", _CARE_ORDER)),
    "with-relatives": Situation("the child lives with relatives or friends", _fact("placement", *_RELATIVES)),
    "with-parents": Situation("the child is placed with parents", _fact("placement", _WITH_PARENTS)),
    "with-carers": Situation("the child lives with foster carers", _fact("placement", *_CARERS)),
    "in-a-home": Situation("the child lives in a home or in supported accommodation", _fact("placement", *_HOMES)),
    "new-place": Situation("the child came there within the last eight weeks", _new_place),
    "no-plan": Situation("no plan for permanence is known from the file", _no_plan),
    "plan-return": Situation("the plan is to go home", _fact("permanence_plan", "Return to family")),
    "plan-adoption": Situation("the plan is adoption", _adoption),
    "plan-guardian": Situation("the plan is a guardian or an arrangement order", _fact("permanence_plan", "SGO/CAO")),
    "plan-long-term": Situation("the plan is to stay in care", _fact("permanence_plan", *_LONG_TERM)),
    "new-worker": Situation("the worker has had the child for less than twelve weeks", _new_worker),
    "many-workers": Situation("the child has had three workers or more", _many_workers),
    "first-talk": Situation("there was no conversation in depth yet", _first_talk),
    "long-silent": Situation("the last conversation in depth was over twelve weeks ago", _long_silent),
    "put-off": Situation("the child was put off last time", _put_off),
    "decided": Situation("something was decided last time", _decided),
    "stuck": Situation("an action was moved twice, or is over four weeks past its date", _stuck),
    "not-seen": Situation("the file knows of no visit in the last six weeks", _not_seen),
}
"""Every situation that a prompt of a guide can be for, by its code."""
