"""What a file from the case system says about a caseload, before anything is believed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FACTS = {
    "born": "Date of birth",
    "name": "Name shown here",
    "team": "Team",
    "lists": "Named on",
    "cin_started": "Child in need since",
    "cin_closed": "Child in need ended",
    "cin_status": "Case status",
    "last_seen": "Last seen",
    "cp_started": "Child protection plan since",
    "cp_ended": "Child protection plan ended",
    "cp_category": "Category of abuse",
    "last_cp_visit": "Last child protection visit",
    "last_cp_review": "Last review conference",
    "care_started": "Looked after since",
    "care_ended": "Stopped being looked after",
    "care_ended_reason": "Reason care ended",
    "legal_status": "Legal status",
    "legal_status_started": "Legal status since",
    "placement": "Placement",
    "placement_started": "Placement since",
    "permanence_plan": "Permanence plan",
    "last_review": "Last review",
    "last_visit": "Last social work visit",
    "last_iro_contact": "Last IRO contact",
    "leaving_care": "Leaving care eligibility",
    "worker_observed": "Worker in the case system",
}
"""Every fact that is kept, and how it is called on a page. Nothing else from a file is stored:
no postcode, no ethnicity, no health. Values are text; dates are ISO 8601."""

DATES = frozenset(
    name
    for name in FACTS
    if name.endswith(("_started", "_ended", "_closed")) or name.startswith("last_") or name == "born"
)
"""The facts whose values are dates."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands; rows count from 1 as a spreadsheet shows them."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        """Return the place in words."""
        return f"{self.file}, {self.sheet}, row {self.row}" if self.sheet else f"{self.file}, row {self.row}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or one cell of a row, that was not taken, and why in one sentence."""

    place: Place
    why: str


@dataclass(frozen=True, slots=True)
class ObservedWorker:
    """A worker as a file names them: a name, and the case system's key where it gives one."""

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class ObservedChild:
    """One child as the files show them, united over the lists by normalised id."""

    case_id: str
    facts: Mapping[str, str]
    worker: ObservedWorker | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name without folders, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one or several files gave, with everything that was not taken."""

    kind: str
    as_of: date
    children: tuple[ObservedChild, ...]
    lists: frozenset[str]
    files: tuple[SourceFile, ...]
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = field(default=())
