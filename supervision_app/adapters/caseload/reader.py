"""Reading what a case system gives, whichever of the known shapes it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from supervision_app.adapters.caseload import open_actions
from supervision_app.adapters.caseload.annex_a import AnnexA, find_list
from supervision_app.adapters.caseload.notes import Notes
from supervision_app.adapters.caseload.opening import open_source
from supervision_app.adapters.caseload.sheet import Source
from supervision_app.adapters.caseload.ssda903 import Ssda903
from supervision_app.adapters.caseload.ssda903_tables import table_of
from supervision_app.adapters.caseload.table import TABLE, Table, has_ids
from supervision_app.adapters.caseload.values import Values
from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.going_live import OpenActionsReading
from supervision_app.domain.observed import ObservedChild, Reading, Refusal
from supervision_app.services.ports import Progress, silent

ANNEX_A, SSDA903 = "annex-a", "ssda903"
KINDS = (ANNEX_A, SSDA903, TABLE)


@dataclass(frozen=True, slots=True)
class CaseloadFiles:
    """Files from a case system: Annex A workbooks, SSDA903 tables, or any table with ids."""

    def read(
        self, paths: Sequence[Path], *, kind: str | None, as_of: date | None, today: date, progress: Progress = silent
    ) -> Reading:
        """Return all that the files give; raises InputRefused when nothing can be read."""
        if kind is not None and kind not in KINDS:
            message = f"“{kind}” cannot be read. Use one of: {', '.join(KINDS)}."
            raise InputRefused(message)
        if as_of and as_of > today:
            message = f"{in_words(as_of)} is after today. Give the day the file was made with --as-of."
            raise InputRefused(message)
        notes = Notes()
        sources = _open(paths, notes, progress)
        kind = kind or _one_kind(sources)
        day = as_of or _newest(sources, today, notes)
        refused: list[Refusal] = []
        children, lists = _read(sources, kind, day, notes=notes, refused=refused, progress=progress)
        if not children:
            raise _no_child(sources, refused)
        return Reading(
            kind=kind,
            as_of=day,
            children=tuple(children),
            lists=lists,
            files=tuple(source.file for source in sources),
            refused=tuple(refused),
            notes=notes.told(),
        )

    def read_open_actions(self, path: Path, today: date) -> OpenActionsReading:
        """Return actions that were open before recording began here."""
        return open_actions.read_open_actions(path, today)


def _open(paths: Sequence[Path], notes: Notes, progress: Progress) -> list[Source]:
    if not paths:
        message = "No file was named. Name the file, or files, to be loaded."
        raise InputRefused(message)
    found: dict[str, Source] = {}
    for number, path in enumerate(paths):
        progress(f"Opening {path.name}", number, len(paths))
        source = open_source(path)
        twin = found.setdefault(source.file.sha256, source)
        if twin is not source:
            notes.say(f"{path.name} has the same content as {twin.file.name} and was read once.")
    return list(found.values())


def _one_kind(sources: Sequence[Source]) -> str:
    """Return which kind the files are; raises InputRefused when they are of different kinds."""
    kinds = {_kind(source): source.file.name for source in sources}
    if len(kinds) > 1:
        which = "; ".join(f"{name} is {kind}" for kind, name in kinds.items())
        message = f"These files are of different kinds ({which}). Load one kind at a time, or say which with --as."
        raise InputRefused(message)
    return next(iter(kinds))


def _kind(source: Source) -> str:
    lists = [found for sheet in source.sheets if source.workbook and (found := find_list(sheet))]
    if any(found.header for found in lists):
        return ANNEX_A
    if any(table_of(sheet) for sheet in source.sheets):
        return SSDA903
    return ANNEX_A if lists and not has_ids(source) else TABLE


def _newest(sources: Sequence[Source], today: date, notes: Notes) -> date:
    """Return the day the newest file was last changed, and say so: only a person knows when it was true."""
    day = min(max(source.modified for source in sources), today)
    notes.say(f"Taken as true on {in_words(day)}, when the file was last changed; --as-of changes it.")
    return day


def _read(
    sources: Sequence[Source], kind: str, day: date, *, notes: Notes, refused: list[Refusal], progress: Progress
) -> tuple[list[ObservedChild], frozenset[str]]:
    values = Values(day, notes)
    if kind == ANNEX_A:
        return AnnexA(values, notes, refused).read(sources, progress)
    if kind == SSDA903:
        return Ssda903(values, notes, refused, day).read(sources, progress)
    return Table(values, notes, refused).read(sources, progress)


def _no_child(sources: Sequence[Source], refused: Sequence[Refusal]) -> InputRefused:
    names = ", ".join(source.file.name for source in sources)
    if refused:
        return InputRefused(
            f"No child could be loaded from {names}. "
            f"The first of {len(refused)} reasons: {refused[0].place}: {refused[0].why}"
        )
    return InputRefused(
        f"{names} has headings and no rows. Export it from the case system again, and load the new file."
    )
