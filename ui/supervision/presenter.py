"""What the page of supervision shows and does, without a window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from supervision_app.domain.discussions import counted_depths
from supervision_app.domain.entries import in_words
from supervision_app.domain.people import ROLES
from supervision_app.domain.rhythm import Rhythm
from supervision_app.domain.supervisions import Supervision, stream_of
from supervision_app.services import planning, sealing, sessions, withdrawing
from supervision_app.services.desk import Desk
from supervision_app.services.sealing import SealedRecord
from supervision_app.services.summarising import added_words, seen_words
from supervision_app.services.team import people_now
from ui.shared.asking import ACTIONS, DISCUSSIONS, PEOPLE, Asking
from ui.shared.records import RecordShown
from ui.supervision.dates import DatesShown, dates_shown

DAY, GUIDE, WHOLE = "day", "guide", ""


@dataclass(frozen=True, slots=True)
class SupervisedRow:
    """One person in the list; `due` says that a session is due as agreed, or after four weeks."""

    id: str
    name: str
    role: str
    children: int
    last: str
    due: bool


@dataclass(frozen=True, slots=True)
class Supervised:
    """All that the page shows at first."""

    rows: tuple[SupervisedRow, ...]
    unfinished: tuple[tuple[str, str], ...]
    guides: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]
    today: str
    about: Mapping[str, str]


class SupervisionView(Protocol):
    """What the page can show."""

    def show_supervised(self, shown: Supervised) -> None:
        """Show the people, and the sessions that were begun."""

    def show_person(self, name: str, records: Sequence[RecordShown], dates: DatesShown) -> None:
        """Show somebody's dates, and their own record, the newest session first."""

    def open_session(self, draft: str) -> None:
        """Show a session that was begun."""

    def show_done(self, said: str) -> None:
        """Say what was done."""

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, beside the field or at the top."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class SupervisionPresenter:
    """Reads who was supervised when, begins sessions, and adds to records."""

    view: SupervisionView
    vault: Asking
    person: str = ""
    _meant: tuple[str, str] = ("", "")

    def begin(self) -> None:
        """Read now, and again whenever something about it changes."""
        self.vault.listen({PEOPLE, DISCUSSIONS, ACTIONS}, self.read)
        self.read()

    def read(self) -> None:
        """Read the people, and the record of whoever is chosen."""
        self.vault.ask(_supervised, self.view.show_supervised, refused=self.view.problem)
        if self.person:
            self.choose(self.person)

    def choose(self, person: str) -> None:
        """Show somebody's own record."""
        self.person = person
        self.vault.ask(
            lambda desk: _person(desk, person), lambda found: self.view.show_person(*found), refused=self.view.problem
        )

    def _begun(self, draft: str) -> None:
        self._meant = ("", "")
        self.view.open_session(draft)

    def start(self, person: str, day: str, guide: str) -> None:
        """Begin a session with somebody, or go on with the one of that day."""
        if not person:
            self.view.refuse({WHOLE: "Choose in the list with whom the session is."})
            return
        self.view.refuse({})
        again, self._meant = self._meant == (person, day), (person, day)
        self.vault.ask(
            lambda desk: sessions.begin(desk, person, desk.past_day(day), guide, again=again),
            self._begun,
            refused=lambda sentence: self.view.refuse({DAY: sentence}),
            changes={DISCUSSIONS},
        )

    def give_up(self, draft: str) -> None:
        """Forget a session that was begun, with all that was typed in it."""
        self.vault.ask(
            lambda desk: sessions.give_up(desk, draft),
            lambda _: self.view.show_done("The session was given up. Actions agreed in it stay."),
            refused=self.view.problem,
            changes={DISCUSSIONS},
        )

    def confirm(self, record: SealedRecord) -> None:
        """Record that the worker has read a session's record."""
        self.vault.ask(
            lambda desk: sealing.confirm(desk, record),
            lambda _: self.view.show_done("Recorded: they have read it."),
            refused=self.view.problem,
            changes={DISCUSSIONS},
        )

    def withdraw(self, record: SealedRecord, why: str) -> None:
        """Withdraw a record that was made on the wrong person."""
        self.vault.ask(
            lambda desk: withdrawing.withdraw_record(desk, record.stream, record.id, why),
            lambda taken: self.view.show_done(" ".join(("Withdrawn: the words are gone.", *_who_has(taken)))),
            refused=self.view.problem,
            changes={DISCUSSIONS},
        )

    def add(self, record: SealedRecord, text: str) -> None:
        """Add words to a sealed record."""
        self.vault.ask(
            lambda desk: sealing.add_to(desk, record, text),
            lambda _: self.view.show_done("Added. What was sealed stays as it was."),
            refused=self.view.problem,
            changes={DISCUSSIONS},
        )


def _supervised(desk: Desk) -> Supervised:
    last, today, rhythms = desk.vault.views.last_supervised(), desk.today(), desk.vault.views.rhythms()
    read = desk.reference.guides()
    rows = [
        SupervisedRow(
            row.id,
            row.name,
            row.role,
            row.children,
            last.get(row.id, ""),
            _due(rhythms.get(stream_of(row.id)), last.get(row.id, ""), today),
        )
        for row in people_now(desk)
        if not row.left_on and row.id != desk.owner().id
    ]
    return Supervised(
        rows=tuple(sorted((row for row in rows if row.role != "senior"), key=lambda row: not row.children)),
        unfinished=tuple((one.draft, _unfinished(one)) for one in sessions.unfinished(desk)),
        guides=tuple((guide.name, guide.name) for guide in read.guides),
        faults=read.faults,
        today=in_words(today),
        about={guide.name: guide.about for guide in read.guides},
    )


def _due(agreed: Rhythm | None, last: str, today: date) -> bool:
    return not last or planning.due(agreed, last, today) <= today


def _unfinished(one: sessions.Unfinished) -> str:
    kept = in_words(one.kept_at[:10])
    return f"With {one.worker.name}, {in_words(one.held_on)}: last typed on {kept} at {one.kept_at[11:16]}"


def _person(desk: Desk, person: str) -> tuple[str, tuple[RecordShown, ...], DatesShown]:
    name = desk.person(person).name
    typed = sealing.typed_additions(desk)
    return name, tuple(_record(one, typed) for one in sealing.own_record(desk, person)), dates_shown(desk, person)


def _record(one: Supervision, typed: Mapping[str, str]) -> RecordShown:
    record = SealedRecord(f"worker:{one.worker.id}", one.id)
    depths = counted_depths(one.depths)
    present = ", ".join(f"{person.name}, {ROLES[person.role]}" for person in one.present)
    parts = [("Children talked about", depths)] if depths else []
    parts += [(part.heading, part.text) for part in one.parts]
    parts += [(added_words(addition), addition.text) for addition in one.after.added]
    return RecordShown(
        record=record,
        title=f"{in_words(one.held_on)}, with {present}",
        parts=tuple(parts),
        seen=f"Read by the worker: {seen_words(one.worker, one.after)}",
        worker=one.worker.name if one.unseen else "",
        own=True,
        typed=typed.get(record.field, ""),
        typed_why=typed.get(record.why_field, ""),
    )


def _who_has(taken: withdrawing.Takes) -> tuple[str, ...]:
    return withdrawing.who_has_it(taken, removed=False)
