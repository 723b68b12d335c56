"""Backups of a vault: verified, made when they are needed, opened by what opens the vault now, and never half there."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from supervision_app.adapters.files import flush
from supervision_app.adapters.keys.key_file import read_key_file
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.storage import backups as module
from supervision_app.adapters.storage import migrating
from supervision_app.adapters.storage.backups import Backups, NoTime, check_copy
from supervision_app.adapters.storage.database import Database, look_into
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import CannotUnlock, CannotWrite, ChecksFailed
from supervision_app.services.following_up import ToAgree, agree
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.clocks import MovedClock
from tests.fakes.desks import FakeCaseload, observed, reading
from tests.fakes.sealed_vaults import DUE, PASSPHRASE, Made
from tests.fakes.tampering import desk_over


@pytest.fixture
def clock() -> MovedClock:
    """A clock that stands until it is moved."""
    return MovedClock()


@pytest.fixture
def vaults(folder: Path, clock: MovedClock) -> VaultFolders:
    """The door to the copy of a vault, at that clock's time."""
    shutil.rmtree(folder / "backups")
    return VaultFolders(folder.parent / "state", clock)


def ring(vault: OpenVault, what: str = "Ring again") -> None:
    """Agree an action."""
    agree(desk_over(vault), ToAgree("K1", what, "Why", "Aoife Byrne", DUE))


def held(backup: Path, key: bytes) -> list[str]:
    """Return what is agreed in a backup."""

    def look(connection: Any) -> list[str]:
        return sorted(row[0] for row in connection.execute("SELECT what FROM action"))

    return look_into(backup / "vault.db", key, look)


def test_a_backup_holds_what_the_vault_holds_with_what_is_being_typed(
    vaults: VaultFolders, folder: Path, made: Made
) -> None:
    vault = vaults.open(folder, PASSPHRASE)
    ring(vault)
    vault.drafts.keep("session", {"said": "She woke before six"}, "2026-11-16T10:00:00")
    vault.back_up()
    (backup,) = vault.backups()

    assert "Ring again" in held(backup.folder, made.key)
    drafts = look_into(backup.folder / "vault.db", made.key, lambda c: c.execute("SELECT text FROM draft").fetchall())
    assert drafts == [("She woke before six",)]
    assert read_key_file(backup.folder).unlock(PASSPHRASE) == made.key
    assert sorted(path.name for path in backup.folder.iterdir()) == ["vault.db", "vault.keys"]
    vault.shut()


def test_one_is_made_at_closing_where_anything_changed_and_none_where_nothing_did(
    vaults: VaultFolders, folder: Path, clock: MovedClock
) -> None:
    for changes, count in (
        (ring, 1),
        (lambda _vault: None, 1),
        (lambda vault: vault.drafts.keep("session", {"said": "x"}, "2026-11-16T10:00:00"), 2),
        (lambda _vault: None, 2),
    ):
        vault = vaults.open(folder, PASSPHRASE)
        changes(vault)
        vault.close()
        vault.close()
        clock.move(hours=1)
        assert len(list((folder / "backups").iterdir())) == count


def test_one_is_made_before_an_import_and_holds_what_was_there_before_it(
    vaults: VaultFolders, folder: Path, made: Made
) -> None:
    vault = vaults.open(folder, PASSPHRASE)
    desk = desk_over(vault)
    file = FakeCaseload(reading([observed("L9", "Ben Okafor")]))
    import_caseload(desk, file, ToImport([], dry_run=True))
    assert vault.backups() == []
    ring(vault)
    import_caseload(desk, file, ToImport([]))

    (backup,) = vault.backups()
    assert "Ring again" in held(backup.folder, made.key)
    children = look_into(
        backup.folder / "vault.db", made.key, lambda c: c.execute("SELECT count(*) FROM child").fetchone()
    )
    assert children == (1,)
    vault.shut()


def test_where_no_backup_can_be_made_nothing_is_imported_and_it_is_said_why(vaults: VaultFolders, folder: Path) -> None:
    vault = vaults.open(folder, PASSPHRASE)
    ring(vault)
    (folder / "backups").write_text("in the way")
    with pytest.raises(CannotWrite, match="backups cannot be written"):
        import_caseload(desk_over(vault), FakeCaseload(reading([observed("L9", "Ben")])), ToImport([]))
    assert vault.views.find_child("L9") is None
    vault.close()
    vaults.open(folder, PASSPHRASE).shut()


def test_one_is_made_before_a_migration(vaults: VaultFolders, folder: Path, made: Made) -> None:
    database = Database(folder / "vault.db", made.key)
    with database.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE draft")
        connection.exec_driver_sql("DROP TABLE waiting")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    database.close()
    vault = vaults.open(folder, PASSPHRASE)
    (backup,) = vault.backups()
    revision = look_into(
        backup.folder / "vault.db", made.key, lambda c: c.execute("SELECT version_num FROM alembic_version").fetchone()
    )
    assert (revision, vault.revision()) == (("0001",), migrating.HEAD)
    vault.shut()


