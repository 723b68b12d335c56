"""A ledger that is kept in memory and does what the stored one promises: for thousands of histories."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from supervision_app.adapters.storage.projecting import rows_of
from supervision_app.domain.people import Person
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.order import heads
from supervision_app.ledger.union import Signed
from supervision_app.services.desk import Desk
from supervision_app.services.ledger_ports import Waits
from tests.fakes.desks import StandingClock


class MemoryLedger:
    """Signed commits by id; what else is asked is worked out from them."""

    def __init__(self) -> None:
        self.kept: dict[str, Signed] = {}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        before = dict(self.kept)
        try:
            yield
        except BaseException:
            self.kept = before
            raise

    def entries(self) -> list[Entry]:
        return [entry for signed in self.kept.values() for entry in signed.entries]

    def tips(self, author: str, streams: Collection[str]) -> Mapping[str, tuple[int, str]]:
        found: dict[str, tuple[int, str]] = {}
        for entry in self.entries():
            if entry.author == author and entry.stream in streams:
                found[entry.stream] = max(found.get(entry.stream, (0, "")), (entry.seq, entry.id))
        return found

    def heads(self, subjects: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return {place: found for place in subjects if (found := heads(self.subject(*place)))}

    def subject(self, stream: str, subject: str) -> list[Entry]:
        return [entry for entry in self.stream(stream) if entry.subject == subject]

    def stream(self, stream: str) -> list[Entry]:
        here = [entry for entry in self.entries() if entry.stream == stream]
        return sorted(here, key=lambda entry: (entry.author, entry.seq, entry.id))

    def streams(self) -> list[str]:
        return sorted({signed.commit.stream for signed in self.kept.values()})

    def commits(self) -> frozenset[str]:
        return frozenset(self.kept)

    def held(self, ids: Collection[str]) -> set[str]:
        return set(ids) & self.kept.keys()

    def present(self, ids: Collection[str]) -> set[str]:
        return set(ids) & {entry.id for entry in self.entries()}

    def signed(self, streams: Collection[str]) -> list[Signed]:
        return [signed for signed in self.kept.values() if signed.commit.stream in streams]

    def of_teams(self, family: str) -> list[tuple[str, str]]:
        named = [one for one in self.entries() if one.stream.startswith("team:") and one.kind.startswith(f"{family}.")]
        return list(dict.fromkeys((one.stream, one.subject) for one in named))

    def twice_numbered(self, streams: Collection[str]) -> int:
        places = [(one.author, one.stream, one.seq) for one in self.entries() if one.stream in streams]
        return len({place for place in places if places.count(place) > 1})

    def tell(self, entries: Sequence[Entry]) -> int:
        words = {entry.id: entry for entry in entries}
        told = 0
        for signed in list(self.kept.values()):
            bare = [entry for entry in signed.entries if entry.payload is None and entry.id in words]
            if bare:
                told += len(bare)
                whole = tuple(words.get(one.id, one) if one.payload is None else one for one in signed.entries)
                self.kept[signed.commit.id] = Signed(signed.commit, whole)
        return told

    def append(self, signed: Sequence[Signed], received_at: str) -> None:
        assert received_at
        self.kept |= {one.commit.id: one for one in signed}


class MemoryWaiting:
    """Commits that wait, by id."""

    def __init__(self) -> None:
        self.kept: dict[str, Waits] = {}

    def keep(self, waits: Sequence[Waits]) -> None:
        for one in waits:
            self.kept.setdefault(one.signed.commit.id, one)

    def all(self) -> list[Waits]:
        return list(self.kept.values())

    def drop(self, commits: Collection[str]) -> None:
        for one in commits:
            self.kept.pop(one, None)


class MemoryViews:
    """Nobody goes by two ids here."""

    def same(self) -> Mapping[str, str]:
        return {}


class MemoryVault:
    """A vault of one device."""

    def __init__(self, owner: Person, number: int) -> None:
        self.owner = owner.id
        self.device = bytes([number]) * 32
        self.ledger, self.waiting, self.views = MemoryLedger(), MemoryWaiting(), MemoryViews()


class MemoryDesk(Desk):
    """A desk at which somebody sits whom no directory has to name."""

    def __init__(self, person: Person, number: int, day: date) -> None:
        self.person_here = person
        super().__init__(MemoryVault(person, number), StandingClock(day), None)  # type: ignore[arg-type]

    def owner(self) -> Person:
        return self.person_here


def projected(entries: Sequence[Entry]) -> dict[tuple[str, str], Any]:
    """Return every projected row of every subject of these entries."""
    places: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        places.setdefault((entry.stream, entry.subject), []).append(entry)
    return {place: sorted(repr(row) for row in rows_of(members, {})) for place, members in places.items()}
