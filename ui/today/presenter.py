"""What the first page shows, without a window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from supervision_app.services.desk import Desk
from supervision_app.services.needing import BRING_IN, what_needs_me
from supervision_app.services.needs import PLACE, Need, NeedItem, WayIn, find_need
from supervision_app.services.safety import NOT_READY
from ui.shared.asking import EVERYTHING, Asking

SHOWN = 5
"""How many things of one sort are shown before the rest is asked for."""
UNFOLDED = 25
"""How many are shown on the page once the rest was asked for; more are a list of their own."""

WaysIn = Mapping[str, Callable[[WayIn], object]]
"""What leads to a thing, by the kind of its way in; a thing whose kind is not here is only read."""


class TodayView(Protocol):
    """What the page can show."""

    def show_needs(self, needs: Sequence[Need], otherwise: NeedItem) -> None:
        """Show what needs somebody, or the sentence that stands there otherwise, with a way in where it has one."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


class ListingView(Protocol):
    """What the list of one need can show."""

    def show_need(self, need: Need | None) -> None:
        """Show everything of a need; None when nothing of it is left."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class TodayPresenter:
    """Reads what needs the owner of the vault."""

    view: TodayView
    vault: Asking

    def begin(self) -> None:
        """Read now, and again whenever anything changes."""
        self.vault.listen(EVERYTHING, self.read)
        self.read()

    def read(self) -> None:
        """Read what needs somebody."""
        self.vault.ask(_read, lambda found: self.view.show_needs(*found), refused=self.view.problem)


@dataclass
class ListingPresenter:
    """Reads everything of one need."""

    view: ListingView
    vault: Asking
    code: str

    def begin(self) -> None:
        """Read now, and again whenever anything changes."""
        self.vault.listen(EVERYTHING, self.read)
        self.read()

    def read(self) -> None:
        """Read the need as it is now."""
        self.vault.ask(
            lambda desk: find_need(what_needs_me(desk), self.code), self.view.show_need, refused=self.view.problem
        )


def _read(desk: Desk) -> tuple[list[Need], NeedItem]:
    needs = what_needs_me(desk)
    if any(need.code != NOT_READY for need in needs) or desk.vault.views.held_children():
        calm = "No child and no action needs you now." if needs else "Nothing needs you now."
        return needs, NeedItem(calm, WayIn("", ""))
    empty = "No children are here yet. Bring your caseload in: “Bring in”, on the left."
    return needs, NeedItem(empty, WayIn(PLACE, BRING_IN))
