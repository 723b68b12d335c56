"""The ledger's entries in their tables: appended in one transaction, projected in the same."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, bindparam, exists, func, insert, select, text, tuple_, update

from supervision_app.adapters.storage import projecting
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.projected import ErasedRow, HoldRow, SubjectHeadRow, WithdrawnRow
from supervision_app.adapters.storage.rows import commit_row, entry_from, entry_rows, signed_from
from supervision_app.adapters.storage.settings import SUM_SPACE, remember_running, running, weight
from supervision_app.adapters.storage.tables import CommitRow, EntryRow
from supervision_app.domain import erasing, holds, same_person
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed

ENTRY: Any = EntryRow.__table__  # type: ignore[attr-defined]
COMMIT: Any = CommitRow.__table__  # type: ignore[attr-defined]
HEAD: Any = projecting.table_of(SubjectHeadRow)
WITHDRAWN: Any = projecting.table_of(WithdrawnRow)
ERASED: Any = projecting.table_of(ErasedRow)
HOLD: Any = projecting.table_of(HoldRow)

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
        ~exists().where(HOLD.c.stream == ENTRY.c.stream),
    )
)
_WITHDRAWN_OF = (
    select(WITHDRAWN.c.stream, WITHDRAWN.c.subject)
    .where(WITHDRAWN.c.stream.in_(bindparam("streams", expanding=True)))
    .distinct()
)
_ERASED_OF = (
    select(ERASED.c.stream, exists().where(HOLD.c.stream == ERASED.c.stream))
    .where(ERASED.c.stream.in_(bindparam("streams", expanding=True)))
    .distinct()
)
_WORDS_OF = select(ENTRY.c.id).where(
    ENTRY.c.stream == bindparam("of"), ENTRY.c.subject != erasing.SUBJECT, ENTRY.c.payload.is_not(None)
)

_CHUNK = 400
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

    def streams(self) -> list[str]:
        """Return every stream of which an entry is held, sorted."""
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(select(COMMIT.c.stream).distinct().order_by(COMMIT.c.stream))]

    def commits(self) -> frozenset[str]:
        """Return the ids of all commits."""
        with self._database.reading() as connection:
            return frozenset(row[0].hex() for row in connection.execute(select(COMMIT.c.id)))

    def held(self, ids: Collection[str]) -> set[str]:
        """Return those of these ids of commits that are held."""
        return self._there(COMMIT.c.id, ids)

    def present(self, ids: Collection[str]) -> set[str]:
        """Return those of these ids of entries that are held."""
        return self._there(ENTRY.c.id, ids)

    def _there(self, column: Any, ids: Collection[str]) -> set[str]:
        found: set[str] = set()
        with self._database.reading() as connection:
            for chunk in _chunks(sorted(ids)):
                wanted = [bytes.fromhex(one) for one in chunk]
                found.update(row[0].hex() for row in connection.execute(select(column).where(column.in_(wanted))))
        return found

    def signed(self, streams: Collection[str]) -> list[Signed]:
        """Return every commit of these streams with its entries, as they were signed."""
        found: dict[str, tuple[Any, list[Entry]]] = {}
        query = select(COMMIT.c.id.label("of"), COMMIT.c.signature, ENTRY).join(ENTRY, ENTRY.c.commit_id == COMMIT.c.id)
        with self._database.reading() as connection:
            for chunk in _chunks(sorted(streams)):
                here = query.where(ENTRY.c.stream.in_(chunk)).order_by(COMMIT.c.stream, COMMIT.c.save, ENTRY.c.place)
                for row in connection.execute(here).mappings():
                    found.setdefault(row["of"], (row, []))[1].append(entry_from(row))
        return [signed_from(row, entries) for row, entries in found.values()]

    def of_teams(self, family: str) -> list[tuple[str, str]]:
        """Return stream and id of everything of one family that stands in the streams of teams."""
        query = (
            select(ENTRY.c.stream, ENTRY.c.subject)
            .where(ENTRY.c.stream > "team:", ENTRY.c.stream < "team;", ENTRY.c.kind.startswith(f"{family}."))
            .group_by(ENTRY.c.stream, ENTRY.c.subject)
            .order_by(func.min(ENTRY.c.received_at), ENTRY.c.subject)
        )
        with self._database.reading() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

    def twice_numbered(self, streams: Collection[str]) -> int:
        """Return how often one author numbered two entries of a stream alike: a restored backup was used twice."""
        places = ENTRY.c.author, ENTRY.c.stream, ENTRY.c.seq
        count = 0
        with self._database.reading() as connection:
            for chunk in _chunks(sorted(streams)):
                twice = select(*places).where(ENTRY.c.stream.in_(chunk)).group_by(*places).having(func.count() > 1)
                count += connection.execute(select(func.count()).select_from(twice.subquery())).scalar_one()
        return count

    def tell(self, entries: Sequence[Entry]) -> int:
        """Give entries that are held without their words those words, and project them again; returns how many."""
        told: list[Entry] = []
        with self.transaction(), self._database.transaction() as connection:
            gained = 0
            for chunk in _chunks(entries):
                wanted = {bytes.fromhex(entry.id): entry for entry in chunk}
                bare = select(ENTRY.c.id).where(ENTRY.c.id.in_(wanted), ENTRY.c.payload.is_(None))
                for (one,) in list(connection.execute(bare)):
                    words = {"payload": wanted[one].payload, "salt": wanted[one].salt}
                    connection.execute(update(ENTRY).where(ENTRY.c.id == one).values(**words))
                    gained += weight(one, whole=True) - weight(one, whole=False)
                    told.append(wanted[one])
            if told:
                self._project(connection, told)
                save, total = running(connection)
                total = (total + gained + self._drop_withdrawn(connection, told)) % SUM_SPACE
                remember_running(connection, save, total)
                newest = connection.execute(select(COMMIT.c.id).order_by(text("rowid DESC")).limit(1)).scalar_one()
                self._news = (save, total, newest.hex())
        return len(told)

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
        """Erase the words of what was withdrawn or erased, in the transaction in which these entries come.

        So they go with the withdrawal, and an old copy of them that comes later does not bring them back. While a legal
        hold lasts they stay, and go when it is lifted. Returns what that adds to the sum.
        """
        return self._of_withdrawn(connection, entries) + self._of_erased(connection, entries)

    def _of_withdrawn(self, connection: Connection, entries: Sequence[Entry]) -> int:
        subjects = {(entry.stream, entry.subject) for entry in entries}
        for streams in _chunks(sorted({entry.stream for entry in entries if entry.kind in holds.KINDS})):
            subjects.update((row[0], row[1]) for row in connection.execute(_WITHDRAWN_OF, {"streams": streams}))
        gained = 0
        for chunk in _chunks(sorted(subjects)):
            found = [row[0] for row in connection.execute(_WITH_WORDS, {"subjects": chunk})]
            if found:
                gained += _without_words(connection, found)
                self._project(connection, self._entries(connection, tuple_(ENTRY.c.stream, ENTRY.c.subject).in_(chunk)))
        return gained

    def _of_erased(self, connection: Connection, entries: Sequence[Entry]) -> int:
        gained = 0
        for chunk in _chunks(sorted({entry.stream for entry in entries})):
            erased = list(connection.execute(_ERASED_OF, {"streams": chunk}))
            for stream, held in erased:
                if held:  # what was cleared before the hold came is told again, as it is
                    self._project(connection, self._entries(connection, ENTRY.c.stream == stream))
                else:
                    found = [row[0] for row in connection.execute(_WORDS_OF, {"of": stream})]
                    gained += _without_words(connection, found)
            if erased:
                projecting.clear_erased(connection)
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
        if any(entry.kind in same_person.KINDS for entries in touched.values() for entry in entries):
            # Whoever is known under two ids is one person from now on, wherever they are named.
            projecting.build_all(connection)

    @staticmethod
    def _entries(connection: Connection, condition: Any) -> list[Entry]:
        query = select(ENTRY).where(condition).order_by(ENTRY.c.author, ENTRY.c.seq, ENTRY.c.id)
        return [entry_from(row) for row in connection.execute(query).mappings()]


def _without_words(connection: Connection, ids: Sequence[bytes]) -> int:
    """Erase the words of entries with their salts; returns what that adds to the sum of the vault."""
    for chunk in _chunks(ids):
        connection.execute(update(ENTRY).where(ENTRY.c.id.in_(chunk)).values(payload=None, salt=None))
    return sum(weight(one, whole=False) - weight(one, whole=True) for one in ids)


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(items), _CHUNK):
        yield items[at : at + _CHUNK]
