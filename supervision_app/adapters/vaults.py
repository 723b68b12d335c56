"""A vault on disk: a folder with the encrypted database, its key file and its lock."""

import os
import secrets
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from supervision_app.adapters.broken_off import is_broken_off, put_aside
from supervision_app.adapters.clock import SystemClock
from supervision_app.adapters.files import PRIVATE_FILE, make_folder
from supervision_app.adapters.keys.held_key import HeldKey
from supervision_app.adapters.keys.key_file import (
    COPY,
    DIFFER,
    NAME,
    KeyFile,
    look_after,
    read_key_files,
    unlocked,
    write_key_files,
)
from supervision_app.adapters.keys.key_store import KeyStore
from supervision_app.adapters.keys.organisation import Council
from supervision_app.adapters.keys.quick_unlock import QuickUnlock, Store
from supervision_app.adapters.keys.remembered import digest
from supervision_app.adapters.keys.tries import CountedTries
from supervision_app.adapters.open_vault import OpenVault, check_revision, have_recovery_typed_back, missing
from supervision_app.adapters.policy import read_policy
from supervision_app.adapters.storage import place, putting_back
from supervision_app.adapters.storage.backups import FOLDER as BACKUPS
from supervision_app.adapters.storage.backups import Backups
from supervision_app.adapters.storage.database import KEY_BYTES, Database, look_into, peek
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.services.errors import CannotUnlock, CannotWrite, ChecksFailed, VaultInUse, WrongUse
from supervision_app.services.ports import Clock, WaysIn

DATABASE, LOCK = "vault.db", "vault.lock"
_NOT_LET_IN = "Until then, the key of your council is neither let into this vault nor changed there."
_ANYTHING = "SELECT count(*) FROM sqlite_master"


