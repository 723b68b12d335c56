"""What people may do with an action, and what each of these refuses."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from supervision_app.domain.actions import (
    ACCEPTED,
    AGREED,
    CLOSED,
    MOVED,
    OFFERED,
    PROGRESSED,
    REOPENED,
    RETURNED,
    Action,
)
from supervision_app.domain.agreements import (
    GOING_LIVE,
    Agreement,
    accept,
    agree,
    close,
    give_back,
    move,
    offer,
    progress,
    reopen,
)
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.holding import Around
from supervision_app.domain.people import Person
from tests.fakes.told import (
    ACTION,
    AGREED_ON,
    AOIFE,
    BEN,
    CARA,
    DUE,
    FERN,
    KAI,
    KHAN,
    OKORO,
    SENIOR,
    Device,
    agreed,
    agreement,
    around,
    two_devices,
)

TODAY = date(2026, 11, 16)
EMPTY = " \n"


def open_action(owner: Person = AOIFE, *, accepted: bool = True) -> Action:
    device = Device()
    device.write(agreed(owner, accepted=accepted))
    return device.action()


def closed_action() -> Action:
    device = Device()
    device.write(agreed())
    device.write(close(device.action(), AOIFE, state="done", impact="Seen", around=around(), on=TODAY), by=AOIFE)
    return device.action()


# Agreeing


def test_an_agreement_becomes_an_entry_of_the_childs_stream() -> None:
    entry = agree(agreement(doer="The IRO"), on=AGREED_ON, accepted=True, manager=KHAN, around=around())

    assert (entry.stream, entry.subject, entry.kind, entry.happened_on) == (KAI, ACTION, AGREED, AGREED_ON)
    assert entry.payload == {
        "what": "Ring the grandmother about a viability assessment",
        "why": "Nobody in the family has been asked",
        "difference": "Kai knows whether he can live with family",
        "doer": "The IRO",
        "owner": AOIFE.as_payload(),
        "accepted": True,
        "as_worker": True,
        "manager": KHAN.as_payload(),
        "due": "2026-11-27",
        "first_due": "2026-11-27",
        "earlier_moves": 0,
        "setting": "management oversight",
    }


def test_an_owner_who_does_not_have_the_child_does_not_hold_it_as_the_worker() -> None:
    assert agreed(FERN).payload["as_worker"] is False


@pytest.mark.parametrize(
    ("wanted", "named"),
    [(agreement(what=EMPTY), "What is to be done"), (agreement(why=EMPTY), "Why")],
    ids=["what", "why"],
)
def test_an_agreement_without_what_or_why_is_refused(wanted: Agreement, named: str) -> None:
    with pytest.raises(InputRefused, match=f"^{named} is needed"):
        agree(wanted, on=AGREED_ON, accepted=True, manager=KHAN, around=around())


def test_an_agreement_needs_no_words_on_the_difference_or_the_doer() -> None:
    entry = agreed(difference=EMPTY, doer=EMPTY)

    assert (entry.payload["difference"], entry.payload["doer"]) == ("", "")


def test_an_action_due_today_is_agreed() -> None:
    assert agreed(due=AGREED_ON).payload["due"] == "2026-11-09"


def test_an_action_due_yesterday_is_refused_with_the_first_day_that_can_be_given() -> None:
    with pytest.raises(InputRefused, match=r"8 November 2026 is past. Give a date from 9 November 2026 on"):
        agreed(due=AGREED_ON - timedelta(days=1))


def test_nothing_is_agreed_for_an_owner_who_has_left() -> None:
    with pytest.raises(RuleRefused, match=r"^Aoife Brennan has left\. Name somebody who is here\.$"):
        agreed(around=around(left=[AOIFE]))


def test_an_action_that_was_open_already_keeps_its_past_dates_and_needs_no_reason() -> None:
    entry = agreed(setting=GOING_LIVE, due=date(2026, 10, 2), first_due=date(2026, 9, 1), earlier_moves=2, why=EMPTY)

    assert (entry.payload["due"], entry.payload["first_due"]) == ("2026-10-02", "2026-09-01")
    assert (entry.payload["earlier_moves"], entry.payload["why"]) == (2, "")


def test_an_action_that_was_open_already_still_needs_its_words() -> None:
    with pytest.raises(InputRefused, match="What is to be done is needed"):
        agreed(setting=GOING_LIVE, what=EMPTY)


# What a closed action refuses


@pytest.mark.parametrize(
    "change",
    [
        lambda action: progress(action, "Rang again", state="in-progress", on=TODAY),
        lambda action: move(action, date(2026, 12, 4), "Away", on=TODAY),
        lambda action: accept(action, AOIFE, around=around(), on=TODAY),
        lambda action: give_back(action, AOIFE, "Not mine", manager=KHAN, around=around(), on=TODAY),
        lambda action: offer(action, BEN, "His now", manager=KHAN, around=around(), on=TODAY),
        lambda action: close(action, AOIFE, state="done", impact="Seen", around=around(), on=TODAY),
    ],
    ids=["progress", "move", "accept", "return", "offer", "close"],
)
def test_a_closed_action_refuses_every_change_but_reopening(change: Callable[[Action], object]) -> None:
    with pytest.raises(
        RuleRefused,
        match=r"closed on 16 November 2026 by Aoife Brennan. Reopen it, with the reason, before changing it",
    ):
        change(closed_action())


# Progress


@pytest.mark.parametrize("state", ["open", "in-progress", "partly-done"])
def test_progress_is_recorded_with_an_open_state(state: str) -> None:
    entry = progress(open_action(), " Rang her ", state=state, on=TODAY)

    assert (entry.kind, entry.happened_on, entry.subject) == (PROGRESSED, TODAY, ACTION)
    assert entry.payload == {"note": "Rang her", "state": state}


@pytest.mark.parametrize("state", ["done", "not-needed", "superseded", "finished", ""])
def test_progress_closes_nothing(state: str) -> None:
    with pytest.raises(
        InputRefused, match=r"not a state of an open action. Use one of: open, in-progress, partly-done"
    ):
        progress(open_action(), "Rang her", state=state, on=TODAY)


def test_progress_without_a_word_is_refused() -> None:
    with pytest.raises(InputRefused, match="A note is needed"):
        progress(open_action(), EMPTY, state="in-progress", on=TODAY)


# Moving the date


def test_a_move_carries_both_dates_and_the_reason() -> None:
    entry = move(open_action(), date(2026, 12, 4), "The aunt is away", on=TODAY)

    assert (entry.kind, entry.happened_on) == (MOVED, TODAY)
    assert entry.payload == {"was": "2026-11-27", "due": "2026-12-04", "why": "The aunt is away"}


def test_a_date_is_moved_without_a_reason_never() -> None:
    with pytest.raises(InputRefused, match="The reason for the new date is needed"):
        move(open_action(), date(2026, 12, 4), EMPTY, on=TODAY)


def test_a_date_is_moved_to_today_at_the_earliest() -> None:
    assert move(open_action(), TODAY, "Now", on=TODAY).payload["due"] == "2026-11-16"


def test_a_date_is_not_moved_into_the_past() -> None:
    with pytest.raises(InputRefused, match=r"15 November 2026 is past. Give a date from 16 November 2026 on"):
        move(open_action(), TODAY - timedelta(days=1), "Then", on=TODAY)


def test_a_move_to_the_same_date_is_refused() -> None:
    with pytest.raises(RuleRefused, match="It is due on 27 November 2026 already"):
        move(open_action(), DUE, "The same", on=TODAY)


def test_two_dates_at_once_are_settled_by_a_move_to_the_one_that_stands() -> None:
    one, other = two_devices()
    one.write(move(one.action(), date(2026, 12, 4), "Away", on=TODAY))
    other.write(move(other.action(), date(2026, 12, 11), "Ill", on=TODAY), by=AOIFE)
    one.exchange(other)
    one.write(move(one.action(), date(2026, 12, 4), "As first said", on=TODAY))

    assert (one.action().due, one.action().unsettled) == ("2026-12-04", ())


# Accepting


def test_the_person_it_was_offered_to_accepts() -> None:
    entry = accept(open_action(accepted=False), AOIFE, around=around(), on=TODAY)

    assert (entry.kind, entry.happened_on, entry.payload) == (ACCEPTED, TODAY, {"as_worker": True})


def test_somebody_who_does_not_have_the_child_accepts_for_themselves() -> None:
    assert accept(open_action(FERN, accepted=False), FERN, around=around(), on=TODAY).payload == {"as_worker": False}


def test_nobody_accepts_for_somebody_else() -> None:
    with pytest.raises(RuleRefused, match=r"waits for Aoife Brennan, not for Ben Carter. Offer it to Ben Carter first"):
        accept(open_action(accepted=False), BEN, around=around(workers=[AOIFE, BEN]), on=TODAY)


def test_the_manager_who_stands_in_does_not_accept_it_so() -> None:
    with pytest.raises(RuleRefused, match=r"waits for Aoife Brennan, not for M. Khan"):
        accept(open_action(accepted=False), KHAN, around=around(), on=TODAY)


def test_an_accepted_action_waits_for_nobody() -> None:
    with pytest.raises(RuleRefused, match=r"waits for nobody’s acceptance. Offer it to Aoife Brennan first"):
        accept(open_action(), AOIFE, around=around(), on=TODAY)


@pytest.mark.parametrize("now", [around(left=[AOIFE]), around(workers=[BEN])], ids=["left", "lost the child"])
def test_a_worker_who_left_or_lost_the_child_can_no_longer_accept(now: Around) -> None:
    with pytest.raises(RuleRefused, match="waits for nobody’s acceptance"):
        accept(open_action(accepted=False), AOIFE, around=now, on=TODAY)


def test_a_refusal_names_everybody_it_waits_for() -> None:
    one, other = two_devices()
    one.write(offer(one.action(), BEN, "Leave", manager=KHAN, around=around(), on=TODAY))
    other.write(offer(other.action(), FERN, "Leave", manager=KHAN, around=around(), on=TODAY))
    one.exchange(other)

    with pytest.raises(RuleRefused, match=r"waits for (Ben Carter and Fern Doyle|Fern Doyle and Ben Carter), not for"):
        accept(one.action(), CARA, around=around(), on=TODAY)


# Returning


@pytest.mark.parametrize("accepted", [True, False])
def test_who_holds_it_or_was_offered_it_returns_it_to_the_manager(accepted: bool) -> None:
    entry = give_back(open_action(accepted=accepted), AOIFE, "Too much", manager=KHAN, around=around(), on=TODAY)

    assert (entry.kind, entry.happened_on) == (RETURNED, TODAY)
    assert entry.payload == {"why": "Too much", "manager": KHAN.as_payload()}


def test_who_neither_holds_it_nor_was_offered_it_cannot_return_it() -> None:
    with pytest.raises(RuleRefused, match="Ben Carter neither holds this action nor was offered it"):
        give_back(open_action(), BEN, "Not mine", manager=KHAN, around=around(workers=[BEN]), on=TODAY)


def test_the_manager_returns_nothing_to_themselves() -> None:
    with pytest.raises(RuleRefused, match=r"M. Khan is the manager: a return would come back to the same desk"):
        give_back(open_action(accepted=False), KHAN, "Not mine", manager=KHAN, around=around(), on=TODAY)


def test_a_second_manager_who_holds_an_unowned_action_returns_it_to_the_first() -> None:
    action = open_action()
    now = around(left=[AOIFE], managers=[OKORO, KHAN])

    assert give_back(action, OKORO, "Yours", manager=KHAN, around=now, on=TODAY).payload["manager"]["id"] == KHAN.id


def test_a_return_without_a_reason_is_refused() -> None:
    with pytest.raises(InputRefused, match="The reason is needed"):
        give_back(open_action(), AOIFE, EMPTY, manager=KHAN, around=around(), on=TODAY)


def test_a_worker_who_has_left_returns_nothing() -> None:
    with pytest.raises(RuleRefused, match="neither holds"):
        give_back(open_action(), AOIFE, "Gone", manager=KHAN, around=around(left=[AOIFE]), on=TODAY)


# Offering


def test_an_offer_names_the_person_the_reason_and_the_manager() -> None:
    entry = offer(open_action(), BEN, "Aoife is ill", manager=KHAN, around=around(workers=[BEN]), on=TODAY)
    assert (entry.kind, entry.happened_on) == (OFFERED, TODAY)
    assert entry.payload == {
        "to": BEN.as_payload(),
        "why": "Aoife is ill",
        "manager": KHAN.as_payload(),
        "as_worker": True,
        "instead_of": [],
    }


def test_an_offer_to_somebody_who_has_left_is_refused() -> None:
    with pytest.raises(RuleRefused, match=r"^Ben Carter has left\. Offer it to somebody who is here\.$"):
        offer(open_action(), BEN, "Aoife is ill", manager=KHAN, around=around(left=[BEN]), on=TODAY)


def test_an_offer_without_a_reason_is_refused() -> None:
    with pytest.raises(InputRefused, match="The reason is needed"):
        offer(open_action(), BEN, EMPTY, manager=KHAN, around=around(), on=TODAY)


# Closing


@pytest.mark.parametrize("state", ["done", "not-needed", "superseded"])
def test_an_action_is_closed_with_its_difference(state: str) -> None:
    entry = close(open_action(), AOIFE, state=state, impact=" Seen weekly ", around=around(), on=TODAY)

    assert (entry.kind, entry.happened_on) == (CLOSED, TODAY)
    assert entry.payload == {"state": state, "impact": "Seen weekly"}


@pytest.mark.parametrize("state", ["open", "in-progress", "partly-done", "finished", ""])
def test_only_a_closing_state_closes(state: str) -> None:
    with pytest.raises(InputRefused, match=r"does not close an action. Use one of: done, not-needed, superseded"):
        close(open_action(), AOIFE, state=state, impact="Seen", around=around(), on=TODAY)


def test_nothing_is_closed_without_saying_what_difference_it_made() -> None:
    with pytest.raises(InputRefused, match="What difference it made"):
        close(open_action(), AOIFE, state="done", impact=EMPTY, around=around(), on=TODAY)


@pytest.mark.parametrize("manages", [KHAN, OKORO, SENIOR], ids=lambda person: person.name)
def test_a_manager_closes_what_somebody_else_holds(manages: Person) -> None:
    assert close(open_action(), manages, state="done", impact="Seen", around=around(), on=TODAY).kind == CLOSED


def test_somebody_who_was_offered_it_closes_it() -> None:
    entry = close(open_action(FERN, accepted=False), FERN, state="done", impact="Seen", around=around(), on=TODAY)

    assert entry.kind == CLOSED


def test_somebody_else_does_not_close_it() -> None:
    with pytest.raises(
        RuleRefused, match=r"Ben Carter does not hold this action. Its holder or a manager can close it"
    ):
        close(open_action(), BEN, state="done", impact="Seen", around=around(), on=TODAY)


@pytest.mark.parametrize("gone", [AOIFE, KHAN, SENIOR], ids=lambda person: person.name)
def test_nobody_who_has_left_closes_it(gone: Person) -> None:
    with pytest.raises(RuleRefused, match=f"{gone.name} does not hold this action"):
        close(open_action(), gone, state="done", impact="Seen", around=around(left=[gone]), on=TODAY)


def test_a_worker_who_lost_the_child_does_not_close_what_they_held_as_its_worker() -> None:
    with pytest.raises(RuleRefused, match="Aoife Brennan does not hold this action"):
        close(open_action(), AOIFE, state="done", impact="Seen", around=around(workers=[BEN]), on=TODAY)


# Reopening


def test_a_closed_action_is_reopened_with_the_reason() -> None:
    entry = reopen(closed_action(), "The aunt changed her mind", on=TODAY)

    assert (entry.kind, entry.happened_on) == (REOPENED, TODAY)
    assert entry.payload == {"why": "The aunt changed her mind"}


def test_an_open_action_is_not_reopened() -> None:
    with pytest.raises(RuleRefused, match="This action is open already"):
        reopen(open_action(), "Again", on=TODAY)


def test_a_reopening_without_a_reason_is_refused() -> None:
    with pytest.raises(InputRefused, match="The reason is needed"):
        reopen(closed_action(), EMPTY, on=TODAY)
