"""Reviews, visits and the plan for permanence of looked-after children, each date worked out by hand."""

import pytest

from tests.fakes.limits import Row, due, row

IN_CARE = {"care_started": "2026-01-12"}
LONG = {"care_started": "2024-01-08", "placement_started": "2025-06-02"}

REVIEWS = [
    # Friday 11 December 2026 is day 0. 14-18: days 1-5; 21-24: 6-9; 25 is Christmas, 28 stands for Boxing Day;
    # 29-31: 10-12; 1 January is New Year; 4-8: 13-17; 11, 12, 13 January: 18-20.
    row("first-review", "2027-01-13", care_started="2026-12-11"),
    # Monday 2 November 2026: no holiday, four weeks.
    row("first-review", "2026-11-30", care_started="2026-11-02"),
    # Monday 23 March 2026. 24-27: 1-4; 30 March-2 April: 5-8; Good Friday 3, Easter Monday 6; 7-10: 9-12;
    # 13-17: 13-17; 20, 21, 22 April: 18-20.
    row("first-review", "2026-04-22", care_started="2026-03-23"),
    # Thursday 8 February 2024, a leap year. 9: 1; 12-16: 2-6; 19-23: 7-11; 26 February-1 March: 12-16; 4-7: 17-20.
    row("first-review", "2024-03-07", care_started="2024-02-08"),
    # Saturday 5 September 2026: the first working day is Monday 7; four whole weeks of five end on Friday 2 October.
    row("first-review", "2026-10-02", care_started="2026-09-05"),
    # Friday 1 May 2026. 4 May is a holiday; 5-8: 1-4; 11-15: 5-9; 18-22: 10-14; 25 May is one; 26-29: 15-18; 1, 2 June.
    row("first-review", "2026-06-02", care_started="2026-05-01"),
    row("first-review", "", care_started="2026-12-11", last_review="2027-01-08"),
    row("first-review", "", care_started="2026-12-11", first_review_held="2027-01-08"),
    # A review of an earlier time in care does not stop it.
    row("first-review", "2027-01-13", care_started="2026-12-11", last_review="2024-06-03"),
    # The first is due by 30 November 2026, and was held on it; February 2027 has no day 30.
    row("second-review", "2027-02-28", care_started="2026-11-02", last_review="2026-11-30"),
    row("second-review", "2027-04-13", care_started="2026-12-11", last_review="2027-01-13"),
    # Tuesday 2 November 2027: the first is due by Tuesday 30; February 2028 has 29 days.
    row("second-review", "2028-02-29", care_started="2027-11-02", last_review="2027-11-30"),
    # Monday 6 July 2026: the first is due by Monday 3 August. October has a day 31.
    row("second-review", "2026-10-31", care_started="2026-07-06", last_review="2026-07-31"),
    # A day after the time for the first: nobody can tell whether it was the first.
    row("second-review", "", care_started="2026-11-02", last_review="2026-12-01"),
    row("later-review", "2027-06-01", care_started="2026-11-02", last_review="2026-12-01"),
    row("later-review", "", care_started="2026-11-02", last_review="2026-11-30"),
    # Held late, and somebody noted that it was the first: March has a day 31.
    row(
        "second-review-after-a-late-first",
        "2027-03-31",
        care_started="2026-11-02",
        last_review="2026-12-31",
        first_review_held="2026-12-31",
    ),
    row("second-review-after-a-late-first", "2027-03-10", care_started="2026-11-02", first_review_held="2026-12-10"),
    row("second-review-after-a-late-first", "2028-02-29", care_started="2027-10-18", first_review_held="2027-11-30"),
    # 30 September 2026 is after the time for the first, 28 September; December has a day 30.
    row("second-review-after-a-late-first", "2026-12-30", care_started="2026-08-28", first_review_held="2026-09-30"),
    # Another was held since: that was the second.
    row(
        "second-review-after-a-late-first",
        "",
        care_started="2026-11-02",
        last_review="2027-03-05",
        first_review_held="2026-12-10",
    ),
    # 31 August 2026; February 2027 has 28 days, and February 2028 has 29.
    row("later-review", "2027-02-28", **IN_CARE, last_review="2026-08-31"),
    row("later-review", "2028-02-29", **IN_CARE, last_review="2027-08-31"),
    row("later-review", "2027-04-15", **IN_CARE, last_review="2026-10-15"),
    row("later-review", "", last_review="2026-08-31"),
    row("later-review", "", **IN_CARE, last_review="2026-08-31", care_ended="2026-10-05"),
]
VISITS = [
    # Wednesday 4 November 2026 and seven days.
    row("first-visit", "2026-11-11", **IN_CARE, placement_started="2026-11-04"),
    # 24 December and seven days: holidays count.
    row("first-visit", "2026-12-31", **IN_CARE, placement_started="2026-12-24"),
    # 28 December: three days to the 31st, four more.
    row("first-visit", "2027-01-04", **IN_CARE, placement_started="2026-12-28"),
    # 26 February 2024: three days to the 29th, four more.
    row("first-visit", "2024-03-04", care_started="2024-01-08", placement_started="2024-02-26"),
    row("first-visit", "2026-11-11", **IN_CARE, placement_started="2026-11-04", last_visit="2026-11-03"),
    row("first-visit", "", **IN_CARE, placement_started="2026-11-04", last_visit="2026-11-04"),
    # Monday 2 November 2026: 28 days to the 30th, 14 more.
    row("visit", "2026-12-14", **IN_CARE, last_visit="2026-11-02"),
    # 7 December: 24 days to the 31st, 18 more.
    row("visit", "2027-01-18", **IN_CARE, last_visit="2026-12-07"),
    # 18 January 2024: 13 days to the 31st, 29 more, to the leap day.
    row("visit", "2024-02-29", care_started="2024-01-08", last_visit="2024-01-18"),
    # 23 February 2026: 5 days to the 28th, 31 of March, 6 more, to Easter Monday, which counts.
    row("visit", "2026-04-06", **IN_CARE, last_visit="2026-02-23"),
    row("visit", "", last_visit="2026-11-02"),
    # Agreed to last until eighteen, over a year there. August has a day 31, November not.
    row("visit-until-eighteen", "2026-11-30", **LONG, until_eighteen_agreed="2025-06-02", last_visit="2026-08-31"),
    row("visit-until-eighteen", "2027-02-28", **LONG, until_eighteen_agreed="2025-06-02", last_visit="2026-11-30"),
    # 29 November 2027 and three months: a leap day.
    row("visit-until-eighteen", "2028-02-29", **LONG, until_eighteen_agreed="2025-06-02", last_visit="2027-11-29"),
    # A year to the day, and a day less.
    row("visit-until-eighteen", "2026-09-02", **LONG, until_eighteen_agreed="2025-06-02", last_visit="2026-06-02"),
    row("visit-until-eighteen", "", **LONG, until_eighteen_agreed="2025-06-02", last_visit="2026-06-01"),
    # What was agreed of an earlier placement says nothing of this one.
    row("visit-until-eighteen", "", **LONG, until_eighteen_agreed="2025-05-01", last_visit="2026-08-31"),
    row(
        "visit-until-eighteen",
        "",
        care_started="2024-01-08",
        until_eighteen_agreed="2025-06-02",
        last_visit="2026-08-31",
    ),
    row("visit", "", **LONG, until_eighteen_agreed="2025-06-02", last_visit="2026-08-31"),
    row("visit", "2026-07-13", **LONG, until_eighteen_agreed="2025-06-02", last_visit="2026-06-01"),
    # Six months, once the child has agreed.
    row("visit-long-term-agreed", "2027-02-28", **LONG, fewer_visits_agreed="2026-07-01", last_visit="2026-08-31"),
    row("visit-long-term-agreed", "2028-02-29", **LONG, fewer_visits_agreed="2026-07-01", last_visit="2027-08-31"),
    row("visit-long-term-agreed", "2027-01-01", **LONG, fewer_visits_agreed="2026-07-01", last_visit="2026-07-01"),
    # 31 December: June has 30 days.
    row("visit-long-term-agreed", "2027-06-30", **LONG, fewer_visits_agreed="2026-07-01", last_visit="2026-12-31"),
    row("visit-long-term-agreed", "", **LONG, fewer_visits_agreed="2026-07-01", last_visit="2026-06-30"),
]
PLAN = [
    # February 2027 has 28 days, and February 2028 has 29.
    row("permanence-plan", "2027-02-28", care_started="2026-10-31"),
    row("permanence-plan", "2028-02-29", care_started="2027-10-29"),
    row("permanence-plan", "2027-03-02", care_started="2026-11-02"),
    row("permanence-plan", "2027-04-30", care_started="2026-12-31"),
    row("permanence-plan", "", care_started="2026-10-31", permanence_plan="Adoption"),
    row("permanence-plan", "", care_started="2026-10-31", permanence_agreed="2027-01-20"),
    row("permanence-plan", "", care_started="2026-10-31", legal_status="E1"),
    row("permanence-plan", "", care_started="2026-10-31", placement="A5"),
]
NOTICE = [
    # Friday 11 December 2026: 14-18 are days 1-5.
    row("placement-notified", "2026-12-18", placed_in_emergency="2026-12-11"),
    # Tuesday 22 December: 23, 24: 1, 2; Christmas, the weekend, Monday 28 a holiday; 29, 30, 31: 3-5.
    row("placement-notified", "2026-12-31", placed_in_emergency="2026-12-22"),
    # Wednesday 1 April 2026: 2: 1; Good Friday, Easter Monday; 7-10: 2-5.
    row("placement-notified", "2026-04-10", placed_in_emergency="2026-04-01"),
    # Monday 26 February 2024: 27, 28, 29 February: 1-3; 1 March: 4; Monday 4: 5.
    row("placement-notified", "2024-03-04", placed_in_emergency="2024-02-26"),
    row("placement-notified", "", placed_in_emergency="2026-12-11", placement_notified="2026-12-14"),
]
TABLE = [*REVIEWS, *VISITS, *PLAN, *NOTICE]


@pytest.mark.parametrize("one", TABLE, ids=str)
def test_it_is_due_on_the_day_that_was_worked_out(one: Row) -> None:
    assert due(one) == one.due


def test_of_three_reviews_one_is_due_at_a_time() -> None:
    late = {"care_started": "2026-11-02", "last_review": "2026-11-30", "first_review_held": "2026-11-30"}

    assert due(row("second-review", "", **late)) == ""
    assert due(row("later-review", "", **late)) == ""
    assert due(row("second-review-after-a-late-first", "", **late)) == "2027-02-28"