class VaultFolders:
    """Making and opening vaults on this computer's own disk."""

    def __init__(
        self,
        state_folder: Path | None = None,
        clock: Clock | None = None,
        key_store: Callable[[str], Store] = KeyStore,
        policy: Callable[[], Council | None] = read_policy,
    ) -> None:
        """Take where head files and tries are kept, the clock, what gives a key store for a name, and the policy.

        Unless given, these are the per-user state folder, this computer's clock, its key store, and its policy.
        """
        self._state_folder, self._clock, self._key_store = state_folder, clock or SystemClock(), key_store
        self._policy = policy

    def create(self, folder: Path, passphrase: str) -> tuple[OpenVault, str]:
        """Make an empty vault; returns it open, with its recovery key in words.

        Raises WrongUse where one is already, or where the folder is no place for a vault.
        """
        self._finish(folder)
        if is_broken_off(folder, self._state_folder):
            put_aside(folder)
        _check_empty(folder)
        place.check_place(folder)
        council = self._policy()  # a broken one is refused before anything is made
        key = secrets.token_bytes(KEY_BYTES)
        empty = KeyFile(str(uuid.uuid4()), ())
        key_file, recovery = empty.with_passphrase(key, passphrase).with_new_recovery(key)
        _make_private(folder)
        lock = _lock(folder)
        try:
            _check_empty(folder)  # again, now that nobody else can make one here
            with _nothing_left(folder):
                write_key_files(folder, key_file)
                vault = self._new(folder, (key_file, key), lock, council)
        except BaseException:
            lock.release()
            raise
        return vault, recovery

    def _new(self, folder: Path, opened: tuple[KeyFile, bytes], lock: FileLock, council: Council | None) -> OpenVault:
        vault = self._opened(folder, opened, lock, new=True)
        try:
            vault.let_in(council, new=True)
        except BaseException:
            vault.shut()  # its files are taken away, which some systems refuse while they are open
            raise
        return vault

    def open(self, folder: Path, passphrase: str) -> OpenVault:
        """Open a vault with its passphrase; raises WrongUse, CannotUnlock, VaultInUse or ChecksFailed.

        After wrong passphrases it raises TryLater for a while, and tries nothing.
        """
        return self._open(folder, lambda known: self._by_passphrase(known, passphrase))

    def open_with_pin(self, folder: Path, pin: str) -> OpenVault:
        """Open a vault with its PIN; raises WrongSecret, PinGone, NoKeyStore, and what `open` raises."""
        return self._open(folder, lambda known: (known[0], self.quick(known[0]).unlock(pin)), by_pin=True)

    def seconds_to_wait(self, folder: Path) -> int:
        """Return how many seconds the next passphrase has to wait."""
        return self.tries(self._known(folder)[0]).seconds_left()

    def ways_in(self, folder: Path) -> WaysIn:
        """Return what opens the vault now. It may take as long as the key store of this computer takes."""
        quick = self.quick(self._known(folder)[0])
        ready, why = quick.ready()
        return WaysIn(self.seconds_to_wait(folder), ready, quick.offered(), why)

    def check_recovery(self, folder: Path, recovery_key: str) -> None:
        """Raise CannotUnlock unless this recovery key opens the vault; nothing is changed, and the key not spent."""
        unlocked(self._known(folder), lambda one: one.recover(recovery_key))

    def recover(self, folder: Path, recovery_key: str, passphrase: str, *, to_type_back: bool = False) -> str:
        """Set a new passphrase with the recovery key; returns the new recovery key, as the old one is spent.

        With `to_type_back` the vault asks at its opening for the new one, until that is known to be kept.
        """
        return self._new_ways(folder, lambda one: one.recover(recovery_key), passphrase, to_type_back=to_type_back)

    def check_council(self, folder: Path, identity: str) -> None:
        """Raise CannotUnlock unless the council's private key opens the vault, and ChecksFailed unless its database.

        Nothing is changed, not even by a lock.
        """
        _file, key = unlocked(_known(folder), lambda one: one.open_by_council(identity))
        _check_whole(folder, key)
        look_into(folder / DATABASE, key, lambda connection: connection.execute(_ANYTHING).fetchone())

    def open_by_council(self, folder: Path, identity: str, passphrase: str, *, to_type_back: bool = False) -> str:
        """Set a new passphrase with the council's private key; returns the new recovery key.

        Anybody can seal some key to a council: so it has to open the database before anything is written over.
        """
        self.check_council(folder, identity)
        return self._new_ways(folder, lambda one: one.open_by_council(identity), passphrase, to_type_back=to_type_back)

    def _new_ways(
        self, folder: Path, key_of: Callable[[KeyFile], bytes], passphrase: str, *, to_type_back: bool
    ) -> str:
        known = self._known(folder)
        with _locked(folder):
            key_file, key = unlocked(known, key_of)
            renewed, recovery = key_file.with_passphrase(key, passphrase).with_new_recovery(key)
            self._change_keys(folder, key_file, key, renewed, to_type_back=to_type_back)
            self.tries(key_file).forget()
        return recovery

    def change_passphrase(self, folder: Path, passphrase: str, new: str) -> None:
        """Set a new passphrase with the old one."""
        known = self._known(folder)
        with _locked(folder):
            key_file, key = self._by_passphrase(known, passphrase)
            self._change_keys(folder, key_file, key, key_file.with_passphrase(key, new))

    @property
    def heads(self) -> Path:
        """Return the folder in which the newest heads of vaults are remembered."""
        return HeadFile("", self._state_folder).path.parent

    @contextmanager
    def alone(self, folder: Path) -> Iterator[FileLock]:
        """Return a context in which nobody else has the folder, which is made where it is not there yet."""
        place.check_place(folder)
        _make_private(folder)
        lock = _lock(folder)
        try:
            yield lock
        finally:
            lock.release(force=True)

    def _known(self, folder: Path) -> list[KeyFile]:
        """Return the key files of a vault; a restoring that a crash broke off is finished before."""
        self._finish(folder)
        return _known(folder)

    def _finish(self, folder: Path) -> None:
        if putting_back.is_unfinished(folder):
            with _locked(folder):
                putting_back.finish(folder, self.heads)

    def _by_passphrase(self, known: Sequence[KeyFile], passphrase: str) -> tuple[KeyFile, bytes]:
        with self.tries(known[0]).counted():
            return unlocked(known, lambda one: one.unlock(passphrase))

    def tries(self, key_file: KeyFile) -> CountedTries:
        """Return what counts the wrong passphrases of a vault."""
        return CountedTries(key_file.vault, self._clock, self._state_folder)

    def quick(self, key_file: KeyFile) -> QuickUnlock:
        """Return the quick unlock of a vault."""
        store = self._key_store(digest(key_file.vault))
        return QuickUnlock(key_file.vault, key_file.digest(), store, self._clock, self._state_folder)

    def _open(
        self, folder: Path, unlock: Callable[[Sequence[KeyFile]], tuple[KeyFile, bytes]], *, by_pin: bool = False
    ) -> OpenVault:
        known = self._known(folder)
        place.check_place(folder)
        lock = _lock(folder)
        try:
            opened = unlock(known)
            _check_whole(folder, opened[1])
            return self._opened(folder, opened, lock, by_pin=by_pin)
        except BaseException:
            lock.release()
            raise

    def opened_as_it_is(self, folder: Path, opened: tuple[KeyFile, bytes], lock: FileLock) -> OpenVault:
        """Return a vault whose key is known, open for reading; closing it releases the lock, and so does a fault.

        Raises ChecksFailed where it is of an earlier version.
        """
        try:
            _check_whole(folder, opened[1])
            head_file = HeadFile(opened[0].vault, self._state_folder)
            vault = OpenVault(Database(folder / DATABASE, opened[1]), lock, head_file)
        except BaseException:
            lock.release()
            raise
        try:
            vault.need_this_version()
        except BaseException:
            vault.shut()
            raise
        return vault

    def _opened(
        self, folder: Path, opened: tuple[KeyFile, bytes], lock: FileLock, *, new: bool = False, by_pin: bool = False
    ) -> OpenVault:
        os.umask(0o077)
        key_file, key = opened
        head_file = HeadFile(key_file.vault, self._state_folder)
        held = HeldKey(folder, opened, self.quick, by_pin=by_pin)
        vault = OpenVault(Database(folder / DATABASE, key), lock, head_file, held, self._backups(folder))
        try:
            if new:
                vault.make_tables()
            else:
                vault.be_of_this_version()
                if not by_pin:
                    self._look_after(vault, folder, key_file)
        except BaseException:
            vault.shut()
            raise
        return vault

    def _look_after(self, vault: OpenVault, folder: Path, key_file: KeyFile) -> None:
        """Mend the key files, and let the council's key in; what keeps that from being done shuts nobody out."""
        said = look_after(folder, key_file)
        vault.notice(said)
        try:
            council = self._policy()
        except WrongUse as fault:
            vault.notice(str(fault))
            council = None
        if DIFFER in said:
            # One of them is damaged, and writing both might lose the whole one.
            vault.notice(_NOT_LET_IN if council else "")
            return
        try:
            vault.let_in(council)
        except (CannotWrite, ChecksFailed) as fault:
            vault.notice(f"The council’s key could not be let into this vault. {fault}")

    def _backups(self, folder: Path) -> Backups:
        return Backups(folder / BACKUPS, self._clock)

    def _change_keys(
        self, folder: Path, key_file: KeyFile, key: bytes, renewed: KeyFile, *, to_type_back: bool = False
    ) -> None:
        """Write other ways in, after a backup; the backups are opened by the new ones alone then."""
        backups = self._backups(folder)
        # Whoever forgot a passphrase must come in though the database is damaged: then there is nothing to copy.
        with suppress(ChecksFailed, CannotUnlock):
            _check_whole(folder, key)
            database = Database(folder / DATABASE, key)
            try:
                backups.make(database, key, key_file.as_bytes())
                if to_type_back:
                    have_recovery_typed_back(database)
            finally:
                database.close()
        self.quick(key_file).forget()
        write_key_files(folder, renewed)
        backups.renew_keys(renewed.as_bytes(), key)


