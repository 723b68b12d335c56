"""A disagreement on a discussion: each person’s own words, who it was taken to, and how it was settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision_app.domain.entries import NewEntry, Sight, Told, in_words, needed
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.people import Person, person_from

SAID, ESCALATED, SETTLED = "discussion.disagreed/1", "discussion.escalated/1", "discussion.settled/1"
KINDS = frozenset({SAID, ESCALATED, SETTLED})


@dataclass(frozen=True, slots=True)
class View:
    """What one person says, in their own words; nobody else changes them. `means` says how they said it."""

    text: str
    by: Person
    on: str
    means: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """That it was taken to somebody, by whom, when and why."""

    to: Person
    why: str
    by: Person
    on: str


@dataclass(frozen=True, slots=True)
class Settled:
    """How it was settled, by whom and when."""

    text: str
    by: Person
    on: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """All of it; `settled` is None while it is open. What was said after a settling opens it again."""

    views: tuple[View, ...]
    escalated: tuple[Escalated, ...] = ()
    settled: Settled | None = None

    @property
    def is_open(self) -> bool:
        """Return whether it has yet to be settled."""
        return self.settled is None


def say(stream: str, subject: str, text: str, *, on: date) -> NewEntry:
    """Return the entry of somebody's own words; raises InputRefused where there are none."""
    return NewEntry(stream, subject, SAID, on, {"text": needed(text, "What is seen differently")})


def escalate(
    stream: str, subject: str, found: Disagreement | None, to: Person, why: str, *, by: Person, on: date
) -> NewEntry:
    """Return the entry that takes an open disagreement to somebody.

    Raises RuleRefused where there is none, or where it is taken to whoever takes it, or to whom it was taken already;
    InputRefused without a reason.
    """
    there = _open(found)
    if to == by or any(one.to == to for one in there.escalated):
        message = f"{to.name} has it already. Name somebody else who can decide."
        raise RuleRefused(message)
    return NewEntry(stream, subject, ESCALATED, on, {"to": to.as_payload(), "why": needed(why, "The reason")})


def settle(stream: str, subject: str, found: Disagreement | None, text: str, *, by: Person, on: date) -> NewEntry:
    """Return the entry that says how it was settled.

    Raises RuleRefused where none is open, and where it was taken to somebody else than who speaks: they decide.
    """
    there = _open(found)
    asked = [one.to for one in there.escalated]
    if asked and by not in asked:
        names = " or ".join(person.name for person in asked)
        message = f"It was taken to {names}, who says how it is settled. Record it as their word."
        raise RuleRefused(message)
    return NewEntry(stream, subject, SETTLED, on, {"text": needed(text, "How it was settled")})


def _open(found: Disagreement | None) -> Disagreement:
    if found is None:
        message = "Nobody disagrees here yet. Say first, in their own words, what somebody sees differently."
        raise RuleRefused(message)
    if found.settled:
        message = f"It was settled on {in_words(found.settled.on)}. Say anew what is seen differently."
        raise RuleRefused(message)
    return found


def read_disagreement(entries: Sequence[Told]) -> Disagreement | None:
    """Return the disagreement that the entries of a record tell of, in causal order; None where nobody disagrees.

    It is settled only where whoever settled it had seen all that was said and taken to somebody.
    """
    own = [entry for entry in entries if entry.kind in KINDS]
    said = _with_words(own, SAID)
    if not said:
        return None
    sight = Sight(entries)
    open_parts = [entry for entry in own if entry.kind != SETTLED]
    settled = [
        (entry, payload)
        for entry, payload in _with_words(own, SETTLED)
        if all(sight.saw(entry, other) for other in open_parts)
    ]
    return Disagreement(
        views=tuple(View(p["text"], person_from(p["by"]), e.happened_on, p["means"]) for e, p in said),
        escalated=tuple(
            Escalated(person_from(p["to"]), p["why"], person_from(p["by"]), e.happened_on)
            for e, p in _with_words(own, ESCALATED)
        ),
        settled=next(
            (Settled(p["text"], person_from(p["by"]), e.happened_on) for e, p in reversed(settled)),
            None,
        ),
    )


def _with_words(entries: Sequence[Told], kind: str) -> list[tuple[Told, Mapping[str, Any]]]:
    return [(entry, entry.payload) for entry in entries if entry.kind == kind and entry.payload]


def told(found: Disagreement) -> list[tuple[str, str]]:
    """Return all of it as headings with words, in the order in which it was said."""
    views = [(f"{one.by.name} sees it differently, {in_words(one.on)}", one.text) for one in found.views]
    views += [(f"Taken to {one.to.name} by {one.by.name}, {in_words(one.on)}", one.why) for one in found.escalated]
    if found.settled:
        return [*views, (f"Settled by {found.settled.by.name}, {in_words(found.settled.on)}", found.settled.text)]
    return views
