"""What was recorded on the wrong child is erased for good: from every page of the file, and from what comes later."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from supervision_app.adapters.files import ExportFolder
from supervision_app.adapters.keys.key_file import read_key_files
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.domain.discussions import Said
from supervision_app.domain.errors import AmbiguousName, NotFound, RuleRefused
from supervision_app.ledger.commit import Commit
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed
from supervision_app.services import following_up, half_typed, holds, reading, sealing, withdrawing
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite
from supervision_app.services.exporting import Writers, confirm_on_file, export_child
from supervision_app.services.following_up import ToAgree
from supervision_app.services.restoring import ToRestore, restore
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY, FakeDocuments
from tests.fakes.sealed_vaults import PASSPHRASE, make_sealed
from tests.fakes.sessions import AOIFE
from tests.fakes.tampering import desk_over
from tests.integration.test_restoring import OF, Scene

WORD = "marmaladezebra"
WHY = "It was about another child"
PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16


def pages_of(path: Path, key: bytes = bytes(32)) -> bytes:
    """Return every page of a database in clear, as somebody with the key would read the bytes of the file."""
    raw, clear = path.read_bytes(), b""
    for at in range(0, len(raw), PAGE):
        page = raw[at : at + PAGE]
        start = SALT if at == 0 else 0
        iv = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        clear += Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor().update(page[start : PAGE - RESERVED])
    return clear


def file_of(desk: Desk) -> Path:
    """Return the vault's file, with nothing left in its log."""
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    database = vault._database  # noqa: SLF001 - what is looked at is the file itself
    database.fold()
    log = database.path.with_name(f"{database.path.name}-wal")
    assert not log.exists() or not log.stat().st_size
    return Path(database.path)


def talked(desk: Desk) -> str:
    """Return a discussion of Kai that holds the word, often enough to fill pages of its own."""
    parts = (Said("What was said", f"{WORD} " * 900),)
    return record_discussion(desk, ToRecord("K1", MONDAY, parts=parts, decision=WORD, reasons="He asked")).discussion


@pytest.fixture
def talk(team: Desk) -> tuple[Desk, str, str]:
    """The desk, and where the discussion is."""
    return team, team.child("K1"), talked(team)


def test_no_page_of_the_file_holds_the_words_any_more(talk: tuple[Desk, str, str]) -> None:
    desk, stream, subject = talk
    assert WORD.encode() in pages_of(file_of(desk))
    withdrawing.withdraw_record(desk, stream, subject, WHY)
    log = desk.vault._database.path.with_name("vault.db-wal")  # type: ignore[attr-defined]  # noqa: SLF001

    assert not log.exists() or not log.stat().st_size
    assert WORD.encode() not in pages_of(file_of(desk))
    assert desk.vault.check().problems == ()
    before = [entry.id for entry in desk.vault.ledger.subject(stream, subject)]
    assert desk.vault.rebuild().problems == ()
    assert [entry.id for entry in desk.vault.ledger.subject(stream, subject)] == before


