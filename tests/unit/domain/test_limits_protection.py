"""Referral, assessment, child protection and missing children, each date worked out by hand."""

import pytest

from tests.fakes.limits import Row, due, row

PLAN = {"cp_started": "2023-06-01"}
NEED = {"cin_started": "2023-06-01", "cin_status": "Child in need plan"}

TABLE = [
    row("referral", "2026-11-09", referral_received="2026-11-06"),  # a Friday: Monday
    row("referral", "2026-04-07", referral_received="2026-04-02"),  # Maundy Thursday: the Tuesday after Easter
    row("referral", "2026-12-29", referral_received="2026-12-24"),  # Christmas, the weekend, Monday 28 a holiday
    row("referral", "2024-02-29", referral_received="2024-02-28"),
    row("referral", "2026-11-09", referral_received="2026-11-07"),  # a Saturday: Monday
    row("referral", "", referral_received="2026-11-06", referral_decided="2026-11-06"),
    # Tuesday 1 September 2026: no holiday until November, nine weeks.
    row("assessment", "2026-11-03", referral_received="2026-09-01"),
    # Monday 23 November. 24-27: 1-4; to 4 December: 9; 11: 14; 18: 19; 21-24: 20-23; 29-31: 24-26; 4-8 January: 31;
    # 15: 36; 22: 41; 25-28 January: 42-45.
    row("assessment", "2027-01-28", referral_received="2026-11-23"),
    # Monday 2 March 2026. 3-6: 1-4; to 27 March: 19; 30 March-2 April: 20-23; Easter; 7-10: 24-27; 17: 32; 24: 37;
    # 1 May: 42; 4 May is a holiday; 5, 6, 7 May: 43-45.
    row("assessment", "2026-05-07", referral_received="2026-03-02"),
    # Monday 15 January 2024. 16-19: 1-4; weeks of five: 23 February: 29; 1 March: 34; 8: 39; 15: 44; Monday 18: 45.
    row("assessment", "2024-03-18", referral_received="2024-01-15"),
    row("assessment", "", referral_received="2026-09-01", assessment_done="2026-10-20"),
    # Monday 2 November 2026: three weeks of five days.
    row("initial-conference", "2026-11-23", strategy_discussion="2026-11-02"),
    # Monday 14 December. 15-18: 1-4; 21-24: 5-8; 29-31: 9-11; 4-7 January: 12-15.
    row("initial-conference", "2027-01-07", strategy_discussion="2026-12-14"),
    # Monday 30 March 2026. 31, 1, 2: 1-3; Easter; 7-10: 4-7; 13-17: 8-12; 20, 21, 22 April: 13-15.
    row("initial-conference", "2026-04-22", strategy_discussion="2026-03-30"),
    # Monday 19 February 2024. 20-23: 1-4; 26 February-1 March: 5-9; 4-8: 10-14; Monday 11: 15.
    row("initial-conference", "2024-03-11", strategy_discussion="2024-02-19"),
    row("initial-conference", "", strategy_discussion="2026-11-02", conference_held="2026-11-20"),
    row("initial-conference", "", strategy_discussion="2026-11-02", cp_started="2026-11-20"),
    row("initial-conference", "", strategy_discussion="2026-11-02", section47_ended="2026-11-20"),
    # February 2027 has 28 days, February 2028 has 29, June has 30.
    row("first-review-conference", "2027-02-28", cp_started="2026-11-30"),
    row("first-review-conference", "2028-02-29", cp_started="2027-11-30"),
    row("first-review-conference", "2026-06-30", cp_started="2026-03-31"),
    row("first-review-conference", "2026-12-15", cp_started="2026-09-15"),
    row("first-review-conference", "", cp_started="2026-11-30", last_cp_review="2027-02-12"),
    row("first-review-conference", "", cp_started="2026-11-30", cp_ended="2027-01-05"),
    row("later-review-conference", "2026-09-30", **PLAN, last_cp_review="2026-03-31"),
    row("later-review-conference", "2027-02-28", **PLAN, last_cp_review="2026-08-31"),
    row("later-review-conference", "2028-02-29", **PLAN, last_cp_review="2027-08-31"),
    row("later-review-conference", "2027-06-10", **PLAN, last_cp_review="2026-12-10"),
    row("later-review-conference", "", last_cp_review="2026-03-31"),
    row("later-review-conference", "", **PLAN, last_cp_review="2026-03-31", cp_ended="2026-06-01"),
    # Monday 9 November 2026: two weeks of five days.
    row("first-core-group", "2026-11-23", cp_started="2026-11-09"),
    # Monday 30 March 2026. 31, 1, 2: 1-3; Easter; 7-10: 4-7; 13, 14, 15 April: 8-10.
    row("first-core-group", "2026-04-15", cp_started="2026-03-30"),
    # Friday 18 December. 21-24: 1-4; Christmas, 28 a holiday; 29-31: 5-7; New Year; 4, 5, 6 January: 8-10.
    row("first-core-group", "2027-01-06", cp_started="2026-12-18"),
    # Thursday 22 February 2024. 23: 1; 26-29: 2-5; 1 March: 6; 4-7: 7-10.
    row("first-core-group", "2024-03-07", cp_started="2024-02-22"),
    row("first-core-group", "", cp_started="2026-11-09", core_group_held="2026-11-20"),
    row("next-core-group", "2026-12-14", **PLAN, core_group_held="2026-11-02"),  # 28 to the 30th, 14 more
    row("next-core-group", "2027-01-18", **PLAN, core_group_held="2026-12-07"),  # 24 to the 31st, 18 more
    row("next-core-group", "2024-02-29", **PLAN, core_group_held="2024-01-18"),  # 13 to the 31st, 29 more
    row("next-core-group", "2026-04-06", **PLAN, core_group_held="2026-02-23"),  # 5, 31 of March, 6 more
    row("next-core-group", "", core_group_held="2026-11-02"),
    # Local, and counted as the core group: from the last visit, or from the plan where there was none.
    row("cp-visit", "2026-11-23", **PLAN, last_cp_visit="2026-11-09"),
    row("cp-visit", "2026-04-15", **PLAN, last_cp_visit="2026-03-30"),
    row("cp-visit", "2027-01-06", **PLAN, last_cp_visit="2026-12-18"),
    row("cp-visit", "2024-03-07", cp_started="2024-02-22"),
    row("cp-visit", "", **PLAN, last_cp_visit="2026-11-09", cp_ended="2026-11-10"),
    row("in-need-visit", "2026-12-14", **NEED, last_seen="2026-11-02"),
    row("in-need-visit", "2027-01-18", **NEED, last_seen="2026-12-07"),
    row("in-need-visit", "2024-02-29", **NEED, last_seen="2024-01-18"),
    row("in-need-visit", "2026-04-06", cin_started="2026-02-23", cin_status="Child in need plan"),
    row("in-need-visit", "", cin_started="2026-02-23", cin_status="Open assessment"),
    # The day after, the one after that, and the third; holidays, leap days and ends of months all count.
    row("return-interview", "2026-12-27", missing_returned="2026-12-24"),
    row("return-interview", "2024-03-01", missing_returned="2024-02-27"),
    row("return-interview", "2026-03-01", missing_returned="2026-02-26"),
    row("return-interview", "2027-01-02", missing_returned="2026-12-30"),
    row("return-interview", "", missing_returned="2026-12-24", return_interview="2026-12-26"),
    # Missing again since the last interview: it runs again.
    row("return-interview", "2026-12-27", missing_returned="2026-12-24", return_interview="2026-11-02"),
]


@pytest.mark.parametrize("one", TABLE, ids=str)
def test_it_is_due_on_the_day_that_was_worked_out(one: Row) -> None:
    assert due(one) == one.due
