"""A commit with its entries as one line of JSON: the same in a pack and in what waits."""

import json
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from supervision_app.adapters.strict_json import NotOurJson, read_strictly
from supervision_app.ledger.commit import Commit, commit_id
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed

_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Short = Annotated[str, Field(min_length=1, max_length=200)]
_FARTHEST = 10_000_000
_MOST = 200_000


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _EntryLine(_Strict):
    id: _Hash
    seq: Annotated[int, Field(ge=1, le=_FARTHEST)]
    prev: _Hash | None
    subject: _Short
    kind: _Short
    happened_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    recorded_at: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)$")]
    after: Annotated[list[_Hash], Field(max_length=_MOST)]
    hash: _Hash
    payload: str | None
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None


class _CommitLine(_Strict):
    author: _Hash
    stream: _Short
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]
    entries: Annotated[list[_EntryLine], Field(min_length=1, max_length=_MOST)]


def write_line(signed: Signed) -> bytes:
    """Return the commit as one line of JSON, without the end of the line."""
    value = {
        "author": signed.commit.author,
        "stream": signed.commit.stream,
        "signature": signed.commit.signature.hex(),
        "entries": [_entry_value(entry) for entry in signed.entries],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _entry_value(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "seq": entry.seq,
        "prev": entry.prev,
        "subject": entry.subject,
        "kind": entry.kind,
        "happened_on": entry.happened_on,
        "recorded_at": entry.recorded_at,
        "after": list(entry.after),
        "hash": entry.payload_hash,
        "payload": None if entry.payload is None else entry.payload.decode(),
        "salt": None if entry.salt is None else entry.salt.hex(),
    }


def read_line(line: bytes) -> Signed:
    """Return the commit of a line; raises NotOurJson, and checks neither hashes nor signatures."""
    try:
        found = _CommitLine.model_validate(read_strictly(line))
        entries = tuple(_entry_of(one, found) for one in found.entries)
    except (ValidationError, UnicodeEncodeError) as fault:
        raise NotOurJson(_why(fault)) from fault
    ids = tuple(entry.id for entry in entries)
    signature = bytes.fromhex(found.signature)
    commit = Commit(commit_id(found.author, found.stream, ids), found.author, found.stream, ids, signature)
    return Signed(commit, entries)


def _check_days(line: _EntryLine) -> None:
    """Raise NotOurJson for a day or a moment that no calendar has."""
    try:
        date.fromisoformat(line.happened_on)
        datetime.fromisoformat(line.recorded_at)
    except ValueError as fault:
        message = f"entry {line.id[:12]} is of a day that does not exist"
        raise NotOurJson(message) from fault


def _why(fault: ValidationError | UnicodeEncodeError) -> str:
    if isinstance(fault, UnicodeEncodeError):
        return "it holds half a character"
    first = fault.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))[:80]}: {first['msg']}"


def _entry_of(line: _EntryLine, of: _CommitLine) -> Entry:
    for text in (line.subject, line.kind, of.stream):
        text.encode()
    _check_days(line)
    if line.payload is not None and not isinstance(read_strictly(line.payload), dict):
        message = f"the words of entry {line.id[:12]} are no record"
        raise NotOurJson(message)
    return Entry(
        id=line.id,
        author=of.author,
        seq=line.seq,
        prev=line.prev,
        stream=of.stream,
        subject=line.subject,
        kind=line.kind,
        happened_on=line.happened_on,
        recorded_at=line.recorded_at,
        after=tuple(line.after),
        payload_hash=line.hash,
        payload=None if line.payload is None else line.payload.encode(),
        salt=None if line.salt is None else bytes.fromhex(line.salt),
    )
