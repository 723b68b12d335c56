"""What a discussion said on actions: its entry names them, and their own entries hold the words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from supervision_app.domain.actions import Action
from supervision_app.domain.discussions import Discussion, Said
from supervision_app.domain.entries import Told, in_words
from supervision_app.domain.words_on_actions import entry_words, sentence

LOOKED_AT, AGREED = "Actions looked at", "Agreed"
"""The headings under which they stand."""


def with_actions(talk: Discussion, actions: Mapping[str, Action], told: Mapping[str, Sequence[Told]]) -> Discussion:
    """Return the discussion with a part for the actions looked at in it, and one for those agreed."""
    there = talk.actions
    parts = {
        LOOKED_AT: [
            f"{sentence(actions[one].what)} {_said(told[one], there.since, talk.recorded_at)}"
            for one in there.looked_at
            if one in actions
        ],
        AGREED: [_agreed(actions[one]) for one in there.agreed if one in actions],
    }
    return replace(talk, parts=(*talk.parts, *_parts(parts)))


def _parts(lines: Mapping[str, Sequence[str]]) -> Iterator[Said]:
    for heading, those in lines.items():
        if those:
            yield Said(heading, "\n".join(those))


def _said(entries: Sequence[Told], since: str, until: str) -> str:
    """Return what was said between two moments, ISO 8601, both included."""
    first, last = datetime.fromisoformat(since), datetime.fromisoformat(until)
    then = [one for one in entries if first <= datetime.fromisoformat(one.recorded_at) <= last]
    return " ".join(filter(None, map(entry_words, then)))


def _agreed(action: Action) -> str:
    """Return an action as it was agreed: its first date, and who was to answer for it."""
    owner = f", {action.holders[0].person.name}" if action.holders else ""
    due = f", by {in_words(action.first_due)}" if action.first_due else ""
    return f"{action.what}{owner}{due}"
