"""The ledger's entries in their tables: appended in one transaction, projected in the same."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, bindparam, func, insert, select, tuple_, update

from supervision_app.adapters.storage import projecting
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.projected import SubjectHeadRow, WithdrawnRow
from supervision_app.adapters.storage.rows import commit_row, entry_from, entry_rows
from supervision_app.adapters.storage.tables import CommitRow, EntryRow, SettingRow
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed

ENTRY: Any = EntryRow.__table__  # type: ignore[attr-defined]
COMMIT: Any = CommitRow.__table__  # type: ignore[attr-defined]
SETTING: Any = SettingRow.__table__  # type: ignore[attr-defined]
HEAD: Any = projecting.table_of(SubjectHeadRow)
WITHDRAWN: Any = projecting.table_of(WithdrawnRow)

# Built once: putting a statement together costs more than running it.
_TIPS = (
    # SQLite gives the id of the row that holds the maximum.
    select(ENTRY.c.stream, func.max(ENTRY.c.seq), ENTRY.c.id)
    .where(ENTRY.c.author == bindparam("author"), ENTRY.c.stream.in_(bindparam("streams", expanding=True)))
    .group_by(ENTRY.c.stream)
)
_HEADS = (
    select(HEAD)
    .where(tuple_(HEAD.c.stream, HEAD.c.subject).in_(bindparam("subjects", expanding=True)))
    .order_by(HEAD.c.entry)
)
_WITH_WORDS = (
    select(ENTRY.c.id)
    .join(WITHDRAWN, and_(WITHDRAWN.c.stream == ENTRY.c.stream, WITHDRAWN.c.subject == ENTRY.c.subject))
    .where(
        tuple_(ENTRY.c.stream, ENTRY.c.subject).in_(bindparam("subjects", expanding=True)),
        ENTRY.c.payload.is_not(None),
        WITHDRAWN.c.entry == func.lower(func.hex(ENTRY.c.id)),
    )
)
_SETTING = select(SETTING.c.value).where(SETTING.c.name == bindparam("setting"))
_SET = update(SETTING).where(SETTING.c.name == bindparam("setting")).values(value=bindparam("to"))

_CHUNK = 400
SUM_SPACE = 1 << 256
Heads = Callable[[int, int, str], None]
T = TypeVar("T")


class StoredLedger:
    """The ledger on SQLCipher. After each save `witness` is told its number, the sum of ids and the last commit."""

    def __init__(self, database: Database, witness: Heads) -> None:
        """Take the open database, and who is to remember its newest heads outside it."""
        self._database = database
        self._witness = witness
        self._news: tuple[int, int, str] | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Return a context that keeps all or nothing; inside another it joins that one."""
        try:
            with self._database.transaction():
                yield
            if not self._database.busy and self._news:
                self._witness(*self._news)
        finally:
            if not self._database.busy:
                self._news = None

    def tips(self, author: str, streams: Collection[str]) -> Mapping[str, tuple[int, str]]:
        """Return the number and id of the author's newest entry in each of the streams."""
        found: dict[str, tuple[int, str]] = {}
        with self._database.reading() as connection:
            for chunk in _chunks(sorted(streams)):
                for row in connection.execute(_TIPS, {"author": bytes.fromhex(author), "streams": chunk}):
                    found[row[0]] = (row[1], row[2].hex())
        return found

    def heads(self, subjects: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return the newest entries of each subject, given as stream and subject."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        with self._database.reading() as connection:
            for chunk in _chunks(sorted(subjects)):
                for stream, subject, entry in connection.execute(_HEADS, {"subjects": chunk}):
                    found[stream, subject] = (*found.get((stream, subject), ()), entry)
        return found

    def subject(self, stream: str, subject: str) -> list[Entry]:
        """Return all entries of one subject."""
        with self._database.reading() as connection:
            return self._entries(connection, and_(ENTRY.c.stream == stream, ENTRY.c.subject == subject))

    def subjects(self, subjects: Collection[tuple[str, str]]) -> list[Entry]:
        """Return all entries of several subjects, given as stream and subject."""
        with self._database.reading() as connection:
            return [
                entry
                for chunk in _chunks(sorted(subjects))
                for entry in self._entries(connection, tuple_(ENTRY.c.stream, ENTRY.c.subject).in_(chunk))
            ]

    def stream(self, stream: str) -> list[Entry]:
        """Return all entries of one stream, by author and number."""
        with self._database.reading() as connection:
            return self._entries(connection, ENTRY.c.stream == stream)

    def commits(self) -> frozenset[str]:
        """Return the ids of all commits."""
        with self._database.reading() as connection:
            return frozenset(row[0].hex() for row in connection.execute(select(COMMIT.c.id)))

    def append(self, signed: Sequence[Signed], received_at: str) -> None:
        """Add signed commits and project what they touch again, in one transaction."""
        if not signed:
            return
        with self.transaction(), self._database.transaction() as connection:
            save, total = running(connection)
            save += 1
            for chunk in _chunks(signed):
                self._database.go_on()
                rows = [row for one in chunk for row in entry_rows(one, received_at)]
                connection.execute(insert(COMMIT), [commit_row(one.commit, save) for one in chunk])
                connection.execute(insert(ENTRY), rows)
                total = (total + sum(weight(row["id"], whole=row["payload"] is not None) for row in rows)) % SUM_SPACE
            entries = [entry for one in signed for entry in one.entries]
            self._project(connection, entries)
            total = (total + self._drop_withdrawn(connection, entries)) % SUM_SPACE
            remember_running(connection, save, total)
            self._news = (save, total, signed[-1].commit.id)

    def _drop_withdrawn(self, connection: Connection, entries: Sequence[Entry]) -> int:
        """Erase the words of what was withdrawn from these subjects, in the same transaction; returns what that adds.

        So they go with the withdrawal, and an old copy of them that comes later does not bring them back.
        """
        gained = 0
        for chunk in _chunks(sorted({(entry.stream, entry.subject) for entry in entries})):
            found = [row[0] for row in connection.execute(_WITH_WORDS, {"subjects": chunk})]
            if found:
                connection.execute(update(ENTRY).where(ENTRY.c.id.in_(found)).values(payload=None, salt=None))
                gained += sum(weight(one, whole=False) - weight(one, whole=True) for one in found)
                self._project(connection, [entry for entry in entries if (entry.stream, entry.subject) in set(chunk)])
        return gained

    def _project(self, connection: Connection, entries: Iterable[Entry]) -> None:
        touched: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            touched.setdefault((entry.stream, entry.subject), []).append(entry)
        known = self.heads(touched.keys())
        for chunk in _chunks(sorted(known)):
            whole: dict[tuple[str, str], list[Entry]] = {key: [] for key in chunk}
            for entry in self._entries(connection, tuple_(ENTRY.c.stream, ENTRY.c.subject).in_(chunk)):
                whole[entry.stream, entry.subject].append(entry)
            touched.update(whole)
        for chunk in _chunks(sorted(touched)):
            self._database.go_on()
            some = {key: touched[key] for key in chunk}
            projecting.project(connection, some, replaced=known.keys() & some.keys())

    @staticmethod
    def _entries(connection: Connection, condition: Any) -> list[Entry]:
        query = select(ENTRY).where(condition).order_by(ENTRY.c.author, ENTRY.c.seq, ENTRY.c.id)
        return [entry_from(row) for row in connection.execute(query).mappings()]


def running(connection: Connection) -> tuple[int, int]:
    """Return how many saves there were, and the sum of all entry ids."""
    found = connection.execute(_SETTING, {"setting": "running"}).scalar() or "0 0"
    save, total = found.split(" ")
    return int(save), int(total, 16)


def remember_running(connection: Connection, save: int, total: int) -> None:
    """Remember how many saves there were, and the sum of all entry ids."""
    _remember(connection, "running", f"{save} {total:064x}")


def weight(entry: bytes, *, whole: bool) -> int:
    """Return what an entry adds to the sum of a vault; without its words it is another number."""
    return int.from_bytes(entry) if whole else 2 * int.from_bytes(entry)


def _remember(connection: Connection, name: str, value: str) -> None:
    done = connection.execute(_SET, {"setting": name, "to": value})
    if not done.rowcount:
        connection.execute(insert(SETTING).values(name=name, value=value))


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(items), _CHUNK):
        yield items[at : at + _CHUNK]


class Settings:
    """What the vault remembers for itself."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def get(self, name: str) -> str:
        """Return a setting, empty when it was never set."""
        with self._database.reading() as connection:
            return connection.execute(_SETTING, {"setting": name}).scalar() or ""

    def set(self, values: Mapping[str, str]) -> None:
        """Remember these settings."""
        with self._database.transaction() as connection:
            for name, value in values.items():
                _remember(connection, name, value)
