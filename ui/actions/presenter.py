"""What the list of actions shows, without a window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from supervision_app.domain.people import name_key
from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.read_models import ActionRow
from ui.shared.asking import ACTIONS, CHILDREN, PEOPLE, Asking

ANY_OPEN, ALL = "any-open", "all"
STATES: Mapping[str, str] = {
    ANY_OPEN: "Any open",
    "accepted": "Accepted",
    "awaiting": "Waiting to be accepted",
    "unowned": "Nobody has taken it on",
    "overdue": "Past their date",
    "closed": "Closed",
    ALL: "All",
}
"""What may be asked for, and how it is called."""

_FITS: Mapping[str, Callable[[ActionRow, str], bool]] = {
    ANY_OPEN: lambda row, _today: bool(row.holding),
    "accepted": lambda row, _today: row.holding == "accepted",
    "awaiting": lambda row, _today: row.holding == "awaiting",
    "unowned": lambda row, _today: row.holding == "unowned",
    "overdue": lambda row, today: bool(row.holding) and bool(row.due) and row.due < today,
    "closed": lambda row, _today: not row.holding,
    ALL: lambda _row, _today: True,
}


@dataclass(frozen=True, slots=True)
class Read:
    """All actions, each with what can be searched in it, and the day it is."""

    rows: Sequence[tuple[ActionRow, str]] = ()
    today: date = date.min
    workers: Sequence[str] = ()


class ActionsView(Protocol):
    """What the page can show."""

    def show_actions(self, rows: Sequence[ActionRow], said: str) -> None:
        """Show these actions, and a sentence on how many they are."""

    def offer_workers(self, names: Sequence[str]) -> None:
        """Offer the people whose actions may be asked for."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class ActionsPresenter:
    """Reads the actions once, and keeps those that were asked for; half a hundred thousand take no time one sees."""

    view: ActionsView
    vault: Asking
    state: str = ANY_OPEN
    worker: str = ""
    wanted: str = ""
    read: Read = field(default_factory=Read)

    def begin(self) -> None:
        """Read the actions now, and again whenever something about them changes."""
        self.vault.listen({ACTIONS, CHILDREN, PEOPLE}, self.ask)
        self.ask()

    def ask(self) -> None:
        """Read the actions."""
        self.vault.ask(read_actions, self._take, refused=self.view.problem)

    def choose_state(self, state: str) -> None:
        """Keep those in this state."""
        self.state = state or ANY_OPEN
        self._show()

    def choose_worker(self, worker: str) -> None:
        """Keep those that this person answers for or has been offered; nobody's name keeps everybody's."""
        self.worker = worker
        self._show()

    def search(self, wanted: str) -> None:
        """Keep those whose child, words or person hold this."""
        self.wanted = wanted
        self._show()

    def _take(self, read: Read) -> None:
        self.read = read
        self.view.offer_workers(read.workers)
        self._show()

    def _show(self) -> None:
        key, today, fits = name_key(self.wanted), self.read.today.isoformat(), _FITS[self.state]
        rows = [
            row
            for row, words in self.read.rows
            if fits(row, today) and key in words and (not self.worker or self.worker in {row.owner, row.awaiting})
        ]
        self.view.show_actions(rows, self._said(len(rows)))

    def _said(self, found: int) -> str:
        if not self.read.rows:
            return "No actions yet. Agree one from a child’s page."
        if not found:
            return "No action fits what you asked for."
        return "1 action." if found == 1 else f"{found:,} actions."


def read_actions(desk: Desk) -> Read:
    """Return all actions, ready to be searched."""
    rows = reading.actions(desk)
    people = {row.owner for row in rows} | {row.awaiting for row in rows}
    return Read([(row, _searched(row)) for row in rows], desk.today(), sorted(people - {""}))


def _searched(row: ActionRow) -> str:
    return name_key(f"{row.child} {row.child_name} {row.what} {row.owner} {row.awaiting}")
