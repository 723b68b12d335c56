"""A change of worker, and what it does to the actions of the outgoing one."""

from datetime import date

import pytest

from supervision_app.domain.actions import OFFERED, Action
from supervision_app.domain.agreements import accept, close, give_back, offer
from supervision_app.domain.allocation import (
    ALLOCATED,
    FIRST,
    Allocation,
    Change,
    Spell,
    allocate,
    check_reason,
    goes_along,
)
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.holding import ACCEPTED, AWAITING, UNOWNED, Around, Standing, standing
from supervision_app.domain.people import Person
from tests.fakes.told import (
    AOIFE,
    BEN,
    CARA,
    FERN,
    KAI,
    KHAN,
    SENIOR,
    Device,
    agreed,
    around,
    two_devices,
)

REASONS = {"LEFTRL": "previous worker left role", "MANAGE": "managing caseloads"}
BEGAN = date(2026, 11, 2)
CHANGED = date(2026, 11, 20)
LATER = date(2026, 11, 23)


def change(
    device: Device, to: Person, *, now: Around | None = None, on: date = CHANGED, reason: str = "LEFTRL"
) -> list[NewEntry]:
    """Return the entries of a change of worker as this device sees things."""
    allocation = device.allocation()
    wanted = Change(KAI, to, reason, on, KHAN)
    return allocate(wanted, allocation, device.actions(), now or around(workers=allocation.workers))


def have(device: Device, to: Person, *, on: date = CHANGED) -> None:
    """Write a change of worker with all that it brings."""
    for entry in change(device, to, on=on):
        device.write(entry)


def offered(entries: list[NewEntry]) -> set[str]:
    return {entry.subject for entry in entries if entry.kind == OFFERED}


@pytest.fixture
def device() -> Device:
    """Return a device on which Kai is Aoife's since 2 November."""
    first = Device()
    have(first, AOIFE, on=BEGAN)
    return first


def kais_five_actions(device: Device) -> None:
    """Agree five actions: three Aoife's, one the manager's, one the family finder's."""
    for number, owner in enumerate((AOIFE, AOIFE, AOIFE, KHAN, FERN), 1):
        device.write(agreed(owner, action=f"action-{number}"))


# The scenario: Aoife leaves on 20 November, and Ben gets Kai


def test_exactly_the_three_actions_of_the_outgoing_worker_are_offered_to_the_new_one(device: Device) -> None:
    kais_five_actions(device)
    entries = change(device, BEN)

    assert offered(entries) == {"action-1", "action-2", "action-3"}
    assert [entry.kind for entry in entries] == [ALLOCATED, OFFERED, OFFERED, OFFERED]


def test_three_await_the_new_worker_with_the_manager_and_the_others_stay_where_they_are(device: Device) -> None:
    kais_five_actions(device)
    have(device, BEN)
    now = around(left=[AOIFE], workers=[BEN])
    held = {action.id: standing(action, now) for action in device.actions()}

    assert {held[f"action-{number}"] for number in (1, 2, 3)} == {Standing(AWAITING, (BEN, KHAN), (BEN,))}
    assert held["action-4"] == Standing(ACCEPTED, (KHAN,), ())
    assert held["action-5"] == Standing(ACCEPTED, (FERN,), ())


def test_a_change_of_worker_closes_nothing_and_moves_no_date(device: Device) -> None:
    kais_five_actions(device)
    before = {action.id: (action.state, action.due, action.moves) for action in device.actions()}
    have(device, BEN)

    assert {action.id: (action.state, action.due, action.moves) for action in device.actions()} == before


def test_what_the_new_worker_returns_is_held_by_the_manager_who_decides(device: Device) -> None:
    kais_five_actions(device)
    have(device, BEN)
    now = around(left=[AOIFE], workers=[BEN])
    back = give_back(device.action("action-2"), BEN, "The school does this", manager=KHAN, around=now, on=LATER)
    device.write(back, by=BEN)

    assert standing(device.action("action-2"), now) == Standing(ACCEPTED, (KHAN,), ())
    confirmed = offer(device.action("action-2"), BEN, "Please do", manager=KHAN, around=now, on=LATER)
    device.write(confirmed)
    assert standing(device.action("action-2"), now) == Standing(AWAITING, (BEN, KHAN), (BEN,))


def test_an_offer_says_that_it_comes_from_a_change_of_worker_and_why(device: Device) -> None:
    kais_five_actions(device)

    assert change(device, BEN)[1].payload["why"] == "change of worker: LEFTRL"


def test_the_new_worker_holds_what_comes_with_the_child_as_its_worker(device: Device) -> None:
    kais_five_actions(device)

    assert all(entry.payload["as_worker"] for entry in change(device, BEN)[1:])


