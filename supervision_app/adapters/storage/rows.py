"""Entries and commits between the ledger's shape and the table's."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping

from supervision_app.ledger.commit import Commit
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed

_ID_BYTES = 32


def commit_row(commit: Commit, save: int) -> dict[str, Any]:
    """Return the commit as a row."""
    return {
        "id": bytes.fromhex(commit.id),
        "author": bytes.fromhex(commit.author),
        "stream": commit.stream,
        "signature": commit.signature,
        "save": save,
    }


def signed_from(row: RowMapping, entries: Sequence[Entry]) -> Signed:
    """Return the commit whose id (`of`) and signature a row of its first entry holds, with its entries in order."""
    ids = tuple(entry.id for entry in entries)
    return Signed(Commit(row["of"].hex(), row["author"].hex(), row["stream"], ids, row["signature"]), tuple(entries))


def entry_rows(signed: Signed, received_at: str) -> list[dict[str, Any]]:
    """Return the commit's entries as rows."""
    commit = bytes.fromhex(signed.commit.id)
    return [
        {
            "id": bytes.fromhex(entry.id),
            "commit_id": commit,
            "place": place,
            "author": bytes.fromhex(entry.author),
            "seq": entry.seq,
            "prev": bytes.fromhex(entry.prev) if entry.prev else None,
            "stream": entry.stream,
            "subject": entry.subject,
            "kind": entry.kind,
            "happened_on": entry.happened_on,
            "recorded_at": entry.recorded_at,
            "after": b"".join(bytes.fromhex(before) for before in entry.after),
            "payload_hash": bytes.fromhex(entry.payload_hash),
            "payload": entry.payload,
            "salt": entry.salt,
            "received_at": received_at,
        }
        for place, entry in enumerate(signed.entries)
    ]


def entry_from(row: RowMapping) -> Entry:
    """Return the entry that a row holds."""
    after = row["after"]
    return Entry(
        id=row["id"].hex(),
        author=row["author"].hex(),
        seq=row["seq"],
        prev=None if row["prev"] is None else row["prev"].hex(),
        stream=row["stream"],
        subject=row["subject"],
        kind=row["kind"],
        happened_on=row["happened_on"],
        recorded_at=row["recorded_at"],
        after=tuple(after[at : at + _ID_BYTES].hex() for at in range(0, len(after), _ID_BYTES)),
        payload_hash=row["payload_hash"].hex(),
        payload=row["payload"],
        salt=row["salt"],
    )
