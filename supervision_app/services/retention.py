"""What is kept longer than the rules say, why it stays all the same, and what can go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from supervision_app.domain import supervisions
from supervision_app.domain.actions import Action, read_action
from supervision_app.domain.discussions import MANAGEMENT_OVERSIGHT, Discussion, read_discussion
from supervision_app.domain.entries import Told, in_words
from supervision_app.domain.exports import Export, read_export
from supervision_app.domain.people import Member
from supervision_app.domain.retention import (
    ACTIONS,
    CASE_SUPERVISION,
    DIRECTORY,
    DRAFTS,
    EXPORTS,
    OVERSIGHT,
    WORKER,
    RetentionRule,
)
from supervision_app.domain.sealed import SEEN_KINDS
from supervision_app.ledger.entry import Entry
from supervision_app.services.desk import Desk
from supervision_app.services.holds import hold_of
from supervision_app.services.telling import by_subject

HELD = "A legal hold is on this record."
NOT_ON_FILE = "It is not confirmed on the child’s file: write a summary out, and confirm it with “on-file”."
_STAYS = {
    WORKER: "Nothing here can say that it is on the worker’s own file. It stays.",
    DRAFTS: "Whoever typed it seals it or drops it.",
    DIRECTORY: "Records here name them. The name stays as long as those do.",
    EXPORTS: "It says who has copies of what is here.",
}
"""Why what is due of these kinds is not taken away by pruning."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that the rules say need not be kept any more.

    `whose` is the child's id or the worker's name; `stays` says why it is not pruned, and is empty where it can be.
    """

    rule: RetentionRule
    stream: str
    id: str
    whose: str
    day: str
    due: date
    stays: str
    on_file: str = ""
    holders: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """Return why it is due, in a sentence."""
        return f"{self.rule.name}: kept {self.rule.words}, so due since {in_words(self.due)}."


@dataclass(frozen=True, slots=True)
class _Found:
    """Something of a kind, with the days that are known of it by what they are, and what the list says of it."""

    kind: str
    id: str
    days: Mapping[str, str]
    day: str
    on_file: str = ""
    holders: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)


def due(desk: Desk) -> list[Due]:
    """Return everything that is due under the rules, by kind, then by day; nothing is changed."""
    rules = {rule.kind: rule for rule in desk.reference.retention().rules}
    found = [
        one
        for stream, whose, things in (*_children(desk), *_workers(desk), *_of_the_team(desk))
        for one in _due(desk, rules, stream, whose, things)
    ]
    return sorted(found, key=lambda one: (one.rule.kind, one.due, one.whose, one.id))


def _due(
    desk: Desk, rules: Mapping[str, RetentionRule], stream: str, whose: str, things: Iterator[_Found]
) -> Iterator[Due]:
    held: list[bool] = []
    for one in things:
        rule = rules[one.kind]
        day = rule.due(one.days.get(rule.after, ""))
        if day is None or day > desk.today():
            continue
        held = held or [hold_of(desk, stream) is not None]
        stays = HELD if held[0] else _stays(one)
        yield Due(rule, stream, one.id, whose, one.day, day, stays, one.on_file, one.holders, one.dates)


def _stays(one: _Found) -> str:
    return _STAYS.get(one.kind, "" if one.on_file else NOT_ON_FILE)


def _children(desk: Desk) -> Iterator[tuple[str, str, Iterator[_Found]]]:
    for case_id, held in desk.vault.views.held_children().items():
        yield held.stream, case_id, _of_child(desk.vault.ledger.stream(held.stream))


def _of_child(entries: Sequence[Entry]) -> Iterator[_Found]:
    told = by_subject(entries)
    exports = [one for one in map(read_export, told.values()) if one]
    held = {entry.id: entry for entry in entries}
    for subject, members in told.items():
        family = members[0].kind.partition(".")[0]
        if family == "export":
            yield from _export(exports, subject)
        elif family in _READ:
            filed = _filed([held[entry.id] for entry in members], exports)
            yield from _READ[family](members, filed)


def _filed(entries: Sequence[Entry], exports: Sequence[Export]) -> Export | None:
    """Return the export by which all the words of something came to the child's file first; None where none did."""
    words = [entry for entry in entries if entry.payload is not None and entry.kind not in SEEN_KINDS]
    found = [
        export
        for export in exports
        if export.confirmed_on and all(entry.seq <= export.upto.get(entry.author, 0) for entry in words)
    ]
    return min(found, key=lambda export: (export.confirmed_on, export.number), default=None)