def test_a_change_that_was_some_days_ago_counts_from_then_and_is_offered_when_it_is_recorded(device: Device) -> None:
    kais_five_actions(device)
    allocation = device.allocation()
    wanted = Change(KAI, BEN, "LEFTRL", LATER, KHAN, since=CHANGED)
    entries = allocate(wanted, allocation, device.actions(), around(workers=allocation.workers))

    assert [entry.happened_on for entry in entries] == [CHANGED, LATER, LATER, LATER]
    for entry in entries:
        device.write(entry)
    first, second = device.allocation().spells
    assert (first.until, second.since) == (CHANGED.isoformat(), CHANGED.isoformat())


@pytest.mark.parametrize(
    ("since", "why"),
    [
        (date(2026, 11, 24), "24 November 2026 has not come yet."),
        (date(2026, 11, 1), "Aoife Brennan has had this child only since 2 November 2026."),
    ],
)
def test_a_change_is_never_ahead_nor_before_the_worker_who_has_the_child(device: Device, since: date, why: str) -> None:
    wanted = Change(KAI, BEN, "LEFTRL", LATER, KHAN, since=since)
    with pytest.raises(RuleRefused) as refused:
        allocate(wanted, device.allocation(), (), around(workers=device.allocation().workers))

    assert str(refused.value).startswith(why)


def test_whoever_was_in_the_first_file_had_the_child_before_it() -> None:
    device = Device()
    for entry in change(device, AOIFE, reason=FIRST, on=LATER, now=around(workers=[])):
        device.write(entry)
    wanted = Change(KAI, BEN, "LEFTRL", LATER, KHAN, since=CHANGED)
    for entry in allocate(wanted, device.allocation(), (), around(workers=[AOIFE])):
        device.write(entry)

    first, second = device.allocation().spells
    assert (first.person, first.since, first.until) == (AOIFE, "2026-11-20", "2026-11-20")
    assert (second.person, second.since, second.until) == (BEN, "2026-11-20", "")


# What goes along, and what does not


def test_what_was_offered_to_the_outgoing_worker_goes_along(device: Device) -> None:
    device.write(agreed(accepted=False))

    assert offered(change(device, BEN)) == {"action-1"}


def test_what_was_agreed_with_the_outgoing_worker_before_they_had_the_child_goes_along() -> None:
    device = Device()
    device.write(agreed(AOIFE, around=around(workers=[])))
    have(device, AOIFE, on=BEGAN)

    assert offered(change(device, BEN)) == {"action-1"}


def test_what_the_outgoing_worker_only_stands_in_for_does_not_go_along() -> None:
    device = Device()
    have(device, SENIOR, on=BEGAN)
    device.write(agreed(FERN, accepted=False, manager=SENIOR))

    assert offered(change(device, BEN)) == set()


def test_an_unowned_action_goes_along(device: Device) -> None:
    device.write(agreed(FERN))

    assert offered(change(device, BEN, now=around(left=[FERN]))) == {"action-1"}


def test_a_closed_action_stays_closed_and_where_it_is(device: Device) -> None:
    device.write(agreed())
    device.write(close(device.action(), AOIFE, state="done", impact="Seen", around=around(), on=CHANGED))

    assert offered(change(device, BEN)) == set()


def test_what_another_person_accepted_meanwhile_stays_with_them(device: Device) -> None:
    device.write(agreed())
    device.write(offer(device.action(), FERN, "She knows them", manager=KHAN, around=around(), on=BEGAN))
    device.write(accept(device.action(), FERN, around=around(), on=BEGAN), by=FERN)

    assert offered(change(device, BEN)) == set()


def test_what_a_manager_holds_as_the_childs_worker_goes_along_and_what_they_hold_as_manager_stays() -> None:
    device = Device()
    have(device, KHAN, on=BEGAN)
    now = around(workers=[KHAN])
    device.write(agreed(KHAN, action="as-worker", around=now))
    device.write(agreed(FERN, action="returned", around=now))
    back = give_back(device.action("returned"), FERN, "Not mine", manager=KHAN, around=now, on=BEGAN)
    device.write(back, by=FERN)

    assert offered(change(device, BEN)) == {"as-worker"}


def test_what_the_new_worker_holds_already_is_not_offered_again(device: Device) -> None:
    device.write(agreed(BEN))
    device.write(agreed(AOIFE, action="action-2"))

    assert offered(change(device, BEN)) == {"action-2"}


def test_a_worker_who_gets_the_child_back_finds_their_unowned_action_theirs_again() -> None:
    device = Device()
    have(device, BEN, on=BEGAN)
    device.write(agreed(AOIFE, around=around(workers=[AOIFE])))

    assert standing(device.action(), around(workers=[BEN])).holding == UNOWNED
    assert offered(change(device, AOIFE)) == set()
    have(device, AOIFE)
    assert standing(device.action(), around(workers=[AOIFE])) == Standing(ACCEPTED, (AOIFE,), ())


def test_what_two_offered_to_the_new_worker_at_once_is_not_offered_a_third_time() -> None:
    one, other = two_devices()
    for at in (one, other):
        at.write(offer(at.action(), BEN, "He comes next", manager=KHAN, around=around(workers=[BEN]), on=BEGAN))
    one.exchange(other)

    assert standing(one.action(), around(workers=[])).holding == UNOWNED
    assert offered(change(one, BEN, reason=FIRST)) == set()


