"""Erasing one whole child: what would go, who has copies, and doing it, on somebody's decision."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from supervision_app.domain import erasing
from supervision_app.domain.deciding import Decision, check_silent
from supervision_app.domain.entries import in_words
from supervision_app.domain.erasing import Erased, read_erased
from supervision_app.domain.exports import Export, read_export
from supervision_app.domain.holds import check_free
from supervision_app.domain.identity import child_stream, normalise_case_id
from supervision_app.services import knowing, subject_access
from supervision_app.services.desk import Desk, Word
from supervision_app.services.holds import hold_of
from supervision_app.services.read_models import ActionRow
from supervision_app.services.telling import by_subject, tell
from supervision_app.services.withdrawing import Takes, check_earlier, clear_away, packs_with

_OPEN = "any-open"
_OWN = "action", "discussion", "export", "handover"
"""What of a child's record has an id of its own, under which something may be typed."""


@dataclass(frozen=True, slots=True)
class Goes:
    """What erasing a child takes, and who else has it.

    `drafts` is of how many drafts something goes, `elsewhere` says in which records of others the child may be named,
    and `erased` is set where it was done already.
    """

    stream: str
    takes: Takes
    open_actions: tuple[ActionRow, ...] = ()
    drafts: int = 0
    elsewhere: tuple[str, ...] = ()
    erased: Erased | None = None


def look(desk: Desk, case_id: str) -> Goes:
    """Return what erasing a child would take; nothing is changed.

    Raises NotFound for a child who is not here and was not erased, and RuleRefused while a legal hold lasts.
    """
    stream, done = _find(desk, case_id)
    vault = desk.vault
    packs = packs_with(desk, stream)
    if done:
        return Goes(stream, Takes(0, done.exports, len(vault.backups()), vault.put_aside(), packs), erased=done)
    check_free(hold_of(desk, stream))
    entries = vault.ledger.stream(stream)
    told = by_subject(entries).values()
    exports = sorted((one for one in map(read_export, told) if one), key=lambda one: (one.written_at, one.number))
    return Goes(
        stream,
        Takes(len(entries), tuple(exports), len(vault.backups()), vault.put_aside(), packs),
        tuple(vault.views.actions(child=stream, state=_OPEN)),
        len({one.draft for one in _typed_of(desk, stream)}),
        tuple(subject_access.other_records(desk, stream, knowing.known_of(desk, case_id))),
    )


def _find(desk: Desk, case_id: str) -> tuple[str, Erased | None]:
    """Return the stream of a child, and that they were erased where they were; raises NotFound."""
    gone = erased_child(desk, case_id)
    return (gone.stream, gone) if gone else (desk.child(case_id), None)


def erased_child(desk: Desk, case_id: str) -> Erased | None:
    """Return that the child of this id was erased here; None where they were not."""
    stream = child_stream(desk.vault.views.team().authority, case_id)
    return erased_of(desk, stream) if stream in desk.vault.views.erased() else None


def erased_of(desk: Desk, stream: str) -> Erased | None:
    """Return what the record of a child says of their being erased; None where nothing does."""
    return read_erased(tell(desk.vault.ledger.subject(stream, erasing.SUBJECT)))


def erase_child(
    desk: Desk, case_id: str, decision: Decision, *, with_open_actions: bool = False, earlier_backups: bool = False
) -> Goes:
    """Erase everything about a child here for good; returns what went, and who else has it.

    A child who was erased already is cleared away again: something went wrong then, or earlier backups were kept.
    Raises what `look` raises, what the rules raise, and CannotWrite or ChecksFailed.
    """
    goes = look(desk, case_id)
    check_earlier(desk, remove=earlier_backups)
    if not goes.erased:
        _record(desk, case_id, goes, decision, with_open_actions=with_open_actions)
    clear_away(desk, earlier_backups=earlier_backups)
    return goes


def _record(desk: Desk, case_id: str, goes: Goes, decision: Decision, *, with_open_actions: bool) -> None:
    check_silent(decision, knowing.known_of(desk, case_id).value("name"), normalise_case_id(case_id))
    entry = erasing.erase(
        goes.stream,
        decision,
        open_actions=named(goes.open_actions),
        exports=goes.takes.exports,
        with_open_actions=with_open_actions,
        on=desk.today(),
    )
    typed = _typed_of(desk, goes.stream)
    with desk.vault.ledger.transaction():
        _forget(desk, typed)
        desk.record([Word(entry, desk.owner())])
        _silence_waiting(desk, goes.stream)


def named(actions: Iterable[ActionRow]) -> tuple[str, ...]:
    """Return each open action as it is named where it would be lost: what, until when, and its id."""
    return tuple(
        f"“{row.what}”, due {in_words(row.due)} ({row.id[:8]})" if row.due else f"“{row.what}” ({row.id[:8]})"
        for row in actions
    )


class _Typed(NamedTuple):
    """A field of a draft that is about the child."""

    draft: str
    field: str


def _typed_of(desk: Desk, stream: str) -> list[_Typed]:
    """Return what is being typed about a child: whole dialogs on them and their actions, and fields of sessions."""
    told = by_subject(desk.vault.ledger.stream(stream))
    about = {stream, *(subject for subject, entries in told.items() if entries[0].kind.partition(".")[0] in _OWN)}
    ends = {f"/{case_id}" for case_id, held in desk.vault.views.held_children().items() if held.stream == stream}
    found = []
    for draft in desk.vault.drafts.begun(""):
        whole = _is_about(draft, about) or any(draft.endswith(end) for end in ends)
        fields = desk.vault.drafts.read(draft)
        found += [_Typed(draft, field) for field in fields if whole or _is_about(field, about)]
    return found


def _is_about(name: str, about: Collection[str]) -> bool:
    return any(part in name for part in about)


def _forget(desk: Desk, typed: Sequence[_Typed]) -> None:
    at = desk.clock.now().isoformat(timespec="seconds")
    for draft, field in typed:
        desk.vault.drafts.keep(draft, {field: ""}, at)


def _silence_waiting(desk: Desk, stream: str) -> None:
    """Let go of the words of what came in packs and waits; what waits of an erased child is kept without."""
    waits = [one for one in desk.vault.waiting.all() if one.signed.commit.stream == stream]
    desk.vault.waiting.drop({one.signed.commit.id for one in waits})
    desk.vault.waiting.keep(waits)


def erased_there(desk: Desk) -> list[Erased]:
    """Return every child who was erased in a vault that a backup takes the place of."""
    return [one for one in (erased_of(desk, stream) for stream in desk.vault.views.erased()) if one]


def again(desk: Desk, erased: Iterable[Erased]) -> int:
    """Erase again who was erased elsewhere and is here; returns how many children that were."""
    gone = set(desk.vault.views.erased())
    here = [one for one in erased if one.stream not in gone]
    for one in here:
        with desk.vault.ledger.transaction():
            _forget(desk, _typed_of(desk, one.stream))
            desk.record([Word(erasing.again(one, on=desk.today()), desk.owner())])
            _silence_waiting(desk, one.stream)
    return len(here)


def written_out(exports: Iterable[Export]) -> list[dict[str, object]]:
    """Return what was written out as plain values."""
    return [
        {
            "what": export.title,
            "written_at": export.written_at,
            "formats": list(export.formats),
            "on_file": export.confirmed_on or None,
        }
        for export in exports
    ]
