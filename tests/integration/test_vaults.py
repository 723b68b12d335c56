"""A vault on disk: made, opened, kept shut, recovered, and never opened halfway."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import CannotUnlock, CannotWrite, ChecksFailed, VaultInUse, WrongUse
from supervision_app.services.following_up import ToAgree, agree
from tests.fakes.sealed_vaults import CANARY, DUE, PASSPHRASE, Made, actions_in
from tests.fakes.tampering import behind, content, desk_over


def test_what_was_put_in_comes_out_with_the_passphrase(folders: VaultFolders, folder: Path) -> None:
    vault = folders.open(folder, PASSPHRASE)
    assert vault.check().problems == ()
    assert vault.owner != ""

    assert actions_in(vault) == [f"Ring {CANARY}"]
    assert sorted(content(folder)) == ["vault.db", "vault.keys", "vault.keys.copy", "vault.lock"]


def test_the_wrong_passphrase_opens_nothing_and_changes_nothing(folders: VaultFolders, folder: Path) -> None:
    before = content(folder)

    with pytest.raises(CannotUnlock, match="passphrase does not open"):
        folders.open(folder, PASSPHRASE + " ")
    assert content(folder) == before


def test_every_file_is_its_owners_alone(made: Made) -> None:
    inside = [path for base in (made.folder, made.state) for path in base.rglob("*")]
    modes = [path.stat().st_mode & 0o777 for path in inside if path.is_file()]
    folders = [path.stat().st_mode & 0o777 for path in (made.folder, *made.folder.rglob("*")) if path.is_dir()]

    assert set(modes) == {0o600}
    assert len(modes) == 9  # with those of two backups
    assert folders == [0o700] * 4


def test_no_file_holds_a_word_in_clear(made: Made) -> None:
    words = [word.encode(code) for word in (CANARY, "Aoife", "Moira", "Riverside") for code in ("utf-8", "utf-16-le")]
    files = [path for base in (made.folder, made.state) for path in base.rglob("*") if path.is_file()]

    assert [path.name for path in files for word in words if word.lower() in path.read_bytes().lower()] == []
    assert all(made.key not in path.read_bytes() for path in files)


def test_while_it_is_in_use_its_log_holds_no_word_in_clear(made: Made, folders: VaultFolders, folder: Path) -> None:
    vault = folders.open(folder, PASSPHRASE)
    agree(desk_over(vault), ToAgree("K1", f"Ask {CANARY}", "Why", "Aoife Byrne", DUE))

    seen = content(folder)
    vault.close()
    assert len(seen["vault.db-wal"]) > 0
    assert [name for name, data in seen.items() if CANARY.encode() in data] == []
    assert made.key.hex().encode() not in seen["vault.keys"]


def test_plain_sqlite_cannot_read_it(made: Made) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(made.folder / "vault.db").execute("SELECT count(*) FROM sqlite_master")
    assert not (made.folder / "vault.db").read_bytes().startswith(b"SQLite format 3")


OPEN = """
import sys
from pathlib import Path
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import VaultInUse
folders = VaultFolders(Path(sys.argv[2]))
try:
    if sys.argv[3] == "open":
        folders.open(Path(sys.argv[1]), "whatever it may be")
    elif sys.argv[3] == "recover":
        folders.recover(Path(sys.argv[1]), "whatever it may be", "five new words of mine")
    else:
        folders.change_passphrase(Path(sys.argv[1]), "whatever it may be", "five new words of mine")
except VaultInUse as refused:
    print(refused)
