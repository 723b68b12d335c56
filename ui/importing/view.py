"""The import page: drop a file, see what it would change, choose the teams and the reason, load."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QVBoxLayout, QWidget

from supervision_app.services.ports import CaseloadFiles
from ui.importing.parts import Moves, Progress, Teams, part
from ui.importing.presenter import ImportPresenter
from ui.importing.saying import Move, Shown
from ui.shared.asking import Asking
from ui.shared.fields import Field
from ui.shared.unremembered import unremembered
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, heading, kind, row, words

_WHAT_FITS = (
    "Drop an Annex A workbook, SSDA903 files or a table anywhere on this window, or choose them. "
    "A table needs one column called “Child ID”; “Name”, “Date of birth”, “Worker” and “Team” are taken where they are "
    "there."
)
_NO_REASON = "Leave them with their worker for now"


class ImportPage(Page):
    """Brings a caseload in; nothing is saved before it was looked at."""

    def __init__(
        self,
        vault: Asking,
        files: Callable[[], CaseloadFiles],
        change_worker: Callable[[str, str], object],
        see_children: Callable[[], object] | None = None,
    ) -> None:
        """Take the vault, what reads the files, what changes a child's worker to the named one, and what leads on."""
        super().__init__("Bring in a caseload")
        self._change_worker = change_worker
        self.onward = button("See the children", see_children or bool)
        self.onward.hide()
        self.teams: Teams | None = None
        self.moves: Moves | None = None
        self.as_of = Field(
            "What day are the files from? (optional)",
            hint="For example 9/11/2026. Left empty, it is the day on which they were last changed.",
        )
        self.chosen = words("No file is chosen.", look="quiet")
        self.state = words("")
        self.state.hide()
        self.look = button("Look at what would change", self._look, look="main")
        self._presenter = ImportPresenter(self, WhileShown(vault, self), files)
        self.progress = Progress(self._presenter.stop)
        self._result = QWidget()
        self.reason = QComboBox()
        self.reason.setAccessibleName("Reason for the change of worker")
        self.load = button("Load", self._load, look="main")
        self._lay_out()
        self._presenter.begin()

    def _lay_out(self) -> None:
        self.column.addWidget(words(_WHAT_FITS))
        choosing = row(button("Choose files", self._choose), self.chosen, stretch=False)
        choosing.setStretch(1, 1)
        self.column.addLayout(choosing)
        self.column.addWidget(self.as_of)
        self.column.addLayout(row(self.look))
        self.column.addWidget(self.progress)
        self.column.addWidget(self.state)
        self.column.addWidget(self._result)
        self._end = self._ending()
        self.column.addWidget(self._end)
        self.column.addLayout(row(self.onward))
        self.column.addStretch(1)

    def _ending(self) -> QFrame:
        end = QFrame()
        kind(end, "card")
        column = QVBoxLayout(end)
        self._reason_words = words("")
        column.addWidget(self._reason_words)
        column.addLayout(row(self.reason))
        column.addLayout(row(self.load))
        end.hide()
        return end

    def take(self, paths: Sequence[Path], elsewhere: Sequence[str] = ()) -> None:
        """Look at what was dropped."""
        self._presenter.take(paths, elsewhere, self.as_of.text())

    def choose(self, paths: Sequence[Path]) -> None:
        """Take these files and look at them."""
        self.take(paths)

    def wait(self, sentence: str, *, stops: bool = False) -> None:
        """Show that something is going on and whether it can be stopped, or with an empty sentence that it is over."""
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus in {self.progress.stop, self.look, self.load}
        self.look.setEnabled(not sentence)
        self.load.setEnabled(not sentence)
        if sentence:
            self.progress.begin(sentence, stops=stops)
            if stops and had_focus:
                self.progress.stop.setFocus()
            return
        self.progress.hide()
        if had_focus:
            self.look.setFocus()

    def show_progress(self, sentence: str, done: int, whole: int) -> None:
        """Show how far it has come."""
        self.progress.tell(sentence, done, whole)

    def say(self, sentence: str) -> None:
        """Say what has become of it."""
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def show_files(self, names: str) -> None:
        """Show which files were looked at."""
        self.chosen.setText(names)

    def show_reasons(self, reasons: Mapping[str, str]) -> None:
        """Offer the reasons for a change of worker."""
        self.reason.clear()
        self.reason.addItem(_NO_REASON, "")
        for code, meaning in reasons.items():
            self.reason.addItem(f"{meaning} ({code})", code)

    def refuse_date(self, sentence: str) -> None:
        """Say beside the date what is wrong with it."""
        self.as_of.refuse(sentence)

    def show_outcome(self, shown: Shown) -> None:
        """Show what an import would do, or did."""
        result = QWidget()
        column = QVBoxLayout(result)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading("Loaded" if shown.done else "What would change; nothing is saved yet"))
        column.addWidget(words(shown.said))
        self.teams = Teams(shown.teams, self._look_again) if len(shown.teams) > 1 and not shown.done else None
        self.moves = Moves(f"With another worker: {len(shown.moves):,}", self._open) if shown.moves else None
        for card in filter(None, (self.teams, self.moves)):
            column.addWidget(card)
        for title, lines in shown.parts:
            if lines:
                column.addWidget(part(title, lines))
        self.column.replaceWidget(self._result, result)
        self._result.hide()
        self._result.deleteLater()
        self._result = result
        result.show()
        self.onward.setVisible(shown.done)
        if shown.done:
            self.reason.setCurrentIndex(0)
        self.show_moves(shown)
        announce(self, shown.said)

    def show_moves(self, shown: Shown) -> None:
        """Show which children have the new worker by now, and ask for the reason as long as some have not."""
        if self.moves:
            self.moves.show_moves(shown.moves)
        self._reason_words.setText(shown.why)
        self.load.setText(shown.button)
        self.load.setAccessibleName(shown.button)
        for widget in (self._reason_words, self.reason):
            widget.setVisible(bool(shown.waiting))
        self._end.setVisible(bool(shown.waiting) or not shown.done)

    def focus_again(self) -> bool:
        """Give the keyboard to the next child who waits for a change of worker."""
        return self.moves is not None and self.moves.focus_again()

    def _open(self, move: Move) -> None:
        self._change_worker(move.id, move.to)

    def _look(self) -> None:
        self._presenter.look_once_more(self.as_of.text())

    def _look_again(self) -> None:
        if self.teams:
            self._presenter.look_again(self.teams.chosen(), len(self.teams.boxes))

    def _load(self) -> None:
        self._presenter.load(str(self.reason.currentData() or "") if self.reason.isVisibleTo(self) else "")

    def _choose(self) -> None:
        with unremembered():
            names, _ = QFileDialog.getOpenFileNames(self, "Choose files", "", "Caseloads (*.xlsx *.csv);;All files (*)")
        if names:
            self.choose([Path(name) for name in names])
