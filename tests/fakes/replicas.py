"""Several devices of one team that write, exchange in every way that goes wrong, and meet in the end."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from supervision_app.domain import agreements, allocation
from supervision_app.domain.actions import Action, read_action
from supervision_app.domain.allocation import Change
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import SupervisionError
from supervision_app.domain.holding import Around, standing
from supervision_app.domain.people import Person, team_manager_of
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed, place
from supervision_app.services.desk import Desk, Word
from supervision_app.services.errors import ChecksFailed
from supervision_app.services.receiving import CameFrom, receive

MANAGERS = tuple(Person(f"m{number}", name, "manager") for number, name in enumerate(("Moira Khan", "Grace Oduya")))
WORKERS = tuple(Person(f"w{number}", name, "worker") for number, name in enumerate(("Aoife", "Ben", "Cara")))
PEOPLE = (*MANAGERS, *WORKERS)
CHILDREN = ("child:kai", "child:ava")
START = date(2026, 11, 16)
THE_POST = team_manager_of("North Team")
MOST_REPLICAS = 5

WHICH = st.integers(0, 10_000)
MakeDesk = Callable[[Person, int, date], Desk]


class Merging(RuleBasedStateMachine):
    """Devices that go their own ways; at the end everything is exchanged, and everything has to be there."""

    def __init__(self, make: MakeDesk) -> None:
        super().__init__()
        self._make = make
        self.desks: list[Desk] = []
        self.copies: list[list[Signed]] = []
        self.renewed = 0

    @initialize(count=st.integers(3, MOST_REPLICAS))
    def begin(self, count: int) -> None:
        """Give each person a device; the first has the children."""
        self.desks = [self._make(PEOPLE[at], at + 1, START) for at in range(count)]
        self.copies = [[] for _ in self.desks]
        for at, stream in enumerate(CHILDREN):
            self._allocate(self.desks[0], stream, WORKERS[at], "")

    def desk(self, which: int) -> Desk:
        """Return one of the devices."""
        return self.desks[which % len(self.desks)]

    def _allocate(self, desk: Desk, stream: str, to: Person, reason: str) -> None:
        here = desk.allocation(stream)
        change = Change(stream, to, reason, desk.today(), MANAGERS[0])
        entries = allocation.allocate(change, here, list(actions_of(desk, stream)), around(desk, stream))
        desk.record([Word(entry, desk.owner()) for entry in entries])

    @rule(which=WHICH, stream=st.sampled_from(CHILDREN), owner=st.sampled_from(PEOPLE), days=st.integers(1, 90))
    def agree(self, which: int, stream: str, owner: Person, days: int) -> None:
        """Agree an action."""
        desk = self.desk(which)
        number = sum(len(list(actions_of(one, each))) for one in self.desks for each in CHILDREN)
        wanted = agreements.Agreement(
            stream, f"a{which}-{number}", "Ring", "Why", "", "", owner, desk.today() + timedelta(days), "supervision"
        )
        entry = agreements.agree(
            wanted, on=desk.today(), accepted=which % 2 == 0, manager=MANAGERS[0], around=around(desk, stream)
        )
        desk.record([Word(entry, desk.owner())])

    @rule(which=WHICH, action=WHICH, deed=st.integers(0, 6), person=st.sampled_from(PEOPLE), days=st.integers(0, 60))
    def do(self, which: int, action: int, deed: int, person: Person, days: int) -> None:
        """Do something with an action; what the rules refuse changes nothing."""
        desk = self.desk(which)
        found = [(stream, one) for stream in CHILDREN for one in actions_of(desk, stream)]
        if found:
            stream, one = found[action % len(found)]
            with suppress(SupervisionError):
                entry = self._deed(desk, stream, one, deed, person, days)
                desk.record([Word(entry, person)])

    @staticmethod
    def _deed(desk: Desk, stream: str, one: Action, deed: int, person: Person, days: int) -> NewEntry:
        on, here = desk.today(), around(desk, stream)
        deeds: Sequence[Callable[[], NewEntry]] = (
            lambda: agreements.progress(one, "Rang", state="in-progress", on=on),
            lambda: agreements.move(one, on + timedelta(days), "Ill", on=on),
            lambda: agreements.offer(one, person, "Nearer", manager=MANAGERS[0], around=here, on=on),
            lambda: agreements.accept(one, person, around=here, on=on),
            lambda: agreements.give_back(one, person, "Full", manager=MANAGERS[0], around=here, on=on),
            lambda: agreements.close(one, MANAGERS[0], state="done", impact="Some", around=here, on=on),
            lambda: agreements.reopen(one, "Again", on=on),
        )
        return deeds[deed]()

    @rule(which=WHICH, stream=st.sampled_from(CHILDREN), to=st.sampled_from(WORKERS))
    def change_worker(self, which: int, stream: str, to: Person) -> None:
        """Change a child's worker."""
        with suppress(SupervisionError):
            self._allocate(self.desk(which), stream, to, "LEFTRL")

    @rule(which=WHICH, action=WHICH)
    def write_what_nobody_knows(self, which: int, action: int) -> None:
        """Have a later version write something on an action."""
        desk = self.desk(which)
        found = [one for stream in CHILDREN for one in actions_of(desk, stream)]
        if found:
            one = found[action % len(found)]
            entry = NewEntry(one.stream, one.id, "action.dreamt/7", desk.today(), {"of": "a later version"})
            desk.record([Word(entry, desk.owner())])

    @rule(which=WHICH, years=st.sampled_from((-1, 0, 1)))
    def set_the_clock(self, which: int, years: int) -> None:
        """Put a clock a year wrong, or right."""
        clock: Any = self.desk(which).clock
        clock.day = START.replace(year=START.year + years)

    @rule(giver=WHICH, taker=WHICH, how=st.sampled_from(("whole", "partly", "since", "bare", "twice")), seed=WHICH)
    def send(self, giver: int, taker: int, how: str, seed: int) -> None:
        """Send what one device has to another: all of it, some of it, without words, or twice and turned round."""
        commits = everything(self.desk(giver))
        chosen = {
            "whole": commits,
            "partly": [one for at, one in enumerate(commits) if (at + seed) % 3],
            "since": commits[seed % (len(commits) + 1) :],
            "bare": [without_words(one) if (at + seed) % 2 else one for at, one in enumerate(commits)],
            "twice": [*reversed(commits), *commits],
        }[how]
        receive(self.desk(taker), chosen, CameFrom("pack", "2026-11-16T10:00:00+00:00", self.desk(giver).author))

    @rule(giver=WHICH, taker=WHICH, at=WHICH)
    def damage(self, giver: int, taker: int, at: int) -> None:
        """Send something that was changed on its way: nothing of it is taken."""
        commits = everything(self.desk(giver))
        if not commits:
            return
        signed = commits[at % len(commits)]
        wrong = Signed(signed.commit, (replace(signed.entries[0], happened_on="2020-01-01"), *signed.entries[1:]))
        before = ids_of(self.desk(taker))
        with pytest.raises(ChecksFailed):
            receive(self.desk(taker), [*commits, wrong] if at % 2 else [wrong, *commits])
        assert ids_of(self.desk(taker)) == before

    @rule(which=WHICH)
    def back_up(self, which: int) -> None:
        """Keep a copy of a device."""
        self.copies[which % len(self.desks)] = everything(self.desk(which))

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        """Put an earlier copy of a device in its place; it signs with a key of its own from then on."""
        at = which % len(self.desks)
        if self.copies[at]:
            self.renewed += 1
            desk = self._make(PEOPLE[at], 100 + self.renewed, START)
            receive(desk, self.copies[at])
            self.desks[at] = desk

    def teardown(self) -> None:
        """Exchange everything, and hold what is there against what was ever written."""
        if self.desks:
            commits = {one.commit.id: one for desk in self.desks for one in known(desk)}
            # What stands on entries that a restored copy lost for good waits, and is said to: nobody has them.
            ready = place(list(commits.values()), ()).ready
            written = {entry.id for one in ready for entry in one.entries}
            spoken = {
                entry.id
                for desk in self.desks
                for one in known(desk)
                for entry in one.entries
                if entry.id in written and entry.payload is not None
            }
            exchange(self.desks)
            for desk in self.desks:
                self._check(desk, written, spoken)
            self._check_order()

    def _check(self, desk: Desk, written: set[str], spoken: set[str]) -> None:
        here = entries_of(desk)
        assert {entry.id for entry in here} == written
        assert {entry.id for entry in here if entry.payload is not None} == spoken
        assert not {entry.id for one in desk.vault.waiting.all() for entry in one.signed.entries} & written
        found = {(one.stream, one.id): one for stream in CHILDREN for one in actions_of(desk, stream)}
        assert {place for place, one in found.items() if one.is_open} == open_by_sets(here)
        for one in found.values():
            assert not one.is_open or standing(one, around(desk, one.stream)).accountable

    def _check_order(self) -> None:
        """Hold that neither the order nor the number of the exchanges matters."""
        commits = [everything(desk) for desk in self.desks]
        one, other = (self._make(PEOPLE[0], 90 + at, START) for at in range(2))
        for at in range(len(commits)):
            receive(one, commits[at])
            receive(other, list(reversed(commits[-1 - at])))
        assert ids_of(one) == ids_of(other) == ids_of(self.desks[0])
        assert self.told(one) == self.told(other) == self.told(self.desks[0])
        assert receive(one, commits[0]).new == 0

    def told(self, desk: Desk) -> object:
        """Return what the tables of a device say."""
        raise NotImplementedError


