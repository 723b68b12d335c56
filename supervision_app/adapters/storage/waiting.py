"""Commits that came and wait: kept as they came, beside the ledger and inside backups."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.sqlite import insert

from supervision_app.adapters.commit_line import read_line, write_line
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.projecting import ERASED_STREAMS
from supervision_app.adapters.storage.tables import WaitingRow
from supervision_app.domain import erasing
from supervision_app.ledger.union import Signed
from supervision_app.services.ledger_ports import Waits

WAITING: Any = WaitingRow.__table__  # type: ignore[attr-defined]
_KEEP = insert(WAITING).on_conflict_do_nothing()


class StoredWaiting:
    """What waits in the vault. Inside a transaction of the ledger everything here joins it."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def keep(self, waits: Sequence[Waits]) -> None:
        """Keep commits that wait; one that waits already is as it was. Of a child who was erased no word is kept."""
        erased = self._erased() if waits else frozenset()
        rows = [
            {
                "commit_id": bytes.fromhex(one.signed.commit.id),
                "sender": one.sender,
                "pack": one.pack,
                "made_at": one.made_at,
                "body": write_line(_silent(one.signed) if one.signed.commit.stream in erased else one.signed),
            }
            for one in waits
        ]
        if rows:
            with self._database.transaction() as connection:
                connection.execute(_KEEP, rows)

    def _erased(self) -> frozenset[str]:
        with self._database.reading() as connection:
            return frozenset(row[0] for row in connection.execute(ERASED_STREAMS))

    def all(self) -> list[Waits]:
        """Return the commits that wait, the first that came first."""
        with self._database.reading() as connection:
            rows = list(connection.execute(select(WAITING).order_by(text("rowid"))))
        return [Waits(read_line(row.body), row.sender, row.pack, row.made_at) for row in rows]

    def drop(self, commits: Collection[str]) -> None:
        """Forget commits by their ids: they are part of the record now."""
        with self._database.transaction() as connection:
            for one in commits:
                connection.execute(delete(WAITING).where(WAITING.c.commit_id == bytes.fromhex(one)))


def _silent(signed: Signed) -> Signed:
    """Return a commit of an erased child without its words, but those of their being erased."""
    kept = tuple(
        entry if entry.subject == erasing.SUBJECT else replace(entry, payload=None, salt=None)
        for entry in signed.entries
    )
    return Signed(signed.commit, kept)
