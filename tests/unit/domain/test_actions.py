"""An action as its entries tell it."""

from datetime import date

from supervision_app.domain.actions import ACCEPTS, AWAITS, STANDS_IN, Holding, Move, Note
from supervision_app.domain.agreements import (
    GOING_LIVE,
    SUPERVISION,
    accept,
    close,
    give_back,
    move,
    offer,
    progress,
    reopen,
)
from supervision_app.domain.entries import NewEntry
from tests.fakes.told import ACTION, AOIFE, BEN, FERN, KAI, KHAN, Device, agreed, around

TENTH = date(2026, 11, 10)
ELEVENTH = date(2026, 11, 11)


def held(holder: Holding) -> tuple[str, str, str, str]:
    return holder.person.name, holder.how, holder.since, holder.until


def test_an_action_reads_as_it_was_agreed() -> None:
    device = Device()
    device.write(agreed(doer="The grandmother", setting=SUPERVISION), by=KHAN)
    action = device.action()

    assert (action.id, action.stream) == (ACTION, KAI)
    assert action.what == "Ring the grandmother about a viability assessment"
    assert action.why == "Nobody in the family has been asked"
    assert action.difference == "Kai knows whether he can live with family"
    assert (action.doer, action.setting) == ("The grandmother", "supervision")
    assert (action.agreed_on, action.recorded_at) == ("2026-11-09", "2026-11-09T15:20:00+00:00")
    assert action.agreed_by == "M. Khan"
    assert (action.state, action.is_open) == ("open", True)
    assert (action.due, action.first_due) == ("2026-11-27", "2026-11-27")
    assert (action.moves, action.notes, action.unsettled) == ((), (), ())
    assert (action.closed_on, action.closed_by, action.impact) == ("", "", "")


def test_its_owner_holds_an_accepted_action_from_the_day_it_was_agreed() -> None:
    device = Device()
    device.write(agreed())

    assert device.action().holders == (Holding(AOIFE, ACCEPTS, "2026-11-09", "", "agreed", as_worker=True),)


def test_the_manager_stands_in_until_the_owner_accepts() -> None:
    device = Device()
    device.write(agreed(accepted=False))

    assert device.action().holders == (
        Holding(AOIFE, AWAITS, "2026-11-09", "", "agreed", as_worker=True),
        Holding(KHAN, STANDS_IN, "2026-11-09", "", "until Aoife Brennan accepts", as_worker=False),
    )


def test_a_manager_who_is_asked_to_accept_does_not_stand_in_for_themselves() -> None:
    device = Device()
    device.write(agreed(KHAN, accepted=False))

    assert [held(one) for one in device.action().holders] == [("M. Khan", AWAITS, "2026-11-09", "")]


def test_an_acceptance_ends_the_wait_and_the_managers_standing_in() -> None:
    device = Device()
    device.write(agreed(accepted=False))
    device.write(accept(device.action(), AOIFE, around=around(), on=TENTH), by=AOIFE)

    assert [held(one) for one in device.action().holders] == [
        ("Aoife Brennan", AWAITS, "2026-11-09", "2026-11-10"),
        ("M. Khan", STANDS_IN, "2026-11-09", "2026-11-10"),
        ("Aoife Brennan", ACCEPTS, "2026-11-10", ""),
    ]


def test_an_offer_ends_the_holding_before_it() -> None:
    device = Device()
    device.write(agreed())
    device.write(offer(device.action(), BEN, "Aoife is on leave", manager=KHAN, around=around(), on=TENTH))

    assert [held(one) for one in device.action().holders] == [
        ("Aoife Brennan", ACCEPTS, "2026-11-09", "2026-11-10"),
        ("Ben Carter", AWAITS, "2026-11-10", ""),
        ("M. Khan", STANDS_IN, "2026-11-10", ""),
    ]


