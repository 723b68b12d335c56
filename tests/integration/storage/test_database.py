"""One encrypted database: its settings are in force, and what goes wrong is said in words and undone."""

import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from supervision_app.adapters.storage.database import Database, peek
from supervision_app.adapters.storage.settings import Settings
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.people import Person
from supervision_app.services.desk import Word
from supervision_app.services.errors import CannotUnlock, CannotWrite, ChecksFailed, VaultInUse
from tests.fakes.desks import MONDAY, make_desk
from tests.fakes.tampering import KEY, bare_database, behind, content, desk_over, head_file_of, reopen

OWNER = Person("1", "Moira Khan", "manager")
NAMES = "SELECT name FROM setting ORDER BY name"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database with its tables."""
    made = bare_database(tmp_path / "vault.db")
    yield made
    made.close()


def names(database: Database) -> list[str]:
    """Return the names of the settings that are kept."""
    with database.reading() as connection:
        return [row[0] for row in connection.exec_driver_sql(NAMES)]


def keep(database: Database, *wanted: str) -> None:
    """Remember settings of these names."""
    Settings(database).set(dict.fromkeys(wanted, "x"))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synchronous", 2),
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("locking_mode", "exclusive"),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("cipher_memory_security", "0"),
        ("cache_size", -64000),
    ],
)
def test_the_settings_are_in_force(tmp_path: Path, setting: str, value: object) -> None:
    bare_database(tmp_path / "vault.db").close()
    again = Database(tmp_path / "vault.db", KEY)

    with again.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {setting}").scalar() == value
    again.close()


def test_an_open_database_is_closed_to_everybody_else(database: Database) -> None:
    database.close()
    database.close()
    again = Database(database.path, KEY)
    keep(again, "mine")

    with behind(database.path) as other, pytest.raises(sqlcipher.OperationalError, match="locked"):
        other.execute(NAMES).fetchall()
    again.close()


def test_no_index_of_the_log_is_left_for_others(database: Database) -> None:
    database.close()
    again = Database(database.path, KEY)
    keep(again, "mine")

    assert sorted(content(database.path.parent)) == ["vault.db", "vault.db-wal"]
    again.close()
    assert sorted(content(database.path.parent)) == ["vault.db"]


@pytest.mark.parametrize("key", [b"", b"short", bytes(31), bytes(33)])
def test_a_key_that_is_not_whole_is_never_taken_for_a_passphrase(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(CannotUnlock, match="not whole"):
        Database(tmp_path / "vault.db", key)
    assert list(tmp_path.iterdir()) == []


def test_another_key_does_not_open_it(database: Database) -> None:
    database.close()
    before = content(database.path.parent)

    with pytest.raises(CannotUnlock, match="key does not open this vault"):
        Database(database.path, b"\x01" * 32)
    with pytest.raises(CannotUnlock):
        peek(database.path, b"\x01" * 32, NAMES)
    assert content(database.path.parent) == before


def test_a_plain_database_is_not_opened(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "vault.db")
    plain.execute("CREATE TABLE setting (name, value)")
    plain.close()

    with pytest.raises(CannotUnlock):
        Database(tmp_path / "vault.db", KEY)


def test_something_else_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "vault.db").mkdir()

    with pytest.raises(CannotWrite, match="Nothing was saved"):
        Database(tmp_path / "vault.db", KEY)
    with pytest.raises(CannotWrite):
        Database(tmp_path / "nowhere" / "vault.db", KEY)


def test_transactions_inside_another_join_it(database: Database) -> None:
    assert not database.busy
    with pytest.raises(LookupError), database.transaction():
        _keep_two_and_fail(database)

    assert not database.busy
    assert names(database) == ["layout"]


def _keep_two_and_fail(database: Database) -> None:
    keep(database, "first")
    with database.transaction():
        keep(database, "second")
        assert database.busy
    assert names(database) == ["first", "layout", "second"]
    raise LookupError


def test_what_was_kept_is_there_after_opening_again(database: Database) -> None:
    with database.transaction():
        keep(database, "first")
        keep(database, "second")
    database.close()
    again = Database(database.path, KEY)

    assert names(again) == ["first", "layout", "second"]
    again.close()


def test_a_statement_that_breaks_a_rule_undoes_the_whole(database: Database) -> None:
    with pytest.raises(IntegrityError) as fault, database.transaction() as connection:
        _keep_twice(connection)

    assert "Aoife" not in str(fault.value)
    assert names(database) == ["layout"]


def _keep_twice(connection: Connection) -> None:
    for value in ("Ben Okafor", "Aoife Byrne"):
        connection.exec_driver_sql("INSERT INTO setting VALUES ('first', ?)", (value,))


def test_a_fault_that_is_ours_stays_what_it_is(database: Database) -> None:
    with pytest.raises(OperationalError, match="no such table"), database.transaction() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_text_that_is_none_is_damage(database: Database) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = CAST(x'ff' AS TEXT)")

    with pytest.raises(ChecksFailed, match="file is damaged"):
        Settings(database).get("layout")


def test_another_database_in_use_is_told(database: Database, tmp_path: Path) -> None:
    bare_database(tmp_path / "other.db").close()
    driver = database.connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA busy_timeout = 0")
    with behind(tmp_path / "other.db") as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(VaultInUse, match="in use by another window"), database.transaction() as connection:
            connection.exec_driver_sql(f"ATTACH '{tmp_path / 'other.db'}' AS other")


def fill_up(database: Database, *, room: int) -> None:
    """Let the file grow by this many pages and no further."""
    driver = database.connection.connection.driver_connection
    assert driver is not None
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages + room}")


def make_room(database: Database) -> None:
    """Let the file grow again."""
    driver = database.connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA max_page_count = 1000000")


@pytest.mark.parametrize("room", range(6))
def test_a_full_disk_saves_nothing_by_halves_and_saving_goes_on_when_there_is_room(tmp_path: Path, room: int) -> None:
    make_desk(tmp_path).vault.close()
    folder = tmp_path / "vault"
    vault = reopen(folder)
    desk, database = desk_over(vault), vault.ledger._database  # noqa: SLF001 - the disk is filled from behind
    remembered, before = head_file_of(folder).read(), vault.check()
    stream = vault.views.team().stream
    fill_up(database, room=room)

    with pytest.raises(CannotWrite, match=r"no room on the disk.*Nothing was saved this time"):
        desk.record([_long(stream, at) for at in range(40)])

    assert vault.check() == before
    assert head_file_of(folder).read() == remembered
    make_room(database)
    desk.record([_long(stream, at) for at in range(40)])
    assert vault.check().entries == before.entries + 40
    assert vault.check().problems == ()
    vault.close()
    vault = reopen(folder)
    assert vault.check().problems == ()
    vault.close()


def _long(stream: str, at: int) -> Word:
    return Word(NewEntry(stream, str(uuid.uuid4()), "note.kept/1", MONDAY, {"words": f"{at}" * 2000}), OWNER)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.99])
def test_bytes_changed_in_the_file_are_noticed(tmp_path: Path, share: float) -> None:
    desk = make_desk(tmp_path)
    stream = desk.vault.views.team().stream
    desk.record([_long(stream, at) for at in range(40)])
    desk.vault.close()
    path = tmp_path / "vault" / "vault.db"
    damaged = bytearray(path.read_bytes())
    for at in range(8):
        damaged[int(len(damaged) * share) + at] ^= 0xFF
    path.write_bytes(damaged)

    assert _noticed(tmp_path / "vault")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_cut_short_is_noticed(tmp_path: Path, share: float) -> None:
    desk = make_desk(tmp_path)
    stream = desk.vault.views.team().stream
    desk.record([_long(stream, at) for at in range(40)])
    desk.vault.close()
    path = tmp_path / "vault" / "vault.db"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    assert _noticed(tmp_path / "vault")


def _noticed(folder: Path) -> bool:
    try:
        vault = reopen(folder)
    except (ChecksFailed, CannotUnlock):
        return True
    try:
        return vault.check().problems != ()
    except (ChecksFailed, CannotUnlock):
        return True
    finally:
        vault.close()
