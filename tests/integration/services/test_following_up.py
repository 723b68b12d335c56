"""Agreed actions through the services, on real SQLCipher."""

from dataclasses import replace
from datetime import date

import pytest

from supervision_app.domain.agreements import OVERSIGHT, Agreement, agree
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.services import following_up, people
from supervision_app.services.desk import Desk, Word
from supervision_app.services.following_up import ToAgree
from supervision_app.services.read_models import ActionRow

DUE = date(2026, 12, 1)
WANTED = ToAgree("K1", "Ring grandma", "No relative was asked", "Aoife Byrne", DUE, "Kai knows her", "A neighbour")


def row(desk: Desk, action: str) -> ActionRow:
    """Return the action as the list shows it."""
    return desk.vault.views.actions(action=action)[0]


def test_an_agreed_action_is_offered_to_its_owner_and_held_by_the_manager_too(team: Desk) -> None:
    action = following_up.agree(team, WANTED)

    found = row(team, action)
    assert (found.what, found.why, found.difference, found.doer) == (
        "Ring grandma",
        "No relative was asked",
        "Kai knows her",
        "A neighbour",
    )
    assert (found.owner, found.awaiting, found.holding, found.state) == (
        "Aoife Byrne",
        "Aoife Byrne",
        "awaiting",
        "open",
    )
    assert [(one.name, one.how) for one in found.holders] == [("Aoife Byrne", "awaiting"), ("Moira Khan", "stands in")]
    assert (found.due, found.first_due, found.moves, found.agreed_on) == ("2026-12-01", "2026-12-01", 0, "2026-11-16")


def test_the_owner_who_agrees_in_person_has_accepted(team: Desk) -> None:
    action = following_up.agree(team, WANTED, said_by="Aoife Byrne")

    assert row(team, action).holding == "accepted"
    assert row(team, action).awaiting == ""


def test_an_action_needs_somebody_who_answers_for_it(team: Desk) -> None:
    with pytest.raises(InputRefused, match="somebody who answers"):
        following_up.agree(team, replace(WANTED, owner="  "))
    assert team.vault.views.actions() == []


def test_accepting_with_another_date_keeps_the_first_and_the_reason(team: Desk) -> None:
    action = following_up.agree(team, WANTED)
    following_up.accept(team, action, due=date(2026, 12, 8), why="I start on Monday", said_by="Aoife")

    found = row(team, action)
    assert (found.holding, found.due, found.first_due, found.moves) == ("accepted", "2026-12-08", "2026-12-01", 1)


def test_accepting_as_it_stands_moves_no_date(team: Desk) -> None:
    action = following_up.agree(team, WANTED)
    following_up.accept(team, action, said_by="Aoife")
    assert (row(team, action).holding, row(team, action).moves) == ("accepted", 0)


def test_accepting_with_a_date_and_no_reason_changes_nothing(team: Desk) -> None:
    action = following_up.agree(team, WANTED)
    with pytest.raises(InputRefused, match="reason"):
        following_up.accept(team, action, due=date(2026, 12, 8), said_by="Aoife")
    assert row(team, action).holding == "awaiting"


def test_progress_a_move_and_closing_are_kept(team: Desk) -> None:
    action = following_up.agree(team, WANTED, said_by="Aoife Byrne")
    following_up.progress(team, action, "Rang twice", state="partly-done", said_by="Aoife Byrne")
    following_up.move(team, action, date(2026, 12, 20), "No answer", said_by="Aoife Byrne")
    assert row(team, action).state == "partly-done"
    following_up.close(team, action, state="done", impact="Too early to say", said_by="Aoife Byrne")

    found = row(team, action)
    assert (found.state, found.impact, found.holding, found.due, found.moves) == (
        "done",
        "Too early to say",
        "",
        "2026-12-20",
        1,
    )
    with pytest.raises(RuleRefused, match="closed on 16 November 2026 by Aoife Byrne"):
        following_up.progress(team, action, "more")
    following_up.reopen(team, action, "Grandma rang back")
    assert row(team, action).state == "open"
    assert row(team, action).holding == "accepted"


def test_a_return_goes_to_the_manager_who_may_offer_it_again(team: Desk) -> None:
    action = following_up.agree(team, WANTED)
    following_up.give_back(team, action, "Not mine to do", said_by="Aoife")

    assert (row(team, action).owner, row(team, action).holding) == ("Moira Khan", "accepted")
    following_up.offer(team, action, "Ben", "He knows her")
    assert (row(team, action).owner, row(team, action).awaiting) == ("Ben Okafor", "Ben Okafor")


def test_an_action_is_found_by_the_start_of_its_id(team: Desk) -> None:
    action = following_up.agree(team, WANTED)

    assert following_up.find_action(team, action[:8].upper()).action.id == action
    for unknown in ("", "zz", "ffffffff-not-there"):
        with pytest.raises(NotFound, match="No action has the id"):
            following_up.find_action(team, unknown)


def test_a_start_that_two_actions_share_is_not_guessed(team: Desk) -> None:
    stream, owner = team.child("K1"), team.owner()
    around = team.around(team.allocation(stream))
    for ending in ("1", "2"):
        agreement = Agreement(stream, f"abcdabcd-{ending}", "Ring", "Because", "", "", owner, DUE, OVERSIGHT)
        entry = agree(agreement, on=team.today(), accepted=True, manager=owner, around=around)
        team.record([Word(entry, owner)])

    with pytest.raises(AmbiguousName, match="more than one action: abcdabcd-1, abcdabcd-2"):
        following_up.find_action(team, "abcdabcd")
    assert following_up.find_action(team, "abcdabcd-2").action.id == "abcdabcd-2"


def test_what_the_manager_types_for_a_worker_is_never_the_workers_signature(team: Desk) -> None:
    action = following_up.agree(team, WANTED, said_by="Aoife Byrne")
    stream = team.child("K1")
    payload = team.vault.ledger.subject(stream, action)[0].payload or b""

    assert b'"means":"at the same screen"' in payload
    assert b'"recorded_by":{"id":' in payload
    assert row(team, action).owner == "Aoife Byrne"


def test_actions_of_somebody_who_left_are_unowned_and_the_manager_holds_them(team: Desk) -> None:
    action = following_up.agree(team, WANTED, said_by="Aoife Byrne")
    left = people.person_leaves(team, "Aoife", "another authority")

    assert (left.name, left.unowned, left.children) == ("Aoife Byrne", 1, 2)
    assert (row(team, action).holding, row(team, action).owner) == ("unowned", "Moira Khan")
    with pytest.raises(RuleRefused, match="has left"):
        following_up.agree(team, WANTED)


def test_what_is_asked_back_gives_the_weekday_and_stops_nobody(team: Desk) -> None:
    wanted = ToAgree("K1", "Monitor contact", "Nobody did", "Aoife and Ben", date(2026, 12, 19))

    assert following_up.asked_back(team, wanted) == (
        "By Saturday 19 December 2026.",
        "That is a Saturday: is anybody there?",
        "One person answers for an action. Who else takes part can stand in “Who does it”.",
        "“monitor”: What will you look for, and by when?",
    )
    assert following_up.asked_back(
        team, replace(wanted, what="Aoife to ring", owner="Ben", due=date(2026, 12, 18))
    ) == (
        "By Friday 18 December 2026.",
        "Who does it has a field of its own. Begin with what they do: ring, ask, visit, write, book.",
    )
