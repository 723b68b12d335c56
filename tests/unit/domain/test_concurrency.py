"""Two people who wrote without seeing each other's words: what both did is shown, and nothing is chosen silently."""

from datetime import date

import pytest

from supervision_app.domain.actions import Action
from supervision_app.domain.agreements import accept, close, give_back, move, offer, progress, reopen
from supervision_app.domain.allocation import Allocation, Change, Spell, allocate
from supervision_app.domain.holding import ACCEPTED, AWAITING, Standing, standing
from tests.fakes.told import (
    AOIFE,
    BEN,
    CARA,
    FERN,
    KHAN,
    OKORO,
    Device,
    around,
    everybody,
    two_devices,
)

TODAY = date(2026, 11, 16)
NEXT = date(2026, 11, 17)
SOON = date(2026, 12, 4)
LATE = date(2026, 12, 11)

either_order = pytest.mark.parametrize("second", ["second", "2nd", "another", "b"])
"""Names that give the second device's entries ids before and behind those of the first."""


def met(one: Device, other: Device) -> Action:
    """Return the action as both read it after an exchange."""
    one.exchange(other)
    assert one.action() == other.action()
    return one.action()


def shut(device: Device, state: str = "done") -> None:
    entry = close(device.action(), AOIFE, state=state, impact="Kai sees his aunt", around=around(), on=TODAY)
    device.write(entry, by=AOIFE)


@either_order
def test_of_two_due_dates_the_earlier_stands_and_both_are_said(second: str) -> None:
    one, other = two_devices(second=second)
    one.write(move(one.action(), LATE, "The aunt is away", on=TODAY))
    other.write(move(other.action(), SOON, "Court is on the 8th", on=TODAY), by=AOIFE)
    action = met(one, other)

    assert action.due == "2026-12-04"
    assert len(action.unsettled) == 1
    assert action.unsettled[0].startswith("Two due dates stand: ")
    assert "11 December 2026 (by M. Khan)" in action.unsettled[0]
    assert "4 December 2026 (by Aoife Brennan)" in action.unsettled[0]
    assert len(action.moves) == 2


@either_order
def test_of_three_due_dates_the_earliest_stands(second: str) -> None:
    one, other = two_devices(second=second)
    third = everybody([one])
    one.write(move(one.action(), LATE, "The aunt is away", on=TODAY))
    other.write(move(other.action(), SOON, "Court is on the 8th", on=TODAY))
    third.write(move(third.action(), date(2026, 12, 1), "She rang", on=TODAY))
    third.exchange(one)
    action = met(third, other)

    assert action.due == "2026-12-01"
    assert action.unsettled[0].startswith("Three due dates stand: ")


def test_the_same_new_date_from_two_people_is_no_question() -> None:
    one, other = two_devices()
    one.write(move(one.action(), SOON, "The aunt is away", on=TODAY))
    other.write(move(other.action(), SOON, "She is away", on=TODAY), by=AOIFE)
    action = met(one, other)

    assert (action.due, action.unsettled, action.times_moved) == ("2026-12-04", (), 2)


def test_a_move_that_saw_both_dates_settles_them() -> None:
    one, other = two_devices()
    one.write(move(one.action(), LATE, "The aunt is away", on=TODAY))
    other.write(move(other.action(), SOON, "Court is on the 8th", on=TODAY), by=AOIFE)
    met(one, other)
    other.write(move(other.action(), LATE, "Court was put off", on=NEXT))
    action = met(one, other)

    assert (action.due, action.unsettled, action.times_moved) == ("2026-12-11", (), 3)


