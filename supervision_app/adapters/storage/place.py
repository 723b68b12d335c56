"""Where a vault may stand: on a local disk, and in no folder that something else copies away."""

import os
from pathlib import Path

import psutil

from supervision_app.services.errors import WrongUse

_NETWORK = frozenset(
    {
        "9p",
        "afs",
        "afpfs",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.rclone",
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


def check_place(folder: Path) -> None:
    """Raise WrongUse when the folder is on a network share, a removable drive, or copied by a cloud service.

    SQLite's log does not work over a network, and a service that copies the database without its log
    loses what was saved last (measured: 200 of 200 rows).
    """
    where = folder.expanduser().absolute()
    if str(where).startswith(("\\\\", "//")):
        raise WrongUse(_sentence(where, "on a network share"))
    synced = _synced(where)
    if synced:
        raise WrongUse(_sentence(where, f"inside a folder that {synced} copies"))
    kind, options = _disk_of(where)
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


def _disk_of(where: Path) -> tuple[str, str]:
    """Return the file system and options of the disk that holds the folder; both empty when nothing tells."""
    found, longest = ("", ""), -1
    for disk in psutil.disk_partitions(all=True):
        root = Path(disk.mountpoint)
        if where.is_relative_to(root) and len(root.parts) > longest:
            found, longest = (disk.fstype, disk.opts), len(root.parts)
    return found
