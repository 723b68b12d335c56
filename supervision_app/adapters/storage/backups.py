"""Verified copies of a vault, a folder each: the encrypted database and the key file that opens it."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from supervision_app.adapters.files import PRIVATE_FILE, PRIVATE_FOLDER, flush, in_words, make_folder, write_whole
from supervision_app.adapters.storage.database import Database, keyed, look_into
from supervision_app.domain.keeping_backups import outdated
from supervision_app.services.errors import CannotWrite, ChecksFailed
from supervision_app.services.ports import Clock
from supervision_app.services.read_models import Backup

FOLDER, DATABASE, KEYS = "backups", "vault.db", "vault.keys"
_PART = ".part"
_NAMED, _LETTERS = "%Y-%m-%dT%H%M%SZ", 18
_PAGES = 500
"""How many pages are copied in one go: about two megabytes."""

_SAVED = "SELECT coalesce((SELECT value FROM setting WHERE name = 'running'), '')"
_TYPES = "SELECT count(*) FROM sqlite_master WHERE name = 'draft'"
_TYPED = "SELECT count(*) || ' ' || coalesce(max(kept_at), '') || ' ' || total(length(text)) FROM draft"


class NoTime(Exception):
    """The copy would have taken too long just now."""


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups in one folder."""

    folder: Path
    clock: Clock

    def all(self) -> list[Backup]:
        """Return the backups that were finished, the newest first; what else lies in the folder is left out."""
        found = [_read(path) for path in self.folder.glob("*") if not path.name.startswith(".")]
        return sorted((one for one in found if one), key=lambda one: one.made_at, reverse=True)

    def make(self, database: Database, key: bytes, key_file: bytes, seconds: float = 0) -> Backup:
        """Return a new backup, which was opened, checked, and found to hold what the vault holds.

        Raises CannotWrite where it cannot be written, ChecksFailed where it does not hold the same, and with
        `seconds` NoTime where copying takes longer than that; then nothing is left of it.
        """
        now = self.clock.now().astimezone(UTC)
        name = self._free(now.strftime(_NAMED))
        part = self.folder / f".{name}{_PART}"
        with in_words(self.folder):
            self._clean()
            make_folder(self.folder)
            part.mkdir(mode=PRIVATE_FOLDER)
        try:
            with in_words(self.folder):
                _copy(database, part / DATABASE, key, time.monotonic() + seconds if seconds else 0)
                flush(part / DATABASE)
            write_whole(part / KEYS, key_file)
            check_copy(part / DATABASE, key, mark_of(database))
            with in_words(self.folder):
                part.rename(self.folder / name)
                flush(self.folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        self._tidy(now, key)
        made = _read(self.folder / name)
        if made is None:
            message = f"The backup in {self.folder} went away while it was made. Look who else writes there."
            raise ChecksFailed(message)
        return made

    def renew_keys(self, key_file: bytes, key: bytes) -> None:
        """Let every backup of this vault be opened by this key file alone: a spent passphrase opens none any more.

        One that cannot be written stays as it is: the new way in is made already, and must not be lost for it.
        """
        for one in self.all():
            if _is_ours(one, key):
                with suppress(CannotWrite):
                    write_whole(one.folder / KEYS, key_file)

    def remove(self, one: Backup) -> bool:
        """Remove a backup; returns whether it is gone."""
        shutil.rmtree(one.folder, ignore_errors=True)
        return not one.folder.exists()

    def _free(self, name: str) -> str:
        number, free = 1, name
        while (self.folder / free).exists():
            number += 1
            free = f"{name}-{number}"
        return free

    def _clean(self) -> None:
        """Remove what was begun and never finished."""
        for part in self.folder.glob(f".*{_PART}"):
            shutil.rmtree(part, ignore_errors=True)

    def _tidy(self, now: datetime, key: bytes) -> None:
        """Remove those of this vault that are not kept any more; where one cannot be, it stays."""
        by_time = {one.made_at: one for one in self.all() if _is_ours(one, key)}
        for made_at in outdated(by_time, now):
            with suppress(OSError):
                shutil.rmtree(by_time[made_at].folder)


def mark_of(database: Database) -> str:
    """Return what a copy made now has to agree on: how many saves, the sum of all entries, and what is being typed."""
    with database.reading() as connection:
        return _mark(lambda query: connection.exec_driver_sql(query).scalar())


def _mark(ask: Callable[[str], object]) -> str:
    return f"{ask(_SAVED)}; {ask(_TYPED) if ask(_TYPES) else ''}"


def check_copy(path: Path, key: bytes, mark: str = "") -> None:
    """Raise ChecksFailed unless a copy opens, is whole, and agrees with its vault where a mark is given."""

    def look(connection: Any) -> list[str]:
        found = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
        found += [row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        found += [f"a row of {row[0]} points nowhere" for row in connection.execute("PRAGMA foreign_key_check")]
        if mark and _mark(lambda query: connection.execute(query).fetchone()[0]) != mark:
            found.append("it does not hold what the vault holds")
        return found

    if problems := look_into(path, key, look):
        message = f"The backup in {path.parent} cannot be used: {problems[0]}. Use another one."
        raise ChecksFailed(message)


def _is_ours(one: Backup, key: bytes) -> bool:
    """Return whether a backup is of the vault with this key: another may have been restored into the folder."""
    try:
        look_into(one.folder / DATABASE, key, lambda connection: connection.execute(_SAVED).fetchone())
    except ChecksFailed:
        return False
    return True


def check_open(database: Database, where: Path) -> None:
    """Raise ChecksFailed unless a database that is open is whole, its log included."""
    with database.reading() as connection:
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check") if row[0] != "ok"]
    if found:
        message = f"The backup in {where} cannot be used: {found[0]}. Use another one."
        raise ChecksFailed(message)


def _copy(database: Database, to: Path, key: bytes, until: float) -> None:
    def so_far(_status: int, _left: int, _whole: int) -> None:
        if until and time.monotonic() > until:
            raise NoTime

    os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    copy = sqlcipher.connect(str(to), isolation_level=None)
    try:
        keyed(copy, key)
        database.copy_to(copy, _PAGES, so_far)
    finally:
        copy.close()


def _read(folder: Path) -> Backup | None:
    """Return what a folder says of itself; None where it is no backup."""
    name, number = folder.name[:_LETTERS], folder.name[_LETTERS + 1 :]
    try:
        # Two of one second are told apart, so that none hides the other.
        made_at = datetime.strptime(name, _NAMED).replace(tzinfo=UTC, microsecond=int(number or 0))
        size = (folder / DATABASE).stat().st_size
    except (OSError, ValueError):
        return None
    return Backup(folder, made_at, size) if (folder / KEYS).exists() else None
