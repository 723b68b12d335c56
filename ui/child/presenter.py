"""What one child's page shows, without a window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from supervision_app.domain.allocation import Allocation
from supervision_app.domain.disagreements import told
from supervision_app.domain.discussions import DEPTHS, MANAGEMENT_OVERSIGHT, TYPES, Discussion
from supervision_app.domain.entries import in_words
from supervision_app.domain.holds import Hold
from supervision_app.domain.observed import FACTS
from supervision_app.domain.strip import in_short
from supervision_app.domain.strip_items import Strip
from supervision_app.domain.withdrawing import Withdrawn
from supervision_app.domain.words_on_actions import sentence
from supervision_app.services import half_typed, knowing, reading, sealing, withdrawing
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import labels_of
from supervision_app.services.half_typed import HalfTyped
from supervision_app.services.holds import hold_of
from supervision_app.services.read_models import ActionRow, ChildPage
from supervision_app.services.sealing import SealedRecord
from supervision_app.services.strip import strip_from
from supervision_app.services.summarising import added_words, fact_words, seen_words, since_words
from ui.shared.asking import ACTIONS, CHILDREN, DISCUSSIONS, EVERYTHING, Asking
from ui.shared.records import RecordShown


@dataclass(frozen=True, slots=True)
class Shown:
    """One child as the page shows them: everything in words."""

    title: str
    name: str
    held_by: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]
    clocks: tuple[str, ...]
    open_actions: tuple[ActionRow, ...]
    closed_actions: tuple[ActionRow, ...]
    discussions: tuple[RecordShown, ...]
    exports: tuple[str, ...]
    half_typed: tuple[HalfTyped, ...] = ()
    withdrawn: tuple[str, ...] = ()
    today: date = date.min
    strip: Strip | None = None


class OneChildView(Protocol):
    """What the page can show."""

    def show_child(self, shown: Shown) -> None:
        """Show the child."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""

    def show_withdrawn(self, said: Sequence[str]) -> None:
        """Say that words are gone, and who else has them."""

    def named(self) -> None:
        """Close the question for the name: it is saved."""

    def refuse_name(self, sentence: str) -> None:
        """Say beside the name what is wrong with it."""


@dataclass
class ChildPresenter:
    """Reads one child whole."""

    view: OneChildView
    vault: Asking
    case_id: str

    def begin(self) -> None:
        """Read the child now, and again whenever something changes."""
        self.vault.listen(EVERYTHING, self.read)
        self.read()

    def read(self) -> None:
        """Read the child."""
        self.vault.ask(self._shown, self.view.show_child, refused=self.view.problem)

    def name_child(self, name: str) -> None:
        """Record the name by which the child is shown here."""
        self.vault.ask(
            lambda desk: knowing.name_child(desk, self.case_id, name),
            lambda _: self.view.named(),
            refused=self.view.refuse_name,
            changes={CHILDREN},
        )

    def confirm(self, record: SealedRecord) -> None:
        """Record that the worker has read a discussion."""
        self.vault.ask(
            lambda desk: sealing.confirm(desk, record),
            lambda _: self.view.problem(""),
            refused=self.view.problem,
            changes={DISCUSSIONS},
        )

    def add(self, record: SealedRecord, text: str) -> None:
        """Add words to a discussion; what was sealed stays."""
        self.vault.ask(
            lambda desk: sealing.add_to(desk, record, text),
            lambda _: self.view.problem(""),
            refused=self.view.problem,
            changes={DISCUSSIONS},
        )

    def withdraw(self, record: SealedRecord, why: str) -> None:
        """Withdraw a discussion that was recorded on the wrong child."""
        self.vault.ask(
            lambda desk: withdrawing.withdraw_record(desk, record.stream, record.id, why),
            lambda taken: self.view.show_withdrawn(withdrawing.who_has_it(taken, removed=False)),
            refused=self.view.problem,
            changes={DISCUSSIONS},
        )

    def forget(self, one: HalfTyped) -> None:
        """Forget what was begun in a dialog and not recorded."""
        self.vault.ask(
            lambda desk: half_typed.forget(desk, one.draft),
            lambda _: self.view.problem(""),
            refused=self.view.problem,
            changes={ACTIONS},
        )

    def _shown(self, desk: Desk) -> Shown:
        page = reading.child_page(desk, self.case_id)
        rows = reading.actions(desk, child=self.case_id)
        labels = labels_of(desk)
        return Shown(
            title=_title(page),
            name=page.known.value("name"),
            held_by=_held_by(page),
            facts=tuple(
                (FACTS[name], f"{fact_words(name, fact.value, labels)} (as of {in_words(fact.as_of)})")
                for name, fact in sorted(page.known.facts.items(), key=lambda item: list(FACTS).index(item[0]))
                if name not in {"lists", "name"}
            ),
            findings=(*_hold(hold_of(desk, page.stream)), *(finding.text for finding in page.findings)),
            clocks=tuple(f"{clock.name}: {in_words(clock.due)}. {clock.source}." for clock in page.clocks),
            open_actions=tuple(row for row in rows if row.holding),
            closed_actions=tuple(row for row in rows if not row.holding),
            discussions=_discussions(page, sealing.typed_additions(desk)),
            exports=tuple(_export(page, number) for number in range(len(page.exports))),
            half_typed=tuple(half_typed.half_typed(desk, {page.stream})),
            today=desk.today(),
            strip=in_short(strip_from(desk, page).strip),
            withdrawn=tuple(_withdrawn(one) for one in page.withdrawn if one.family != "action"),
        )


