"""The tables made from the ledger: dropped and built again at any time, and the same each time."""

from sqlalchemy import Index, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from supervision_app.adapters.storage.tables import NAMING

LAYOUT = "10"
"""The version of these tables; another number in the vault means that they are built again."""


class Projected(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """The base of every picture of the ledger. Each row is a function of one subject of one stream."""


class SubjectHeadRow(Projected, table=True):
    """The newest entries of a subject: those nobody has seen yet."""

    __tablename__ = "subject_head"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    entry: str = Field(primary_key=True)


class ChildRow(Projected, table=True):
    """A child as the facts tell."""

    __tablename__ = "child"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    births: str


class FactRow(Projected, table=True):
    """One fact of a child, the one that stands."""

    __tablename__ = "fact"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str
    as_of: str
    source: str


class SpellRow(Projected, table=True):
    """One worker's time with a child."""

    __tablename__ = "spell"
    __table_args__ = (Index("ix_spell_person", "person_id", "until"),)

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    person_id: str
    person_name: str
    person_role: str
    since: str
    until: str
    reason: str


class ActionRow(Projected, table=True):
    """An action as its entries tell."""

    __tablename__ = "action"
    __table_args__ = (
        Index("ix_action_child", "stream", "is_open", "due"),
        Index("ix_action_list", "due", "is_open", "subject", "stream"),
    )

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True, index=True)
    what: str
    why: str
    difference: str
    doer: str
    setting: str
    agreed_on: str
    state: str
    is_open: bool
    due: str
    first_due: str
    moves: int
    closed_on: str
    impact: str
    said: str
    unsettled: str
    searched: str


class HolderRow(Projected, table=True):
    """One person's time with an action."""

    __tablename__ = "holder"
    __table_args__ = (Index("ix_holder_person", "person_id", "until"),)

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    person_id: str
    person_name: str
    person_role: str
    how: str
    since: str
    until: str
    reason: str
    as_worker: bool


class DiscussionRow(Projected, table=True):
    """That a child was discussed: when, and how deeply."""

    __tablename__ = "discussion"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    type: str
    depth: str
    held_on: str
    recorded_at: str
    worker_id: str
    unseen: bool


class SupervisionRow(Projected, table=True):
    """A session in a worker's own record: when, and whether they have yet to read it."""

    __tablename__ = "supervision"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    worker_id: str
    held_on: str
    unseen: bool


class RhythmRow(Projected, table=True):
    """How often somebody is supervised, or a child talked about; the steps are every so many days until when."""

    __tablename__ = "rhythm"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    code: str
    name: str
    since: str
    steps: str
    minutes: int
    agreed_by: str


class MeetingRow(Projected, table=True):
    """A planned date of supervision, without why it was moved or cancelled."""

    __tablename__ = "meeting"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True, index=True)
    held_on: str
    held_at: str
    minutes: int
    cancelled: bool
    unsettled: bool


class WithdrawnRow(Projected, table=True):
    """An entry whose words were withdrawn: they are not kept, whenever and however they come."""

    __tablename__ = "withdrawn"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    entry: str = Field(primary_key=True)


class HoldRow(Projected, table=True):
    """A legal hold that lasts: nothing of the stream is erased meanwhile."""

    __tablename__ = "hold"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)


class ErasedRow(Projected, table=True):
    """A child who was erased: whatever comes of them keeps neither words nor rows, unless a legal hold lasts."""

    __tablename__ = "erased"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)


class ExportRow(Projected, table=True):
    """That a summary of a child left this vault."""

    __tablename__ = "export"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True, index=True)
    number: int
    recorded_at: str
    confirmed_on: str


class PersonRow(Projected, table=True):
    """Somebody in a team's directory; `one` is the id that they go by."""

    __tablename__ = "person"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True, index=True)
    one: str = Field(index=True)
    name: str
    role: str
    key: str
    left_on: str


class AlsoRow(Projected, table=True):
    """Another id that somebody in the directory goes by."""

    __tablename__ = "also"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    other: str = Field(primary_key=True)


class TeamRow(Projected, table=True):
    """The team whose vault this is."""

    __tablename__ = "team"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    name: str
    authority: str
    demonstration: bool


class ImportRow(Projected, table=True):
    """One import in numbers."""

    __tablename__ = "import_done"

    stream: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    source: str
    as_of: str
    recorded_at: str
    teams: str
    lists: str


ALL = (
    SubjectHeadRow, ChildRow, FactRow, SpellRow, ActionRow, HolderRow,
    DiscussionRow, SupervisionRow, RhythmRow, MeetingRow, WithdrawnRow, HoldRow, ErasedRow,
    ExportRow, PersonRow, AlsoRow, TeamRow, ImportRow,
)  # fmt: skip
