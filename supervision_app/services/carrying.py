"""Making packs: which part of the record goes to whom, signed, locked, and counted."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from supervision_app.domain import directory, packs
from supervision_app.domain.allocation import SUBJECT as ALLOCATION
from supervision_app.domain.cards import Contact
from supervision_app.domain.entries import counted, in_words
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.facts import SUBJECT as FACTS
from supervision_app.domain.packs import PURPOSES, Passage, Tally
from supervision_app.domain.people import Person
from supervision_app.domain.situations import is_for_adoption
from supervision_app.domain.supervisions import stream_of
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed
from supervision_app.services.authors import authors_of
from supervision_app.services.cards import my_card
from supervision_app.services.desk import Desk, Word
from supervision_app.services.pack_ports import Header, PackFiles, Renewal
from supervision_app.services.safety import COUNCIL, COUNCIL_KEY

_CHILD = "child:"


@dataclass(frozen=True, slots=True)
class ToSend:
    """What a pack is made of: its purpose, for whom, and which children, whose records, or all of them.

    `records_of` are those whose own supervision record goes along, because somebody ticked it.
    """

    purpose: str
    to: Sequence[Contact]
    children: Sequence[str] = ()
    worker: str = ""
    records_of: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """What of the record goes along: whole streams, and of others only some subjects.

    `left_out` are children who may not travel like this, by case id.
    """

    whole: frozenset[str]
    parts: Mapping[str, frozenset[str]]
    left_out: tuple[str, ...] = ()

    @property
    def streams(self) -> frozenset[str]:
        """Return every stream of which anything goes along."""
        return self.whole | self.parts.keys()


@dataclass(frozen=True, slots=True)
class Made:
    """A pack that was made: what was counted in it, where it is, and who was left out."""

    pack: str
    path: Path
    tally: Tally
    left_out: tuple[str, ...]


def make_pack(desk: Desk, files: PackFiles, wanted: ToSend, path: Path, version: str) -> Made:
    """Write a pack and record that it was made; nothing is recorded where it cannot be written.

    Raises InputRefused or RuleRefused for what may not be sent like this, NotFound and AmbiguousName for names, and
    CannotWrite.
    """
    boxes = _boxes(desk, wanted)
    cut = cut_of(desk, wanted)
    commits = [_withheld(signed, cut) for signed in desk.vault.ledger.signed(cut.streams)]
    header = _header(desk, files, boxes, commits, (wanted.purpose, version))
    people = tuple(one.card.person for one in wanted.to)
    passage = Passage(
        header.pack, wanted.purpose, people, header.tally, tuple(sorted(cut.streams)), header.open_actions
    )
    entry = packs.send(desk.vault.views.team().stream, passage, on=desk.today())
    with desk.vault.ledger.transaction():
        desk.record([Word(entry, desk.owner())])
        files.write_pack(path, header, commits, desk.key)
    return Made(header.pack, path, header.tally, cut.left_out)


def cut_of(desk: Desk, wanted: ToSend) -> Cut:
    """Return what of the record a pack takes along; raises what `make_pack` raises for it."""
    cuts = {
        packs.CHILD: _of_children,
        packs.WORKER: _of_worker,
        packs.RETURN: _of_return,
        packs.TEAM: _of_team,
        packs.ARCHIVE: _of_everything,
    }
    cut = cuts[wanted.purpose](desk, wanted)
    records = {stream_of(one) for name in wanted.records_of for one in desk.ids_of(desk.person(name))}
    return replace(cut, whole=cut.whole | records)


def _of_children(desk: Desk, wanted: ToSend) -> Cut:
    if not wanted.children:
        message = "Say which child the pack is of."
        raise InputRefused(message)
    return Cut(frozenset(desk.child(one) for one in wanted.children), {})


def _of_worker(desk: Desk, wanted: ToSend) -> Cut:
    """Return a worker's own children whole, and of other children only the actions that the worker holds."""
    worker = desk.person(wanted.worker) if wanted.worker else wanted.to[0].card.person
    worker = Person(desk.same().get(worker.id, worker.id), worker.name, worker.role)
    whole, parts = _children_of(desk, worker), _actions_of(desk, worker)
    if not (whole or parts):
        message = (
            f"No child and no open action of {worker.name} is here. If they are known here by a card alone, say who of "
            "the team they are: add their card again, as that person."
        )
        raise RuleRefused(message)
    return Cut(whole | _teams(desk), parts)


def _of_return(desk: Desk, wanted: ToSend) -> Cut:
    """Return what came from whoever it goes back to, and the children that are named besides."""
    people = {one.card.person for one in wanted.to}
    came = [one for one in passages(desk) if not one.sent and people & set(one.people)]
    streams = {stream for one in came for stream in one.streams} | {desk.child(one) for one in wanted.children}
    if not streams:
        names = " and ".join(sorted(person.name for person in people))
        message = f"No pack of {names} came here, so nothing can go back. Name the children with --child."
        raise RuleRefused(message)
    return Cut(frozenset(streams | _teams(desk)), {})


def _of_team(desk: Desk, _wanted: ToSend) -> Cut:
    """Return every child but those on their way to adoption, whose records travel each by itself."""
    held = desk.vault.views.held_children()
    kept_back = tuple(case_id for case_id, one in held.items() if is_for_adoption(one.known))
    children = {one.stream for case_id, one in held.items() if case_id not in kept_back}
    return Cut(frozenset(children | _teams(desk)), {}, kept_back)


def _of_everything(desk: Desk, _wanted: ToSend) -> Cut:
    return Cut(frozenset(desk.vault.ledger.streams()), {})


