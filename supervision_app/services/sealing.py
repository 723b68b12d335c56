"""Sealing a supervision session: one record for each child, one of the worker’s own, and the draft is gone."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from supervision_app.domain import discussions, sealed, sessions, supervisions
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.people import Person
from supervision_app.domain.sessions import Talk
from supervision_app.services.desk import Desk, Word
from supervision_app.services.sessions import OpenSession, child_now, open_session
from supervision_app.services.telling import by_subject, tell

_UNRECORDED = "A word on an action was typed and not recorded. Record it, or take it out."


@dataclass(frozen=True, slots=True)
class Missing:
    """What a session lacks before it can be sealed: the child's stream, their id here, and a sentence."""

    stream: str
    child: str
    why: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was recorded: how many children by depth, and whether the worker has seen it."""

    worker: Person
    held_on: str
    depths: dict[str, int]
    seen: bool


def missing(desk: Desk, opened: OpenSession) -> list[Missing]:
    """Return what the session lacks, child by child: words, reasons, or a word on an open action."""
    found = []
    for row in opened.children:
        talk = opened.session.talk(row.stream)
        now = child_now(desk, opened.session, row.stream)
        wordless = () if talk.depth == discussions.NOT_TODAY else now.wordless
        typed = {one.row.id for one in now.actions if opened.session.words.get(one.row.id, "") not in one.word}
        unrecorded = typed - {action.id for action in wordless}
        why = [sessions.lacks(talk), _wordless(len(wordless)), _UNRECORDED if unrecorded else ""]
        found += [Missing(row.stream, row.name or row.id, sentence) for sentence in why if sentence]
    return found


def _wordless(count: int) -> str:
    if not count:
        return ""
    return "1 open action needs a word." if count == 1 else f"{count} open actions need a word."


def seal(desk: Desk, draft: str, *, seen: bool, typed: Mapping[str, str] = MappingProxyType({})) -> Sealed:
    """Record the session, with what was `typed` since it was kept last, in one transaction with the end of its draft.

    `seen` says that the worker reads it now, at the same screen. Raises InputRefused for the first
    thing that is missing, and NotFound where it was sealed already.
    """
    opened = open_session(desk, draft, typed)
    if lacking := missing(desk, opened):
        message = f"{lacking[0].child}: {lacking[0].why}"
        raise InputRefused(message)
    held_on = date.fromisoformat(opened.session.held_on)
    entries = [_of_child(desk, opened, opened.session.talk(row.stream), held_on) for row in opened.children]
    depths = Counter(opened.session.talk(row.stream).depth for row in opened.children)
    entries.append(_of_worker(desk, opened, depths, held_on))
    words = [Word(entry, desk.owner()) for entry in entries]
    if seen:
        words += [Word(_seen(desk, entry), opened.worker) for entry in entries]
    with desk.vault.ledger.transaction():
        desk.record(words)
        desk.vault.drafts.drop(draft)
    return Sealed(opened.worker, opened.session.held_on, dict(depths), seen)


def _of_child(desk: Desk, opened: OpenSession, talk: Talk, held_on: date) -> NewEntry:
    return discussions.record(
        talk.stream,
        str(uuid.uuid4()),
        type_="case-supervision",
        depth=talk.depth,
        held_on=held_on,
        present=(desk.owner(), opened.worker),
        parts=sessions.parts_of_child(talk, opened.guide),
        decision=talk.decision,
        reasons=talk.reasons,
        today=desk.today(),
        worker=opened.worker,
    )


def _of_worker(desk: Desk, opened: OpenSession, depths: Counter[str], held_on: date) -> NewEntry:
    return supervisions.record(
        str(uuid.uuid4()),
        worker=opened.worker,
        held_on=held_on,
        present=(desk.owner(), opened.worker),
        parts=sessions.parts_of_worker(opened.session, opened.guide),
        depths=depths,
        today=desk.today(),
    )


def _seen(desk: Desk, entry: NewEntry) -> NewEntry:
    return sealed.see(_family(entry.kind), entry.stream, entry.subject, on=desk.today())


def _family(kind: str) -> str:
    return kind.partition(".")[0]


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """Where a sealed record is: the stream and its id in it."""

    stream: str
    id: str


def confirm(desk: Desk, record: SealedRecord) -> None:
    """Record that the worker has read it, at the same screen or on their own device.

    Raises RuleRefused when they said so already, or when it is of nobody’s supervision.
    """
    found = _found(desk, record)
    if found.worker is None:
        message = "This record is of nobody’s supervision. Add to it if something is missing."
        raise RuleRefused(message)
    sealed.check_unseen(found.after, found.worker)
    desk.record([Word(sealed.see(found.family, record.stream, record.id, on=desk.today()), found.worker)])


def add_to(desk: Desk, record: SealedRecord, text: str, *, said_by: str = "") -> None:
    """Add words to a sealed record, which itself stays as it is; raises InputRefused when there are none."""
    found, by = _found(desk, record), desk.speaker(said_by)
    desk.record([Word(sealed.add(found.family, record.stream, record.id, text, on=desk.today()), by)])


@dataclass(frozen=True, slots=True)
class _Found:
    family: str
    worker: Person | None
    after: sealed.After


def _found(desk: Desk, record: SealedRecord) -> _Found:
    told = tell(desk.vault.ledger.subject(record.stream, record.id))
    talk = discussions.read_discussion(told)
    if talk is not None:
        return _Found(sealed.DISCUSSION, talk.worker, talk.after)
    own = supervisions.read_supervision(told)
    if own is not None:
        return _Found(sealed.SUPERVISION, own.worker, own.after)
    message = "This record is not here, or its words are not. Open it again from its page."
    raise InputRefused(message)


def own_record(desk: Desk, worker: str) -> Sequence[supervisions.Supervision]:
    """Return a worker's own supervision record, the newest session first; raises NotFound or AmbiguousName."""
    person = desk.person(worker)
    entries = desk.vault.ledger.stream(supervisions.stream_of(person.id))
    told = by_subject(entries).values()
    found = [one for one in map(supervisions.read_supervision, told) if one is not None]
    return sorted(found, key=lambda one: (one.held_on, one.id), reverse=True)
