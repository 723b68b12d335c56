"""That a summary of a child left this vault: recorded before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from supervision_app.domain.entries import NewEntry, Told, in_words, needed
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.people import Person, person_from

RECORDED = "export.recorded/1"
CONFIRMED = "export.confirmed/1"
ACCESS = "subject-access"
"""What an export was for that holds everything about the child; a summary for the case file needs no word for it."""


@dataclass(frozen=True, slots=True)
class Export:
    """An export as recorded, with all that is needed to make the same document again.

    `upto` says for each author how many of their entries in this stream it holds; `left` and
    `managers` are what the team's directory said then; `digest` is the SHA-256 of its content.
    `confirmed_on` is empty until somebody says that it is on the child's file, and `purpose` where it is a summary.
    """

    id: str
    number: int
    written_at: str
    by: Person
    formats: tuple[str, ...]
    upto: Mapping[str, int]
    left: tuple[str, ...]
    managers: tuple[Person, ...]
    version: str
    digest: str = ""
    confirmed_on: str = ""
    reference: str = ""
    purpose: str = ""

    @property
    def title(self) -> str:
        """Return what was written out, as people call it."""
        return f"Everything about the child, number {self.number}," if self.purpose else f"Summary {self.number}"


def record_export(stream: str, export: Export, *, on: date) -> NewEntry:
    """Return the entry of an export."""
    payload = {
        "number": export.number,
        "written_at": export.written_at,
        "formats": list(export.formats),
        "upto": dict(export.upto),
        "left": list(export.left),
        "managers": [person.as_payload() for person in export.managers],
        "version": export.version,
        "digest": export.digest,
        **({"purpose": export.purpose} if export.purpose else {}),
    }
    return NewEntry(stream, export.id, RECORDED, on, payload)


def confirm_export(export: Export, stream: str, reference: str, *, confirmed_on: date, today: date) -> NewEntry:
    """Return the entry that the summary is on the child's file; raises InputRefused for a date in the future."""
    if confirmed_on > today:
        message = "That date has not come yet. Give the date on which it was put on the file."
        raise InputRefused(message)
    if confirmed_on.isoformat() < export.written_at[:10]:
        message = f"It was written out on {in_words(export.written_at[:10])}, so it was not on file before then."
        raise InputRefused(message)
    reference = needed(reference, "The case system’s reference")
    return NewEntry(stream, export.id, CONFIRMED, confirmed_on, {"reference": reference})


def read_export(entries: Sequence[Told]) -> Export | None:
    """Return the export that these entries tell of; None when its first entry is not here."""
    export: Export | None = None
    for entry in entries:
        payload: Mapping[str, Any] = entry.payload or {}
        if entry.kind == RECORDED and payload:
            export = _recorded(entry.subject, payload)
        if entry.kind == CONFIRMED and export and payload:
            export = replace(export, confirmed_on=entry.happened_on, reference=payload["reference"])
    return export


def _recorded(subject: str, payload: Mapping[str, Any]) -> Export:
    return Export(
        id=subject,
        number=payload["number"],
        written_at=payload["written_at"],
        by=person_from(payload["by"]),
        formats=tuple(payload["formats"]),
        upto=payload["upto"],
        left=tuple(payload["left"]),
        managers=tuple(person_from(person) for person in payload["managers"]),
        version=payload["version"],
        digest=payload["digest"],
        purpose=payload.get("purpose", ""),
    )
