"""Where a vault may stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from supervision_app.adapters.storage.place import check_place
from supervision_app.services.errors import WrongUse


@dataclass(frozen=True)
class FakeDisk:
    """A file system as the operating system lists it."""

    mountpoint: str
    fstype: str
    opts: str = "rw"


def mounted(*disks: FakeDisk) -> Callable[[], Sequence[FakeDisk]]:
    """Return a computer with these file systems and a root."""
    return lambda: (FakeDisk("/", "ext4"), *disks)


def test_a_folder_on_this_computer_is_a_place(tmp_path: Path) -> None:
    check_place(tmp_path / "not" / "made" / "yet")
    check_place(tmp_path, mounted())


def test_a_share_by_its_own_name_is_refused() -> None:
    with pytest.raises(WrongUse, match="//server/share/vault is on a network share"):
        check_place(Path("//server/share/vault"), mounted())


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "CIFS", "fuse.sshfs", "fuse.gvfsd-fuse", "9p"])
def test_a_file_system_of_a_network_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(WrongUse, match="on a network share"):
        check_place(tmp_path / "vault", mounted(FakeDisk(str(tmp_path), kind)))


@pytest.mark.parametrize(("options", "word"), [("rw,remote", "network share"), ("rw,removable", "removable drive")])
def test_what_windows_says_of_a_drive_counts(tmp_path: Path, options: str, word: str) -> None:
    with pytest.raises(WrongUse, match=word):
        check_place(tmp_path / "vault", mounted(FakeDisk(str(tmp_path), "NTFS", options)))


def test_the_nearest_mount_counts_and_not_one_above_or_beside_it(tmp_path: Path) -> None:
    share, local = FakeDisk(str(tmp_path), "nfs"), FakeDisk(str(tmp_path / "local"), "ext4")
    beside = FakeDisk(str(tmp_path / "loc"), "nfs")

    for disks in ((share, local, beside), (beside, local, share)):
        check_place(tmp_path / "local" / "vault", mounted(*disks))
    with pytest.raises(WrongUse, match="network"):
        check_place(tmp_path / "localised", mounted(share, local))


def test_where_no_disk_is_listed_nothing_is_refused(tmp_path: Path) -> None:
    check_place(tmp_path, lambda: ())


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Demonshire Council",
        "onedrive",
        "Dropbox",
        "Dropbox (Personal)",
        "Google Drive",
        "GoogleDrive-x",
        "iCloudDrive",
        "Nextcloud",
        "Box Sync",
        "Creative Cloud Files",
    ],
)
@pytest.mark.parametrize("below", ["", "Work/Supervision/vault"])
def test_a_folder_that_a_cloud_service_copies_is_refused(tmp_path: Path, name: str, below: str) -> None:
    with pytest.raises(WrongUse, match="copies"):
        check_place(tmp_path / name / below, mounted())


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "ONEDRIVE"])
def test_a_folder_that_onedrive_took_over_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "Documents"))

    with pytest.raises(WrongUse, match="OneDrive copies"):
        check_place(tmp_path / "Documents" / "vault", mounted())
    check_place(tmp_path / "Documents2" / "vault", mounted())


def test_an_empty_variable_names_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveConsumer", "")

    check_place(tmp_path, mounted())


def test_a_link_into_a_synced_folder_or_a_share_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "share").mkdir()
    (tmp_path / "mine").symlink_to(tmp_path / "Dropbox")
    (tmp_path / "far").symlink_to(tmp_path / "share")

    with pytest.raises(WrongUse, match="Dropbox"):
        check_place(tmp_path / "mine" / "vault", mounted())
    with pytest.raises(WrongUse, match="network"):
        check_place(tmp_path / "far" / "vault", mounted(FakeDisk(str(tmp_path / "share"), "nfs4")))


def test_the_way_through_another_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()

    with pytest.raises(WrongUse, match="network"):
        check_place(tmp_path / "here" / ".." / "share" / "vault", mounted(FakeDisk(str(tmp_path / "share"), "nfs")))


def test_a_home_folder_may_be_written_short(home: Path) -> None:
    with pytest.raises(WrongUse, match="network"):
        check_place(Path("~/vault"), mounted(FakeDisk(str(home), "nfs")))


def test_the_refusal_names_the_folder_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WrongUse) as refused:
        check_place(tmp_path / "Dropbox" / "vault", mounted())

    assert str(refused.value) == (
        f"{tmp_path / 'Dropbox' / 'vault'} is inside a folder that Dropbox copies; a vault is not safe there. "
        "Choose a folder on this computer’s own disk. Backups and exports may go anywhere."
    )
