"""What the page of a child's strip shows, without a window."""

from dataclasses import dataclass
from typing import Protocol

from supervision_app.domain.entries import in_words
from supervision_app.domain.strip_items import GAP, MARK, Item, length
from supervision_app.services.read_models import ChildStrip
from supervision_app.services.strip import strip_of
from ui.shared.asking import EVERYTHING, Asking


@dataclass(frozen=True, slots=True)
class StripRow:
    """One item as the table shows it, with its lane, and its number on the strip."""

    lane: str
    item: Item
    number: int = 0

    @property
    def since(self) -> str:
        """Return the first day in words."""
        return f"{in_words(self.item.since)} or before" if self.item.or_before else in_words(self.item.since)

    @property
    def until(self) -> str:
        """Return the last day in words; nothing for what was on one day."""
        if self.item.shape == MARK:
            return ""
        return "today" if self.item.lasts else in_words(self.item.until)

    @property
    def long(self) -> str:
        """Return how long it lasted; nothing for what was on one day."""
        return "" if self.item.shape == MARK else length(self.item.since, self.item.until)


def rows_of(found: ChildStrip) -> tuple[StripRow, ...]:
    """Return every item of a strip, lane by lane, gaps included."""
    there = [(lane.name, item) for lane in found.strip.lanes for row in lane.rows for item in row]
    return tuple(StripRow(lane, item, number) for number, (lane, item) in enumerate(there))


def unknown_words(found: ChildStrip) -> str:
    """Return how many stretches of time nothing is known of, in a sentence; nothing where there are none."""
    gaps = [row for row in rows_of(found) if row.item.shape == GAP and row.item.tone == "unknown"]
    return "Hatched: not known here, or not recorded here. It may be in the case system." if gaps else ""


class StripPageView(Protocol):
    """What the page can show."""

    def show_strip(self, found: ChildStrip) -> None:
        """Show the strip."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class StripPresenter:
    """Reads a child's strip."""

    view: StripPageView
    vault: Asking
    case_id: str

    def begin(self) -> None:
        """Read now, and again whenever something changes."""
        self.vault.listen(EVERYTHING, self.read)
        self.read()

    def read(self) -> None:
        """Read the strip."""
        self.vault.ask(lambda desk: strip_of(desk, self.case_id), self.view.show_strip, refused=self.view.problem)