def _hold(hold: Hold | None) -> tuple[str, ...]:
    if hold is None:
        return ()
    return (f"A legal hold is on this record since {in_words(hold.since)}, placed by {hold.by}: {sentence(hold.why)}",)


def _title(page: ChildPage) -> str:
    name = page.known.value("name")
    return f"{name} ({page.known.case_id})" if name else page.known.case_id


def _held_by(page: ChildPage) -> str:
    worker = " and ".join(person.name for person in page.allocation.workers) or "nobody"
    manager = " and ".join(person.name for person in page.managers) or "not known by name"
    now = [spell for spell in page.allocation.spells if not spell.until]
    since = f", since {since_words(now[-1])}" if now else ""
    return f"Worker: {worker}{since}.{_before(page.allocation)} Manager: {manager}."


def _before(allocation: Allocation) -> str:
    """Return who had the child before, the last first, and how many workers that makes."""
    past = [spell for spell in allocation.spells if spell.until]
    if not past:
        return ""
    last = past[-1]
    more = f" Workers so far: {len(allocation.spells)}." if len(past) > 1 else ""
    return f" Until {in_words(last.until)}: {last.person.name}.{more}"


def _discussions(page: ChildPage, typed: Mapping[str, str]) -> tuple[RecordShown, ...]:
    return tuple(_discussion(talk, typed) for talk in page.discussions)


def _discussion(talk: Discussion, typed: Mapping[str, str]) -> RecordShown:
    record = SealedRecord(talk.stream, talk.id)
    parts = [(part.heading, part.text) for part in talk.parts]
    if talk.decision:
        parts += [("Decision", talk.decision), ("Reasons", talk.reasons)]
    parts += [(added_words(addition), addition.text) for addition in talk.after.added]
    parts += told(talk.disagreement) if talk.disagreement else []
    present = ", ".join(person.name for person in talk.present)
    return RecordShown(
        record=record,
        title=f"{in_words(talk.held_on)}, {_how(talk)}, with {present}",
        parts=tuple(parts),
        seen=f"Read by the worker: {seen_words(talk.worker, talk.after)}" if talk.worker else "",
        worker=talk.worker.name if talk.worker and talk.unseen else "",
        own=False,
        typed=typed.get(record.field, ""),
        typed_why=typed.get(record.why_field, ""),
        disputed=talk.disagreement.is_open if talk.disagreement else None,
    )


def _how(talk: Discussion) -> str:
    return TYPES[talk.type].lower() if talk.type == MANAGEMENT_OVERSIGHT else DEPTHS[talk.depth]


def _withdrawn(one: Withdrawn) -> str:
    return f"A {one.family} was withdrawn on {in_words(one.on)} by {one.by}: {sentence(one.why)}"


def _export(page: ChildPage, number: int) -> str:
    export = page.exports[number]
    filed = f"on file since {in_words(export.confirmed_on)}" if export.confirmed_on else "not confirmed on file"
    return f"Summary {export.number}, {in_words(export.written_at[:10])}, {', '.join(export.formats)}: {filed}"
