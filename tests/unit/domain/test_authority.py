"""What is said of the authority for a placement with relatives, friends or parents."""

import pytest

from supervision_app.domain.authority import ANSWERED, authority
from supervision_app.domain.events import CHECKED, Noted
from supervision_app.domain.facts import Known
from tests.fakes.limits import child

MIA = {"care_started": "2026-07-27", "placement_started": "2026-07-27", "placement": "U3"}
HOME = {**MIA, "placement": "P1"}
REVIEWING = "a temporary approval may be extended until its outcome (reg 25(3))."


def codes(**known: str) -> list[str]:
    return [code for code, _ in authority(child(**known))]


def texts(known: Known) -> list[str]:
    return [text for _, text in authority(known)]


@pytest.mark.parametrize("code", ["U1", "U2", "U3"])
def test_a_placement_with_relatives_of_which_nothing_is_noted_says_what_is_not_recorded_here(code: str) -> None:
    assert list(authority(child(**{**MIA, "placement": code}))) == [
        (
            "approval-not-recorded",
            f"Placed with relatives or friends ({code}): no approval recorded here (regs 24 and 25).",
        )
    ]


def test_a_placement_with_parents_of_which_nothing_is_noted_says_so_and_never_that_it_was_not_assessed() -> None:
    assert texts(child(**HOME)) == [
        "Placed with parents (P1): no assessment and approval recorded here (regs 17 and 18)."
    ]


@pytest.mark.parametrize("code", ["U4", "U6", "K2", ""])
def test_other_placements_say_nothing(code: str) -> None:
    assert codes(**{**MIA, "placement": code}) == []


@pytest.mark.parametrize("event", ["reg24_approved", "carer_approved"])
def test_an_approval_answers_it_until_its_end_is_noted(event: str) -> None:
    assert codes(**MIA, **{event: "2026-08-03"}) == []
    assert codes(**MIA, **{event: "2026-08-03"}, reg24_ended="2026-07-01") == []
    assert codes(**MIA, **{event: "2026-08-03"}, reg24_ended="2026-11-02") == ["approval-not-recorded"]


def test_full_approval_after_a_temporary_one_ended_answers_it() -> None:
    assert codes(**MIA, reg24_approved="2026-08-03", reg24_ended="2026-11-02", carer_approved="2026-11-03") == []


@pytest.mark.parametrize(("noted_on", "found"), [("2026-07-26", ["approval-not-recorded"]), ("2026-07-27", [])])
def test_an_approval_from_before_the_placement_counts_where_it_was_noted_since(noted_on: str, found: list[str]) -> None:
    approved = Noted("2026-07-24", "Moira Khan", CHECKED, noted_on)
    known = Known("K1", child(**MIA).facts, (), {"reg24_approved": approved})

    assert [code for code, _ in authority(known)] == found


@pytest.mark.parametrize("placement", [MIA, HOME])
def test_that_it_was_checked_elsewhere_is_said_with_who_looked_and_when(placement: dict[str, str]) -> None:
    ((code, text),) = authority(child(**placement, approval_checked="2026-08-05"))

    assert code == "approval-checked"
    assert code in ANSWERED
    assert "approval not recorded here, checked in the main system on 5 August 2026 by Moira Khan (reg" in text


def test_what_was_checked_of_an_earlier_placement_says_nothing_of_this_one() -> None:
    assert codes(**MIA, approval_checked="2026-07-26") == ["approval-not-recorded"]
    assert codes(**MIA, approval_checked="2026-07-27") == ["approval-checked"]


def test_a_decision_or_being_placed_first_answers_a_placement_with_parents() -> None:
    assert codes(**HOME, parents_decided="2026-07-28") == []
    assert codes(**HOME, placed_before_assessment="2026-07-27") == []
    assert codes(**HOME, placed_before_assessment="2026-05-04") == ["approval-not-recorded"]
    assert codes(**HOME, reg24_approved="2026-08-03") == ["approval-not-recorded"]


def test_while_a_refusal_is_reviewed_no_text_tells_anybody_to_end_the_placement() -> None:
    known = {**MIA, "reg24_approved": "2026-08-03", "reg24_extended": "2026-11-16", "reg24_review_asked": "2026-12-01"}

    assert list(authority(child(**known))) == [
        ("approval-review", f"A review of the refusal of full approval was asked for on 1 December 2026: {REVIEWING}")
    ]
    assert codes(**known, reg24_review_decided="2027-01-11") == []
    assert codes(**{**known, "reg24_approved": "2026-12-02"}) == []
