"""Packs between vaults: who gets what, what waits, and that a receipt says what arrived."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from supervision_app.adapters.packs.locking import box_of, fresh_box
from supervision_app.domain import packs, supervisions
from supervision_app.domain.cards import leave
from supervision_app.domain.discussions import Said
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.domain.supervisions import stream_of
from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.entry import Link, write_entry
from supervision_app.ledger.union import Signed
from supervision_app.services import authors, cards, carrying, following_up, people, taking_in
from supervision_app.services.carrying import ToSend
from supervision_app.services.desk import Desk, Word
from supervision_app.services.errors import CannotUnlock, ChecksFailed
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.receiving import CameFrom, receive
from supervision_app.services.restoring import record_new_key
from supervision_app.services.safety import COUNCIL, COUNCIL_KEY
from supervision_app.services.sealing import own_record
from tests.fakes.desks import FakeCaseload, make_desk, observed, reading
from tests.fakes.pair import FILES, Road

DUE = date(2026, 12, 1)
RING = ToAgree("K1", "Ring grandma", "Nobody asked her", "Aoife Byrne", DUE)


@pytest.fixture
def road(tmp_path: Path) -> Road:
    """The folder in which files are handed over."""
    return Road(tmp_path)


@pytest.fixture
def aoife(tmp_path: Path) -> Iterator[Desk]:
    """Aoife Byrne's own vault, in which nothing is."""
    made = make_desk(tmp_path, name="Aoife Byrne", role="worker", folder="aoife")
    yield made
    made.vault.close()


@pytest.fixture
def grace(tmp_path: Path) -> Iterator[Desk]:
    """The vault of Grace Oduya, who manages too."""
    made = make_desk(tmp_path, name="Grace Oduya", folder="grace")
    yield made
    made.vault.close()


def known(road: Road, team: Desk, aoife: Desk) -> None:
    """Have the manager and the worker add each other's card."""
    road.card(aoife, team, is_person="Aoife Byrne")
    road.card(team, aoife)


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


def test_a_pack_of_somebody_unknown_waits_and_is_taken_in_once_their_card_is_here(
    road: Road, team: Desk, aoife: Desk
) -> None:
    road.card(aoife, team, is_person="Aoife Byrne")
    action = following_up.agree(team, RING)
    made = road.send(team, aoife, packs.WORKER)
    taken, _ = road.take(aoife, made)

    assert (taken.standing, taken.received.new, taken.complete) == ("unknown", 0, False)
    assert not aoife.vault.views.actions()
    assert "1 agreed action among them" in taking_in.waiting_words(aoife)[0]
    assert "Add their card" in taking_in.waiting_words(aoife)[0]
    road.card(team, aoife)
    assert taking_in.release(aoife).waiting == 0
    assert aoife.vault.views.actions()[0].id == action
    assert taking_in.waiting_words(aoife) == ()


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


def test_a_receipt_is_of_a_pack_made_here_and_of_somebody_known(
    road: Road, team: Desk, aoife: Desk, grace: Desk
) -> None:
    known(road, team, aoife)
    made = road.send(team, aoife, packs.CHILD, children=["K1"])
    _, receipt = road.take(aoife, made)

    with pytest.raises(NotFound, match="not made here"):
        taking_in.match_receipt(grace, FILES, receipt)
    assert taking_in.match_receipt(team, FILES, receipt).matches
    with pytest.raises(RuleRefused, match="was recorded on 16 November 2026"):
        taking_in.match_receipt(team, FILES, receipt)
    stranger = replace(FILES.read_receipt(receipt), pack=road.send(team, aoife, packs.CHILD, children=["L1"]).pack)
    FILES.write_receipt(receipt, replace(stranger, key=grace.author), grace.key)
    with pytest.raises(ChecksFailed, match="Nobody known here signed this receipt"):
        taking_in.match_receipt(team, FILES, receipt)


