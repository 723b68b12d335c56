"""Time limits, on dates worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.domain.clocks import UNITS, Clock, ClockRule, after, running
from supervision_app.domain.events import CHECKED, Noted
from supervision_app.domain.facts import Fact, Known

# gov.uk, England and Wales: Christmas Day 2026 is a Friday; Boxing Day is a Saturday, so Monday 28 December stands for
# it; New Year's Day 2027 is a Friday. Easter Sunday is 5 April 2026 and 28 March 2027.
BANK_HOLIDAYS = {
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 29),
}

REVIEW = ClockRule("review", "First review", ("care_started",), 20, "working-days", "reg 33(1)", "read")


def known(**facts: str) -> Known:
    return Known("K1", {name: Fact(value, "2026-12-14", "annex-a") for name, value in facts.items()})


def test_twenty_working_days_leave_out_christmas_its_substitute_and_new_years_day() -> None:
    # Care started on Friday 11 December 2026, day 0.
    # 14-18 December are days 1-5, 21-24 December days 6-9; Friday 25 is Christmas, 26 and 27 the weekend, Monday 28
    # stands for Boxing Day; 29-31 December are days 10-12; Friday 1 January is a holiday, 2 and 3 the weekend;
    # 4-8 January are days 13-17; Monday 11, Tuesday 12 and Wednesday 13 January are days 18, 19 and 20.
    assert after(date(2026, 12, 11), 20, "working-days", BANK_HOLIDAYS) == date(2027, 1, 13)


def test_ten_working_days_leave_out_easter() -> None:
    # Monday 30 March 2026, day 0. 31 March, 1 and 2 April are days 1-3; Good Friday 3, the weekend, Easter Monday 6;
    # 7-10 April are days 4-7; the weekend 11 and 12; 13, 14 and 15 April are days 8, 9 and 10.
    assert after(date(2026, 3, 30), 10, "working-days", BANK_HOLIDAYS) == date(2026, 4, 15)


def test_without_a_holiday_twenty_working_days_are_four_weeks() -> None:
    # Monday 2 November 2026; four weekends and no holiday lie between.
    assert after(date(2026, 11, 2), 20, "working-days", BANK_HOLIDAYS) == date(2026, 11, 30)


def test_a_working_day_after_a_friday_is_monday() -> None:
    assert after(date(2026, 11, 6), 1, "working-days") == date(2026, 11, 9)


def test_a_working_day_after_a_saturday_is_monday() -> None:
    assert after(date(2026, 11, 7), 1, "working-days") == date(2026, 11, 9)


def test_a_start_on_a_bank_holiday_does_not_count_itself() -> None:
    # Friday 25 December 2026 is day 0; the weekend, then Monday 28 is a holiday; Tuesday 29 is day 1.
    assert after(date(2026, 12, 25), 1, "working-days", BANK_HOLIDAYS) == date(2026, 12, 29)


@pytest.mark.parametrize("amount", [0, -1])
def test_no_working_days_end_on_the_day_itself(amount: int) -> None:
    assert after(date(2026, 12, 11), amount, "working-days", BANK_HOLIDAYS) == date(2026, 12, 11)


def test_six_months_from_the_end_of_august_are_clipped_to_the_end_of_february() -> None:
    assert after(date(2026, 8, 31), 6, "months") == date(2027, 2, 28)


def test_six_months_from_the_end_of_august_reach_a_leap_day_when_there_is_one() -> None:
    assert after(date(2027, 8, 31), 6, "months") == date(2028, 2, 29)


def test_a_year_of_months_from_a_leap_day_ends_on_28_february() -> None:
    assert after(date(2028, 2, 29), 12, "months") == date(2029, 2, 28)


def test_months_keep_the_day_where_the_month_has_it() -> None:
    assert after(date(2026, 2, 28), 6, "months") == date(2026, 8, 28)


def test_months_into_december_stay_in_the_year() -> None:
    assert after(date(2026, 9, 30), 3, "months") == date(2026, 12, 30)


def test_months_over_the_end_of_a_year_go_on_in_the_next() -> None:
    assert after(date(2026, 10, 31), 4, "months") == date(2027, 2, 28)


def test_sixteen_weeks_are_112_days_from_the_approval() -> None:
    # Monday 3 August 2026: 28 days of August are left, 30 of September, 31 of October make 89; 23 more end on
    # Monday 23 November.
    assert after(date(2026, 8, 3), 16, "weeks") == date(2026, 11, 23)


def test_twenty_four_weeks_are_168_days_from_the_approval() -> None:
    # 8 weeks more than 23 November: 7 days to 30 November, 31 of December, 18 of January.
    assert after(date(2026, 8, 3), 24, "weeks") == date(2027, 1, 18)


def test_days_do_not_count_the_start() -> None:
    assert after(date(2026, 12, 30), 3, "days") == date(2027, 1, 2)


def test_an_unknown_unit_is_refused_and_never_counted_as_days() -> None:
    with pytest.raises(ValueError, match="“week” is not a unit of time"):
        after(date(2026, 12, 11), 6, "week")


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 60))
def test_working_days_end_on_a_working_day_with_just_so_many_between(start: date, amount: int) -> None:
    due = after(start, amount, "working-days", BANK_HOLIDAYS)
    days = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]

    assert sum(day.isoweekday() <= 5 and day not in BANK_HOLIDAYS for day in days) == amount
    assert not days or (due.isoweekday() <= 5 and due not in BANK_HOLIDAYS)


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 240))
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: date, amount: int) -> None:
    due = after(start, amount, "months")

    assert (due.year - start.year) * 12 + due.month - start.month == amount
    assert due.day == start.day or (due.day < start.day and (due + timedelta(days=1)).day == 1)


def test_a_clock_runs_from_its_fact_and_carries_its_source() -> None:
    assert running([REVIEW], known(care_started="2026-12-11"), BANK_HOLIDAYS) == [
        Clock("review", "First review", date(2026, 12, 11), date(2027, 1, 13), "reg 33(1)", "read")
    ]


def test_a_clock_says_where_nothing_is_known_of_what_stops_it() -> None:
    visits = replace(REVIEW, unless=("last_visit", "care_ended"))
    unseen = [
        running([rule], facts, ())[0].unseen
        for rule, facts in (
            (visits, known(care_started="2026-11-02")),
            (visits, known(care_started="2026-11-02", last_visit="2026-10-05")),
            (replace(REVIEW, unless=("care_ended",)), known(care_started="2026-11-02")),
            # No file tells of a letter: that none is known says nothing.
            (replace(REVIEW, unless=("letter", "care_ended")), known(care_started="2026-11-02")),
        )
    ]

    assert unseen == [True, False, False, False]


def test_what_somebody_noted_as_begun_is_known_to_be_running() -> None:
    noted = Known("K1", {}, (), {"care_started": Noted("2026-11-02", "Moira Khan", CHECKED, "2026-11-03")})
    rule = replace(REVIEW, unless=("last_visit", "care_ended"))

    assert [clock.unseen for clock in running([rule], noted, ())] == [False]


@pytest.mark.parametrize(("facts", "unseen"), [({}, True), ({"last_visit": "2026-10-05"}, False)])
def test_where_the_last_visit_is_not_known_nobody_is_said_to_have_missed_the_next(
    facts: dict[str, str], *, unseen: bool
) -> None:
    noted = Noted("2026-08-03", "Moira Khan", CHECKED, "2026-11-03")
    rule = replace(REVIEW, starts=("last_visit", "approved"))
    (clock,) = running([rule], replace(known(**facts), noted={"approved": noted}), ())

    assert clock.unseen is unseen


@pytest.mark.parametrize(("facts", "unrecorded"), [({}, True), ({"letter": "2026-10-05"}, False)])
def test_of_a_quiet_clock_it_is_said_that_nothing_is_recorded(facts: dict[str, str], *, unrecorded: bool) -> None:
    rule = replace(REVIEW, quiet=True, unless=("letter", "care_ended"))
    (clock,) = running([rule], known(care_started="2026-11-02", **facts), ())

    assert (clock.unrecorded, clock.may_be_done, clock.unseen) == (unrecorded, unrecorded, False)


def test_a_clock_starts_from_the_latest_of_its_dates() -> None:
    rule = replace(REVIEW, starts=("care_started", "last_visit"), unit="days", amount=1)
    starts = [
        [clock.started for clock in running([rule], known(**facts), ())]
        for facts in (
            {"care_started": "2026-11-02"},
            {"care_started": "2026-11-02", "last_visit": "2026-11-05"},
            {"care_started": "2026-11-09", "last_visit": "2026-11-05"},
        )
    ]

    assert starts == [[date(2026, 11, 2)], [date(2026, 11, 5)], [date(2026, 11, 9)]]


def test_a_clock_that_is_switched_off_does_not_run() -> None:
    assert running([replace(REVIEW, enabled=False)], known(care_started="2026-12-11"), ()) == []


def test_one_clock_stands_in_the_place_of_another_only_while_it_runs() -> None:
    other = replace(REVIEW, id="other", starts=("last_visit",), instead_of=("review",))
    alone = running([REVIEW, other], known(care_started="2026-12-11"), ())
    both = running([REVIEW, other], known(care_started="2026-12-11", last_visit="2026-12-14"), ())

    assert [clock.id for clock in alone] == ["review"]
    assert [clock.id for clock in both] == ["other"]


@pytest.mark.parametrize(
    ("later", "runs", "not_runs"),
    [
        ("2026-12-10", False, True),
        ("2026-12-11", True, False),
        ("2026-12-12", True, False),
        ("", False, True),
    ],
)
def test_a_clock_can_ask_that_something_happened_since_or_did_not(later: str, *, runs: bool, not_runs: bool) -> None:
    facts = {"care_started": "2026-12-11", **({"last_visit": later} if later else {})}
    since = replace(REVIEW, since={"last_visit": "care_started"})
    not_since = replace(REVIEW, not_since={"last_visit": "care_started"})

    assert bool(running([since], known(**facts), ())) is runs
    assert bool(running([not_since], known(**facts), ())) is not_runs


@pytest.mark.parametrize(("visit", "runs"), [("2026-12-10", False), ("2026-12-11", True)])
def test_a_clock_can_begin_a_year_after_a_date(visit: str, *, runs: bool) -> None:
    rule = replace(REVIEW, starts=("last_visit",), a_year_after="placement_started")

    assert bool(running([rule], known(last_visit=visit, placement_started="2025-12-11"), ())) is runs
    assert running([rule], known(last_visit=visit), ()) == []


@pytest.mark.parametrize(("review", "runs"), [("2026-11-30", True), ("2026-12-01", False)])
def test_a_clock_can_ask_that_its_start_was_within_the_time_of_another(review: str, *, runs: bool) -> None:
    # 20 working days after Monday 2 November 2026 end on Monday 30 November.
    rule = replace(REVIEW, id="second", starts=("last_review",), within="review")
    clocks = running([REVIEW, rule], known(care_started="2026-11-02", last_review=review), ())

    assert ("second" in [clock.id for clock in clocks]) is runs
    assert running([rule, replace(REVIEW, starts=("cp_started",))], known(last_review=review), ()) == []


def test_a_fact_can_keep_a_clock_from_running() -> None:
    rule = replace(REVIEW, not_when={"legal_status": ("E1",)})

    assert running([rule], known(care_started="2026-12-11", legal_status="E1"), ()) == []
    assert running([rule], known(care_started="2026-12-11", legal_status="V2"), ())


def test_where_the_first_day_counts_the_period_ends_a_day_earlier() -> None:
    weeks = replace(REVIEW, amount=26, unit="weeks")

    assert weeks.due(date(2026, 11, 2), ()) == date(2027, 5, 3)
    assert replace(weeks, first_day_counts=True).due(date(2026, 11, 2), ()) == date(2027, 5, 2)


@pytest.mark.parametrize(("today", "soon"), [("2026-12-29", False), ("2026-12-30", True), ("2027-01-13", True)])
def test_a_clock_is_soon_from_its_own_number_of_days_before_its_end(today: str, *, soon: bool) -> None:
    (clock,) = running([replace(REVIEW, warn_days=14)], known(care_started="2026-12-11"), BANK_HOLIDAYS)

    assert clock.soon(date.fromisoformat(today)) is soon
    assert not clock.soon(date(2027, 1, 14))


WHENEVER = st.dates(date(2020, 1, 1), date(2035, 1, 1))
PERIODS = st.builds(
    lambda amount, unit, first: replace(REVIEW, amount=amount, unit=unit, first_day_counts=first),
    st.integers(1, 60),
    st.sampled_from(UNITS),
    st.booleans(),
)


@settings(deadline=None)
@given(PERIODS, WHENEVER)
def test_nothing_is_due_before_it_began(rule: ClockRule, start: date) -> None:
    assert rule.due(start, BANK_HOLIDAYS) >= start


@settings(deadline=None)
@given(PERIODS, WHENEVER, st.sets(st.integers(1, 90)))
def test_another_bank_holiday_never_makes_it_due_earlier(rule: ClockRule, start: date, days: set[int]) -> None:
    more = {start + timedelta(days=number) for number in days}

    assert rule.due(start, BANK_HOLIDAYS | more) >= rule.due(start, BANK_HOLIDAYS)


@settings(deadline=None)
@given(PERIODS, WHENEVER)
def test_a_period_whose_first_day_counts_is_never_the_longer_one(rule: ClockRule, start: date) -> None:
    counts, not_counts = (replace(rule, first_day_counts=first).due(start, BANK_HOLIDAYS) for first in (True, False))

    assert counts <= not_counts


@settings(deadline=None)
@given(WHENEVER, st.integers(1, 60))
def test_a_period_that_begins_later_never_ends_earlier(start: date, amount: int) -> None:
    for unit in UNITS:
        later = after(start + timedelta(days=1), amount, unit, BANK_HOLIDAYS)
        assert later >= after(start, amount, unit, BANK_HOLIDAYS)


def test_a_clock_without_its_start_does_not_run() -> None:
    assert running([REVIEW], known(cp_started="2026-12-11"), BANK_HOLIDAYS) == []


@pytest.mark.parametrize(("review", "runs"), [("2026-12-10", True), ("2026-12-11", False), ("2026-12-12", False)])
def test_a_stopping_date_counts_from_the_start_on_and_belongs_to_an_earlier_period_before(
    review: str, runs: bool
) -> None:
    rule = replace(REVIEW, unless=("last_review",))

    assert bool(running([rule], known(care_started="2026-12-11", last_review=review), ())) is runs


def test_any_of_the_stops_is_enough() -> None:
    rule = replace(REVIEW, unless=("last_review", "care_ended"))

    assert running([rule], known(care_started="2026-12-11", care_ended="2026-12-20"), ()) == []


def test_a_stop_that_is_no_date_stops_whatever_the_start() -> None:
    rule = replace(REVIEW, unless=("permanence_plan",))

    assert running([rule], known(care_started="2026-12-11", permanence_plan="Adoption"), ()) == []


def test_a_clock_waits_for_every_fact_that_it_needs() -> None:
    rule = replace(REVIEW, starts=("last_review",), needs=("care_started", "placement_started"))
    starts = {"last_review": "2026-12-11", "care_started": "2026-11-01"}

    assert running([rule], known(**starts), ()) == []
    assert running([rule], known(**starts, placement_started="2026-11-02"), ())


def test_a_start_from_before_what_is_needed_belongs_to_an_earlier_period() -> None:
    rule = replace(REVIEW, starts=("last_review",), needs=("care_started",))

    assert running([rule], known(last_review="2024-12-11", care_started="2026-11-01"), ()) == []
    assert running([rule], known(last_review="2026-11-01", care_started="2026-11-01"), ())


@pytest.mark.parametrize(("status", "runs"), [("V2", True), ("V4", True), ("C2", False), ("", False)])
def test_a_clock_for_some_legal_statuses_runs_for_those_only(status: str, runs: bool) -> None:
    rule = replace(REVIEW, when={"legal_status": ("V2", "V4")})

    assert bool(running([rule], known(care_started="2026-12-11", legal_status=status), ())) is runs


def test_the_clock_that_is_due_first_comes_first_and_ties_go_by_id() -> None:
    rules = [
        replace(REVIEW, id="z", amount=1, unit="weeks"),
        replace(REVIEW, id="late", amount=2, unit="months"),
        replace(REVIEW, id="a", amount=7, unit="days"),
    ]

    assert [clock.id for clock in running(rules, known(care_started="2026-12-11"), ())] == ["a", "z", "late"]
