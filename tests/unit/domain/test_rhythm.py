"""How often somebody is supervised: agreed, read, and what is due from it."""

from datetime import date
from typing import Any

import pytest

from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.rhythm import (
    CHILD,
    WORKER,
    Pattern,
    PatternStep,
    Rhythm,
    Step,
    agree,
    every_weeks,
    in_weeks,
    read_rhythm,
)
from tests.fakes.told import Device

SINCE = date(2026, 9, 7)
OWN = "worker:p-aoife"
SHIPPED = {pattern.code: pattern for pattern in ShippedReference().rhythms()}


def told(pattern: Pattern, device: Device | None = None, **other: Any) -> Device:
    """Return a device on which a rhythm from 7 September was agreed."""
    held = device or Device()
    held.write(agree(OWN, pattern, SINCE, **{"minutes": pattern.minutes, "today": SINCE, **other}))
    return held


def read(device: Device) -> Rhythm:
    """Return the rhythm that a device holds."""
    found = read_rhythm(device.told("rhythm"))
    assert found is not None
    return found


def test_the_newly_qualified_are_supervised_weekly_then_fortnightly_then_monthly() -> None:
    rhythm = read(told(SHIPPED["newly-qualified"]))

    assert rhythm.steps == (Step(7, "2026-10-19"), Step(14, "2027-03-07"), Step(28))
    assert rhythm.minutes == 90
    assert [rhythm.every(day) for day in ("2026-10-19", "2026-10-20", "2027-03-07", "2027-03-08")] == [7, 14, 14, 28]
    assert (rhythm.stream, rhythm.code, rhythm.since, rhythm.by) == (OWN, "newly-qualified", "2026-09-07", "M. Khan")


def test_what_is_due_counts_from_the_last_time_and_at_first_from_the_beginning() -> None:
    rhythm = read(told(SHIPPED["monthly"]))

    assert rhythm.due("") == date(2026, 10, 5)
    assert rhythm.due("2026-08-01") == date(2026, 10, 5)
    assert rhythm.due("2026-09-14") == date(2026, 10, 12)


def test_any_number_of_weeks_can_be_agreed_up_to_half_a_year() -> None:
    assert every_weeks(1, CHILD).name == "every week"
    assert every_weeks(5, CHILD) == Pattern("5-weeks", CHILD, "every 5 weeks", 90, (PatternStep(35),), "agreed here")
    for weeks in (0, 27):
        with pytest.raises(InputRefused, match="in weeks, from 1 to 26"):
            every_weeks(weeks, WORKER)


@pytest.mark.parametrize("minutes", [-1, 481])
def test_minutes_that_no_session_lasts_are_refused(minutes: int) -> None:
    with pytest.raises(InputRefused, match="up to 480 minutes"):
        agree(OWN, SHIPPED["monthly"], SINCE, minutes=minutes, today=SINCE)


def test_a_new_rhythm_takes_the_place_of_the_one_before() -> None:
    device = told(SHIPPED["fortnightly"])
    told(SHIPPED["monthly"], device)

    assert read(device).code == "monthly"


@pytest.mark.parametrize("names", [("one", "other"), ("other", "one")])
def test_of_two_agreed_at_once_the_one_that_comes_round_sooner_stands(names: tuple[str, str]) -> None:
    one, other = Device(names[0]), Device(names[1])
    told(SHIPPED["fortnightly"], one)
    told(SHIPPED["monthly"], other)
    one.exchange(other)

    assert read(one).code == read(other).code == "fortnightly"


def test_words_that_are_not_here_tell_of_no_rhythm() -> None:
    device = told(SHIPPED["monthly"])
    device.withhold(device.told("rhythm")[0])

    assert read_rhythm(device.told("rhythm")) is None
    assert read_rhythm([]) is None


def test_a_time_is_said_in_weeks_where_it_is_some() -> None:
    assert [in_weeks(days) for days in (0, 1, 6, 7, 45)] == ["0 days", "1 day", "6 days", "1 week", "6 weeks"]


def test_the_shipped_rhythms_name_their_source_and_end_in_one_that_goes_on() -> None:
    assert all(pattern.source and pattern.name and pattern.whom in {WORKER, CHILD} for pattern in SHIPPED.values())
    assert all(not pattern.steps[-1].amount for pattern in SHIPPED.values())
    assert all(step.amount for pattern in SHIPPED.values() for step in pattern.steps[:-1])
