"""Long work on a database is broken off from another thread, wherever it is, and nothing of it is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest

from supervision_app.adapters.storage.database import Database
from supervision_app.services.errors import BrokenOff

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
MANY = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 50000) SELECT x FROM n"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An encrypted database with one table."""
    made = Database(tmp_path / "vault.db", bytes(32))
    with made.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE word (text)")
    yield made
    made.close()


def words(database: Database) -> int:
    """Return how many words were kept."""
    with database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM word").scalar_one())


def half_done(database: Database, query: str, break_off: Callable[[], None]) -> None:
    """Keep a word and go on with a query, in long work that is broken off between the two."""
    with database.breakable(), database.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO word VALUES ('half')")
        break_off()
        with database.reading():
            connection.exec_driver_sql(query)


def test_a_statement_that_never_ends_is_ended_and_its_transaction_undone(database: Database) -> None:
    thread = Timer(0.1, database.break_off)  # while it runs or before: it must end either way
    with pytest.raises(BrokenOff, match="nothing of it was saved"):
        half_done(database, ENDLESS, thread.start)

    thread.join()
    assert words(database) == 0


def test_between_two_statements_it_ends_as_well(database: Database) -> None:
    with pytest.raises(BrokenOff):
        half_done(database, "SELECT 1", database.break_off)

    assert words(database) == 0


def test_what_comes_later_is_not_begun(database: Database) -> None:
    database.break_off()
    with pytest.raises(BrokenOff), database.breakable():
        pytest.fail("It was begun.")


def test_what_is_not_long_is_kept_before_and_after_and_at_the_same_time(database: Database) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO word VALUES ('typed')")
        database.break_off()
        connection.exec_driver_sql(f"INSERT INTO word {MANY}")
    assert words(database) == 50_001


def test_long_work_that_nobody_breaks_off_is_kept(database: Database) -> None:
    with database.breakable(), database.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO word VALUES ('whole')")
    assert words(database) == 1
