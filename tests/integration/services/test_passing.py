"""What packs leave to be seen to stands on the first page until somebody has seen to it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from supervision_app.domain import packs
from supervision_app.services import following_up, needing, passing, people, taking_in
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.needs import Need, find_need
from tests.fakes.desks import StandingClock, make_desk
from tests.fakes.pair import FILES, Road

DUE = date(2026, 12, 1)
RING = ToAgree("K1", "Ring grandma", "Nobody asked her", "Aoife Byrne", DUE)


@pytest.fixture
def grace(tmp_path: Path) -> Iterator[Desk]:
    """The vault of Grace Oduya, who manages too."""
    made = make_desk(tmp_path, name="Grace Oduya", folder="grace", clock=StandingClock())
    yield made
    made.vault.close()


@pytest.fixture
def road(tmp_path: Path, team: Desk, grace: Desk) -> Road:
    """The folder in which files are handed over; both managers have the other's card."""
    made = Road(tmp_path)
    made.card(grace, team, joins=True)
    made.card(team, grace)
    return made


def texts(desk: Desk, code: str) -> list[str]:
    """Return the sentences of a need on the first page."""
    found = find_need(needing.what_needs_me(desk), code)
    return [item.text for item in found.items] if isinstance(found, Need) else []


def test_what_was_inherited_is_listed_until_a_word_is_said_the_urgent_first(
    road: Road, team: Desk, grace: Desk
) -> None:
    later = following_up.agree(team, replace(RING, what="Later?", due=DUE + timedelta(30)), said_by="Aoife")
    soon = following_up.agree(team, replace(RING, what="Soon", due=team.today()), said_by="Aoife")
    many = following_up.agree(team, replace(RING, what="Many hands"), said_by="Aoife")
    for name in ("Ben", "Moira", "Aoife"):
        following_up.offer(team, many, name, "Nearer", said_by="Moira")
    team.clock.day += timedelta(1)  # type: ignore[attr-defined]
    grace.clock.day += timedelta(1)  # type: ignore[attr-defined]
    people.person_leaves(team, "Moira Khan", "Retired")
    road.carry(team, grace, packs.TEAM)

    assert texts(grace, "inherited") == [
        "Kai: Soon. Aoife Byrne answers for it. Due 16 November 2026.",
        "Kai: Many hands. Aoife Byrne answers for it, after 3 people. Due 1 December 2026.",
        "Kai: Later? Aoife Byrne answers for it. Due 31 December 2026.",
    ]
    following_up.progress(grace, soon, "Seen, and it stands")
    following_up.move(grace, many, DUE + timedelta(7), "The court sits later")
    following_up.close(grace, later, state="not-needed", impact="Done by the school")
    assert texts(grace, "inherited") == []
    assert texts(team, "inherited") == []


def test_two_dates_stand_until_somebody_decides(road: Road, team: Desk, grace: Desk) -> None:
    action = following_up.agree(team, RING, said_by="Aoife")
    road.carry(team, grace, packs.CHILD, children=["K1"])
    following_up.move(team, action, DUE + timedelta(7), "Ill")
    following_up.move(grace, action, DUE + timedelta(14), "The court")
    assert texts(grace, "unsettled") == []
    road.carry(team, grace, packs.CHILD, children=["K1"])

    (said,) = texts(grace, "unsettled")
    assert said.startswith("Kai: Ring grandma. Two due dates stand: ")
    assert grace.vault.views.actions(action=action)[0].due == (DUE + timedelta(7)).isoformat()
    following_up.move(grace, action, DUE + timedelta(14), "The court decides", said_by="Grace")
    assert texts(grace, "unsettled") == []
    road.carry(grace, team, packs.CHILD, children=["K1"])
    assert team.vault.views.actions(action=action)[0].due == (DUE + timedelta(14)).isoformat()


def test_a_pack_without_a_receipt_is_asked_about_after_a_week(road: Road, team: Desk, grace: Desk) -> None:
    made = road.send(team, grace, packs.CHILD, children=["K1"])
    assert texts(team, "unreceipted") == []
    team.clock.day += timedelta(7)  # type: ignore[attr-defined]
    assert texts(team, "unreceipted") == [
        "Grace Oduya: a pack of 16 November 2026. Ask for the receipt, or make the pack again."
    ]
    _, receipt = road.take(grace, made)
    taking_in.match_receipt(team, FILES, receipt)
    assert texts(team, "unreceipted") == []


def test_what_waits_is_on_the_first_page_of_anybody(road: Road, team: Desk, tmp_path: Path) -> None:
    aoife = make_desk(tmp_path, name="Aoife Byrne", role="worker", folder="aoife")
    road.card(aoife, team, is_person="Aoife Byrne")
    following_up.agree(team, RING)
    road.take(aoife, road.send(team, aoife, packs.WORKER))
    (said,) = texts(aoife, "waiting")
    assert "1 agreed action among them" in said
    assert passing.waiting(aoife, "x").items[0].way.to == "x"
    aoife.vault.close()


def test_without_a_date_an_inherited_action_says_so(road: Road, team: Desk, grace: Desk) -> None:
    following_up.agree(team, RING)
    bare = replace(team.vault.views.actions()[0], due="")
    assert "No date is here." in passing._of(bare)  # noqa: SLF001
    assert (road.folder.exists(), grace.owner().name) == (True, "Grace Oduya")
