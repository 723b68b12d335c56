"""Who answers for an open action now."""

from datetime import date

from supervision_app.domain.agreements import accept, give_back, offer
from supervision_app.domain.holding import ACCEPTED, AWAITING, UNOWNED, Standing, standing
from tests.fakes.told import (
    AOIFE,
    BEN,
    FERN,
    KHAN,
    OKORO,
    THE_POST,
    Device,
    agreed,
    around,
    two_devices,
)

TODAY = date(2026, 11, 16)


def test_who_accepted_an_action_answers_for_it() -> None:
    device = Device()
    device.write(agreed())

    assert standing(device.action(), around()) == Standing(ACCEPTED, (AOIFE,), ())


def test_until_it_is_accepted_the_manager_answers_for_it_as_well() -> None:
    device = Device()
    device.write(agreed(accepted=False))

    assert standing(device.action(), around()) == Standing(AWAITING, (AOIFE, KHAN), (AOIFE,))


def test_a_manager_who_has_yet_to_accept_is_named_once() -> None:
    device = Device()
    device.write(agreed(KHAN, accepted=False))

    assert standing(device.action(), around()) == Standing(AWAITING, (KHAN,), (KHAN,))


def test_an_action_whose_holder_left_is_unowned_and_the_managers_hold_it() -> None:
    device = Device()
    device.write(agreed())

    now = around(left=[AOIFE], managers=[KHAN, OKORO])
    assert standing(device.action(), now) == Standing(UNOWNED, (KHAN, OKORO), ())


def test_an_action_whose_holder_lost_the_child_is_unowned() -> None:
    device = Device()
    device.write(agreed())

    assert standing(device.action(), around(workers=[BEN])) == Standing(UNOWNED, (KHAN,), ())


def test_what_somebody_does_not_hold_as_the_childs_worker_stays_theirs() -> None:
    device = Device()
    device.write(agreed(FERN))

    assert standing(device.action(), around(workers=[])) == Standing(ACCEPTED, (FERN,), ())


def test_an_offer_to_somebody_who_left_since_leaves_the_manager_it_names() -> None:
    device = Device()
    device.write(agreed(accepted=False))

    now = around(left=[AOIFE], managers=[OKORO])
    assert standing(device.action(), now) == Standing(UNOWNED, (KHAN,), ())


def test_the_teams_managers_stand_in_for_one_who_left() -> None:
    device = Device()
    device.write(agreed(accepted=False))

    now = around(left=[KHAN], managers=[OKORO])
    assert standing(device.action(), now) == Standing(AWAITING, (AOIFE, OKORO), (AOIFE,))


def test_where_no_manager_is_known_by_name_the_post_answers() -> None:
    device = Device()
    device.write(agreed())

    assert standing(device.action(), around(left=[AOIFE], managers=[])) == Standing(UNOWNED, (THE_POST,), ())


def test_the_post_that_stood_in_gives_way_to_a_manager_who_came() -> None:
    device = Device()
    device.write(agreed(accepted=False, manager=THE_POST))

    assert standing(device.action(), around(managers=[OKORO])).accountable == (AOIFE, OKORO)


def test_an_action_returned_to_the_post_is_unowned_and_held_by_a_manager_who_came() -> None:
    device = Device()
    device.write(agreed())
    back = give_back(device.action(), AOIFE, "Too much", manager=THE_POST, around=around(managers=[]), on=TODAY)
    device.write(back, by=AOIFE)

    assert standing(device.action(), around(managers=[OKORO])) == Standing(UNOWNED, (OKORO,), ())


def test_the_same_person_offered_twice_at_once_is_named_once() -> None:
    one, other = two_devices()
    for device in (one, other):
        device.write(offer(device.action(), BEN, "Aoife is ill", manager=KHAN, around=around(), on=TODAY))
    one.exchange(other)

    assert standing(one.action(), around()) == Standing(AWAITING, (BEN, KHAN), (BEN,))
    assert one.action().unsettled == ()


def test_a_manager_named_twice_among_the_teams_managers_is_named_once() -> None:
    device = Device()
    device.write(agreed())

    assert standing(device.action(), around(left=[AOIFE], managers=[KHAN, KHAN])).accountable == (KHAN,)


def test_one_who_accepted_and_one_who_has_yet_to_are_both_told() -> None:
    one, other = two_devices()
    one.write(offer(one.action(), FERN, "She knows the family", manager=KHAN, around=around(), on=TODAY))
    one.write(accept(one.action(), FERN, around=around(), on=TODAY), by=FERN)
    other.write(offer(other.action(), BEN, "Aoife is ill", manager=OKORO, around=around(), on=TODAY), by=OKORO)
    one.exchange(other)

    assert standing(one.action(), around()) == Standing(ACCEPTED, (FERN,), (BEN,))
