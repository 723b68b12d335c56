"""The team as it is now, and what somebody would leave behind."""

from datetime import date

import pytest

from supervision_app.domain.errors import NotFound, RuleRefused
from supervision_app.services import following_up, people, sealing
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.people import add_person, person_leaves
from supervision_app.services.team import leaving, namesake, people_now
from tests.fakes.sessions import typed

DUE = date(2026, 12, 1)


def agree(desk: Desk, what: str, owner: str, *, said_by: str = "") -> str:
    """Return an action for Kai; it is accepted when its owner says so."""
    return following_up.agree(desk, ToAgree("K1", what, "Why", owner, DUE), said_by=said_by)


def test_what_each_person_has(team: Desk) -> None:
    agree(team, "Held", "Aoife", said_by="Aoife")
    agree(team, "Offered", "Aoife")
    agree(team, "Mine", "Moira")
    people.person_leaves(team, "Ben", "")

    assert [(row.name, row.role, row.children, row.held, row.offered, row.left_on) for row in people_now(team)] == [
        ("Aoife Byrne", "worker", 2, 1, 1, ""),
        ("Moira Khan", "manager", 0, 1, 0, ""),
        ("Ben Okafor", "worker", 1, 0, 0, "2026-11-16"),
    ]


def test_a_manager_holds_what_others_have_yet_to_take_on(team: Desk) -> None:
    agree(team, "Offered", "Aoife")
    agree(team, "Unowned", "Ben")
    agree(team, "Asked of the manager", "Moira", said_by="Aoife")
    people.person_leaves(team, "Ben", "")

    assert [(row.name, row.held, row.offered, row.meanwhile) for row in people_now(team)] == [
        ("Aoife Byrne", 0, 1, 0),
        ("Moira Khan", 0, 1, 2),
        ("Ben Okafor", 0, 0, 0),
    ]


def test_when_each_was_supervised_last_and_who_is_not_supervised_here(team: Desk) -> None:
    add_person(team, "Sal Dean", "senior")
    sealing.seal(team, typed(team), seen=True)

    assert [(row.name, row.supervised) for row in people_now(team)] == [
        ("Aoife Byrne", "2026-11-16"),
        ("Ben Okafor", ""),
        ("Moira Khan", None),
        ("Sal Dean", None),
    ]


def test_two_people_of_one_name_are_counted_apart(team: Desk) -> None:
    agree(team, "Held", "Aoife", said_by="Aoife")
    add_person(team, "Aoife Byrne", "worker", another=True)

    counts = sorted((row.children, row.held) for row in people_now(team) if row.name == "Aoife Byrne")
    assert counts == [(0, 0), (2, 1)]


def test_a_name_may_hold_an_and(team: Desk) -> None:
    person = add_person(team, "Bread and Butter", "other")
    agree(team, "Offered", person.id)

    (row,) = [row for row in people_now(team) if row.id == person.id]
    assert row.offered == 1


def test_what_would_be_left_behind_is_what_is_left_behind(team: Desk) -> None:
    held = agree(team, "Held", "Aoife", said_by="Aoife")
    offered = agree(team, "Offered", "Aoife")
    passed_on = agree(team, "Passed on", "Aoife", said_by="Aoife")
    following_up.offer(team, passed_on, "Ben", "Why")
    agree(team, "Ben’s", "Ben")
    aoife = team.person("Aoife")

    found = leaving(team, aoife.id)
    assert {row.id for row in found.actions} == {held, offered}
    assert (found.name, found.children, found.only_manager) == ("Aoife Byrne", ("K1", "M1"), False)
    left = person_leaves(team, aoife.id, "")
    assert (left.unowned, left.children) == (len(found.actions), len(found.children))


def test_a_manager_who_only_stands_in_leaves_nothing_unowned(team: Desk) -> None:
    agree(team, "Offered", "Aoife")
    moira = team.person("Moira")
    assert leaving(team, moira.id).only_manager
    assert leaving(team, moira.id).actions == ()
    add_person(team, "Grace Obi", "manager")
    assert not leaving(team, moira.id).only_manager


def test_who_left_cannot_leave(team: Desk) -> None:
    ben = team.person("Ben")
    person_leaves(team, ben.id, "")
    with pytest.raises(RuleRefused, match="Ben Okafor has left already"):
        leaving(team, ben.id)
    with pytest.raises(NotFound):
        leaving(team, "nobody")


def test_a_namesake_is_found_whatever_the_spelling(team: Desk) -> None:
    assert namesake(team, " ben  OKAFOR") == "Ben Okafor"
    assert namesake(team, "Ben") == ""
    person_leaves(team, "Ben", "")
    assert namesake(team, "Ben Okafor") == ""
