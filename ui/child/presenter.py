"""What one child's page shows, without a window."""

from dataclasses import dataclass
from typing import Protocol

from supervision_app.domain.entries import in_words
from supervision_app.domain.observed import FACTS
from supervision_app.services import knowing, reading
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import labels_of
from supervision_app.services.read_models import ActionRow, ChildPage
from supervision_app.services.summarising import fact_words
from ui.shared.asking import CHILDREN, EVERYTHING, Asking


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
    discussions: tuple[tuple[str, str], ...]
    exports: tuple[str, ...]


class OneChildView(Protocol):
    """What the page can show."""

    def show_child(self, shown: Shown) -> None:
        """Show the child."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""

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
            findings=tuple(finding.text for finding in page.findings),
            clocks=tuple(f"{clock.name}: {in_words(clock.due)}. {clock.source}." for clock in page.clocks),
            open_actions=tuple(row for row in rows if row.holding),
            closed_actions=tuple(row for row in rows if not row.holding),
            discussions=_discussions(page),
            exports=tuple(_export(page, number) for number in range(len(page.exports))),
        )


def _title(page: ChildPage) -> str:
    name = page.known.value("name")
    return f"{name} ({page.known.case_id})" if name else page.known.case_id


def _held_by(page: ChildPage) -> str:
    worker = " and ".join(person.name for person in page.allocation.workers) or "nobody"
    manager = " and ".join(person.name for person in page.managers) or "not known by name"
    had = len(page.allocation.spells)
    times = f" Workers so far: {had}." if had > 1 else ""
    return f"Worker: {worker}. Manager: {manager}.{times}"


def _discussions(page: ChildPage) -> tuple[tuple[str, str], ...]:
    shown = []
    for talk in page.discussions:
        parts = [f"{part.heading}\n{part.text}" for part in talk.parts]
        if talk.decision:
            parts.append(f"Decision: {talk.decision}\nReasons: {talk.reasons}")
        present = ", ".join(person.name for person in talk.present)
        shown.append((f"{in_words(talk.held_on)}, with {present}", "\n\n".join(parts)))
    return tuple(shown)


def _export(page: ChildPage, number: int) -> str:
    export = page.exports[number]
    filed = f"on file since {in_words(export.confirmed_on)}" if export.confirmed_on else "not confirmed on file"
    return f"Summary {export.number}, {in_words(export.written_at[:10])}, {', '.join(export.formats)}: {filed}"
