"""A change of worker through the services: the scenario of Aoife, Ben and Kai."""

from datetime import date

import pytest

from supervision_app.domain.errors import InputRefused, NotFound, RuleRefused
from supervision_app.services import allocating, following_up, people
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree

DUE = date(2026, 12, 1)


def agree(desk: Desk, what: str, owner: str) -> str:
    """Agree an action that its owner accepts at once."""
    return following_up.agree(desk, ToAgree("K1", what, "It is needed", owner, DUE), said_by=owner)


def test_only_what_the_outgoing_worker_held_is_offered_to_the_new_one(team: Desk) -> None:
    people.add_person(team, "Hana Petrov", "family-finder")
    mine = {agree(team, f"Action {number}", "Aoife Byrne") for number in range(3)}
    others = {agree(team, "The manager's", "Moira Khan"), agree(team, "The family finder's", "Hana Petrov")}
    before = {row.id: (row.due, row.first_due, row.state) for row in team.vault.views.actions()}

    assert {action.id for action in allocating.inherited(team, "K1")} == mine
    moved = allocating.allocate_child(team, "K1", "Ben", "leftrl")

    assert (moved.outgoing, moved.to, set(moved.offered)) == (("Aoife Byrne",), "Ben Okafor", mine)
    rows = {row.id: row for row in team.vault.views.actions()}
    assert {row.id for row in rows.values() if row.awaiting == "Ben Okafor"} == mine
    assert all(rows[action].holding == "accepted" for action in others)
    assert {row.id: (row.due, row.first_due, row.state) for row in rows.values()} == before
    assert all("Moira Khan" in [one.name for one in rows[action].holders if not one.until] for action in mine)


def test_a_return_and_the_managers_answer_stay_visible(team: Desk) -> None:
    action = agree(team, "Tell Kai", "Aoife Byrne")
    allocating.allocate_child(team, "K1", "Ben", "LEFTRL")
    following_up.give_back(team, action, "Aoife promised it", said_by="Ben")
    following_up.offer(team, action, "Ben", "Aoife told Kai today")

    holders = team.vault.views.actions(action=action)[0].holders
    assert [(one.name, one.how) for one in holders] == [
        ("Aoife Byrne", "accepted"),
        ("Ben Okafor", "awaiting"),
        ("Moira Khan", "stands in"),
        ("Moira Khan", "accepted"),
        ("Ben Okafor", "awaiting"),
        ("Moira Khan", "stands in"),
    ]


def test_unowned_actions_go_to_the_new_worker(team: Desk) -> None:
    action = agree(team, "Ring grandma", "Aoife Byrne")
    people.person_leaves(team, "Aoife Byrne", "")
    moved = allocating.allocate_child(team, "K1", "Ben Okafor", "LEFTRL")
    assert moved.offered == (action,)


def test_a_child_can_go_back_to_a_worker_who_had_them_before(team: Desk) -> None:
    allocating.allocate_child(team, "K1", "Ben", "MANAGE")
    allocating.allocate_child(team, "K1", "Aoife", "MANAGE")
    assert [person.name for person in team.allocation(team.child("K1")).workers] == ["Aoife Byrne"]


@pytest.mark.parametrize(
    ("child", "to", "code", "error", "words"),
    [
        ("K1", "Ben", "NONE", InputRefused, "LEFTRL Previous worker left"),
        ("K1", "Aoife", "MANAGE", RuleRefused, "has this child already"),
        ("K1", "Nobody Known", "MANAGE", NotFound, "Known here: Aoife Byrne, Ben Okafor, Moira Khan"),
        ("X9", "Ben", "MANAGE", NotFound, "No child with the id X9"),
    ],
)
def test_what_cannot_be_allocated_says_why(
    team: Desk, child: str, to: str, code: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        allocating.allocate_child(team, child, to, code)


def test_nobody_is_allocated_to_somebody_who_left(team: Desk) -> None:
    people.person_leaves(team, "Ben Okafor", "")
    with pytest.raises(RuleRefused, match="Ben Okafor has left"):
        allocating.allocate_child(team, "K1", "Ben Okafor", "MANAGE")
