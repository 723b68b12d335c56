"""The making of a vault that a crash broke off: it is begun again, and nothing that could be a vault is touched."""

import shutil
from pathlib import Path

import pytest

from supervision_app import bootstrap
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import ChecksFailed, WrongUse
from tests.fakes.sealed_vaults import PASSPHRASE, Made
from tests.fakes.tampering import desk_over

KEYS = ("vault.keys.copy", "vault.keys")


@pytest.fixture
def broken(made: Made, tmp_path: Path) -> Path:
    """A folder with the key files of a vault of which nothing else was made, and this computer knows nothing."""
    folder = tmp_path / "broken"
    folder.mkdir()
    for name in KEYS:
        shutil.copy(made.folder / name, folder)
    return folder


@pytest.mark.parametrize("left", [KEYS[:1], KEYS, (*KEYS, "vault.db"), (*KEYS, "vault.db", "vault.db-wal")])
def test_a_making_that_was_broken_off_is_begun_again_and_what_was_there_is_kept(
    broken: Path, tmp_path: Path, left: tuple[str, ...]
) -> None:
    for name in (*KEYS, "vault.db", "vault.db-wal"):
        if name not in left:
            (broken / name).unlink(missing_ok=True)
        elif name not in KEYS:
            (broken / name).touch()
    keys = (broken / KEYS[0]).read_bytes()

    assert not bootstrap.holds_vault(broken)
    vault, _recovery = VaultFolders(tmp_path / "state").create(broken, PASSPHRASE)
    vault.close()
    (aside,) = broken.glob("broken-off-*")
    assert (aside / KEYS[0]).read_bytes() == keys
    VaultFolders(tmp_path / "state").open(broken, PASSPHRASE).close()


def test_where_anything_was_ever_in_it_it_is_a_vault(made: Made, broken: Path) -> None:
    folders = VaultFolders(made.state)  # here the computer remembers saves of it

    with pytest.raises(WrongUse, match="There is a vault"):
        folders.create(broken, PASSPHRASE)


@pytest.mark.parametrize("there", ["backups", "aside", "restored"])
def test_with_a_backup_or_what_a_restoring_kept_it_is_a_vault(broken: Path, there: str) -> None:
    (broken / there).mkdir()

    assert bootstrap.holds_vault(broken)


@pytest.mark.parametrize("content", [b"x", b"\0" * 4096])
def test_with_anything_in_the_database_or_its_log_it_is_a_vault(broken: Path, tmp_path: Path, content: bytes) -> None:
    for name in ("vault.db", "vault.db-wal"):
        (broken / name).write_bytes(content)
        assert bootstrap.holds_vault(broken)
        with pytest.raises(WrongUse, match="There is a vault"):
            VaultFolders(tmp_path / "state").create(broken, PASSPHRASE)
        (broken / name).unlink()


def test_where_no_key_file_can_be_read_it_is_a_vault(broken: Path, tmp_path: Path) -> None:
    for name in KEYS:
        (broken / name).write_bytes(b"{")

    assert bootstrap.holds_vault(broken)
    with pytest.raises(WrongUse, match="There is a vault"):
        VaultFolders(tmp_path / "state").create(broken, PASSPHRASE)


def test_a_vault_with_tables_and_nobody_in_it_says_so(tmp_path: Path) -> None:
    vault, _recovery = VaultFolders(tmp_path / "state").create(tmp_path / "vault", PASSPHRASE)
    try:
        with pytest.raises(ChecksFailed, match="set up again"):
            desk_over(vault).owner()
    finally:
        vault.close()
