"""Restoring a vault: shown before, kept aside, finished after a crash, and never two that sign with one key."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supervision_app.adapters.keys.key_file import read_key_file
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.restoring import Restorer
from supervision_app.adapters.storage import putting_back
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.ledger.chain import chain_problems
from supervision_app.ledger.commit import DeviceKey, is_vouched_for
from supervision_app.services.errors import CannotUnlock, ChecksFailed, TryLater, VaultInUse, WrongUse
from supervision_app.services.following_up import ToAgree, agree
from supervision_app.services.restoring import ToRestore, preview, restore
from supervision_app.services.telling import tell
from tests.fakes.sealed_vaults import CANARY, DUE, PASSPHRASE, Made, actions_in
from tests.fakes.tampering import behind, content, desk_over

OF = datetime(2026, 11, 16, 10, tzinfo=UTC)
NEW = "five new words of mine here"


@dataclass
class Scene:
    """A vault with one backup, and one action that was agreed since."""

    folders: VaultFolders
    folder: Path
    backup: Path

    @property
    def restorer(self) -> Restorer:
        """Return what restores."""
        return Restorer(self.folders)

    def wanted(self, folder: Path | None = None, passphrase: str = PASSPHRASE) -> ToRestore:
        """Return the wish to restore the backup, into the vault's own folder unless another is given."""
        return ToRestore(folder or self.folder, self.backup, OF, passphrase)

    def restore(self, folder: Path | None = None, passphrase: str = PASSPHRASE) -> Path:
        """Restore it."""
        return restore(self.restorer, desk_over, self.wanted(folder, passphrase)).aside


def ring(vault: OpenVault, what: str) -> None:
    """Agree an action."""
    agree(desk_over(vault), ToAgree("K1", what, "Why", "Aoife Byrne", DUE))


@pytest.fixture
def scene(folders: VaultFolders, folder: Path, tmp_path: Path) -> Scene:
    """Return the vault, the backup in another place, and the action agreed since."""
    vault = folders.open(folder, PASSPHRASE)
    vault.back_up(always=True)
    backup = Path(shutil.copytree(vault.backups()[0].folder, tmp_path / "elsewhere" / "of a monday"))
    ring(vault, "Agreed since")
    vault.drafts.keep("session", {"said": "half a word"}, "2026-11-16T11:00:00")
    vault.shut()
    return Scene(folders, folder, backup)


def test_it_is_shown_what_would_be_lost_and_nothing_is_changed(scene: Scene) -> None:
    before = content(scene.folder), content(scene.backup)
    shown = preview(scene.restorer, scene.wanted())

    assert [row.what for row in shown.lost_actions] == ["Agreed since"]
    assert (shown.open_actions, shown.lost_saves, shown.lost_drafts, shown.unknown) == (1, 1, 1, "")
    assert (content(scene.folder), content(scene.backup)) == before
    assert sorted(path.name for path in scene.folder.iterdir() if path.is_dir()) == ["backups"]


def test_a_restored_vault_is_well_and_what_was_there_is_kept_and_opens(scene: Scene, tmp_path: Path) -> None:
    aside = scene.restore()

    vault = scene.folders.open(scene.folder, PASSPHRASE)
    assert vault.check().problems == ()
    assert actions_in(vault) == [f"Ring {CANARY}"]
    assert aside.parent == scene.folder / "aside"
    kept = Path(shutil.copytree(aside, tmp_path / "kept"))
    there = VaultFolders(tmp_path / "another state").open(kept, PASSPHRASE)
    assert there.drafts.read("session") == {"said": "half a word"}
    assert "Agreed since" in actions_in(there)


def test_it_signs_with_a_key_of_its_own_that_the_one_before_vouches_for(scene: Scene) -> None:
    vault = scene.folders.open(scene.folder, PASSPHRASE)
    before = DeviceKey(vault.device).author
    vault.shut()
    scene.restore()
    vault = scene.folders.open(scene.folder, PASSPHRASE)
    stream = vault.views.team().stream
    (renewed,) = [one for one in tell(vault.ledger.stream(stream)) if one.kind == "device.renewed/1"]
    vault.shut()

    said = renewed.payload
    assert said is not None
    assert (said["before"], said["of"]) == (before, "2026-11-16T10:00:00+00:00")
    assert said["key"] != before
    assert is_vouched_for(before, said["key"], said["of"], said["proof"])
    assert not is_vouched_for(before, said["key"], "2026-11-17T10:00:00+00:00", said["proof"])
    assert not is_vouched_for(said["key"], before, said["of"], said["proof"])
    assert not is_vouched_for(before, said["key"], said["of"], "not hex")


