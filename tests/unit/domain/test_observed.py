"""What a file says about a caseload."""

from supervision_app.domain.observed import DATES, FACTS, Place


def test_a_place_in_a_workbook_names_its_sheet_and_row() -> None:
    assert str(Place("annex-a.xlsx", "List 8", 12)) == "annex-a.xlsx, List 8, row 12"


def test_a_place_in_a_plain_table_has_no_sheet() -> None:
    assert str(Place("episodes.csv", "", 2)) == "episodes.csv, row 2"


def test_the_facts_that_are_dates_are_these() -> None:
    assert {
        "born",
        "cin_started",
        "cin_closed",
        "last_seen",
        "cp_started",
        "cp_ended",
        "last_cp_visit",
        "last_cp_review",
        "care_started",
        "care_ended",
        "legal_status_started",
        "placement_started",
        "last_review",
        "last_visit",
        "last_iro_contact",
    } == DATES


def test_no_place_of_a_home_or_a_placement_is_kept() -> None:
    assert not [name for name in FACTS if "postcode" in name or "address" in name]
