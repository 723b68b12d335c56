"""Taking packs in: looked at first, then united with the record, and a receipt of what is there."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from supervision_app.domain import packs
from supervision_app.domain.actions import AGREED
from supervision_app.domain.entries import counted, in_words, moment_in_words
from supervision_app.domain.errors import NotFound, RuleRefused
from supervision_app.domain.packs import PURPOSES, Passage, Tally, compared
from supervision_app.domain.people import Person
from supervision_app.services.authors import CHANGED, LEFT, TRUSTED, authors, standing_of, vouched_for
from supervision_app.services.cards import my_card
from supervision_app.services.carrying import count, passages
from supervision_app.services.desk import Desk, Word
from supervision_app.services.errors import ChecksFailed
from supervision_app.services.ledger_ports import Waits
from supervision_app.services.pack_ports import Header, Pack, PackFiles, Receipt
from supervision_app.services.receiving import CameFrom, Received, receive


@dataclass(frozen=True, slots=True)
class Taken:
    """What a pack is and what came, or would come, of taking it in.

    `standing` says what is known of its sender, `there` what of it is in this vault afterwards, `before` on which day
    it was taken in already; `actions` are the open actions in it that were not here before, by id.
    """

    header: Header
    standing: str
    there: Tally
    received: Received
    actions: tuple[str, ...]
    before: str = ""

    @property
    def complete(self) -> bool:
        """Return whether all that was sent is there."""
        return self.there == self.header.tally


class _OnlyLooking(Exception):
    """What was done was done to be looked at."""


def _undo() -> NoReturn:
    raise _OnlyLooking


def look_at_pack(desk: Desk, files: PackFiles, path: Path) -> Taken:
    """Return what taking a pack in would do; nothing of it is kept. Raises what opening and taking it in raise."""
    pack = _opened(desk, files, path)
    found: list[Taken] = []
    try:
        with desk.vault.ledger.transaction():
            found.append(_united(desk, pack))
            _undo()
    except _OnlyLooking:
        desk.look_again()
    return found[0]


def take_in(desk: Desk, files: PackFiles, path: Path, receipt: Path | None = None, *, box: str = "") -> Taken:
    """Unite a pack with the record, after a backup, and write its receipt; returns what came of it.

    `box` is the private half of another letter box than this vault's: the council's, for the archive of a leaver.
    What nobody here vouches for waits, and is no part of the record yet. Raises ChecksFailed, with nothing taken, where
    a pack does not hold together, and CannotWrite.
    """
    pack = _opened(desk, files, path, box)
    if standing_of(desk, pack.header) != TRUSTED:
        return _held_back(desk, pack)
    desk.vault.back_up()
    with desk.vault.ledger.transaction():
        taken = _united(desk, pack)
        if not taken.before:
            _record(desk, pack, taken)
        if receipt:
            files.write_receipt(receipt, _receipt(desk, files, taken), desk.key)
    return taken


def _opened(desk: Desk, files: PackFiles, path: Path, box: str = "") -> Pack:
    """Return a pack whose own count is right."""
    pack = files.read_pack(path, box or desk.vault.box)
    entries = [entry for signed in pack.commits for entry in signed.entries]
    if count(entries, pack.header.open_actions) != pack.header.tally:
        message = "This pack does not hold what its sender counted. Ask for it again; nothing was taken in."
        raise ChecksFailed(message)
    return pack


def _united(desk: Desk, pack: Pack) -> Taken:
    header = pack.header
    here = {row.id for row in desk.vault.views.actions()}
    came = CameFrom(header.pack, header.made_at, header.sender.key)
    received = receive(desk, pack.commits, came)
    before = next((one.on for one in passages(desk) if one.id == header.pack and not one.sent), "")
    new = tuple(one for one in header.open_actions if one not in here)
    return Taken(header, standing_of(desk, header), _there(desk, pack), received, new, before)


def _there(desk: Desk, pack: Pack) -> Tally:
    """Return what of a pack is in this vault: its entries, and each of its open actions that is known here."""
    entries = [entry for signed in pack.commits for entry in signed.entries]
    present = desk.vault.ledger.present({entry.id for entry in entries})
    known = {row.id for row in desk.vault.views.actions()}
    actions = [one for one in pack.header.open_actions if one in known]
    return count([entry for entry in entries if entry.id in present], actions)


def _held_back(desk: Desk, pack: Pack) -> Taken:
    """Keep a pack of somebody whom nobody here vouches for, beside the record, and say so."""
    header = pack.header
    waits = [Waits(signed, header.sender.key, header.pack, header.made_at) for signed in pack.commits]
    held = desk.vault.ledger.held({signed.commit.id for signed in pack.commits})
    new = [one for one in waits if one.signed.commit.id not in held]
    desk.vault.waiting.keep(new)
    received = Received(0, 0, sum(len(one.signed.entries) for one in new), 0, 0)
    return Taken(header, standing_of(desk, header), _there(desk, pack), received, ())


def _record(desk: Desk, pack: Pack, taken: Taken) -> None:
    header, own = pack.header, desk.vault.views.team().stream
    streams = tuple(sorted({signed.commit.stream for signed in pack.commits}))
    passage = Passage(header.pack, header.purpose, (header.sender.person,), taken.there, streams, header.open_actions)
    entry = packs.receive(own, passage, header.sender.key, header.introduced, on=desk.today())
    desk.record([Word(entry, desk.owner())])


def _receipt(desk: Desk, files: PackFiles, taken: Taken) -> Receipt:
    return Receipt(
        pack=taken.header.pack,
        to=taken.header.sender.key,
        person=my_card(desk, files).person,
        key=desk.author,
        received=taken.there,
        waiting=taken.received.waiting,
        written_at=desk.clock.now().isoformat(timespec="seconds"),
    )


def release(desk: Desk) -> Received:
    """Take in what waited for its sender to be known, and is vouched for now; returns what came of it."""
    return receive(desk, ())


@dataclass(frozen=True, slots=True)
class Matched:
    """A pack that was made here, and what its receiver says is there."""

    sent: Passage
    received: Tally

    @property
    def matches(self) -> bool:
        """Return whether all that was sent is there."""
        return self.sent.tally == self.received

    @property
    def words(self) -> str:
        """Return in a sentence whether all that was sent is there."""
        return compared(self.sent.tally, self.received)


def match_receipt(desk: Desk, files: PackFiles, path: Path) -> Matched:
    """Record the receipt of a pack that was made here; returns both sides of it.

    Raises ChecksFailed for a receipt that nobody known here signed, NotFound where it is of no pack of this vault, and
    RuleRefused where it was recorded already.
    """
    receipt = files.read_receipt(path)
    sent = next((one for one in passages(desk) if one.id == receipt.pack and one.sent), None)
    if sent is None:
        message = "This receipt is of a pack that was not made here. Give it to whoever made that pack."
        raise NotFound(message)
    if receipt.key not in vouched_for(desk):
        message = f"Nobody known here signed this receipt. Ask {receipt.person.name} for their card, and add it first."
        raise ChecksFailed(message)
    signer = authors(desk)[receipt.key].person
    if sent.people and signer not in sent.people:
        message = f"{signer.name} signed this receipt, and the pack was made for somebody else. Ask them for theirs."
        raise ChecksFailed(message)
    if sent.matches:
        message = f"A receipt of this pack that matches was recorded on {in_words(sent.receipted_on)}."
        raise RuleRefused(message)
    stream = desk.vault.views.team().stream
    entry = packs.receipt(stream, receipt.pack, receipt.received, receipt.person, on=desk.today())
    desk.record([Word(entry, desk.owner())])
    return Matched(sent, receipt.received)


def is_in(taken: Taken) -> bool:
    """Return whether a pack is part of the record: its sender is vouched for."""
    return taken.standing == TRUSTED


def said(taken: Taken, *, looking: bool = False) -> tuple[str, ...]:
    """Return in sentences what a pack is and what came, or would come, of it."""
    header, received = taken.header, taken.received
    sender, made = header.sender, moment_in_words(header.made_at)
    lines = [f"A pack of {sender.person.name} ({sender.team}), made on {made}: {PURPOSES[header.purpose]}."]
    if taken.standing != TRUSTED:
        return (*lines, *_held_words(taken))
    if taken.before:
        lines.append(f"It was taken in on {in_words(taken.before)} already.")
    will = "would be" if looking else "are"
    new = counted(received.new, "entry", "entries")
    lines.append(f"{new} {will} new here; {counted(len(taken.actions), 'open action', 'open actions')} among them.")
    if received.told:
        lines.append(f"{counted(received.told, 'entry', 'entries')} known without words {will} whole.")
    lines += _alarms(received, sender.person)
    lines.append(compared(header.tally, taken.there))
    return tuple(lines)


def _held_words(taken: Taken) -> list[str]:
    name = taken.header.sender.person.name
    why = {
        LEFT: f"The card of {name} is marked as left.",
        CHANGED: f"{name} is known here with another key: this is a new computer of theirs, or somebody else.",
    }.get(taken.standing, f"No card of {name} is here, so nobody vouches for this pack.")
    actions = counted(taken.header.tally.open_actions, "open action", "open actions")
    then = f"Ask {name} for their card, compare its six words aloud, and add it: then the pack is taken in."
    return [why, f"It waits beside the record, with {actions}. {then}"]


def _alarms(received: Received, sender: Person) -> list[str]:
    lines = []
    if received.waiting:
        wait = counted(received.waiting, "entry waits", "entries wait")
        lines.append(f"{wait} for others that are not here. Ask {sender.name} for a whole pack, made today.")
    if received.erases:
        erased = counted(received.erases, "child is", "children are")
        lines.append(f"{erased} erased by this pack, on a decision taken elsewhere: their record goes here too.")
    if received.own:
        own = counted(received.own, "entry", "entries")
        lines.append(f"{own} of this vault itself came back: an older copy of it is in use here. Look at its backups.")
    if received.alike:
        lines.append(
            f"{counted(received.alike, 'number was', 'numbers were')} used twice by one device: a restored backup was "
            "used on two computers. Both versions are kept. Ask who restored one."
        )
    return lines


def waiting_words(desk: Desk) -> tuple[str, ...]:
    """Return in sentences what waits beside the record, and whom to ask for what is missing."""
    found: dict[tuple[str, str], list[Waits]] = {}
    for one in desk.vault.waiting.all():
        found.setdefault((one.sender, one.pack), []).append(one)
    return tuple(_waits(desk, key[0], waits) for key, waits in found.items())


def _waits(desk: Desk, sender: str, waits: Collection[Waits]) -> str:
    entries = counted(sum(len(one.signed.entries) for one in waits), "entry waits", "entries wait")
    agreed = sum(entry.kind == AGREED for one in waits for entry in one.signed.entries)
    with_them = f", {counted(agreed, 'agreed action', 'agreed actions')} among them" if agreed else ""
    made = in_words(max(one.made_at for one in waits)[:10])
    whose = authors(desk).get(sender)
    if whose is None:
        return (
            f"{entries}{with_them}, in a pack of {made} whose sender nobody knows here. Add their card to take it in."
        )
    return f"{entries}{with_them}, for others that are missing: ask {whose.person.name} for a pack made after {made}."
