"""A supervision session while it goes on: begun, gone on with, read child by child, and never lost."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from supervision_app.domain import sessions
from supervision_app.domain.actions import AGREED, PROGRESSED
from supervision_app.domain.discussions import ActionsThere
from supervision_app.domain.entries import Told, in_words
from supervision_app.domain.errors import InputRefused, NotFound
from supervision_app.domain.guides import Guide
from supervision_app.domain.people import Person, find_member
from supervision_app.domain.sessions import Session
from supervision_app.domain.supervisions import RECORDED, read_supervision, stream_of
from supervision_app.domain.words_on_actions import entry_words
from supervision_app.services.desk import Desk
from supervision_app.services.half_typed import HalfTyped, half_typed
from supervision_app.services.read_models import ActionRow, ChildPage, ChildRow
from supervision_app.services.reading import fold_child
from supervision_app.services.telling import by_subject


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was begun and not sealed; `kept_at` is when something was last typed."""

    draft: str
    worker: Person
    held_on: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session with whom it is about, who holds it, and its guide.

    The children stand as they were put in order, and otherwise those in need first.
    """

    session: Session
    worker: Person
    held_by: Person
    guide: Guide
    children: tuple[ChildRow, ...]


@dataclass(frozen=True, slots=True)
class ActionNow:
    """An action as a session shows it: `word` is all that was done with it since the session began.

    `said` says that a word on how far it has come is among that.
    """

    row: ActionRow
    word: str
    agreed_now: bool
    said: bool = False


@dataclass(frozen=True, slots=True)
class ChildNow:
    """One child as a session shows them."""

    page: ChildPage
    actions: tuple[ActionNow, ...]
    half_typed: tuple[HalfTyped, ...] = ()

    def actions_there(self, since: str) -> ActionsThere:
        """Return which actions were looked at and agreed since the session began, ISO 8601."""
        looked_at = tuple(one.row.id for one in self.actions if one.word and not one.agreed_now)
        return ActionsThere(since, looked_at, tuple(one.row.id for one in self.actions if one.agreed_now))

    @property
    def wordless(self) -> tuple[ActionRow, ...]:
        """Return the open actions of before that nobody has said a word on yet."""
        return tuple(one.row for one in self.actions if one.row.holding and not one.agreed_now and not one.word)


def begin(desk: Desk, worker: str, held_on: date, guide: str = "", *, again: bool = True) -> str:
    """Return the draft of a new session with somebody; raises InputRefused, NotFound or AmbiguousName.

    Where one with the same person and day was begun already, it is that one. Unless one is meant `again`, one of a
    day on which one was sealed already is refused.
    """
    person = _supervised(desk, worker)
    if held_on > desk.today():
        message = "A supervision session cannot be recorded before it took place. Give the date of the meeting."
        raise InputRefused(message)
    for before in unfinished(desk):
        if before.worker == person and before.held_on == held_on.isoformat():
            return before.draft
    if not again and desk.vault.views.last_supervised().get(person.id, "") == held_on.isoformat():
        message = (
            f"The session with {person.name} on {in_words(held_on)} is sealed already. "
            "Begin once more if there was another one on that day; words can be added to the one that is sealed."
        )
        raise InputRefused(message)
    draft = f"{sessions.DRAFT}{uuid.uuid4()}"
    fields = {
        sessions.WORKER: person.id,
        sessions.HELD_ON: held_on.isoformat(),
        sessions.BEGUN_AT: _now(desk),
        sessions.GUIDE: guide,
        sessions.POINTS: _put_off(desk, person),
    }
    desk.vault.drafts.keep(draft, fields, _now(desk))
    return draft


def _put_off(desk: Desk, worker: Person) -> str:
    """Return the points that were put off in the last session with somebody: they come first now."""
    subjects = [told for one in desk.ids_of(worker) for told in desk.subjects(stream_of(one)).values()]
    read = (read_supervision(told) for told in subjects if told[0].kind == RECORDED)
    newest = max(filter(None, read), key=lambda one: (one.held_on, one.recorded_at), default=None)
    parts = newest.parts if newest else ()
    return next((part.text for part in parts if part.heading == sessions.LATER_HEADING), "")


def add_child(desk: Desk, draft: str, case_id: str) -> str:
    """Return the stream of a child who is talked about besides the worker's; raises InputRefused and NotFound."""
    stream = desk.child(case_id)
    if any(row.stream == stream for row in open_session(desk, draft).children):
        message = f"The child with the id {case_id} is in this session already."
        raise InputRefused(message)
    keep(desk, draft, {sessions.field_of(sessions.ADDED, stream): "yes"})
    return stream


