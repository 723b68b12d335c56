"""The tables that last: entries, commits, this device's key, settings, what waits, and what is being typed."""

from sqlalchemy import CheckConstraint, Index, LargeBinary, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Lasting(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """The base of what is migrated and never rebuilt."""


class CommitRow(Lasting, table=True):
    """A signature over some entries of one stream. `save` counts saves of this vault and never travels."""

    __tablename__ = "ledger_commit"

    id: bytes = Field(primary_key=True, sa_type=LargeBinary)
    author: bytes = Field(sa_type=LargeBinary)
    stream: str
    signature: bytes = Field(sa_type=LargeBinary)
    save: int


class EntryRow(Lasting, table=True):
    """An entry as it was hashed. Ids and hashes are raw bytes; `after` is the seen ids one behind the other."""

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("(payload IS NULL) = (salt IS NULL)", name="payload_with_salt"),
        Index("ix_entry_chain", "author", "stream", "seq"),
        Index("ix_entry_subject", "stream", "subject"),
        Index("ix_entry_commit", "commit_id", "place"),
    )

    id: bytes = Field(primary_key=True, sa_type=LargeBinary)
    commit_id: bytes = Field(sa_type=LargeBinary, foreign_key="ledger_commit.id")
    place: int
    author: bytes = Field(sa_type=LargeBinary)
    seq: int
    prev: bytes | None = Field(default=None, sa_type=LargeBinary)
    stream: str
    subject: str
    kind: str
    happened_on: str
    recorded_at: str
    after: bytes = Field(sa_type=LargeBinary)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    payload: bytes | None = Field(default=None, sa_type=LargeBinary)
    salt: bytes | None = Field(default=None, sa_type=LargeBinary)
    received_at: str


class SettingRow(Lasting, table=True):
    """What this vault remembers for itself: its owner, its team, its device key, its running count."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True)
    value: str


class WaitingRow(Lasting, table=True):
    """A commit that came and is not part of the record yet, as it came."""

    __tablename__ = "waiting"

    commit_id: bytes = Field(primary_key=True, sa_type=LargeBinary)
    sender: str
    pack: str
    made_at: str
    body: bytes = Field(sa_type=LargeBinary)


class DraftRow(Lasting, table=True):
    """One field of something that is being typed: outside the ledger, gone once it is recorded."""

    __tablename__ = "draft"

    draft: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    text: str
    kept_at: str