def test_an_offer_tells_why_it_was_made() -> None:
    device = Device()
    device.write(agreed())
    device.write(offer(device.action(), BEN, "Aoife is on leave", manager=KHAN, around=around(), on=TENTH))

    assert device.action().current[0].reason == "Aoife is on leave"


def test_a_returned_action_is_the_managers_with_the_reason() -> None:
    device = Device()
    device.write(agreed())
    entry = give_back(device.action(), AOIFE, "The aunt is my neighbour", manager=KHAN, around=around(), on=TENTH)
    device.write(entry, by=AOIFE)
    why = "returned by Aoife Brennan: The aunt is my neighbour"

    assert device.action().current == (Holding(KHAN, ACCEPTS, "2026-11-10", "", why, as_worker=False),)


def test_what_somebody_holds_as_the_childs_worker_is_marked_as_such() -> None:
    device = Device()
    device.write(agreed(FERN))
    device.write(offer(device.action(), AOIFE, "Hers to do", manager=KHAN, around=around(), on=TENTH))

    assert [one.as_worker for one in device.action().holders] == [False, True, False]


def test_every_move_is_kept_and_the_first_date_stays() -> None:
    device = Device()
    device.write(agreed())
    device.write(move(device.action(), date(2026, 12, 4), "The aunt was away", on=TENTH), by=AOIFE)
    device.write(move(device.action(), date(2026, 12, 1), "She is back sooner", on=ELEVENTH), by=KHAN)
    action = device.action()

    assert action.moves == (
        Move("2026-11-27", "2026-12-04", "2026-11-10", "Aoife Brennan", "The aunt was away"),
        Move("2026-12-04", "2026-12-01", "2026-11-11", "M. Khan", "She is back sooner"),
    )
    assert (action.due, action.first_due, action.times_moved) == ("2026-12-01", "2026-11-27", 2)


def test_moves_from_before_recording_began_count_too() -> None:
    device = Device()
    device.write(agreed(setting=GOING_LIVE, first_due=date(2026, 9, 1), earlier_moves=3))
    device.write(move(device.action(), date(2026, 12, 4), "The aunt was away", on=TENTH))
    action = device.action()

    assert (action.times_moved, action.earlier_moves, len(action.moves)) == (4, 3, 1)
    assert action.first_due == "2026-09-01"


def test_a_word_on_progress_is_kept_and_gives_the_state() -> None:
    device = Device()
    device.write(agreed())
    device.write(progress(device.action(), "She will ring back", state="partly-done", on=TENTH), by=AOIFE)
    action = device.action()

    assert action.notes == (Note("2026-11-10", "Aoife Brennan", "She will ring back", "partly-done", "Aoife Brennan"),)
    assert (action.state, action.is_open) == ("partly-done", True)


def test_the_latest_word_on_progress_gives_the_state() -> None:
    device = Device()
    device.write(agreed())
    device.write(progress(device.action(), "Half of it", state="partly-done", on=TENTH))
    device.write(progress(device.action(), "Begun again", state="open", on=ELEVENTH))

    assert device.action().state == "open"


def test_a_closed_action_tells_who_closed_it_and_what_difference_it_made() -> None:
    device = Device()
    device.write(agreed())
    entry = close(
        device.action(), AOIFE, state="done", impact="Kai will see his aunt weekly", around=around(), on=TENTH
    )
    device.write(entry, by=AOIFE)
    action = device.action()

    assert (action.state, action.is_open) == ("done", False)
    assert (action.closed_on, action.closed_by) == ("2026-11-10", "Aoife Brennan")
    assert action.impact == "Kai will see his aunt weekly"
    assert action.unsettled == ()


def test_closing_ends_what_still_lasted_and_nothing_that_had_ended() -> None:
    device = Device()
    device.write(agreed())
    device.write(offer(device.action(), BEN, "Aoife is on leave", manager=KHAN, around=around(), on=TENTH))
    device.write(close(device.action(), KHAN, state="not-needed", impact="None", around=around(), on=ELEVENTH))

    assert [held(one) for one in device.action().holders] == [
        ("Aoife Brennan", ACCEPTS, "2026-11-09", "2026-11-10"),
        ("Ben Carter", AWAITS, "2026-11-10", "2026-11-11"),
        ("M. Khan", STANDS_IN, "2026-11-10", "2026-11-11"),
    ]


