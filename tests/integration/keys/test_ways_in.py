"""The ways into a vault: its passphrase, its recovery key, and the key file that holds both."""

import json
from pathlib import Path

import pytest

from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import CannotUnlock, CannotWrite, WrongSecret, WrongUse
from supervision_app.services.people import add_person
from tests.fakes.sealed_vaults import CANARY, PASSPHRASE, Made, actions_in
from tests.fakes.tampering import content, desk_over

NEW = "ribbon cactus marble engine salad"


def test_the_copy_of_the_key_file_is_enough(folders: VaultFolders, folder: Path) -> None:
    (folder / "vault.keys").unlink()

    assert actions_in(folders.open(folder, PASSPHRASE)) == [f"Ring {CANARY}"]


def test_a_passphrase_that_cannot_be_changed_costs_no_backup(folders: VaultFolders, folder: Path) -> None:
    vault = folders.open(folder, PASSPHRASE)
    add_person(desk_over(vault), "Zora Hill", "worker")
    before = vault.backups()
    with pytest.raises(WrongSecret):
        vault.change_passphrase("not this one", NEW)
    with pytest.raises(WrongUse):
        vault.change_passphrase(PASSPHRASE, "short")
    assert vault.backups() == before

    vault.change_passphrase(PASSPHRASE, NEW)
    assert len(vault.backups()) == len(before) + 1
    vault.shut()


def test_without_both_key_files_nothing_opens(folders: VaultFolders, folder: Path) -> None:
    for name in ("vault.keys", "vault.keys.copy"):
        (folder / name).write_bytes(b"\x00" * 100)

    with pytest.raises(CannotUnlock, match="missing or damaged"):
        folders.open(folder, PASSPHRASE)


def test_a_key_file_damaged_inside_a_slot_gives_way_to_its_copy(folders: VaultFolders, folder: Path) -> None:
    whole = json.loads((folder / "vault.keys").read_bytes())
    for slot in whole["slots"]:
        slot["wrapped"] = "00" + slot["wrapped"][2:]
    (folder / "vault.keys").write_text(json.dumps(whole), encoding="utf-8")

    assert actions_in(folders.open(folder, PASSPHRASE)) == [f"Ring {CANARY}"]


def test_slots_of_another_vault_open_nothing(made: Made, folders: VaultFolders, folder: Path) -> None:
    for name in ("vault.keys", "vault.keys.copy"):
        moved = {**json.loads((folder / name).read_bytes()), "vault": "22222222-2222-4222-8222-222222222222"}
        (folder / name).write_text(json.dumps(moved), encoding="utf-8")

    with pytest.raises(CannotUnlock, match="does not open this vault"):
        folders.open(folder, PASSPHRASE)
    with pytest.raises(CannotUnlock, match="another vault"):
        folders.recover(folder, made.recovery_key, "five new words of mine")


def test_a_weakened_slot_is_not_tried(folders: VaultFolders, folder: Path) -> None:
    for name in ("vault.keys", "vault.keys.copy"):
        whole = json.loads((folder / name).read_bytes())
        next(slot for slot in whole["slots"] if slot["kind"] == "passphrase")["memory_kib"] = 1024
        (folder / name).write_text(json.dumps(whole), encoding="utf-8")
    before = content(folder)

    with pytest.raises(CannotUnlock, match="weaker"):
        folders.open(folder, PASSPHRASE)
    assert content(folder) == before


def test_the_recovery_key_sets_a_new_passphrase_and_is_spent(made: Made, folders: VaultFolders, folder: Path) -> None:
    typed = made.recovery_key.replace("-", " ").replace("0", "O").replace("1", "l").lower()
    renewed = folders.recover(folder, typed, "five new words of mine")

    assert renewed != made.recovery_key
    assert (folder / "vault.keys").read_bytes() == (folder / "vault.keys.copy").read_bytes()
    with pytest.raises(CannotUnlock, match="or was replaced"):
        folders.recover(folder, made.recovery_key, "five other words of mine")
    with pytest.raises(CannotUnlock, match="passphrase does not open"):
        folders.open(folder, PASSPHRASE)
    assert actions_in(folders.open(folder, "five new words of mine")) == [f"Ring {CANARY}"]
    assert folders.recover(folder, renewed, PASSPHRASE) != renewed


def test_a_mistyped_recovery_key_changes_nothing(made: Made, folders: VaultFolders, folder: Path) -> None:
    before = content(folder)
    first = made.recovery_key[0]
    mistyped = ("2" if first != "2" else "3") + made.recovery_key[1:]

    with pytest.raises(CannotUnlock, match="nine groups of four"):
        folders.recover(folder, mistyped, "five new words of mine")
    with pytest.raises(WrongUse, match="too short"):
        folders.recover(folder, made.recovery_key, "short")
    assert content(folder) == before


def test_a_changed_passphrase_is_the_only_one_and_the_recovery_key_stays(
    made: Made, folders: VaultFolders, folder: Path
) -> None:
    folders.change_passphrase(folder, PASSPHRASE, "five new words of mine")

    with pytest.raises(CannotUnlock):
        folders.change_passphrase(folder, PASSPHRASE, "five other words of mine")
    assert actions_in(folders.open(folder, "five new words of mine")) == [f"Ring {CANARY}"]
    folders.recover(folder, made.recovery_key, PASSPHRASE)


def test_a_passphrase_that_could_not_be_written_is_not_set(made: Made, folders: VaultFolders, folder: Path) -> None:
    before = (folder / "vault.keys").read_bytes()
    (folder / ".vault.keys.copy.new").symlink_to("/dev/full")

    with pytest.raises(CannotWrite, match="there is no room on the disk"):
        folders.recover(folder, made.recovery_key, "five new words of mine")
    assert (folder / "vault.keys").read_bytes() == (folder / "vault.keys.copy").read_bytes() == before
