"""Disagreeing on a discussion or its decision: said in somebody's own words, taken to somebody, settled."""

from dataclasses import dataclass

from supervision_app.domain import disagreements
from supervision_app.domain.disagreements import Disagreement
from supervision_app.domain.discussions import Discussion, read_discussion
from supervision_app.domain.errors import AmbiguousName, NotFound
from supervision_app.services.desk import Desk, Word

_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A discussion that an id means, with the disagreement on it, None where nobody disagrees."""

    talk: Discussion
    disagreement: Disagreement | None


def find_discussion(desk: Desk, record: str) -> Found:
    """Return the discussion that an id, or the start of one, means; raises NotFound or AmbiguousName."""
    wanted = record.strip().lower()
    places = desk.vault.views.find_record(wanted) if len(wanted) >= _SHORTEST_ID else []
    read = (read_discussion(desk.told(*place)) for place in places)
    found = [talk for talk in read if talk is not None]
    if len(found) > 1:
        message = f"Several discussions have an id that starts with {record}. Give more of it."
        raise AmbiguousName(message)
    if not found:
        message = f"No discussion has the id {record}. “child ID --json” lists them with their ids."
        raise NotFound(message)
    return Found(found[0], found[0].disagreement)


def disagree(desk: Desk, record: str, text: str, *, said_by: str = "") -> Found:
    """Return the discussion once somebody's own words stand on it; raises what the rules raise."""
    talk, by = find_discussion(desk, record).talk, desk.speaker(said_by)
    desk.record([Word(disagreements.say(talk.stream, talk.id, text, on=desk.today()), by)])
    return find_discussion(desk, talk.id)


def escalate(desk: Desk, record: str, to: str, why: str, *, said_by: str = "") -> Found:
    """Return the discussion once its disagreement was taken to somebody; raises what the rules raise."""
    found, by = find_discussion(desk, record), desk.speaker(said_by)
    talk = found.talk
    entry = disagreements.escalate(
        talk.stream, talk.id, found.disagreement, desk.person(to), why, by=by, on=desk.today()
    )
    desk.record([Word(entry, by)])
    return find_discussion(desk, talk.id)


def settle(desk: Desk, record: str, text: str, *, said_by: str = "") -> Found:
    """Return the discussion once it was said how its disagreement was settled; raises what the rules raise."""
    found, by = find_discussion(desk, record), desk.speaker(said_by)
    talk = found.talk
    entry = disagreements.settle(talk.stream, talk.id, found.disagreement, text, by=by, on=desk.today())
    desk.record([Word(entry, by)])
    return find_discussion(desk, talk.id)
