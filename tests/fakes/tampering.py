"""Vaults opened past the passphrase, to look behind them and to do to them what nobody should."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock
from sqlalchemy import Connection

from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.reference import ShippedReference
from supervision_app.adapters.storage import checking, migrating
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.adapters.storage.ledger_store import StoredLedger
from supervision_app.adapters.storage.projected import LAYOUT
from supervision_app.adapters.storage.settings import Settings
from supervision_app.services.desk import Desk
from supervision_app.services.ports import Vault, silent
from tests.fakes.desks import StandingClock

KEY = bytes(32)
"""The key of the vaults that `make_desk` makes."""


def head_file_of(folder: Path) -> HeadFile:
    """Return the head file of a vault that `make_desk` made in this folder."""
    return HeadFile(folder.name, folder.parent / "state")


def reopen(folder: Path) -> OpenVault:
    """Open a vault again that `make_desk` made and that was closed."""
    lock = FileLock(folder / "vault.lock")
    lock.acquire()
    vault = OpenVault(Database(folder / "vault.db", KEY), lock, head_file_of(folder))
    vault.make_tables()
    return vault


def desk_over(vault: Vault) -> Desk:
    """Return somebody at this vault."""
    return Desk(vault, StandingClock(), ShippedReference())


def bare_database(path: Path) -> Database:
    """Return a new encrypted database with its tables, and nobody's vault."""
    database = Database(path, KEY)
    with database.transaction() as connection:
        migrating.migrate(connection)
        checking.build(connection, silent)
    Settings(database).set({"layout": LAYOUT})
    return database


def bare_ledger(database: Database) -> StoredLedger:
    """Return a ledger that nobody outside remembers."""
    return StoredLedger(database, lambda *_: None)


@contextmanager
def behind(path: Path, key: bytes = KEY) -> Iterator[Any]:
    """Return the database as somebody with the key and a tool would open it."""
    connection = sqlcipher.connect(str(path), isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(f"x'{key.hex()}'")
        yield connection
    finally:
        connection.close()


@contextmanager
def undone(database: Database) -> Iterator[Connection]:
    """Return a transaction in which anything may be done, and which is rolled back at the end."""
    with database.transaction() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        with connection.begin_nested() as inner:
            yield connection
            inner.rollback()
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def put_back(copy: Path, folder: Path) -> None:
    """Put an earlier copy of a vault's folder in its place."""
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)


def content(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes; the backups are left out, which have tests of their own."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
