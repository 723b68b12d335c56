"""A caseload comes in: compared, told, and saved in one transaction."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from supervision_app.domain import directory
from supervision_app.domain.allocation import FIRST, Allocation, Change, allocate, check_reason
from supervision_app.domain.caseload import Held, Seen, check_not_older, compare, keep_teams, moved_to
from supervision_app.domain.erasing import not_loaded
from supervision_app.domain.facts import observe
from supervision_app.domain.identity import child_stream
from supervision_app.domain.observed import FACTS, ObservedChild, Reading, Refusal
from supervision_app.domain.people import Person
from supervision_app.services.allocating import change_entries
from supervision_app.services.desk import Desk, Word, around
from supervision_app.services.erasing import erased_of
from supervision_app.services.ports import CaseloadFiles, Progress, silent
from supervision_app.services.recognising import Workers

if TYPE_CHECKING:
    from supervision_app.domain.entries import NewEntry


_OFTEN = 200
"""Children after which it is said how far the comparing has come."""


@dataclass(frozen=True, slots=True)
class ToImport:
    """What somebody wants loaded. `reason` is the code for every child who moved; empty leaves them waiting."""

    paths: Sequence[Path]
    kind: str | None = None
    teams: Sequence[str] = ()
    all_teams: bool = False
    as_of: date | None = None
    reason: str = ""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One child of an import, and what of them is new: labels with the values before and after.

    `name` and `worker` are as the file has them, and empty where it does not.
    """

    id: str
    changes: tuple[tuple[str, str, str], ...] = ()
    name: str = ""
    worker: str = ""


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A child whom the case system shows with another worker; `waiting` until a reason code is given.

    `joins` says that the new worker is met in this import for the first time.
    """

    id: str
    outgoing: str
    to: str
    waiting: bool
    offered: int
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do."""

    kind: str
    as_of: date
    teams: tuple[str, ...]
    new: tuple[ChildLine, ...]
    changed: tuple[ChildLine, ...]
    unchanged: int
    moved: tuple[MoveLine, ...]
    gone: tuple[str, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    dry_run: bool
    teams_in_file: tuple[str, ...] = ()


def import_caseload(desk: Desk, files: CaseloadFiles, wanted: ToImport, progress: Progress = silent) -> Outcome:
    """Return what the import did; with `dry_run` nothing is saved.

    Raises InputRefused when nothing can be read, when the file is older than the last, or when no
    child is in the named teams, and CannotWrite or ChecksFailed where the backup before it cannot be
    made. Children who are gone are told and never closed.
    """
    code = check_reason(wanted.reason, desk.reference.worker_change_reasons()) if wanted.reason else ""
    reading = files.read(wanted.paths, kind=wanted.kind, as_of=wanted.as_of, today=desk.today(), progress=progress)
    last, remembered = desk.vault.views.last_import(reading.kind)
    check_not_older(reading.as_of, last)
    teams = () if wanted.all_teams else tuple(wanted.teams) or remembered
    found = tuple(sorted({child.facts["team"] for child in reading.children if child.facts.get("team")}))
    reading = keep_teams(reading, teams)
    outcome = _Import(desk, reading, teams, code).run(dry_run=wanted.dry_run, progress=progress)
    return replace(outcome, teams_in_file=found)


def _without_erased(desk: Desk, reading: Reading) -> Reading:
    """Return the reading without children who were erased here; each of their rows is refused with a sentence."""
    gone, authority = set(desk.vault.views.erased()), desk.vault.views.team().authority
    kept, refused = [], []
    for child in reading.children:
        stream = child_stream(authority, child.case_id)
        erased = erased_of(desk, stream) if stream in gone else None
        if erased:
            refused += [Refusal(place, not_loaded(child.case_id, erased)) for place in child.places]
        else:
            kept.append(child)
    return replace(reading, children=tuple(kept), refused=(*reading.refused, *refused))


class _Import:
    """One import while it is worked out: the words it will save, and what it will tell."""

    def __init__(self, desk: Desk, reading: Reading, teams: tuple[str, ...], code: str) -> None:
        reading = _without_erased(desk, reading)
        self.desk, self.reading, self.teams, self.code = desk, reading, teams, code
        self.held = desk.vault.views.held_children()
        self.comparison = compare(reading, self.held, teams)
        self.owner = desk.owner()
        self.manager = desk.manager()
        self.team = desk.vault.views.team()
        self.members = desk.vault.views.members()
        self.workers = Workers(self.members)
        self.known = {member.person.id for member in self.members}
        self.entries: list[NewEntry] = []
        self.moves: list[MoveLine] = []
        self.refused: list[Refusal] = []

    def run(self, *, dry_run: bool, progress: Progress) -> Outcome:
        whole = len(self.reading.children)
        for done, seen in enumerate(self.comparison.new):
            if done % _OFTEN == 0:
                progress("Comparing with what is here", 0, whole)
            self._new(seen)
        for seen in self.comparison.changed:
            self._observe(seen, self._stream(seen))
        for done, child in enumerate(self.reading.children):
            if done % _OFTEN == 0:
                progress("Comparing with what is here", done, whole)
            if child.case_id in self.held:
                self._worker(child, self.held[child.case_id])
        outcome = self._outcome(dry_run=dry_run)
        if not dry_run:
            self.desk.vault.back_up()
            self._save(outcome, progress)
        return outcome

    def _new(self, seen: Seen) -> None:
        stream = self._stream(seen)
        self._observe(seen, stream)
        worker = self._known_worker(seen.child)
        if worker:
            change = Change(stream, worker, FIRST, self.reading.as_of, self.manager)
            self.entries += allocate(change, Allocation(), (), around(self.members, Allocation(), self.team.name))

    def _stream(self, seen: Seen) -> str:
        return seen.held.stream if seen.held else child_stream(self.team.authority, seen.child.case_id)

    def _observe(self, seen: Seen, stream: str) -> None:
        source = f"{self.reading.kind}: {', '.join(file.name for file in self.reading.files)}"
        case_id = seen.child.case_id
        entry = observe(stream, case_id, seen.facts, as_of=self.reading.as_of, source=source, on=self.reading.as_of)
        self.entries.append(entry)

    def _known_worker(self, child: ObservedChild) -> Person | None:
        """Return the worker whom the file names, met for the first time where need be; a doubt is refused in words."""
        if child.worker is None:
            return None
        found = self.workers.meet(child.worker)
        if found.new:
            self.entries.append(
                directory.join(self.team.stream, found.new, key=child.worker.key, on=self.reading.as_of)
            )
        if found.doubt:
            self.refused.append(Refusal(child.places[0], found.doubt))
        return found.person

    def _worker(self, child: ObservedChild, held: Held) -> None:
        worker = self._known_worker(child)
        if worker is None or not moved_to(worker, held, self.reading.as_of):
            return
        outgoing = " and ".join(person.name for person in held.workers)
        joins = worker.id not in self.known
        if held.workers and not self.code:
            self.moves.append(MoveLine(child.case_id, outgoing, worker.name, waiting=True, offered=0, joins=joins))
            return
        entries = change_entries(
            self.desk, held.stream, worker, self.code if held.workers else FIRST, on=self.reading.as_of
        )
        self.entries += entries
        offered = len(entries) - 1
        self.moves.append(MoveLine(child.case_id, outgoing, worker.name, waiting=False, offered=offered, joins=joins))

    def _outcome(self, *, dry_run: bool) -> Outcome:
        return Outcome(
            kind=self.reading.kind,
            as_of=self.reading.as_of,
            teams=self.teams,
            new=tuple(_line(seen) for seen in self.comparison.new),
            changed=tuple(_line(seen) for seen in self.comparison.changed),
            unchanged=self.comparison.unchanged,
            moved=tuple(self.moves),
            gone=tuple(held.known.case_id for held in self.comparison.gone),
            refused=(*self.reading.refused, *self.refused),
            notes=self.reading.notes,
            dry_run=dry_run,
        )

    def _save(self, outcome: Outcome, progress: Progress) -> None:
        counts = {name: len(getattr(outcome, name)) for name in ("new", "changed", "moved", "gone", "refused")}
        done = directory.Import(
            id=str(uuid.uuid4()),
            as_of=outcome.as_of.isoformat(),
            kind=outcome.kind,
            lists=tuple(sorted(self.reading.lists)),
            teams=outcome.teams,
            files=tuple(f"{file.name} {file.sha256}" for file in self.reading.files),
            counts={**counts, "unchanged": outcome.unchanged},
        )
        self.entries.append(directory.record_import(self.team.stream, done, on=self.reading.as_of))
        self.desk.record([Word(entry, self.owner) for entry in self.entries], progress)


def _line(seen: Seen) -> ChildLine:
    was: Callable[[str], str] = seen.held.known.value if seen.held else lambda _name: ""
    changes = tuple((FACTS[name], was(name), value) for name, value in seen.facts.items())
    child = seen.child
    return ChildLine(child.case_id, changes, child.facts.get("name", ""), child.facts.get("worker_observed", ""))
