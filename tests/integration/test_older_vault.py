"""Accepting a vault that is older than the last one this computer knew: nothing is lost for it, nothing untrue said."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from supervision_app.adapters.keys.key_file import read_key_file
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.storage.backups import check_copy
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.domain.directory import DEVICE_RENEWED
from supervision_app.ledger.commit import DeviceKey
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite, WrongUse
from supervision_app.services.older_vault import accept, older, older_words
from supervision_app.services.people import add_person
from supervision_app.services.safety import safety
from supervision_app.services.telling import tell
from tests.fakes.sealed_vaults import PASSPHRASE, Made
from tests.fakes.tampering import desk_over, put_back

OLDER = "This vault is older than the last one this computer knew"


@dataclass
class Scene:
    """A vault in whose place an older copy was put, and the head file that knows the newer one."""

    folders: VaultFolders
    folder: Path
    heads: HeadFile

    def open(self) -> OpenVault:
        """Open it."""
        return self.folders.open(self.folder, PASSPHRASE)

    def save(self, name: str) -> None:
        """Add somebody to the team, and close."""
        vault = self.open()
        add_person(desk_over(vault), name, "worker")
        vault.close()

    def go_back(self, copy: Path) -> None:
        """Put a copy in its place."""
        put_back(copy, self.folder)


@pytest.fixture
def scene(folders: VaultFolders, folder: Path, tmp_path: Path) -> Scene:
    """A vault whose two last saves are gone."""
    made = Scene(folders, folder, HeadFile(read_key_file(folder).vault, tmp_path / "state"))
    copy = Path(copytree(folder, tmp_path / "copy"))
    made.save("Zora Hill")
    made.save("Yara Hill")
    made.go_back(copy)
    return made


def still_warned(scene: Scene, remembered: bytes) -> bool:
    """Return whether the next opening warns, and the same is remembered."""
    vault = scene.open()
    try:
        return vault.noticed[0].startswith(OLDER) and scene.heads.path.read_bytes() == remembered
    finally:
        vault.shut()


def keys_renewed(desk: Desk) -> list[tuple[str, str, str]]:
    """Return the signing keys before and after, and of when the copy is said to be, as the record has them."""
    stream = desk.vault.ledger.stream(desk.vault.views.team().stream)
    found = [entry.payload or {} for entry in tell(stream) if entry.kind == DEVICE_RENEWED]
    return [(one["before"], one["key"], one["of"]) for one in found]


def test_it_is_accepted_with_a_backup_and_warned_of_no_more(scene: Scene, made: Made) -> None:
    remembered, vault = scene.heads.path.read_bytes(), scene.open()
    desk, backups = desk_over(vault), len(vault.backups())
    found, key = older(desk), desk.author
    assert vault.noticed[0].startswith(OLDER)
    assert safety(desk).older == found
    assert found.remembered == found.saves + 2
    assert (datetime.now(UTC) - found.remembered_at).days == 0

    done = accept(desk)
    assert done.kept.read_bytes() == remembered
    assert done.kept != scene.heads.path
    assert len(vault.backups()) == backups + 1
    assert done.backup
    check_copy(done.backup.folder / "vault.db", made.key)
    assert keys_renewed(desk) == [(key, desk.author, found.saved_at.isoformat(timespec="seconds"))]
    assert desk.author == DeviceKey(vault.device).author != key
    assert vault.noticed == ()
    assert vault.check().problems == ()
    assert safety(desk).older is None
    add_person(desk, "Xena Hill", "worker")
    vault.close()

    vault = scene.open()
    assert vault.noticed == vault.check().problems == ()
    vault.close()


def test_from_then_on_an_older_copy_is_noticed_again_and_both_are_kept(scene: Scene, tmp_path: Path) -> None:
    kept = []
    for turn in range(2):
        vault = scene.open()
        kept.append(accept(desk_over(vault)).kept)
        vault.close()
        copy = Path(copytree(scene.folder, tmp_path / f"copy-{turn}"))
        scene.save("Xena Hill")
        remembered = scene.heads.path.read_bytes()
        scene.go_back(copy)
        assert still_warned(scene, remembered)

    assert len({path.read_bytes() for path in kept}) == len(set(kept)) == 2


def test_what_is_known_of_both_is_said(scene: Scene) -> None:
    vault = scene.open()
    found = older(desk_over(vault))
    remembered, here = older_words(found)
    vault.shut()

    assert remembered.startswith(f"This computer remembers {found.remembered} saves of this vault, the last on ")
    assert here.startswith(f"The vault that is here has {found.saves} saves, the last on 16 November 2026 at ")


def test_a_vault_that_is_not_older_has_nothing_to_accept(folders: VaultFolders, folder: Path) -> None:
    vault = folders.open(folder, PASSPHRASE)
    desk = desk_over(vault)
    key, backups = desk.author, vault.backups()
    with pytest.raises(WrongUse, match="is not older"):
        accept(desk)

    assert (desk.author, vault.backups()) == (key, backups)
    vault.shut()


def test_without_a_backup_the_warning_stays(scene: Scene) -> None:
    remembered, vault = scene.heads.path.read_bytes(), scene.open()
    desk = desk_over(vault)
    for path in (scene.folder / "backups").iterdir():
        path.rename(scene.folder.parent / path.name)
    (scene.folder / "backups").rmdir()
    (scene.folder / "backups").touch()
    with pytest.raises(CannotWrite):
        accept(desk)
    assert keys_renewed(desk) == []
    vault.shut()

    assert still_warned(scene, remembered)


def test_after_a_pin_the_passphrase_is_needed(scene: Scene) -> None:
    remembered, key_file = scene.heads.path.read_bytes(), read_key_file(scene.folder)
    opened = (key_file, key_file.unlock(PASSPHRASE))
    with scene.folders.alone(scene.folder) as lock:
        vault = scene.folders._opened(scene.folder, opened, lock, by_pin=True)  # noqa: SLF001 - no key store is asked
        with pytest.raises(WrongUse, match="A PIN opened this vault"):
            accept(desk_over(vault))
        vault.shut()

    assert still_warned(scene, remembered)


def test_where_the_new_heads_cannot_be_written_the_warning_stays(scene: Scene) -> None:
    remembered, vault = scene.heads.path.read_bytes(), scene.open()
    scene.heads.path.with_suffix(".new").mkdir()
    with pytest.raises(CannotWrite, match="cannot be written"):
        accept(desk_over(vault))
    assert vault.noticed[0].startswith(OLDER)
    vault.shut()

    assert still_warned(scene, remembered)


def test_what_cannot_be_recorded_leaves_the_signing_key_as_it_was(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        message = "There is no room on the disk."
        raise CannotWrite(message)

    remembered, vault = scene.heads.path.read_bytes(), scene.open()
    desk = desk_over(vault)
    key = desk.author
    monkeypatch.setattr(vault.ledger, "append", full)
    with pytest.raises(CannotWrite):
        accept(desk)
    monkeypatch.undo()
    assert desk.author == DeviceKey(vault.device).author == key
    add_person(desk, "Xena Hill", "worker")
    vault.shut()

    assert still_warned(scene, remembered)
