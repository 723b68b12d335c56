"""What needs somebody about supervision: sessions begun, sessions due, records that the worker has yet to read."""

from datetime import date, timedelta

from supervision_app.domain.entries import in_words
from supervision_app.domain.meetings import Meeting
from supervision_app.domain.people import Person
from supervision_app.domain.rhythm import Rhythm
from supervision_app.domain.supervisions import stream_of
from supervision_app.services import planning, sessions
from supervision_app.services.desk import Desk
from supervision_app.services.needs import SESSION, SUPERVISION, Need, NeedItem, WayIn

LONG_GAP = timedelta(weeks=8)
"""Weeks without a session recorded here from which supervision is stuck."""


def begun(desk: Desk) -> Need:
    """Return the sessions that were begun here and not sealed."""
    items = tuple(
        NeedItem(f"With {one.worker.name}, {in_words(one.held_on)}.", WayIn(SESSION, one.draft))
        for one in sessions.unfinished(desk)
    )
    return Need("session-begun", "Supervision begun, and not sealed", items)


def due(desk: Desk) -> Need:
    """Return the workers with children whose supervision is due, or planned and not recorded, the longest first.

    It is due as it was agreed with each, and where nothing was, four weeks after the last session.
    """
    last, rhythms = desk.vault.views.last_supervised(), desk.vault.views.rhythms()
    ahead, open_ = planning.planned_ahead(desk), planning.without_record(desk)
    found = []
    for person, since in _with_children(desk):
        stream, day = stream_of(person.id), last.get(person.id, "")
        by = planning.due(rhythms.get(stream), day, date.fromisoformat(since))
        if by <= desk.today() or stream in open_:
            said = [_since(day), *_agreed(rhythms.get(stream)), *_planned(open_.get(stream), ahead.get(stream))]
            found.append((by, person, " ".join(said)))
    items = tuple(
        NeedItem(f"{person.name}: {said}", WayIn(SUPERVISION, person.id))
        for _, person, said in sorted(found, key=lambda one: (one[0], one[1].name))
    )
    return Need("supervision-due", "Supervision due", items)


def _agreed(rhythm: Rhythm | None) -> list[str]:
    return [f"Agreed: {rhythm.name}."] if rhythm else []


def _planned(open_: Meeting | None, ahead: Meeting | None) -> list[str]:
    """Return what was planned and has no record here, and what is planned next."""
    past = [f"Planned for {in_words(open_.on)}, and nothing is recorded here."] if open_ else []
    return [*past, *([f"Planned for {planning.when(ahead)}."] if ahead else [])]


def long_due(desk: Desk) -> Need:
    """Return the workers with children who had no session for eight weeks."""
    last, day = desk.vault.views.last_supervised(), (desk.today() - LONG_GAP).isoformat()
    # Before the first session recorded here it counts from the day they have had a child here.
    late = [(last.get(one.id, since), one) for one, since in _with_children(desk) if last.get(one.id, since) <= day]
    items = tuple(
        NeedItem(f"{person.name}: {_since(last.get(person.id, ''))}", WayIn(SUPERVISION, person.id))
        for _, person in sorted(late, key=lambda found: (found[0], found[1].name))
    )
    return Need("supervision-due", "No supervision recorded for eight weeks", items)


def _with_children(desk: Desk) -> list[tuple[Person, str]]:
    """Return whoever has a child now, is here, and is not the owner of the vault, each with since when."""
    since: dict[str, str] = {}
    for held in desk.vault.views.held_children().values():
        for person in held.workers:
            since[person.id] = min(held.since, since.get(person.id, held.since))
    members = [member.person for member in desk.vault.views.members() if not member.left_on]
    return [(one, since[one.id]) for one in members if one.id in since and one != desk.owner()]


def _since(last: str) -> str:
    return f"last on {in_words(last)}." if last else "no session is recorded here yet."


def unseen(desk: Desk) -> Need:
    """Return the sessions of which the worker has yet to read a record, the oldest first; who left is not asked."""
    here = {member.person.id: member.person for member in desk.vault.views.members() if not member.left_on}
    counts: dict[tuple[str, str], int] = {}
    for row in desk.vault.views.unseen_records():
        if row.worker_id in here:
            key = row.held_on, row.worker_id
            counts[key] = counts.get(key, 0) + 1
    items = tuple(
        NeedItem(f"{here[worker].name}: {_records(count)} of {in_words(day)}.", WayIn(SUPERVISION, worker))
        for (day, worker), count in sorted(counts.items())
    )
    return Need("not-seen", "Sealed, and not yet seen by the worker", items)


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"