def _supervised(desk: Desk, worker: str) -> Person:
    member = find_member(desk.vault.views.members(), worker)
    if member.person == desk.owner():
        message = f"{member.person.name} cannot supervise themselves. Choose the person whom you supervise."
        raise InputRefused(message)
    if member.left_on:
        message = f"{member.person.name} left on {in_words(member.left_on)}. Choose somebody who is here."
        raise InputRefused(message)
    return member.person


def _now(desk: Desk) -> str:
    return desk.clock.now().isoformat(timespec="seconds")


def keep(desk: Desk, draft: str, fields: Mapping[str, str]) -> str:
    """Keep what was typed; returns when, ISO 8601.

    Raises CannotWrite where the disk takes nothing, and NotFound where the session was sealed or given up:
    words kept then would lie beside the record, seen by nobody.
    """
    _fields(desk, draft)
    at = _now(desk)
    desk.vault.drafts.keep(draft, _storable(fields), at)
    return at


def _storable(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields with a sign in the place of half a character: one broken copy must not stop the keeping."""
    return {name: text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for name, text in fields.items()}


def _fields(desk: Desk, draft: str) -> dict[str, str]:
    fields = desk.vault.drafts.read(draft)
    if not fields:
        message = "This session was sealed or given up meanwhile. Look under “Supervision”."
        raise NotFound(message)
    return fields


def unfinished(desk: Desk) -> list[Unfinished]:
    """Return the sessions that were begun and not sealed, the newest first."""
    members = {member.person.id: member.person for member in desk.vault.views.members()}
    found = []
    for draft, kept_at in desk.vault.drafts.begun(sessions.DRAFT).items():
        session = sessions.read_session(draft, desk.vault.drafts.read(draft))
        if session.worker in members:
            found.append(Unfinished(draft, members[session.worker], session.held_on, kept_at))
    return found


def open_session(desk: Desk, draft: str, typed: Mapping[str, str] = MappingProxyType({})) -> OpenSession:
    """Return a session that was begun, with what was `typed` since it was kept last.

    Raises NotFound when it was sealed or given up meanwhile.
    """
    session = sessions.read_session(draft, _fields(desk, draft) | _storable(typed))
    worker = find_member(desk.vault.views.members(), session.worker).person
    return OpenSession(session, worker, desk.owner(), _guide(desk, session.guide), _children(desk, worker, session))


def _guide(desk: Desk, name: str) -> Guide:
    """Return the guide of this name, or the first where it is there no more."""
    guides = desk.reference.guides().guides
    return next((guide for guide in guides if guide.name == name), guides[0])


def _children(desk: Desk, worker: Person, session: Session) -> tuple[ChildRow, ...]:
    """Return the worker's children, and those of whom something was typed before they went to somebody else."""
    theirs = {one.stream for one in desk.vault.views.held_children().values() if worker in one.workers}
    wanted = theirs | session.added | session.talks.keys() | _streams_of(desk, session.words)
    rows = [row for row in desk.vault.views.children(desk.today()) if row.stream in wanted]
    return tuple(sorted(rows, key=lambda row: (session.place(row.stream), -row.overdue, row.last_discussed, row.id)))


def _streams_of(desk: Desk, actions: Iterable[str]) -> set[str]:
    """Return the children of actions on which something was typed, wherever those have gone meanwhile."""
    return {stream for action in actions for stream, _ in desk.vault.views.find_action(action)}


def child_now(desk: Desk, session: Session, stream: str) -> ChildNow:
    """Return one child with the open actions, and those closed or agreed since the session began."""
    entries = desk.vault.ledger.stream(stream)
    page = fold_child(desk, entries, desk.around)
    told = by_subject(entries, desk.same())
    since = datetime.fromisoformat(session.begun_at)
    found = [_action_now(row, told[row.id], since) for row in desk.vault.views.actions(child=stream)]
    begun = tuple(half_typed(desk, {stream}))
    return ChildNow(page, tuple(one for one in found if one.row.holding or one.word), begun)


def _action_now(row: ActionRow, entries: Sequence[Told], since: datetime) -> ActionNow:
    now = [one for one in entries if datetime.fromisoformat(one.recorded_at) >= since]
    words = [entry_words(one) for one in now]
    kinds = {one.kind for one in now}
    return ActionNow(row, " ".join(filter(None, words)), AGREED in kinds, PROGRESSED in kinds)


def give_up(desk: Desk, draft: str) -> None:
    """Forget a session that was begun; actions agreed in it stay, as they were live from the start."""
    desk.vault.drafts.drop(draft)