@either_order
def test_two_people_who_were_given_it_at_once_both_hold_it_and_it_is_said(second: str) -> None:
    one, other = two_devices(second=second)
    one.write(offer(one.action(), BEN, "Aoife is ill", manager=KHAN, around=around(), on=TODAY))
    other.write(offer(other.action(), FERN, "She knows them", manager=OKORO, around=around(), on=TODAY), by=OKORO)
    action = met(one, other)
    held = standing(action, around())

    assert held.holding == AWAITING
    assert set(held.awaiting) == {BEN, FERN}
    assert set(held.accountable) == {BEN, FERN, KHAN, OKORO}
    assert len(action.unsettled) == 1
    assert "Two people hold it at once: " in action.unsettled[0]
    assert "Ben Carter" in action.unsettled[0]
    assert "Fern Doyle" in action.unsettled[0]


@either_order
def test_an_acceptance_that_saw_both_offers_settles_them(second: str) -> None:
    one, other = two_devices(second=second)
    one.write(offer(one.action(), BEN, "Aoife is ill", manager=KHAN, around=around(), on=TODAY))
    other.write(offer(other.action(), FERN, "She knows them", manager=OKORO, around=around(), on=TODAY), by=OKORO)
    met(one, other)
    one.write(accept(one.action(), FERN, around=around(), on=NEXT), by=FERN)
    action = met(one, other)

    assert standing(action, around()) == Standing(ACCEPTED, (FERN,), ())
    assert action.unsettled == ()


def test_an_acceptance_that_did_not_see_the_other_offer_leaves_both() -> None:
    one, other = two_devices()
    one.write(offer(one.action(), BEN, "Aoife is ill", manager=KHAN, around=around(), on=TODAY))
    one.write(accept(one.action(), BEN, around=around(), on=NEXT), by=BEN)
    other.write(offer(other.action(), FERN, "She knows them", manager=OKORO, around=around(), on=TODAY), by=OKORO)
    action = met(one, other)

    assert standing(action, around()) == Standing(ACCEPTED, (BEN,), (FERN,))
    assert len(action.unsettled) == 1


def test_a_return_and_an_offer_at_once_leave_both_the_manager_and_the_new_one() -> None:
    one, other = two_devices()
    back = give_back(one.action(), AOIFE, "Too much", manager=KHAN, around=around(), on=TODAY)
    one.write(back, by=AOIFE)
    other.write(offer(other.action(), BEN, "Aoife is ill", manager=OKORO, around=around(), on=TODAY), by=OKORO)
    action = met(one, other)

    assert standing(action, around()) == Standing(ACCEPTED, (KHAN,), (BEN,))
    assert "Two people hold it at once" in action.unsettled[0]


def test_three_people_at_once_are_counted_as_three() -> None:
    one, other = two_devices()
    third = everybody([one])
    for device, person in ((one, BEN), (other, FERN), (third, CARA)):
        device.write(offer(device.action(), person, "Aoife is ill", manager=KHAN, around=around(), on=TODAY))
    third.exchange(one)
    action = met(third, other)

    assert action.unsettled[0].startswith("Three people hold it at once: ")


@pytest.mark.parametrize("changed", ["moved", "progressed", "offered", "returned", "unknown kind"])
@either_order
def test_what_one_closed_and_another_changed_stays_open_and_it_is_said(changed: str, second: str) -> None:
    one, other = two_devices(second=second)
    shut(one)
    action = other.action()
    if changed == "moved":
        other.write(move(action, SOON, "The aunt is away", on=TODAY))
    elif changed == "progressed":
        other.write(progress(action, "She rang back", state="partly-done", on=TODAY))
    elif changed == "offered":
        other.write(offer(action, BEN, "Aoife is ill", manager=KHAN, around=around(), on=TODAY))
    elif changed == "returned":
        other.write(give_back(action, AOIFE, "Too much", manager=KHAN, around=around(), on=TODAY), by=AOIFE)
    else:
        other.write_unknown()
    merged = met(one, other)

    assert merged.is_open
    assert merged.closed_on == ""
    assert merged.current
    said = (
        "Aoife Brennan closed it on 16 November 2026 without having seen a later change: "
        "it stays open until somebody decides."
    )
    assert merged.unsettled == (said,)


