"""Lists in SQL where nobody with a name manages, and where a name is that of two people."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from supervision_app.domain.actions import read_action
from supervision_app.domain.holding import standing
from supervision_app.services import following_up, people
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.telling import tell
from tests.fakes.desks import FakeCaseload, make_desk, observed, reading

DUE = date(2026, 12, 1)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Desk]:
    """Wilma Stone's own vault: nobody in it manages."""
    made = make_desk(tmp_path, name="Wilma Stone", role="worker")
    import_caseload(made, FakeCaseload(reading([observed("K1", "Wilma Stone")])), ToImport([]))
    yield made
    made.vault.close()


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
