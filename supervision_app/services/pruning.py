"""Pruning: what is on the child's file and kept long enough goes, after its dates and holders were written out."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from supervision_app.domain.deciding import Decision, check_whole
from supervision_app.domain.entries import NewEntry, counted
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.retention import KNOWN_FROM
from supervision_app.domain.withdrawing import withdraw
from supervision_app.services.desk import Desk, Word
from supervision_app.services.half_typed import forget_of
from supervision_app.services.ports import ExportFolder
from supervision_app.services.retention import Due, due
from supervision_app.services.sealing import SealedRecord, keep_additions
from supervision_app.services.spreadsheets import table
from supervision_app.services.telling import tell
from supervision_app.services.withdrawing import check_earlier, clear_away

COLUMNS = ("Child’s id", "What", "Id", "Dates", "Holders, or who was there", "On file", "Rule", "Due since")


@dataclass(frozen=True, slots=True)
class ToPrune:
    """Who decided that something goes, where that is kept, which kinds (all where none is named), and the folder."""

    decided_by: str
    reference: str
    out: Path
    kinds: tuple[str, ...] = ()
    earlier_backups: bool = False


@dataclass(frozen=True, slots=True)
class Pruned:
    """What went, or would, and the file with its dates and holders where it went."""

    gone: tuple[Due, ...]
    file: Path | None = None


def to_go(desk: Desk, kinds: Sequence[str] = ()) -> Pruned:
    """Return what pruning would take away; nothing is changed.

    Raises InputRefused for a kind that is not known, and where a rule of the council's own cannot be read: it may say
    that something is kept for longer.
    """
    for kind in kinds:
        if kind not in KNOWN_FROM:
            message = f"“{kind}” is not a kind of record. Use one or more of: {', '.join(KNOWN_FROM)}."
            raise InputRefused(message)
    faults = desk.reference.retention().faults
    if faults:
        message = f"Nothing is pruned while a retention rule cannot be read. {' '.join(faults)}"
        raise InputRefused(message)
    return Pruned(tuple(one for one in due(desk) if not one.stays and (not kinds or one.rule.kind in kinds)))


def prune(desk: Desk, folder: ExportFolder, wanted: ToPrune) -> Pruned:
    """Write out the dates and holders of what goes, and then erase its words; returns what went.

    Raises InputRefused as `to_go` does and where the name or the reference is missing, RuleRefused where earlier
    backups are to go while a legal hold lasts, CannotWrite where the file
    cannot be written: nothing is erased then; and what clearing away raises.
    """
    decision = check_whole(Decision("the retention rules", wanted.decided_by, wanted.reference))
    found = to_go(desk, wanted.kinds)
    check_earlier(desk, remove=wanted.earlier_backups)
    if not found.gone:
        return found
    name = f"pruned-{desk.today().isoformat()}-{uuid.uuid4().hex[:8]}.csv"
    with folder.prepare(wanted.out, {name: table(COLUMNS, map(_row, found.gone))}) as paths:
        [file] = paths
    # Only now that the file is on the disk.
    with desk.vault.ledger.transaction():
        desk.record([Word(_gone(desk, one, decision), desk.owner()) for one in found.gone])
        for one in found.gone:
            record = SealedRecord(one.stream, one.id)
            keep_additions(desk, {record.field: "", record.why_field: ""})
            forget_of(desk, one.id)
    clear_away(desk, earlier_backups=wanted.earlier_backups)
    return Pruned(found.gone, file)


def _gone(desk: Desk, one: Due, decision: Decision) -> NewEntry:
    told = tell(desk.vault.ledger.subject(one.stream, one.id))
    why = f"{one.rule.name}: kept {one.rule.words}"
    return withdraw(told, why, on=desk.today(), decision=decision, rule=one.rule.kind)


def _row(one: Due) -> tuple[str, ...]:
    dates = "; ".join(f"{name} {day}" for name, day in one.dates.items() if day)
    return (
        one.whose,
        one.rule.name,
        one.id,
        dates,
        "; ".join(one.holders),
        one.on_file,
        f"kept {one.rule.words}",
        one.due.isoformat(),
    )


def in_total(gone: Sequence[Due]) -> str:
    """Return how much goes, in words."""
    return counted(len(gone), "record", "records")
