"""What the list of actions shows, without a window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.read_models import (
    ALL,
    ANY_OPEN,
    CLOSED,
    OVERDUE,
    ActionList,
    ActionPlace,
    ActionRow,
    ActionsWanted,
)
from ui.shared.asking import ACTIONS, CHILDREN, PEOPLE, Asking

STATES: Mapping[str, str] = {
    ANY_OPEN: "Any open",
    "accepted": "Accepted",
    "awaiting": "Waiting to be accepted",
    "unowned": "Nobody has taken it on",
    OVERDUE: "Past their date",
    CLOSED: "Closed",
    ALL: "All",
}
"""What may be asked for, and how it is called."""


class ActionsView(Protocol):
    """What the page can show."""

    def show_actions(self, found: ActionList, said: str) -> None:
        """Show this list, and a sentence on how many they are."""

    def show_rows(self, places: Sequence[ActionPlace], rows: Sequence[ActionRow]) -> None:
        """Show these rows of the list; of a place without a row the action is gone."""

    def offer_workers(self, names: Sequence[str]) -> None:
        """Offer the people whose actions may be asked for."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class ActionsPresenter:
    """Asks for the order of the actions that are wanted, and for their rows as they come into sight.

    What is asked while an answer is under way waits for it, and only the last of it is asked then:
    typing never piles up work.
    """

    view: ActionsView
    vault: Asking
    wanted: ActionsWanted = field(default_factory=ActionsWanted)
    found: ActionList = field(default_factory=ActionList)
    _under_way: bool = False
    _again: bool = False

    def begin(self) -> None:
        """Read the actions now, and again whenever something about them changes."""
        self.vault.listen({ACTIONS, CHILDREN, PEOPLE}, self.read)
        self.read()

    def read(self) -> None:
        """Read the actions, and who has any."""
        self._ask()
        self.vault.ask(_people, self.view.offer_workers, refused=self.view.problem)

    def choose_state(self, state: str) -> None:
        """Keep those in this state."""
        self._want(replace(self.wanted, state=state or ANY_OPEN))

    def choose_worker(self, worker: str) -> None:
        """Keep those that this person answers for or has been offered; nobody's name keeps everybody's."""
        self._want(replace(self.wanted, person=worker))

    def search(self, words: str) -> None:
        """Keep those whose child, words or person hold each of these words."""
        self._want(replace(self.wanted, words=words))

    def sort(self, by: str, *, down: bool) -> None:
        """Put them in another order."""
        self._want(replace(self.wanted, sort=by, down=down))

    def read_rows(self, first: int) -> None:
        """Read a page of rows, from the first on."""
        found = self.found
        places = found.order[first : first + reading.PAGE]
        self.vault.ask(
            lambda desk: desk.vault.views.actions_at(places),
            # An answer that comes after the list was read again is of no use: its rows may have changed.
            lambda rows: self.view.show_rows(places, rows) if found is self.found else None,
            refused=self.view.problem,
        )

    def _want(self, wanted: ActionsWanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self._ask()

    def _ask(self) -> None:
        if self._under_way:
            self._again = True
            return
        self._under_way, self._again = True, False
        wanted = self.wanted
        self.vault.ask(lambda desk: reading.action_list(desk, wanted), self._take, refused=self._refused)

    def _take(self, found: ActionList) -> None:
        self._under_way = False
        if self._again:
            self._ask()
            return
        self.found = found
        self.view.show_actions(found, _said(found))

    def _refused(self, sentence: str) -> None:
        self._under_way = False
        if self._again:
            self._ask()
            return
        self.view.problem(sentence)


def _people(desk: Desk) -> list[str]:
    return desk.vault.views.people_shown()


def _said(found: ActionList) -> str:
    if not found.recorded:
        return "No actions yet. Agree one from a child’s page."
    if not found.order:
        return "No action fits what you asked for."
    return "1 action." if len(found.order) == 1 else f"{len(found.order):,} actions."