"""


def test_a_vault_in_use_is_told_to_another_window_and_to_another_process(folders: VaultFolders, folder: Path) -> None:
    vault = folders.open(folder, PASSPHRASE)
    before = content(folder)

    with pytest.raises(VaultInUse, match="open in another window or command"):
        folders.open(folder, PASSPHRASE)
    for what in ("open", "recover", "change"):
        argv = [sys.executable, "-c", OPEN, str(folder), str(folder.parent / "state"), what]
        told = subprocess.run(argv, check=True, capture_output=True, text=True).stdout
        assert "is open in another window or command. Close that first." in told
    assert content(folder) == before
    vault.close()


def test_a_closed_vault_can_be_opened_by_others_again_even_after_a_refusal(folders: VaultFolders, folder: Path) -> None:
    with pytest.raises(CannotUnlock, match="whole recovery key") as refused:
        folders.recover(folder, "nonsense", "five new words of mine")

    with FileLock(folder / "vault.lock", timeout=0):
        assert refused.value is not None


def test_a_vault_is_not_made_over_another(folders: VaultFolders, folder: Path) -> None:
    for left in ("vault.db", "vault.keys", "vault.keys.copy"):
        for other in {"vault.db", "vault.keys", "vault.keys.copy"} - {left}:
            (folder / other).rename(folder / f"{other}.away")
        before = content(folder)

        with pytest.raises(WrongUse, match=r"There is a vault in .* already"):
            folders.create(folder, PASSPHRASE)
        assert content(folder) == before
        for path in folder.glob("*.away"):
            path.rename(path.with_suffix(""))


def test_where_no_vault_is_none_is_opened_and_none_is_made(tmp_path: Path) -> None:
    folders = VaultFolders(tmp_path / "state")
    (tmp_path / "file").write_bytes(b"")

    for nowhere in (tmp_path / "nowhere", tmp_path, tmp_path / "file"):
        for attempt in (
            lambda at: folders.open(at, PASSPHRASE),
            lambda at: folders.recover(at, "key", PASSPHRASE),
            lambda at: folders.change_passphrase(at, PASSPHRASE, PASSPHRASE),
        ):
            with pytest.raises(WrongUse, match="There is no vault in"):
                attempt(nowhere)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_too_short_a_passphrase_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="too short"):
        VaultFolders(tmp_path / "state").create(tmp_path / "vault", "short")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_none_for_a_vault_is_refused_before_anything_is_made(made: Made, tmp_path: Path) -> None:
    folders = VaultFolders(tmp_path / "state")
    with pytest.raises(WrongUse, match="Dropbox copies"):
        folders.create(tmp_path / "Dropbox" / "vault", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []

    moved = Path(shutil.copytree(made.folder, tmp_path / "Dropbox" / "vault"))
    with pytest.raises(WrongUse, match="Dropbox copies"):
        folders.open(moved, PASSPHRASE)


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "vault").write_bytes(b"in the way")

    with pytest.raises(CannotWrite, match="cannot be made"):
        VaultFolders(tmp_path / "state").create(tmp_path / "vault", PASSPHRASE)
    assert content(tmp_path) == {"vault": b"in the way"}


def test_something_in_the_way_of_the_lock_is_told(folders: VaultFolders, folder: Path) -> None:
    (folder / "vault.lock").unlink()
    (folder / "vault.lock").mkdir()

    with pytest.raises(CannotWrite, match="A vault needs a folder of its owner’s"):
        folders.open(folder, PASSPHRASE)


def test_a_vault_that_could_not_be_made_leaves_no_half_of_it(tmp_path: Path) -> None:
    folders = VaultFolders(tmp_path / "state")
    folder = tmp_path / "vault"
    (folder / ".vault.keys.new").mkdir(parents=True)

    with pytest.raises(CannotWrite, match=r"vault\.keys cannot be written"):
        folders.create(folder, PASSPHRASE)
    assert sorted(path.name for path in folder.iterdir()) == [".vault.keys.new", "vault.lock"]
    with FileLock(folder / "vault.lock", timeout=0):
        pass


class Overtaken(type(Path())):  # type: ignore[misc]
    """A folder in which somebody else makes a vault while the passphrase of the second is still being stretched."""

    def chmod(self, mode: int, *, follow_symlinks: bool = True) -> None:
        """Make the folder private, and be overtaken."""
        super().chmod(mode, follow_symlinks=follow_symlinks)
        VaultFolders(Path(self.parent / "state")).create(Path(str(self)), PASSPHRASE)[0].close()


def test_the_second_of_two_who_make_a_vault_at_once_does_not_write_over_the_first(tmp_path: Path) -> None:
    folders = VaultFolders(tmp_path / "state")

    with pytest.raises(WrongUse, match="There is a vault in"):
        folders.create(Overtaken(tmp_path / "vault"), "five words of the second")
    folders.open(tmp_path / "vault", PASSPHRASE).close()


def test_a_vault_of_a_newer_version_is_left_to_the_byte(made: Made, folders: VaultFolders, folder: Path) -> None:
    for name in ("vault.keys", "vault.keys.copy"):
        newer = {**json.loads((folder / name).read_bytes()), "least_reader": 2}
        (folder / name).write_text(json.dumps(newer), encoding="utf-8")
    (folder / "vault.lock").unlink()
    before = content(folder)

    for attempt in (
        lambda: folders.open(folder, PASSPHRASE),
        lambda: folders.recover(folder, made.recovery_key, PASSPHRASE),
        lambda: folders.change_passphrase(folder, PASSPHRASE, PASSPHRASE),
    ):
        with pytest.raises(CannotUnlock, match="Nothing was opened and nothing was changed"):
            attempt()
    assert content(folder) == before


def test_a_database_of_a_newer_version_is_left_to_the_byte(made: Made, folders: VaultFolders, folder: Path) -> None:
    with behind(folder / "vault.db", made.key) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = content(folder)

    with pytest.raises(CannotUnlock, match="newer version"):
        folders.open(folder, PASSPHRASE)
    assert content(folder) == before


def crashed(made: Made, folder: Path, statement: str) -> dict[str, bytes]:
    """Leave the folder as a crash after this statement leaves it, and return its files."""
    with behind(folder / "vault.db", made.key) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute(statement)
        left = content(folder)
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
    for name, data in left.items():
        (folder / name).write_bytes(data)
    assert len(left["vault.db-wal"]) > 0
    return left


def test_the_log_that_a_newer_version_left_in_a_crash_is_left_to_the_byte(
    made: Made, folders: VaultFolders, folder: Path
) -> None:
    before = crashed(made, folder, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(CannotUnlock, match="newer version"):
        folders.open(folder, PASSPHRASE)
    assert content(folder) == before


def test_the_log_that_this_version_left_in_a_crash_is_read(made: Made, folders: VaultFolders, folder: Path) -> None:
    crashed(made, folder, "INSERT INTO setting VALUES ('left', 'behind')")

    vault = folders.open(folder, PASSPHRASE)
    assert vault.check().problems == ()
    vault.close()
    assert "vault.db-wal" not in content(folder)
    with behind(folder / "vault.db", made.key) as connection:
        assert connection.execute("SELECT value FROM setting WHERE name = 'left'").fetchall() == [("behind",)]


@pytest.mark.parametrize("instead", [None, b""])
def test_a_lost_database_is_told_and_not_made_anew(folders: VaultFolders, folder: Path, instead: bytes | None) -> None:
    (folder / "vault.db").unlink()
    if instead is not None:
        (folder / "vault.db").write_bytes(instead)
    before = content(folder)

    with pytest.raises(ChecksFailed, match="missing or holds nothing"):
        folders.open(folder, PASSPHRASE)
    assert content(folder) == before


def test_a_database_without_its_tables_is_told_and_not_filled(made: Made, folders: VaultFolders, folder: Path) -> None:
    (folder / "vault.db").unlink()
    with behind(folder / "vault.db", made.key) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE elsewhere (word TEXT)")
    before = content(folder)

    with pytest.raises(ChecksFailed, match="Restore the newest backup"):
        folders.open(folder, PASSPHRASE)
    assert content(folder) == before


def test_a_database_of_another_vault_does_not_open(folders: VaultFolders, folder: Path) -> None:
    (folder / "vault.db").unlink()
    with behind(folder / "vault.db", b"\x01" * 32) as connection:
        connection.execute("CREATE TABLE elsewhere (word TEXT)")

    with pytest.raises(CannotUnlock, match="key does not open this vault"):
        folders.open(folder, PASSPHRASE)
    with FileLock(folder / "vault.lock", timeout=0):
        pass


def test_an_older_layout_of_the_tables_is_built_again(made: Made, folders: VaultFolders, folder: Path) -> None:
    with behind(folder / "vault.db", made.key) as connection:
        connection.execute("UPDATE setting SET value = '0' WHERE name = 'layout'")
        connection.execute("DROP TABLE action")

    vault = folders.open(folder, PASSPHRASE)
    assert vault.check().problems == ()
    assert vault.rebuild().problems == ()
    assert actions_in(vault) == [f"Ring {CANARY}"]


def test_an_older_copy_put_back_is_noticed_even_after_it_was_written_to(folders: VaultFolders, folder: Path) -> None:
    older = (folder / "vault.db").read_bytes()
    vault = folders.open(folder, PASSPHRASE)
    agree(desk_over(vault), ToAgree("K1", "Lost to the copy", "Why", "Aoife Byrne", DUE))
    vault.close()
    (folder / "vault.db").write_bytes(older)

    vault = folders.open(folder, PASSPHRASE)
    assert len(vault.check().problems) == 1
    agree(desk_over(vault), ToAgree("K1", "Written after", "Why", "Aoife Byrne", DUE))
    [problem] = vault.check().problems
    vault.close()
    assert "an earlier copy was put back" in problem
