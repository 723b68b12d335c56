"""Whoever has the key and edits, drops, reorders, cuts off or signs entries anew is noticed, every time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update

from supervision_app.adapters.keys.key_file import read_key_file
from supervision_app.adapters.storage import checking
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import HeadFile, Heads
from supervision_app.adapters.storage.ledger_store import COMMIT, ENTRY
from supervision_app.adapters.storage.rows import entry_from
from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.entry import Entry, Link, write_entry
from supervision_app.services.errors import ChecksFailed
from supervision_app.services.ports import silent
from tests.fakes.sealed_vaults import PASSPHRASE
from tests.fakes.tampering import desk_over, undone
from tests.faults.conftest import Small
from tests.faults.saving import opened, save
from tests.faults.soak import dice, times

TRIES = 200
COLUMNS = [column.name for column in ENTRY.columns if column.name not in {"received_at", "place"}]
"""What is signed of an entry. When it was received is this vault's own, and of its place only the order counts."""


@dataclass(frozen=True)
class Vault:
    """A vault opened from behind, and what is remembered outside it."""

    database: Database
    heads: Heads

    def noticed(self) -> bool:
        """Return whether the checks find anything once the tables were made anew from what is there."""
        with self.database.reading() as connection:
            try:
                checking.build(connection, silent)
            except ChecksFailed:
                return True
        return checking.check(self.database, self.heads, silent).problems != ()


@pytest.fixture
def vault(small: Small, tmp_path: Path) -> Iterator[Vault]:
    """A vault with a few saves over several streams; whatever is done to it is undone."""
    base = small.copy(tmp_path / "base")
    made = opened(base)
    for turn in range(3):
        save(desk_over(made), f"{turn}", _unheard)
    made.close()
    key_file = read_key_file(base / "vault")
    heads = HeadFile(key_file.vault, base / "state").read()
    assert heads is not None
    found = Vault(Database(base / "vault" / "vault.db", key_file.unlock(PASSPHRASE)), heads)
    assert not found.noticed()
    yield found
    assert not found.noticed()
    found.database.close()


def _unheard(line: str) -> None:
    assert line != ""


def _rows(connection: Connection) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(ENTRY).order_by(ENTRY.c.id)).mappings()]


def _edit(connection: Connection, throws: Random) -> None:
    """Change one part of one entry, with a bit, a number or a letter."""
    row, column = throws.choice(_rows(connection)), throws.choice(COLUMNS)
    was = row[column]
    if isinstance(was, bytes) and was:
        at = throws.randrange(len(was))
        now: Any = was[:at] + bytes([was[at] ^ 1 << throws.randrange(8)]) + was[at + 1 :]
    elif isinstance(was, str):
        now = was + throws.choice("abc1 ")
    else:
        now = throws.randbytes(32) if was in {None, b""} else was + throws.randint(1, 9)
    connection.execute(update(ENTRY).where(ENTRY.c.id == row["id"]).values({column: now}))


def _drop(connection: Connection, throws: Random) -> None:
    """Drop an entry, or a whole commit with the signature over it."""
    row = throws.choice(_rows(connection))
    if throws.random() < 0.5:
        connection.execute(delete(ENTRY).where(ENTRY.c.id == row["id"]))
        return
    connection.execute(delete(ENTRY).where(ENTRY.c.commit_id == row["commit_id"]))
    connection.execute(delete(COMMIT).where(COMMIT.c.id == row["commit_id"]))


def _reorder(connection: Connection, throws: Random) -> None:
    """Let two entries change places: in their streams, or under their signatures."""
    one, two = throws.sample(_rows(connection), 2)
    names = throws.choice([("seq", "prev"), ("commit_id", "place"), ("payload", "salt"), ("stream", "subject")])
    if all(one[name] == two[name] for name in names):
        names = ("payload", "salt")
    for row, other in ((one, two), (two, one)):
        connection.execute(update(ENTRY).where(ENTRY.c.id == row["id"]).values({name: other[name] for name in names}))