def test_one_backup_restored_twice_gives_two_that_never_fork(scene: Scene, tmp_path: Path) -> None:
    streams = []
    for name in ("one", "two"):
        folders = VaultFolders(tmp_path / f"state of {name}")
        restore(Restorer(folders), desk_over, scene.wanted(tmp_path / name))
        vault = folders.open(tmp_path / name, PASSPHRASE)
        ring(vault, f"Agreed in {name}")
        stream = vault.views.find_child("K1")
        assert stream is not None
        streams.append(vault.ledger.stream(stream))
        vault.shut()

    united = {entry.id: entry for entries in streams for entry in entries}
    assert len(united) > len(streams[0])
    assert chain_problems(list(united.values())) == []


def test_on_a_new_computer_there_is_nothing_to_lose(scene: Scene, tmp_path: Path) -> None:
    new = tmp_path / "new" / "vault"
    shown = preview(scene.restorer, scene.wanted(new))
    assert shown.unknown == "There is no vault in this folder, so nothing can be lost."
    scene.restore(new)
    assert actions_in(scene.folders.open(new, PASSPHRASE)) == [f"Ring {CANARY}"]


def test_either_passphrase_opens_it_that_of_then_and_that_of_now(scene: Scene) -> None:
    scene.folders.change_passphrase(scene.folder, PASSPHRASE, NEW)
    assert preview(scene.restorer, scene.wanted(passphrase=NEW)).lost_saves == 1
    assert preview(scene.restorer, scene.wanted(passphrase=PASSPHRASE)).lost_saves == 1
    scene.restore(passphrase=NEW)
    assert actions_in(scene.folders.open(scene.folder, NEW)) == [f"Ring {CANARY}"]


def test_wrong_passphrases_open_nothing_and_are_waited_for(scene: Scene) -> None:
    before = content(scene.folder)
    with pytest.raises(TryLater):  # noqa: PT012 - how many are let through is the business of others
        for _ in range(10):
            try:
                scene.restore(passphrase="wrong words here")
            except TryLater:
                raise
            except CannotUnlock:
                continue
    assert content(scene.folder) == before


def test_a_damaged_vault_cannot_be_told_of_and_is_kept_as_it_is(scene: Scene) -> None:
    database = scene.folder / "vault.db"
    database.write_bytes(b"damaged" * 4000)
    assert preview(scene.restorer, scene.wanted()).unknown.startswith("What would be lost cannot be told: ")
    aside = scene.restore()
    assert (aside / "vault.db").read_bytes() == b"damaged" * 4000
    assert actions_in(scene.folders.open(scene.folder, PASSPHRASE)) == [f"Ring {CANARY}"]


def test_the_log_of_a_damaged_vault_goes_aside_with_it_and_is_not_read_into_the_restored_one(scene: Scene) -> None:
    database, log = scene.folder / "vault.db", scene.folder / "vault.db-wal"
    vault = scene.folders.open(scene.folder, PASSPHRASE)
    ring(vault, "Only in the log")
    left = log.read_bytes()
    vault.shut()
    database.write_bytes(b"damaged" * 4000)
    log.write_bytes(left)
    aside = scene.restore()

    assert (aside / log.name).read_bytes() == left
    assert not log.exists()
    assert actions_in(scene.folders.open(scene.folder, PASSPHRASE)) == [f"Ring {CANARY}"]


def test_without_its_own_key_files_a_vault_comes_back_by_those_of_the_backup(scene: Scene) -> None:
    for name in ("vault.keys", "vault.keys.copy"):
        (scene.folder / name).unlink()
    assert [row.what for row in preview(scene.restorer, scene.wanted()).lost_actions] == ["Agreed since"]
    scene.restore()
    assert actions_in(scene.folders.open(scene.folder, PASSPHRASE)) == [f"Ring {CANARY}"]


def test_another_vault_is_put_aside_whole(scene: Scene, tmp_path: Path) -> None:
    other = scene.folders.create(tmp_path / "other", PASSPHRASE)[0]
    other.shut()
    shown = preview(scene.restorer, scene.wanted(tmp_path / "other"))
    assert shown.unknown.startswith("The vault in this folder is another one")
    scene.restore(tmp_path / "other")
    assert actions_in(scene.folders.open(tmp_path / "other", PASSPHRASE)) == [f"Ring {CANARY}"]


@pytest.mark.parametrize(
    ("harm", "fault", "says"),
    [
        (lambda folder: (folder / "vault.db").unlink(), WrongUse, "There is no backup in"),
        (lambda folder: (folder / "vault.db").write_bytes(b"cut"), ChecksFailed, "damaged, or of another vault"),
        (lambda folder: (folder / "vault.keys").write_bytes(b"{"), CannotUnlock, "key file of this vault is missing"),
    ],
)
def test_what_is_no_backup_is_refused_and_nothing_is_touched(
    scene: Scene, harm: Callable[[Path], object], fault: type[Exception], says: str
) -> None:
    harm(scene.backup)
    before = content(scene.folder)
    with pytest.raises(fault, match=says):
        scene.restore()
    assert content(scene.folder) == before
    assert not (scene.folder / putting_back.STAGED).exists()


