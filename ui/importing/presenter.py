"""What the import page does, without a window: look first, choose, then load."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Protocol

from supervision_app.domain.dates import read_date
from supervision_app.domain.errors import InputRefused, SupervisionError
from supervision_app.services.desk import Desk
from supervision_app.services.importing import Outcome, ToImport, import_caseload
from supervision_app.services.ports import CaseloadFiles, Progress
from ui.importing.saying import Shown, done_already, for_the_window, shown
from ui.shared.asking import CHILDREN, EVERYTHING, Asking, Breakable

FITS = (
    "What fits: an Annex A workbook, the SSDA903 files, or a table with a column of child ids "
    "(an Excel workbook or a CSV file)."
)
UNDONE = "The import was broken off when the vault locked: nothing of it was saved. Bring it in again."
_SAVING = "Saving"
"""What the services say of the one step that can no longer be stopped."""
_SECONDS_BETWEEN = 0.1
"""Progress is not shown more often than this."""


class ImportView(Protocol):
    """What the page can show."""

    def wait(self, sentence: str, *, stops: bool = False) -> None:
        """Show that something is going on and whether it can be stopped, or with an empty sentence that it is over."""

    def show_progress(self, sentence: str, done: int, whole: int) -> None:
        """Show how far it has come."""

    def say(self, sentence: str) -> None:
        """Say what has become of it."""

    def show_files(self, names: str) -> None:
        """Show which files were looked at."""

    def show_outcome(self, shown: Shown) -> None:
        """Show what an import would do, or did."""

    def show_moves(self, shown: Shown) -> None:
        """Show which children have the new worker by now."""

    def show_reasons(self, reasons: Mapping[str, str]) -> None:
        """Offer the reasons for a change of worker."""

    def refuse_date(self, sentence: str) -> None:
        """Say beside the date what is wrong with it."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


class _Stopped(SupervisionError):
    """Somebody stopped it."""


