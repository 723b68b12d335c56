"""Whatever up to three people do to one action, seeing some of each other's words or none: what always holds."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.domain.actions import ACCEPTED as ACCEPTED_BY
from supervision_app.domain.actions import (
    AGREED,
    CLOSED,
    CLOSED_STATES,
    MOVED,
    OFFERED,
    OPEN_STATES,
    RETURNED,
    Action,
    read_action,
)
from supervision_app.domain.agreements import accept, close, give_back, move, offer, progress, reopen
from supervision_app.domain.allocation import ALLOCATED, SUBJECT, Allocation, Change, allocate
from supervision_app.domain.entries import NewEntry, Told
from supervision_app.domain.errors import SupervisionError
from supervision_app.domain.holding import ACCEPTED, Around, standing
from supervision_app.domain.people import Person
from supervision_app.ledger.order import causal_order
from tests.fakes.told import (
    ACTION,
    AGREED_ON,
    AOIFE,
    BEN,
    CARA,
    FERN,
    KAI,
    KHAN,
    OKORO,
    THE_POST,
    Device,
    agreed,
    everybody,
)

PEOPLE = (KHAN, OKORO, AOIFE, BEN, CARA, FERN)
WORKERS = (AOIFE, BEN, CARA)
MANAGERS = (KHAN, OKORO)

NOBODY_GONE = Around((), {person.id for person in WORKERS}, MANAGERS, THE_POST)

people = st.sampled_from(PEOPLE)
managers = st.sampled_from(MANAGERS)
days = st.integers(0, 40).map(lambda count: AGREED_ON + timedelta(days=count))
whole_history = settings(deadline=None, max_examples=100)

Draw = Callable[[st.SearchStrategy[Any]], Any]


def moving(draw: Draw, action: Action) -> NewEntry:
    return move(action, draw(days), "Away", on=AGREED_ON)


def closing(draw: Draw, action: Action) -> NewEntry:
    state = draw(st.sampled_from(CLOSED_STATES))
    return close(action, draw(managers), state=state, impact="Seen", around=NOBODY_GONE, on=draw(days))


def progressing(draw: Draw, action: Action) -> NewEntry:
    return progress(action, "Rang", state=draw(st.sampled_from(OPEN_STATES)), on=draw(days))


def offering(draw: Draw, action: Action) -> NewEntry:
    return offer(action, draw(people), "Away", manager=draw(managers), around=NOBODY_GONE, on=draw(days))


def accepting(draw: Draw, action: Action) -> NewEntry:
    waiting = standing(action, NOBODY_GONE).awaiting or PEOPLE
    return accept(action, draw(st.sampled_from(waiting)), around=NOBODY_GONE, on=draw(days))


def returning(draw: Draw, action: Action) -> NewEntry:
    held = standing(action, NOBODY_GONE).accountable
    manager = draw(managers)
    return give_back(
        action, draw(st.sampled_from(held)), "Too much", manager=manager, around=NOBODY_GONE, on=draw(days)
    )


def reopening(draw: Draw, action: Action) -> NewEntry:
    return reopen(action, "Not yet", on=draw(days))


MOVES = (moving, moving, closing, closing, progressing, offering, offering, accepting, returning, reopening)
"""What somebody may try, the likelier ones twice; what the rules refuse is not written."""


@dataclass
class History:
    """What is held on each device at the end, and what was read on the way."""

    devices: list[Device]
    first_dues: set[str]

    @property
    def written(self) -> Device:
        """Return everything that anybody wrote."""
        return everybody(self.devices)


@st.composite
def arounds(draw: st.DrawFn) -> Around:
    """Draw who has left, who has the child, and which managers are here."""
    left = draw(st.frozensets(people))
    workers = draw(st.frozensets(st.sampled_from(WORKERS)))
    here = [person for person in MANAGERS if person not in left and draw(st.booleans())]
    return Around({one.id for one in left}, {one.id for one in workers}, here, THE_POST)


@st.composite
def histories(draw: st.DrawFn, *, gaps: bool = False) -> History:
    """Draw moves that the rules allow, by one to three devices that take from each other now and then.

    With `gaps` what is taken may lack entries that it builds on, as a part of a pack does.
    """
    names = draw(st.lists(st.integers(0, 99), min_size=1, max_size=3, unique=True))
    devices = [Device(f"device {name}") for name in names]
    first = agreed(draw(people), accepted=draw(st.booleans()), manager=draw(managers), around=NOBODY_GONE)
    devices[0].write(first)
    for device in devices[1:]:
        device.take(*devices[0].held.values())
    first_dues = set()
    for _ in range(draw(st.integers(1, 12))):
        device = draw(st.sampled_from(devices))
        if len(devices) > 1 and draw(st.integers(0, 4)) == 0:
            take_some(draw, device, draw(st.sampled_from(devices)), gaps=gaps)
        else:
            with suppress(SupervisionError):
                device.write(draw(st.sampled_from(MOVES))(draw, device.action()), by=draw(people))
        first_dues.add(device.action().first_due)
    return History(devices, first_dues)


def take_some(draw: st.DrawFn, device: Device, other: Device, *, gaps: bool) -> None:
    """Take a part of what the other holds; without gaps, all that it builds on as well."""
    wanted = draw(st.sets(st.sampled_from(sorted(other.held))))
    taken = [told for told in other.held.values() if told.id in wanted]
    device.take(*taken)
    if not gaps:
        device.take(*(other.held[name] for told in taken for name in seen_by(told, other.held)))


def seen_by(told: Told, held: Mapping[str, Told]) -> set[str]:
    """Follow what an entry had seen, step by step, through what is held."""
    found: set[str] = set()
    waiting = list(told.after)
    while waiting:
        name = waiting.pop()
        if name in held and name not in found:
            found.add(name)
            waiting.extend(held[name].after)
    return found


def closed_with_sight(device: Device) -> bool:
    """Say by the definition itself whether some closing had seen every other entry."""
    return any(
        told.kind == CLOSED and told.payload is not None and {told.id, *seen_by(told, device.held)} == set(device.held)
        for told in device.held.values()
    )


@whole_history
@given(histories(gaps=True), arounds())
def test_somebody_who_is_here_always_answers_for_an_open_action(history: History, now: Around) -> None:
    for device in (*history.devices, history.written):
        held = standing(device.action(), now)

        assert held.accountable
        assert all(person.id not in now.left for person in held.accountable)
        assert held.holding == ACCEPTED or set(held.awaiting) <= set(held.accountable)
        assert len(set(held.accountable)) == len(held.accountable)


@whole_history
@given(histories(gaps=True), st.data())
def test_somebody_answers_for_it_whatever_was_withheld(history: History, data: st.DataObject) -> None:
    device = history.written
    for told in list(device.held.values()):
        if data.draw(st.booleans()):
            device.withhold(told)

    assert standing(device.action(), data.draw(arounds())).accountable


@whole_history
@given(histories(), st.randoms(use_true_random=False))
def test_an_action_reads_the_same_in_whatever_order_its_entries_came(history: History, random: Any) -> None:
    entries = list(history.written.held.values())
    random.shuffle(entries)

    assert read_action(causal_order(entries)) == history.written.action()


@whole_history
@given(histories())
def test_devices_that_took_everything_from_each_other_read_the_same(history: History) -> None:
    *others, last = history.devices
    for device in others:
        device.exchange(last)
    for device in others:
        device.exchange(last)

    assert all(device.action() == history.written.action() for device in history.devices)


@whole_history
@given(histories(gaps=True))
def test_the_first_date_never_changes(history: History) -> None:
    assert history.first_dues <= {"2026-11-27"}
    assert history.written.action().first_due == "2026-11-27"


@whole_history
@given(histories(gaps=True))
def test_every_move_is_shown(history: History) -> None:
    for device in (*history.devices, history.written):
        moved = [told for told in device.held.values() if told.kind == MOVED]

        assert device.action().times_moved == len(moved)


@whole_history
@given(histories(gaps=True))
def test_an_action_is_closed_just_when_a_closing_had_seen_every_other_entry(history: History) -> None:
    for device in (*history.devices, history.written):
        assert device.action().is_open is not closed_with_sight(device)


@whole_history
@given(histories())
def test_no_exchange_closes_what_both_saw_open(history: History) -> None:
    one, other = history.devices[0], history.devices[-1]
    were_open = one.action().is_open and other.action().is_open
    one.exchange(other)

    assert one.action().is_open or not were_open


@whole_history
@given(histories(gaps=True), st.booleans())
def test_one_more_entry_of_an_unknown_kind_keeps_any_action_open(history: History, withheld: bool) -> None:
    device = history.written
    if withheld:
        device.withhold(device.write(NewEntry(KAI, ACTION, CLOSED, AGREED_ON, {"state": "done", "impact": "Seen"})))
    else:
        device.write_unknown()

    assert device.action().is_open


@whole_history
@given(histories())
def test_the_due_date_is_one_that_somebody_set(history: History) -> None:
    device = history.written
    action = device.action()
    last = [told for told in device.held.values() if told.kind in {AGREED, MOVED}]
    unseen = [told for told in last if not any(told.id in seen_by(other, device.held) for other in last)]

    assert action.due == min((told.payload or {})["due"] for told in unseen)


@whole_history
@given(histories())
def test_whoever_saw_everything_settles_it(history: History) -> None:
    device = history.written
    now = Around((), {BEN.id}, MANAGERS, THE_POST)
    if not device.action().is_open:
        device.write(reopen(device.action(), "To look again", on=AGREED_ON))
    device.write(offer(device.action(), BEN, "Decided", manager=KHAN, around=now, on=AGREED_ON))
    device.write(accept(device.action(), BEN, around=now, on=AGREED_ON), by=BEN)
    device.write(progress(device.action(), "Looked at", state="in-progress", on=AGREED_ON))
    if device.action().due != "2027-03-01":
        device.write(move(device.action(), date(2027, 3, 1), "Decided", on=AGREED_ON))
    action = device.action()

    assert (action.unsettled, action.state, action.due) == ((), "in-progress", "2027-03-01")
    assert standing(action, now).accountable == (BEN,)


@whole_history
@given(histories(gaps=True))
def test_whoever_was_given_it_holds_it_until_somebody_who_saw_that_gives_it_on(history: History) -> None:
    device = history.written
    action = device.action()
    gave = [told for told in device.held.values() if told.kind in {AGREED, OFFERED, ACCEPTED_BY, RETURNED}]
    last = [told for told in gave if not any(told.id in seen_by(other, device.held) for other in gave)]

    assert not action.is_open or {given_to(told) for told in last} <= {one.person.id for one in action.current}


def given_to(told: Told) -> str:
    """Say who has the action by this entry."""
    payload = told.payload or {}
    named = {AGREED: "owner", OFFERED: "to", ACCEPTED_BY: "by", RETURNED: "manager"}[told.kind]
    person: str = payload[named]["id"]
    return person


@whole_history
@given(histories())
def test_who_held_it_is_never_forgotten(history: History) -> None:
    device = history.written
    gave = [told for told in device.held.values() if told.kind in {AGREED, OFFERED, RETURNED}]

    assert {given_to(told) for told in gave} <= {holding.person.id for holding in device.action().holders}


@whole_history
@given(histories(), st.lists(st.sampled_from(WORKERS), min_size=1, max_size=3))
def test_no_change_of_worker_closes_redates_or_orphans_an_action(history: History, to: list[Person]) -> None:
    device = history.written
    for worker in to:
        before = device.action()
        allocation = Allocation(device.allocation().spells)
        now = Around((), {one.id for one in allocation.workers}, MANAGERS, THE_POST)
        with suppress(SupervisionError):
            for entry in allocate(Change(KAI, worker, "MANAGE", AGREED_ON, KHAN), allocation, [before], now):
                device.write(entry)
        after = device.action()

        assert (after.state, after.due, after.moves) == (before.state, before.due, before.moves)
        assert standing(after, Around((), {worker.id}, MANAGERS, THE_POST)).accountable


@whole_history
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(WORKERS), st.booleans()), max_size=8))
def test_a_child_once_allocated_always_has_a_worker(changes: list[tuple[int, Person, bool]]) -> None:
    devices = [Device("first"), Device("second")]
    for place, worker, exchanged in changes:
        device = devices[place]
        now = Around((), {one.id for one in device.allocation().workers}, MANAGERS, THE_POST)
        with suppress(SupervisionError):
            for entry in allocate(Change(KAI, worker, "MANAGE", AGREED_ON, KHAN), device.allocation(), (), now):
                device.write(entry)
        if exchanged:
            devices[0].exchange(devices[1])
    allocated = [told for told in everybody(devices).told(SUBJECT) if told.kind == ALLOCATED]
    workers = everybody(devices).allocation().workers

    assert bool(workers) is bool(allocated)
    assert len(set(workers)) == len(workers)
