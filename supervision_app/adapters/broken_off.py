"""The making of a vault that a crash broke off: key files, and nothing that they would open."""

from pathlib import Path

from supervision_app.adapters.files import PRIVATE_FOLDER, flush, in_words
from supervision_app.adapters.keys.key_file import COPY, NAME, read_key_files
from supervision_app.adapters.storage.backups import FOLDER as BACKUPS
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.adapters.storage.putting_back import ASIDE, READY
from supervision_app.services.errors import CannotUnlock

_DATABASES = ("vault.db", "vault.db-wal")
_REMEMBERED = (BACKUPS, READY, ASIDE)
"""What a folder has in which there was a vault before."""


def is_broken_off(folder: Path, state: Path | None = None) -> bool:
    """Return whether nothing was ever in this vault: no database, no backup, and no save that this computer remembers.

    Its recovery key was shown to nobody. Where that is not sure, because a key file is damaged, it counts as a vault.
    `state` is the folder of the head files, the per-user one unless given.
    """
    if any(_holds_something(folder / name) for name in _DATABASES):
        return False
    if any((folder / name).exists() for name in _REMEMBERED):
        return False
    try:
        known = read_key_files(folder)
    except CannotUnlock:
        return False
    return not any(HeadFile(one.vault, state).path.exists() for one in known)


def put_aside(folder: Path) -> None:
    """Put what a broken-off making left behind into a folder of its own; raises CannotWrite."""
    aside = folder / f"broken-off-{read_key_files(folder)[0].vault}"
    with in_words(folder):
        aside.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        for name in (*_DATABASES, NAME, COPY):
            if (folder / name).exists():
                (folder / name).replace(aside / name)
        flush(folder)


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
