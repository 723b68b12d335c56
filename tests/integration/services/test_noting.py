"""Noting what no file tells: on a real vault, beside what the next file says."""

from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.reference import ShippedReference
from supervision_app.adapters.storage.noted import apart, as_facts
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.domain.events import Noted, ToNote
from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.knowing import known_of
from supervision_app.services.noting import event_day, note_event, noted_words, take_event_back
from supervision_app.services.standing_out import found_in_facts
from tests.fakes.desks import MONDAY, FakeCaseload, observed
from tests.fakes.desks import reading as file_of

AUGUST = date(2026, 8, 3)
APPROVED = ToNote("reg24_approved", AUGUST, "the letter of approval")
MIA = {"care_started": "2026-07-27", "placement": "U3", "placement_started": "2026-07-27"}


def load(desk: Desk, **facts: str) -> None:
    children = [observed("K1", "Aoife Byrne", facts), observed("L1", "Ben Okafor"), observed("M1", "Aoife Byrne")]
    import_caseload(desk, FakeCaseload(file_of(children)), ToImport([]))


def clocks(desk: Desk, child: str = "K1") -> dict[str, str]:
    return {clock.id: clock.due.isoformat() for clock in reading.child_page(desk, child).clocks}


def codes(desk: Desk) -> set[str]:
    return {finding.code for finding in reading.child_page(desk, "K1").findings}


def test_a_noted_approval_runs_its_clock_and_answers_that_none_is_recorded(team: Desk) -> None:
    load(team, **MIA)
    assert "approval-not-recorded" in codes(team)

    note_event(team, "k1", APPROVED)

    assert clocks(team)["reg24"] == "2026-11-23"
    assert "approval-not-recorded" not in codes(team)
    (row,) = reading.child_page(team, "K1").noted
    assert (row.event, row.name) == ("reg24_approved", "Temporary approval of a connected person was given (reg 24)")
    assert row.noted == Noted("2026-08-03", "Moira Khan", "the letter of approval", MONDAY.isoformat())


def test_the_lists_know_what_was_noted_as_the_page_does(team: Desk) -> None:
    load(team, **MIA)
    note_event(team, "K1", APPROVED, said_by="Aoife")
    note_event(team, "K1", ToNote("approval_checked", MONDAY), said_by="Aoife")

    held = team.vault.views.held_children()["K1"].known
    assert held == known_of(team, "K1")
    assert held.noted["reg24_approved"].by == "Aoife Byrne"
    assert "noted reg24_approved" not in held.facts
    assert team.vault.rebuild().problems == ()
    assert team.vault.views.held_children()["K1"].known == held


def test_what_was_checked_elsewhere_stands_on_the_page_and_needs_nobody(team: Desk) -> None:
    load(team, **MIA)
    assert "approval-not-recorded" in found_in_facts(team)

    note_event(team, "K1", ToNote("approval_checked", MONDAY))

    assert not {"approval-not-recorded", "approval-checked"} & set(found_in_facts(team))
    (said,) = [one.text for one in reading.child_page(team, "K1").findings if one.code == "approval-checked"]
    assert said == (
        "Placed with relatives or friends (U3): approval not recorded here, "
        "checked in the main system on 16 November 2026 by Moira Khan (regs 24 and 25)."
    )


def test_the_next_file_leaves_what_was_noted(team: Desk) -> None:
    load(team, **MIA, last_visit="2026-10-05")
    note_event(team, "K1", ToNote("last_visit", date(2026, 11, 2)))
    load(team, **MIA, last_visit="2026-10-05")
    assert known_of(team, "K1").value("last_visit") == "2026-11-02"
    assert clocks(team)["visit"] == "2026-12-14"

    load(team, **MIA, last_visit="2026-11-12")
    assert known_of(team, "K1").value("last_visit") == "2026-11-12"


def test_what_is_taken_back_stops_its_clock_and_stays_in_the_log(team: Desk) -> None:
    note_event(team, "K1", APPROVED)
    take_event_back(team, "K1", "reg24_approved", "It was Mia’s", said_by="Aoife")

    assert "reg24" not in clocks(team)
    assert team.vault.views.held_children()["K1"].known.noted == {}
    kinds = [(row.kind, row.by) for row in reading.log(team, "K1") if row.kind.startswith("event.")]
    assert kinds == [("event.noted/1", "Moira Khan"), ("event.taken-back/1", "Aoife Byrne")]


def test_the_newest_noted_date_comes_first_and_an_event_that_is_no_more_keeps_its_id(
    team: Desk, tmp_path: Path
) -> None:
    (tmp_path / "ours.toml").write_text('[[event]]\nid = "our_panel"\nname = "Our panel met"\n', encoding="utf-8")
    team.reference = ShippedReference(None, [tmp_path])
    note_event(team, "K1", APPROVED)
    note_event(team, "K1", ToNote("our_panel", date(2026, 11, 2)))
    assert next(row.name for row in reading.child_page(team, "K1").noted) == "Our panel met"

    team.reference = ShippedReference()
    assert next(row.name for row in reading.child_page(team, "K1").noted) == "our_panel"


def test_a_day_is_read_as_people_say_it(team: Desk) -> None:
    # Today is Monday 16 November 2026.
    assert event_day(team, "reg24_approved", "last Friday") == date(2026, 11, 13)
    assert event_day(team, "reg24_approved", "3 August") == AUGUST
    assert event_day(team, "next_hearing", "12 January") == date(2027, 1, 12)
    assert (
        noted_words(team, "next_hearing", date(2027, 1, 12)) == "Noted. The next court hearing is on: 12 January 2027."
    )
    with pytest.raises(InputRefused, match="“moved” is not an event"):
        event_day(team, "moved", "yesterday")


def test_what_does_not_fit_is_refused(team: Desk) -> None:
    with pytest.raises(NotFound):
        note_event(team, "X1", APPROVED)
    with pytest.raises((NotFound, AmbiguousName)):
        note_event(team, "K1", APPROVED, said_by="Nobody")
    with pytest.raises(InputRefused):
        note_event(team, "K1", ToNote("moved", AUGUST))
    with pytest.raises(RuleRefused):
        take_event_back(team, "K1", "reg24_approved", "Why")
    assert known_of(team, "K1").noted == {}


def test_dates_noted_at_once_keep_each_other_in_the_lists() -> None:
    noted = {"a": Noted("2026-08-03", "Moira Khan", "the letter,\nas read out", "2026-11-09", ("2026-08-04",))}

    assert apart(as_facts(noted)) == ({}, noted)
