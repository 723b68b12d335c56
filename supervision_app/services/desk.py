"""An open vault with somebody at it: who they are, what day it is, and the pen that signs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain.allocation import SUBJECT as ALLOCATION
from supervision_app.domain.allocation import Allocation, read_allocation
from supervision_app.domain.entries import NewEntry, Told
from supervision_app.domain.errors import NotFound
from supervision_app.domain.holding import Around
from supervision_app.domain.identity import normalise_case_id
from supervision_app.domain.past_dates import read_past_date
from supervision_app.domain.people import Member, Person, find_member, team_manager_of
from supervision_app.domain.same_person import Same
from supervision_app.domain.spoken_dates import read_spoken_date
from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.entry import Entry, Link, write_entry
from supervision_app.ledger.union import Signed
from supervision_app.services.errors import ChecksFailed
from supervision_app.services.ports import Clock, Progress, Vault, silent
from supervision_app.services.reference import Reference
from supervision_app.services.telling import by_subject, tell

_NEVER_MADE = (
    "The making of this vault was broken off before anything was recorded in it. Move its folder somewhere else, and "
    "set up again."
)
_OFTEN = 500
"""Entries, or commits, after which it is said how far the signing has come."""
OWN_DEVICE, SAME_SCREEN = "own device", "at the same screen"


@dataclass(frozen=True, slots=True)
class Word:
    """A new entry and whose word it is."""

    entry: NewEntry
    by: Person


class Desk:
    """Everything a use case needs of an open vault."""

    def __init__(self, vault: Vault, clock: Clock, reference: Reference) -> None:
        """Take the open vault, the wall clock and the reference lists."""
        self.vault, self.clock, self.reference = vault, clock, reference
        self._key = DeviceKey(vault.device)
        self._owner: Person | None = None

    @property
    def author(self) -> str:
        """Return this device's public key."""
        return self._key.author

    @property
    def key(self) -> DeviceKey:
        """Return the key that signs here."""
        return self._key

    def look_again(self) -> None:
        """Look again who the owner is: another directory may call them by another id."""
        self._owner = None

    def take_key(self) -> None:
        """Sign with the key that the vault has now."""
        self._key = DeviceKey(self.vault.device)

    def today(self) -> date:
        """Return the day it is here."""
        return self.clock.now().date()

    def day(self, text: str, what: str = "The date") -> date:
        """Return the day ahead that is meant, as people say it; raises InputRefused as `read_spoken_date` does."""
        return read_spoken_date(text, self.today(), self.holidays_ahead(), what)

    def past_day(self, text: str, what: str = "The date") -> date:
        """Return the day up to today that is meant, as people say it; raises InputRefused as `read_past_date` does."""
        return read_past_date(text, self.today(), what)

    def holidays_ahead(self) -> frozenset[date]:
        """Return the bank holidays of this year and of the two after it."""
        return self.reference.bank_holidays(self.today().year, self.today().year + 2)

    def owner(self) -> Person:
        """Return the person whose vault this is; raises ChecksFailed where its making was broken off."""
        if self._owner is None:
            owner = self.same().get(self.vault.owner, self.vault.owner)
            found = [member.person for member in self.vault.views.members() if member.person.id == owner]
            if not found:
                raise ChecksFailed(_NEVER_MADE)
            self._owner = found[0]
        return self._owner

    def person(self, name: str) -> Person:
        """Return the one person whom a typed name means; raises NotFound or AmbiguousName."""
        return find_member(self.vault.views.members(), name).person

    def speaker(self, name: str) -> Person:
        """Return whose word it is: the named person, or the vault's owner where nobody is named."""
        return self.person(name) if name else self.owner()

    def child(self, case_id: str) -> str:
        """Return the stream of a child; raises NotFound."""
        stream = self.vault.views.find_child(normalise_case_id(case_id))
        if stream is None:
            message = f"No child with the id {case_id} is here. “children” lists who is."
            raise NotFound(message)
        return stream

    def same(self) -> Same:
        """Return the ids of people who go by another one here."""
        return self.vault.views.same()

    def ids_of(self, person: Person) -> list[str]:
        """Return the ids that a person goes by, here and elsewhere, their own here first."""
        return [person.id, *(other for other, known_as in self.same().items() if known_as == person.id)]

    def told(self, stream: str, subject: str) -> list[Told]:
        """Return what a subject's entries tell, in causal order, with one id for each person."""
        return tell(self.vault.ledger.subject(stream, subject), self.same())

    def subjects(self, stream: str) -> dict[str, list[Told]]:
        """Return what a stream's entries tell, subject by subject, with one id for each person."""
        return by_subject(self.vault.ledger.stream(stream), self.same())

    def allocation(self, stream: str) -> Allocation:
        """Return who has had the child."""
        return read_allocation(self.told(stream, ALLOCATION))

    def around(self, allocation: Allocation) -> Around:
        """Return what decides who holds a child's actions."""
        return around(self.vault.views.members(), allocation, self.vault.views.team().name)

    def manager(self) -> Person:
        """Return the manager who holds an action until it is accepted: the owner, or another manager of the team."""
        present = managers(self.vault.views.members())
        mine = [person for person in present if person == self.owner()]
        return (*mine, *present, team_manager_of(self.vault.views.team().name))[0]

    def record(self, words: Sequence[Word], progress: Progress = silent) -> list[Entry]:
        """Sign the entries, one commit for each stream, and save all of them in one transaction.

        Returns the written entries in the order given.
        """
        now = self.clock.now().isoformat(timespec="seconds")
        with self.vault.ledger.transaction():
            written = self._write(words, now, progress)
            streams: dict[str, list[Entry]] = {}
            for entry in written:
                streams.setdefault(entry.stream, []).append(entry)
            signed = []
            for done, (stream, new) in enumerate(streams.items()):
                if done % _OFTEN == 0:
                    progress("Signing", len(words), len(words))
                signed.append(Signed(self._key.commit(stream, new), tuple(new)))
            progress("Saving", len(words), len(words))
            self.vault.ledger.append(signed, now)
        return written

    def _write(self, words: Sequence[Word], now: str, progress: Progress) -> list[Entry]:
        tips: dict[str, tuple[int, str | None]] = dict(
            self.vault.ledger.tips(self.author, {word.entry.stream for word in words})
        )
        heads = dict(self.vault.ledger.heads({(word.entry.stream, word.entry.subject) for word in words}))
        owner = self._owner_or(words)
        written = []
        for done, word in enumerate(words, 1):
            new = word.entry
            seq, prev = tips.get(new.stream, (0, None))
            subject = (new.stream, new.subject)
            entry = write_entry(
                Link(self.author, seq + 1, prev, heads.get(subject, ())),
                stream=new.stream,
                subject=new.subject,
                kind=new.kind,
                happened_on=new.happened_on.isoformat(),
                recorded_at=now,
                payload={**new.payload, **_said(word.by, owner)},
            )
            tips[new.stream] = (entry.seq, entry.id)
            heads[subject] = (entry.id,)
            written.append(entry)
            if done % _OFTEN == 0:
                progress("Signing", done, len(words))
        return written

    def _owner_or(self, words: Sequence[Word]) -> Person:
        """Return the owner; while a vault is being made, the first speaker is who owns it."""
        return self.owner() if self.vault.owner else words[0].by


def _said(by: Person, owner: Person) -> dict[str, object]:
    """Return whose word an entry is, who typed it, and by what means: typing for somebody is never their signature."""
    means = OWN_DEVICE if by == owner else SAME_SCREEN
    return {"by": by.as_payload(), "recorded_by": owner.as_payload(), "means": means}


def managers(members: Iterable[Member]) -> tuple[Person, ...]:
    """Return the managers who are here."""
    return tuple(member.person for member in members if member.person.role == "manager" and not member.left_on)


def around(members: Sequence[Member], allocation: Allocation, team: str) -> Around:
    """Return what decides who holds a child's actions."""
    return Around(
        left={member.person.id for member in members if member.left_on},
        workers={person.id for person in allocation.workers},
        managers=managers(members),
        last_resort=team_manager_of(team),
    )
