"""Where the ledger's entries become what the practice reads."""

from collections.abc import Iterable

from supervision_app.domain import (
    actions,
    allocation,
    cards,
    directory,
    disagreements,
    discussions,
    erasing,
    exports,
    facts,
    handover,
    holds,
    meetings,
    packs,
    rhythm,
    same_person,
    sealed,
    supervisions,
    withdrawing,
)
from supervision_app.domain.entries import Told
from supervision_app.ledger.entry import Entry, read_payload
from supervision_app.ledger.order import causal_order

KNOWN_KINDS = (
    actions.ACTION_KINDS
    | sealed.SEEN_KINDS
    | sealed.ADDED_KINDS
    | withdrawing.KINDS
    | holds.KINDS
    | same_person.KINDS
    | cards.KINDS
    | packs.KINDS
    | erasing.KINDS
    | meetings.KINDS
    | disagreements.KINDS
    | {
        allocation.ALLOCATED,
        directory.TEAM_NAMED,
        directory.JOINED,
        directory.LEFT,
        directory.DEVICE,
        directory.DEVICE_RENEWED,
        directory.IMPORTED,
        discussions.RECORDED,
        supervisions.RECORDED,
        exports.RECORDED,
        exports.CONFIRMED,
        handover.WRITTEN,
        facts.OBSERVED,
        facts.BIRTH_SETTLED,
        rhythm.AGREED,
    }
)
"""Every kind this version understands; an older version of a kind would be upcast here when read."""


NOBODY_TWICE: same_person.Same = {}
"""Where nobody goes by two ids."""


def told(entry: Entry, same: same_person.Same = NOBODY_TWICE) -> Told:
    """Return the entry as the practice reads it; the payload of an unknown kind is not looked at.

    `same` are ids of people who go by another one.
    """
    payload = read_payload(entry) if entry.kind in KNOWN_KINDS else None
    return Told(
        id=entry.id,
        stream=entry.stream,
        subject=entry.subject,
        kind=entry.kind,
        after=entry.after,
        happened_on=entry.happened_on,
        recorded_at=entry.recorded_at,
        payload=same_person.with_one_id(payload, same) if same and entry.kind not in same_person.KINDS else payload,
    )


def tell(entries: Iterable[Entry], same: same_person.Same = NOBODY_TWICE) -> list[Told]:
    """Return the entries of one subject in causal order, as the practice reads them."""
    return [told(entry, same) for entry in causal_order(entries)]


def by_subject(entries: Iterable[Entry], same: same_person.Same = NOBODY_TWICE) -> dict[str, list[Told]]:
    """Return the entries of one stream by subject, each in causal order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.subject, []).append(entry)
    return {subject: tell(members, same) for subject, members in found.items()}
