"""The dates of one worker on the page of supervision: calm, and what became of them only when asked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.shared.flow import Flow
from ui.shared.widgets import Lead, Page, button, heading, kind, words
from ui.supervision.dates import DateShown, DatesShown

Act = Callable[[Page, str, str], object]
"""Asks for what a deed needs: the page, the deed's code, and whose or which date."""


def nothing_acts(_page: Page, _code: str, _target: str) -> None:
    """Do nothing, where nothing can be asked for."""


class DatesCard(QFrame):
    """How often was agreed, what is planned, and behind a press what became of what was planned."""

    def __init__(self, shown: DatesShown, act: Callable[[str, str], object], uncovered: set[str]) -> None:
        """Take the dates, what asks for changes to them, and what somebody asked to see on this page."""
        super().__init__()
        kind(self, "card")
        self._shown, self._act, self._uncovered = shown, act, uncovered
        self._column = QVBoxLayout(self)
        self._column.addWidget(heading(f"Dates with {shown.name}"))
        self._column.addWidget(words(shown.agreed))
        for one in shown.ahead:
            self._date(one)
        if not shown.ahead:
            self._column.addWidget(words("No date is planned.", look="quiet"))
        self.plan = button("Plan a date", partial(act, "plan", shown.person))
        self.often = button("Agree how often", partial(act, "rhythm", shown.person))
        self._column.addWidget(Flow([self.plan, self.often]))
        if shown.kept:
            self._what_became()

    def _date(self, one: DateShown) -> None:
        self._column.addWidget(words(one.when))
        if one.more:
            self._column.addWidget(words(one.more, look="quiet"))
        both = [("Move", "move-date"), ("Cancel", "cancel-date")]
        deeds = [button(text, partial(self._act, code, one.id), look="link") for text, code in both]
        for made in deeds:
            made.setAccessibleName(f"{made.text()}: {one.when}")
        self._column.addWidget(Flow(deeds))

    def _what_became(self) -> None:
        """Cover what became of the dates: it is for whoever supervises, whoever else looks on."""
        name = f"dates/{self._shown.person}"
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for text in (self._shown.kept, *self._shown.past):
            column.addWidget(words(text))

        def uncover() -> None:
            self._uncovered.add(name)
            inside.show()
            lead.hide()

        lead = Lead("Show what became of the dates", uncover)
        self._column.addWidget(lead)
        self._column.addWidget(inside)
        inside.setVisible(name in self._uncovered)
        lead.setVisible(name not in self._uncovered)
