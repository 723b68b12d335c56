"""The time limits on a child's page: each with where it is written, and the dates that somebody noted."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from supervision_app.domain.strip_items import CLOCKS
from supervision_app.services.half_typed import NOTE_DATE, TAKE_BACK
from ui.child.cards import LEADS
from ui.child.limits_shown import LimitShown, LimitsShown
from ui.shared.flow import Flow
from ui.shared.widgets import announce, button, heading, kind, row, words

_OPEN, _SHUT = "Where is this written?", "Hide where this is written"


class LimitCard(QFrame):
    """One time limit; where it is written is shown when it is asked for."""

    def __init__(self, shown: LimitShown) -> None:
        """Take the time limit."""
        super().__init__()
        kind(self, "card")
        self._name = shown.line.partition(":")[0]
        self.written = words("\n".join(shown.written), look="quiet")
        self.written.hide()
        self.ask = button(_OPEN, self._turn, look="link")
        self.ask.setObjectName(f"limit-{shown.id}")
        self._call()
        column = QVBoxLayout(self)
        column.addWidget(words(shown.line))
        column.addLayout(row(self.ask))
        column.addWidget(self.written)

    def _turn(self) -> None:
        self.written.setVisible(self.written.isHidden())
        self._call()
        if not self.written.isHidden():
            announce(self, self.written.text())

    def _call(self) -> None:
        self.ask.setText(_OPEN if self.written.isHidden() else _SHUT)
        self.ask.setAccessibleName(f"{self.ask.text()} {self._name}")


def time_limits(column: QLayout, shown: LimitsShown, act: Callable[[str], object] | None) -> None:
    """Add the time limits; `act` is called with the code of a dialog, and without it the page is for reading only."""
    above = heading("Time limits")
    above.setProperty(LEADS, CLOCKS)
    column.addWidget(above)
    for fault in shown.faults:
        column.addWidget(words(fault, look="danger"))
    if act:
        column.addWidget(Flow(_deeds(act, taking_back=bool(shown.noted))))
    if not shown.running:
        column.addWidget(words("No time limit is running here."))
    for one in shown.running:
        column.addWidget(LimitCard(one))
    if shown.noted:
        column.addWidget(heading("Dates noted here"))
    for line in shown.noted:
        column.addWidget(words(line))


def _deeds(act: Callable[[str], object], *, taking_back: bool) -> list[QWidget]:
    note = button("Note a date", lambda: act(NOTE_DATE))
    note.setObjectName("note-date")
    back = button("Take a date back", lambda: act(TAKE_BACK), look="link")
    back.setObjectName("take-date-back")
    return [note, back] if taking_back else [note]
