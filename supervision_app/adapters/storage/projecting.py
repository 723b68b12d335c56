"""Folding the entries of a subject into rows: touched, folded again, replaced."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, func, insert, select, tuple_, update

from supervision_app.adapters.storage import projected
from supervision_app.adapters.storage.projected import Projected
from supervision_app.adapters.storage.rows import entry_from
from supervision_app.adapters.storage.tables import EntryRow
from supervision_app.domain import (
    actions,
    allocation,
    directory,
    discussions,
    erasing,
    exports,
    facts,
    holds,
    meetings,
    rhythm,
    same_person,
    supervisions,
)
from supervision_app.domain.entries import Told
from supervision_app.domain.people import name_key
from supervision_app.domain.withdrawing import read_withdrawn
from supervision_app.domain.words_on_actions import last_word
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.order import heads
from supervision_app.services.ports import Progress, silent
from supervision_app.services.telling import tell

Rows = list[tuple[type[Projected], dict[str, Any]]]
Fold = Callable[[Sequence[Told]], Rows]

_CHUNK = 400
_BATCH = 2_000
_ENTRY: Any = EntryRow.__table__  # type: ignore[attr-defined]


def table_of(model: type[Projected]) -> Table:
    """Return the table behind a model."""
    return model.__table__  # type: ignore[attr-defined,no-any-return]


_PERSON = table_of(projected.PersonRow)
_ALSO = select(table_of(projected.AlsoRow)).order_by(*table_of(projected.AlsoRow).primary_key.columns)


def _facts(entries: Sequence[Told]) -> Rows:
    known = facts.read_facts(entries)
    rows: Rows = [(projected.ChildRow, {"case_id": known.case_id, "births": ",".join(known.births)})]
    rows.extend(
        (projected.FactRow, {"name": name, "value": fact.value, "as_of": fact.as_of, "source": fact.source})
        for name, fact in sorted(known.facts.items())
    )
    return rows


def _allocation(entries: Sequence[Told]) -> Rows:
    return [
        (
            projected.SpellRow,
            {
                "place": place,
                "person_id": spell.person.id,
                "person_name": spell.person.name,
                "person_role": spell.person.role,
                "since": spell.since,
                "until": spell.until,
                "reason": spell.reason,
            },
        )
        for place, spell in enumerate(allocation.read_allocation(entries).spells)
    ]


def _child(entries: Sequence[Told]) -> Rows:
    return [*_allocation(entries), *([(projected.ErasedRow, {})] if erasing.read_erased(entries) else [])]


def _hold(entries: Sequence[Told]) -> Rows:
    return [(projected.HoldRow, {})] if holds.read_hold(entries) else []


def _action(entries: Sequence[Told]) -> Rows:
    action = actions.read_action(entries)
    row = {
        "what": action.what,
        "why": action.why,
        "difference": action.difference,
        "doer": action.doer,
        "setting": action.setting,
        "agreed_on": action.agreed_on,
        "state": action.state,
        "is_open": action.is_open,
        "due": action.due,
        "first_due": action.first_due,
        "moves": action.times_moved,
        "closed_on": action.closed_on,
        "impact": action.impact,
        "said": last_word(action),
        "unsettled": " ".join(action.unsettled),
        "searched": name_key(action.what),
    }
    # Where somebody changed it meanwhile it is open, and the words that are still here stay.
    gone = [] if action.is_open else _withdrawn(entries)
    return [(projected.ActionRow, row), *_holders(action), *gone]


def _holders(action: actions.Action) -> Rows:
    return [
        (
            projected.HolderRow,
            {
                "place": place,
                "person_id": holding.person.id,
                "person_name": holding.person.name,
                "person_role": holding.person.role,
                "how": holding.how,
                "since": holding.since,
                "until": holding.until,
                "reason": holding.reason,
                "as_worker": holding.as_worker,
            },
        )
        for place, holding in enumerate(action.holders)
    ]


def _withdrawn(entries: Sequence[Told]) -> Rows:
    found = read_withdrawn(entries)
    return [(projected.WithdrawnRow, {"entry": entry}) for entry in found.entries] if found else []


def _discussion(entries: Sequence[Told]) -> Rows:
    found = discussions.read_discussion(entries)
    if found is None:
        return _withdrawn(entries)
    row = {
        "type": found.type,
        "depth": found.depth,
        "held_on": found.held_on,
        "recorded_at": found.recorded_at,
        "worker_id": found.worker.id if found.worker else "",
        "unseen": found.unseen,
    }
    return [(projected.DiscussionRow, row), *_withdrawn(entries)]


def _supervision(entries: Sequence[Told]) -> Rows:
    found = supervisions.read_supervision(entries)
    if found is None:
        return _withdrawn(entries)
    row = {"worker_id": found.worker.id, "held_on": found.held_on, "unseen": found.unseen}
    return [(projected.SupervisionRow, row), *_withdrawn(entries)]


def _rhythm(entries: Sequence[Told]) -> Rows:
    found = rhythm.read_rhythm(entries)
    if found is None:
        return []
    row = {
        "code": found.code,
        "name": found.name,
        "since": found.since,
        "steps": ",".join(f"{step.every}:{step.until}" for step in found.steps),
        "minutes": found.minutes,
        "agreed_by": found.by,
    }
    return [(projected.RhythmRow, row)]


def _meeting(entries: Sequence[Told]) -> Rows:
    found = meetings.read_meeting(entries)
    if found is None:
        return []
    row = {
        "held_on": found.on,
        "held_at": found.at,
        "minutes": found.minutes,
        "cancelled": bool(found.cancelled),
        "unsettled": found.unsettled,
    }
    return [(projected.MeetingRow, row)]


def _export(entries: Sequence[Told]) -> Rows:
    found = exports.read_export(entries)
    if found is None or found.purpose:
        return []  # what was written out for a subject access request waits for no case file
    row = {"number": found.number, "recorded_at": found.written_at, "confirmed_on": found.confirmed_on}
    return [(projected.ExportRow, row)]


def _person(entries: Sequence[Told]) -> Rows:
    also: Rows = [(projected.AlsoRow, {"other": other}) for other in same_person.read_also(entries)]
    found = directory.read_member(entries)
    if found is None:
        return also
    row = {"name": found.person.name, "role": found.person.role, "key": found.key, "left_on": found.left_on}
    return [(projected.PersonRow, {"one": entries[0].subject, **row}), *also]


def _newest(entries: Sequence[Told]) -> Told:
    """Return the newest entry whose words are here: one of a later version or withheld hides none before it."""
    return next((entry for entry in reversed(entries) if entry.payload is not None), entries[-1])


def _team(entries: Sequence[Told]) -> Rows:
    payload = _newest(entries).payload or {}
    return [
        (
            projected.TeamRow,
            {
                "name": payload.get("name", ""),
                "authority": payload.get("authority", ""),
                "demonstration": bool(payload.get("demonstration")),
            },
        )
    ]


def _import(entries: Sequence[Told]) -> Rows:
    newest = _newest(entries)
    payload = newest.payload or {}
    row = {
        "source": payload.get("source", ""),
        "as_of": payload.get("as_of", ""),
        "recorded_at": newest.recorded_at,
        "teams": "\n".join(payload.get("teams", ())),
        "lists": ",".join(payload.get("lists", ())),
    }
    return [(projected.ImportRow, row)]


_FAMILIES: Mapping[str, tuple[Fold, tuple[type[Projected], ...]]] = {
    "facts": (_facts, (projected.ChildRow, projected.FactRow)),
    "child": (_child, (projected.SpellRow, projected.ErasedRow)),
    "hold": (_hold, (projected.HoldRow,)),
    "action": (_action, (projected.ActionRow, projected.HolderRow, projected.WithdrawnRow)),
    "discussion": (_discussion, (projected.DiscussionRow, projected.WithdrawnRow)),
    "supervision": (_supervision, (projected.SupervisionRow, projected.WithdrawnRow)),
    "rhythm": (_rhythm, (projected.RhythmRow,)),
    "meeting": (_meeting, (projected.MeetingRow,)),
    "export": (_export, (projected.ExportRow,)),
    "person": (_person, (projected.PersonRow, projected.AlsoRow)),
    "team": (_team, (projected.TeamRow,)),
    "import": (_import, (projected.ImportRow,)),
}
"""How each family of kinds (the word before the dot) is folded, and into which tables."""


def _families(entries: Sequence[Entry]) -> list[str]:
    return sorted({entry.kind.partition(".")[0] for entry in entries} & _FAMILIES.keys())


def _models(entries: Sequence[Entry]) -> list[type[Projected]]:
    return [projected.SubjectHeadRow, *(model for family in _families(entries) for model in _FAMILIES[family][1])]


def rows_of(entries: Sequence[Entry], same: same_person.Same) -> Rows:
    """Return every projected row of one subject, with the one id that each person goes by.

    A later version's kind of a known family stays in its family.
    """
    first = entries[0]
    place = {"stream": first.stream, "subject": first.subject}
    found: Rows = [(projected.SubjectHeadRow, {"entry": head}) for head in heads(entries)]
    for family in _families(entries):
        found.extend(_FAMILIES[family][0](tell(entries, same)))
    return [(model, {**place, **row}) for model, row in found]


def project(
    connection: Connection,
    subjects: Mapping[tuple[str, str], Sequence[Entry]],
    *,
    replaced: Collection[tuple[str, str]],
) -> None:
    """Write the rows of these subjects, each given with all its entries; those in `replaced` had rows before."""
    gone: dict[type[Projected], list[tuple[str, str]]] = {}
    for key in sorted(replaced):
        for model in _models(subjects[key]):
            gone.setdefault(model, []).append(key)
    for model, keys in gone.items():
        table = table_of(model)
        for at in range(0, len(keys), _CHUNK):
            connection.execute(delete(table).where(tuple_(table.c.stream, table.c.subject).in_(keys[at : at + _CHUNK])))
    same = same_ids(connection)
    add(connection, (row for key in sorted(subjects) for row in rows_of(subjects[key], same)))
    call_by_one_id(connection, same)


def same_ids(connection: Connection) -> dict[str, str]:
    """Return each id that is another person's with the one that they go by, as the directories say."""
    return same_person.one_id_each((row.subject, row.other) for row in connection.execute(_ALSO))


