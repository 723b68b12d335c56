"""A sealed record on a page: it can be read, confirmed by the worker, and added to. It is never changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from supervision_app.services.sealing import SealedRecord
from ui.shared.flow import Flow
from ui.shared.long_text import LongText
from ui.shared.records import RecordShown
from ui.shared.widgets import bold, button, heading, kind, words

NOT_ON_A_FILE = "Not on any child’s file; may be disclosed."


class RecordCard(QFrame):
    """One sealed record with what can be done with it."""

    def __init__(
        self,
        shown: RecordShown,
        confirm: Callable[[SealedRecord], object] | None,
        add: Callable[[SealedRecord, str], object] | None,
    ) -> None:
        """Take the record, what confirms it and what adds to it; without those it is for reading only."""
        super().__init__()
        kind(self, "own" if shown.own else "card")
        self._shown = shown
        column = QVBoxLayout(self)
        column.addWidget(heading(shown.title))
        if shown.own:
            column.addWidget(words(NOT_ON_A_FILE, look="private"))
        for title, text in shown.parts:
            if title:
                column.addWidget(bold(title))
            column.addWidget(words(text))
        if shown.seen:
            column.addWidget(words(shown.seen, look="quiet"))
        if confirm and add:
            self._offer(column, confirm, add)

    def _offer(
        self,
        column: QVBoxLayout,
        confirm: Callable[[SealedRecord], object],
        add: Callable[[SealedRecord, str], object],
    ) -> None:
        record = self._shown.record
        self.addition = LongText("Add to this record", hint="What was sealed stays as it is.", lines=2)
        self.addition.hide()
        self.save = self._named("Add these words", lambda: add(record, self.addition.text()), "main")
        deeds = [self._named("Add to it", self._open, "link")]
        if self._shown.worker:
            deeds.insert(0, self._named(f"{self._shown.worker} has read it", lambda: confirm(record), ""))
        column.addWidget(Flow(deeds))
        column.addWidget(self.addition)
        self._saving = Flow([self.save])
        self._saving.hide()
        column.addWidget(self._saving)

    def _named(self, text: str, pressed: Callable[[], object], look: str) -> QWidget:
        made = button(text, pressed, look=look)
        made.setAccessibleName(f"{text}: {self._shown.title}")
        return made

    def _open(self) -> None:
        self.addition.show()
        self._saving.show()
        self.addition.setFocus()