def test_a_passphrase_or_recovery_key_that_was_changed_opens_no_backup_any_more(
    vaults: VaultFolders, folder: Path, made: Made
) -> None:
    vaults.change_passphrase(folder, PASSPHRASE, "five new words of mine here")
    (backup,) = (folder / "backups").iterdir()
    known = read_key_file(backup)
    assert known.unlock("five new words of mine here") == made.key
    with pytest.raises(CannotUnlock):
        known.unlock(PASSPHRASE)

    vaults.recover(folder, made.recovery_key, "five other words of mine")
    for one in (folder / "backups").iterdir():
        with pytest.raises(CannotUnlock):
            read_key_file(one).recover(made.recovery_key)
        assert read_key_file(one).unlock("five other words of mine") == made.key


def test_a_new_recovery_key_opens_the_backups_and_the_one_before_does_not(
    vaults: VaultFolders, folder: Path, made: Made
) -> None:
    vault = vaults.open(folder, PASSPHRASE)
    ring(vault)
    recovery = vault.renew_recovery()
    (backup,) = vault.backups()
    assert read_key_file(backup.folder).recover(recovery) == made.key
    with pytest.raises(CannotUnlock):
        read_key_file(backup.folder).recover(made.recovery_key)
    vault.shut()


@pytest.mark.parametrize("harm", ["flip", "cut", "older"])
def test_what_does_not_hold_the_same_never_counts(
    vaults: VaultFolders, folder: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    vault = vaults.open(folder, PASSPHRASE)
    ring(vault)

    def harmed(path: Path) -> None:
        flush(path)
        if path.name == "vault.db":
            data = path.read_bytes()
            if harm == "flip":
                path.write_bytes(data[:9000] + bytes([data[9000] ^ 1]) + data[9001:])
            elif harm == "cut":
                path.write_bytes(data[: len(data) // 2])
            else:
                ring(vault, "Agreed while it was copied")

    monkeypatch.setattr(module, "flush", harmed)  # nothing else comes between the copy and its check
    with pytest.raises(ChecksFailed, match=r"cannot be (used|read)"):
        vault.back_up()
    assert vault.backups() == []
    assert list((folder / "backups").iterdir()) == []
    assert vault.backup_due()
    vault.shut()


def test_a_copy_that_takes_too_long_is_given_up_and_leaves_nothing(folder: Path, made: Made) -> None:
    shutil.rmtree(folder / "backups")
    database = Database(folder / "vault.db", made.key)
    backups = Backups(folder / "backups", MovedClock())
    with pytest.raises(NoTime):
        backups.make(database, made.key, b"{}", seconds=1e-9)
    assert list((folder / "backups").iterdir()) == []
    database.close()


def test_what_was_begun_and_never_finished_counts_for_nothing_and_goes(vaults: VaultFolders, folder: Path) -> None:
    left = folder / "backups" / ".2026-11-16T100000Z.part"
    left.mkdir(parents=True)
    (left / "vault.db").write_bytes(b"half")
    (folder / "backups" / "notes").mkdir()
    vault = vaults.open(folder, PASSPHRASE)
    assert vault.backups() == []
    vault.back_up(always=True)
    assert not left.exists()
    assert len(vault.backups()) == 1
    assert (folder / "backups" / "notes").exists()
    vault.shut()


def test_two_in_one_second_are_two_and_those_no_longer_kept_go(
    vaults: VaultFolders, folder: Path, clock: MovedClock
) -> None:
    vault = vaults.open(folder, PASSPHRASE)
    for _ in range(2):
        vault.back_up(always=True)
    assert len(list((folder / "backups").iterdir())) == 2
    clock.move(hours=24 * 3)
    vault.back_up(always=True)
    times = [one.made_at for one in vault.backups()]
    assert [time.day for time in times] == [19, 16]
    assert times[1].microsecond == 2  # the second of that second
    vault.shut()


def test_where_the_backups_were_removed_one_is_due_again(vaults: VaultFolders, folder: Path) -> None:
    vault = vaults.open(folder, PASSPHRASE)
    vault.back_up()
    assert not vault.backup_due()
    shutil.rmtree(folder / "backups")
    assert vault.backup_due()
    vault.shut()


def test_another_key_opens_no_backup(vaults: VaultFolders, folder: Path) -> None:
    vault = vaults.open(folder, PASSPHRASE)
    vault.back_up(always=True)
    (backup,) = vault.backups()
    with pytest.raises(ChecksFailed, match="damaged, or of another vault"):
        check_copy(backup.folder / "vault.db", bytes(32))
    vault.shut()