def call_by_one_id(connection: Connection, same: same_person.Same) -> None:
    """Say in the directories who is the same person."""
    for other, known_as in same.items():
        connection.execute(update(_PERSON).where(_PERSON.c.subject == other).values(one=known_as))


def build_all(connection: Connection, progress: Progress = silent) -> int:
    """Drop every projection and make it again from the entries; returns how many entries were read."""
    metadata = projected.Projected.metadata
    metadata.drop_all(connection)
    metadata.create_all(connection)
    whole = connection.execute(select(func.count()).select_from(_ENTRY)).scalar_one()
    done = 0
    # The directories say which ids are one person's, and everything else is told with that.
    for of_teams in (True, False):
        same = same_ids(connection)
        rows: Rows = []
        for entries in _every_subject(connection, of_teams=of_teams):
            rows += rows_of(entries, same)
            done += len(entries)
            if len(rows) >= _BATCH:
                add(connection, rows)
                rows = []
                progress("Building the tables", done, whole)
        add(connection, rows)
    call_by_one_id(connection, same_ids(connection))
    clear_erased(connection)
    return int(done)


_ERASED, _HOLD = table_of(projected.ErasedRow), table_of(projected.HoldRow)
ERASED_STREAMS = select(_ERASED.c.stream).where(~exists().where(_HOLD.c.stream == _ERASED.c.stream)).distinct()
"""The streams of which nothing is kept: erased, and under no legal hold."""


