"""The rhythm of supervision and its dates on the command line."""

from pathlib import Path

import pytest

from tests.system.conftest import Program, Vaults, day, load, table

PLAN = {"id", "worker", "on", "at", "minutes", "state", "held_on", "first_on", "moves", "why", "unsettled"}
RHYTHM = {"whose", "for", "code", "name", "since", "minutes", "steps", "by"}


@pytest.fixture
def team(vaults: Vaults, tmp_path: Path) -> Program:
    """A vault with one child, who is Dana Hughes's."""
    program = vaults()
    load(program, table(tmp_path / "team.csv", "Child ID,Worker", "R1,Dana Hughes"))
    return program


def test_a_rhythm_is_agreed_and_listed(team: Program) -> None:
    assert team.done("rhythm", "list") == "No rhythm is agreed. “rhythm set” agrees one."
    assert team.done("rhythm", "set", "R1", "--every", "six-weekly").startswith("Agreed: R1: every six weeks, from ")
    made = team.data("rhythm", "set", "Dana", "--every", "newly-qualified", "--since", "1/9/2026", "--minutes", "60")

    assert set(made) == RHYTHM
    assert (made["whose"], made["for"], made["minutes"], made["since"]) == ("Dana Hughes", "worker", 60, "2026-09-01")
    assert made["steps"][-1] == {"every": 28, "until": None}
    assert [row["whose"] for row in team.data("rhythm", "list")] == ["Dana Hughes", "R1"]
    assert "Dana Hughes: weekly at first, as newly qualified, 60 minutes" in team.done("rhythm", "list")


def test_dates_are_planned_moved_and_cancelled(team: Program) -> None:
    assert team.done("plan", "list").startswith("No date is planned.")
    [one] = team.data("plan", "add", "Dana", "--on", "in 7 days", "--at", "10:00")
    assert set(one) == PLAN
    assert (one["on"], one["at"], one["minutes"], one["state"], one["why"]) == (day(7), "10:00", 90, "planned", "")
    said = team.done("plan", "move", one["id"], "--to", day(8), "--why", "Court")
    assert "Dana Hughes: planned, first " in said
    assert said.endswith("(Court)")

    [gone] = team.data("plan", "cancel", one["id"][:8], "--why", "Leave")
    assert (gone["state"], gone["why"], gone["first_on"], gone["moves"]) == ("cancelled", "Leave", day(7), 1)
    assert team.data("plan", "list", "Dana") == [gone]
    assert team.refused(4, "plan", "cancel", one["id"], "--why", "Again").startswith("The session of ")
    assert team.refused(4, "plan", "add", "Dana", "--on", "1/11/2020").endswith(" on.")


def test_dates_ahead_become_a_calendar_file_without_a_name(team: Program, tmp_path: Path) -> None:
    team.done("rhythm", "set", "Dana", "--every", "2")
    assert len(team.data("plan", "add", "Dana", "--on", "tomorrow", "--times", "3")) == 3
    path = tmp_path / "new" / "supervision.ics"
    said = team.done("plan", "ics", "--out", path)

    assert said == f"3 dates written to {path}. No name stands in it."
    text = path.read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == 3
    assert "Dana" not in text
    assert team.data("plan", "ics", "--out", path, "--with", "Dana") == {"file": str(path), "dates": 3}
    team.refused(7, "plan", "ics", "--out", path / "below.ics")
