"""What stands out about a child."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from supervision_app.domain.actions import Action
from supervision_app.domain.agreements import close, give_back, move
from supervision_app.domain.allocation import Allocation, Spell
from supervision_app.domain.clocks import Clock
from supervision_app.domain.events import CHECKED, EventKind, Noted
from supervision_app.domain.facts import Fact, Known
from supervision_app.domain.findings import ChildNow, findings
from supervision_app.domain.holding import Around
from supervision_app.domain.people import Person
from tests.fakes.told import AGREED_ON, AOIFE, BEN, KHAN, Device, agreed, around, two_devices

TODAY = date(2026, 11, 16)


def known(births: Sequence[str] = (), **facts: str) -> Known:
    return Known("K1", {name: Fact(value, "2026-11-13", "annex-a") for name, value in facts.items()}, tuple(births))


def child(
    facts: Known | None = None,
    *,
    workers: Sequence[Person] = (AOIFE,),
    actions: Sequence[Action] = (),
    now: Around | None = None,
    clocks: Sequence[Clock] = (),
    today: date = TODAY,
) -> ChildNow:
    """Return Kai, of whom nothing stands out unless something is given."""
    spells = tuple(Spell(person, "2026-11-02", "", "") for person in workers)
    return ChildNow(facts or known(), Allocation(spells), actions, now or around(workers=workers), clocks, today)


def told(now: ChildNow) -> list[tuple[str, str]]:
    return [(finding.code, finding.text) for finding in findings(now)]


def codes(now: ChildNow) -> list[str]:
    return [finding.code for finding in findings(now)]


def one_action(**parts: str | int) -> Action:
    device = Device()
    device.write(agreed())
    return replace(device.action(), **parts)  # type: ignore[arg-type]


def test_of_a_child_with_a_worker_and_nothing_else_nothing_stands_out() -> None:
    assert findings(child(actions=[one_action()])) == []


def test_two_dates_of_birth_come_first() -> None:
    found = told(child(known(["2015-02-03", "2015-03-02"]), workers=[]))

    assert [code for code, _ in found] == ["two-births", "no-worker"]
    assert found[0][1].startswith("Two children, one id? K1 has two dates of birth")


# Who has the child


def test_a_child_without_a_worker_stands_out() -> None:
    assert told(child(workers=[])) == [("no-worker", "No worker is named for this child.")]


def test_a_child_whose_worker_left_has_none() -> None:
    assert told(child(now=around(left=[AOIFE]))) == [("no-worker", "No worker has this child: Aoife Brennan left.")]


def test_two_workers_at_once_stand_out() -> None:
    assert told(child(workers=[AOIFE, BEN])) == [
        ("two-workers", "Two workers have this child: Aoife Brennan and Ben Carter. Allocate it to one of them.")
    ]


def test_of_two_workers_one_of_whom_left_the_other_has_the_child() -> None:
    assert findings(child(workers=[AOIFE, BEN], now=around(left=[AOIFE], workers=[AOIFE, BEN]))) == []


def test_another_worker_in_the_case_system_stands_out() -> None:
    shown = "The case system shows Cara Lewis; here it is Aoife Brennan."
    do = "If the case system is right, change the worker here, with the reason; if not, correct it there."

    assert told(child(known(worker_observed="Cara Lewis"))) == [("worker-differs", f"{shown} {do}")]


def test_a_file_from_before_the_change_of_worker_could_not_show_it_yet() -> None:
    changed = Allocation((Spell(AOIFE, "2026-11-13", "", "LEFTRL"),))
    now = replace(child(known(worker_observed="Cara Lewis")), allocation=changed)

    assert findings(now) == []
    assert codes(replace(now, last_file="2026-11-13")) == []
    assert codes(replace(now, last_file="2026-11-14")) == ["worker-differs"]


@pytest.mark.parametrize("shown", ["Aoife Brennan", "AOIFE  BRENNAN", ""])
def test_the_same_worker_in_the_case_system_does_not(shown: str) -> None:
    assert findings(child(known(worker_observed=shown))) == []


def test_a_child_without_a_worker_here_does_not_differ_as_well() -> None:
    assert codes(child(known(worker_observed="Cara Lewis"), workers=[])) == ["no-worker"]


# What is agreed


def test_an_action_that_waits_to_be_accepted_stands_out() -> None:
    device = Device()
    device.write(agreed(accepted=False))

    assert told(child(actions=[device.action()])) == [
        ("awaiting", "“Ring the grandmother about a viability assessment” waits for Aoife Brennan to accept it.")
    ]


def test_an_unowned_action_stands_out_with_who_holds_it_meanwhile() -> None:
    found = told(child(workers=[BEN], actions=[one_action()]))

    assert found == [
        (
            "unowned",
            "Nobody has taken on “Ring the grandmother about a viability assessment”: M. Khan holds it until then.",
        )
    ]


def test_an_action_is_overdue_from_the_day_after() -> None:
    due = one_action(due="2026-11-15")

    assert told(child(actions=[due])) == [
        ("overdue", "“Ring the grandmother about a viability assessment” was due on 15 November 2026.")
    ]
    assert findings(child(actions=[due], today=date(2026, 11, 15))) == []


def test_an_action_without_a_known_date_is_not_overdue() -> None:
    assert findings(child(actions=[one_action(due="")])) == []


def test_what_two_people_left_open_stands_out_with_its_sentence() -> None:
    one, other = two_devices()
    one.write(move(one.action(), date(2026, 12, 4), "Away", on=TODAY))
    other.write(move(other.action(), date(2026, 12, 11), "Ill", on=TODAY))
    one.exchange(other)
    found = told(child(actions=[one.action()]))

    assert found[0][0] == "unsettled"
    assert "viability assessment”: Two due dates stand" in found[0][1]


def test_a_closed_action_is_neither_overdue_nor_unowned_nor_drifting() -> None:
    device = Device()
    device.write(agreed(earlier_moves=4))
    device.write(close(device.action(), AOIFE, state="done", impact="Seen", around=around(), on=AGREED_ON))

    assert findings(child(workers=[BEN], actions=[device.action()], today=date(2027, 1, 1))) == []


@pytest.mark.parametrize(("moves", "drifts"), [(1, False), (2, True)])
def test_an_action_drifts_from_the_second_move(moves: int, drifts: bool) -> None:
    assert ("drift" in codes(child(actions=[one_action(earlier_moves=moves)]))) is drifts


def test_drift_is_told_with_the_count_and_since_when() -> None:
    assert told(child(actions=[one_action(earlier_moves=3)])) == [
        (
            "drift",
            (
                "“Ring the grandmother about a viability assessment”: "
                "moved 3 times and held by one person since 9 November 2026."
            ),
        )
    ]


def test_an_action_that_went_through_three_hands_is_told_as_well() -> None:
    held = one_action().holders[0]
    hands = tuple(replace(held, person=Person(f"p{number}", "A worker", "worker")) for number in range(3))
    action = replace(one_action(), holders=(*hands, *one_action(earlier_moves=1).holders), earlier_moves=1)

    (code, sentence) = told(child(actions=[action]))[0]
    assert code == "drift"
    assert sentence.endswith("moved once and held by or offered to 4 people since 9 November 2026.")


def test_only_the_first_line_of_an_action_is_told_and_cut_where_it_is_long() -> None:
    long = one_action(what=f"{'Ring the school ' * 6}\nand then the aunt", due="2026-11-15")

    assert told(child(actions=[long]))[0][1] == (
        "“Ring the school Ring the school Ring the school Ring the school Ring…” was due on 15 November 2026."
    )


def test_a_line_of_seventy_characters_is_told_whole() -> None:
    assert "“" + "a" * 70 + "”" in told(child(actions=[one_action(what="a" * 70, due="2026-11-15")]))[0][1]


def test_a_returned_action_is_held_by_the_manager_and_does_not_stand_out() -> None:
    device = Device()
    device.write(agreed())
    back = give_back(device.action(), AOIFE, "Too much", manager=KHAN, around=around(), on=TODAY)
    device.write(back, by=AOIFE)

    assert findings(child(actions=[device.action()])) == []


# The authority for a placement


@pytest.mark.parametrize("placement", ["U1", "U2", "U3"])
def test_a_placement_with_relatives_or_friends_has_no_approval_recorded_here(placement: str) -> None:
    facts = known(care_started="2026-11-02", placement=placement)

    assert told(child(facts)) == [
        (
            "approval-not-recorded",
            f"Placed with relatives or friends ({placement}): no approval recorded here (regs 24 and 25).",
        )
    ]


def test_a_placement_with_parents_has_no_approval_recorded_here() -> None:
    assert told(child(known(care_started="2026-11-02", placement="P1", legal_status="C2"))) == [
        (
            "approval-not-recorded",
            "Placed with parents (P1): no assessment and approval recorded here (regs 17 and 18).",
        )
    ]


def test_section_20_and_placed_with_parents_cannot_both_be_right() -> None:
    facts = known(care_started="2026-11-02", placement="P1", legal_status="V2")

    assert codes(child(facts)) == ["approval-not-recorded", "section-20-with-parents"]


def test_section_20_in_another_placement_does_not_stand_out() -> None:
    assert findings(child(known(care_started="2026-11-02", placement="U6", legal_status="V2"))) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"placement": "P1"},
        {"placement": "P1", "care_started": "2026-01-12", "care_ended": "2026-10-05"},
        {"placement": "P1", "care_started": "2026-01-12", "care_ended": "2026-01-12"},
    ],
    ids=["never in care", "care ended", "ended the same day"],
)
def test_a_child_who_is_not_looked_after_has_no_placement_to_ask_about(facts: dict[str, str]) -> None:
    assert findings(child(known(**facts))) == []


def test_an_earlier_end_of_care_belongs_to_an_earlier_time_in_care() -> None:
    facts = known(placement="U1", care_started="2026-11-02", care_ended="2024-05-01")

    assert codes(child(facts)) == ["approval-not-recorded"]


@pytest.mark.parametrize("placement", ["K3", "H5"])
@pytest.mark.parametrize(
    ("born", "under"), [("2010-11-16", False), ("2010-11-17", True), ("2010-11-15", False), ("", False)]
)
def test_under_sixteen_in_supported_accommodation_stands_out_until_the_birthday(
    placement: str, born: str, under: bool
) -> None:
    facts = known(placement=placement, care_started="2026-11-02", born=born)

    assert codes(child(facts)) == (["under-16"] if under else [])


def test_under_sixteen_with_foster_carers_does_not_stand_out() -> None:
    assert findings(child(known(placement="U6", care_started="2026-11-02", born="2015-03-02"))) == []


# Permanence, and time limits


@pytest.mark.parametrize(("today", "late"), [(date(2026, 11, 12), False), (date(2026, 11, 13), True)])
def test_a_plan_for_permanence_is_missed_after_more_than_four_months(today: date, late: bool) -> None:
    # Looked after since 12 July 2026: four months end on 12 November.
    found = told(child(known(care_started="2026-07-12"), today=today))

    sentence = "Looked after since 12 July 2026, and no plan for permanence is known from the file."
    assert found == ([("no-permanence-plan", sentence)] if late else [])


@pytest.mark.parametrize(
    "facts",
    [
        {"permanence_plan": "b) Adoption"},
        {"care_ended": "2026-10-05"},
        {"legal_status": "E1"},
        {"placement": "A5"},
    ],
    ids=["known", "care ended", "placement order", "placed for adoption"],
)
def test_a_plan_that_is_known_or_no_longer_needed_is_not_missed(facts: dict[str, str]) -> None:
    assert findings(child(known(care_started="2026-01-12", **facts))) == []


def clock(due: date, clock_id: str = "visit") -> Clock:
    return Clock(clock_id, "Next social work visit", date(2026, 10, 5), due, "reg 28(2)", "read")


def test_a_time_limit_stands_out_from_the_day_after() -> None:
    past = clock(date(2026, 11, 15))

    assert told(child(clocks=[past])) == [
        ("clock-past", "Next social work visit was due by 15 November 2026 (reg 28(2)).")
    ]
    assert findings(child(clocks=[past], today=date(2026, 11, 15))) == []


def test_of_what_no_file_has_told_nobody_says_that_it_was_missed() -> None:
    past = replace(clock(date(2026, 11, 15)), unseen=True)

    [(code, text)] = told(child(clocks=[past]))
    assert code == "not-known"
    assert text == (
        "Next social work visit was due by 15 November 2026; whether it took place is not known from the file "
        "(reg 28(2))."
    )


def test_what_no_file_tells_is_never_said_to_be_late() -> None:
    past = replace(clock(date(2026, 11, 15)), unrecorded=True)

    assert findings(child(clocks=[past])) == []


def test_a_date_of_the_court_that_is_past_was_on_its_day() -> None:
    past = replace(clock(date(2026, 11, 15)), is_a_date=True)

    assert [text.partition(" (")[0] for _, text in told(child(clocks=[past]))] == [
        f"{past.name} was on 15 November 2026"
    ]


def test_a_date_that_was_noted_twice_at_once_is_said_with_the_name_of_the_event() -> None:
    twice = Noted("2026-08-03", "Moira Khan", CHECKED, "2026-11-09", ("2026-08-04",))
    now = child(Known("K1", {}, (), {"letter": twice}))
    named = replace(now, events={"letter": EventKind("letter", "A letter was sent")})
    said = "was noted at once as 3 August 2026 and 4 August 2026: the earliest counts. Note the right date again."

    assert told(now) == [("noted-twice", f"“letter” {said}")]
    assert told(named) == [("noted-twice", f"“A letter was sent” {said}")]
    assert findings(child(Known("K1", {}, (), {"letter": replace(twice, also=())}))) == []


@pytest.mark.parametrize(("agreed", "missing"), [("2026-05-04", False), ("2025-05-04", True)])
def test_a_plan_for_permanence_that_was_noted_is_none_missing(agreed: str, *, missing: bool) -> None:
    facts = known(care_started="2026-01-12")
    noted = {"permanence_agreed": Noted(agreed, "Moira Khan", CHECKED, "2026-11-09")}

    assert (codes(child(replace(facts, noted=noted))) == ["no-permanence-plan"]) is missing


def test_the_plan_for_permanence_is_told_once() -> None:
    past = clock(date(2026, 5, 12), "permanence-plan")

    assert codes(child(known(care_started="2026-01-12"), clocks=[past])) == ["no-permanence-plan"]
