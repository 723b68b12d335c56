"""Lists in SQL where nobody with a name manages, and where a name is that of two people."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from supervision_app.domain.actions import read_action
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.holding import standing
from supervision_app.services import following_up, people, sealing, sessions
from supervision_app.services.desk import Desk, Word
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.read_models import UnseenRow
from supervision_app.services.telling import tell
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from tests.fakes.sessions import AOIFE, BEN, begun, deep, not_today, own, record_of, typed, wait

DUE = date(2026, 12, 1)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Desk]:
    """Wilma Stone's own vault: nobody in it manages."""
    made = make_desk(tmp_path, name="Wilma Stone", role="worker")
    import_caseload(made, FakeCaseload(reading([observed("K1", "Wilma Stone")])), ToImport([]))
    yield made
    made.vault.close()


def begun_on(desk: Desk, day: date, worker: str = AOIFE) -> str:
    """Return the draft of a session of another day."""
    return sessions.begin(desk, worker, day)


def agreed_by_the_rules(desk: Desk, action: str) -> str:
    """Return how the rules say that an action is held."""
    [row] = desk.vault.views.actions(action=action)
    told = tell(desk.vault.ledger.subject(row.stream, action))
    return standing(read_action(told), desk.around(desk.allocation(row.stream))).holding


def test_an_action_returned_to_a_post_without_a_name_is_unowned(worker: Desk) -> None:
    action = following_up.agree(worker, ToAgree("K1", "Ring grandma", "Why", "Wilma", DUE))
    following_up.give_back(worker, action, "I am full")

    [row] = worker.vault.views.actions()
    assert row.holding == agreed_by_the_rules(worker, action) == "unowned"
    assert (row.owner, row.awaiting) == ("The manager of Riverside", "")
    assert [child.not_accepted for child in worker.vault.views.children(DUE)] == [1]


def test_two_managers_of_one_name_are_two(team: Desk) -> None:
    people.add_person(team, "Moira Khan", "manager", another=True)
    action = following_up.agree(team, ToAgree("K1", "Ring grandma", "Why", "Aoife", DUE), said_by="Aoife")
    people.person_leaves(team, "Aoife", "")

    [row] = team.vault.views.actions(action=action)
    assert (row.holding, row.owner) == ("unowned", "Moira Khan and Moira Khan")
    assert agreed_by_the_rules(team, action) == "unowned"


def test_lists_are_narrowed_in_sql(team: Desk) -> None:
    kai = following_up.agree(team, ToAgree("K1", "First", "Why", "Aoife", DUE))
    leo = following_up.agree(team, ToAgree("L1", "Second", "Why", "Ben", date(2026, 11, 20)))
    following_up.progress(team, leo, "Rang once")
    views, ben = team.vault.views, team.person("Ben").id

    assert [row.id for row in views.actions()] == [leo, kai]
    assert [row.id for row in views.actions(child=team.child("K1"))] == [kai]
    assert [row.id for row in views.actions(worker=ben)] == [leo]
    assert [row.id for row in views.actions(state="in-progress")] == [leo]
    following_up.close(team, leo, state="done", impact="They know")
    assert [row.id for row in views.actions(state="any-open")] == [kai]
    assert [(row.id, row.owner, row.awaiting) for row in views.actions(state="done")] == [(leo, "Moira Khan", "")]


def test_each_worker_was_supervised_last_on_the_day_of_their_newest_session(team: Desk) -> None:
    assert team.vault.views.last_supervised() == {}
    wait(team, 7)
    sealing.seal(team, typed(team), seen=True)
    sealing.seal(team, begun(team, BEN), seen=True)
    for day in (date(2026, 11, 20), date(2026, 11, 18)):
        sealing.seal(team, begun_on(team, day), seen=True)

    assert team.vault.views.last_supervised() == {
        team.person(AOIFE).id: "2026-11-20",
        team.person(BEN).id: "2026-11-16",
    }


def test_what_a_worker_has_yet_to_read_is_listed_the_oldest_first(team: Desk) -> None:
    sealing.seal(team, typed(team), seen=False)
    first, aoife = own(team), team.person(AOIFE).id
    kai, mia = record_of(team, "K1"), record_of(team, "M1")
    wait(team)
    draft = begun_on(team, date(2026, 11, 15), BEN)
    deep(team, draft, "L1", "He counts buses.")
    sealing.seal(team, draft, seen=False)
    sealing.add_to(team, kai, "Not read by adding", said_by=AOIFE)

    rows = team.vault.views.unseen_records()
    assert [(row.held_on, row.child) for row in rows[:2]] == [("2026-11-15", ""), ("2026-11-15", "L1")]
    assert rows[2:] == [
        UnseenRow(aoife, "2026-11-16", "", "", first.stream, first.id),
        UnseenRow(aoife, "2026-11-16", "K1", "Kai", kai.stream, kai.id),
        UnseenRow(aoife, "2026-11-16", "M1", "Mia", mia.stream, mia.id),
    ]
    sealing.confirm(team, kai)
    assert [row.child for row in team.vault.views.unseen_records()] == ["", "L1", "", "M1"]


def test_a_day_on_which_a_child_was_only_put_off_is_no_day_of_a_discussion(team: Desk) -> None:
    draft = begun(team)
    deep(team, draft, "K1", "He counts buses.")
    sealing.seal(team, draft, seen=True)
    wait(team)
    later = begun_on(team, date(2026, 11, 17))
    not_today(team, later, "K1", "Ill")
    sealing.seal(team, later, seen=True)

    # Of Mia nothing was open and nothing was said: that is no discussion.
    assert {row.id: row.last_discussed for row in team.vault.views.children(DUE)} == {
        "K1": "2026-11-16",
        "M1": "",
        "L1": "",
    }


def test_records_of_which_only_the_reading_is_here_have_no_row_and_are_rebuilt_alike(team: Desk) -> None:
    stream, worker = team.child("K1"), team.person(AOIFE)
    for place, family in ((stream, "discussion"), (f"worker:{worker.id}", "supervision")):
        for kind in ("seen/1", "added/9"):
            team.record([Word(NewEntry(place, f"{family}-1", f"{family}.{kind}", MONDAY, {}), worker)])

    assert team.vault.views.unseen_records() == []
    assert team.vault.views.last_supervised() == {}
    assert team.vault.rebuild().problems == ()