def test_what_stays_open_keeps_the_state_of_the_word_on_progress() -> None:
    one, other = two_devices()
    shut(one)
    other.write(progress(other.action(), "She rang back", state="partly-done", on=TODAY))

    assert met(one, other).state == "partly-done"


def test_of_two_words_on_progress_at_once_the_lesser_state_stands() -> None:
    one, other = two_devices()
    one.write(progress(one.action(), "Half of it", state="partly-done", on=TODAY))
    other.write(progress(other.action(), "Begun", state="in-progress", on=TODAY))
    action = met(one, other)

    assert action.state == "in-progress"
    assert len(action.notes) == 2


def test_a_withheld_change_that_the_closing_had_not_seen_keeps_it_open() -> None:
    one, other = two_devices()
    shut(one)
    other.withhold(other.write(move(other.action(), SOON, "The aunt is away", on=TODAY)))

    assert met(one, other).is_open


def test_two_closings_at_once_leave_it_open_until_somebody_looks() -> None:
    one, other = two_devices()
    shut(one, "done")
    shut(other, "not-needed")
    action = met(one, other)

    assert action.is_open
    assert len(action.unsettled) == 2


def test_a_closing_that_saw_everything_closes_what_two_had_left_open() -> None:
    one, other = two_devices()
    shut(one)
    other.write(move(other.action(), SOON, "The aunt is away", on=TODAY))
    met(one, other)
    shut(other, "superseded")
    action = met(one, other)

    assert (action.state, action.unsettled) == ("superseded", ())


def test_a_word_on_progress_that_saw_the_closing_settles_that_it_is_open() -> None:
    one, other = two_devices()
    shut(one)
    other.write(move(other.action(), SOON, "The aunt is away", on=TODAY))
    met(one, other)
    other.write(progress(other.action(), "Still to do", state="in-progress", on=NEXT))
    action = met(one, other)

    assert (action.state, action.unsettled) == ("in-progress", ())


def test_a_reopening_on_one_device_and_a_closing_seen_on_both_leave_it_open() -> None:
    one, other = two_devices()
    shut(one)
    met(one, other)
    other.write(reopen(other.action(), "The aunt changed her mind", on=NEXT))
    action = met(one, other)

    assert (action.state, action.unsettled) == ("open", ())


def test_an_older_copy_that_comes_back_brings_nothing_back() -> None:
    one, other = two_devices()
    older = everybody([one])
    shut(one)
    met(one, other)
    one.exchange(older)

    assert one.action().state == "done"


@either_order
def test_a_change_of_worker_decides_nothing_about_the_other_of_two_holders(second: str) -> None:
    one, other = two_devices(second=second)
    workers = [AOIFE]
    one.write(offer(one.action(), BEN, "Aoife is ill", manager=KHAN, around=around(workers=workers), on=TODAY))
    other.write(
        offer(other.action(), FERN, "She knows the aunt", manager=KHAN, around=around(workers=workers), on=TODAY)
    )
    both = met(one, other)
    change = Change(both.stream, CARA, "LEFTRL", NEXT, KHAN)
    spells = Allocation((Spell(BEN, "2026-11-01", "", ""),))
    for entry in allocate(change, spells, [both], around(workers=[BEN]))[1:]:
        one.write(entry)

    holders = [(holding.person, holding.how) for holding in one.action().current]
    assert (FERN, "awaiting") in holders
    assert (CARA, "awaiting") in holders
    assert BEN not in [person for person, _ in holders]


@either_order
def test_a_move_that_has_seen_the_closing_settles_that_it_is_open(second: str) -> None:
    one, other = two_devices(second=second)
    shut(one)
    other.write(move(other.action(), SOON, "Court is on the 8th", on=TODAY), by=AOIFE)
    assert any("closed it on" in sentence for sentence in met(one, other).unsettled)
    one.write(move(one.action(), LATE, "The aunt is away", on=NEXT))

    assert one.action().is_open
    assert one.action().unsettled == ()