def _teams(desk: Desk) -> set[str]:
    """Return the streams of teams, and those of children who were erased: that they were goes to everybody."""
    return {one for one in desk.vault.ledger.streams() if one.startswith("team:")} | set(desk.vault.views.erased())


def _children_of(desk: Desk, worker: Person) -> frozenset[str]:
    return frozenset(one.stream for one in desk.vault.views.held_children().values() if worker in one.workers)


def _actions_of(desk: Desk, worker: Person) -> dict[str, frozenset[str]]:
    """Return by child the open actions of somebody who does not have that child, with who the child is and whose."""
    mine = _children_of(desk, worker)
    found: dict[str, set[str]] = {}
    for row in desk.vault.views.actions(worker=worker.id, state="any-open"):
        if row.stream not in mine:
            found.setdefault(row.stream, {ALLOCATION, FACTS}).add(row.id)
    return {stream: frozenset(subjects) for stream, subjects in found.items()}


def _withheld(signed: Signed, cut: Cut) -> Signed:
    """Return a commit without the words of what does not go along: its heads stay, so that it can be checked."""
    subjects = cut.parts.get(signed.commit.stream)
    if signed.commit.stream in cut.whole or subjects is None:
        return signed
    kept = tuple(
        entry if entry.subject in subjects else replace(entry, payload=None, salt=None) for entry in signed.entries
    )
    return Signed(signed.commit, kept)


def _boxes(desk: Desk, wanted: ToSend) -> dict[str, str]:
    """Return the boxes that a pack is locked for, each with whose it is: an archive only for the council's key."""
    council = desk.vault.remembered.get(COUNCIL_KEY)
    if wanted.purpose == packs.ARCHIVE:
        if wanted.to or not council:
            message = (
                "An archive opens with the council’s key alone, so it is for nobody else: leave out for whom it is."
                if council
                else "An archive opens with the council’s key alone, and none opens this vault. Ask your council’s IT."
            )
            raise RuleRefused(message)
        return {council: desk.vault.remembered.get(COUNCIL)}
    if not wanted.to:
        message = "Say for whom the pack is: somebody whose card is here."
        raise InputRefused(message)
    return {one.card.box: one.card.person.name for one in wanted.to}


def _header(
    desk: Desk, files: PackFiles, boxes: Mapping[str, str], commits: Sequence[Signed], of: tuple[str, str]
) -> Header:
    """Return the head of a pack; `of` is its purpose and the version that makes it."""
    streams = {signed.commit.stream for signed in commits}
    entries = [entry for signed in commits for entry in signed.entries]
    actions = open_actions(desk, {entry.subject for entry in entries if entry.payload is not None}, streams)
    return Header(
        pack=str(uuid.uuid4()),
        purpose=of[0],
        made_at=desk.clock.now().isoformat(timespec="seconds"),
        version=of[1],
        sender=my_card(desk, files),
        to=boxes,
        tally=count(entries, actions),
        open_actions=actions,
        introduced=authors_of(desk, {signed.commit.author for signed in commits}),
        renewals=_renewals(desk),
    )


def open_actions(desk: Desk, subjects: Collection[str], streams: Collection[str]) -> tuple[str, ...]:
    """Return which of these subjects are open actions here, sorted."""
    rows = desk.vault.views.actions(state="any-open")
    return tuple(sorted(row.id for row in rows if row.stream in streams and row.id in subjects))


def count(entries: Iterable[Entry], actions: Sequence[str]) -> Tally:
    """Return what both sides count of a pack; `root` stands for all its entries and its open actions together."""
    ids, streams = [], set()
    for entry in entries:
        ids.append(entry.id)
        streams.add(entry.stream)
    root = sha256("\n".join((*sorted(ids), *sorted(actions))).encode()).hexdigest()
    return Tally(len(ids), sum(stream.startswith(_CHILD) for stream in streams), len(actions), root)


def _renewals(desk: Desk) -> tuple[Renewal, ...]:
    """Return how this vault's earlier keys led to the one that signs now: whoever pinned one of them knows it then."""
    found = []
    for place in desk.vault.ledger.of_teams("device"):
        for entry in desk.told(*place):
            payload = entry.payload or {}
            if entry.kind == directory.DEVICE_RENEWED and payload:
                found.append(Renewal(payload["before"], payload["key"], payload["of"], payload["proof"]))
    return tuple(found)


def passages(desk: Desk) -> list[Passage]:
    """Return every pack that was made or taken in here, the newest first."""
    found = [one for place in desk.vault.ledger.of_teams("pack") for one in packs.read_passages(desk.told(*place))]
    return sorted(found, key=lambda one: (one.on, one.id), reverse=True)


def counts_words(tally: Tally) -> str:
    """Return what was counted, in words."""
    children = counted(tally.children, "child", "children")
    return f"{counted(tally.open_actions, 'open action', 'open actions')}, {children}, {tally.entries:,} entries"


def passage_words(one: Passage) -> str:
    """Return in a line what passed, with whom and when, and what the receipt says."""
    names = " and ".join(person.name for person in one.people) or "the council’s key"
    way = f"to {names}" if one.sent else f"from {names}"
    no_receipt = "; no receipt yet" if one.sent else ""
    receipt = f"; {packs.compared(one.tally, one.received)}" if one.received else no_receipt
    return f"{in_words(one.on)} {way}: {PURPOSES[one.purpose]}; {counts_words(one.tally)}{receipt}"


def made_words(made: Made) -> tuple[str, ...]:
    """Return in sentences what a pack holds, and what does not travel in it."""
    first = f"The pack is in {made.path}: {counts_words(made.tally)}. Keep everything here until its receipt matches."
    return (
        first,
        *(f"{one} is on the way to adoption and is not in it: send that record by itself." for one in made.left_out),
    )
