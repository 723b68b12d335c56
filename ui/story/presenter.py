"""What the page of a child's story shows, without a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from supervision_app.domain.entries import in_words
from supervision_app.domain.story import Chapter, Told
from supervision_app.services import knowing
from supervision_app.services.desk import Desk
from supervision_app.services.story import story_of
from ui.shared.asking import EVERYTHING, Asking


@dataclass(frozen=True, slots=True)
class Line:
    """One line in words, and what it was made from on the child's page; nothing where it was made from nothing."""

    words: str
    leads: str = ""


Shown = Sequence[tuple[str, Sequence[Line]]]
"""Each chapter's heading with its lines, or with what is said where there is none."""


class StoryView(Protocol):
    """What the page can show."""

    def show_story(self, title: str, chapters: Shown) -> None:
        """Show the story."""

    def refuse_day(self, sentence: str) -> None:
        """Say beside the day what is wrong with it; nothing where all is well."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class StoryPresenter:
    """Reads a child's story as of a day."""

    view: StoryView
    vault: Asking
    case_id: str
    day: str = ""

    def begin(self) -> None:
        """Read now, and again whenever something changes."""
        self.vault.listen(EVERYTHING, lambda: self.read(self.day))
        self.read("")

    def read(self, day: str) -> None:
        """Read the story as it was known on a day, as people say it; today where none is given."""
        self.day = day.strip()
        self.vault.ask(self._read, self._show, refused=self.view.refuse_day)

    def _read(self, desk: Desk) -> tuple[str, Shown]:
        known = knowing.known_of(desk, self.case_id)
        name = known.value("name")
        on = desk.past_day(self.day, "The day") if self.day else None
        chapters = story_of(desk, self.case_id, on)
        who = f"{name} ({known.case_id})" if name else known.case_id
        as_of = f", as known on {in_words(on)}" if on else ""
        return f"The story of {who} so far{as_of}", [(one.heading, _lines(one)) for one in chapters]

    def _show(self, found: tuple[str, Shown]) -> None:
        self.view.refuse_day("")
        self.view.show_story(*found)


def _lines(chapter: Chapter) -> Sequence[Line]:
    return [_line(one) for one in chapter.lines] or [Line(chapter.empty)]


def _line(told: Told) -> Line:
    before = ", ".join(filter(None, (in_words(told.on) if told.on else "", told.by)))
    return Line(f"{before}: {told.text}" if before else told.text, told.leads)
