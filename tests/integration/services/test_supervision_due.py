"""What the first page says of supervision: due after four weeks, begun and not sealed, not yet seen by the worker."""

from datetime import timedelta

import pytest

from supervision_app.services import needing, people, sealing, sessions, supervision_due
from supervision_app.services.desk import Desk
from supervision_app.services.needs import SESSION, SUPERVISION, WayIn
from tests.fakes.desks import MONDAY, StandingClock


def hold(desk: Desk, worker: str, *, seen: bool) -> str:
    """Hold a session in which no child is talked about; returns the worker's id."""
    draft = sessions.begin(desk, worker, desk.today())
    for row in sessions.open_session(desk, draft).children:
        sessions.keep(desk, draft, {f"depth/{row.stream}": "not-today", f"not-because/{row.stream}": "Ill"})
    return sealing.seal(desk, draft, seen=seen).worker.id


def put_on(desk: Desk, days: int) -> None:
    """Put the clock on by so many days from Monday 16 November 2026."""
    assert isinstance(desk.clock, StandingClock)
    desk.clock.day = MONDAY + timedelta(days=days)


def test_workers_are_due_four_weeks_after_the_last_session_the_longest_ago_first(team: Desk) -> None:
    assert supervision_due.due(team).items == ()  # they have had their children here since today
    put_on(team, 2)
    hold(team, "Aoife", seen=True)
    put_on(team, 30)  # four weeks after 18 November: 16 December
    assert [(item.text, item.way) for item in supervision_due.due(team).items] == [
        ("Ben Okafor: no session is recorded here yet.", WayIn(SUPERVISION, team.person("Ben").id)),
        ("Aoife Byrne: last on 18 November 2026.", WayIn(SUPERVISION, team.person("Aoife").id)),
    ]


@pytest.mark.parametrize(("days", "names"), [(27, []), (28, ["Aoife Byrne"])])
def test_the_twenty_eighth_day_is_the_first_on_which_it_is_due(team: Desk, days: int, names: list[str]) -> None:
    for worker in ("Aoife", "Ben"):
        hold(team, worker, seen=True)
    put_on(team, 5)
    hold(team, "Ben", seen=True)
    put_on(team, days)

    assert [item.text.partition(":")[0] for item in supervision_due.due(team).items] == names


def test_a_senior_hears_of_it_after_eight_weeks(team: Desk) -> None:
    for worker in ("Aoife", "Ben"):
        hold(team, worker, seen=True)
    put_on(team, 55)
    assert supervision_due.long_due(team).items == ()
    put_on(team, 56)
    assert len(supervision_due.long_due(team).items) == 2


def test_who_left_or_has_no_child_is_not_due(team: Desk) -> None:
    people.add_person(team, "Una Reid", "worker")
    people.person_leaves(team, "Ben", "Moved away")
    put_on(team, 28)

    assert [item.text.partition(":")[0] for item in supervision_due.due(team).items] == ["Aoife Byrne"]


def test_a_session_that_was_begun_leads_back_into_it(team: Desk) -> None:
    draft = sessions.begin(team, "Aoife", team.today())
    item = supervision_due.begun(team).items[0]

    assert (item.text, item.way) == ("With Aoife Byrne, 16 November 2026.", WayIn(SESSION, draft))


def test_records_that_were_not_seen_are_counted_by_session_until_they_are(team: Desk) -> None:
    aoife = hold(team, "Aoife", seen=False)
    hold(team, "Ben", seen=False)
    assert {item.text for item in supervision_due.unseen(team).items} == {
        "Aoife Byrne: 3 records of 16 November 2026.",  # Kai, Mia, and her own
        "Ben Okafor: 2 records of 16 November 2026.",  # Leo, and his own
    }
    put_on(team, 1)
    hold(team, "Aoife", seen=False)
    assert supervision_due.unseen(team).items[-1].text == "Aoife Byrne: 3 records of 17 November 2026."
    put_on(team, 0)
    own = sealing.own_record(team, "Aoife")[0]
    sealing.confirm(team, sealing.SealedRecord(f"worker:{aoife}", own.id))
    assert "Aoife Byrne: 2 records of 17 November 2026." in [item.text for item in supervision_due.unseen(team).items]
    people.person_leaves(team, "Aoife", "Moved away")
    assert [item.text.partition(":")[0] for item in supervision_due.unseen(team).items] == ["Ben Okafor"]


def test_the_first_page_of_a_manager_lists_all_three(team: Desk) -> None:
    hold(team, "Aoife", seen=False)
    put_on(team, 28)
    sessions.begin(team, "Ben", team.today())

    assert {"session-begun", "supervision-due", "not-seen"} <= {need.code for need in needing.what_needs_me(team)}
