"""Actions that were open before recording began here, as a file gives them."""

from dataclasses import dataclass
from datetime import date

from supervision_app.domain.observed import Place, Refusal, SourceFile


@dataclass(frozen=True, slots=True)
class OpenActionRow:
    """One already open action; `moves` counts how often its date was moved before it came here."""

    place: Place
    case_id: str
    what: str
    why: str
    difference: str
    owner: str
    doer: str
    due: date
    first_due: date | None
    agreed_on: date | None
    moves: int


@dataclass(frozen=True, slots=True)
class OpenActionsReading:
    """All that a file of open actions gave, with everything that was not taken."""

    rows: tuple[OpenActionRow, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    file: SourceFile
