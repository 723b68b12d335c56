"""What the list of children shows, without a window."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from supervision_app.domain.entries import counted
from supervision_app.domain.people import name_key
from supervision_app.services import reading
from supervision_app.services.read_models import ChildRow
from ui.shared.asking import ACTIONS, CHILDREN, DISCUSSIONS, Asking


class ChildrenView(Protocol):
    """What the page can show."""

    def show_children(self, rows: Sequence[ChildRow], said: str) -> None:
        """Show these children, and a sentence on how many they are."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class ChildrenPresenter:
    """Reads the children, and keeps those whom the typed words fit."""

    view: ChildrenView
    vault: Asking
    wanted: str = ""
    rows: Sequence[ChildRow] = field(default_factory=list)

    def begin(self) -> None:
        """Read the children now, and again whenever something about them changes."""
        self.vault.listen({CHILDREN, ACTIONS, DISCUSSIONS}, self.read)
        self.read()

    def read(self) -> None:
        """Read the children."""
        self.vault.ask(reading.children, self._take, refused=self.view.problem)

    def search(self, wanted: str) -> None:
        """Keep those whose id, name, worker or team holds these words."""
        self.wanted = wanted
        self._show()

    def _take(self, rows: Sequence[ChildRow]) -> None:
        self.rows = rows
        self._show()

    def _show(self) -> None:
        key = name_key(self.wanted)
        fitting = [row for row in self.rows if key in name_key(f"{row.id}{row.name}{row.worker}{row.team}")]
        self.view.show_children(fitting, _said(len(fitting), len(self.rows), self.wanted))


def _said(fitting: int, whole: int, wanted: str) -> str:
    if not whole:
        return "No children yet. Bring a caseload in first."
    if wanted.strip():
        fit = "fits" if fitting == 1 else "fit"
        return f"{fitting:,} of {counted(whole, 'child', 'children')} {fit} “{wanted.strip()}”."
    return f"{counted(whole, 'child', 'children')}."
