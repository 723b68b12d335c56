"""Taking entries of other authors into this vault: checked whole, united in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from supervision_app.domain import erasing
from supervision_app.domain.shapes import misfit
from supervision_app.ledger.entry import Entry, read_payload
from supervision_app.ledger.errors import LedgerFault
from supervision_app.ledger.union import Placed, Sifted, Signed, before, place, sift
from supervision_app.services.authors import vouched_for
from supervision_app.services.desk import Desk
from supervision_app.services.errors import ChecksFailed
from supervision_app.services.ledger_ports import Waits

_NOTHING_TAKEN = "Nothing was taken in."


@dataclass(frozen=True, slots=True)
class CameFrom:
    """By which pack commits came: its id, when it was made, and the signing key of its sender."""

    pack: str = ""
    made_at: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What came of taking entries in, counted in entries.

    `new` are part of the record now, `told` were here without their words, `waiting` wait for others that are not
    here. `own` were written by this vault itself: an older copy of it is in use. `alike` are places that one author
    numbered twice: a restored backup was used twice. `erases` are children who are erased by them.
    """

    new: int
    told: int
    waiting: int
    own: int
    alike: int
    erases: int = 0


def receive(desk: Desk, incoming: Sequence[Signed], came: CameFrom | None = None) -> Received:
    """Return what came of uniting these commits, and those that waited for them, with what is held.

    Raises ChecksFailed, with nothing taken, when one does not hold together.
    """
    vault, came = desk.vault, came or CameFrom()
    trusted = {came.sender, *vouched_for(desk)}
    waited = [one for one in vault.waiting.all() if one.sender in trusted]
    try:
        everything = [*incoming, *(one.signed for one in waited)]
        sifted = sift(everything, vault.ledger.held({signed.commit.id for signed in everything}))
        placed = _placed(desk, sifted)
    except LedgerFault as fault:
        message = f"{fault} {_NOTHING_TAKEN}"
        raise ChecksFailed(message) from fault
    with vault.ledger.transaction():
        vault.ledger.append(placed.ready, desk.clock.now().isoformat(timespec="seconds"))
        told = vault.ledger.tell(sifted.told)
        still = {signed.commit.id for signed in placed.waiting}
        vault.waiting.drop({one.signed.commit.id for one in waited} - still)
        vault.waiting.keep([Waits(one, came.sender, came.pack, came.made_at) for one in placed.waiting])
    desk.look_again()
    return Received(
        new=_entries(placed.ready),
        told=told,
        waiting=_entries(placed.waiting),
        own=sum(len(signed.entries) for signed in placed.ready if signed.commit.author == desk.author),
        erases=sum(entry.kind in erasing.KINDS for signed in placed.ready for entry in signed.entries),
        alike=vault.ledger.twice_numbered({signed.commit.stream for signed in placed.ready}),
    )


def _placed(desk: Desk, sifted: Sifted) -> Placed:
    """Return what can be added and what waits; raises LedgerFault for entries that cannot be part of any record."""
    ledger = desk.vault.ledger
    _check_words(entry for signed in sifted.new for entry in signed.entries)
    _check_words(sifted.told)
    ids = {one for signed in sifted.new for one in signed.commit.entries}
    if twice := ledger.present(ids):
        message = f"Entry {min(twice)[:12]} is here under another signature."
        raise LedgerFault(message)
    return place(sifted.new, ledger.present({one for signed in sifted.new for one in before(signed)}))


def _check_words(entries: Iterable[Entry]) -> None:
    """Raise LedgerFault where the words of an entry are not those of its kind: nobody could read it here."""
    for entry in entries:
        payload = read_payload(entry)
        field = misfit(entry.kind, payload) if payload is not None else ""
        if field:
            message = f"Entry {entry.id[:12]} ({entry.kind}) in {entry.stream} has no “{field}” that can be read."
            raise LedgerFault(message)


def _entries(commits: Iterable[Signed]) -> int:
    return sum(len(signed.entries) for signed in commits)
