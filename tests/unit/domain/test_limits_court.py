"""Section 20, the work before proceedings, and the court, each date worked out by hand."""

import pytest

from tests.fakes.limits import Row, due, row

S20 = {"legal_status": "V2"}
OLD_S20 = {**S20, "legal_status_started": "2023-06-01"}
ISSUED = {"proceedings_issued": "2026-11-02"}

TABLE = [
    # Monday 2 November 2026: 28 days to the 30th, 28 more, to a bank holiday, which counts.
    row("section-20-early", "2026-12-28", **S20, legal_status_started="2026-11-02"),
    # 5 January 2024: 26 days to the 31st, 29 of February make 55; one more.
    row("section-20-early", "2024-03-01", **S20, legal_status_started="2024-01-05"),
    # 9 February 2026: 19 to the 28th, 31 make 50; 6 more, to Easter Monday, which counts.
    row("section-20-early", "2026-04-06", **S20, legal_status_started="2026-02-09"),
    # 31 July: 31 of August, 25 more.
    row("section-20-early", "2026-09-25", **S20, legal_status_started="2026-07-31"),
    row("section-20-early", "", legal_status="C2", legal_status_started="2026-11-02"),
    row("section-20-early", "", **S20, legal_status_started="2026-11-02", section20_looked_at="2026-12-01"),
    row("section-20-early", "", **S20, legal_status_started="2026-11-02", care_ended="2026-12-01"),
    # Monday 3 August 2026: 28 to the 31st, 30, 31 make 89; 23 more.
    row("section-20-late", "2026-11-23", **S20, legal_status_started="2026-08-03"),
    # 9 September: 21, 31, 30 make 82; 30 more.
    row("section-20-late", "2026-12-30", **S20, legal_status_started="2026-09-09"),
    # 13 November 2023: 17, 31, 31, 29 make 108; 4 more.
    row("section-20-late", "2024-03-04", **S20, legal_status_started="2023-11-13"),
    # 14 December: 17, 31, 28, 31 make 107; 5 more.
    row("section-20-late", "2027-04-05", **S20, legal_status_started="2026-12-14"),
    row("section-20-late", "", **S20, legal_status_started="2026-08-03", section20_looked_at="2026-09-28"),
    # Eight weeks after it was looked at, counted as above.
    row("section-20-again", "2026-12-28", **OLD_S20, section20_looked_at="2026-11-02"),
    row("section-20-again", "2024-03-01", **OLD_S20, section20_looked_at="2024-01-05"),
    row("section-20-again", "2026-04-06", **OLD_S20, section20_looked_at="2026-02-09"),
    row("section-20-again", "2026-09-25", **OLD_S20, section20_looked_at="2026-07-31"),
    # It was an earlier section 20 that was looked at.
    row("section-20-again", "", **S20, legal_status_started="2026-09-01", section20_looked_at="2026-08-01"),
    # 2 November 2026: 28 days to the 30th, 14 more.
    row("preproceedings-review", "2026-12-14", letter_before_proceedings="2026-11-02"),
    row("preproceedings-review", "2027-01-18", letter_before_proceedings="2026-12-07"),  # 24 to the 31st, 18 more
    row("preproceedings-review", "2024-02-29", letter_before_proceedings="2024-01-18"),  # 13 to the 31st, 29 more
    row("preproceedings-review", "2026-04-06", letter_before_proceedings="2026-02-23"),  # 5, 31 of March, 6 more
    row("preproceedings-review", "", letter_before_proceedings="2026-11-02", proceedings_issued="2026-11-20"),
    row("preproceedings-review", "", letter_before_proceedings="2026-11-02", preproceedings_reviewed="2026-12-10"),
    # 16 weeks, counted as for section 20.
    row("preproceedings", "2026-11-23", letter_before_proceedings="2026-08-03"),
    row("preproceedings", "2026-12-30", letter_before_proceedings="2026-09-09"),
    row("preproceedings", "2024-03-04", letter_before_proceedings="2023-11-13"),
    row("preproceedings", "2027-04-05", letter_before_proceedings="2026-12-14", preproceedings_reviewed="2027-01-20"),
    row("preproceedings", "", letter_before_proceedings="2026-08-03", preproceedings_ended="2026-10-12"),
    # 26 weeks are 182 days, and 2 November 2026 is the first: 29 of November, 31, 31, 28, 31, 30 make 180; 2 of May.
    row("proceedings", "2027-05-02", **ISSUED),
    # 6 November 2023: 25, 31, 31, 29, 31, 30 make 177; 5 of May.
    row("proceedings", "2024-05-05", proceedings_issued="2023-11-06"),
    # 2 March 2026: 30, 30, 31, 30, 31 make 152; 30 of August.
    row("proceedings", "2026-08-30", proceedings_issued="2026-03-02"),
    # 29 June 2026: 2, 31, 31, 30, 31, 30 make 155; 27 of December, a Sunday, which counts.
    row("proceedings", "2026-12-27", proceedings_issued="2026-06-29"),
    row("proceedings", "", **ISSUED, proceedings_ended="2027-04-12"),
    row("proceedings", "", **ISSUED, proceedings_extended_to="2027-06-25"),
    # A date that the court gives stays as it is: on a bank holiday, on a leap day, at the end of a month.
    row("proceedings-extended", "2027-06-25", **ISSUED, proceedings_extended_to="2027-06-25"),
    row("proceedings-extended", "2026-12-25", **ISSUED, proceedings_extended_to="2026-12-25"),
    row("proceedings-extended", "2028-02-29", **ISSUED, proceedings_extended_to="2028-02-29"),
    row("proceedings-extended", "2027-05-31", **ISSUED, proceedings_extended_to="2027-05-31"),
    row("proceedings-extended", "", proceedings_extended_to="2027-06-25"),
    row("proceedings-extended", "", **ISSUED, proceedings_extended_to="2027-06-25", proceedings_ended="2027-05-20"),
    row("hearing", "2026-12-18", next_hearing="2026-12-18"),
    row("hearing", "2028-02-29", next_hearing="2028-02-29"),
    row("hearing", "2027-03-26", next_hearing="2027-03-26"),
    row("hearing", "2027-01-31", next_hearing="2027-01-31"),
    row("order-ends", "2026-11-17", order_ends="2026-11-17"),
    row("order-ends", "2028-02-29", order_ends="2028-02-29"),
    row("order-ends", "2026-12-25", order_ends="2026-12-25"),
    row("order-ends", "2027-01-31", order_ends="2027-01-31"),
]


@pytest.mark.parametrize("one", TABLE, ids=str)
def test_it_is_due_on_the_day_that_was_worked_out(one: Row) -> None:
    assert due(one) == one.due
