"""Adoption, and a reviewing officer's dispute, each date worked out by hand."""

import pytest

from tests.fakes.limits import Row, due, row

TABLE = [
    # February 2027 has 28 days, February 2028 has 29, September has 30.
    row("adoption-decision", "2027-02-28", adoption_plan_review="2026-12-31"),
    row("adoption-decision", "2028-02-29", adoption_plan_review="2027-12-31"),
    row("adoption-decision", "2026-09-30", adoption_plan_review="2026-07-31"),
    row("adoption-decision", "2027-01-09", adoption_plan_review="2026-11-09"),
    row("adoption-decision", "", adoption_plan_review="2026-11-09", adoption_decided="2026-12-14"),
    row("adoption-decision", "", adoption_plan_review="2026-11-09", adoption_not_decided="2026-12-14"),
    # Monday 9 November 2026. 10-13: 1-4; 16, 17, 18: 5-7.
    row("adoption-decision-after-panel", "2026-11-18", panel_recommended="2026-11-09"),
    # Monday 21 December. 22-24: 1-3; Christmas, 28 a holiday; 29-31: 4-6; New Year; Monday 4 January: 7.
    row("adoption-decision-after-panel", "2027-01-04", panel_recommended="2026-12-21"),
    # Monday 30 March 2026. 31, 1, 2: 1-3; Easter; 7-10 April: 4-7.
    row("adoption-decision-after-panel", "2026-04-10", panel_recommended="2026-03-30"),
    # Monday 26 February 2024. 27, 28, 29 February, 1 March: 1-4; 4, 5, 6: 5-7.
    row("adoption-decision-after-panel", "2024-03-06", panel_recommended="2024-02-26"),
    row("adoption-decision-after-panel", "", panel_recommended="2026-11-09", adoption_decided="2026-11-16"),
    row("adoption-match", "2027-02-28", adoption_decided="2026-08-31"),
    row("adoption-match", "2028-02-29", adoption_decided="2027-08-31"),
    row("adoption-match", "2026-11-30", adoption_decided="2026-05-31"),
    row("adoption-match", "2027-05-09", adoption_decided="2026-11-09"),
    row("adoption-match", "", adoption_decided="2026-11-09", adoption_matched="2027-02-01"),
    # Monday 9 November 2026: two weeks of five days.
    row("dispute-answer", "2026-11-23", dispute_raised="2026-11-09"),
    # Monday 30 March 2026. 31, 1, 2: 1-3; Easter; 7-10: 4-7; 13, 14, 15 April: 8-10.
    row("dispute-answer", "2026-04-15", dispute_raised="2026-03-30"),
    # Friday 18 December. 21-24: 1-4; 29-31: 5-7; 4, 5, 6 January: 8-10.
    row("dispute-answer", "2027-01-06", dispute_raised="2026-12-18"),
    # Thursday 22 February 2024. 23: 1; 26-29: 2-5; 1 March: 6; 4-7: 7-10.
    row("dispute-answer", "2024-03-07", dispute_raised="2024-02-22"),
    row("dispute-answer", "", dispute_raised="2026-11-09", dispute_answered="2026-11-20"),
    row("dispute-answer", "", dispute_raised="2026-11-09", dispute_settled="2026-11-20"),
    # Monday 2 November 2026: four weeks of five days.
    row("dispute", "2026-11-30", dispute_raised="2026-11-02"),
    # Friday 11 December. 14-18: 1-5; 21-24: 6-9; 29-31: 10-12; 4-8 January: 13-17; 11, 12, 13: 18-20.
    row("dispute", "2027-01-13", dispute_raised="2026-12-11"),
    # Monday 23 March 2026. 24-27: 1-4; 30 March-2 April: 5-8; Easter; 7-10: 9-12; 13-17: 13-17; 20, 21, 22: 18-20.
    row("dispute", "2026-04-22", dispute_raised="2026-03-23"),
    # Thursday 8 February 2024. 9: 1; 12-16: 6; 19-23: 11; 26 February-1 March: 16; 4-7: 17-20.
    row("dispute", "2024-03-07", dispute_raised="2024-02-08"),
    # Answered, and not settled: it still runs.
    row("dispute", "2026-11-30", dispute_raised="2026-11-02", dispute_answered="2026-11-10"),
    row("dispute", "", dispute_raised="2026-11-02", dispute_settled="2026-11-20"),
]


@pytest.mark.parametrize("one", TABLE, ids=str)
def test_it_is_due_on_the_day_that_was_worked_out(one: Row) -> None:
    assert due(one) == one.due