def _on_file(filed: Export | None) -> str:
    return f"{filed.reference}, {in_words(filed.confirmed_on)}" if filed else ""


def _confirmed(filed: Export | None) -> str:
    return filed.confirmed_on if filed else ""


def _discussion(members: Sequence[Told], filed: Export | None) -> Iterator[_Found]:
    talk = read_discussion(members)
    if talk:
        kind = OVERSIGHT if talk.type == MANAGEMENT_OVERSIGHT else CASE_SUPERVISION
        days = {"held": talk.held_on, "on-file": _confirmed(filed)}
        dates = {"held": talk.held_on, "recorded": talk.recorded_at[:10]}
        yield _Found(kind, talk.id, days, talk.held_on, _on_file(filed), _present(talk), dates)


def _present(talk: Discussion) -> tuple[str, ...]:
    people = dict.fromkeys((*talk.present, *((talk.worker,) if talk.worker else ())))
    return tuple(person.name for person in people)


def _action(members: Sequence[Told], filed: Export | None) -> Iterator[_Found]:
    action = read_action(members)
    if not action.is_open and any(entry.payload is not None for entry in members if entry.kind not in _WITHDRAWN):
        days = {"closed": action.closed_on, "on-file": _confirmed(filed)}
        yield _Found(ACTIONS, action.id, days, action.closed_on, _on_file(filed), _holders(action), _dates(action))


def _holders(action: Action) -> tuple[str, ...]:
    return tuple(f"{one.person.name} ({one.how}, {one.since} to {one.until})" for one in action.holders)


def _dates(action: Action) -> dict[str, str]:
    return {
        "agreed": action.agreed_on,
        "first due": action.first_due,
        "due": action.due,
        "closed": action.closed_on,
        "times moved": str(action.times_moved),
    }


_READ: Mapping[str, Callable[[Sequence[Told], Export | None], Iterator[_Found]]] = {
    "discussion": _discussion,
    "action": _action,
}
_WITHDRAWN = frozenset({"action.withdrawn/1"})


def _export(exports: Sequence[Export], subject: str) -> Iterator[_Found]:
    for one in exports:
        if one.id == subject:
            days = {"written": one.written_at[:10], "on-file": one.confirmed_on}
            yield _Found(EXPORTS, one.id, days, one.written_at[:10])


def _workers(desk: Desk) -> Iterator[tuple[str, str, Iterator[_Found]]]:
    for member in desk.vault.views.members():
        stream = supervisions.stream_of(member.person.id)
        yield stream, member.person.name, _own(member, desk.vault.ledger.stream(stream))


def _own(member: Member, entries: Sequence[Entry]) -> Iterator[_Found]:
    for one in map(supervisions.read_supervision, by_subject(entries).values()):
        if one:
            yield _Found(WORKER, one.id, {"held": one.held_on, "left": member.left_on}, one.held_on)


def _of_the_team(desk: Desk) -> Iterator[tuple[str, str, Iterator[_Found]]]:
    stream = desk.vault.views.team().stream
    for member in desk.vault.views.members():
        found = _Found(DIRECTORY, member.person.id, {"left": member.left_on}, member.left_on)
        yield stream, member.person.name, iter((found,))
    for draft, kept_at in desk.vault.drafts.begun("").items():
        yield stream, "", iter((_Found(DRAFTS, draft, {"typed": kept_at[:10]}, kept_at[:10]),))
