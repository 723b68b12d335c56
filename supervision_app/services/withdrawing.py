"""Withdrawing a record or an action from the wrong child: what it would take, who has it, and doing it."""

from collections.abc import Sequence
from dataclasses import dataclass

from supervision_app.domain.deciding import NO_DECISION, Decision
from supervision_app.domain.entries import NewEntry, Told, counted, in_words
from supervision_app.domain.errors import AmbiguousName, NotFound
from supervision_app.domain.exports import Export, read_export
from supervision_app.domain.holds import check_backups_free, check_free
from supervision_app.domain.packs import Passage
from supervision_app.domain.withdrawing import KINDS, Withdrawn, read_withdrawn, withdraw
from supervision_app.ledger.entry import Entry
from supervision_app.services.carrying import passages
from supervision_app.services.desk import Desk, Word
from supervision_app.services.half_typed import forget_of
from supervision_app.services.holds import hold_of
from supervision_app.services.sealing import SealedRecord, keep_additions

_SHORTEST_ID = 4
_FILED = "It is on the child’s file since {}{}: take it out there too."
_UNFILED = (
    "Delete the files, wherever they were put.",
    "Delete the files, and tell whoever they were given to.",
)
"""What is to be done about files of which nobody has said where they are: a summary’s, and everything about a child."""


@dataclass(frozen=True, slots=True)
class Takes:
    """What is erased, and who has a copy: summaries, earlier backups, vaults put aside, and packs that were made."""

    entries: int
    exports: tuple[Export, ...]
    backups: int
    put_aside: int = 0
    packs: tuple[Passage, ...] = ()


def packs_with(desk: Desk, stream: str) -> tuple[Passage, ...]:
    """Return the packs that were made here with anything of a stream in them, the first first."""
    return tuple(reversed([one for one in passages(desk) if one.sent and stream in one.streams]))


def find(desk: Desk, start_of_id: str) -> tuple[str, str]:
    """Return the stream and id of the one record whose id starts like this; raises NotFound or AmbiguousName."""
    wanted = start_of_id.strip().lower()
    found = desk.vault.views.find_record(wanted) if len(wanted) >= _SHORTEST_ID else []
    if len(found) > 1:
        message = f"{start_of_id} could be more than one record: {', '.join(one for _, one in found)}. Give more of it."
        raise AmbiguousName(message)
    if not found:
        message = f"No discussion, supervision record or action has the id {start_of_id}. “child ID --json” shows ids."
        raise NotFound(message)
    return found[0]


def takes(desk: Desk, stream: str, subject: str) -> Takes:
    """Return what a withdrawal would take, and who has it; raises what withdrawing raises."""
    check_free(hold_of(desk, stream))
    if not _is_gone(desk, stream, subject):
        withdraw(desk.told(stream, subject), "to look", on=desk.today())
    return _takes(desk, stream, subject)


def _is_gone(desk: Desk, stream: str, subject: str) -> bool:
    """Return whether something was withdrawn, and nothing of its words is here."""
    told = desk.told(stream, subject)
    found = read_withdrawn(told)
    return found is not None and all(entry.payload is None for entry in told if entry.id in found.entries)


def _takes(desk: Desk, stream: str, subject: str) -> Takes:
    entries = [entry for entry in desk.vault.ledger.subject(stream, subject) if entry.kind not in KINDS]
    vault = desk.vault
    exports, packs = _holding(desk, stream, entries), packs_with(desk, stream)
    return Takes(len(entries), exports, len(vault.backups()), vault.put_aside(), packs)


def _holding(desk: Desk, stream: str, entries: Sequence[Entry]) -> tuple[Export, ...]:
    """Return the summaries that were written out with any of these entries in them."""
    told = desk.subjects(stream).values()
    exports = [export for export in map(read_export, told) if export]
    return tuple(
        export
        for export in sorted(exports, key=lambda one: one.number)
        if any(entry.seq <= export.upto.get(entry.author, 0) for entry in entries)
    )