def clear_erased(connection: Connection) -> None:
    """Drop every row made of a child who was erased, but that they were, and what came after what."""
    if connection.execute(ERASED_STREAMS.limit(1)).first() is None:
        return
    for model in projected.ALL:
        if model not in {projected.SubjectHeadRow, projected.ErasedRow}:
            table = table_of(model)
            connection.execute(delete(table).where(table.c.stream.in_(ERASED_STREAMS)))


def add(connection: Connection, rows: Iterable[tuple[type[Projected], dict[str, Any]]]) -> None:
    """Insert projected rows, table by table."""
    by_model: dict[type[Projected], list[dict[str, Any]]] = {}
    for model, row in rows:
        by_model.setdefault(model, []).append(row)
    for model, members in by_model.items():
        connection.execute(insert(table_of(model)), members)


def _every_subject(connection: Connection, *, of_teams: bool) -> Iterator[list[Entry]]:
    """Yield the entries of each subject in turn, of teams or of all others, without holding the ledger in memory."""
    here = _ENTRY.c.stream.startswith("team:")
    query = select(_ENTRY).where(here if of_teams else ~here).order_by(_ENTRY.c.stream, _ENTRY.c.subject, _ENTRY.c.id)
    result = connection.execute(query).mappings()
    for _, members in groupby(result, key=lambda row: (row["stream"], row["subject"])):
        yield [entry_from(row) for row in members]
