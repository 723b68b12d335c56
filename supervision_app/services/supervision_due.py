"""What needs somebody about supervision: sessions begun, sessions due, records that the worker has yet to read."""

from datetime import timedelta

from supervision_app.domain.entries import in_words
from supervision_app.domain.people import Person
from supervision_app.domain.supervisions import USUAL_GAP
from supervision_app.services import sessions
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
    """Return the workers with children who had no session for four weeks, the longest ago first."""
    return _due(desk, USUAL_GAP, "Supervision due")


def long_due(desk: Desk) -> Need:
    """Return the workers with children who had no session for eight weeks."""
    return _due(desk, LONG_GAP, "No supervision recorded for eight weeks")


def _due(desk: Desk, gap: timedelta, heading: str) -> Need:
    last, day = desk.vault.views.last_supervised(), (desk.today() - gap).isoformat()
    # Before the first session recorded here it counts from the day they have had a child here.
    late = [(last.get(one.id, since), one) for one, since in _with_children(desk) if last.get(one.id, since) <= day]
    items = tuple(
        NeedItem(f"{person.name}: {_since(last.get(person.id, ''))}", WayIn(SUPERVISION, person.id))
        for _, person in sorted(late, key=lambda found: (found[0], found[1].name))
    )
    return Need("supervision-due", heading, items)


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
