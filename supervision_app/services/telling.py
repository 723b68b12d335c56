"""Where the ledger's entries become what the practice reads."""

from collections.abc import Iterable

from supervision_app.domain import (
    actions,
    allocation,
    directory,
    discussions,
    events,
    exports,
    facts,
    holds,
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
    | events.KINDS
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
        facts.OBSERVED,
        facts.BIRTH_SETTLED,
    }
)
"""Every kind this version understands; an older version of a kind would be upcast here when read."""


def told(entry: Entry) -> Told:
    """Return the entry as the practice reads it; the payload of an unknown kind is not looked at."""
    return Told(
        id=entry.id,
        stream=entry.stream,
        subject=entry.subject,
        kind=entry.kind,
        after=entry.after,
        happened_on=entry.happened_on,
        recorded_at=entry.recorded_at,
        payload=read_payload(entry) if entry.kind in KNOWN_KINDS else None,
    )


def tell(entries: Iterable[Entry]) -> list[Told]:
    """Return the entries of one subject in causal order, as the practice reads them."""
    return [told(entry) for entry in causal_order(entries)]


def by_subject(entries: Iterable[Entry]) -> dict[str, list[Told]]:
    """Return the entries of one stream by subject, each in causal order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.subject, []).append(entry)
    return {subject: tell(members) for subject, members in found.items()}
