"""While a legal hold lasts nothing of a record is erased; that it was there stays."""

from pathlib import Path

import pytest

from supervision_app.adapters.files import ExportFolder
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.domain import supervisions
from supervision_app.domain.deciding import Decision
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused, NotFound, RuleRefused
from supervision_app.domain.holds import LIFTED, PLACED, Hold, read_hold
from supervision_app.domain.withdrawing import withdraw
from supervision_app.services import erasing, holds, pruning, sealing, withdrawing
from supervision_app.services.desk import Desk, Word
from supervision_app.services.supervising import ToRecord, record_discussion
from supervision_app.services.telling import tell
from tests.fakes.desks import MONDAY
from tests.fakes.sealed_vaults import PASSPHRASE, make_sealed
from tests.fakes.sessions import AOIFE, typed
from tests.fakes.tampering import desk_over
from tests.fakes.told import KAI, Device

WHY = "Judicial review, asked for by legal"


def test_nothing_is_withdrawn_while_a_hold_lasts(team: Desk) -> None:
    talk = record_discussion(team, ToRecord("K1", MONDAY, decision="Ring", reasons="Nobody has")).discussion
    place = team.child("K1"), talk
    holds.place_hold(team, "K1", WHY)
    with pytest.raises(RuleRefused, match="A legal hold is on this record since 16 November 2026"):
        withdrawing.takes(team, *place)
    with pytest.raises(RuleRefused, match="A legal hold is on this record"):
        withdrawing.withdraw_record(team, *place, "Another child")
    holds.lift_hold(team, "K1", "The matter is over")

    assert withdrawing.withdraw_record(team, *place, "Another child").entries == 1
    assert team.vault.check().problems == ()


def test_a_hold_keeps_the_earlier_backups_of_what_was_withdrawn_before_it(tmp_path: Path) -> None:
    made = make_sealed(tmp_path)
    vault = VaultFolders(made.state).open(made.folder, PASSPHRASE)
    try:
        desk = desk_over(vault)
        talk = record_discussion(desk, ToRecord("K1", MONDAY, decision="Ring", reasons="Nobody has")).discussion
        place = desk.child("K1"), talk
        vault.back_up(always=True)
        withdrawing.withdraw_record(desk, *place, "Another child")
        holds.place_hold(desk, "K1", WHY)
        before = [one.folder for one in vault.backups()]
        with pytest.raises(RuleRefused, match="A legal hold is on this record"):
            withdrawing.withdraw_record(desk, *place, "Another child", earlier_backups=True)
        assert [one.folder for one in vault.backups()] == before
        assert len(before) > 1
        holds.lift_hold(desk, "K1", "Over")
        withdrawing.withdraw_record(desk, *place, "Another child", earlier_backups=True)
        assert len(vault.backups()) == 1
    finally:
        vault.shut()


def test_no_earlier_backup_is_removed_while_a_hold_lasts_on_anybody(team: Desk, tmp_path: Path) -> None:
    talk = record_discussion(team, ToRecord("K1", MONDAY, decision="Ring", reasons="Nobody has")).discussion
    holds.place_hold(team, "M1", WHY)
    decided = Decision("A court", "Ines Park", "7")
    commits = team.vault.ledger.commits()
    with pytest.raises(RuleRefused, match="no earlier backup is removed"):
        withdrawing.withdraw_record(team, team.child("K1"), talk, "Another child", earlier_backups=True)
    with pytest.raises(RuleRefused, match="no earlier backup is removed"):
        erasing.erase_child(team, "K1", decided, earlier_backups=True)
    with pytest.raises(RuleRefused, match="no earlier backup is removed"):
        pruning.prune(team, ExportFolder(), pruning.ToPrune("Ines Park", "7", tmp_path, earlier_backups=True))
    assert team.vault.ledger.commits() == commits
    holds.lift_hold(team, "M1", "Over")

    assert erasing.erase_child(team, "K1", decided, earlier_backups=True).erased is None


def test_a_withdrawal_that_comes_while_a_hold_lasts_takes_the_words_when_it_is_lifted(team: Desk) -> None:
    talk = record_discussion(team, ToRecord("K1", MONDAY, decision="Ring", reasons="Nobody has")).discussion
    stream = team.child("K1")
    holds.place_hold(team, "K1", WHY)
    told = tell(team.vault.ledger.subject(stream, talk))
    # As a pack brings it from somebody who knew of no hold.
    team.record([Word(withdraw(told, "Another child", on=MONDAY), team.owner())])
    assert [entry.payload is None for entry in team.vault.ledger.subject(stream, talk)] == [False, False]
    assert team.vault.check().problems == ()
    holds.lift_hold(team, "K1", "Over")

    gone = {entry.kind: entry.payload is None for entry in team.vault.ledger.subject(stream, talk)}
    assert gone == {"discussion.recorded/1": True, "discussion.withdrawn/1": False}
    assert team.vault.check().problems == ()


def test_a_workers_own_record_can_be_held_too(team: Desk) -> None:
    sealing.seal(team, typed(team), seen=True)
    [own] = sealing.own_record(team, AOIFE)
    holds.place_hold(team, AOIFE, WHY)

    assert [(whose, hold.why) for whose, hold in holds.holds_now(team)] == [(AOIFE, WHY)]
    person = team.person(AOIFE).id
    with pytest.raises(RuleRefused, match="have it lifted first"):
        withdrawing.takes(team, supervisions.stream_of(person), own.id)


def test_a_hold_is_placed_once_and_lifted_once_each_with_a_reason(team: Desk) -> None:
    with pytest.raises(RuleRefused, match="none to lift"):
        holds.lift_hold(team, "K1", WHY)
    with pytest.raises(InputRefused, match="The reason is needed"):
        holds.place_hold(team, "K1", "")
    holds.place_hold(team, "K1", WHY)
    with pytest.raises(RuleRefused, match="is on this record already"):
        holds.place_hold(team, "K1", WHY)
    with pytest.raises(NotFound):
        holds.place_hold(team, "Nobody Here", WHY)
    holds.lift_hold(team, "K1", "Over")

    assert holds.holds_now(team) == []


def entry(kind: str) -> NewEntry:
    """Return an entry of a hold."""
    return NewEntry(KAI, "hold", kind, MONDAY, {"why": WHY})


def test_a_hold_placed_elsewhere_at_once_lasts_until_somebody_has_seen_both() -> None:
    one, other = Device("one"), Device("other")
    one.write(entry(PLACED))
    one.exchange(other)
    one.write(entry(LIFTED))
    other.write(entry(LIFTED))
    other.write(entry(PLACED))
    one.exchange(other)
    assert read_hold(one.told("hold")) == Hold(KAI, MONDAY.isoformat(), "M. Khan", WHY)
    one.write(entry(LIFTED))

    assert read_hold(one.told("hold")) is None