def test_a_receipt_of_less_than_was_sent_does_not_match(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    following_up.agree(team, RING)
    _, path = road.take(aoife, road.send(team, aoife, packs.CHILD, children=["K1"]))
    receipt = FILES.read_receipt(path)
    less = replace(receipt.received, open_actions=0)
    FILES.write_receipt(path, replace(receipt, received=less), aoife.key)
    matched = taking_in.match_receipt(team, FILES, path)

    assert not matched.matches
    assert "1 open action sent, 0 received" in matched.words
    assert not carrying.passages(team)[0].matches


def test_a_card_that_left_waits_and_a_changed_one_is_warned_of(
    road: Road, team: Desk, aoife: Desk, tmp_path: Path
) -> None:
    known(road, team, aoife)
    made = road.send(team, aoife, packs.CHILD, children=["K1"])
    cards.mark_left(aoife, "Moira", "Retired")
    taken, _ = road.take(aoife, made)
    assert (taken.standing, aoife.vault.ledger.present({"0" * 64})) == ("left", set())
    assert "is marked as left" in " ".join(taking_in.said(taken))
    with pytest.raises(NotFound, match="No card of “Moira” is here"):
        cards.find_contact(aoife, "Moira")
    with pytest.raises(NotFound):
        cards.mark_left(aoife, "Moira", "Again")

    new = make_desk(tmp_path, name="Aoife Byrne", role="worker", folder="new computer")
    road.card(team, new)
    new.vault.settle(aoife.vault.owner, new.vault.views.team().stream)
    path = road.path("sccard")
    card = replace(cards.my_card(new, FILES), person=aoife.owner())
    FILES.write_card(path, card, new.key)
    read = cards.look_at_card(team, FILES, path)
    assert [one.card.key for one in read.changed] == [aoife.author]
    assert "WARNING: Aoife Byrne is known here with another card" in cards.changed_words(read, read.changed[0])
    new.vault.close()


def test_cards_are_refused_where_they_would_say_two_things(road: Road, team: Desk, aoife: Desk) -> None:
    path = road.path("sccard")
    words = cards.show_card(team, FILES, path)
    mine = cards.look_at_card(team, FILES, path)
    assert (mine.words, len(words.split())) == (words, 6)
    with pytest.raises(RuleRefused, match="your own card"):
        cards.pin_card(team, mine)
    cards.show_card(aoife, FILES, path)
    read = cards.look_at_card(team, FILES, path)
    assert [one.name for one in read.could_be] == ["Aoife Byrne"]
    with pytest.raises(InputRefused, match="not both"):
        cards.pin_card(team, read, is_person="Aoife", joins=True)
    contact = cards.pin_card(team, read, is_person="Aoife")
    assert cards.contact_words(contact) == "Aoife Byrne, Riverside, since 16 November 2026"
    again = cards.look_at_card(team, FILES, path)
    with pytest.raises(RuleRefused, match="is here already"):
        cards.pin_card(team, again, is_person="Aoife")
    with pytest.raises(RuleRefused, match="is in the directory already"):
        cards.pin_card(team, again, joins=True)
    assert (again.known, again.could_be) == (True, ())


def test_two_contacts_of_one_name_are_not_guessed_between(road: Road, team: Desk, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        other = make_desk(tmp_path, name="Sam Reed", role="worker", folder=folder)
        road.card(other, team)
        other.vault.close()
    with pytest.raises(AmbiguousName, match="more than one contact"):
        cards.find_contact(team, "Sam")


def test_a_manipulated_count_is_noticed(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    made = road.send(team, aoife, packs.CHILD, children=["K1"])
    pack = FILES.read_pack(made.path, aoife.vault.box)
    wrong = replace(pack.header, tally=replace(pack.header.tally, open_actions=3))
    FILES.write_pack(made.path, wrong, pack.commits, team.key)
    with pytest.raises(ChecksFailed, match="does not hold what its sender counted"):
        taking_in.take_in(aoife, FILES, made.path)


def test_a_restored_copy_is_known_by_what_its_earlier_key_said(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    before = DeviceKey(team.vault.renew_device())
    team.take_key()
    record_new_key(team, before, datetime(2026, 11, 16, 9, tzinfo=UTC))
    following_up.agree(team, RING)
    taken, _ = road.take(aoife, road.send(team, aoife, packs.CHILD, children=["K1"]))
    assert (taken.standing, taken.complete) == ("trusted", True)
    assert authors.authors(aoife)[team.author].person.name == "Moira Khan"


def test_a_key_that_nobody_vouched_for_is_another(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    team.vault.renew_device()
    team.take_key()
    taken, _ = road.take(aoife, road.send(team, aoife, packs.CHILD, children=["K1"]))
    assert taken.standing == "changed"
    with pytest.raises(RuleRefused, match="is marked as left since 16 November 2026"):
        leave("team:1", replace(cards.contacts(aoife)[0], left_on="2026-11-16"), "Again", on=aoife.today())


def test_one_number_used_twice_is_an_alarm_and_both_versions_are_kept(road: Road, team: Desk, aoife: Desk) -> None:
    known(road, team, aoife)
    stream = team.child("K1")
    seq, prev = team.vault.ledger.tips(team.author, [stream])[stream]
    twice = [
        write_entry(
            Link(team.author, seq + 1, prev, ()),
            stream=stream,
            subject=f"a{number}",
            kind="action.dreamt/7",
            happened_on="2026-11-16",
            recorded_at="2026-11-16T10:00:00+00:00",
            payload={"number": number},
        )
        for number in range(2)
    ]
    receive(team, [Signed(team.key.commit(stream, [one]), (one,)) for one in twice])
    taken, _ = road.take(aoife, road.send(team, aoife, packs.CHILD, children=["K1"]))
    assert (taken.received.alike, taken.complete) == (1, True)
    assert any("1 number was used twice by one device" in line for line in taking_in.said(taken))

    again = Signed(team.key.commit(stream, twice), tuple(twice))
    with pytest.raises(ChecksFailed, match="is here under another signature"):
        receive(aoife, [again])


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


def test_a_leavers_archive_opens_with_the_councils_key_alone(road: Road, team: Desk, grace: Desk) -> None:
    following_up.agree(team, RING)
    with pytest.raises(RuleRefused, match="none opens this vault"):
        carrying.make_pack(team, FILES, ToSend(packs.ARCHIVE, ()), road.path("scpack"), "1")
    private = fresh_box()
    team.vault.remembered.set({COUNCIL: "Demonshire", COUNCIL_KEY: box_of(private)})
    contact = road.card(grace, team)
    with pytest.raises(RuleRefused, match="for nobody else"):
        carrying.make_pack(team, FILES, ToSend(packs.ARCHIVE, (contact,)), road.path("scpack"), "1")
    made = carrying.make_pack(team, FILES, ToSend(packs.ARCHIVE, ()), road.path("scpack"), "1")

    road.card(team, grace)
    with pytest.raises(CannotUnlock):
        taking_in.take_in(grace, FILES, made.path)
    assert taking_in.take_in(grace, FILES, made.path, box=private).complete
    assert grace.vault.views.actions()[0].what == "Ring grandma"
    assert carrying.passage_words(carrying.passages(team)[0]).startswith(
        "16 November 2026 to the council’s key: everything that a leaver has"
    )