@pytest.mark.parametrize("anew", [False, True])
def test_writing_the_file_anew_is_what_takes_the_words_where_sqlite_only_lets_go_of_them(
    talk: tuple[Desk, str, str], monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    desk, stream, subject = talk
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    driver: Any = vault._database.connection.connection.driver_connection  # noqa: SLF001 - a setting of nobody else
    assert driver.execute("PRAGMA secure_delete").fetchone() == (1,)
    driver.execute("PRAGMA secure_delete = OFF").fetchall()
    if not anew:
        monkeypatch.setattr(OpenVault, "scrub", lambda _vault: None)
    withdrawing.withdraw_record(desk, stream, subject, WHY)

    assert desk.vault.ledger.subject(stream, subject)[0].payload is None
    assert (WORD.encode() in pages_of(file_of(desk))) is not anew


def test_the_childs_page_says_that_something_was_withdrawn_and_no_word_of_it(talk: tuple[Desk, str, str]) -> None:
    desk, stream, subject = talk
    withdrawing.withdraw_record(desk, stream, subject, WHY)
    page = reading.child_page(desk, "K1")

    assert page.discussions == ()
    [one] = page.withdrawn
    assert (one.family, one.why, one.by) == ("discussion", WHY, "Moira Khan")
    assert WORD not in "".join(row.words for row in reading.log(desk, "K1"))
    assert withdrawing.find(desk, subject[:8]) == (stream, subject)


def test_an_old_copy_that_comes_later_does_not_bring_the_words_back(talk: tuple[Desk, str, str]) -> None:
    desk, stream, subject = talk
    [old] = desk.vault.ledger.subject(stream, subject)
    withdrawing.withdraw_record(desk, stream, subject, WHY)
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    with vault._database.transaction() as connection:  # noqa: SLF001 - as if the entry had never been here
        number = connection.exec_driver_sql("SELECT commit_id FROM entry WHERE id = ?", (bytes.fromhex(old.id),))
        commit = number.scalar_one()
        found = connection.exec_driver_sql("SELECT * FROM ledger_commit WHERE id = ?", (commit,)).mappings().one()
        connection.exec_driver_sql("DELETE FROM entry WHERE id = ?", (bytes.fromhex(old.id),))
        connection.exec_driver_sql("DELETE FROM ledger_commit WHERE id = ?", (commit,))
    vault.ledger.append([_signed(found, old)], "2026-11-17T10:00:00+00:00")

    assert [entry.payload for entry in vault.ledger.subject(stream, subject) if entry.id == old.id] == [None]


def _signed(row: Any, entry: Entry) -> Signed:
    return Signed(Commit(row["id"].hex(), row["author"].hex(), row["stream"], (entry.id,), row["signature"]), (entry,))


def test_whoever_has_a_copy_is_named(talk: tuple[Desk, str, str], tmp_path: Path) -> None:
    desk, stream, subject = talk
    writers = Writers(FakeDocuments(), ExportFolder(), "1")
    first = export_child(desk, writers, "K1", ["txt"], tmp_path / "one")
    export_child(desk, writers, "K1", ["txt"], tmp_path / "two")
    confirm_on_file(desk, first.id, "DOC-1", on=MONDAY)
    looked = withdrawing.takes(desk, stream, subject)
    taken = withdrawing.withdraw_record(desk, stream, subject, WHY)
    later = export_child(desk, writers, "K1", ["txt"], tmp_path / "three")

    assert looked == taken
    assert [export.number for export in taken.exports] == [1, 2]
    said = withdrawing.who_has_it(taken, removed=False)
    assert said[0].endswith("It is on the child’s file since 16 November 2026, reference DOC-1: take it out there too.")
    assert said[1].endswith("Delete the files, wherever they were put.")
    assert WORD not in later.files[0].read_text()


def test_a_closed_action_goes_with_whatever_was_begun_on_it_and_an_open_one_stays(team: Desk) -> None:
    action = following_up.agree(team, ToAgree("K1", WORD, WORD, AOIFE, date(2026, 12, 1)))
    place = withdrawing.find(team, action[:8])
    with pytest.raises(RuleRefused, match="is open, and would be lost"):
        withdrawing.takes(team, *place)
    following_up.close(team, action, state="not-needed", impact="Wrong child")
    team.vault.drafts.keep(half_typed.draft_of("reopen", action), {"why": WORD}, "2026-11-16T10:00:00+00:00")
    team.vault.drafts.keep(half_typed.draft_of("agree", "K1"), {"what": "Ring"}, "2026-11-16T10:00:00+00:00")
    withdrawing.withdraw_record(team, *place, WHY)

    [row] = reading.actions(team, child="K1")
    assert (row.what, row.state, row.holding) == ("Withdrawn: it was recorded on the wrong child", "withdrawn", "")
    assert list(team.vault.drafts.begun("dialog/")) == ["dialog/agree/K1"]
    assert WORD.encode() not in pages_of(file_of(team))


def test_what_was_typed_to_be_added_goes_too(talk: tuple[Desk, str, str]) -> None:
    desk, stream, subject = talk
    sealing.keep_additions(desk, {sealing.SealedRecord(stream, subject).field: WORD, "other": "stays"})
    withdrawing.withdraw_record(desk, stream, subject, WHY)

    assert sealing.typed_additions(desk) == {"other": "stays"}


def test_an_id_that_means_none_or_several_is_refused(team: Desk) -> None:
    talked(team)
    ids = [talk.id for talk in reading.child_page(team, "K1").discussions]
    assert withdrawing.find(team, ids[0]) == (team.child("K1"), ids[0])
    for wanted in ("", "abc", "zzzzzzzz"):
        with pytest.raises(NotFound):
            withdrawing.find(team, wanted)


def test_two_records_of_one_beginning_are_told_apart(team: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(team.vault.views), "find_record", lambda _views, _start: [("s", "a1"), ("s", "a2")])
    with pytest.raises(AmbiguousName, match="a1, a2"):
        withdrawing.find(team, "abcd")


@pytest.fixture
def scene(tmp_path: Path) -> tuple[Scene, str]:
    """A vault with a backup in which Kai was talked about, and the discussion withdrawn since."""
    made = make_sealed(tmp_path)
    folders = VaultFolders(made.state)
    vault = folders.open(made.folder, PASSPHRASE)
    desk = desk_over(vault)
    subject = talked(desk)
    vault.back_up(always=True)
    backup = Path(shutil.copytree(vault.backups()[0].folder, tmp_path / "elsewhere"))
    earlier = len(vault.backups())
    taken = withdrawing.withdraw_record(desk, desk.child("K1"), subject, WHY, earlier_backups=True)
    assert taken.backups == earlier
    [newest] = vault.backups()
    assert WORD.encode() not in pages_of(newest.folder / "vault.db", made.key)
    assert "earlier backup" not in " ".join(withdrawing.who_has_it(taken, removed=True))
    assert "earlier backup" in " ".join(withdrawing.who_has_it(taken, removed=False))
    vault.shut()
    return Scene(folders, made.folder, backup), subject


def _key(scene: Scene) -> bytes:
    """Return the key of a vault, as its passphrase gives it."""
    return bytes(read_key_files(scene.folder)[0].unlock(PASSPHRASE))


def test_a_hold_that_was_placed_after_the_backup_lasts_after_a_restore(scene: tuple[Scene, str]) -> None:
    wanted, _ = scene
    vault = wanted.folders.open(wanted.folder, PASSPHRASE)
    holds.place_hold(desk_over(vault), "K1", WHY)
    vault.shut()
    backup = wanted.backup
    for _time in range(2):
        restore(wanted.restorer, desk_over, ToRestore(wanted.folder, backup, OF, PASSPHRASE))
        vault = wanted.folders.open(wanted.folder, PASSPHRASE)
        [(whose, hold)] = holds.holds_now(desk_over(vault))
        vault.back_up(always=True)
        backup = Path(shutil.copytree(vault.backups()[0].folder, wanted.backup.with_name("later"), dirs_exist_ok=True))
        vault.shut()
        assert (whose, hold.why) == ("K1", WHY)


def test_what_was_begun_and_broke_off_is_finished_by_asking_again(
    talk: tuple[Desk, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, stream, subject = talk
    with monkeypatch.context() as patch:
        patch.setattr(OpenVault, "scrub", _full)
        with pytest.raises(CannotWrite):
            withdrawing.withdraw_record(desk, stream, subject, WHY)
    entries = len(desk.vault.ledger.subject(stream, subject))
    withdrawing.withdraw_record(desk, stream, subject, WHY)

    assert WORD.encode() not in pages_of(file_of(desk))
    assert len(desk.vault.ledger.subject(stream, subject)) == entries


def _full(_vault: OpenVault) -> None:
    message = "The disk is full."
    raise CannotWrite(message)


def test_a_backup_of_before_does_not_bring_the_words_back(scene: tuple[Scene, str]) -> None:
    wanted, subject = scene
    assert WORD.encode() in pages_of(wanted.backup / "vault.db", _key(wanted))
    restore(wanted.restorer, desk_over, ToRestore(wanted.folder, wanted.backup, OF, PASSPHRASE))
    vault = wanted.folders.open(wanted.folder, PASSPHRASE)
    try:
        desk = desk_over(vault)
        assert reading.child_page(desk, "K1").discussions == ()
        [one] = reading.child_page(desk, "K1").withdrawn
        assert one.id == subject
        assert vault.check().problems == ()
        looked = withdrawing.takes(desk, one.stream, one.id)
        assert looked.put_aside == 1
        assert "in the folder “aside” of the vault" in " ".join(withdrawing.who_has_it(looked, removed=False))
    finally:
        vault.shut()
    assert WORD.encode() not in pages_of(wanted.folder / "vault.db", _key(wanted))


def test_a_backup_of_afterwards_needs_nothing_withdrawn_again(scene: tuple[Scene, str], tmp_path: Path) -> None:
    wanted, _ = scene
    vault = wanted.folders.open(wanted.folder, PASSPHRASE)
    [newest] = vault.backups()
    backup = Path(shutil.copytree(newest.folder, tmp_path / "newest"))
    vault.shut()
    restore(wanted.restorer, desk_over, ToRestore(wanted.folder, backup, OF, PASSPHRASE))
    vault = wanted.folders.open(wanted.folder, PASSPHRASE)
    try:
        [one] = reading.child_page(desk_over(vault), "K1").withdrawn
        assert len(vault.ledger.subject(one.stream, one.id)) == 2
    finally:
        vault.shut()
