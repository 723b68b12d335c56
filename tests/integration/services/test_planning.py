"""The rhythm of supervision and its dates, kept in the worker's own record and read back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.domain.meetings import Kept
from supervision_app.services import agenda, planning, sealing, sessions, supervision_due
from supervision_app.services.desk import Desk
from supervision_app.services.planning import PlannedRow, RhythmRow, ToPlan
from tests.fakes.desks import MONDAY, StandingClock
from tests.fakes.sessions import begun, deep, not_today, wait


def hold(desk: Desk, worker: str = "Aoife", *, deeply: str = "") -> None:
    """Hold a session today and seal it; one child may be talked about in depth, the others are not."""
    draft = sessions.begin(desk, worker, desk.today())
    for row in sessions.open_session(desk, draft).children:
        if row.id == deeply:
            deep(desk, draft, row.id, "He counts buses.")
        else:
            not_today(desk, draft, row.id, "Ill")
    sealing.seal(desk, draft, seen=True)


def due(desk: Desk) -> list[str]:
    """Return what Today says of supervision that is due."""
    return [item.text for item in supervision_due.due(desk).items]


def lines(desk: Desk, child: str) -> tuple[str, ...]:
    """Return why the agenda of a session with Aoife comes to a child."""
    before = sessions.unfinished(desk)
    opened = sessions.open_session(desk, before[0].draft if before else begun(desk))
    today = replace(opened, session=replace(opened.session, held_on=desk.today().isoformat()))
    return agenda.agenda_of(desk, today)[desk.child(child)].reasons


def test_a_rhythm_is_agreed_with_a_worker_in_their_own_record_and_for_a_child_in_theirs(team: Desk) -> None:
    planning.agree_rhythm(team, "Aoife", "newly-qualified", MONDAY)
    planning.agree_rhythm(team, "k1", "6 weeks", MONDAY)
    aoife = team.person("Aoife")

    rows = planning.rhythm_rows(team)
    assert [(row.whose, row.whom, row.rhythm.code, row.rhythm.minutes) for row in rows] == [
        ("Aoife Byrne", "worker", "newly-qualified", 90),
        ("K1", "child", "6-weeks", 0),
    ]
    assert [row.rhythm.stream for row in rows] == [f"worker:{aoife.id}", team.child("K1")]
    assert isinstance(rows[0], RhythmRow)
    assert not any(one.kind.startswith("rhythm") for one in team.vault.ledger.stream(team.vault.views.team().stream))
    planning.agree_with_worker(team, "Aoife", "2", MONDAY, 60)
    again = planning.rhythm_rows(team)[0].rhythm
    assert (again.name, again.minutes) == ("every 2 weeks", 60)


@pytest.mark.parametrize("code", ["now and then", "six-weekly"])
def test_a_rhythm_that_is_none_is_refused_with_those_that_are(team: Desk, code: str) -> None:
    with pytest.raises(InputRefused, match="Use one of: monthly, fortnightly, newly-qualified, or a number of weeks"):
        planning.agree_rhythm(team, "Aoife", code, MONDAY)


def test_tables_made_anew_hold_the_same_rhythms_and_dates(team: Desk) -> None:
    planning.agree_rhythm(team, "Aoife", "newly-qualified", MONDAY)
    [one] = planning.plan(team, ToPlan("Aoife", date(2026, 11, 23)))
    planning.move(team, one.id, date(2026, 11, 24), "Court")
    views = team.vault.views
    before = views.rhythms(), views.meetings()
    team.vault.rebuild()

    assert (views.rhythms(), views.meetings()) == before
    assert views.meetings()[0].on == "2026-11-24"


def test_dates_are_planned_one_by_one_or_in_the_rhythm(team: Desk) -> None:
    [one] = planning.plan(team, ToPlan("Aoife", date(2026, 11, 17), "9.30"))
    assert (one.at, one.minutes, planning.when(one)) == ("09:30", 90, "Tuesday 17 November 2026 at 09:30")
    with pytest.raises(InputRefused, match="No rhythm is agreed"):
        planning.plan(team, ToPlan("Aoife", date(2026, 11, 18), times=2))

    planning.agree_rhythm(team, "Aoife", "2", MONDAY, 60)
    made = planning.plan(team, ToPlan("Aoife", date(2026, 12, 14), times=3))
    assert [one.on for one in made] == ["2026-12-14", "2026-12-29", "2027-01-11"]  # 28 December is a bank holiday
    assert {one.minutes for one in made} == {60}
    assert planning.when(made[0]) == "Monday 14 December 2026"


@pytest.mark.parametrize("times", [0, 27])
def test_so_many_dates_are_not_planned_at_once(team: Desk, times: int) -> None:
    planning.agree_rhythm(team, "Aoife", "2", MONDAY)
    with pytest.raises(InputRefused, match="Up to 26 dates"):
        planning.plan(team, ToPlan("Aoife", date(2026, 12, 14), times=times))


def test_nothing_is_planned_where_one_of_several_is_taken_or_the_time_is_none(team: Desk) -> None:
    planning.agree_rhythm(team, "Aoife", "1", MONDAY)
    planning.plan(team, ToPlan("Aoife", date(2026, 11, 24)))
    with pytest.raises(RuleRefused, match="24 November 2026 already"):
        planning.plan(team, ToPlan("Aoife", date(2026, 11, 17), times=3))
    with pytest.raises(InputRefused, match="“25:00” is not a time of day"):
        planning.plan(team, ToPlan("Aoife", date(2026, 11, 17), "25:00"))

    assert [one.on for one in team.vault.views.meetings()] == ["2026-11-24"]


def test_a_date_is_moved_and_cancelled_by_the_start_of_its_id(team: Desk) -> None:
    [one] = planning.plan(team, ToPlan("Aoife", date(2026, 11, 24)))
    planning.move(team, one.id[:8].upper(), date(2026, 11, 25), "Court")
    row = planning.planned_rows(team, "Aoife")[0]
    assert (row.meeting.on, row.state, row.why) == ("2026-11-25", planning.PLANNED, "Court")

    planning.cancel(team, one.id, "She is on leave")
    row = planning.planned_rows(team)[0]
    assert (row.state, row.why) == (planning.CANCELLED, "She is on leave")
    assert team.vault.views.meetings() == []
    for wrong in ("abc", "ffffffff"):
        with pytest.raises(NotFound, match="No planned date"):
            planning.find_meeting(team, wrong)


def test_a_start_that_two_dates_have_is_refused(team: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    planning.agree_rhythm(team, "Aoife", "1", MONDAY)
    ids = iter(["aaaa-1", "aaaa-2"])
    monkeypatch.setattr("supervision_app.services.planning.uuid.uuid4", lambda: next(ids))
    planning.plan(team, ToPlan("Aoife", date(2026, 11, 17), times=2))

    with pytest.raises(AmbiguousName, match="Several dates"):
        planning.find_meeting(team, "aaaa")


def test_what_was_planned_is_held_by_a_sealed_session_of_that_day_or_one_near(team: Desk) -> None:
    planning.agree_rhythm(team, "Aoife", "1", MONDAY)
    planning.plan(team, ToPlan("Aoife", MONDAY, times=3))
    hold(team)
    wait(team, 8)
    hold(team)
    wait(team, 13)  # 7 December: nothing was held on 30 November
    rows = planning.planned_rows(team)

    assert [(row.meeting.on, row.state, row.held_on) for row in rows] == [
        ("2026-11-16", planning.HELD, "2026-11-16"),
        ("2026-11-23", planning.HELD, "2026-11-24"),
        ("2026-11-30", planning.NO_RECORD, ""),
    ]
    assert all(isinstance(row, PlannedRow) for row in rows)
    found = planning.timetable(team, "Aoife")
    assert found.kept == Kept(3, 2, 0, 13, "2026-11-24", "2026-12-07")
    assert (found.worker.name, found.due, len(found.meetings)) == ("Aoife Byrne", date(2026, 12, 1), 3)
    assert sorted(found.held.values()) == ["2026-11-16", "2026-11-24"]


def test_a_worker_without_anything_agreed_has_an_empty_timetable(team: Desk) -> None:
    found = planning.timetable(team, "Ben")

    assert (found.rhythm, found.meetings, found.kept.planned) == (None, (), 0)
    assert found.due == MONDAY + timedelta(days=28)


def test_today_counts_by_what_is_agreed_with_each(team: Desk) -> None:
    for worker in ("Aoife", "Ben"):
        hold(team, worker)
    planning.agree_rhythm(team, "Aoife", "fortnightly", MONDAY)
    wait(team, 13)
    assert due(team) == []
    wait(team)
    assert due(team) == ["Aoife Byrne: last on 16 November 2026. Agreed: every two weeks."]
    planning.plan(team, ToPlan("Aoife", date(2026, 12, 2), "10:00"))
    assert due(team)[0].endswith("Planned for Wednesday 2 December 2026 at 10:00.")


def test_today_names_a_date_that_is_past_without_a_record_for_four_weeks(team: Desk) -> None:
    for worker in ("Aoife", "Ben"):
        hold(team, worker)
    planning.agree_rhythm(team, "Aoife", "12", MONDAY)
    planning.plan(team, ToPlan("Aoife", date(2026, 11, 24)))
    wait(team, 9)
    assert due(team) == [
        (
            "Aoife Byrne: last on 16 November 2026. Agreed: every 12 weeks. "
            "Planned for 24 November 2026, and nothing is recorded here."
        )
    ]
    assert isinstance(team.clock, StandingClock)
    team.clock.day = date(2026, 12, 23)
    assert not any("Aoife" in text for text in due(team))


def test_the_agenda_says_that_a_child_was_not_talked_about_within_their_rhythm(team: Desk) -> None:
    planning.agree_for_child(team, "K1", "2", MONDAY)
    wait(team, 13)
    assert not any("Agreed" in reason for reason in lines(team, "K1"))
    wait(team)
    assert "Agreed to be talked about every 2 weeks: not since that was agreed, 16 November 2026." in lines(team, "K1")
    for one in sessions.unfinished(team):
        sessions.give_up(team, one.draft)
    hold(team, deeply="K1")
    assert not any("Agreed" in reason for reason in lines(team, "K1"))
    wait(team, 14)
    assert "Agreed to be talked about every 2 weeks: last on 30 November 2026." in lines(team, "K1")
    assert not any("Agreed" in reason for reason in lines(team, "M1"))