def test_a_new_worker_who_is_the_manager_does_not_stand_in_for_themselves(device: Device) -> None:
    device.write(agreed())
    have(device, KHAN)

    assert [holding.person for holding in device.action().current] == [KHAN]


# Allocating


def test_the_allocation_names_who_had_the_child_and_why_it_changed(device: Device) -> None:
    entry = change(device, BEN)[0]

    assert (entry.stream, entry.subject, entry.kind, entry.happened_on) == (KAI, "allocation", ALLOCATED, CHANGED)
    assert entry.payload == {"to": BEN.as_payload(), "from": [AOIFE.as_payload()], "reason": "LEFTRL"}


def test_a_child_without_a_worker_is_allocated_and_only_what_is_unowned_is_offered() -> None:
    device = Device()
    device.write(agreed(FERN))
    device.write(agreed(AOIFE, action="action-2", around=around(workers=[AOIFE])))
    entries = change(device, BEN, reason=FIRST, now=around(workers=[]))

    assert entries[0].payload["from"] == []
    assert offered(entries) == {"action-2"}
    assert entries[1].payload["why"] == "first worker named for this child"


def test_a_child_is_not_allocated_to_somebody_who_has_left(device: Device) -> None:
    with pytest.raises(RuleRefused, match=r"Ben Carter has left. Allocate the child to somebody who is here"):
        change(device, BEN, now=around(left=[BEN]))


def test_a_child_is_not_allocated_to_the_worker_who_has_it(device: Device) -> None:
    with pytest.raises(RuleRefused, match="Aoife Brennan has this child already"):
        change(device, AOIFE)


def test_a_worker_gets_a_child_back(device: Device) -> None:
    have(device, BEN)
    have(device, AOIFE, on=LATER)

    assert device.allocation() == Allocation(
        (
            Spell(AOIFE, "2026-11-02", "2026-11-20", "LEFTRL"),
            Spell(BEN, "2026-11-20", "2026-11-23", "LEFTRL"),
            Spell(AOIFE, "2026-11-23", "", "LEFTRL"),
        )
    )
    assert device.allocation().workers == (AOIFE,)


@pytest.mark.parametrize("typed", ["LEFTRL", "leftrl", " LeftRl "])
def test_a_reason_is_taken_in_any_case(typed: str) -> None:
    assert check_reason(typed, REASONS) == "LEFTRL"


@pytest.mark.parametrize("typed", ["", "LEFT", "previous worker left role"])
def test_an_unknown_reason_is_refused_with_the_list(typed: str) -> None:
    listed = "Use one of: LEFTRL previous worker left role; MANAGE managing caseloads"
    with pytest.raises(InputRefused, match=listed):
        check_reason(typed, REASONS)


# Two who allocate at once


def both_allocate(to_one: Person, to_other: Person, second: str = "second") -> tuple[Device, Device]:
    one, other = Device(), Device(second)
    have(one, AOIFE, on=BEGAN)
    one.write(agreed())
    one.exchange(other)
    have(one, to_one)
    have(other, to_other)
    one.exchange(other)
    return one, other


@pytest.mark.parametrize("second", ["second", "2nd", "another", "b"])
def test_two_allocations_at_once_leave_two_workers(second: str) -> None:
    one, _ = both_allocate(BEN, CARA, second)

    assert set(one.allocation().workers) == {BEN, CARA}
    assert {spell.until for spell in one.allocation().spells if spell.person == AOIFE} == {"2026-11-20"}


def test_two_allocations_at_once_offer_the_action_to_both() -> None:
    one, _ = both_allocate(BEN, CARA)

    assert set(standing(one.action(), around(workers=[BEN, CARA])).awaiting) == {BEN, CARA}


def test_an_allocation_that_saw_both_settles_them() -> None:
    one, _ = both_allocate(BEN, CARA)
    have(one, BEN, on=LATER)

    assert one.allocation().workers == (BEN,)
    assert standing(one.action(), around(workers=[BEN])).awaiting == (BEN,)
    assert one.action().unsettled == ()


def test_the_same_worker_from_two_at_once_is_one_worker() -> None:
    one, _ = both_allocate(BEN, BEN)

    assert one.allocation().workers == (BEN,)


def test_a_withheld_allocation_leaves_the_worker_before_it(device: Device) -> None:
    entries = change(device, BEN)
    device.withhold(device.write(entries[0]))

    assert device.allocation().workers == (AOIFE,)


def test_a_child_nobody_was_named_for_has_no_worker() -> None:
    assert Device().allocation().workers == ()


def test_what_goes_along_can_be_asked_beforehand(device: Device) -> None:
    kais_five_actions(device)
    allocation, now = device.allocation(), around()
    going: list[Action] = [action for action in device.actions() if goes_along(action, allocation, now)]

    assert {action.id for action in going} == {"action-1", "action-2", "action-3"}
