"""Sealing a supervision session: one record for each child, one of the worker’s own, and the draft is gone."""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from supervision_app.domain import discussions, sealed, sessions, supervisions
from supervision_app.domain.discussions import NO_ACTIONS
from supervision_app.domain.entries import NewEntry, in_words
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.people import Person, find_member
from supervision_app.domain.sessions import Talk
from supervision_app.services.desk import Desk, Word
from supervision_app.services.read_models import ChildRow
from supervision_app.services.sessions import ChildNow, OpenSession, child_now, open_session

_ADDITIONS = "additions"
_UNRECORDED = "A word on an action was typed and not recorded. Record it, or take it out."


@dataclass(frozen=True, slots=True)
class Missing:
    """What a session lacks before it can be sealed: the child's stream, their id here, and a sentence."""

    stream: str
    child: str
    why: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was recorded: children by depth, whether the worker has seen it, and who was talked about, by stream."""

    worker: Person
    held_on: str
    depths: dict[str, int]
    seen: bool
    talked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A session looked through before it is sealed: each child as they are now, and what is missing."""

    children: tuple[tuple[ChildRow, ChildNow], ...]
    missing: tuple[Missing, ...]


def review(desk: Desk, opened: OpenSession) -> Review:
    """Return the session looked through, each child read once."""
    children = tuple((row, child_now(desk, opened.session, row.stream)) for row in opened.children)
    found = [one for row, now in children for one in _missing_of(opened, row, now)]
    if own := sessions.lacks_own(opened.session):
        found.append(Missing("", opened.worker.name, own))
    return Review(children, tuple(found))


def missing(desk: Desk, opened: OpenSession) -> list[Missing]:
    """Return what the session lacks, child by child: words, reasons, or a word on an open action."""
    return list(review(desk, opened).missing)


def _missing_of(opened: OpenSession, row: ChildRow, now: ChildNow) -> list[Missing]:
    talk = opened.session.talk(row.stream)
    talked = talk.depth != discussions.NOT_TODAY
    wordless = now.wordless if talked else ()
    half_typed = [f"{one.words} Go on with it, or forget it." for one in now.half_typed if talked]
    typed = {one.row.id for one in now.actions if opened.session.words.get(one.row.id, "") not in one.word}
    unrecorded = typed - {action.id for action in wordless}
    why = [sessions.lacks(talk), _wordless(len(wordless)), _UNRECORDED if unrecorded else "", *half_typed]
    return [Missing(row.stream, row.name or row.id, sentence) for sentence in why if sentence]


def has_record(talk: Talk, now: ChildNow) -> bool:
    """Return whether there is anything to record of a child: “actions only” without an action or a word is nothing."""
    return talk.depth != discussions.ACTIONS_ONLY or talk.has_words or bool(now.actions)


def _wordless(count: int) -> str:
    if not count:
        return ""
    actions = "1 open action" if count == 1 else f"{count} open actions"
    return f"Nothing was said yet on {actions}."


def seal(
    desk: Desk,
    draft: str,
    *,
    seen: bool,
    typed: Mapping[str, str] = MappingProxyType({}),
    checked: Collection[str] | None = None,
) -> Sealed:
    """Record the session, with what was `typed` since it was kept last, in one transaction with the end of its draft.

    `seen` says that the worker reads it now, at the same screen; `checked` are the streams of the children
    that were shown for checking. Raises InputRefused for the first thing that is missing, or when other
    children than those would be recorded; RuleRefused when a worker who left is said to have read it; and
    NotFound where it was sealed already.
    """
    opened = open_session(desk, draft, typed)
    looked = review(desk, opened)
    _check(desk, opened, looked, seen=seen, checked=checked)
    held_on = date.fromisoformat(opened.session.held_on)
    recorded = [
        (opened.session.talk(row.stream), now) for row, now in looked.children if _is_recorded(opened, row, now)
    ]
    talks = [talk for talk, _ in recorded]
    entries = [_of_child(desk, opened, talk, now) for talk, now in recorded]
    depths = Counter(talk.depth for talk in talks)
    entries.append(_of_worker(desk, opened, depths, held_on))
    words = [Word(entry, desk.owner()) for entry in entries]
    if seen:
        words += [Word(_seen(desk, entry), opened.worker) for entry in entries]
    with desk.vault.ledger.transaction():
        desk.record(words)
        desk.vault.drafts.drop(draft)
    talked = tuple(talk.stream for talk in talks if talk.depth != discussions.NOT_TODAY)
    return Sealed(opened.worker, opened.session.held_on, dict(depths), seen, talked)


