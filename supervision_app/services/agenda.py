"""The agenda of a session, made from the record in one go: each child with the reasons to come to it."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from supervision_app.domain.agenda import Asked, Due, Line, agenda
from supervision_app.domain.clocks import running
from supervision_app.domain.discussions import Discussion, read_discussion
from supervision_app.domain.guides import CHILD
from supervision_app.domain.situations import Circumstances
from supervision_app.services.desk import Desk
from supervision_app.services.sessions import OpenSession
from supervision_app.services.telling import tell

if TYPE_CHECKING:
    from supervision_app.ledger.entry import Entry

_HOLIDAYS_AHEAD = timedelta(days=366)


def agenda_of(desk: Desk, opened: OpenSession) -> dict[str, Line]:
    """Return a line for each child of the session by their stream, the most pressing first.

    It is read from the tables, and of the ledger only what was said: no child's record is folded whole for it.
    """
    on, today, views = date.fromisoformat(opened.session.held_on), desk.today(), desk.vault.views
    streams = {row.stream for row in opened.children}
    rules = desk.reference.clock_rules()
    holidays = desk.reference.bank_holidays(today.year - 2, (today + _HOLIDAYS_AHEAD).year)
    known = {held.stream: held.known for held in views.held_children().values() if held.stream in streams}
    rhythms, talks = views.rhythms(), _talks(desk, streams)
    children = {}
    for stream, then in views.children_then(streams).items():
        child = Circumstances(known[stream], then.allocation, then.actions, talks.get(stream, ()), on)
        clocks = running(rules, known[stream], holidays)
        children[stream] = Due(child, clocks, then.waiting, rhythms.get(stream))
    return agenda(children, asked_in(desk, opened))


def asked_in(desk: Desk, opened: OpenSession) -> Asked:
    """Return what a session with its guide may ask of each child."""
    stages = [stage for stage in opened.guide.stages if stage.record == CHILD]
    own = {stage.heading for stage in stages if stage.childs_words}
    return Asked([stage.heading for stage in stages], own, desk.reference.themes())


def _talks(desk: Desk, streams: Collection[str]) -> dict[str, list[Discussion]]:
    """Return the discussions of these children by their stream, the newest first."""
    subjects: dict[tuple[str, str], list[Entry]] = {}
    for entry in desk.vault.ledger.subjects(desk.vault.views.discussions_of(streams)):
        subjects.setdefault((entry.stream, entry.subject), []).append(entry)
    same = desk.same()
    read = (read_discussion(tell(entries, same)) for entries in subjects.values())
    found: dict[str, list[Discussion]] = {}
    for talk in sorted(filter(None, read), key=lambda one: (one.held_on, one.id), reverse=True):
        found.setdefault(talk.stream, []).append(talk)
    return found
