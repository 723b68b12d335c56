"""Loading actions that were open before recording began here, with their real first dates."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from supervision_app.domain import agreements
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.going_live import OpenActionRow
from supervision_app.domain.observed import Refusal
from supervision_app.services.desk import Desk, Word
from supervision_app.services.ports import CaseloadFiles, Progress, silent


@dataclass(frozen=True, slots=True)
class WentLive:
    """What was loaded: the ids of the actions, what was refused and why, and what to know."""

    loaded: tuple[str, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    dry_run: bool


def load_open_actions(
    desk: Desk,
    files: CaseloadFiles,
    path: Path,
    *,
    accepted: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> WentLive:
    """Return what was loaded; a row that cannot be taken is refused with its reason and the others are loaded.

    `accepted` says that the owners know of their actions; otherwise each is offered to its owner. A row
    that is here already, by child, words and first date, is refused, so a file can be loaded twice.
    """
    reading = files.read_open_actions(path, desk.today())
    load = _Load(desk, accepted=accepted)
    refused = [*reading.refused]
    entries: list[NewEntry] = []
    for row in reading.rows:
        try:
            entries.append(load.entry(row))
        except (InputRefused, RuleRefused) as refusal:
            refused.append(Refusal(row.place, str(refusal)))
    if entries and not dry_run:
        desk.vault.back_up()
        by = desk.owner()
        desk.record([Word(entry, by) for entry in entries], progress)
    refused.sort(key=lambda one: (one.place.file, one.place.sheet, one.place.row))
    return WentLive(tuple(entry.subject for entry in entries), tuple(refused), reading.notes, dry_run)


class _Load:
    """One load while it is worked out: what is here already, and what this file brought so far."""

    def __init__(self, desk: Desk, *, accepted: bool) -> None:
        self.desk, self.accepted = desk, accepted
        self.manager = desk.manager()
        self.here = {(row.stream, row.what, row.first_due) for row in desk.vault.views.actions()}

    def entry(self, row: OpenActionRow) -> NewEntry:
        stream = self.desk.child(row.case_id)
        first_due = row.first_due or row.due
        known = (stream, row.what.strip(), first_due.isoformat())
        if known in self.here:
            message = "This action is here already."
            raise RuleRefused(message)
        agreement = agreements.Agreement(
            stream=stream,
            action=str(uuid.uuid4()),
            what=row.what,
            why=row.why,
            difference=row.difference,
            doer=row.doer,
            owner=self.desk.person(row.owner),
            due=row.due,
            setting=agreements.GOING_LIVE,
            first_due=first_due,
            earlier_moves=row.moves,
        )
        around = self.desk.around(self.desk.allocation(stream))
        on = row.agreed_on or self.desk.today()
        entry = agreements.agree(agreement, on=on, accepted=self.accepted, manager=self.manager, around=around)
        self.here.add(known)
        return entry