def withdraw_record(
    desk: Desk,
    stream: str,
    subject: str,
    why: str,
    *,
    earlier_backups: bool = False,
    decision: Decision = NO_DECISION,
) -> Takes:
    """Withdraw a record or an action: its words are erased here for good; returns who else has them.

    What was withdrawn already is cleared away: something went wrong then, or earlier backups were kept; not under a
    legal hold, as they may hold evidence. Raises what the rules raise, and what `clear_away` raises.
    """
    check_free(hold_of(desk, stream))
    check_earlier(desk, remove=earlier_backups)
    taken = (
        _takes(desk, stream, subject)
        if _is_gone(desk, stream, subject)
        else record_withdrawal(desk, stream, subject, why, decision)
    )
    clear_away(desk, earlier_backups=earlier_backups)
    return taken


def check_earlier(desk: Desk, *, remove: bool) -> None:
    """Raise RuleRefused where earlier backups are to be removed while a legal hold lasts on anybody."""
    if remove:
        check_backups_free(len(desk.vault.views.under_hold()))


def clear_away(desk: Desk, *, earlier_backups: bool = False) -> None:
    """Write the vault's file anew without what was withdrawn, and make a backup of it, outside any transaction.

    `earlier_backups` removes those of before, which still hold the words. Raises CannotWrite or ChecksFailed.
    """
    desk.vault.scrub()
    desk.vault.back_up(always=True)
    if earlier_backups:
        desk.vault.drop_earlier_backups()


def record_withdrawal(desk: Desk, stream: str, subject: str, why: str, decision: Decision = NO_DECISION) -> Takes:
    """Record that something is withdrawn, which erases its words; `clear_away` has to follow. Returns who has them."""
    check_free(hold_of(desk, stream))
    taken = _takes(desk, stream, subject)
    entry = withdraw(desk.told(stream, subject), why, on=desk.today(), decision=decision)
    with desk.vault.ledger.transaction():
        desk.record([Word(entry, desk.owner())])
        record = SealedRecord(stream, subject)
        keep_additions(desk, {record.field: "", record.why_field: ""})
        forget_of(desk, subject)
    return taken


def again(desk: Desk, withdrawn: Sequence[Withdrawn]) -> int:
    """Withdraw again what was withdrawn elsewhere, where its words are here; returns of how many records they were."""
    words = []
    for one in withdrawn:
        told = desk.told(one.stream, one.id)
        if any(entry.payload is not None and entry.id in one.entries for entry in told):
            words.append(Word(_withdrawn_again(desk, told, one), desk.owner()))
    if words:
        desk.record(words)
    return len(words)


def _packed(one: Passage) -> str:
    to = " and ".join(person.name for person in one.people) or "the council’s archive"
    then = "send a new one, and ask that the file of the old one is removed."
    return f"A pack of {in_words(one.on)} to {to} may have it: {then}"


def _reference(export: Export) -> str:
    return f", reference {export.reference}" if export.reference else ""


def _withdrawn_again(desk: Desk, told: Sequence[Told], one: Withdrawn) -> NewEntry:
    return withdraw(told, one.why, on=desk.today(), again=True, decision=one.decision, rule=one.rule)


def who_has_it(taken: Takes, *, removed: bool) -> tuple[str, ...]:
    """Return in sentences who else has what was withdrawn, and what is to be done there."""
    sentences = [
        f"{export.title} of {in_words(export.written_at[:10])} ({', '.join(export.formats)}) has it. "
        + (
            _FILED.format(in_words(export.confirmed_on), _reference(export))
            if export.confirmed_on
            else _UNFILED[bool(export.purpose)]
        )
        for export in taken.exports
    ]
    sentences += [_packed(one) for one in taken.packs]
    if taken.backups and not removed:
        have = counted(taken.backups, "earlier backup here still has it", "earlier backups here still have it")
        sentences.append(f"{have}. They are removed as they grow old, nine months from now at the latest.")
    if taken.put_aside:
        have = counted(taken.put_aside, "vault was put aside", "vaults were put aside")
        sentences.append(f"{have} by a restore, in the folder “aside” of the vault, and may have it: look there.")
    if taken.backups:
        sentences.append("A second place for backups keeps its copies until somebody removes them there.")
    return tuple(sentences)
