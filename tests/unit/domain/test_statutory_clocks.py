"""Each rule that ships, on dates worked out by hand."""

from datetime import date

import pytest

from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.clocks import running
from supervision_app.domain.facts import Fact, Known

RULES = ShippedReference().clock_rules()

# gov.uk, England and Wales, from November 2026 to February 2027.
BANK_HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}


def due(rule: str, **facts: str) -> date | None:
    """Return when the clock of this rule is due for a child of whom this is known; None when it stands still."""
    known = Known("K1", {name: Fact(value, "2026-12-14", "annex-a") for name, value in facts.items()})
    return {clock.id: clock.due for clock in running(RULES, known, BANK_HOLIDAYS)}.get(rule)


def test_the_shipped_rules_are_these_and_each_says_where_it_is_written() -> None:
    assert [rule.id for rule in RULES] == [
        "first-review",
        "later-review",
        "visit",
        "first-visit",
        "permanence-plan",
        "section-20-early",
        "section-20-late",
        "first-review-conference",
        "later-review-conference",
    ]
    assert all(rule.source and rule.confidence in {"read", "reported", "local"} for rule in RULES)


def test_the_first_review_is_due_20_working_days_after_care_started() -> None:
    # Friday 11 December 2026 is day 0. 14-18 December: 5; 21-24: 9; 25 is Christmas, 28 stands for Boxing Day;
    # 29-31: 12; 1 January is New Year; 4-8: 17; Monday 11, Tuesday 12, Wednesday 13 January: 20.
    assert due("first-review", care_started="2026-12-11") == date(2027, 1, 13)


def test_the_first_review_is_no_longer_due_once_one_was_held() -> None:
    assert due("first-review", care_started="2026-12-11", last_review="2027-01-08") is None


def test_a_review_of_an_earlier_time_in_care_does_not_stop_the_first_review() -> None:
    assert due("first-review", care_started="2026-12-11", last_review="2024-06-03") == date(2027, 1, 13)


def test_the_next_review_is_due_six_months_after_the_last() -> None:
    # 31 August 2026; February 2027 has 28 days.
    assert due("later-review", care_started="2026-01-12", last_review="2026-08-31") == date(2027, 2, 28)


def test_the_next_review_reaches_a_leap_day() -> None:
    assert due("later-review", care_started="2026-01-12", last_review="2027-08-31") == date(2028, 2, 29)


def test_there_is_no_next_review_without_a_start_in_care() -> None:
    assert due("later-review", last_review="2026-08-31") is None


def test_the_next_visit_is_due_six_weeks_after_the_last() -> None:
    # Monday 2 November 2026: 28 days to 30 November, 14 more to 14 December.
    assert due("visit", care_started="2026-01-12", last_visit="2026-11-02") == date(2026, 12, 14)


def test_the_first_visit_is_due_a_week_after_the_placement_started() -> None:
    # Wednesday 4 November 2026 is day 0, so Wednesday 11 November; a visit before it was to an earlier placement.
    placed = {"care_started": "2026-01-12", "placement_started": "2026-11-04"}
    assert due("first-visit", **placed, last_visit="2026-11-03") == date(2026, 11, 11)
    assert due("first-visit", **placed, last_visit="2026-11-04") is None


def test_a_visit_has_no_clock_for_a_child_who_is_not_looked_after() -> None:
    assert due("visit", last_visit="2026-11-02") is None


def test_a_plan_for_permanence_is_due_four_months_after_care_started() -> None:
    # 31 October 2026; February 2027 has 28 days.
    assert due("permanence-plan", care_started="2026-10-31") == date(2027, 2, 28)


def test_a_known_plan_for_permanence_stops_its_clock() -> None:
    assert due("permanence-plan", care_started="2026-10-31", permanence_plan="b) Adoption") is None


def test_section_20_is_looked_at_again_after_eight_weeks() -> None:
    # Monday 2 November 2026: 28 days to 30 November, 28 more to Monday 28 December; bank holidays do not matter.
    assert due("section-20-early", legal_status="V2", legal_status_started="2026-11-02") == date(2026, 12, 28)


def test_section_20_is_looked_at_again_after_sixteen_weeks() -> None:
    # Monday 3 August 2026: 112 days later is Monday 23 November.
    assert due("section-20-late", legal_status="V2", legal_status_started="2026-08-03") == date(2026, 11, 23)


@pytest.mark.parametrize("rule", ["section-20-early", "section-20-late"])
def test_a_care_order_has_no_section_20_clock(rule: str) -> None:
    assert due(rule, legal_status="C2", legal_status_started="2026-08-03") is None


def test_the_first_review_conference_is_due_three_months_after_the_plan_began() -> None:
    # 30 November 2026; February 2027 has 28 days.
    assert due("first-review-conference", cp_started="2026-11-30") == date(2027, 2, 28)


def test_a_review_conference_stops_the_clock_of_the_first() -> None:
    assert due("first-review-conference", cp_started="2026-11-30", last_cp_review="2027-02-12") is None


def test_the_next_review_conference_is_due_six_months_after_the_last() -> None:
    # 31 March 2026; September has 30 days.
    assert due("later-review-conference", cp_started="2026-01-05", last_cp_review="2026-03-31") == date(2026, 9, 30)


def test_there_is_no_next_review_conference_without_a_plan() -> None:
    assert due("later-review-conference", last_cp_review="2026-03-31") is None


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("first-review", "care_started"),
        ("later-review", "last_review"),
        ("visit", "last_visit"),
        ("permanence-plan", "care_started"),
        ("section-20-early", "legal_status_started"),
        ("section-20-late", "legal_status_started"),
    ],
)
def test_the_end_of_care_stops_every_clock_of_a_looked_after_child(rule: str, start: str) -> None:
    facts = {"care_started": "2026-08-03", "legal_status": "V2", start: "2026-08-03"}

    assert due(rule, **facts) is not None
    assert due(rule, **facts, care_ended="2026-10-05") is None


@pytest.mark.parametrize(
    ("rule", "start"), [("first-review-conference", "cp_started"), ("later-review-conference", "last_cp_review")]
)
def test_the_end_of_a_protection_plan_stops_its_conferences(rule: str, start: str) -> None:
    facts = {"cp_started": "2026-08-03", start: "2026-08-03"}

    assert due(rule, **facts) is not None
    assert due(rule, **facts, cp_ended="2026-10-05") is None
