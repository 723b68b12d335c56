"""The page of a child's story: what somebody new reads in five minutes, now or as it was known on another day."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.shared.asking import Asking
from ui.shared.fields import Field
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, button, heading, kind, row, words
from ui.story.presenter import Line, Shown, StoryPresenter


class StoryPage(Page):
    """The story of one child, chapter by chapter, made from the record alone."""

    def __init__(
        self, vault: Asking, case_id: str, back: Callable[[], object], opened: Callable[[str], object]
    ) -> None:
        """Take the vault, the child's id, what leads back, and what opens a line's place on the child's page."""
        super().__init__("The story so far", readable=True)
        self._opened = opened
        self.back = button("Back", back)
        self.back.setToolTip("Back (Alt+Left)")
        self.day = Field("As it was known on (optional)", hint="For example “two weeks ago” or 9 November 2026.")
        self.look = button("Show it", self._look)
        self.day.line.returnPressed.connect(self._look)
        self._story = QWidget()
        self.column.insertLayout(0, row(self.back))
        self.column.addWidget(words("Made from what is recorded here, and from nothing else."))
        self.column.addWidget(self._story)
        self.column.addWidget(self.day)
        self.column.addLayout(row(self.look))
        self.column.addStretch(1)
        self._presenter = StoryPresenter(self, WhileShown(vault, self), case_id)
        self._presenter.begin()

    def _look(self) -> None:
        self._presenter.read(self.day.text())

    def show_story(self, title: str, chapters: Shown) -> None:
        """Show the story."""
        self.rename(title)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for name, lines in chapters:
            column.addWidget(self._chapter(name, lines))
        self.column.replaceWidget(self._story, made)
        self._story.hide()
        self._story.deleteLater()
        self._story = made
        made.show()

    def _chapter(self, name: str, lines: Sequence[Line]) -> QFrame:
        card = QFrame()
        kind(card, "card")
        inside = QVBoxLayout(card)
        inside.setSpacing(2)
        inside.addWidget(heading(name))
        for line in lines:
            across = QHBoxLayout()
            across.addWidget(words(line.words), 1)
            if line.leads:
                across.addWidget(self._way(line), 0, Qt.AlignmentFlag.AlignTop)
            inside.addLayout(across)
        return card

    def _way(self, line: Line) -> QPushButton:
        """Return what opens the place on the child's page that a line was made from."""
        made = button("Open", lambda: self._opened(line.leads), look="link")
        made.setAccessibleName(f"Open: {line.words}")
        made.setToolTip("Show where it stands on the child’s page")
        return made

    def refuse_day(self, sentence: str) -> None:
        """Say beside the day what is wrong with it; nothing where all is well."""
        self.day.refuse(sentence)
        if sentence:
            self.day.line.setFocus()
