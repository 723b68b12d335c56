"""Restoring a vault from a backup: what would be lost is shown before, and what was there is kept."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from supervision_app.domain import directory
from supervision_app.domain.entries import NewEntry, counted, moment_in_words
from supervision_app.domain.errors import SupervisionError
from supervision_app.domain.holds import LIFTED
from supervision_app.domain.withdrawing import Withdrawn, read_withdrawn
from supervision_app.ledger.commit import DeviceKey
from supervision_app.services import erasing, holds
from supervision_app.services.desk import Desk, Word
from supervision_app.services.ports import Restores, Staged, Vault
from supervision_app.services.read_models import RestorePreview
from supervision_app.services.telling import tell
from supervision_app.services.withdrawing import again

T = TypeVar("T")
_NO_HOLDS = (
    "The vault that was here cannot be read well enough to carry over legal holds that were placed or lifted since the "
    "backup. Look who has asked for one, and place each again."
)
_NO_WITHDRAWALS = (
    "The vault that was here cannot be read well enough to carry over what was withdrawn or erased since the "
    "backup: its words may be here again. Withdraw it again, and erase again who was erased."
)
_OPEN = "any-open"
_FEW = 10
"""How many of the open actions that would be lost are named."""


@dataclass(frozen=True, slots=True)
class ToRestore:
    """Which backup comes into which folder, of which moment it is, and the passphrase of then or of now."""

    folder: Path
    backup: Path
    made_at: datetime
    passphrase: str


def preview(restores: Restores, wanted: ToRestore) -> RestorePreview:
    """Return what the backup holds and what the vault holds beyond it; nothing is changed.

    Raises what opening the backup raises.
    """
    with restores.staged(wanted.folder, wanted.backup, wanted.passphrase) as staged:
        return _compared(staged, wanted.made_at)


def _compared(staged: Staged, made_at: datetime) -> RestorePreview:
    copy, now = staged.vault, staged.now
    there = {row.id for row in copy.views.actions()}
    kept = len(copy.views.actions(state=_OPEN))
    if now is None:
        return RestorePreview(made_at, kept, unknown=staged.why)
    try:
        return _beyond(copy, now, RestorePreview(made_at, kept), there)
    except SupervisionError as fault:
        # A damaged page must not stand in the way of what mends it.
        return RestorePreview(made_at, kept, unknown=f"What would be lost cannot be told: {fault}")


def _beyond(copy: Vault, now: Vault, shown: RestorePreview, there: Collection[str]) -> RestorePreview:
    """Return what the vault that is there holds beyond the copy."""
    lost = tuple(row for row in now.views.actions(state=_OPEN) if row.id not in there)
    drafts = set(now.drafts.begun("").items()) - set(copy.drafts.begun("").items())
    saves = len(now.ledger.commits() - copy.ledger.commits())
    return replace(shown, lost_saves=saves, lost_actions=lost, lost_drafts=len(drafts))


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup in a vault's place: where what was there is kept, and a sentence on what could not be carried over."""

    aside: Path
    not_carried: tuple[str, ...] = ()


def restore(restores: Restores, sit_down: Callable[[Vault], Desk], wanted: ToRestore) -> Restored:
    """Put the backup in the vault's place, to sign with a key of its own from now on.

    Legal holds and withdrawals since the backup are carried over, where the vault that is there can be read. Raises
    what opening the backup raises, and CannotWrite.
    """
    with restores.staged(wanted.folder, wanted.backup, wanted.passphrase) as staged:
        before = DeviceKey(staged.vault.renew_device())
        desk = sit_down(staged.vault)
        record_new_key(desk, before, wanted.made_at)
        not_carried = _carry_over(desk, staged, sit_down)
        return Restored(staged.put_in_place(), not_carried)


def _carry_over(desk: Desk, staged: Staged, sit_down: Callable[[Vault], Desk]) -> tuple[str, ...]:
    """Carry over what a restore must not undo; returns a sentence for each part that cannot be read."""
    now = staged.now
    if now is None:
        return (_NO_HOLDS, _NO_WITHDRAWALS) if staged.unread else ()
    # What is damaged must not stand in the way of the restore that mends it. Once a page of a vault was found damaged,
    # nothing more of it is read, so what is in fewer tables is read first.
    gone = _read(lambda: (_withdrawn(now), erasing.erased_there(sit_down(now))))
    held = _read(lambda: holds.since(desk, sit_down(now)))
    # What was erased before a hold was placed is erased again before it, and after one that was lifted since.
    _record_all(desk, [entry for entry in held or () if entry.kind == LIFTED])
    withdrawn, erased = gone or ([], [])
    if again(desk, withdrawn) + erasing.again(desk, erased):
        desk.vault.scrub()
    _record_all(desk, [entry for entry in held or () if entry.kind != LIFTED])
    return (*((_NO_HOLDS,) if held is None else ()), *((_NO_WITHDRAWALS,) if gone is None else ()))


def _record_all(desk: Desk, entries: Sequence[NewEntry]) -> None:
    desk.record([Word(entry, desk.owner()) for entry in entries])


def _read(read: Callable[[], T]) -> T | None:
    """Return what is read; None where it cannot be."""
    try:
        return read()
    except SupervisionError:
        return None


def _withdrawn(vault: Vault) -> list[Withdrawn]:
    """Return what was withdrawn in the vault that a backup takes the place of: a backup does not bring it back."""
    told = (tell(vault.ledger.subject(*place)) for place in vault.views.withdrawn())
    return [one for one in map(read_withdrawn, told) if one]


def record_new_key(desk: Desk, before: DeviceKey, made_at: datetime) -> None:
    """Record that this copy of a vault, as it was at that moment, signs with a key of its own from now on."""
    of = made_at.isoformat(timespec="seconds")
    stream, proof = desk.vault.views.team().stream, before.vouch(desk.author, of)
    entry = directory.renew_device(stream, (before.author, desk.author), of, proof, on=desk.today())
    desk.record([Word(entry, desk.owner())])


def when(moment: datetime) -> str:
    """Return a moment as the clock here showed it: 9 November 2026 at 10:42."""
    return moment_in_words(moment.astimezone())


def preview_words(shown: RestorePreview) -> tuple[str, ...]:
    """Return what a backup holds and what the vault holds beyond it, a sentence each."""
    actions = counted(shown.open_actions, "open action", "open actions") if shown.open_actions else "no open action"
    first = f"The backup of {when(shown.made_at)} opens and is whole. It holds {actions}."
    if shown.unknown:
        return (first, shown.unknown)
    if not (shown.lost_saves or shown.lost_drafts):
        return (first, "The vault holds nothing beyond it.")
    saves = counted(shown.lost_saves, "record that was saved", "records that were saved")
    drafts = counted(shown.lost_drafts, "draft", "drafts")
    since = f"Since then {saves} and {drafts} came into the vault. They would be put aside with it."
    lost = [f"Not in the backup: {row.child_name or row.child}: {row.what}" for row in shown.lost_actions[:_FEW]]
    more = len(shown.lost_actions) - _FEW
    lost += [f"And {counted(more, 'more open action', 'more open actions')}."] if more > 0 else []
    return (first, since, *lost)