def test_a_reopened_action_is_open_and_back_with_who_held_it() -> None:
    device = Device()
    device.write(agreed())
    device.write(close(device.action(), AOIFE, state="done", impact="Too early to say", around=around(), on=TENTH))
    device.write(reopen(device.action(), "The aunt changed her mind", on=ELEVENTH))
    action = device.action()

    assert (action.state, action.closed_on, action.impact) == ("open", "", "")
    assert [one.person for one in action.current] == [AOIFE]


def test_an_action_whose_words_were_withheld_is_still_an_open_action() -> None:
    device = Device()
    device.withhold(device.write(agreed()))
    action = device.action()

    assert (action.state, action.what) == ("open", "An action whose words are not here")
    assert (action.due, action.first_due, action.holders, action.agreed_by) == ("", "", (), "")
    assert (action.agreed_on, action.recorded_at) == ("2026-11-09", "2026-11-09T15:20:00+00:00")


def test_an_action_of_which_only_a_later_entry_is_here_is_still_an_open_action() -> None:
    device = Device()
    device.write(agreed())
    later = device.write(move(device.action(), date(2026, 12, 4), "The aunt was away", on=TENTH))
    elsewhere = Device("elsewhere")
    elsewhere.take(later)
    action = elsewhere.action()

    assert (action.state, action.due, action.first_due) == ("open", "2026-12-04", "")
    assert action.agreed_on == "2026-11-10"


def test_a_withheld_move_leaves_the_date_before_it() -> None:
    device = Device()
    device.write(agreed())
    device.withhold(device.write(move(device.action(), date(2026, 12, 4), "The aunt was away", on=TENTH)))

    assert (device.action().due, device.action().moves) == ("2026-11-27", ())


def test_an_entry_of_an_unknown_kind_after_a_closing_opens_the_action_and_says_so() -> None:
    device = Device()
    device.write(agreed())
    entry = close(device.action(), AOIFE, state="done", impact="Seen weekly", around=around(), on=TENTH)
    device.write(entry, by=AOIFE)
    device.write_unknown()
    action = device.action()

    assert action.state == "open"
    said = (
        "Aoife Brennan closed it on 10 November 2026 without having seen a later change: "
        "it stays open until somebody decides."
    )
    assert action.unsettled == (said,)


def test_an_unknown_kind_that_the_closing_had_seen_does_not_keep_it_open() -> None:
    device = Device()
    device.write(agreed())
    device.write_unknown()
    device.write(close(device.action(), AOIFE, state="done", impact="Seen weekly", around=around(), on=TENTH))

    assert device.action().state == "done"


def test_a_withheld_entry_after_a_closing_keeps_the_action_open() -> None:
    device = Device()
    device.write(agreed())
    device.write(close(device.action(), AOIFE, state="done", impact="Seen weekly", around=around(), on=TENTH))
    device.withhold(device.write(reopen(device.action(), "The aunt changed her mind", on=ELEVENTH)))

    assert device.action().is_open


def test_a_withheld_closing_closes_nothing() -> None:
    device = Device()
    device.write(agreed())
    entry = close(device.action(), AOIFE, state="done", impact="Seen weekly", around=around(), on=TENTH)
    device.withhold(device.write(entry))

    assert (device.action().state, device.action().unsettled) == ("open", ())


def test_an_action_without_a_first_entry_of_ours_is_called_so_and_open() -> None:
    device = Device()
    device.write(NewEntry(KAI, ACTION, "action.agreed/2", TENTH, {"what": "unread"}))

    assert device.action().what == "An action whose words are not here"
    assert device.action().is_open
