"""Two different children get two different conversations: each situation, on dates worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.actions import Action
from supervision_app.domain.allocation import FIRST, Allocation, Spell
from supervision_app.domain.discussions import ACTIONS_ONLY, IN_DEPTH, NOT_TODAY, Discussion
from supervision_app.domain.facts import Fact, Known
from supervision_app.domain.observed import DATES, FACTS
from supervision_app.domain.people import Person
from supervision_app.domain.situations import SITUATIONS, Circumstances, holding
from tests.fakes.told import AOIFE, BEN, CARA, Device, agreed

TODAY = date(2026, 11, 23)
IN_CARE = {"care_started": "2026-01-12"}


def child(
    spells: Sequence[Spell] = (),
    actions: Sequence[Action] = (),
    discussions: Sequence[Discussion] = (),
    **facts: Any,
) -> Circumstances:
    known = Known("K1", {name: Fact(value, "2026-11-13", "annex-a") for name, value in facts.items()})
    return Circumstances(known, Allocation(tuple(spells)), actions, discussions, TODAY)


def spell(person: Person = AOIFE, since: str = "2026-11-02", until: str = "", reason: str = "LEFTRL") -> Spell:
    return Spell(person, since, until, reason)


def talk(held_on: str, depth: str = IN_DEPTH, decision: str = "") -> Discussion:
    return Discussion("d", "child:kai", "case-supervision", depth, held_on, "", (), (), decision, "", "Moira")


def action(**parts: Any) -> Action:
    device = Device()
    device.write(agreed())
    return replace(device.action(), **parts)


BORN = [
    ("unborn", "2026-11-24", True),
    ("unborn", "2026-11-23", False),
    ("under-five", "2021-11-24", True),  # five tomorrow
    ("under-five", "2021-11-23", False),  # five today
    ("under-five", "2026-11-24", False),
    ("school-age", "2021-11-23", True),
    ("school-age", "2013-11-23", False),  # thirteen today
    ("teenager", "2013-11-23", True),
    ("teenager", "2008-11-24", True),  # eighteen tomorrow
    ("teenager", "2008-11-23", False),
    ("from-sixteen", "2010-11-23", True),
    ("from-sixteen", "2010-11-24", False),
    ("care-leaver", "2008-11-23", True),
    ("care-leaver", "2008-11-24", False),
]


@pytest.mark.parametrize(("code", "born", "holds"), BORN)
def test_how_old_a_child_is(code: str, born: str, holds: bool) -> None:
    assert (code in holding(child(born=born))) is holds


FACTUAL: list[tuple[str, dict[str, str], bool]] = [
    ("looked-after", IN_CARE, True),
    ("looked-after", {**IN_CARE, "care_ended": "2026-10-05"}, False),
    ("looked-after", {**IN_CARE, "care_ended": "2025-10-05"}, True),  # an earlier time in care ended then
    ("at-home", {}, True),
    ("at-home", IN_CARE, False),
    ("child-protection", {"cp_started": "2026-05-01"}, True),
    ("child-protection", {"cp_started": "2026-05-01", "cp_ended": "2026-09-01"}, False),
    ("section-20", {**IN_CARE, "legal_status": "V2"}, True),
    ("section-20", {"legal_status": "V2"}, False),
    # eight weeks from 28 September are 23 November
    ("section-20-long", {**IN_CARE, "legal_status": "V2", "legal_status_started": "2026-09-27"}, True),
    ("section-20-long", {**IN_CARE, "legal_status": "V2", "legal_status_started": "2026-09-28"}, False),
    ("section-20-long", {**IN_CARE, "legal_status": "V2"}, False),
    ("in-court", {**IN_CARE, "legal_status": "C1"}, True),
    ("care-order", {**IN_CARE, "legal_status": "C2"}, True),
    ("with-relatives", {**IN_CARE, "placement": "U3"}, True),
    ("with-relatives", {**IN_CARE, "placement": "U4"}, False),
    ("with-carers", {**IN_CARE, "placement": "U4"}, True),
    ("with-parents", {**IN_CARE, "placement": "P1"}, True),
    ("in-a-home", {**IN_CARE, "placement": "K2"}, True),
    ("new-place", {**IN_CARE, "placement_started": "2026-09-28"}, True),
    ("new-place", {**IN_CARE, "placement_started": "2026-09-27"}, False),
    ("new-place", {**IN_CARE, "placement_started": "2026-11-24"}, False),
    ("no-plan", IN_CARE, True),
    ("no-plan", {**IN_CARE, "permanence_plan": "Other"}, False),
    ("no-plan", {**IN_CARE, "legal_status": "E1"}, False),
    ("plan-adoption", {**IN_CARE, "legal_status": "E1"}, True),
    ("plan-adoption", {**IN_CARE, "placement": "A5"}, True),
    ("plan-adoption", {**IN_CARE, "permanence_plan": "Adoption"}, True),
    ("plan-return", {**IN_CARE, "permanence_plan": "Return to family"}, True),
    ("plan-guardian", {**IN_CARE, "permanence_plan": "SGO/CAO"}, True),
    ("plan-long-term", {**IN_CARE, "permanence_plan": "Long-term fostering"}, True),
    # six weeks from 12 October are 23 November
    ("not-seen", {"last_visit": "2026-10-11"}, True),
    ("not-seen", {"last_visit": "2026-10-12"}, False),
    ("not-seen", {"last_visit": "2026-01-12", "last_seen": "2026-11-20"}, False),
    ("not-seen", {}, False),
]


@pytest.mark.parametrize(("code", "facts", "holds"), FACTUAL)
def test_what_the_file_knows(code: str, facts: dict[str, str], holds: bool) -> None:
    assert (code in holding(child((), (), (), **facts))) is holds


@pytest.mark.parametrize(
    ("code", "spells", "holds"),
    [
        ("new-worker", [spell(since="2026-08-31")], True),  # twelve weeks are 23 November
        ("new-worker", [spell(since="2026-08-30")], False),
        ("new-worker", [spell(reason=FIRST)], False),
        ("new-worker", [spell(until="2026-11-10")], False),
        ("many-workers", [spell(), spell(BEN), spell(CARA)], True),
        ("many-workers", [spell(), spell(BEN), spell()], False),
    ],
)
def test_who_has_had_the_child(code: str, spells: list[Spell], holds: bool) -> None:
    assert (code in holding(child(spells))) is holds


@pytest.mark.parametrize(
    ("code", "talks", "holds"),
    [
        ("first-talk", [], True),
        ("first-talk", [talk("2026-11-02", ACTIONS_ONLY)], True),
        ("first-talk", [talk("2026-11-02")], False),
        # twelve weeks from 31 August are 23 November
        ("long-silent", [talk("2026-11-02", ACTIONS_ONLY), talk("2026-08-30")], True),
        ("long-silent", [talk("2026-08-31")], False),
        ("long-silent", [], False),
        ("put-off", [talk("2026-11-02", NOT_TODAY), talk("2026-08-31")], True),
        ("put-off", [talk("2026-11-02"), talk("2026-08-31", NOT_TODAY)], False),
        ("decided", [talk("2026-11-02", NOT_TODAY), talk("2026-08-31", decision="Ask the aunt")], True),
        ("decided", [talk("2026-11-02"), talk("2026-08-31", decision="Ask the aunt")], False),
    ],
)
def test_what_was_talked_about(code: str, talks: list[Discussion], holds: bool) -> None:
    assert (code in holding(child(discussions=talks))) is holds


@pytest.mark.parametrize(
    ("parts", "holds"),
    [
        ({"due": "2026-10-25"}, True),  # four weeks before today is 26 October
        ({"due": "2026-10-26"}, False),
        ({"due": ""}, False),
        ({"earlier_moves": 2, "due": "2026-12-01"}, True),
        ({"earlier_moves": 1, "due": "2026-12-01"}, False),
        ({"due": "2026-10-25", "state": "done"}, False),
    ],
)
def test_an_action_is_stuck(parts: dict[str, Any], holds: bool) -> None:
    assert ("stuck" in holding(child(actions=[action(**parts)]))) is holds


def test_of_a_child_of_whom_nothing_is_known_little_holds() -> None:
    assert holding(child()) == {"at-home", "first-talk"}


@given(st.dictionaries(st.sampled_from(sorted(FACTS)), st.sampled_from(["C1", "U3", "2026-10-01", "2031-01-01", "x"])))
def test_whatever_the_file_says_is_read(facts: dict[str, str]) -> None:
    dated = {name: value for name, value in facts.items() if name not in DATES or value[:1] == "2"}

    assert holding(child((), (), (), **dated)) <= set(SITUATIONS)