@dataclass
class ImportPresenter:
    """Takes files to the vault and brings back what they would change."""

    view: ImportView
    vault: Asking
    files: Callable[[], CaseloadFiles]
    wanted: ToImport = field(default_factory=lambda: ToImport(()))
    outcome: Outcome | None = None
    saving: bool = False
    chosen: Sequence[Path] = ()
    _stop: Event = field(default_factory=Event)

    def begin(self) -> None:
        """Offer the reasons for a change of worker, and notice when children get another one."""
        self.vault.ask(
            lambda desk: desk.reference.worker_change_reasons(), self.view.show_reasons, refused=self.view.problem
        )
        self.vault.listen({CHILDREN}, self._look_who_moved)

    def take(self, paths: Sequence[Path], elsewhere: Sequence[str], as_of: str) -> None:
        """Look at what was dropped; what is no file is refused in words."""
        if self.saving:
            names = _names(paths) or elsewhere[0]
            self.view.problem(
                f"An import is being saved, so {names} was not looked at. Drop it again when it is saved."
            )
            return
        if elsewhere:
            link = f"“{elsewhere[0]}” is a link, and not a file on this computer. Save it as a file, and drop the file."
            self.view.problem(f"{link} {FITS}{self._as_before()}")
            return
        self.look(paths, as_of)

    def look(self, paths: Sequence[Path], as_of: str) -> None:
        """Read files and show what they would change; nothing is saved."""
        if not paths:
            self.view.problem(f"Choose a file first. {FITS}")
            return
        self.chosen = paths
        if self.outcome is None:
            self.view.show_files(_names(paths))
        try:
            day = read_date(as_of) if as_of.strip() else None
        except InputRefused as refusal:
            self.view.refuse_date(str(refusal))
            return
        self.view.refuse_date("")
        self._ask(ToImport(tuple(paths), as_of=day, dry_run=True))

    def look_once_more(self, as_of: str) -> None:
        """Look at the same files, as of another day perhaps."""
        self.look(self.chosen, as_of)

    def look_again(self, teams: Sequence[str], every: int) -> None:
        """Show what the files would change for these teams only; `every` is how many teams the files name."""
        if not teams and every:
            self.view.problem("Choose at least one team.")
            return
        chosen = () if len(teams) == every else tuple(teams)
        self._ask(replace(self.wanted, teams=chosen, all_teams=not chosen))

    def load(self, reason: str) -> None:
        """Save what was looked at; children with another worker move only when a reason is given."""
        if self.outcome and not self.outcome.dry_run and not reason:
            self.view.problem("Choose the reason first, or go through the children one by one.")
            return
        self._ask(replace(self.wanted, reason=reason, dry_run=False))

    def stop(self) -> None:
        """Stop what is going on; nothing is saved."""
        self._stop.set()
        self.view.wait("Stopping.")

    def _ask(self, wanted: ToImport) -> None:
        self._stop.set()  # a file that is dropped while another is read takes its place
        self._stop = stop = Event()
        self.saving = not wanted.dry_run
        self.view.problem("")
        self.view.say("")
        self.view.wait(f"Reading {_names(wanted.paths)}.", stops=True)
        progress = self._progress(stop)

        def work(desk: Desk) -> Outcome | None:
            try:
                return import_caseload(desk, self.files(), wanted, progress)
            except _Stopped:
                return None

        self.vault.ask(
            Breakable(work, "" if wanted.dry_run else UNDONE),
            lambda outcome: self._take(wanted, stop, outcome),
            refused=lambda sentence: self._refused(stop, sentence),
            changes=() if wanted.dry_run else EVERYTHING | {CHILDREN},
        )

    def _progress(self, stop: Event) -> Progress:
        """Return what the work calls on its own thread: it ends the work once somebody stopped it."""
        tell = self.vault.telling(lambda *so_far: self._progressed(stop, *so_far))
        last = 0.0

        def told(what: str, done: int, whole: int) -> None:
            nonlocal last
            if stop.is_set():
                raise _Stopped
            now = time.monotonic()
            if what == _SAVING or now - last >= _SECONDS_BETWEEN:
                last = now
                tell(what, done, whole)

        return told

    def _progressed(self, stop: Event, what: str, done: int, whole: int) -> None:
        if stop is not self._stop or stop.is_set():
            return
        if what == _SAVING:
            self.view.wait("Saving. This cannot be stopped any more.")
        else:
            self.view.show_progress(f"{what}: {done:,} of {whole:,}", done, whole)

    def _take(self, wanted: ToImport, stop: Event, outcome: Outcome | None) -> None:
        if stop is not self._stop:
            return
        self._over(stays=outcome is None)
        if outcome is None:
            self.view.say(f"Stopped. Nothing was saved.{self._as_before()}")
            return
        self.wanted, self.outcome = wanted, outcome
        self.view.show_files(_names(wanted.paths))
        self.view.show_outcome(shown(outcome))

    def _refused(self, stop: Event, sentence: str) -> None:
        if stop is not self._stop:
            return
        self._over(stays=True)
        self.view.problem(f"{for_the_window(sentence)}{self._as_before()}")

    def _over(self, *, stays: bool) -> None:
        self.saving = False
        if stays and self.outcome:
            self.chosen = self.wanted.paths
        self.view.wait("")

    def _as_before(self) -> str:
        """Return the sentence on what is still shown, where something is."""
        return f" What is shown below is as it was, from {_names(self.wanted.paths)}." if self.outcome else ""

    def _look_who_moved(self) -> None:
        if self.outcome and self.outcome.moved:
            self.vault.ask(_workers_now, self._moved, refused=self.view.problem)

    def _moved(self, workers: Mapping[str, Sequence[str]]) -> None:
        if self.outcome:
            self.view.show_moves(shown(self.outcome, done_already(self.outcome.moved, workers)))


def _workers_now(desk: Desk) -> Mapping[str, Sequence[str]]:
    """Return the names of the workers of every child."""
    held = desk.vault.views.held_children()
    return {case_id: [person.name for person in one.workers] for case_id, one in held.items()}


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name or str(path) for path in paths)
