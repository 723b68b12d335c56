"""A vault on disk: a folder with the encrypted database, its key file and its lock."""

import os
import secrets
import uuid
from pathlib import Path

from filelock import FileLock, Timeout

from supervision_app.adapters.files import PRIVATE_FOLDER, write_whole
from supervision_app.adapters.keys.key_file import COPY, NAME, NEWER, KeyFile, read_key_file
from supervision_app.adapters.storage import checking, migrating, place
from supervision_app.adapters.storage.database import KEY_BYTES, Database
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.adapters.storage.ledger_store import Settings, StoredLedger
from supervision_app.adapters.storage.projected import LAYOUT
from supervision_app.adapters.storage.views import StoredViews
from supervision_app.ledger.commit import DeviceKey
from supervision_app.services.errors import CannotUnlock, CannotWrite, VaultInUse, WrongUse
from supervision_app.services.ports import Progress, silent
from supervision_app.services.read_models import CheckReport

DATABASE, LOCK = "vault.db", "vault.lock"


class OpenVault:
    """An unlocked vault. It alone has the folder until it is closed."""

    def __init__(self, database: Database, lock: FileLock, head_file: HeadFile) -> None:
        """Take the open database with its lock and head file."""
        self._database, self._lock, self._head_file = database, lock, head_file
        self._settings = Settings(database)
        self._owner = ""
        self.ledger = StoredLedger(database, head_file.write)
        self.views = StoredViews(database)

    @property
    def device(self) -> bytes:
        """Return the private bytes of this device's signing key."""
        return bytes.fromhex(self._settings.get("device"))

    @property
    def owner(self) -> str:
        """Return the id of the person whose vault this is."""
        if not self._owner:
            self._owner = self._settings.get("owner")
        return self._owner

    def settle(self, owner: str, team: str) -> None:
        """Remember whose vault this is: the owner's id and the team's stream."""
        self._settings.set({"owner": owner, "team": team})

    def make_tables(self) -> None:
        """Bring the tables to this version: the lasting ones migrated, the others built again where they changed."""
        with self._database.transaction() as connection:
            if migrating.revision_of(connection) != migrating.HEAD:
                migrating.migrate(connection)
            if self._settings.get("layout") != LAYOUT:
                checking.build(connection, silent)
                self._settings.set({"layout": LAYOUT})
            if not self._settings.get("device"):
                self._settings.set({"device": DeviceKey.fresh().hex()})

    def revision(self) -> str:
        """Return the revision of the lasting tables."""
        with self._database.reading() as connection:
            return migrating.revision_of(connection)

    def check(self, progress: Progress = silent) -> CheckReport:
        """Return what the checks found."""
        return checking.check(self._database, self._head_file.read(), progress)

    def rebuild(self, progress: Progress = silent) -> CheckReport:
        """Drop the projections, build them again, and compare."""
        return checking.rebuild(self._database, progress, lambda layout: self._settings.set({"layout": layout}))

    def close(self) -> None:
        """Close the vault; nothing can be read until it is unlocked again."""
        try:
            self._database.close()
        finally:
            self._lock.release()


class VaultFolders:
    """Making and opening vaults on this computer's own disk."""

    def __init__(self, state_folder: Path | None = None) -> None:
        """Take the folder for head files; the per-user state folder unless given."""
        self._state_folder = state_folder

    def create(self, folder: Path, passphrase: str) -> tuple[OpenVault, str]:
        """Make an empty vault; returns it open, with its recovery key in words.

        Raises WrongUse where one is already, or where the folder is no place for a vault.
        """
        if any((folder / name).exists() for name in (DATABASE, NAME, COPY)):
            message = f"There is a vault in {folder} already. Open that one, or choose another folder."
            raise WrongUse(message)
        place.check_place(folder)
        key = secrets.token_bytes(KEY_BYTES)
        empty = KeyFile(str(uuid.uuid4()), ())
        key_file, recovery = empty.with_passphrase(key, passphrase).with_new_recovery(key)
        _make_private(folder)
        lock = _lock(folder)
        try:
            _write_keys(folder, key_file)
            vault = self._opened(folder, key, key_file.vault, lock)
        except BaseException:
            lock.release()
            raise
        return vault, recovery

    def open(self, folder: Path, passphrase: str) -> OpenVault:
        """Open a vault with its passphrase; raises WrongUse, CannotUnlock or VaultInUse."""
        key_file = _known(folder)
        place.check_place(folder)
        lock = _lock(folder)
        try:
            return self._opened(folder, key_file.unlock(passphrase), key_file.vault, lock)
        except BaseException:
            lock.release()
            raise

    def recover(self, folder: Path, recovery_key: str, passphrase: str) -> str:
        """Set a new passphrase with the recovery key; returns the new recovery key, as the old one is spent."""
        key_file = _known(folder)
        with _lock(folder):
            key = key_file.recover(recovery_key)
            renewed, recovery = key_file.with_passphrase(key, passphrase).with_new_recovery(key)
            _write_keys(folder, renewed)
        return recovery

    def change_passphrase(self, folder: Path, passphrase: str, new: str) -> None:
        """Set a new passphrase with the old one."""
        key_file = _known(folder)
        with _lock(folder):
            _write_keys(folder, key_file.with_passphrase(key_file.unlock(passphrase), new))

    def _opened(self, folder: Path, key: bytes, vault_id: str, lock: FileLock) -> OpenVault:
        os.umask(0o077)
        vault = OpenVault(Database(folder / DATABASE, key), lock, HeadFile(vault_id, self._state_folder))
        try:
            _check_revision(vault.revision())
            vault.make_tables()
        except BaseException:
            vault.close()
            raise
        return vault


def _check_revision(revision: str) -> None:
    if revision and revision != migrating.HEAD and revision not in migrating.known_revisions():
        raise CannotUnlock(NEWER)


def _known(folder: Path) -> KeyFile:
    if not any((folder / name).exists() for name in (NAME, COPY)):
        message = f"There is no vault in {folder}. Make one with “vault create”, or name its folder with --vault."
        raise WrongUse(message)
    return read_key_file(folder)


def _lock(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        message = f"The vault in {folder} is open in another window or command. Close that first."
        raise VaultInUse(message) from None
    except OSError as fault:
        message = f"{folder} cannot be written: {fault.strerror}. A vault needs a folder of its owner’s."
        raise CannotWrite(message) from fault
    return lock


def _write_keys(folder: Path, key_file: KeyFile) -> None:
    for name in (NAME, COPY):
        write_whole(folder / name, key_file.as_bytes())


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
    except OSError as fault:
        message = f"{folder} cannot be made: {fault.strerror}. Choose another folder with --vault."
        raise CannotWrite(message) from fault
