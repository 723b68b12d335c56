"""Packs between vaults: who gets what, what waits, and that a receipt says what arrived."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from supervision_app.domain import packs, supervisions
from supervision_app.domain.discussions import Said
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.supervisions import stream_of
from supervision_app.services import carrying, following_up, people, taking_in
from supervision_app.services.carrying import ToSend
from supervision_app.services.desk import Desk, Word
from supervision_app.services.errors import CannotUnlock, ChecksFailed
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.receiving import CameFrom, receive
from supervision_app.services.sealing import own_record
from tests.fakes.desks import FakeCaseload, make_desk, observed, reading
from tests.fakes.pair import FILES, Road, known

DUE = date(2026, 12, 1)
RING = ToAgree("K1", "Ring grandma", "Nobody asked her", "Aoife Byrne", DUE)


def test_a_worker_gets_her_children_whole_and_of_others_only_what_she_holds(
    road: Road, team: Desk, aoife: Desk
) -> None:
    known(road, team, aoife)
    hers, other = following_up.agree(team, RING), following_up.agree(team, replace(RING, child="L1", what="Find aunt"))
    following_up.agree(team, replace(RING, child="L1", what="Ask the school", owner="Ben Okafor"))

    assert road.carry(team, aoife, packs.WORKER).matches
    rows = aoife.vault.views.actions(state="any-open")
    assert {row.id for row in rows if row.what in {"Ring grandma", "Find aunt"}} == {hers, other}
    assert [row.what for row in rows if row.id not in {hers, other}] == ["An action whose words are not here"]
    assert {row.id for row in aoife.vault.views.children(DUE)} == {"K1", "M1", "L1"}
    assert aoife.vault.check().problems == ()
    assert not aoife.vault.ledger.stream(stream_of(team.person("Ben").id))


def test_what_she_does_on_her_own_computer_counts_as_hers_with_the_manager(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    action = following_up.agree(team, RING)
    road.carry(team, aoife, packs.WORKER)
    following_up.accept(aoife, action)
    following_up.progress(aoife, action, "She can come on Friday")

    assert road.carry(aoife, team, packs.RETURN).matches
    row = team.vault.views.actions(action=action)[0]
    assert (row.holding, row.owner, row.state) == ("accepted", "Aoife Byrne", "in-progress")
    assert team.vault.rebuild().problems == aoife.vault.rebuild().problems == ()
    assert [one.what for one in team.vault.views.actions(worker=team.person("Aoife").id)] == ["Ring grandma"]


def test_words_that_were_withheld_come_with_a_later_pack(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    following_up.agree(team, replace(RING, child="L1"))
    road.carry(team, aoife, packs.WORKER)
    road.carry(team, aoife, packs.CHILD, children=["L1"])

    assert {row.id for row in aoife.vault.views.children(DUE)} == {"K1", "M1", "L1"}
    assert aoife.vault.check().problems == aoife.vault.rebuild().problems == ()


def test_a_pack_taken_in_twice_adds_nothing_and_says_so(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    following_up.agree(team, RING)
    made = road.send(team, aoife, packs.WORKER)
    looked = taking_in.look_at_pack(aoife, FILES, made.path)
    assert aoife.vault.ledger.streams() == [aoife.vault.views.team().stream]
    taken, _ = road.take(aoife, made)
    again, _ = road.take(aoife, made)

    assert (looked.received.new, looked.there) == (taken.received.new, taken.there)
    assert (again.received.new, again.before) == (0, "2026-11-16")
    assert "It was taken in on 16 November 2026 already." in taking_in.said(again)
    assert "1 open action sent, 1 received. 11 entries sent, all of them there." not in taking_in.said(
        taken, looking=True
    )
    assert len([one for one in carrying.passages(aoife) if not one.sent]) == 1


def test_what_nobody_vouches_for_still_waits_when_somebody_known_sends(
    road: Road, team: Desk, aoife: Desk, grace: Desk
) -> None:
    known(road, team, aoife)
    road.card(aoife, grace)
    import_caseload(grace, FakeCaseload(reading([observed("X1", "Cara Lin")])), ToImport([]))
    road.take(aoife, road.send(grace, aoife, packs.CHILD, children=["X1"]))
    road.carry(team, aoife, packs.CHILD, children=["K1"])

    assert [row.id for row in aoife.vault.views.children(DUE)] == ["K1"]
    assert len(taking_in.waiting_words(aoife)) == 1


def test_part_of_a_record_waits_for_what_it_stands_on(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    action = following_up.agree(team, RING)
    following_up.progress(team, action, "Rang")
    commits = team.vault.ledger.signed([team.child("K1")])
    came = CameFrom("p", "2026-11-16T10:00:00+00:00", team.author)

    received = receive(aoife, commits[1:], came)
    assert (received.new, received.waiting) == (0, len(commits) - 1)
    wait = f"{received.waiting} entries wait, 1 agreed action among them, for others that are missing"
    assert taking_in.waiting_words(aoife) == (f"{wait}: ask Moira Khan for a pack made after 16 November 2026.",)
    assert receive(aoife, commits, came).new == received.waiting + len(commits[0].entries)
    assert (taking_in.waiting_words(aoife), aoife.vault.check().problems) == ((), ())


def test_the_next_manager_gets_the_whole_team_and_holds_what_nobody_took_on(
    road: Road, team: Desk, grace: Desk
) -> None:
    road.card(grace, team, joins=True)
    road.card(team, grace)
    mine = following_up.agree(team, replace(RING, owner="Moira Khan"), said_by="Moira")
    hers = following_up.agree(team, RING, said_by="Aoife")
    people.person_leaves(team, "Moira Khan", "Retired")

    assert road.carry(team, grace, packs.TEAM).matches
    rows = {row.id: row for row in grace.vault.views.actions(state="any-open")}
    assert (rows[mine].holding, rows[mine].owner) == ("unowned", "Grace Oduya")
    assert (rows[hers].holding, rows[hers].owner) == ("accepted", "Aoife Byrne")
    assert {member.person.name for member in grace.vault.views.members() if not member.left_on} == {
        "Grace Oduya", "Aoife Byrne", "Ben Okafor"
    }  # fmt: skip
    following_up.offer(grace, mine, "Ben", "He knows the family")
    assert grace.vault.rebuild().problems == ()


def test_a_child_on_the_way_to_adoption_travels_by_itself(road: Road, team: Desk, grace: Desk) -> None:
    placed = [observed("A1", "Ben Okafor", {"placement": "A5", "care_started": "2026-06-01"})]
    import_caseload(team, FakeCaseload(reading(placed)), ToImport([]))
    road.card(grace, team)
    road.card(team, grace)
    made = road.send(team, grace, packs.TEAM)
    road.take(grace, made)

    assert made.left_out == ("A1",)
    assert {row.id for row in grace.vault.views.children(DUE)} == {"K1", "M1", "L1"}
    road.carry(team, grace, packs.CHILD, children=["A1"])
    assert "A1" in {row.id for row in grace.vault.views.children(DUE)}


def test_a_workers_own_record_goes_only_where_it_is_ticked(road: Road, team: Desk, grace: Desk) -> None:
    own = stream_of(team.person("Aoife").id)
    road.card(grace, team)
    road.card(team, grace)
    told = supervisions.record(
        "s1",
        worker=team.person("Aoife"),
        held_on=team.today(),
        present=[team.owner(), team.person("Aoife")],
        parts=[Said("How you are", "Tired")],
        depths={},
        today=team.today(),
    )
    team.record([Word(told, team.owner())])
    road.carry(team, grace, packs.TEAM)
    assert own not in grace.vault.ledger.streams()
    road.carry(team, grace, packs.TEAM, records_of=["Aoife"])
    assert [one.parts[0].text for one in own_record(grace, "Aoife")] == ["Tired"]


def test_both_vaults_meet_in_one_stream_and_two_birthdays_raise_the_alarm(road: Road, team: Desk, grace: Desk) -> None:
    twice = [observed("K1", "Ben Okafor", {"born": "2015-03-02"})]
    import_caseload(grace, FakeCaseload(reading(twice)), ToImport([]))
    road.card(grace, team)
    road.card(team, grace)
    road.carry(team, grace, packs.CHILD, children=["K1"])

    assert len([row for row in grace.vault.views.children(DUE) if row.id == "K1"]) == 1
    assert grace.vault.views.held_children()["K1"].known.births == ("2014-03-02", "2015-03-02")


def test_a_worker_known_by_a_card_alone_has_nothing_here(road: Road, team: Desk, aoife: Desk) -> None:
    road.card(aoife, team)
    with pytest.raises(RuleRefused, match="No child and no open action of Aoife Byrne is here"):
        road.send(team, aoife, packs.WORKER)


def test_a_return_needs_something_to_return(road: Road, team: Desk, aoife: Desk) -> None:
    road.card(team, aoife)
    with pytest.raises(RuleRefused, match="No pack of Moira Khan came here"):
        road.send(aoife, team, packs.RETURN)
    with pytest.raises(InputRefused, match="which child"):
        road.send(aoife, team, packs.CHILD)
    with pytest.raises(InputRefused, match="for whom"):
        carrying.make_pack(aoife, FILES, ToSend(packs.TEAM, ()), road.path("scpack"), "1")


def test_a_pack_for_somebody_else_opens_nothing(road: Road, team: Desk, aoife: Desk, grace: Desk) -> None:
    road.card(aoife, team)
    made = road.send(team, aoife, packs.CHILD, children=["K1"])
    with pytest.raises(CannotUnlock, match="locked for somebody else"):
        taking_in.take_in(grace, FILES, made.path)
    assert grace.vault.ledger.streams() == [grace.vault.views.team().stream]


def test_what_came_back_of_the_vault_itself_is_said(road: Road, team: Desk, aoife: Desk, tmp_path: Path) -> None:
    known(road, team, aoife)
    following_up.agree(team, RING)
    road.carry(team, aoife, packs.WORKER)
    following_up.progress(aoife, aoife.vault.views.actions()[0].id, "Rang")
    older = make_desk(tmp_path, name="Moira Khan", folder="older")
    older.vault._settings.set({"device": team.vault.device.hex(), "letter-box": team.vault.box})  # type: ignore[attr-defined]  # noqa: SLF001
    older.take_key()
    road.card(aoife, older)
    made = road.send(aoife, team, packs.RETURN)
    taken, _ = road.take(older, made)

    assert taken.received.own > 0
    assert any("came back: an older copy of it is in use here" in line for line in taking_in.said(taken))
    older.vault.close()


def test_a_manipulated_count_is_noticed(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    made = road.send(team, aoife, packs.CHILD, children=["K1"])
    pack = FILES.read_pack(made.path, aoife.vault.box)
    wrong = replace(pack.header, tally=replace(pack.header.tally, open_actions=3))
    FILES.write_pack(made.path, wrong, pack.commits, team.key)
    with pytest.raises(ChecksFailed, match="does not hold what its sender counted"):
        taking_in.take_in(aoife, FILES, made.path)


def test_part_of_a_pack_says_what_waits_and_what_is_whole_now(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    following_up.agree(team, replace(RING, child="L1"))
    following_up.agree(team, replace(RING, child="L1", what="Ask the school", owner="Ben Okafor"))
    road.carry(team, aoife, packs.WORKER)
    made = road.send(team, aoife, packs.CHILD, children=["L1"])
    whole = taking_in.take_in(aoife, FILES, made.path)
    assert whole.received.told > 0
    assert any("known without words are whole" in line for line in taking_in.said(whole))

    following_up.progress(team, team.vault.views.actions()[0].id, "Rang")
    following_up.progress(team, team.vault.views.actions()[0].id, "Rang again")
    made = road.send(team, aoife, packs.CHILD, children=["L1"])
    pack = FILES.read_pack(made.path, aoife.vault.box)
    commits = (*pack.commits[:-2], pack.commits[-1])
    tally = carrying.count([one for signed in commits for one in signed.entries], pack.header.open_actions)
    FILES.write_pack(made.path, replace(pack.header, tally=tally), commits, team.key)
    part = taking_in.take_in(aoife, FILES, made.path)
    assert not part.complete
    assert any("wait" in line and "Ask Moira Khan for a whole pack" in line for line in taking_in.said(part))
    assert "They are not the same" in taking_in.said(part)[-1]
