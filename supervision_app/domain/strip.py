"""The strip of a child: what was at the same time, lane by lane, from the record alone; nothing is filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from supervision_app.domain.actions import Action
from supervision_app.domain.allocation import FIRST, Allocation
from supervision_app.domain.clocks import Clock
from supervision_app.domain.discussions import DEPTHS, IN_DEPTH, MANAGEMENT_OVERSIGHT, TYPES, Discussion
from supervision_app.domain.discussions import NOT_TODAY as TALKED_LATER
from supervision_app.domain.entries import in_words
from supervision_app.domain.people import Person
from supervision_app.domain.strip_actions import Ends, action_item, action_since
from supervision_app.domain.strip_items import (
    AHEAD,
    BAR,
    BRIEFLY,
    CLOCKS,
    DECIDED,
    FACTS,
    GAP,
    HELD,
    LATE,
    LEGAL,
    MANAGER,
    MARK,
    NOT_TODAY,
    PLACE,
    WITHOUT,
    WORKER,
    WORKERS,
    Item,
    Lane,
    Row,
    Strip,
    lasted,
    length,
    unknown,
    with_gaps,
)
from supervision_app.domain.strip_seen import Seen

_LIMITS, _CLOSED = "Time limits", "Closed actions"


@dataclass(frozen=True, slots=True)
class Managed:
    """A manager of the team, since when they are known here, and the day they left; empty while they are here."""

    person: Person
    since: str
    left_on: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the strip is made of; `left` holds the day on which each person left who has."""

    placements: Sequence[Seen]
    legal_statuses: Sequence[Seen]
    allocation: Allocation
    managers: Sequence[Managed]
    discussions: Sequence[Discussion]
    actions: Sequence[Action]
    clocks: Sequence[Clock]
    today: date
    left: Mapping[str, str] = field(default_factory=dict)
    in_words: Mapping[str, str] = field(default_factory=dict)
    """What the codes of placements and legal statuses mean."""


def strip(record: Record) -> Strip:
    """Return the strip: bars that end where they are known to end, and gaps where nothing is known."""
    today = record.today
    here = [
        *(_day(spell.since) for spell in record.allocation.spells),
        *(_day(talk.held_on) for talk in record.discussions),
        *(action_since(action) for action in record.actions),
    ]
    begins = min([*here, today])
    since = min([begins, *(one.since for one in (*record.placements, *record.legal_statuses))])
    actions = [action_item(action, today, Ends(record.allocation, record.left)) for action in record.actions]
    actions.sort(key=lambda item: (item.since, item.label))
    lanes = (
        Lane("Where they live", _seen(record, record.placements, PLACE, since)),
        Lane("Legal status", _seen(record, record.legal_statuses, LEGAL, since)),
        Lane("Social worker", _workers(record, since)),
        Lane("Manager", _managers(record, since)),
        Lane("Supervision", (_supervision(record.discussions, begins, today),)),
        Lane(_LIMITS, tuple((_limit(clock, today),) for clock in record.clocks)),
        Lane("Open actions", tuple((item,) for item in actions if item.lasts)),
        Lane(_CLOSED, tuple((item,) for item in actions if not item.lasts)),
    )
    return _up_to_the_last(Strip(since, begins, today, today, tuple(lane for lane in lanes if lane.rows)))


def in_short(whole: Strip) -> Strip:
    """Return the strip without time limits and closed actions, as far as what is left of it goes."""
    lanes = tuple(lane for lane in whole.lanes if lane.name not in {_LIMITS, _CLOSED})
    return _up_to_the_last(replace(whole, lanes=lanes))


def _up_to_the_last(made: Strip) -> Strip:
    there = [item for lane in made.lanes for row in lane.rows for item in row]
    due = [item.due for item in there if item.due and item.lasts]
    return replace(made, until=max([made.today, *due, *(item.until for item in there)]))


def _day(text: str) -> date:
    return date.fromisoformat(text)


_NOTHING = {PLACE: "Where the child lives is not known here", LEGAL: "The legal status is not known here"}
_WHAT = {PLACE: "Placement", LEGAL: "Legal status"}


def _seen(record: Record, found: Sequence[Seen], tone: str, since: date) -> tuple[Row, ...]:
    items = [_seen_item(record, one, tone) for one in found]
    return with_gaps(items, since, record.today, _NOTHING[tone])


