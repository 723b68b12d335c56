"""The tables that Alembic makes are the tables that the models describe, and a failed migration leaves nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.storage import migrating
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.adapters.storage.migrations.versions import v0001_ledger, v0002_drafts, v0003_waiting
from supervision_app.adapters.storage.tables import Lasting
from supervision_app.services.desk import Desk
from supervision_app.services.errors import ChecksFailed
from tests.fakes.tampering import KEY

LASTING = ("draft", "entry", "ledger_commit", "setting", "waiting")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    made = Database(tmp_path / "vault.db", KEY)
    yield made
    made.close()


def shape(database: Database, table: str) -> dict[str, Any]:
    """Return all that a table promises."""
    with database.reading() as connection:
        found = inspect(connection)
        return {
            "columns": [
                (one["name"], str(one["type"]), one["nullable"], one["default"]) for one in found.get_columns(table)
            ],
            "key": found.get_pk_constraint(table),
            "indexes": sorted((one["name"], one["column_names"], one["unique"]) for one in found.get_indexes(table)),
            "checks": sorted((one["name"], one["sqltext"]) for one in found.get_check_constraints(table)),
            "foreign": sorted(
                (one["name"], one["constrained_columns"], one["referred_table"], one["referred_columns"])
                for one in found.get_foreign_keys(table)
            ),
            "unique": found.get_unique_constraints(table),
        }


def test_the_migrated_tables_are_those_of_the_models(database: Database, tmp_path: Path) -> None:
    with database.transaction() as connection:
        migrating.migrate(connection)
    modelled = Database(tmp_path / "modelled.db", KEY)
    with modelled.transaction() as connection:
        Lasting.metadata.create_all(connection)

    assert set(Lasting.metadata.tables) == set(LASTING)
    for table in LASTING:
        assert shape(database, table) == shape(modelled, table)
    assert shape(database, "entry")["indexes"] != []
    assert shape(database, "entry")["checks"] != []
    assert shape(database, "entry")["foreign"] != []
    modelled.close()


def test_the_head_is_the_newest_script(database: Database) -> None:
    assert v0003_waiting.revision == migrating.HEAD
    assert migrating.known_revisions() == {"0001", "0002", "0003"}
    with database.transaction() as connection:
        assert migrating.revision_of(connection) == ""
        migrating.migrate(connection)
        assert migrating.revision_of(connection) == migrating.HEAD


def test_migrating_twice_changes_nothing(database: Database) -> None:
    with database.transaction() as connection:
        migrating.migrate(connection)
        before = connection.exec_driver_sql("SELECT sql FROM sqlite_master").fetchall()
        migrating.migrate(connection)
        assert connection.exec_driver_sql("SELECT sql FROM sqlite_master").fetchall() == before


def test_an_empty_table_of_revisions_is_a_new_vault(database: Database) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        assert migrating.revision_of(connection) == ""


def test_a_failed_migration_leaves_nothing_of_it(database: Database) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE setting (in_the_way TEXT)")

    with pytest.raises(OperationalError, match="already exists"), database.transaction() as connection:
        migrating.migrate(connection)

    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["setting"]
        assert migrating.revision_of(connection) == ""


@pytest.mark.parametrize("script", [v0001_ledger, v0002_drafts, v0003_waiting])
def test_no_migration_leads_back(script: Any) -> None:
    with pytest.raises(NotImplementedError):
        script.downgrade()


def _as_before_drafts(folder: Path) -> int:
    """Take the vault back to the first revision; returns how many entries it holds."""
    database = Database(folder / "vault.db", bytes(32))
    with database.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE draft")
        connection.exec_driver_sql("DROP TABLE waiting")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
        count: int = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
    database.close()
    return count


def test_a_vault_of_the_first_revision_opens_with_all_its_entries(team: Desk, tmp_path: Path) -> None:
    team.vault.close()
    entries = _as_before_drafts(tmp_path / "vault")

    vault = reopened(tmp_path)

    assert vault.revision() == migrating.HEAD
    assert vault.check().problems == ()
    assert vault.check().entries == entries > 0
    assert vault.drafts.begun("") == {}
    vault.close()


def test_while_tables_are_made_anew_nothing_that_points_to_them_is_taken_along(team: Desk, tmp_path: Path) -> None:
    team.vault.close()
    database = Database(tmp_path / "vault" / "vault.db", bytes(32))
    with pytest.raises(ChecksFailed, match="point nowhere"):
        _migrated_badly(database)

    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ledger_commit").scalar_one() > 0
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    database.close()


def _migrated_badly(database: Database) -> None:
    with database.migrating() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
        connection.exec_driver_sql("DELETE FROM ledger_commit")
        assert connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one() == before


def reopened(tmp_path: Path) -> OpenVault:
    """Return the vault opened again, brought to the newest revision."""
    lock = FileLock(tmp_path / "vault" / "vault.lock")
    lock.acquire()
    database = Database(tmp_path / "vault" / "vault.db", bytes(32))
    vault = OpenVault(database, lock, HeadFile("vault", tmp_path / "state"))
    vault.make_tables()
    return vault
