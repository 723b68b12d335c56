"""What a page or a command shows: frozen rows, shaped for reading."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from supervision_app.domain.actions import Action
from supervision_app.domain.allocation import Allocation
from supervision_app.domain.clocks import Clock
from supervision_app.domain.discussions import Discussion
from supervision_app.domain.exports import Export
from supervision_app.domain.facts import Known
from supervision_app.domain.findings import Finding
from supervision_app.domain.holding import Standing
from supervision_app.domain.people import Person
from supervision_app.domain.strip_items import Strip
from supervision_app.domain.withdrawing import Withdrawn


@dataclass(frozen=True, slots=True)
class Team:
    """The team whose vault this is."""

    stream: str
    name: str
    authority: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One child in a list; `put_off` is the last session in which they were “not today”, where nobody talked since."""

    stream: str
    id: str
    name: str
    team: str
    worker: str
    born: str
    legal_status: str
    open_actions: int
    overdue: int
    not_accepted: int
    last_discussed: str
    put_off: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action in a list; `holding` is accepted, awaiting or unowned, and empty once it is closed.

    `said` is the newest word on it, with who said it and when; `clash` what two people wrote of it at once.
    """

    id: str
    stream: str
    child: str
    child_name: str
    what: str
    why: str
    difference: str
    owner: str
    awaiting: str
    holding: str
    state: str
    due: str
    first_due: str
    moves: int
    agreed_on: str
    doer: str
    impact: str
    said: str = ""
    clash: str = ""
    holders: tuple["HolderRow", ...] = ()


ANY_OPEN, OVERDUE, CLOSED, ALL = "any-open", "overdue", "closed", "all"
"""What may be asked of a list of actions, besides one way of holding."""

BY_CHILD, BY_WHAT, BY_OWNER, BY_DUE, BY_HOLDING, BY_MOVES, BY_STATE = (
    "child", "what", "owner", "due", "holding", "moves", "state",
)  # fmt: skip
"""What a list of actions can be sorted by."""


@dataclass(frozen=True, slots=True)
class ActionsWanted:
    """Which actions a list shows, and in which order.

    `state` is one of those above or a way of holding, `person` a name as the list shows it, nothing for everybody's.
    Each of the `words` is in the child, in what is to be done, or in the name of a person who is shown.
    """

    state: str = ANY_OPEN
    person: str = ""
    words: str = ""
    sort: str = BY_DUE
    down: bool = False


ActionPlace = tuple[str, str]
"""Where an action is: its stream and its id."""


@dataclass(frozen=True, slots=True)
class ActionList:
    """What was wanted, the order of all that fit, and the rows it begins with; `recorded`: whether there is any."""

    wanted: ActionsWanted = field(default_factory=ActionsWanted)
    order: tuple[ActionPlace, ...] = ()
    first: tuple[ActionRow, ...] = ()
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One person's time with an action, as a list shows it."""

    name: str
    how: str
    since: str
    until: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One export in a list."""

    id: str
    child: str
    child_name: str
    number: int
    written_at: str


@dataclass(frozen=True, slots=True)
class UnwrittenRow:
    """A child who was talked about after the last summary was written out, if one was; `held_on` is the meeting."""

    child: str
    child_name: str
    held_on: str


@dataclass(frozen=True, slots=True)
class UnseenRow:
    """A sealed record that the worker has yet to read; `child` is empty where it is their own."""

    worker_id: str
    held_on: str
    child: str
    child_name: str
    stream: str
    subject: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry as a person reads it: when, what kind, whose word, who typed it, and the words."""

    id: str
    kind: str
    subject: str
    happened_on: str
    recorded_at: str
    by: str
    recorded_by: str
    means: str
    author: str
    words: str


@dataclass(frozen=True, slots=True)
class ChildPage:
    """One child whole, folded from their stream."""

    stream: str
    known: Known
    allocation: Allocation
    managers: tuple[Person, ...]
    actions: tuple[Action, ...]
    standings: dict[str, Standing]
    discussions: tuple[Discussion, ...]
    exports: tuple[Export, ...]
    clocks: tuple[Clock, ...]
    findings: tuple[Finding, ...]
    people: tuple[Person, ...] = field(default=())
    withdrawn: tuple[Withdrawn, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ChildStrip:
    """The strip of one child: whose it is, and whether all of it is invented."""

    case_id: str
    name: str
    strip: Strip
    demonstration: bool

    @property
    def who(self) -> str:
        """Return the child as pages name them."""
        return f"{self.name} ({self.case_id})" if self.name else self.case_id


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup: its folder, when it was made, and how many bytes it has."""

    folder: Path
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class CouncilKey:
    """A new key of a council: its public half, the policy for its computers, and the shares of its private half."""

    recipient: str
    policy: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OlderVault:
    """How many saves this computer remembers of a vault and since when, and how many the older one here has."""

    remembered: int
    remembered_at: datetime
    saves: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Safety:
    """How a vault is kept: its backups here, the second place and what came there last, and who else can open it."""

    backups: int
    last: datetime | None
    behind: bool
    second: str
    carried: datetime | None
    council: str
    council_key: str
    demonstration: bool
    older: OlderVault | None = None


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a backup holds, and what the vault holds beyond it: how many saves, which open actions, how many drafts.

    `unknown` says why that cannot be told.
    """

    made_at: datetime
    open_actions: int
    lost_saves: int = 0
    lost_actions: tuple[ActionRow, ...] = ()
    lost_drafts: int = 0
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the vault found; `problems` is empty when all is well."""

    entries: int
    streams: int
    authors: int
    problems: tuple[str, ...]