def _seen_item(record: Record, one: Seen, tone: str) -> Item:
    label = record.in_words.get(f"{tone} {one.value}", one.value) or "not named in the file"
    until = one.until or max(record.today, one.since)
    item = Item(BAR, tone, one.since, until, label, "", FACTS, or_before=one.or_before, lasts=one.until is None)
    end = " It ended then." if one.ended else " It ended no later: another is known from then."
    as_told = " As far as the files tell." if item.lasts else end
    return replace(item, said=f"{_WHAT[tone]}: {label}. {lasted(item)}.{as_told}")


def _workers(record: Record, since: date) -> tuple[Row, ...]:
    items = []
    for spell in record.allocation.spells:
        until = max(_day(spell.since), _day(spell.until) if spell.until else record.today)
        item = Item(
            BAR, WORKER, _day(spell.since), until, spell.person.name, "", WORKERS,
            or_before=spell.reason == FIRST, lasts=not spell.until,
        )  # fmt: skip
        items.append(replace(item, said=f"Social worker: {spell.person.name}. {lasted(item)}."))
    return with_gaps(items, since, record.today, "Who the worker was is not known here")


def _managers(record: Record, since: date) -> tuple[Row, ...]:
    items = []
    for one in record.managers:
        # They may have managed the team long before the vault knew of them.
        began = max(_day(one.since), since)
        until = max(began, _day(one.left_on) if one.left_on else record.today)
        item = Item(
            BAR, MANAGER, began, until, one.person.name, "", WORKERS, or_before=True, lasts=not one.left_on
        )  # fmt: skip
        items.append(replace(item, said=f"Manager in the team: {one.person.name}. {lasted(item)}."))
    return with_gaps(items, since, record.today, "Who the manager was is not known here")


def _supervision(discussions: Iterable[Discussion], begins: date, today: date) -> Row:
    marks = sorted((_discussion(talk) for talk in discussions), key=lambda item: (item.since, item.leads))
    held = [mark for mark in marks if mark.tone in {HELD, BRIEFLY}]
    gaps = [_without(one.since, two.since) for one, two in pairwise(held) if two.since > one.since]
    if held and today > held[-1].since:
        gaps.append(_without(held[-1].since, today, lasts=True))
    first = held[0].since if held else today
    if first > begins or not held:
        gaps.append(replace(unknown(begins, first, "No supervision is recorded here"), label="none recorded here"))
    return tuple(sorted((*marks, *gaps), key=lambda item: (item.since, item.until, item.shape, item.leads)))


def _discussion(talk: Discussion) -> Item:
    day = _day(talk.held_on)
    if talk.type == MANAGEMENT_OVERSIGHT:
        tone, label = DECIDED, "decision"
    elif talk.depth == TALKED_LATER:
        tone, label = NOT_TODAY, "not today"
    else:
        tone, label = HELD if talk.depth == IN_DEPTH else BRIEFLY, DEPTHS[talk.depth]
    who = ", ".join(person.name for person in talk.present)
    said = f"{TYPES[talk.type]}, {DEPTHS[talk.depth]}, on {in_words(day)}, with {who}."
    decided = " A decision is in it." if talk.decision else ""
    return Item(MARK, tone, day, day, label, said + decided, talk.id)


def _without(since: date, until: date, *, lasts: bool = False) -> Item:
    long = length(since, until)
    to = f"{in_words(until)}, today, and nothing since" if lasts else in_words(until)
    said = f"{long} without supervision of this child, from {in_words(since)} to {to}."
    return Item(GAP, WITHOUT, since, until, long, f"{said[0].upper()}{said[1:]}", lasts=lasts)


def _limit(clock: Clock, today: date) -> Item:
    late = clock.due < today
    when = f"{length(clock.due, today)} ago" if late else f"in {length(today, clock.due)}"
    when = "today" if clock.due == today else when
    unseen = " No file tells whether it was done." if clock.unseen else ""
    said = f"{clock.name}: {in_words(clock.due)}, {when}.{unseen} {clock.source}."
    return Item(MARK, LATE if late else AHEAD, clock.due, clock.due, clock.name, said, CLOCKS)
