"""Annex A: Lists 6, 7, 8 and 9 united, with the dirt that real files carry."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from supervision_app.adapters.caseload.reader import CaseloadFiles
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import FACTS, ObservedChild, ObservedWorker, Reading
from tests.fakes.workbooks import (
    DIRTY_CHILDREN,
    DIRTY_REFUSED_CELLS,
    DIRTY_REFUSED_LISTS,
    DIRTY_REFUSED_ROWS,
    HEADINGS,
    SQUASHED,
    clean,
    dirty,
    in_care,
    in_need,
    leaving,
    listed,
    protected,
    write,
)

TODAY = date(2026, 11, 23)


def read(*paths: Path, kind: str | None = None) -> Reading:
    return CaseloadFiles().read(paths, kind=kind, as_of=TODAY, today=TODAY)


def children(reading: Reading) -> dict[str, ObservedChild]:
    return {child.case_id: child for child in reading.children}


def of_lists(path: Path, **lists: list[list[Any]]) -> Reading:
    return read(write(path / "a.xlsx", {name.replace("_", " "): rows for name, rows in lists.items()}))


def test_a_clean_workbook_gives_every_child_and_nothing_to_say(tmp_path: Path) -> None:
    reading = read(clean(tmp_path / "annex a.xlsx"))
    assert (reading.kind, reading.lists) == ("annex-a", frozenset({"6", "7", "8", "9"}))
    assert (reading.refused, reading.notes) == ((), ())
    kai = children(reading)["CH1004"]
    assert kai.facts == {
        "born": "2014-12-05",
        "care_started": "2026-07-27",
        "legal_status": "C1",
        "legal_status_started": "2026-07-29",
        "lists": "8",
        "last_visit": "2026-10-19",
        "placement": "U1",
        "placement_started": "2026-07-27",
        "team": "North Team",
        "worker_observed": "Dana Hughes",
    }
    assert kai.worker == ObservedWorker("Dana Hughes")
    assert [str(place) for place in kai.places] == ["annex a.xlsx, List 8, row 2"]
    assert children(reading)["CH1003"].facts["cp_category"] == "Neglect"
    assert children(reading)["CH1006"].facts["leaving_care"] == "Relevant child"


def test_a_dirty_workbook_gives_what_is_sure_and_names_the_rest(tmp_path: Path) -> None:
    reading = read(dirty(tmp_path / "dirty.xlsx"))
    found = children(reading)
    assert set(found) == set(DIRTY_CHILDREN)
    kept = {(place.sheet, place.row) for child in reading.children for place in child.places}
    refused = [(one.place.sheet, one.place.row) for one in reading.refused]
    assert {one for one in refused if one not in kept} == {
        *DIRTY_REFUSED_ROWS,
        *((name, 1) for name in DIRTY_REFUSED_LISTS),
    }
    assert sorted(one for one in refused if one in kept) == sorted(DIRTY_REFUSED_CELLS)

    assert found["12598894"].facts["lists"] == "6,7"
    assert found["12598894"].worker == ObservedWorker("Ben Okoro")
    assert found["12598895"].worker == ObservedWorker("Ben Okoro")
    assert found["12598895"].facts["permanence_plan"] == "PSRMEM - Support with memory and cognition"
    assert found["CH1003"].facts["cp_started"] == "2025-12-09"
    assert found["CH1004"].facts["permanence_plan"] == "Adoption"
    assert "nope" not in found["CH1004"].facts.values()
    assert {"legal_status", "permanence_plan", "care_ended"}.isdisjoint(found["CH1007"].facts)
    assert "care_started" not in found["CH1008"].facts
    assert found["CH1008"].facts["legal_status"] == "C9: something"
    notes = "\n".join(reading.notes)
    assert "“C9: something” is not a known legal status" in notes
    assert "is not a known permanence plan" in notes
    assert "Worker in the case system is “Ben Okoro” in dirty.xlsx, List 8, row 3" in notes
    assert (
        "CH1003 is in List 7 more than once: dirty.xlsx, List 7, row 5 was used, not dirty.xlsx, List 7, row 6" in notes
    )
    assert "dirty.xlsx, Cover was not used" in notes
    assert "dirty.xlsx, List 1 was not used" in notes


def test_refusals_name_the_column_and_the_value(tmp_path: Path) -> None:
    reading = read(dirty(tmp_path / "dirty.xlsx"))
    why = {str(one.place): one.why for one in reading.refused}
    assert why["dirty.xlsx, List 8, row 6"] == (
        "Date Started to be Looked After is “31/02/2026”, which is not a date in the calendar (day, month, year); "
        "the rest of the row was loaded."
    )
    assert why["dirty.xlsx, List 6, row 5"] == "The row has no Child Unique ID. It was not loaded."
    assert "“Total: 3” stands alone" in why["dirty.xlsx, List 7, row 7"]
    assert "5 May 2015 here and 5 May 2016 in dirty.xlsx, List 8, row 9" in why["dirty.xlsx, List 8, row 8"]
    assert "no column “Child Unique ID”" in why["dirty.xlsx, 8 Children in care, row 1"]


def test_squashed_headings_of_the_standard_dataset_are_read(tmp_path: Path) -> None:
    rows: dict[str, dict[str, Any]] = {
        "6": {"ChildUniqueID": "A1", "CINStartDate": "01/05/2026", "DateChildLastSeen": "09/11/2026"},
        "7": {"ChildUniqueID": "A1", "DateOfLastStatutoryVisit": "02/11/2026", "DateOfLatestReviewConf": "01/10/2026"},
        "8": {
            "ChildUniqueID": "A1",
            "LoookedAfterStartDate": "27/07/2026",
            "LegalStatus": "Interim care order Sec. 38(1)",
            "LatestStatutoryReviewDate": "24/08/2026",
            "LastSocialWorkVisitDate": "19/10/2026",
            "LastIROVisitDate": "20/08/2026",
        },
        "9": {"ChildUniqueID": "A1", "AllocatedPersonalAdvisor": "Pat Doe", "EligibilityCategory": "d) Eligible child"},
    }
    sheets = {f"AA_{number}": listed(number, row, headings=SQUASHED) for number, row in rows.items()}
    reading = read(write(tmp_path / "ssd.xlsx", sheets))
    assert reading.notes == ()
    assert reading.children[0].facts == {
        "lists": "6,7,8,9",
        "cin_started": "2026-05-01",
        "last_seen": "2026-11-09",
        "last_cp_visit": "2026-11-02",
        "last_cp_review": "2026-10-01",
        "care_started": "2026-07-27",
        "legal_status": "C1",
        "last_review": "2026-08-24",
        "last_visit": "2026-10-19",
        "last_iro_contact": "2026-08-20",
        "leaving_care": "Eligible child",
    }


@pytest.mark.parametrize(
    "name", ["List 8", "List_8", "list8", "8", "8 Children in care", "List 08 - CLA", "Annex A List 8"]
)
def test_a_list_is_known_by_the_name_of_its_sheet(tmp_path: Path, name: str) -> None:
    reading = read(write(tmp_path / "a.xlsx", {name: [["Child Unique ID"], ["A1"]]}))
    assert (reading.kind, reading.lists) == ("annex-a", frozenset({"8"}))


@pytest.mark.parametrize("name", ["Sheet1", "6 months", "2023", "In care"])
def test_a_list_is_known_by_its_headings(tmp_path: Path, name: str) -> None:
    reading = read(write(tmp_path / "a.xlsx", {name: listed("8", in_care("A1", started=date(2026, 1, 1)))}))
    assert (reading.kind, reading.lists) == ("annex-a", frozenset({"8"}))


def test_a_table_with_names_is_no_annex_a(tmp_path: Path) -> None:
    rows = [["Child ID", "Name", "Legal status", "Placement type"], ["A1", "Kai", "C2", "U6"]]
    assert read(write(tmp_path / "a.xlsx", {"Caseload": rows})).kind == "table"


def test_unknown_and_missing_columns_are_reported_and_never_fatal(tmp_path: Path) -> None:
    reading = of_lists(
        tmp_path, List_9=[["Child Unique ID", "Gender", "Star sign", "Allocated Team"], ["A1", "F", "Leo", "T"]]
    )
    assert reading.notes == (
        "a.xlsx, List 9: columns not found: Date of Birth; Allocated Worker; Eligibility Category.",
        "a.xlsx, List 9: columns not known and not used: Star sign.",
    )
    assert reading.children[0].facts == {"lists": "9", "team": "T"}


def test_an_end_that_was_only_of_an_episode_is_not_taken(tmp_path: Path) -> None:
    reading = of_lists(tmp_path, List_8=listed("8", in_care("A1", ended=date(2026, 3, 1), ended_reason="v) X1")))
    assert reading.children[0].facts == {"lists": "8"}
    assert "X1, which ends an episode and not the care" in reading.notes[0]
    ended = of_lists(tmp_path, List_8=listed("8", in_care("A1", ended=date(2026, 3, 1), ended_reason="j) E4A")))
    assert ended.children[0].facts == {"lists": "8", "care_ended": "2026-03-01", "care_ended_reason": "E4A"}


def test_team_and_worker_come_from_the_first_list_that_gives_them(tmp_path: Path) -> None:
    reading = of_lists(
        tmp_path,
        List_6=listed("6", in_need("A1", team="Six", worker="Sam Six")),
        List_7=listed("7", protected("A1", team="SEVEN  ", worker="Sue Seven")),
        List_8=listed("8", in_care("A1", worker="Unallocated")),
        List_9=listed("9", leaving("A1", team="seven", worker="sue  seven")),
    )
    child = reading.children[0]
    assert (child.facts["team"], child.worker) == ("SEVEN", ObservedWorker("Sue Seven"))
    assert len([note for note in reading.notes if note.startswith("A1:")]) == 2
    assert "Worker in the case system: “Unallocated” was read as blank" in reading.notes


@pytest.mark.parametrize(
    ("first", "second", "used"),
    [
        ({"started": date(2026, 1, 1), "closed": date(2026, 2, 1)}, {"started": date(2025, 1, 1)}, "2025-01-01"),
        ({"started": date(2025, 1, 1), "status": "c) Child in need plan"}, {"started": date(2026, 1, 1)}, "2026-01-01"),
        ({"started": date(2026, 1, 1), "status": "e) Closed episode"}, {"started": date(2025, 1, 1)}, "2025-01-01"),
        ({"started": date(2026, 1, 1)}, {"started": date(2025, 1, 1)}, "2026-01-01"),
    ],
    ids=["open one", "later one", "status closed", "first later"],
)
def test_of_two_rows_in_one_list_the_open_or_later_one_counts(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], used: str
) -> None:
    reading = of_lists(tmp_path, List_6=listed("6", in_need("A1", **first), in_need("a1 ", **second)))
    assert [child.facts["cin_started"] for child in reading.children] == [used]
    assert len(reading.children[0].places) == 2


def test_two_dates_of_birth_refuse_every_row_of_the_id(tmp_path: Path) -> None:
    reading = of_lists(
        tmp_path,
        List_6=listed("6", in_need("A1", born=date(2015, 5, 5)), in_need("A2")),
        List_7=listed("7", protected("A1")),
        List_8=listed("8", in_care("A1", born=date(2016, 5, 5))),
    )
    assert set(children(reading)) == {"A2"}
    assert [str(one.place) for one in reading.refused] == [
        "a.xlsx, List 8, row 2",
        "a.xlsx, List 7, row 2",
        "a.xlsx, List 6, row 2",
    ]
    assert "5 May 2016, and another one elsewhere, in a.xlsx, List 8, row 2" in reading.refused[1].why


def test_only_facts_that_may_be_kept_are_kept(tmp_path: Path) -> None:
    everything = {heading: f"secret {number}" for number, heading in enumerate(HEADINGS["8"])}
    everything["Child Unique ID"] = "A1"
    reading = of_lists(tmp_path, List_8=listed("8", everything))
    assert set(reading.children[0].facts) <= set(FACTS)
    kept = " ".join(reading.children[0].facts.values())
    for heading in ("Gender", "Ethnicity", "Placement postcode", "Does the Child have a Disability"):
        assert everything[heading] not in kept.split()


def test_a_last_date_after_the_file_is_kept_and_said(tmp_path: Path) -> None:
    reading = of_lists(
        tmp_path, List_8=listed("8", in_care("A1", visit=date(2026, 12, 24)), in_care("A2", visit=TODAY))
    )
    assert "Last social work visit: dates that are later than the file were kept" in reading.notes


@pytest.mark.parametrize(
    ("case_id", "why"),
    [
        (date(2026, 1, 1), "not an id"),
        (True, "not an id"),
        ("--", "not an id"),
        ("x" * 49, "not an id"),
        ("1.26E+07", "digits are lost"),
        ("child unique id", "repeats the headings"),
        ("#N/A", "no Child Unique ID"),
    ],
)
def test_what_is_no_id_is_refused(tmp_path: Path, case_id: object, why: str) -> None:
    reading = of_lists(tmp_path, List_6=listed("6", in_need("A1"), in_need(case_id, worker="Dana")))
    assert [one.place.row for one in reading.refused] == [3]
    assert why in reading.refused[0].why


def test_several_workbooks_are_one_caseload(tmp_path: Path) -> None:
    one = write(tmp_path / "one.xlsx", {"List 6": listed("6", in_need("A1"))})
    two = write(tmp_path / "two.xlsx", {"List 6": listed("6", in_need("A2")), "List 8": listed("8", in_care("A1"))})
    reading = read(one, two)
    assert {child.case_id: child.facts["lists"] for child in reading.children} == {"A1": "6,8", "A2": "6"}
    assert [file.name for file in reading.files] == ["one.xlsx", "two.xlsx"]


def test_lists_as_text_files_are_read_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "AA_8_children_in_care.csv"
    path.write_text("ChildUniqueID,LegalStatus,AllocatedWorker\nA1,C2,Dana Hughes\n")
    reading = read(path, kind="annex-a")
    assert reading.lists == {"8"}
    assert reading.children[0].facts["legal_status"] == "C2"


def test_without_a_list_it_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"List 8": [["Legal Status", "Worker"], ["C2", "Dana"]]})
    with pytest.raises(InputRefused, match="no column “Child Unique ID”, so none of its 1 rows"):
        read(path)
    path = write(tmp_path / "a.xlsx", {"Sheet1": [["Colour"], ["blue"]]})
    with pytest.raises(InputRefused, match="none of Annex A Lists"):
        read(path, kind="annex-a")


def test_lists_without_children_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="has headings and no rows"):
        of_lists(tmp_path, List_8=listed("8"))
    with pytest.raises(InputRefused, match=r"The first of 1 reasons: a\.xlsx, List 8, row 2: The row has no Child"):
        of_lists(tmp_path, List_8=listed("8", {"Allocated Worker": "Dana"}))