def _is_recorded(opened: OpenSession, row: ChildRow, now: ChildNow) -> bool:
    return has_record(opened.session.talk(row.stream), now)


def _check(desk: Desk, opened: OpenSession, looked: Review, *, seen: bool, checked: Collection[str] | None) -> None:
    if looked.missing:
        message = f"{looked.missing[0].child}: {looked.missing[0].why}"
        raise InputRefused(message)
    if checked is not None and {row.stream for row in opened.children} != set(checked):
        message = f"The children of {opened.worker.name} are others than those shown. Look at “Check and seal” again."
        raise InputRefused(message)
    if seen:
        _check_here(desk, opened.worker, "Seal it as not yet seen.")


def _check_here(desk: Desk, worker: Person, do: str) -> None:
    member = find_member(desk.vault.views.members(), worker.id)
    if member.left_on:
        message = f"{worker.name} left on {in_words(member.left_on)}, and cannot have read it here. {do}"
        raise RuleRefused(message)


def _of_child(desk: Desk, opened: OpenSession, talk: Talk, now: ChildNow) -> NewEntry:
    return discussions.record(
        talk.stream,
        str(uuid.uuid4()),
        type_="case-supervision",
        depth=talk.depth,
        held_on=date.fromisoformat(opened.session.held_on),
        present=(desk.owner(), opened.worker),
        parts=sessions.parts_of_child(talk, opened.guide),
        decision=talk.decision,
        reasons=talk.reasons,
        today=desk.today(),
        worker=opened.worker,
        actions=NO_ACTIONS if talk.depth == discussions.NOT_TODAY else now.actions_there(opened.session.begun_at),
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

    @property
    def field(self) -> str:
        """Return the name under which what is being typed to be added to it is kept."""
        return f"{self.stream}/{self.id}"

    @property
    def why_field(self) -> str:
        """Return the name under which is kept why it is about to be withdrawn."""
        return f"{self.field}/why"


def confirm(desk: Desk, record: SealedRecord) -> None:
    """Record that the worker has read it, at the same screen or on their own device.

    Raises RuleRefused when they said so already, or when it is of nobody’s supervision.
    """
    found = _found(desk, record)
    if found.worker is None:
        message = "This record is of nobody’s supervision. Add to it if something is missing."
        raise RuleRefused(message)
    sealed.check_unseen(found.after, found.worker)
    _check_here(desk, found.worker, "It stays as not yet seen.")
    desk.record([Word(sealed.see(found.family, record.stream, record.id, on=desk.today()), found.worker)])


def add_to(desk: Desk, record: SealedRecord, text: str, *, said_by: str = "") -> None:
    """Add words to a sealed record, which itself stays as it is; raises InputRefused when there are none."""
    found, by = _found(desk, record), desk.speaker(said_by)
    entry = sealed.add(found.family, record.stream, record.id, text, on=desk.today())
    with desk.vault.ledger.transaction():
        desk.record([Word(entry, by)])
        keep_additions(desk, {record.field: ""})


def keep_additions(desk: Desk, fields: Mapping[str, str]) -> str:
    """Keep what is being typed to be added to records, by their fields; returns when, ISO 8601."""
    at = desk.clock.now().isoformat(timespec="seconds")
    desk.vault.drafts.keep(_ADDITIONS, fields, at)
    return at


def typed_additions(desk: Desk) -> dict[str, str]:
    """Return what was typed to be added to records and not added yet, by their fields."""
    return desk.vault.drafts.read(_ADDITIONS)


@dataclass(frozen=True, slots=True)
class _Found:
    family: str
    worker: Person | None
    after: sealed.After


def _found(desk: Desk, record: SealedRecord) -> _Found:
    told = desk.told(record.stream, record.id)
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
    told = [one for also in desk.ids_of(person) for one in desk.subjects(supervisions.stream_of(also)).values()]
    found = [one for one in map(supervisions.read_supervision, told) if one is not None]
    return sorted(found, key=lambda one: (one.held_on, one.id), reverse=True)
