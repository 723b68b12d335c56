"""Dates of supervision: planned, moved, cancelled, held, and what became of them."""

from datetime import date, timedelta

import pytest

from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.meetings import Kept, Meeting, Move, ahead, cancel, held_as, kept, move, plan, read_meeting
from supervision_app.domain.rhythm import Rhythm, Step
from tests.fakes.told import Device

OWN, ID = "worker:p-aoife", "m-1"
TODAY = date(2026, 11, 16)
DAY = date(2026, 11, 30)


def planned(device: Device | None = None, day: date = DAY) -> Device:
    """Return a device on which a session was planned on 16 November."""
    held = device or Device()
    held.write(plan(OWN, ID, day, at="10:00", minutes=90, there=(), today=TODAY))
    return held


def read(device: Device) -> Meeting:
    """Return the meeting that a device holds."""
    found = read_meeting(device.told(ID))
    assert found is not None
    return found


def on(day: str, name: str = "", *, cancelled: str = "") -> Meeting:
    """Return a meeting planned for a day."""
    return Meeting(OWN, name or day, day, "", 90, cancelled=cancelled)


def test_a_planned_date_is_read_back() -> None:
    assert read(planned()) == Meeting(OWN, ID, "2026-11-30", "10:00", 90)


def test_it_is_moved_with_a_reason_and_the_days_before_stay() -> None:
    device = planned()
    device.write(move(read(device), date(2026, 12, 2), "Court that day", there=[read(device)], today=TODAY))
    device.write(move(read(device), date(2026, 12, 4), "Ill", there=[read(device)], today=TODAY))

    found = read(device)
    assert found.on == "2026-12-04"
    assert found.moves == (Move("2026-11-30", "Court that day", "M. Khan"), Move("2026-12-02", "Ill", "M. Khan"))
    assert not found.unsettled


def test_it_is_cancelled_with_a_reason_and_nothing_is_done_with_it_then() -> None:
    device = planned()
    device.write(cancel(read(device), "She is on leave.", today=TODAY))

    assert read(device).cancelled == "She is on leave."
    with pytest.raises(RuleRefused, match=r"was cancelled: She is on leave\. Plan another day\."):
        cancel(read(device), "Again", today=TODAY)
    with pytest.raises(RuleRefused, match="was cancelled"):
        move(read(device), date(2026, 12, 2), "Again", there=(), today=TODAY)


@pytest.mark.parametrize("names", [("one", "other"), ("other", "one")])
def test_of_two_moves_at_once_the_earlier_day_stands_until_somebody_decides(names: tuple[str, str]) -> None:
    one, other = Device(names[0]), Device(names[1])
    planned(one)
    one.exchange(other)
    one.write(move(read(one), date(2026, 12, 2), "Court", there=(), today=TODAY))
    other.write(move(read(other), date(2026, 12, 1), "Leave", there=(), today=TODAY))
    one.exchange(other)

    assert (read(one).on, read(one).unsettled) == (read(other).on, read(other).unsettled) == ("2026-12-01", True)
    one.write(move(read(one), date(2026, 12, 1), "Both agree", there=(), today=TODAY))
    assert not read(one).unsettled


@pytest.mark.parametrize("names", [("one", "other"), ("other", "one")])
def test_what_was_moved_and_cancelled_at_once_stays_planned(names: tuple[str, str]) -> None:
    one, other = Device(names[0]), Device(names[1])
    planned(one)
    one.exchange(other)
    one.write(cancel(read(one), "Leave", today=TODAY))
    other.write(move(read(other), date(2026, 12, 1), "Court", there=(), today=TODAY))
    one.exchange(other)

    assert (read(one).on, read(one).cancelled) == ("2026-12-01", "")


def test_words_that_are_not_here_tell_of_no_meeting_and_of_no_reason() -> None:
    device = planned()
    device.write(cancel(read(device), "Leave", today=TODAY))
    device.withhold(device.told(ID)[1])
    assert read(device).cancelled == "The words are not here."
    device.withhold(device.told(ID)[0])

    assert read_meeting(device.told(ID)) is None


def test_days_that_are_past_too_far_or_taken_are_refused() -> None:
    there = [on("2026-12-01"), on("2026-12-02", cancelled="Leave")]
    for day, says in (
        (date(2026, 11, 15), "is past. Plan a day from 16 November 2026"),
        (date(2027, 11, 18), "a year ahead"),
    ):
        with pytest.raises(InputRefused, match=says):
            plan(OWN, ID, day, at="", minutes=90, there=there, today=TODAY)
    with pytest.raises(RuleRefused, match="planned for 1 December 2026 already"):
        plan(OWN, ID, date(2026, 12, 1), at="", minutes=90, there=there, today=TODAY)
    assert plan(OWN, ID, date(2026, 12, 2), at="", minutes=90, there=there, today=TODAY).payload["on"] == "2026-12-02"
    with pytest.raises(RuleRefused, match="It is planned for 30 November 2026 already"):
        move(read(planned()), DAY, "Why", there=(), today=TODAY)
    with pytest.raises(InputRefused, match="The reason is needed"):
        move(read(planned()), date(2026, 12, 4), " ", there=(), today=TODAY)


def test_a_session_of_the_day_or_of_a_day_near_is_the_one_that_was_planned() -> None:
    meetings = [on("2026-11-02"), on("2026-11-09"), on("2026-11-16"), on("2026-11-10", cancelled="Leave")]

    assert held_as(meetings, {"2026-11-02", "2026-11-11", "2026-11-20"}) == {
        "2026-11-02": "2026-11-02",
        "2026-11-09": "2026-11-11",
    }


def test_a_session_counts_once_for_the_day_it_is_nearest_to() -> None:
    meetings = [on("2026-11-09"), on("2026-11-10")]

    assert held_as(meetings, {"2026-11-10"}) == {"2026-11-10": "2026-11-10"}
    assert held_as([on("2026-11-09")], {"2026-11-07", "2026-11-10"}) == {"2026-11-09": "2026-11-10"}


def test_what_became_of_a_year_is_counted_and_the_longest_time_without_a_session_is_named() -> None:
    meetings = [
        on("2026-09-07"),
        on("2026-10-05", cancelled="Leave"),
        on("2026-11-02"),
        on("2026-11-13"),
        on("2026-11-16"),
        on("2026-12-07"),
        on("2025-01-06"),
    ]
    found = kept(meetings, ["2026-09-07", "2026-11-02", "2025-01-06"], "2026-09-01", TODAY)

    assert found == Kept(4, 2, 1, 56, "2026-09-07", "2026-11-02")


def test_a_session_of_today_counts_as_soon_as_it_is_recorded() -> None:
    found = kept([on("2026-11-16")], ["2026-11-16"], "2026-11-16", TODAY)

    assert found == Kept(1, 1, 0, 0, "2026-11-16", "2026-11-16")


def test_days_ahead_follow_the_rhythm_and_keep_to_working_days() -> None:
    rhythm = Rhythm(OWN, "x", "x", "2026-11-16", (Step(7, "2026-12-21"), Step(14)), 90)
    days = ahead(rhythm, date(2026, 12, 14), 4, {date(2027, 1, 4)})

    assert days == [date(2026, 12, 14), date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 11)]
    assert ahead(rhythm, date(2026, 12, 19), 1, ()) == [date(2026, 12, 21)]
    assert ahead(rhythm, TODAY + timedelta(days=5), 0, ()) == []
