"""Whether a vault still holds what was put into it, and whether its tables say what its entries say."""

import hashlib
from collections.abc import Callable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import OperationalError

from supervision_app.adapters.storage import projected, projecting
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import Heads
from supervision_app.adapters.storage.ledger_store import COMMIT, ENTRY
from supervision_app.adapters.storage.rows import entry_from
from supervision_app.adapters.storage.settings import SETTING, SUM_SPACE, remember_running, running, weight
from supervision_app.ledger.chain import chain_problems
from supervision_app.ledger.commit import Commit
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.errors import LedgerFault
from supervision_app.ledger.union import Signed, verify_signed
from supervision_app.services.errors import ChecksFailed
from supervision_app.services.ports import Progress
from supervision_app.services.read_models import CheckReport

_BATCH = 2_000
_UNREADABLE = AttributeError, KeyError, TypeError, ValueError
"""What a value of another kind or shape than was written ends in."""
_FARTHEST = 10_000_000
PUT_BACK = (
    "This vault is older than the last one this computer knew: an earlier copy was put back, "
    "or entries were cut off. Look for the newer file before you go on. "
    "Where it is gone, say so under “Safety” or with “vault accept-older”."
)
_OLDER_PAGE = (
    "A part of this vault was older than the rest: the count of its saves. It was counted again. Run “vault check”, "
    "and look who or what else writes to this folder."
)


def check(database: Database, heads: Heads | None, progress: Progress) -> CheckReport:
    """Return what the checks of pages, hashes, signatures, chains, heads and projections found; changes nothing."""
    with database.looking() as connection:
        entries, streams, authors = _counts(connection)
        problems = [
            *_pages(connection),
            *_signatures(connection, progress),
            *_orphans(connection),
            *_chains(connection),
            *_heads(connection, heads),
        ]
        # What was tampered with cannot be read with trust, so nothing is said of the tables made from it.
        problems += [] if problems else _projections(connection)
    return CheckReport(entries, streams, authors, tuple(problems))


def _counts(connection: Connection) -> tuple[int, int, int]:
    row = connection.execute(
        select(func.count(), func.count(ENTRY.c.stream.distinct()), func.count(ENTRY.c.author.distinct())).select_from(
            ENTRY
        )
    ).one()
    return row[0], row[1], row[2]


