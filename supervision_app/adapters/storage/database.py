"""One encrypted database on one connection, with faults of the disk turned into words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from supervision_app.services.errors import BrokenOff, CannotUnlock, CannotWrite, ChecksFailed, VaultInUse

T = TypeVar("T")
KEY_BYTES = 32
_BUSY, _READ_ONLY, _INTERRUPTED, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = 5, 8, 9, 10, 11, 13, 14, 26
_PRIMARY = 0xFF
_WHY = {
    _FULL: "there is no room on the disk",
    _IO: "there is no room on the disk, or it cannot be read or written",
    _CANNOT_OPEN: "no file opens",
}
_NOT_TEXT = "Could not decode to UTF-8"
_STEPS = 10_000
"""After so many steps of a statement SQLite asks whether it should go on: well under a millisecond of work."""
_BROKEN_OFF = "This was broken off because the vault was locked: nothing of it was saved. Do it again."

_SETTINGS = (
    # The key is locked and wiped in any case. ON does so to every page, at 2.5 times the cost (ADR 0004).
    "PRAGMA cipher_memory_security = OFF",
    "PRAGMA journal_mode = WAL",
    # NORMAL loses acknowledged commits at power loss: here a lost commit is a lost action.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -64000",
)


class Database:
    """The vault's one connection. Nested transactions join the outermost one."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open the file with a raw key of 32 bytes; raises CannotUnlock when the key does not fit."""
        self.path = path
        with _in_words():
            self._engine = _engine(path, key)
            self.connection: Connection = self._engine.connect()
        self._depth = 0
        self._leaving, self._breakable = Event(), False

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Return a context whose work is ended by `break_off`, with BrokenOff and nothing of it kept."""
        driver: Any = self.connection.connection.driver_connection
        # Asked by SQLite itself: an interrupt from outside is lost where it comes between two statements.
        driver.set_progress_handler(self._leaving.is_set, _STEPS)
        self._breakable = True
        try:
            self.go_on()
            yield
        finally:
            self._breakable = False
            driver.set_progress_handler(None, _STEPS)

    def break_off(self) -> None:
        """End breakable work, the running and any that comes; from any thread, and without waiting for it."""
        self._leaving.set()

    def go_on(self) -> None:
        """Raise BrokenOff in breakable work that is to end."""
        if self._breakable and self._leaving.is_set():
            raise BrokenOff(_BROKEN_OFF)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Return a context that keeps everything or nothing."""
        self.go_on()
        if self._depth:
            yield self.connection
            return
        with _in_words():
            self._depth = 1
            try:
                with self.connection.begin():
                    yield self.connection
            finally:
                self._depth = 0

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Return a transaction in which tables may be made anew: rows that others point to do not take those along.

        At its end nothing may point nowhere; raises ChecksFailed, and everything is as before.
        """
        driver: Any = self.connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")  # inside a transaction SQLite does not listen
        try:
            with self.transaction() as connection:
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    message = "This vault could not be brought to the new version: a row would point nowhere."
                    raise ChecksFailed(message)
        finally:
            driver.execute("PRAGMA foreign_keys = ON")

    @property
    def busy(self) -> bool:
        """Return whether a transaction is running."""
        return bool(self._depth)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Return a context for reading; inside a transaction it sees what that wrote."""
        with self.transaction() as connection:
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Return a context in which anything may be tried: whatever was changed is undone at its end."""
        inside = self._depth
        if not inside:
            self.fold()
        with _in_words():
            self._depth = inside + 1
            transaction = self.connection.begin_nested() if inside else self.connection.begin()
            try:
                yield self.connection
            finally:
                self._depth = inside
                transaction.rollback()

    def fold(self) -> None:
        """Fold the log into the one file. Where that fails everything is still whole: the log stays beside it."""
        # Past SQLAlchemy, which would begin a transaction first: a checkpoint cannot run inside one.
        driver: Any = self.connection.connection.driver_connection
        with suppress(sqlcipher.DatabaseError):
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing of what was erased is left in it or in its log.

        Raises CannotWrite where there is no room for it; everything is as it was then.
        """
        driver: Any = self.connection.connection.driver_connection
        with _in_words():
            driver.execute("VACUUM")  # outside a transaction, and past SQLAlchemy, which would begin one
        self.fold()

    def copy_to(self, copy: Any, pages: int, so_far: Callable[[int, int, int], None]) -> None:
        """Copy everything into another open database, so many pages at a time; `so_far` hears of it after each."""
        driver: Any = self.connection.connection.driver_connection

        def goes_on(*how_far: int) -> None:
            self.go_on()
            so_far(*how_far)

        try:
            driver.backup(copy, pages=pages, progress=goes_on)
        except sqlcipher.DatabaseError as fault:
            raise _of_a_copy(fault) from fault

    @property
    def closed(self) -> bool:
        """Return whether it was closed."""
        return self.connection.closed

    def close(self) -> None:
        """Write everything into the one file, and close it; a second time nothing happens."""
        if self.closed:
            return
        try:
            self.fold()
        finally:
            self.connection.close()
            self._engine.dispose()