def around(desk: Desk, stream: str) -> Around:
    """Return what stands around a child's actions: nobody has left."""
    workers = {person.id for person in desk.allocation(stream).workers}
    return Around(frozenset(), workers, MANAGERS, THE_POST)


def actions_of(desk: Desk, stream: str) -> list[Action]:
    """Return every action of a child."""
    told = desk.subjects(stream).values()
    return [read_action(entries) for entries in told if any(one.kind.startswith("action.") for one in entries)]


def everything(desk: Desk) -> list[Signed]:
    """Return all commits on children that a device holds."""
    return desk.vault.ledger.signed(CHILDREN)


def known(desk: Desk) -> list[Signed]:
    """Return all commits on children that a device holds or has waiting."""
    return [*everything(desk), *(one.signed for one in desk.vault.waiting.all())]


def entries_of(desk: Desk) -> list[Entry]:
    """Return all entries on children that a device holds."""
    return [entry for one in everything(desk) for entry in one.entries]


def ids_of(desk: Desk) -> set[str]:
    """Return their ids."""
    return {entry.id for entry in entries_of(desk)}


def without_words(signed: Signed) -> Signed:
    """Return a commit without its words."""
    return Signed(signed.commit, tuple(replace(entry, payload=None, salt=None) for entry in signed.entries))


def exchange(desks: Sequence[Desk]) -> None:
    """Let every device send everything to every other, twice: the second time what it got in the first."""
    for _ in range(2):
        for giver in desks:
            for taker in desks:
                if giver is not taker:
                    receive(taker, known(giver), CameFrom(sender=giver.author))


def open_by_sets(entries: Sequence[Entry]) -> set[tuple[str, str]]:
    """Return which actions are open, by sets alone: closed is what somebody closed who had seen all the rest of it."""
    subjects: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in entries:
        if entry.subject != "allocation":
            subjects.setdefault((entry.stream, entry.subject), {})[entry.id] = entry
    return {place for place, members in subjects.items() if not _closed(members)}


def _closed(members: dict[str, Entry]) -> bool:
    for one in members.values():
        if one.kind == "action.closed/1" and one.payload is not None:
            seen, ahead = {one.id}, list(one.after)
            while ahead:
                before = ahead.pop()
                if before in members and before not in seen:
                    seen.add(before)
                    ahead.extend(members[before].after)
            if seen == members.keys():
                return True
    return False
