"""A child who was erased is not brought back by a pack, and packs carry that they were erased."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from supervision_app.domain import packs
from supervision_app.domain.deciding import Decision
from supervision_app.domain.errors import NotFound
from supervision_app.services import erasing, following_up, holds, taking_in, withdrawing
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from tests.fakes.pair import FILES, Road
from tests.integration.services.test_withdrawing import file_of, pages_of

WORD = "marmaladezebra"
DECIDED = Decision("A court ordered it", "Ines Park", "IG-7")


@pytest.fixture
def road(tmp_path: Path) -> Road:
    """The folder in which files are handed over."""
    return Road(tmp_path)


@pytest.fixture
def grace(tmp_path: Path, road: Road, team: Desk) -> Iterator[Desk]:
    """The vault of Grace Oduya, who manages too, and knows Moira as Moira knows her."""
    made = make_desk(tmp_path, name="Grace Oduya", folder="grace")
    road.card(made, team, joins=True)
    road.card(team, made)
    yield made
    made.vault.close()


@pytest.fixture
def talk(team: Desk) -> str:
    """A discussion of Kai with the word in it, and an open action."""
    following_up.agree(team, ToAgree("K1", WORD, WORD, "Aoife Byrne", date(2026, 12, 1)))
    return record_discussion(team, ToRecord("K1", MONDAY, decision=WORD, reasons=WORD)).discussion


def words_of(desk: Desk, stream: str) -> set[str]:
    """Return what the words that are kept of a stream are about."""
    return {entry.subject for entry in desk.vault.ledger.stream(stream) if entry.payload is not None}


@pytest.mark.usefixtures("talk")
def test_an_old_pack_does_not_bring_the_child_back(road: Road, team: Desk, grace: Desk) -> None:
    stream = team.child("K1")
    old = road.send(team, grace, packs.TEAM)
    road.take(grace, old)
    assert WORD.encode() in pages_of(file_of(grace))
    erasing.erase_child(grace, "K1", DECIDED, with_open_actions=True)
    road.take(grace, old)
    following_up.agree(team, ToAgree("K1", f"{WORD} again", WORD, "Aoife Byrne", date(2026, 12, 1)))
    taken, _ = road.take(grace, road.send(team, grace, packs.TEAM))

    assert taken.received.new > 0
    assert words_of(grace, stream) == {"erased"}
    assert sorted(grace.vault.views.held_children()) == ["L1", "M1"]
    assert grace.vault.check().problems == ()
    grace.vault.scrub()
    assert WORD.encode() not in pages_of(file_of(grace))


@pytest.mark.parametrize("purpose", [packs.TEAM, packs.RETURN])
@pytest.mark.usefixtures("talk")
def test_that_a_child_was_erased_goes_along_and_takes_the_words_there_unless_they_are_held(
    road: Road, team: Desk, grace: Desk, purpose: str
) -> None:
    stream = team.child("K1")
    road.carry(team, grace, packs.TEAM)
    erasing.erase_child(grace, "K1", DECIDED, with_open_actions=True)
    holds.place_hold(team, "K1", "Judicial review")
    road.carry(grace, team, purpose)
    assert team.child("K1") == stream
    assert words_of(team, stream) > {"erased", "hold"}
    holds.lift_hold(team, "K1", "Over")

    assert words_of(team, stream) == {"erased"}
    with pytest.raises(NotFound):
        team.child("K1")
    assert erasing.erased_child(team, "K1") is not None
    assert team.vault.check().problems == ()
    assert grace.vault.check().problems == ()


@pytest.mark.usefixtures("talk")
def test_what_waits_of_an_erased_child_is_kept_without_words(road: Road, team: Desk, tmp_path: Path) -> None:
    stream = team.child("K1")
    lone = make_desk(tmp_path, name="Lone Manager", folder="lone")
    road.card(lone, team, joins=True)
    pack = road.send(team, lone, packs.TEAM)
    road.take(lone, pack)  # nobody there vouches for Moira, so it waits
    waits = [one.signed for one in lone.vault.waiting.all() if one.signed.commit.stream == stream]
    assert WORD in str(waits)
    whole = len(lone.vault.waiting.all())
    import_caseload(lone, FakeCaseload(reading([observed("K1")])), ToImport([]))
    assert lone.child("K1") == stream
    erasing.erase_child(lone, "K1", DECIDED)

    assert WORD not in str(lone.vault.waiting.all())
    assert len(lone.vault.waiting.all()) == whole
    road.take(lone, pack)
    assert WORD not in str(lone.vault.waiting.all())
    lone.vault.scrub()
    assert WORD.encode() not in pages_of(file_of(lone))
    lone.vault.close()


def test_the_packs_that_had_it_are_named(road: Road, team: Desk, grace: Desk, talk: str) -> None:
    road.send(team, grace, packs.TEAM)
    said = (
        "A pack of 16 November 2026 to Grace Oduya may have it: send a new one, and ask that the file of the old one "
        "is removed."
    )
    assert said in withdrawing.who_has_it(withdrawing.takes(team, team.child("K1"), talk), removed=True)
    taken = erasing.erase_child(team, "K1", DECIDED, with_open_actions=True).takes
    assert said in withdrawing.who_has_it(taken, removed=True)
    assert said in withdrawing.who_has_it(erasing.look(team, "K1").takes, removed=True)


@pytest.mark.usefixtures("talk")
def test_that_a_pack_erases_somebody_is_said_before_it_is_taken_in(road: Road, team: Desk, grace: Desk) -> None:
    road.carry(team, grace, packs.TEAM)
    erasing.erase_child(team, "K1", DECIDED, with_open_actions=True)
    made = road.send(team, grace, packs.TEAM)

    looked = taking_in.look_at_pack(grace, FILES, made.path)
    said = "1 child is erased by this pack, on a decision taken elsewhere: their record goes here too."
    assert said in taking_in.said(looked, looking=True)
    assert WORD.encode() in pages_of(file_of(grace))
