"""What somebody who leaves a child says to whoever comes next: told once, so that the child need not tell it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision_app.domain.entries import NewEntry, Told, optional
from supervision_app.domain.errors import InputRefused

WRITTEN = "handover.written/1"
PARTS = {
    "told": "What they have told us already, and should not be asked again",
    "promised": "What was promised to them",
    "trusts": "Whom they trust",
    "part_done": "What is part-done: to be finished, not restarted",
}
"""What is asked of whoever hands a child over, and how each is called on a page."""


@dataclass(frozen=True, slots=True)
class Handover:
    """The words of one person on one child, on one day; `parts` holds only what they said something about."""

    id: str
    on: str
    by: str
    parts: Mapping[str, str]


def write(stream: str, subject: str, parts: Mapping[str, str], *, on: date) -> NewEntry:
    """Return the entry of a handover; raises InputRefused where nothing is said, or a text is too long."""
    said = {name: optional(parts.get(name, ""), heading) for name, heading in PARTS.items()}
    if not any(said.values()):
        message = "Say at least one thing to whoever comes next: what the child told you, or what is part-done."
        raise InputRefused(message)
    return NewEntry(stream, subject, WRITTEN, on, {"parts": {name: text for name, text in said.items() if text}})


def read_handover(entries: Sequence[Told]) -> Handover | None:
    """Return what these entries hand over; None where they hand nothing over, or its words are not here."""
    for entry in entries:
        payload: Mapping[str, Any] = entry.payload or {}
        if entry.kind == WRITTEN and payload:
            parts = {name: text for name, text in payload["parts"].items() if name in PARTS}
            return Handover(entry.subject, entry.happened_on, payload["by"]["name"], parts)
    return None
