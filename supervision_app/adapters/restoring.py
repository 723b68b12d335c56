"""Restoring a vault from a backup: a copy is opened beside the vault, looked at, and put in its place."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from supervision_app.adapters.files import PRIVATE_FILE, in_words
from supervision_app.adapters.keys.key_file import KeyFile, read_key_files, unlocked, write_key_files
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.storage import putting_back
from supervision_app.adapters.storage.backups import DATABASE, check_copy, check_open
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.domain.errors import SupervisionError
from supervision_app.services.errors import CannotUnlock, WrongUse

_NOTHING = "There is no vault in this folder, so nothing can be lost."
_ANOTHER = "The vault in this folder is another one than that of the backup. All of it would be put aside."
_NAMED = "%Y-%m-%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class StagedVault:
    """A copy of a backup, open beside the vault; `now` is the vault that is there, and without it `why` says why."""

    vault: OpenVault
    now: OpenVault | None
    why: str
    _folder: Path
    _folders: VaultFolders
    _key_file: KeyFile

    @property
    def unread(self) -> bool:
        """Return whether this vault is there and cannot be read, so that nothing of it can be carried over."""
        return self.now is None and self.why not in {_NOTHING, _ANOTHER}

    def put_in_place(self) -> Path:
        """Put the copy in the vault's place; returns the folder in which what was there is kept."""
        for vault in (self.vault, self.now):
            if vault:
                vault.shut()
        self._folders.quick(self._key_file).forget()
        name = datetime.now(UTC).strftime(_NAMED)
        return putting_back.put_in_place(self._folder, name, self._folders.heads)


@dataclass(frozen=True, slots=True)
class Restorer:
    """Opens backups of vaults on this computer's own disk."""

    folders: VaultFolders

    @contextmanager
    def staged(self, folder: Path, backup: Path, passphrase: str) -> Iterator[StagedVault]:
        """Return a context with a copy of a backup open; unless it is put in place, nothing is left of it.

        Raises WrongUse where there is no backup, CannotUnlock, TryLater, ChecksFailed, VaultInUse or CannotWrite.
        """
        known = _known(backup)
        with self.folders.alone(folder) as lock:
            if putting_back.is_unfinished(folder):
                putting_back.finish(folder, self.folders.heads)
            there = _there(folder)
            same = [one for one in there if one.vault == known[0].vault]
            with self.folders.tries(known[0]).counted():
                key_file, key = unlocked([*known, *same], lambda one: one.unlock(passphrase))
            with _staged(folder, backup, (key_file, key)) as vault:
                another = bool(there) and not same
                now, why = (None, _ANOTHER) if another else self._now(folder, (key_file, key), lock)
                try:
                    yield StagedVault(vault, now, why, folder, self.folders, key_file)
                finally:
                    if now:
                        now.shut()

    def _now(self, folder: Path, opened: tuple[KeyFile, bytes], lock: FileLock) -> tuple[OpenVault | None, str]:
        """Return the vault that is there, open, or why it is not; its own key files are not needed for it."""
        if not (folder / DATABASE).exists():
            return None, _NOTHING
        lock.acquire()  # closing the vault gives it back once
        try:
            return self.folders.opened_as_it_is(folder, opened, lock), ""
        except SupervisionError as fault:
            return None, f"What would be lost cannot be told: {fault}"


@contextmanager
def _staged(folder: Path, backup: Path, opened: tuple[KeyFile, bytes]) -> Iterator[OpenVault]:
    key_file, key = opened
    staged = putting_back.begin(folder)
    try:
        with in_words(folder):
            # What was put aside may have its last saves in its log.
            for name in (DATABASE, *([putting_back.LOG] if _has_log(backup) else [])):
                shutil.copyfile(backup / name, staged / name)
                (staged / name).chmod(PRIVATE_FILE)
        if not _has_log(backup):
            check_copy(staged / DATABASE, key)
        write_key_files(staged, key_file)
        heads = HeadFile(key_file.vault, staged / putting_back.HEADS)
        database = Database(staged / DATABASE, key)
        vault = OpenVault(database, FileLock(staged / "vault.lock"), heads)
        try:
            if _has_log(backup):
                check_open(database, backup)
            vault.be_of_this_version()
            yield vault
        finally:
            vault.shut()
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _has_log(backup: Path) -> bool:
    log = backup / putting_back.LOG
    return log.exists() and log.stat().st_size > 0


def _known(backup: Path) -> list[KeyFile]:
    if not (backup / DATABASE).exists():
        message = f"There is no backup in {backup}: that is a folder with the files vault.db and vault.keys."
        raise WrongUse(message)
    return read_key_files(backup)


def _there(folder: Path) -> list[KeyFile]:
    """Return the key files that are in the folder; none where they are gone or damaged, too."""
    try:
        return read_key_files(folder)
    except CannotUnlock:
        return []
