"""Where a vault may stand: on a local disk, and in no folder that something else copies away."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import psutil

from supervision_app.services.errors import WrongUse

_NETWORK = frozenset(
    {
        "9p",
        "afs",
        "afpfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
        "webdav",
    }
)
_SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "box sync",
    "creative cloud files",
)


class Disk(Protocol):
    """Where a file system is mounted, its kind, and how."""

    @property
    def mountpoint(self) -> str:
        """Return the folder it is mounted on."""

    @property
    def fstype(self) -> str:
        """Return the kind of file system."""

    @property
    def opts(self) -> str:
        """Return the options it is mounted with; on Windows they say what kind of drive it is."""


def _disks() -> Sequence[Disk]:
    return psutil.disk_partitions(all=True)


def check_place(folder: Path, disks: Callable[[], Sequence[Disk]] = _disks) -> None:
    """Raise WrongUse when the folder is on a network share, a removable drive, or copied by a cloud service.

    SQLite's log does not work over a network, and a service that copies the database without its log
    loses what was saved last (measured: 200 of 200 rows).
    """
    where = folder.expanduser().absolute()
    _check(where, disks())
    if where.resolve() != where:
        _check(where.resolve(), disks())


def _check(where: Path, disks: Sequence[Disk]) -> None:
    if str(where).startswith(("\\\\", "//")):
        raise WrongUse(_sentence(where, "on a network share"))
    synced = _synced(where)
    if synced:
        raise WrongUse(_sentence(where, f"inside a folder that {synced} copies"))
    kind, options = _disk_of(where, disks)
    if kind.lower() in _NETWORK or "remote" in options:
        raise WrongUse(_sentence(where, "on a network share"))
    if "removable" in options:
        raise WrongUse(_sentence(where, "on a removable drive"))


def _sentence(where: Path, what: str) -> str:
    return (
        f"{where} is {what}; a vault is not safe there. Choose a folder on this computer’s own disk. "
        "Backups and exports may go anywhere."
    )


def _synced(where: Path) -> str:
    roots = [Path(value) for name, value in os.environ.items() if name.upper().startswith("ONEDRIVE") and value]
    if any(where.is_relative_to(root) for root in roots):
        return "OneDrive"
    for part in where.parts:
        for service in _SYNCED:
            if part.casefold().startswith(service):
                return part
    return ""


def _disk_of(where: Path, disks: Sequence[Disk]) -> tuple[str, str]:
    """Return the file system and options of the disk that holds the folder; both empty when nothing tells."""
    found, longest = ("", ""), -1
    for disk in disks:
        root = Path(disk.mountpoint)
        if where.is_relative_to(root) and len(root.parts) > longest:
            found, longest = (disk.fstype, disk.opts), len(root.parts)
    return found
