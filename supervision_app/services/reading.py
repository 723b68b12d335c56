"""Reading it all back: lists from the projections, one child whole from their stream."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from supervision_app.domain.actions import read_action
from supervision_app.domain.allocation import Allocation, read_allocation
from supervision_app.domain.clocks import running
from supervision_app.domain.discussions import read_discussion
from supervision_app.domain.events import EventKind, name_of
from supervision_app.domain.exports import read_export
from supervision_app.domain.facts import Known, read_facts
from supervision_app.domain.findings import ChildNow, findings
from supervision_app.domain.holding import Around, standing
from supervision_app.domain.people import find_member
from supervision_app.domain.withdrawing import read_withdrawn
from supervision_app.ledger.entry import Entry, read_payload
from supervision_app.ledger.order import causal_depths
from supervision_app.services.desk import Desk
from supervision_app.services.read_models import (
    ActionList,
    ActionRow,
    ActionsWanted,
    ChildPage,
    ChildRow,
    LogRow,
    NotedRow,
)
from supervision_app.services.spoken import with_actions
from supervision_app.services.telling import KNOWN_KINDS, by_subject

_HOLIDAYS_AHEAD = timedelta(days=366)
PAGE = 100
"""How many rows of a long list are read at once."""

_SAID = {"by", "recorded_by", "means"}


def children(desk: Desk, *, worker: str = "") -> list[ChildRow]:
    """Return every child, or those of one worker; raises NotFound or AmbiguousName for the name."""
    rows = desk.vault.views.children(desk.today())
    if not worker:
        return rows
    person = desk.person(worker)
    theirs = {held.stream for held in desk.vault.views.held_children().values() if person in held.workers}
    return [row for row in rows if row.stream in theirs]


def actions(desk: Desk, *, child: str = "", worker: str = "", state: str = "") -> list[ActionRow]:
    """Return actions, the soonest due first, then closed ones; `state` may be any-open for all that are open."""
    stream = desk.child(child) if child else ""
    person = find_member(desk.vault.views.members(), worker).person.id if worker else ""
    return desk.vault.views.actions(child=stream, worker=person, state=state)


def action_list(desk: Desk, wanted: ActionsWanted) -> ActionList:
    """Return the wanted actions: the order of all, and the rows of the first page."""
    views = desk.vault.views
    order = views.action_order(wanted, desk.today())
    first = tuple(views.actions_at(order[:PAGE]))
    return ActionList(wanted, order, first, recorded=bool(order) or views.any_action())


def child_page(desk: Desk, case_id: str) -> ChildPage:
    """Return all that is recorded of one child; raises NotFound."""
    entries = desk.vault.ledger.stream(desk.child(case_id))
    return fold_child(desk, entries, desk.around)


def fold_child(desk: Desk, entries: Sequence[Entry], around_of: Callable[[Allocation], Around]) -> ChildPage:
    """Return one child folded from these entries of their stream."""
    subjects = by_subject(entries, desk.same())
    families = {subject: told[0].kind.partition(".")[0] for subject, told in subjects.items()}
    known = read_facts(subjects.get("facts", ())) if "facts" in subjects else Known()
    allocation = read_allocation(subjects.get("allocation", ()))
    around = around_of(allocation)
    agreed = [read_action(told) for subject, told in subjects.items() if families[subject] == "action"]
    agreed.sort(key=lambda action: (not action.is_open, action.due, action.id))
    by_id = {action.id: action for action in agreed}
    recorded = [read_discussion(told) for subject, told in subjects.items() if families[subject] == "discussion"]
    talks = [with_actions(talk, by_id, subjects) for talk in recorded if talk]
    sent = [read_export(told) for subject, told in subjects.items() if families[subject] == "export"]
    summaries = [export for export in sent if export and not export.purpose]
    today = desk.today()
    holidays = desk.reference.bank_holidays(today.year - 2, (today + _HOLIDAYS_AHEAD).year)
    clocks = running(desk.reference.clock_rules(), known, holidays)
    kinds, newest = desk.reference.event_kinds(), desk.vault.views.newest_file()
    now = ChildNow(known, allocation, agreed, around, clocks, today, newest, kinds)
    return ChildPage(
        stream=entries[0].stream,
        known=known,
        allocation=allocation,
        managers=tuple(around.managers),
        actions=tuple(agreed),
        standings={action.id: standing(action, around) for action in agreed if action.is_open},
        discussions=tuple(sorted(talks, key=lambda talk: (talk.held_on, talk.id), reverse=True)),
        exports=tuple(sorted(summaries, key=lambda export: export.number, reverse=True)),
        clocks=tuple(clocks),
        findings=tuple(findings(now)),
        withdrawn=tuple(filter(None, map(read_withdrawn, subjects.values()))),
        noted=_noted(known, kinds),
    )


def _noted(known: Known, kinds: Mapping[str, EventKind]) -> tuple[NotedRow, ...]:
    """Return the noted dates, the newest first; one whose event is in no list any more is still shown."""
    rows = [NotedRow(event, name_of(kinds, event), one) for event, one in known.noted.items()]
    return tuple(sorted(rows, key=lambda row: (row.noted.on, row.event), reverse=True))


def log(desk: Desk, wanted: str) -> list[LogRow]:
    """Return every entry of a child, or of one action, in the order it was recorded; raises NotFound.

    A child's id is tried first, then the id of an action or the start of one.
    """
    entries = _entries_of(desk, wanted)
    depths = causal_depths(entries)
    in_order = sorted(entries, key=lambda entry: (entry.recorded_at, depths[entry.id], entry.seq, entry.id))
    return [_log_row(entry) for entry in in_order]


def _entries_of(desk: Desk, wanted: str) -> list[Entry]:
    found = desk.vault.views.find_action(wanted.strip().lower()) if len(wanted.strip()) >= 8 else []  # noqa: PLR2004
    if len(found) == 1:
        return desk.vault.ledger.subject(*found[0])
    return desk.vault.ledger.stream(desk.child(wanted))


def _log_row(entry: Entry) -> LogRow:
    payload = read_payload(entry)
    said = payload or {}
    words = {name: value for name, value in said.items() if name not in _SAID}
    return LogRow(
        id=entry.id,
        kind=entry.kind,
        subject=entry.subject,
        happened_on=entry.happened_on,
        recorded_at=entry.recorded_at,
        by=said.get("by", {}).get("name", ""),
        recorded_by=said.get("recorded_by", {}).get("name", ""),
        means=said.get("means", ""),
        author=entry.author,
        words=_words(entry, payload, words),
    )


def _words(entry: Entry, payload: object, words: dict[str, object]) -> str:
    if payload is None:
        return "The words are not here: they were withheld or erased."
    if entry.kind not in KNOWN_KINDS:
        return "Written by a newer version; kept and passed on as it is."
    return json.dumps(words, ensure_ascii=False, sort_keys=True)
