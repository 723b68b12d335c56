"""A second place for backups, such as a network share: copies of the newest, made without the key of the vault."""

import secrets
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from supervision_app.adapters.files import flush, in_words, make_folder, write_whole
from supervision_app.adapters.keys.key_file import KeyFile, key_file_in
from supervision_app.adapters.keys.remembered import digest
from supervision_app.adapters.storage.backups import DATABASE, KEYS, Backups
from supervision_app.adapters.storage.backups import FOLDER as BACKUPS
from supervision_app.domain.keeping_backups import outdated
from supervision_app.services.errors import ChecksFailed, WrongUse
from supervision_app.services.ports import Clock
from supervision_app.services.read_models import Backup

NAMED, _LETTERS = "supervision-companion-", 12
_PART = ".part"
_LONG_AGO = 24 * 3600
"""Seconds after which nobody is copying any more."""


def folder_in(place: Path, vault: str) -> Path:
    """Return the folder of a vault's backups in a second place, which several vaults may share."""
    return place / f"{NAMED}{digest(vault)[:_LETTERS]}"


class SecondPlaces:
    """The second places of the vaults on this computer."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock."""
        self._clock = clock

    def check(self, folder: Path, place: Path) -> None:
        """Raise WrongUse where a folder cannot be the second place of the vault in `folder`, and CannotWrite.

        A file is written there and removed.
        """
        if not place.is_dir():
            message = f"{place} is no folder, or cannot be reached. Choose one that is there, such as a network share."
            raise WrongUse(message)
        place, folder = place.resolve(), folder.resolve()
        if place.is_relative_to(folder) or folder.is_relative_to(place):
            message = (
                f"The vault is in {folder}. Neither a folder in it nor one around it can be the second place: "
                "choose one somewhere else, best on another computer."
            )
            raise WrongUse(message)
        tried = place / f".{NAMED}{secrets.token_hex(4)}"
        write_whole(tried, b"")
        with in_words(tried):
            tried.unlink()

    def is_same_disk(self, folder: Path, place: Path) -> bool:
        """Return whether both are on one disk, which is lost as a whole."""
        return folder.stat().st_dev == place.stat().st_dev

    def carry(self, folder: Path, place: Path) -> Backup | None:
        """Copy the newest backup of the vault in `folder` to a second place; returns it, None where there is none.

        It was opened and checked when it was made; here the copy is read again and compared byte for byte, so no key
        is needed. Backups that are there already are opened by the key file of today from then on. Raises CannotWrite
        where the place cannot be reached or written, and ChecksFailed where it does not hold what was written.
        """
        ours = Backups(folder / BACKUPS, self._clock).all()
        if not ours:
            return None
        newest, key_file = ours[0], key_file_in(ours[0].folder)
        if key_file is None:
            message = f"The backup in {newest.folder} has no key file that can be read. Make another one."
            raise ChecksFailed(message)
        there = Backups(folder_in(place, key_file.vault), self._clock)
        with in_words(place):
            place.stat()  # a share that is not there must not be made anew as a folder of that name
            make_folder(there.folder)
        _clean(there.folder)
        if not (there.folder / newest.folder.name).exists():
            _copy(newest.folder, there.folder / newest.folder.name)
        _renew_keys({one.folder.name: one.folder for one in ours}, there, key_file)
        _tidy(there, self._clock.now().astimezone(UTC), key_file)
        return newest


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_PART}")
    try:
        with in_words(target):
            make_folder(part)
        for name in (DATABASE, KEYS):
            with in_words(target / name):
                shutil.copyfile(source / name, part / name)
                flush(part / name)
            _compare(source / name, part / name)
        with in_words(target):
            if not target.exists():  # another window may have been quicker
                part.rename(target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(part, ignore_errors=True)


def _compare(source: Path, copy: Path) -> None:
    with in_words(copy), source.open("rb") as one, copy.open("rb") as other:
        same = file_digest(one, "sha256").digest() == file_digest(other, "sha256").digest()
    if not same:
        message = f"{copy.parent.parent} does not hold what was copied there. Look at that disk, or choose another."
        raise ChecksFailed(message)


def _renew_keys(ours: dict[str, Path], there: Backups, key_file: KeyFile) -> None:
    """Have those that are here as well be opened by the same key file: a spent passphrase opens none any more."""
    for one in there.all():
        source = ours.get(one.folder.name)
        if source and _is_of(one.folder, key_file):
            content = (source / KEYS).read_bytes()
            if content != (one.folder / KEYS).read_bytes():
                write_whole(one.folder / KEYS, content)


def _clean(folder: Path) -> None:
    """Remove what was begun and never finished, unless somebody may still be at it."""
    for part in folder.glob(f".*{_PART}"):
        with suppress(OSError):
            if datetime.now(UTC).timestamp() - part.stat().st_mtime > _LONG_AGO:
                shutil.rmtree(part)


def _tidy(there: Backups, now: datetime, key_file: KeyFile) -> None:
    """Remove those of this vault that are not kept any more; where one cannot be, it stays."""
    by_time = {one.made_at: one for one in there.all() if _is_of(one.folder, key_file)}
    for made_at in outdated(by_time, now):
        with suppress(OSError):
            shutil.rmtree(by_time[made_at].folder)


def _is_of(folder: Path, key_file: KeyFile) -> bool:
    found = key_file_in(folder)
    return found is not None and found.vault == key_file.vault
