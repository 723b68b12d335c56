"""Temporary approvals, placements with parents, and the visits that go with them, each date worked out by hand."""

import pytest

from tests.fakes.limits import Row, due, row

APPROVED = {"reg24_approved": "2026-08-03"}
EXTENDED = {**APPROVED, "reg24_extended": "2026-11-16"}
IN_CARE = {"care_started": "2026-01-12"}
INTERIM = {**IN_CARE, "legal_status": "C1", "placement": "P1"}
INTERIM_HOME = {**INTERIM, "placement_started": "2026-11-09", "legal_status_started": "2026-11-09"}
ORDER = {**IN_CARE, "legal_status": "C2", "placement": "P1", "placement_started": "2026-02-02"}

APPROVALS = [
    # Monday 3 August 2026: 28 days to the 31st, 30 of September, 31 of October make 89; 23 more.
    row("reg24", "2026-11-23", **APPROVED),
    # 9 September: 21 days to the 30th, 31 of October, 30 of November make 82; 30 more.
    row("reg24", "2026-12-30", reg24_approved="2026-09-09"),
    # 13 November 2023: 17 to the 30th, 31, 31, and 29 of February make 108; 4 more.
    row("reg24", "2024-03-04", reg24_approved="2023-11-13"),
    # 14 December 2026: 17 to the 31st, 31, 28, 31 make 107; 5 more.
    row("reg24", "2027-04-05", reg24_approved="2026-12-14"),
    row("reg24", "", **EXTENDED),
    row("reg24", "", **APPROVED, carer_approved="2026-10-20"),
    row("reg24", "", **APPROVED, reg24_ended="2026-10-20"),
    row("reg24", "", **APPROVED, care_ended="2026-10-20"),
    # An earlier approval that was extended says nothing of this one.
    row("reg24", "2026-11-23", **APPROVED, reg24_extended="2025-11-16"),
    # 56 days after 23 November: 7 to the 30th, 31 of December, 18 more.
    row("reg24-extended", "2027-01-18", **EXTENDED),
    # 13 July 2026: 18 to the 31st, 31, 30, 31, 30 make 140; 28 more, to a bank holiday, which counts.
    row("reg24-extended", "2026-12-28", reg24_approved="2026-07-13", reg24_extended="2026-10-26"),
    # 9 November 2026: 21 to the 30th, 31, 31, 28, 31 make 142; 26 more.
    row("reg24-extended", "2027-04-26", reg24_approved="2026-11-09", reg24_extended="2027-02-22"),
    # 18 September 2023: 12 to the 30th, 31, 30, 31, 31, and 29 of February make 164; 4 more.
    row("reg24-extended", "2024-03-04", reg24_approved="2023-09-18", reg24_extended="2024-01-05"),
    row("reg24-extended", "", **APPROVED),
    # While a refusal is being reviewed there is no last day.
    row("reg24-extended", "", **EXTENDED, reg24_review_asked="2026-12-01"),
    row("reg24-after-review", "", **EXTENDED, reg24_review_asked="2026-12-01"),
    # Once the review has ended, 24 weeks count again, as above.
    row(
        "reg24-after-review",
        "2027-01-18",
        **EXTENDED,
        reg24_review_asked="2026-12-01",
        reg24_review_decided="2027-01-11",
    ),
    row(
        "reg24-after-review",
        "2026-12-28",
        reg24_approved="2026-07-13",
        reg24_extended="2026-10-26",
        reg24_review_asked="2026-11-02",
        reg24_review_decided="2026-12-07",
    ),
    row(
        "reg24-after-review",
        "2027-04-26",
        reg24_approved="2026-11-09",
        reg24_extended="2027-02-22",
        reg24_review_asked="2027-03-01",
        reg24_review_decided="2027-03-01",
    ),
    row(
        "reg24-after-review",
        "2024-03-04",
        reg24_approved="2023-09-18",
        reg24_extended="2024-01-05",
        reg24_review_asked="2024-01-08",
        reg24_review_decided="2024-02-05",
    ),
]
VISITS = [
    # Weekly until the first review after the approval; from the approval where nobody visited since.
    row("visit-reg24-first", "2026-08-12", **APPROVED, last_visit="2026-08-05"),
    row("visit-reg24-first", "2026-08-10", **APPROVED, last_visit="2026-07-30"),
    row("visit-reg24-first", "2026-08-13", **APPROVED, last_visit="2026-08-05", placement_started="2026-08-06"),
    row("visit-reg24-first", "2026-12-30", reg24_approved="2026-12-01", last_visit="2026-12-23"),
    # 23 February 2024: six days to the 29th, one more.
    row("visit-reg24-first", "2024-03-01", reg24_approved="2024-02-19", last_visit="2024-02-23"),
    row("visit-reg24-first", "", **APPROVED, last_visit="2026-08-25", last_review="2026-08-20"),
    row("visit-reg24-first", "", **APPROVED, last_visit="2026-08-05", carer_approved="2026-08-04"),
    # The six weeks of other placements do not stand beside it.
    row("visit", "", **IN_CARE, **APPROVED, last_visit="2026-08-05"),
    row("first-visit", "", **IN_CARE, **APPROVED, placement_started="2026-08-03"),
    # Then four weeks: 1 September 2026 and 28 days.
    row("visit-reg24-later", "2026-09-29", **APPROVED, last_review="2026-08-27", last_visit="2026-09-01"),
    # 4 December: 27 days to the 31st, one more, to a bank holiday, which counts.
    row("visit-reg24-later", "2027-01-01", **APPROVED, last_review="2026-08-27", last_visit="2026-12-04"),
    row("visit-reg24-later", "2026-12-14", **APPROVED, last_review="2026-08-27", last_visit="2026-11-16"),
    # 5 February 2024: 24 days to the 29th, 4 more.
    row(
        "visit-reg24-later",
        "2024-03-04",
        reg24_approved="2023-12-01",
        last_review="2023-12-20",
        last_visit="2024-02-05",
    ),
    row("visit-reg24-later", "", **APPROVED, last_visit="2026-09-01"),
    row(
        "visit-reg24-later",
        "",
        **APPROVED,
        last_review="2026-08-27",
        last_visit="2026-09-01",
        reg24_ended="2026-08-30",
    ),
    # Placed with a parent before the assessment: weekly until the first review.
    row("visit-before-assessment", "2026-11-16", placed_before_assessment="2026-11-09", placement_started="2026-11-09"),
    row("visit-before-assessment", "2026-11-19", placed_before_assessment="2026-11-09", last_visit="2026-11-12"),
    row("visit-before-assessment", "2026-12-31", placed_before_assessment="2026-11-09", last_visit="2026-12-24"),
    row("visit-before-assessment", "2024-03-01", placed_before_assessment="2024-02-19", last_visit="2024-02-23"),
    row("visit-before-assessment", "", placed_before_assessment="2026-11-09", last_review="2026-11-24"),
    row("visit-before-assessment", "", placed_before_assessment="2026-11-09", placement_started="2026-11-30"),
    # At home under an interim care order: weekly until the first review after that.
    row("visit-interim-order-first", "2026-11-16", **INTERIM_HOME),
    row("visit-interim-order-first", "2026-11-27", **INTERIM_HOME, last_visit="2026-11-20"),
    row("visit-interim-order-first", "2026-12-31", **INTERIM_HOME, last_visit="2026-12-24"),
    # The order came after the last visit: 25 November and seven days.
    row(
        "visit-interim-order-first",
        "2026-12-02",
        **INTERIM,
        placement_started="2026-11-09",
        legal_status_started="2026-11-25",
        last_visit="2026-11-20",
    ),
    row("visit-interim-order-first", "", **INTERIM_HOME, last_review="2026-12-01"),
    row("visit-interim-order-first", "", **{**INTERIM_HOME, "placement": "U6"}),
    row("visit-interim-order-first", "", **{**INTERIM_HOME, "legal_status": "C2"}),
    # Then four weeks, as above.
    row("visit-interim-order-later", "2027-01-01", **INTERIM_HOME, last_review="2026-12-01", last_visit="2026-12-04"),
    # 14 December: 17 days to the 31st, 11 more.
    row("visit-interim-order-later", "2027-01-11", **INTERIM_HOME, last_review="2026-12-01", last_visit="2026-12-14"),
    # 1 February 2027: 27 days to the 28th, one more.
    row("visit-interim-order-later", "2027-03-01", **INTERIM_HOME, last_review="2026-12-01", last_visit="2027-02-01"),
    row(
        "visit-interim-order-later",
        "2024-03-04",
        **{**INTERIM, "care_started": "2023-10-02"},
        placement_started="2023-11-06",
        last_review="2023-12-01",
        last_visit="2024-02-05",
    ),
    row("visit-interim-order-later", "", **INTERIM_HOME, last_visit="2026-12-04"),
    # A care order while living at home: a visit within a week of it, holidays counted.
    row("visit-care-order", "2026-11-30", **ORDER, legal_status_started="2026-11-23"),
    row("visit-care-order", "2026-12-31", **ORDER, legal_status_started="2026-12-24"),
    row("visit-care-order", "2026-04-06", **ORDER, legal_status_started="2026-03-30"),
    row(
        "visit-care-order",
        "2024-03-04",
        **{**ORDER, "care_started": "2023-10-02", "placement_started": "2023-11-06"},
        legal_status_started="2024-02-26",
    ),
    row("visit-care-order", "", **ORDER, legal_status_started="2026-11-23", last_visit="2026-11-24"),
    row("visit-care-order", "", **{**ORDER, "placement_started": "2026-11-30"}, legal_status_started="2026-11-23"),
    row("visit", "2027-01-05", **ORDER, legal_status_started="2026-11-23", last_visit="2026-11-24"),
]
FIRST = {"placed_before_assessment": "2023-11-01"}
PARENTS = [
    # Monday 9 November 2026: two weeks of five days.
    row("parents-assessment", "2026-11-23", placed_before_assessment="2026-11-09"),
    # Monday 30 March 2026. 31, 1, 2: 1-3; Good Friday, Easter Monday; 7-10: 4-7; 13, 14, 15 April: 8-10.
    row("parents-assessment", "2026-04-15", placed_before_assessment="2026-03-30"),
    # Friday 18 December. 21-24: 1-4; Christmas, 28 a holiday; 29-31: 5-7; New Year; 4, 5, 6 January: 8-10.
    row("parents-assessment", "2027-01-06", placed_before_assessment="2026-12-18"),
    # Thursday 22 February 2024. 23: 1; 26-29: 2-5; 1 March: 6; 4-7: 7-10.
    row("parents-assessment", "2024-03-07", placed_before_assessment="2024-02-22"),
    row("parents-assessment", "", placed_before_assessment="2026-11-09", parents_assessed="2026-11-20"),
    # Monday 23 November. 24-27: 1-4; 30 November-4 December: 5-9; Monday 7: 10. The others as above.
    row("parents-decision", "2026-12-07", **FIRST, parents_assessed="2026-11-23"),
    row("parents-decision", "2026-04-15", **FIRST, parents_assessed="2026-03-30"),
    row("parents-decision", "2027-01-06", **FIRST, parents_assessed="2026-12-18"),
    row("parents-decision", "2024-03-07", **FIRST, parents_assessed="2024-02-22"),
    row("parents-decision", "", **FIRST, parents_assessed="2026-11-23", parents_decided="2026-12-01"),
    # Assessed first, placed afterwards: the decision came before the placement, and nothing runs.
    row("parents-decision", "", parents_assessed="2026-11-23"),
]
TABLE = [*APPROVALS, *VISITS, *PARENTS]


@pytest.mark.parametrize("one", TABLE, ids=str)
def test_it_is_due_on_the_day_that_was_worked_out(one: Row) -> None:
    assert due(one) == one.due
