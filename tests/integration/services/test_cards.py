"""Cards, keys and receipts: who is believed, and what a receipt proves."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from supervision_app.adapters.packs.locking import box_of, fresh_box
from supervision_app.domain import packs
from supervision_app.domain.cards import leave
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.entry import Link, write_entry
from supervision_app.ledger.union import Signed
from supervision_app.services import authors, cards, carrying, following_up, taking_in
from supervision_app.services.carrying import ToSend
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotUnlock, ChecksFailed
from supervision_app.services.following_up import ToAgree
from supervision_app.services.receiving import receive
from supervision_app.services.restoring import record_new_key
from supervision_app.services.safety import COUNCIL, COUNCIL_KEY
from tests.fakes.desks import make_desk
from tests.fakes.pair import FILES, Road, known

DUE = date(2026, 12, 1)
RING = ToAgree("K1", "Ring grandma", "Nobody asked her", "Aoife Byrne", DUE)


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


def test_a_receipt_is_of_whoever_the_pack_was_for(road: Road, team: Desk, aoife: Desk, grace: Desk) -> None:
    known(road, team, aoife)
    road.card(grace, team)
    made = road.send(team, aoife, packs.CHILD, children=["K1"])
    _, path = road.take(aoife, made)
    FILES.write_receipt(path, replace(FILES.read_receipt(path), key=grace.author), grace.key)
    with pytest.raises(ChecksFailed, match="Grace Oduya signed this receipt"):
        taking_in.match_receipt(team, FILES, path)


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