def _pages(connection: Connection) -> list[str]:
    """Return what SQLCipher and SQLite say of the file itself."""
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    found += [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"A row of {row[0]} points nowhere." for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return [f"The file is damaged: {problem}" for problem in found]


def _signatures(connection: Connection, progress: Progress) -> list[str]:
    """Return a sentence for each commit whose signature, hashes or entries do not fit."""
    whole = connection.execute(select(func.count()).select_from(COMMIT)).scalar_one()
    query = (
        select(COMMIT.c.signature, COMMIT.c.id.label("commit_key"), COMMIT.c.author.label("signer"),
               COMMIT.c.stream.label("signed_stream"), ENTRY)
        .join_from(COMMIT, ENTRY, ENTRY.c.commit_id == COMMIT.c.id, isouter=True)
        .order_by(COMMIT.c.id, ENTRY.c.place)
    )  # fmt: skip
    found = []
    rows = connection.execute(query).mappings()
    for done, (_, members) in enumerate(groupby(rows, key=lambda row: row["commit_key"]), 1):
        rows_of_it = list(members)
        try:
            verify_signed(_signed(rows_of_it))
        except LedgerFault as fault:
            found.append(str(fault))
        except _UNREADABLE:
            found.append(f"A commit in {rows_of_it[0]['signed_stream']} or an entry under it cannot be read.")
        if done % _BATCH == 0:
            progress("Checking signatures", done, whole)
    return found


def _signed(rows: list[Any]) -> Signed:
    entries = tuple(entry_from(row) for row in rows if row["id"] is not None)
    ids = tuple(entry.id for entry in entries)
    first = rows[0]
    commit = Commit(first["commit_key"].hex(), first["signer"].hex(), first["signed_stream"], ids, first["signature"])
    return Signed(commit, entries)


def _orphans(connection: Connection) -> list[str]:
    query = select(func.count()).select_from(ENTRY).where(ENTRY.c.commit_id.not_in(select(COMMIT.c.id)))
    count = connection.execute(query).scalar_one()
    return [f"{count} entries stand under no signature."] if count else []


def _chains(connection: Connection) -> list[str]:
    query = select(ENTRY.c.id, ENTRY.c.author, ENTRY.c.seq, ENTRY.c.prev, ENTRY.c.stream)
    rows = connection.execute(query.order_by(ENTRY.c.stream)).mappings()
    found: list[str] = []
    for stream, members in groupby(rows, key=lambda row: row["stream"]):
        try:
            found += chain_problems([_link(row) for row in members])
        except _UNREADABLE:
            found.append(f"The entries in {stream} cannot be put in a row.")
    return found


def _link(row: Any) -> Entry:
    """Return just as much of an entry as a chain is checked by; raises ValueError for a number that nobody reaches."""
    if row["seq"] > _FARTHEST:
        raise ValueError(row["seq"])
    prev = None if row["prev"] is None else row["prev"].hex()
    return Entry(
        row["id"].hex(), row["author"].hex(), row["seq"], prev, row["stream"], "", "", "", "", (), "", None, None
    )


def holds(connection: Connection, heads: Heads | None) -> bool:
    """Return whether the vault holds the last save that was remembered outside it."""
    if heads is None:
        return True
    saved = select(COMMIT.c.save).where(COMMIT.c.id == bytes.fromhex(heads.commit))
    return connection.execute(saved).scalar() is not None


def last_saved(connection: Connection) -> str:
    """Return when the newest save came into the vault; empty where there is none."""
    newest = (
        select(func.max(ENTRY.c.received_at))
        .join(COMMIT, COMMIT.c.id == ENTRY.c.commit_id)
        .where(COMMIT.c.save == _newest(connection))
    )
    return connection.execute(newest).scalar() or ""


def newest_heads(connection: Connection) -> Heads:
    """Return the heads of the vault as it is: what has to be remembered outside it."""
    save, total = running(connection)
    last = connection.execute(select(COMMIT.c.id).order_by(text("rowid DESC")).limit(1)).scalar_one()
    return Heads(save, total, last.hex())


def _behind(connection: Connection) -> bool:
    """Return whether the count of saves is behind the saves: its page is older than the others."""
    return running(connection)[0] < _newest(connection)


def _newest(connection: Connection) -> int:
    """Return the number of the newest save: the one in the newest row, so that not all of them are read."""
    return connection.execute(select(COMMIT.c.save).order_by(text("rowid DESC")).limit(1)).scalar() or 0


def count_again(connection: Connection) -> str:
    """Count the saves again where the count is behind them; returns what is to be said of it."""
    if not _behind(connection):
        return ""
    newest = _newest(connection)
    remember_running(connection, newest, _sum(connection, newest))
    return _OLDER_PAGE


def _sum(connection: Connection, save: int) -> int:
    """Return the sum of all entries up to a save."""
    upto = (
        select(ENTRY.c.id, ENTRY.c.payload.is_not(None))
        .join(COMMIT, COMMIT.c.id == ENTRY.c.commit_id)
        .where(COMMIT.c.save <= save)
    )
    return sum(weight(entry, whole=whole) for entry, whole in connection.execute(upto)) % SUM_SPACE


def _heads(connection: Connection, heads: Heads | None) -> list[str]:
    """Return a sentence when the vault holds less than was remembered outside it."""
    if heads is None:
        return []
    if not holds(connection, heads):
        return [PUT_BACK]
    try:
        total = _sum(connection, heads.save)
    except _UNREADABLE:
        total = -1
    if total != heads.total:
        return ["Entries are missing or were exchanged since this computer last saved to the vault."]
    return []


def _projections(connection: Connection) -> list[str]:
    layout = connection.execute(select(SETTING.c.value).where(SETTING.c.name == "layout")).scalar()
    if layout != projected.LAYOUT:
        return ["The tables made from the entries are of another version: run “vault rebuild”."]
    kept = _said_now(connection)
    with connection.begin_nested() as inner:
        try:
            build(connection, lambda *_: None)
            same = dump(connection) == kept
        except ChecksFailed as fault:
            return [str(fault)]
        finally:
            inner.rollback()
    return [] if same else ["The tables do not say what the entries say: run “vault rebuild”."]


def dump(connection: Connection) -> str:
    """Return a digest of every projected row, whatever order they were written in."""
    digest = hashlib.sha256()
    for model in projected.ALL:
        table = projecting.table_of(model)
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def _said_now(connection: Connection) -> str:
    """Return the digest of the projections as they are; another text where a table or a column of them is gone."""
    try:
        with connection.begin_nested():
            return dump(connection)
    except OperationalError:
        return "not to be read"


def build(connection: Connection, progress: Progress) -> int:
    """Drop the projections and build them again from the entries; returns how many entries were read.

    Raises ChecksFailed when an entry cannot be read.
    """
    try:
        return projecting.build_all(connection, progress)
    except _UNREADABLE as fault:
        message = "An entry of this vault cannot be read, so no tables can be made from it: run “vault check”."
        raise ChecksFailed(message) from fault


def rebuild(database: Database, progress: Progress, remember: Callable[[str], None]) -> CheckReport:
    """Drop the projections, build them again, and say whether they came out the same."""
    with database.transaction() as connection:
        before = _said_now(connection) if _laid_out(connection) else ""
        build(connection, progress)
        after = dump(connection)
        remember(projected.LAYOUT)
        entries, streams, authors = _counts(connection)
    different = before not in ("", after)
    problems = ("The tables did not say what the entries say. They do now.",) if different else ()
    return CheckReport(entries, streams, authors, problems)


def _laid_out(connection: Connection) -> bool:
    return connection.execute(select(SETTING.c.value).where(SETTING.c.name == "layout")).scalar() == projected.LAYOUT