def _cut_off(connection: Connection, throws: Random) -> None:
    """Drop the newest saves of all streams, or the newest commits of one, so that no chain shows it."""
    commits = connection.execute(select(COMMIT).order_by(COMMIT.c.save)).mappings().all()
    stream = throws.choice(sorted({row["stream"] for row in commits}))
    of_it = [row for row in commits if row["stream"] == stream]
    last = commits[throws.randrange(len(commits)) :] if throws.random() < 0.5 else of_it[throws.randrange(len(of_it)) :]
    for row in last:
        connection.execute(delete(ENTRY).where(ENTRY.c.commit_id == row["id"]))
        connection.execute(delete(COMMIT).where(COMMIT.c.id == row["id"]))


def _sign_anew(connection: Connection, throws: Random) -> None:
    """Sign a commit with another device's key, or write its entries anew under that key."""
    key = DeviceKey(throws.randbytes(32))
    commit = (
        connection.execute(select(COMMIT).where(COMMIT.c.id == throws.choice(_rows(connection))["commit_id"]))
        .mappings()
        .one()
    )
    rows = (
        connection.execute(select(ENTRY).where(ENTRY.c.commit_id == commit["id"]).order_by(ENTRY.c.place))
        .mappings()
        .all()
    )
    entries = [entry_from(row) for row in rows]
    if throws.random() < 0.5:
        entries = [_again(entry, key.author, seq) for seq, entry in enumerate(entries, 1)][:1]
    signed = key.commit(commit["stream"], entries)
    connection.execute(delete(ENTRY).where(ENTRY.c.commit_id == commit["id"], ENTRY.c.place >= len(entries)))
    connection.execute(
        update(COMMIT)
        .where(COMMIT.c.id == commit["id"])
        .values(id=bytes.fromhex(signed.id), author=bytes.fromhex(key.author), signature=signed.signature)
    )
    for row, entry in zip(rows, entries, strict=False):
        connection.execute(update(ENTRY).where(ENTRY.c.id == row["id"]).values(_values(entry, signed.id)))


def _again(entry: Entry, author: str, seq: int) -> Entry:
    """Return an entry as somebody else would have written it."""
    return write_entry(
        Link(author, seq, None, entry.after), stream=entry.stream, subject=entry.subject, kind=entry.kind,
        happened_on=entry.happened_on, recorded_at=entry.recorded_at, payload={"what": "forged"},
    )  # fmt: skip


def _values(entry: Entry, commit: str) -> dict[str, Any]:
    return {
        "id": bytes.fromhex(entry.id), "commit_id": bytes.fromhex(commit), "author": bytes.fromhex(entry.author),
        "seq": entry.seq, "prev": bytes.fromhex(entry.prev) if entry.prev else None, "payload": entry.payload,
        "payload_hash": bytes.fromhex(entry.payload_hash), "salt": entry.salt,
    }  # fmt: skip


WAYS: dict[str, Callable[[Connection, Random], None]] = {
    "edited": _edit, "dropped": _drop, "reordered": _reorder, "cut off": _cut_off, "signed anew": _sign_anew,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_nobody_with_the_key_goes_unnoticed(vault: Vault, way: str) -> None:
    throws, noticed = dice(way), 0
    for _ in range(times(TRIES)):
        with undone(vault.database) as connection:
            WAYS[way](connection, throws)
            noticed += vault.noticed()

    assert noticed == times(TRIES)


def test_an_end_cut_off_is_not_noticed_without_the_head_file(vault: Vault) -> None:
    with undone(vault.database) as connection:
        newest = select(COMMIT.c.id).where(COMMIT.c.save == vault.heads.save)
        connection.execute(delete(ENTRY).where(ENTRY.c.commit_id.in_(newest)))
        connection.execute(delete(COMMIT).where(COMMIT.c.save == vault.heads.save))
        checking.build(connection, silent)

        assert checking.check(vault.database, None, silent).problems == ()
