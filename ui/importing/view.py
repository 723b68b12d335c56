"""The import page: drop a file, see what it would change, choose the teams and the reason, load."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFrame, QVBoxLayout, QWidget

from supervision_app.services.ports import CaseloadFiles
from ui.importing.presenter import ImportPresenter, Shown
from ui.shared.asking import Asking
from ui.shared.widgets import Field, Lead, Page, announce, button, heading, kind, row, words

_SHOWN = 8
_DAY_HINT = "For example 9/11/2026. Otherwise: when they were last changed."
_WHAT_FITS = "Drop an Annex A workbook, SSDA903 files or a table anywhere on this page, or choose them."
_NO_REASON = "Leave them with their worker for now"


class ImportPage(Page):
    """Brings a caseload in; nothing is saved before it was looked at."""

    def __init__(self, vault: Asking, files: Callable[[], CaseloadFiles]) -> None:
        """Take the vault, and what reads the files."""
        super().__init__("Bring in a caseload")
        self.setAcceptDrops(True)
        self._paths: list[Path] = []
        self._teams: list[QCheckBox] = []
        self.as_of = Field(
            "The day the files tell of (optional)",
            hint="For example 9/11/2026. Otherwise: when they were last changed.",
        )
        self.chosen = words("No file is chosen.", look="quiet")
        self.state = words("")
        self.look = button("Look at what would change", self._look, look="main")
        self.column.addWidget(words(_WHAT_FITS))
        self.column.addLayout(row(button("Choose files", self._choose), self.chosen))
        self.column.addWidget(self.as_of)
        self.column.addLayout(row(self.look, self.state))
        self._result = QWidget()
        self.column.addWidget(self._result)
        self.reason = QComboBox()
        self.reason.setAccessibleName("Reason for the change of worker")
        self.load = button("Load", self._load, look="main")
        self._end = self._ending()
        self.column.addWidget(self._end)
        self.column.addStretch(1)
        self._presenter = ImportPresenter(self, vault, files)
        self._presenter.begin()

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

    def choose(self, paths: Sequence[Path]) -> None:
        """Take these files and look at them."""
        self._paths = list(paths)
        self.chosen.setText(", ".join(path.name for path in self._paths) or "No file is chosen.")
        self._look()

    def wait(self, sentence: str) -> None:
        """Show that something is going on, or with an empty sentence that it is over."""
        self.state.setText(sentence)
        self.look.setEnabled(not sentence)
        self.load.setEnabled(not sentence)
        if sentence:
            announce(self, sentence)

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
        if len(shown.teams) > 1 and not shown.done:
            column.addWidget(self._pick_teams(shown.teams))
        for title, lines in shown.parts:
            if lines:
                column.addWidget(_part(title, lines))
        self.column.replaceWidget(self._result, result)
        self._result.deleteLater()
        self._result = result
        result.show()
        self._reason_words.setText(f"{shown.waiting} children have another worker in the file. Why did they move?")
        for widget in (self._reason_words, self.reason):
            widget.setVisible(bool(shown.waiting))
        self._end.setVisible(not shown.done)
        announce(self, shown.said)

    def _pick_teams(self, teams: Sequence[tuple[str, bool]]) -> QFrame:
        card = QFrame()
        kind(card, "card")
        column = QVBoxLayout(card)
        column.addWidget(heading("Which teams are yours? Nothing of the others is stored."))
        self._teams = []
        for name, chosen in teams:
            box = QCheckBox(name)
            box.setChecked(chosen)
            column.addWidget(box)
            self._teams.append(box)
        column.addLayout(row(button("Look again with these teams", self._look_again)))
        return card

    def _look(self) -> None:
        self._presenter.look(self._paths, self.as_of.text())

    def _look_again(self) -> None:
        self._presenter.look_again([box.text() for box in self._teams if box.isChecked()], len(self._teams))

    def _load(self) -> None:
        self._presenter.load(self.reason.currentData() if self.reason.isVisible() else "")

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Choose files", "", "Caseloads (*.xlsx *.csv);;All files (*)")
        if names:
            self.choose([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own name
        """Let files in."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the files that were dropped."""
        self.choose([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _part(title: str, lines: Sequence[str]) -> QFrame:
    """Return a heading with the first lines, and a lead to the rest."""
    card = QFrame()
    kind(card, "card")
    column = QVBoxLayout(card)
    column.addWidget(heading(f"{title}: {len(lines)}"))
    for line in lines[:_SHOWN]:
        column.addWidget(words(line))
    if len(lines) > _SHOWN:
        rest = words("\n".join(lines[_SHOWN:]))
        rest.hide()

        def show_rest() -> None:
            rest.show()
            more.hide()

        more = Lead(f"Show {len(lines) - _SHOWN} more", show_rest)
        column.addWidget(more)
        column.addWidget(rest)
    return card
