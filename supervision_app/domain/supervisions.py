"""A worker's own supervision record: what was said about them and their work, never about one child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from supervision_app.domain.discussions import Said
from supervision_app.domain.entries import NewEntry, Told, needed
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.people import Person, person_from
from supervision_app.domain.sealed import After, read_after, waits_for

RECORDED = "supervision.recorded/1"

USUAL_GAP = timedelta(days=28)
"""A worker is supervised at least monthly, here counted as four weeks.

LGA, Standards for Employers of Social Workers, supervision standard: a minimum of monthly after the first six months.
"""


@dataclass(frozen=True, slots=True)
class Supervision:
    """One session as the worker's own record tells it; `depths` counts children by how deeply each was talked about."""

    id: str
    worker: Person
    held_on: str
    recorded_at: str
    present: tuple[Person, ...]
    parts: tuple[Said, ...]
    depths: Mapping[str, int]
    by: str
    after: After

    @property
    def unseen(self) -> bool:
        """Return whether the worker has yet to read it."""
        return waits_for(self.worker, self.after)


def stream_of(person_id: str) -> str:
    """Return the stream of a worker's own record."""
    return f"worker:{person_id}"


def record(
    subject: str,
    *,
    worker: Person,
    held_on: date,
    present: Sequence[Person],
    parts: Sequence[Said],
    depths: Mapping[str, int],
    today: date,
) -> NewEntry:
    """Return the entry of a supervision session in the worker's own record, which may hold no word about them.

    Raises InputRefused for a session in the future, or one of a person with themselves.
    """
    if held_on > today:
        message = "A supervision session cannot be recorded before it took place. Give the date of the meeting."
        raise InputRefused(message)
    if all(person == worker for person in present):
        message = f"{worker.name} cannot supervise themselves. Choose the person whom you supervise."
        raise InputRefused(message)
    payload = {
        "worker": worker.as_payload(),
        "present": [person.as_payload() for person in present],
        "parts": [{"heading": part.heading, "text": needed(part.text, part.heading)} for part in parts],
        "depths": {depth: count for depth, count in depths.items() if count},
    }
    return NewEntry(stream_of(worker.id), subject, RECORDED, held_on, payload)


def read_supervision(entries: Sequence[Told]) -> Supervision | None:
    """Return the session; None when its words are not here."""
    for entry in entries:
        if entry.kind == RECORDED and entry.payload:
            return _told(entry, entry.payload, read_after(entries))
    return None


def _told(entry: Told, payload: Mapping[str, Any], after: After) -> Supervision:
    return Supervision(
        id=entry.subject,
        worker=person_from(payload["worker"]),
        held_on=entry.happened_on,
        recorded_at=entry.recorded_at,
        present=tuple(person_from(person) for person in payload["present"]),
        parts=tuple(Said(part["heading"], part["text"]) for part in payload["parts"]),
        depths=dict(payload["depths"]),
        by=payload["by"]["name"],
        after=after,
    )
