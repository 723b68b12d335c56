"""What stands out about a child and wants a person's eye: said in words, never as a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from supervision_app.domain.actions import STANDS_IN, Action
from supervision_app.domain.allocation import FIRST, Allocation
from supervision_app.domain.authority import authority
from supervision_app.domain.clock_words import doubt, past_words
from supervision_app.domain.clocks import Clock, after
from supervision_app.domain.entries import how_many, in_words
from supervision_app.domain.events import EventKind, name_of
from supervision_app.domain.facts import Known, identity_doubt
from supervision_app.domain.holding import AWAITING, UNOWNED, Around, standing
from supervision_app.domain.people import name_key

_PLAN_EXPECTED_MONTHS = 4
_MUCH_MOVED = 2
_MANY_HANDS = 3
_SIXTEEN = 16
_WITH_PARENTS = "P1"
_SECTION_20 = "V2"
_FOR_ADOPTION = frozenset({"D1", "E1"})
_WITH_ADOPTERS = frozenset({"A3", "A4", "A5", "A6"})
_SUPPORTED = frozenset({"K3", "H5"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: a stable code, and the sentence a person reads."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ChildNow:
    """A child as known today, for the rules that look for what stands out.

    `last_file` is the day as of which the newest file was loaded, ISO 8601, and empty where none was; `events` are
    those whose dates can be noted.
    """

    known: Known
    allocation: Allocation
    actions: Sequence[Action]
    around: Around
    clocks: Sequence[Clock]
    today: date
    last_file: str = ""
    events: Mapping[str, EventKind] = field(default_factory=dict)


def findings(child: ChildNow) -> list[Finding]:
    """Return everything that stands out, the most pressing first."""
    return [
        *_identity(child),
        *_holding(child),
        *_authority(child),
        *_plan(child),
        *_noted_twice(child),
        *_late(child),
        *_drift(child),
    ]


def _identity(child: ChildNow) -> list[Finding]:
    doubt = identity_doubt(child.known)
    return [Finding("two-births", doubt)] if doubt else []


def _holding(child: ChildNow) -> list[Finding]:
    found = []
    workers = child.allocation.workers
    here = [person for person in workers if person.id not in child.around.left]
    if not here:
        gone = " and ".join(person.name for person in workers)
        text = f"No worker has this child: {gone} left." if gone else "No worker is named for this child."
        found.append(Finding("no-worker", text))
    if len(here) > 1:
        names = " and ".join(person.name for person in here)
        text = f"{how_many(len(here))} workers have this child: {names}. Allocate it to one of them."
        found.append(Finding("two-workers", text))
    observed = child.known.value("worker_observed")
    if (
        observed
        and here
        and name_key(observed) not in {name_key(person.name) for person in here}
        and _looked_since(child)
    ):
        text = f"The case system shows {observed}; here it is {here[0].name}."
        do = "If the case system is right, change the worker here, with the reason; if not, correct it there."
        found.append(Finding("worker-differs", f"{text} {do}"))
    for action in child.actions:
        if action.is_open:
            found.extend(_of_action(child, action))
    return found


def _looked_since(child: ChildNow) -> bool:
    """Return whether a file is newer than the change of worker here: an older one could not show it yet."""
    since, reason = max((spell.since, spell.reason) for spell in child.allocation.spells if not spell.until)
    newest = max(child.known.facts["worker_observed"].as_of, child.last_file)
    return newest > since or (newest == since and reason == FIRST)


def _of_action(child: ChildNow, action: Action) -> list[Finding]:
    held = standing(action, child.around)
    what = _short(action.what)
    found = [Finding("unsettled", f"“{what}”: {sentence}") for sentence in action.unsettled]
    if held.holding == UNOWNED:
        text = f"Nobody has taken on “{what}”: {held.accountable[0].name} holds it until then."
        found.append(Finding("unowned", text))
    if held.holding == AWAITING:
        found.append(Finding("awaiting", f"“{what}” waits for {held.awaiting[0].name} to accept it."))
    if action.due and action.due < child.today.isoformat():
        found.append(Finding("overdue", f"“{what}” was due on {in_words(action.due)}."))
    return found


def _authority(child: ChildNow) -> list[Finding]:
    """Return what is not recorded here about the authority for a placement; never says it was not given."""
    known = child.known
    if not known.value("care_started") or _ended(known):
        return []
    found = [Finding(code, text) for code, text in authority(known)]
    placement = known.value("placement")
    if placement == _WITH_PARENTS and known.value("legal_status") == _SECTION_20:
        text = "Section 20 and placed with parents cannot both be right: check the legal status in the case system."
        found.append(Finding("section-20-with-parents", text))
    born = known.day("born")
    if placement in _SUPPORTED and born and after(born, _SIXTEEN * 12, "months") > child.today:
        text = "Under 16 in supported or semi-independent accommodation: check the placement (reg 27C)."
        found.append(Finding("under-16", text))
    return found


def _plan(child: ChildNow) -> list[Finding]:
    start = child.known.day("care_started")
    if start is None or _ended(child.known) or _planned(child.known) or _to_be_adopted(child.known):
        return []
    expected = after(start, _PLAN_EXPECTED_MONTHS, "months")
    if expected >= child.today:
        return []
    text = f"Looked after since {in_words(start)}, and no plan for permanence is known from the file."
    return [Finding("no-permanence-plan", text)]


def _planned(known: Known) -> bool:
    agreed = known.value("permanence_agreed")
    return bool(known.value("permanence_plan")) or bool(agreed and agreed >= known.value("care_started"))


def _to_be_adopted(known: Known) -> bool:
    """Return whether a placement or freeing order, or a placement for adoption, says what the plan is."""
    return known.value("legal_status") in _FOR_ADOPTION or known.value("placement") in _WITH_ADOPTERS


def _noted_twice(child: ChildNow) -> list[Finding]:
    found = []
    for event, noted in child.known.noted.items():
        if noted.also:
            name = name_of(child.events, event)
            days = " and ".join(in_words(day) for day in (noted.on, *noted.also))
            text = f"“{name}” was noted at once as {days}: the earliest counts. Note the right date again."
            found.append(Finding("noted-twice", text))
    return found


def _late(child: ChildNow) -> list[Finding]:
    past = [clock for clock in child.clocks if clock.due < child.today and clock.id != "permanence-plan"]
    return [_past(clock) for clock in past if not clock.unrecorded]


def _past(clock: Clock) -> Finding:
    """Return what is said of a time limit that is past: that something was missed, only where the file could tell."""
    if clock.unseen:
        return Finding("not-known", f"{past_words(clock)}; {doubt(clock)} ({clock.source}).")
    return Finding("clock-past", f"{past_words(clock)} ({clock.source}).")


def _drift(child: ChildNow) -> list[Finding]:
    """Return what is shown for the child, and never as a list of workers: dates moved, and hands it went through."""
    found = []
    for action in child.actions:
        hands = len({holding.person.id for holding in action.holders if holding.how != STANDS_IN})
        if action.is_open and (action.times_moved >= _MUCH_MOVED or hands >= _MANY_HANDS):
            since = in_words(action.agreed_on)
            moved = "moved once and " if action.times_moved == 1 else f"moved {action.times_moved} times and "
            held = f"held by or offered to {hands} people" if hands != 1 else "held by one person"
            said = f"{moved if action.times_moved else ''}{held} since {since}"
            found.append(Finding("drift", f"“{_short(action.what)}”: {said}."))
    return found


def _ended(known: Known) -> bool:
    return known.value("care_ended") >= known.value("care_started") and bool(known.value("care_ended"))


def _short(text: str, most: int = 70) -> str:
    line = text.splitlines()[0]
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