def test_a_vault_that_is_open_elsewhere_is_left_alone(scene: Scene) -> None:
    vault = scene.folders.open(scene.folder, PASSPHRASE)
    with pytest.raises(VaultInUse):
        scene.restore()
    vault.shut()


def test_the_backups_of_another_vault_keep_their_own_ways_in(scene: Scene, tmp_path: Path) -> None:
    other, _recovery = scene.folders.create(tmp_path / "other", "five words of another vault")
    other.back_up(always=True)
    its = other.backups()[0].folder
    other.shut()
    scene.restore(tmp_path / "other")
    scene.folders.change_passphrase(tmp_path / "other", PASSPHRASE, NEW)

    assert read_key_file(its).unlock("five words of another vault")
    with pytest.raises(CannotUnlock):
        read_key_file(its).unlock(NEW)


def test_a_new_recovery_key_is_told_though_a_backup_cannot_be_renewed(scene: Scene, made: Made) -> None:
    for one in (scene.folder / "backups").iterdir():
        (one / ".vault.keys.new").mkdir()
    recovery = scene.folders.recover(scene.folder, made.recovery_key, NEW)
    assert scene.folders.recover(scene.folder, recovery, PASSPHRASE)


def test_what_was_put_aside_with_its_log_comes_back_whole(scene: Scene, tmp_path: Path) -> None:
    vault = scene.folders.open(scene.folder, PASSPHRASE)
    ring(vault, "Only in the log")
    aside = tmp_path / "aside"
    aside.mkdir()
    for name in ("vault.db", "vault.db-wal", "vault.keys"):
        shutil.copyfile(scene.folder / name, aside / name)
    vault.shut()
    scene.backup = aside
    scene.restore(tmp_path / "new")
    assert "Only in the log" in actions_in(scene.folders.open(tmp_path / "new", PASSPHRASE))


def test_looking_changes_nothing_of_a_vault_of_an_earlier_version(scene: Scene, made: Made) -> None:
    with behind(scene.folder / "vault.db", made.key) as connection:
        connection.execute("UPDATE setting SET value = 'earlier' WHERE name = 'layout'")
    before = content(scene.folder)
    assert "last used by an earlier version" in preview(scene.restorer, scene.wanted()).unknown
    assert content(scene.folder) == before


@pytest.mark.parametrize("door", ["create", "restore"])
def test_a_restoring_that_broke_off_is_finished_by_whoever_comes_next(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, door: str
) -> None:
    new = tmp_path / "new"
    with monkeypatch.context() as patched:
        patched.setattr(putting_back, "finish", lambda *_given: (_ for _ in ()).throw(Broken))
        with pytest.raises(Broken):
            scene.restore(new)
    assert putting_back.is_unfinished(new)
    if door == "create":
        with pytest.raises(WrongUse, match="There is a vault"):
            scene.folders.create(new, NEW)
    else:
        scene.restore(new)
    assert actions_in(scene.folders.open(new, PASSPHRASE)) == [f"Ring {CANARY}"]


class Broken(Exception):
    """The computer stopped here."""


STEPS = 17
"""How many renamings, writings and removals there are from a finished copy to a finished restoring."""


@pytest.mark.parametrize("step", range(STEPS + 1))
def test_a_crash_at_any_step_leaves_the_old_vault_or_finishes_the_new_one(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    left: list[int] = []
    put_in_place = putting_back.put_in_place

    def armed(folder: Path, name: str, heads: Path) -> Path:
        left.append(step)
        return put_in_place(folder, name, heads)

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def one(*given: object, **named: object) -> object:
            if left:
                if left[0] == 0:
                    raise Broken
                left[0] -= 1
            return real(*given, **named)

        return one

    with monkeypatch.context() as patched:
        for owner, name in ((Path, "replace"), (Path, "rename"), (putting_back, "write_whole"), (shutil, "rmtree")):
            patched.setattr(owner, name, counted(getattr(owner, name)))
        patched.setattr(putting_back, "put_in_place", armed)
        if step < STEPS:
            with pytest.raises(Broken):
                scene.restore()
        else:
            scene.restore()

    vault = scene.folders.open(scene.folder, PASSPHRASE)
    assert vault.check().problems == ()
    assert set(actions_in(vault)) in ({f"Ring {CANARY}"}, {"Agreed since", f"Ring {CANARY}"})
    assert not putting_back.is_unfinished(scene.folder)
