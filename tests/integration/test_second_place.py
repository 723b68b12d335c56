"""A second place for backups: the newest is copied there, compared, and restored from there."""

import json
import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from supervision_app import bootstrap
from supervision_app.adapters.second_place import NAMED, SecondPlaces
from supervision_app.adapters.storage import backups
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import CannotWrite, ChecksFailed, WrongUse
from supervision_app.services.people import add_person
from tests.fakes.desks import StandingClock
from tests.fakes.sealed_vaults import PASSPHRASE, Made
from tests.fakes.tampering import desk_over

NEW = "ribbon cactus marble engine salad"


@pytest.fixture
def own(made: Made, folder: Path) -> Made:
    """A vault of this test's own, with no backup yet."""
    shutil.rmtree(folder / "backups")
    return replace(made, folder=folder, state=folder.parent / "state")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder somewhere else."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def clock() -> StandingClock:
    """A clock that can be put on."""
    return StandingClock()


@pytest.fixture
def places(clock: StandingClock) -> SecondPlaces:
    """What keeps second places."""
    return SecondPlaces(clock)


def back_up(own: Made, name: str, clock: StandingClock) -> None:
    """Add somebody to the team, and make a backup."""
    vault = VaultFolders(own.state, clock).open(own.folder, PASSPHRASE)
    add_person(desk_over(vault), name, "worker")
    vault.back_up()
    vault.shut()


def content(folder: Path) -> dict[str, bytes]:
    """Return what is in the folders of backups below a folder, by their names."""
    return {
        str(path.relative_to(path.parent.parent)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.parent.name.startswith(".")
    }


def test_the_newest_backup_comes_there_byte_for_byte_and_only_once(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock
) -> None:
    back_up(own, "Zora Hill", clock)
    carried = places.carry(own.folder, share)
    assert carried is not None
    (theirs,) = share.iterdir()
    assert theirs.name.startswith(NAMED)
    assert [path.name for path in theirs.iterdir()] == [carried.folder.name]
    before = {path: path.stat().st_mtime_ns for path in theirs.rglob("*")}
    assert content(theirs).items() <= content(own.folder / "backups").items()

    assert places.carry(own.folder, share) == carried
    assert {path: path.stat().st_mtime_ns for path in theirs.rglob("*")} == before


def test_what_is_there_can_be_restored_from_whichever_folder_is_pointed_at(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock, tmp_path: Path
) -> None:
    back_up(own, "Zora Hill", clock)
    carried = places.carry(own.folder, share)
    assert carried is not None
    (theirs,) = share.iterdir()

    there = theirs / carried.folder.name
    for pointed in (share, theirs, there):
        (found,) = bootstrap.backups_found(pointed)
        assert (found.folder, found.made_at) == (there, carried.made_at)
    assert bootstrap.backups_found(tmp_path / "nowhere") == []
    shutil.copytree(there, tmp_path / "opened")
    VaultFolders(tmp_path / "other state").open(tmp_path / "opened", PASSPHRASE).close()


def test_a_changed_passphrase_opens_what_is_there_too_and_the_old_one_does_not(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock
) -> None:
    back_up(own, "Zora Hill", clock)
    places.carry(own.folder, share)
    VaultFolders(own.state, clock).change_passphrase(own.folder, PASSPHRASE, NEW)
    places.carry(own.folder, share)

    (theirs,) = share.iterdir()
    keys = {path.read_bytes() for path in theirs.rglob("vault.keys")}
    assert keys == {(own.folder / "vault.keys").read_bytes()}


def test_backups_of_another_vault_in_the_same_place_are_let_be(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock
) -> None:
    back_up(own, "Zora Hill", clock)
    places.carry(own.folder, share)
    (theirs,) = share.iterdir()
    (one,) = theirs.iterdir()
    keys = json.loads((one / "vault.keys").read_bytes())
    (one / "vault.keys").write_text(json.dumps({**keys, "vault": "another"}), encoding="utf-8")
    foreign = content(theirs)
    VaultFolders(own.state, clock).change_passphrase(own.folder, PASSPHRASE, NEW)
    clock.day += timedelta(days=900)
    places.carry(own.folder, share)

    assert foreign.items() <= content(theirs).items()


def test_old_ones_go_as_they_do_beside_the_vault(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock
) -> None:
    for number in range(30):
        clock.day += timedelta(days=1)
        back_up(own, f"Zora Hill {number}", clock)
        places.carry(own.folder, share)

    (theirs,) = share.iterdir()
    oldest = min(path.name for path in theirs.iterdir())
    assert {path.name for path in theirs.iterdir()} == {
        path.name for path in (own.folder / "backups").iterdir() if path.name >= oldest
    }
    assert len(list(theirs.iterdir())) < 20


def test_a_place_that_is_gone_is_said_and_not_made_anew(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock
) -> None:
    back_up(own, "Zora Hill", clock)
    share.rmdir()

    with pytest.raises(CannotWrite, match="share cannot be written"):
        places.carry(own.folder, share)
    assert not share.exists()


def test_without_a_backup_nothing_is_carried(own: Made, share: Path, places: SecondPlaces) -> None:
    assert places.carry(own.folder, share) is None
    assert list(share.iterdir()) == []


def test_a_disk_that_does_not_hold_what_was_written_is_noticed_and_nothing_is_left(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(own, "Zora Hill", clock)

    def copies_badly(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1])

    monkeypatch.setattr(shutil, "copyfile", copies_badly)
    with pytest.raises(ChecksFailed, match="does not hold what was copied"):
        places.carry(own.folder, share)
    assert content(share) == {}
    assert list(share.glob("*/*")) == []


def test_what_was_broken_off_long_ago_is_removed_and_what_may_be_under_way_is_not(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock
) -> None:
    back_up(own, "Zora Hill", clock)
    places.carry(own.folder, share)
    (theirs,) = share.iterdir()
    old, young = theirs / ".old.part", theirs / ".young.part"
    for part in (old, young):
        part.mkdir()
    os.utime(old, (0, 0))
    places.carry(own.folder, share)

    assert (old.exists(), young.exists()) == (False, True)


def test_a_backup_without_a_key_file_is_not_carried(
    own: Made, share: Path, places: SecondPlaces, clock: StandingClock
) -> None:
    back_up(own, "Zora Hill", clock)
    newest = backups.Backups(own.folder / "backups", clock).all()[0]
    (newest.folder / "vault.keys").write_bytes(b"{")

    with pytest.raises(ChecksFailed, match="no key file"):
        places.carry(own.folder, share)


def test_where_a_second_place_may_be(own: Made, share: Path, places: SecondPlaces, tmp_path: Path) -> None:
    places.check(own.folder, share)
    assert list(share.iterdir()) == []
    assert places.is_same_disk(own.folder, share)
    inside = own.folder / "backups"
    inside.mkdir()
    for place in (inside, own.folder, own.folder.parent):
        with pytest.raises(WrongUse, match="The vault is in"):
            places.check(own.folder, place)
    with pytest.raises(WrongUse, match="no folder"):
        places.check(own.folder, tmp_path / "nowhere")
