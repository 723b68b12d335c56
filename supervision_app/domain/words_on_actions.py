"""What was said on an action, in words: the newest, for whoever holds it next, and each as it was said."""

from collections.abc import Callable, Mapping
from typing import Any

from supervision_app.domain.actions import (
    ACCEPTED,
    ACCEPTS,
    AWAITS,
    CLOSED,
    MOVED,
    PROGRESSED,
    REOPENED,
    RETURNED,
    STANDS_IN,
    Action,
    Note,
)
from supervision_app.domain.entries import Told, in_words

STATES = {
    "open": "Not begun",
    "in-progress": "Under way",
    "partly-done": "Partly done",
    "done": "Done",
    "not-needed": "No longer needed",
    "superseded": "Replaced by something else",
    "withdrawn": "Withdrawn",
}
"""How far an action has come, or how it ended, as everybody reads it."""

HOLDS = {ACCEPTS: "holds it", AWAITS: "was asked", STANDS_IN: "holds it meanwhile"}
"""How somebody holds an action, as everybody reads it."""

NO_CHANGE = "No change since last time."
"""What is said on an action of which there is nothing new to say."""


def last_word(action: Action) -> str:
    """Return the newest word on an action, with who said it and when; nothing where none was said.

    That nothing has changed does not hide what was said before it.
    """
    if not action.notes:
        return ""
    newest = action.notes[-1]
    told = next((note for note in reversed(action.notes) if note.text != NO_CHANGE), newest)
    words = note_words(told)
    return words if told is newest else f"{words} No change on {in_words(newest.on)}."


def note_words(note: Note) -> str:
    """Return a word on progress in a sentence: how far it had come, when, who said it, and what."""
    return f"{STATES[note.state]} on {in_words(note.on)}, said by {who_said(note)}: {sentence(note.text)}"


def who_said(note: Note) -> str:
    """Return whose word it was, and who typed it where that was somebody else."""
    if not note.recorded_by or note.recorded_by == note.by:
        return note.by
    return f"{note.by} (recorded by {note.recorded_by})"


def entry_words(entry: Told) -> str:
    """Return what one entry says of an action; being agreed, or offered on with the child, is no word on it."""
    says = _SAYS.get(entry.kind)
    return says(entry.payload) if says and entry.payload is not None else ""


def _because(what: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda payload: f"{what}: {sentence(payload['why'])}"


_SAYS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    PROGRESSED: lambda payload: f"{STATES[payload['state']]}: {sentence(payload['note'])}",
    MOVED: lambda payload: f"Moved to {in_words(payload['due'])}: {sentence(payload['why'])}",
    CLOSED: lambda payload: f"{STATES[payload['state']]}: {sentence(payload['impact'])}",
    RETURNED: _because("Returned"),
    REOPENED: _because("Opened again"),
    ACCEPTED: lambda payload: f"Accepted by {payload['by']['name']}.",
}


def sentence(text: str) -> str:
    """Return the text with a full stop, unless it ends as sentences do."""
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
