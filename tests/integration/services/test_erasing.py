"""One whole child is erased for good: no page holds a word of them, and nothing that comes later brings them back."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from supervision_app.adapters.files import ExportFolder
from supervision_app.adapters.keys.key_file import read_key_files
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.domain import erasing as domain_erasing
from supervision_app.domain import holds as domain_holds
from supervision_app.domain.deciding import Decision
from supervision_app.domain.discussions import Said
from supervision_app.domain.errors import InputRefused, NotFound, RuleRefused
from supervision_app.ledger.union import Signed
from supervision_app.services import erasing, exporting, following_up, holds, knowing, people, sealing, sessions
from supervision_app.services import reading as reading_back
from supervision_app.services.desk import Desk, Word
from supervision_app.services.errors import CannotWrite
from supervision_app.services.exporting import Writers
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.restoring import ToRestore, restore
from supervision_app.services.subject_access import write_bundle
from supervision_app.services.supervising import ToRecord, record_discussion
from supervision_app.services.withdrawing import who_has_it
from tests.fakes.desks import MONDAY, FakeCaseload, FakeDocuments, observed, reading
from tests.fakes.sealed_vaults import PASSPHRASE, make_sealed
from tests.fakes.sessions import AOIFE, begun, deep
from tests.fakes.tampering import desk_over
from tests.integration.services.test_withdrawing import file_of, pages_of
from tests.integration.test_restoring import OF, Scene

WORD = "marmaladezebra"
DECIDED = Decision("A court ordered it", "Ines Park", "IG-2026-7")
WRITERS = Writers(FakeDocuments(), ExportFolder(), "1")


def told_of(desk: Desk, child: str = "K1") -> None:
    """Record of a child whatever can be, all of it with the word."""
    knowing.name_child(desk, child, f"Kai {WORD}")
    record_discussion(
        desk, ToRecord(child, MONDAY, parts=(Said("Said", f"{WORD} " * 900),), decision=WORD, reasons=WORD)
    )
    action = following_up.agree(desk, ToAgree(child, WORD, WORD, AOIFE, date(2026, 12, 1)))
    following_up.close(desk, action, state="done", impact=WORD)
    draft = begun(desk)
    deep(desk, draft, child, WORD, stirs=WORD, decided=WORD)
    sessions.keep(desk, draft, {"own/workload": "Too much"})
    desk.vault.drafts.keep(f"dialog/agree/{child}", {"what": WORD}, "2026-11-16T10:00:00+00:00")
    desk.vault.drafts.keep(f"dialog/reopen/{action}", {"why": WORD}, "2026-11-16T10:00:00+00:00")
    [talk] = [one.id for one in reading_back.child_page(desk, child).discussions]
    sealing.keep_additions(desk, {sealing.SealedRecord(desk.child(child), talk).field: WORD, "other": "stays"})


@pytest.fixture
def full(team: Desk) -> Desk:
    """A team in which much is recorded of Kai, and something of Mia."""
    told_of(team)
    record_discussion(team, ToRecord("M1", MONDAY, decision="Ask after the brother", reasons="They are close"))
    return team


def test_no_page_holds_a_word_of_the_child_and_everybody_else_is_as_before(full: Desk) -> None:
    stream = full.child("K1")
    assert WORD.encode() in pages_of(file_of(full))
    mia = reading_back.child_page(full, "M1")
    entries = [entry.id for entry in full.vault.ledger.stream(stream)]
    goes = erasing.erase_child(full, "k1", DECIDED)

    assert WORD.encode() not in pages_of(file_of(full))
    assert (goes.takes.entries, goes.drafts) == (len(entries), 4)
    kept = full.vault.ledger.stream(stream)
    assert [entry.id for entry in kept if entry.subject != "erased"] == entries
    assert [entry.subject for entry in kept if entry.payload is not None or entry.salt is not None] == ["erased"]
    assert reading_back.child_page(full, "M1") == mia
    assert full.vault.check().problems == ()
    assert full.vault.rebuild().problems == ()
    assert full.vault.check().problems == ()


@pytest.mark.parametrize("anew", [False, True])
def test_writing_the_file_anew_is_what_takes_the_words_where_sqlite_only_lets_go_of_them(
    full: Desk, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    vault = full.vault
    assert isinstance(vault, OpenVault)
    driver: Any = vault._database.connection.connection.driver_connection  # noqa: SLF001 - a setting of nobody else
    driver.execute("PRAGMA secure_delete = OFF").fetchall()
    if not anew:
        monkeypatch.setattr(OpenVault, "scrub", lambda _vault: None)
    erasing.erase_child(full, "K1", DECIDED)

    assert (WORD.encode() in pages_of(file_of(full))) is not anew


def test_nothing_in_the_lists_nor_in_what_is_typed_is_about_the_child_any_more(full: Desk) -> None:
    stream = full.child("K1")
    erasing.erase_child(full, "K1", DECIDED)
    views = full.vault.views

    assert sorted(views.held_children()) == ["L1", "M1"]
    assert [row.id for row in views.children(MONDAY)] == ["L1", "M1"]
    assert (views.actions(child=stream), views.any_action()) == ([], False)
    assert [row.child for row in views.unwritten()] == ["M1"]
    assert (views.withdrawn(), views.erased()) == ([], [stream])
    drafts = full.vault.drafts
    typed = {name: field for draft in drafts.begun("") for name, field in drafts.read(draft).items()}
    assert {name for name in typed if stream in name or WORD in typed[name]} == set()
    assert (typed["own/workload"], typed["other"]) == ("Too much", "stays")
    with pytest.raises(NotFound):
        full.child("K1")


def test_that_it_was_done_and_on_whose_decision_stays_without_a_word_of_the_child(full: Desk) -> None:
    erasing.erase_child(full, "K1", DECIDED)
    erased = erasing.erased_child(full, "K1")

    assert erased is not None
    assert (erased.on, erased.decision, erased.open_actions) == ("2026-11-16", DECIDED, 0)
    [entry] = full.vault.ledger.subject(erased.stream, "erased")
    assert "K1" not in (entry.payload or b"").decode()
    for silent in ("because of Kai", "for k1"):
        with pytest.raises(InputRefused, match="names the child, and it stays"):
            erasing.erase_child(full, "M1", Decision("Mia asked", "Ines", "7"))
        with pytest.raises(InputRefused, match="The reference of the decision names the child"):
            erasing.erase_child(full, "L1", Decision("Asked", "Ines", f"{silent} L1"))
    for missing in (Decision("", "Ines", "7"), Decision("Court", "", "7"), Decision("Court", "Ines", " ")):
        with pytest.raises(InputRefused, match="is needed"):
            erasing.erase_child(full, "L1", missing)
    assert full.child("L1")


def test_open_actions_are_named_and_only_go_when_it_is_said(full: Desk) -> None:
    one = following_up.agree(full, ToAgree("K1", "Ring", "Nobody has", AOIFE, date(2026, 12, 1)))
    with pytest.raises(RuleRefused, match=f"1 action is open.*“Ring”, due 1 December 2026 .{one[:8]}"):
        erasing.erase_child(full, "K1", DECIDED)
    assert [row.what for row in full.vault.views.actions(state="any-open")] == ["Ring"]
    goes = erasing.erase_child(full, "K1", DECIDED, with_open_actions=True)

    assert [row.id for row in goes.open_actions] == [one]
    assert full.vault.views.actions() == []
    erased = erasing.erased_child(full, "K1")
    assert erased is not None
    assert erased.open_actions == 1


def test_nothing_is_erased_while_a_hold_lasts(full: Desk) -> None:
    holds.place_hold(full, "K1", "Judicial review")
    with pytest.raises(RuleRefused, match="A legal hold is on this record"):
        erasing.look(full, "K1")
    with pytest.raises(RuleRefused, match="A legal hold is on this record"):
        erasing.erase_child(full, "K1", DECIDED)
    holds.lift_hold(full, "K1", "Over")
    erasing.erase_child(full, "K1", DECIDED)
    assert full.vault.check().problems == ()


def test_whoever_has_a_copy_is_named_and_is_named_again(full: Desk, tmp_path: Path) -> None:
    first = exporting.export_child(full, WRITERS, "K1", ["txt"], tmp_path / "one")
    exporting.confirm_on_file(full, first.id, "DOC-1", on=MONDAY)
    write_bundle(full, WRITERS, "K1", tmp_path / "two")
    record_discussion(full, ToRecord("L1", MONDAY, decision="Sees Kai", reasons="They asked"))
    looked = erasing.look(full, "K1")
    goes = erasing.erase_child(full, "K1", DECIDED)

    assert goes == looked
    said = who_has_it(goes.takes, removed=False)
    assert said[0].endswith("reference DOC-1: take it out there too.")
    assert said[1].startswith("Everything about the child, number 1, of 16 November 2026")
    assert goes.elsewhere == ("The record of another child, L1, of 16 November 2026",)
    again = who_has_it(erasing.look(full, "K1").takes, removed=False)
    assert again[0].endswith("It is on the child’s file since 16 November 2026: take it out there too.")
    assert again[1:] == said[1:]
    assert next(one["what"] for one in erasing.written_out(goes.takes.exports)) == "Summary 1"


def test_a_child_who_is_not_known_is_refused(team: Desk) -> None:
    with pytest.raises(NotFound):
        erasing.look(team, "Z9")


def test_the_id_is_refused_at_the_next_import_and_the_rest_of_the_file_is_loaded(full: Desk) -> None:
    erasing.erase_child(full, "K1", DECIDED)
    children = [observed("K1", "Aoife Byrne", {"name": "Kai"}, row=2), observed("N1", "Aoife Byrne", row=3)]
    done = import_caseload(full, FakeCaseload(reading(children)), ToImport([]))

    assert [line.id for line in done.new] == ["N1"]
    [refused] = done.refused
    assert refused.why == (
        "K1 was erased here on 16 November 2026 and is not loaded again: decided by Ines Park, reference IG-2026-7. "
        "If that is wrong, ask them."
    )
    assert refused.place.row == 2
    assert sorted(full.vault.views.held_children()) == ["L1", "M1", "N1"]
    assert full.vault.check().problems == ()


def taken_out(desk: Desk, stream: str) -> list[Signed]:
    """Take everything of a stream out of a vault, as if it had never come; returns it as it was signed."""
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    entries = {entry.id: entry for entry in vault.ledger.stream(stream)}
    key = desk._key  # noqa: SLF001 - signing again gives the same signature
    signed = [Signed(key.commit(stream, [entry]), (entry,)) for entry in entries.values()]
    with vault._database.transaction() as connection:  # noqa: SLF001 - what nobody can do through a door
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in (
            "entry",
            "ledger_commit",
            "subject_head",
            "fact",
            "child",
            "spell",
            "erased",
            "hold",
            "discussion",
        ):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE stream = ?", (stream,))  # noqa: S608 - a list of ours
    return signed


LATER = "2026-11-17T10:00:00+00:00"


@pytest.mark.parametrize(
    "order", [lambda signed: signed, lambda signed: [*reversed(signed)]], ids=["as made", "reversed"]
)
def test_an_old_entry_that_comes_later_brings_nothing_back_in_whatever_order(
    team: Desk, order: Callable[[list[Signed]], list[Signed]]
) -> None:
    record_discussion(team, ToRecord("K1", MONDAY, decision=WORD, reasons=WORD))
    stream = team.child("K1")
    before = taken_out(team, stream)
    for one in before:
        team.vault.ledger.append([one], LATER)
    erasing.erase_child(team, "K1", DECIDED)
    [erased] = [one for one in taken_out(team, stream) if one.entries[0].subject == "erased"]
    for one in order([*before, erased]):
        team.vault.ledger.append([one], LATER)

    assert [e.subject for e in team.vault.ledger.stream(stream) if e.payload is not None] == ["erased"]
    assert sorted(team.vault.views.held_children()) == ["L1", "M1"]
    assert "The tables do not say" not in " ".join(team.vault.check().problems)


def test_an_erasure_that_comes_while_a_hold_lasts_waits_until_it_is_lifted(full: Desk) -> None:
    stream = full.child("K1")
    holds.place_hold(full, "K1", "Judicial review")
    entry = domain_erasing.erase(
        stream, DECIDED, open_actions=(), exports=(), with_open_actions=False, on=MONDAY
    )  # as a pack brings it from somebody who knew of no hold
    full.record([Word(entry, full.owner())])

    assert full.child("K1") == stream
    assert reading_back.child_page(full, "K1").discussions
    assert full.vault.check().problems == ()
    assert full.vault.views.erased() == []
    holds.lift_hold(full, "K1", "Over")
    assert full.vault.views.erased() == [stream]
    assert [one.subject for one in full.vault.ledger.stream(stream) if one.payload is not None] == ["erased"]
    assert full.vault.check().problems == ()


def test_a_hold_that_comes_when_the_words_are_gone_breaks_nothing(full: Desk) -> None:
    stream = full.child("K1")
    erasing.erase_child(full, "K1", DECIDED)
    placed = domain_holds.place(stream, None, "Judicial review", on=MONDAY)
    full.record([Word(placed, full.owner())])
    assert full.vault.check().problems == ()
    lifted = domain_holds.lift(stream, holds.hold_of(full, stream), "Over", on=MONDAY)
    full.record([Word(lifted, full.owner())])

    assert full.vault.check().problems == ()
    assert full.vault.views.erased() == [stream]
    assert sorted(full.vault.views.held_children()) == ["L1", "M1"]


def test_what_broke_off_is_finished_by_asking_again(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_vault: OpenVault) -> None:
        message = "The disk is full."
        raise CannotWrite(message)

    with monkeypatch.context() as patch:
        patch.setattr(OpenVault, "scrub", full_disk)
        with pytest.raises(CannotWrite):
            erasing.erase_child(full, "K1", DECIDED)
    entries = len(full.vault.ledger.commits())
    assert erasing.erase_child(full, "K1", DECIDED).erased is not None

    assert WORD.encode() not in pages_of(file_of(full))
    assert len(full.vault.ledger.commits()) == entries


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A vault in which the one child was erased since its backup, who was under a hold then."""
    made = make_sealed(tmp_path)
    folders = VaultFolders(made.state)
    vault = folders.open(made.folder, PASSPHRASE)
    desk = desk_over(vault)
    people.add_person(desk, "Ben Okafor", "worker")
    told_of(desk)
    holds.place_hold(desk, "K1", f"Judicial review {WORD}")
    vault.back_up(always=True)
    backup = Path(shutil.copytree(vault.backups()[0].folder, tmp_path / "elsewhere"))
    holds.lift_hold(desk, "K1", "Over")
    earlier = len(vault.backups())
    goes = erasing.erase_child(desk, "K1", DECIDED, with_open_actions=True, earlier_backups=True)
    assert goes.takes.backups == earlier
    [newest] = vault.backups()
    assert WORD.encode() not in pages_of(newest.folder / "vault.db", made.key)
    assert WORD.encode() in pages_of(backup / "vault.db", made.key)
    vault.shut()
    return Scene(folders, made.folder, backup)


def test_a_backup_of_before_does_not_bring_the_child_back(scene: Scene) -> None:
    for _time in range(2):
        assert (
            restore(scene.restorer, desk_over, ToRestore(scene.folder, scene.backup, OF, PASSPHRASE)).not_carried == ()
        )
    vault = scene.folders.open(scene.folder, PASSPHRASE)
    try:
        desk = desk_over(vault)
        assert vault.views.held_children() == {}
        assert vault.views.actions() == []
        assert WORD not in str([vault.drafts.read(draft) for draft in vault.drafts.begun("")])
        erased = erasing.erased_child(desk, "K1")
        assert erased is not None
        assert (erased.decision, erased.open_actions) == (DECIDED, 1)
        assert vault.check().problems == ()
        assert WORD.encode() not in pages_of(file_of(desk), _key(scene))
    finally:
        vault.shut()


def _key(scene: Scene) -> bytes:
    return bytes(read_key_files(scene.folder)[0].unlock(PASSPHRASE))
