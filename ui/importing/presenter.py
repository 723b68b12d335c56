"""What the import page does, without a window: look first, choose, then load."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from supervision_app.domain.dates import read_date
from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.services.desk import Desk
from supervision_app.services.importing import ChildLine, MoveLine, Outcome, ToImport, import_caseload
from supervision_app.services.ports import CaseloadFiles
from ui.shared.asking import CHILDREN, EVERYTHING, Asking


@dataclass(frozen=True, slots=True)
class Shown:
    """An import as the page shows it: what it comes to, part by part, and what may still be chosen."""

    said: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    teams: tuple[tuple[str, bool], ...]
    waiting: int
    done: bool


class ImportView(Protocol):
    """What the page can show."""

    def wait(self, sentence: str) -> None:
        """Show that something is going on, or with an empty sentence that it is over."""

    def show_outcome(self, shown: Shown) -> None:
        """Show what an import would do, or did."""

    def show_reasons(self, reasons: Mapping[str, str]) -> None:
        """Offer the reasons for a change of worker."""

    def refuse_date(self, sentence: str) -> None:
        """Say beside the date what is wrong with it."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class ImportPresenter:
    """Takes files to the vault and brings back what they would change."""

    view: ImportView
    vault: Asking
    files: Callable[[], CaseloadFiles]
    wanted: ToImport = field(default_factory=lambda: ToImport(()))

    def begin(self) -> None:
        """Offer the reasons for a change of worker."""
        self.vault.ask(
            lambda desk: desk.reference.worker_change_reasons(), self.view.show_reasons, refused=self.view.problem
        )

    def look(self, paths: Sequence[Path], as_of: str) -> None:
        """Read files and show what they would change; nothing is saved."""
        if not paths:
            self.view.problem("Choose a file first: an Annex A workbook, SSDA903 files, or a table.")
            return
        try:
            day = read_date(as_of) if as_of.strip() else None
        except InputRefused as refusal:
            self.view.refuse_date(str(refusal))
            return
        self.view.refuse_date("")
        self.wanted = ToImport(tuple(paths), as_of=day)
        self._ask(dry_run=True)

    def look_again(self, teams: Sequence[str], every: int) -> None:
        """Show what the files would change for these teams only; `every` is how many teams the files name."""
        if not teams and every:
            self.view.problem("Choose at least one team.")
            return
        chosen = () if len(teams) == every else tuple(teams)
        self.wanted = replace(self.wanted, teams=chosen, all_teams=not chosen)
        self._ask(dry_run=True)

    def load(self, reason: str) -> None:
        """Save what was looked at; children with another worker move only when a reason is given."""
        self.wanted = replace(self.wanted, reason=reason)
        self._ask(dry_run=False)

    def _ask(self, *, dry_run: bool) -> None:
        wanted = replace(self.wanted, dry_run=dry_run)
        self.view.problem("")
        self.view.wait("Reading the files." if dry_run else "Saving.")

        def work(desk: Desk) -> Outcome:
            return import_caseload(desk, self.files(), wanted)

        self.vault.ask(work, self._take, refused=self._refused, changes=() if dry_run else EVERYTHING | {CHILDREN})

    def _take(self, outcome: Outcome) -> None:
        self.view.wait("")
        self.view.show_outcome(_shown(outcome))

    def _refused(self, sentence: str) -> None:
        self.view.wait("")
        self.view.problem(sentence)


def _shown(outcome: Outcome) -> Shown:
    chosen = {team.casefold() for team in outcome.teams}
    return Shown(
        said=_said(outcome),
        parts=(
            ("New here", tuple(line.id for line in outcome.new)),
            ("With another worker", tuple(_move(line) for line in outcome.moved)),
            ("Changed", tuple(_change(line) for line in outcome.changed)),
            ("Gone from the file; nothing is closed", outcome.gone),
            ("Refused", tuple(f"{one.place}: {one.why}" for one in outcome.refused)),
            ("To know", outcome.notes),
        ),
        teams=tuple((team, not chosen or team.casefold() in chosen) for team in outcome.teams_in_file),
        waiting=sum(line.waiting for line in outcome.moved),
        done=not outcome.dry_run,
    )


def _said(outcome: Outcome) -> str:
    verb = "would be" if outcome.dry_run else "were"
    return (
        f"As of {in_words(outcome.as_of)}: {len(outcome.new)} children {verb} new, {len(outcome.changed)} changed and "
        f"{outcome.unchanged} unchanged; {len(outcome.moved)} have another worker, {len(outcome.gone)} are gone, "
        f"{len(outcome.refused)} rows or cells {verb} refused."
    )


def _move(line: MoveLine) -> str:
    done = "waits for the reason" if line.waiting else f"{line.offered} open actions offered on"
    return f"{line.id}: {line.outgoing or 'nobody'} → {line.to}, {done}"


def _change(line: ChildLine) -> str:
    parts = (f"{what} {was} → {now}" if was else f"{what} {now}" for what, was, now in line.changes)
    return f"{line.id}: {'; '.join(parts)}"