def _check_whole(folder: Path, key: bytes) -> None:
    """Raise ChecksFailed when the database is gone, and CannotUnlock when a newer version's last words are in its log.

    SQLite would make a missing or empty file anew without a word, and fold the log into the file to read it.
    """
    path, log = folder / DATABASE, folder / f"{DATABASE}-wal"
    if not (path.exists() and path.stat().st_size):
        raise ChecksFailed(missing(path))
    if log.exists() and log.stat().st_size:
        tables = peek(path, key, "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")
        rows = peek(path, key, "SELECT version_num FROM alembic_version") if tables[0][0] else []
        check_revision(rows[0][0] if rows else "")


def _check_empty(folder: Path) -> None:
    if any(_is_there(folder / name) for name in (DATABASE, NAME, COPY)):
        message = f"There is a vault in {folder} already. Open that one, or choose another folder."
        raise WrongUse(message)


@contextmanager
def _nothing_left(folder: Path) -> Iterator[None]:
    """Return a context that takes the files of a vault away again when it could not be made: they hold nothing."""
    try:
        yield
    except BaseException:
        for name in (NAME, COPY, DATABASE, f"{DATABASE}-wal"):
            with suppress(OSError):
                (folder / name).unlink()
        raise


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as fault:
        message = f"{path.parent} cannot be a vault’s folder: {fault.strerror}. Choose another with --vault."
        raise WrongUse(message) from fault


def _known(folder: Path) -> list[KeyFile]:
    if not any(_is_there(folder / name) for name in (NAME, COPY)):
        message = f"There is no vault in {folder}. Make one with “vault create”, or name its folder with --vault."
        raise WrongUse(message)
    return read_key_files(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = _lock(folder)
    try:
        yield
    finally:
        lock.release()


def _lock(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK, timeout=0, mode=PRIVATE_FILE)
    try:
        lock.acquire()
    except Timeout:
        message = f"The vault in {folder} is open in another window or command. Close that first."
        raise VaultInUse(message) from None
    except OSError as fault:
        message = f"{folder} cannot be written: {fault.strerror}. A vault needs a folder of its owner’s."
        raise CannotWrite(message) from fault
    return lock


def _make_private(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as fault:
        message = f"{folder} cannot be made: {fault.strerror}. Choose another folder with --vault."
        raise CannotWrite(message) from fault
