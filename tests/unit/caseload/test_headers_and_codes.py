"""Headings and codes: matched by what they share, and never by a guess."""

import pytest

from supervision_app.adapters.caseload.codes import code_list, shipped, without_letter
from supervision_app.adapters.caseload.headers import find_header, squash, widest
from supervision_app.adapters.caseload.notes import Notes
from supervision_app.domain.observed import FACTS

ALIASES = {"id": ["Child ID", "ID"], "worker_observed": ["Worker"], "born": ["Date of Birth"]}


def test_headings_share_letters_and_digits() -> None:
    assert squash("Child’s\u00a0Legal Status (Y/N))") == squash("childs legal-status yn")


def test_the_heading_row_is_found_below_titles_and_beats_a_poorer_one() -> None:
    rows = [["ID"], ["Caseload", "May"], [], ["id", "date of birth", "Worker"], ["1", "", "Dana"]]
    header = find_header(rows, ALIASES, "id")
    assert header is not None
    assert (header.row, header.columns) == (4, {"id": 0, "born": 1, "worker_observed": 2})


def test_the_likeliest_heading_wins_and_the_other_is_unknown() -> None:
    header = find_header([["ID", "Child ID", "Worker", "Shoe size", "Gender", ""]], ALIASES, "id")
    assert header is not None
    assert header.columns["id"] == 1
    assert header.unknown(["gender"]) == ["ID", "Shoe size"]


def test_a_heading_row_below_the_twentieth_row_is_not_looked_for() -> None:
    assert find_header([[]] * 20 + [["ID"]], ALIASES, "id") is None


def test_the_row_most_like_headings_is_found_without_the_needed_column() -> None:
    assert widest([["x"], ["Worker", "Date of birth"]], ALIASES).row == 2
    assert widest([], ALIASES).row == 1


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("legal_status", "C1: ICO", "C1"),
        ("legal_status", "v2", "V2"),
        ("legal_status", "Section 20", "V2"),
        ("legal_status", "Care Order Sec. 31(a)", "C2"),
        ("legal_status", "Something S20(1)", ""),
        ("legal_status", "C1 or V2", "C1"),
        ("legal_status", "either C1 or V2", ""),
        ("placements", "k) P1: Placed with parents", "P1"),
        ("placements", "(a) U1: Foster placement", "U1"),
        ("placements", "Foster placement (U6)", "U6"),
        ("placements", "T4: not covered by T1, T2 and T3", "T4"),
        ("placements", "with aunt", ""),
        ("care_ended_reasons", "l) E4A Returned home", "E4A"),
        ("care_ended_reasons", "E13", "E13"),
    ],
)
def test_a_code_is_found_or_nothing(name: str, text: str, code: str) -> None:
    assert code_list(name).find(text) == code


def test_a_letter_is_taken_off_and_a_word_is_not() -> None:
    said = ("b) Adoption", "(G) other", "Adoption", "SGO)")
    assert [without_letter(one) for one in said] == ["Adoption", "other", "Adoption", "SGO)"]


def test_every_alias_names_a_fact_and_means_one_fact_only() -> None:
    tables = [shipped("table")["columns"]]
    annex_a = shipped("annex_a")
    tables += [{**annex_a["common"]["columns"], **one["columns"]} for one in annex_a["lists"].values()]
    for columns in tables:
        assert set(columns) <= {*FACTS, "id"}
        squashed = [squash(alias) for aliases in columns.values() for alias in aliases]
        assert len(squashed) == len(set(squashed))


def test_every_worker_change_reason_of_the_standard_is_there() -> None:
    assert set(code_list("worker_change_reasons").labels) == {
        *("MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "SWDIED", "OTHERS")
    }


def test_notes_are_said_once_with_their_count_and_long_groups_are_cut() -> None:
    notes = Notes()
    notes.say("One thing.")
    notes.say("One thing.")
    for number in range(25):
        notes.count("many", f"Row {number} differs")
    notes.count("many", "Row 0 differs")
    told = notes.told()
    assert told[:2] == ("One thing.", "Row 0 differs (2 rows)")
    assert told[-1] == "And 5 more notes like the last one."
    assert len(told) == 22
