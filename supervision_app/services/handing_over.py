"""Handing children over: what the leaver says on each, and what is not said yet."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from supervision_app.domain import handover
from supervision_app.domain.handover import PARTS, Handover, read_handover
from supervision_app.domain.people import find_member
from supervision_app.domain.story import Chapter
from supervision_app.domain.story import Told as Line
from supervision_app.services.desk import Desk, Word


@dataclass(frozen=True, slots=True)
class ToHandOver:
    """One child of somebody who leaves: how many open actions go on with it, and on which day words were left."""

    child: str
    name: str
    open_actions: int
    said_on: str


def hand_over(desk: Desk, child: str, parts: Mapping[str, str], *, said_by: str = "") -> str:
    """Record what somebody says on a child to whoever comes next; returns its id.

    Raises NotFound, AmbiguousName, and InputRefused where nothing is said.
    """
    stream, by = desk.child(child), desk.speaker(said_by)
    entry = handover.write(stream, str(uuid.uuid4()), parts, on=desk.today())
    desk.record([Word(entry, by)])
    return entry.subject


def handed_over(desk: Desk, stream: str) -> list[Handover]:
    """Return what was said on a child at handovers."""
    return [one for one in map(read_handover, desk.subjects(stream).values()) if one]


def chapters(handovers: Iterable[Handover]) -> tuple[Chapter, ...]:
    """Return what was handed over as chapters of a child's story, the newest first; none where nothing was."""
    newest, found = sorted(handovers, key=lambda one: (one.on, one.id), reverse=True), []
    for part, heading in PARTS.items():
        lines = tuple(Line(one.on, one.parts[part], one.by) for one in newest if part in one.parts)
        if lines:
            found.append(Chapter(heading, lines, ""))
    return tuple(found)


def still_to_hand_over(desk: Desk, name: str) -> list[ToHandOver]:
    """Return each child that somebody has, with what of it goes on and whether they left words; raises NotFound."""
    views = desk.vault.views
    person = find_member(views.members(), name).person
    found = []
    for case_id, held in views.held_children().items():
        if person in held.workers:
            said = [one for one in handed_over(desk, held.stream) if one.by == person.name]
            going = len(views.actions(child=held.stream, worker=person.id, state="any-open"))
            found.append(
                ToHandOver(case_id, held.known.value("name"), going, max((one.on for one in said), default=""))
            )
    return found