def peek(path: Path, key: bytes, query: str) -> list[Any]:
    """Return what a query gives without changing a byte of the vault.

    To open a database for writing folds the log that a crash left behind into the file.
    """
    index = path.with_name(f"{path.name}-shm")
    was_there = index.exists()
    with _in_words():
        connection = sqlcipher.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            keyed(connection, key)
            return list(connection.execute(query))
        finally:
            connection.close()
            if not was_there:
                index.unlink(missing_ok=True)


def look_into(path: Path, key: bytes, look: Callable[[Any], T]) -> T:
    """Return what is found in a database that nobody writes to, without a byte beside it; raises ChecksFailed."""
    connection = sqlcipher.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)
    try:
        keyed(connection, key)
        return look(connection)
    except sqlcipher.DatabaseError as fault:
        message = f"{path} cannot be read: it is damaged, or of another vault. Use another one."
        raise ChecksFailed(message) from fault
    finally:
        connection.close()


def keyed(connection: Any, key: bytes) -> None:
    """Give a connection its key, before anything else is asked of it."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(f"x'{key.hex()}'")


def _engine(path: Path, key: bytes) -> Engine:
    if len(key) != KEY_BYTES:
        # A short key would silently be taken for a passphrase.
        message = "The vault's key is not whole."
        raise CannotUnlock(message)

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            return settled(connection)
        except BaseException:
            connection.close()  # else the file is held until somebody tidies up
            raise

    def settled(connection: Any) -> Any:
        keyed(connection, key)
        # Before the first look into the file: so the log's index stays in memory, and no file of it is left by a crash.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS:
            connection.execute(setting)
        return connection

    # hide_parameters keeps people's words out of exceptions and so out of logs.
    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (sqlcipher.DatabaseError, DBAPIError) as fault:
        raise _worded(fault) from fault


def _of_a_copy(fault: sqlcipher.DatabaseError) -> BaseException:
    """Return what went wrong while copying: these faults carry words and no number."""
    said = str(fault)
    if "malformed" in said or "not a database" in said:
        return ChecksFailed("The vault’s file is damaged, so no backup can be made. Restore the newest one.")
    why = _WHY[_FULL] if "full" in said else _WHY[_IO]
    return CannotWrite(f"No backup could be made: {why}. Make room on the disk, or look at it, and try again.")


def _worded(fault: BaseException) -> BaseException:
    original = getattr(fault, "orig", None) or fault
    code = getattr(original, "sqlite_errorcode", 0) & _PRIMARY
    if code == _NOT_A_DATABASE:
        return CannotUnlock("The key does not open this vault, or its first page is damaged. Restore a backup.")
    if code == _CORRUPT or _NOT_TEXT in str(original):
        return ChecksFailed("The vault’s file is damaged. Keep it, and restore the newest backup beside it.")
    if code in {_FULL, _IO, _READ_ONLY, _CANNOT_OPEN}:
        return CannotWrite(
            f"The vault could not be written: {_WHY.get(code, 'the disk is read-only')}. Nothing was saved this time. "
            "Make room on the disk, or give the right to write, and try again."
        )
    if code == _INTERRUPTED:
        return BrokenOff(_BROKEN_OFF)
    if code == _BUSY:
        return VaultInUse("The vault is in use by another window or command. Close that first.")
    return fault
