"""A sealed record on a page: it can be read, confirmed by the worker, and added to. It is never changed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from supervision_app.services.sealing import SealedRecord, keep_additions
from ui.shared.asking import Asking
from ui.shared.flow import Flow
from ui.shared.keeping import Keeping
from ui.shared.long_text import LongText
from ui.shared.records import RecordShown
from ui.shared.widgets import Lead, bold, button, heading, kind, words

SAY, ESCALATE, SETTLE = "disagree", "escalate", "settle"
"""The deeds with a disagreement, by their codes."""
NOT_ON_A_FILE = "Not on any child’s file. It may be disclosed: the worker, an inspector or a court may ask to read it."


@dataclass(frozen=True, slots=True)
class RecordDeeds:
    """What can be done with a sealed record: the worker has read it, words are added, or it is withdrawn.

    `disagree` takes the deed's code (to say, escalate or settle) and the record, where one can disagree.
    """

    confirm: Callable[[SealedRecord], object]
    add: Callable[[SealedRecord, str], object]
    withdraw: Callable[[SealedRecord, str], object]
    disagree: Callable[[str, SealedRecord], object] | None = None


class RecordCard(QFrame):
    """One sealed record with what can be done with it."""

    def __init__(self, shown: RecordShown, can: RecordDeeds | None, typing: "Additions | None" = None) -> None:
        """Take the record, what can be done with it (else it is for reading), and what keeps the typing."""
        super().__init__()
        kind(self, "own" if shown.own else "card")
        self._shown = shown
        column = QVBoxLayout(self)
        column.addWidget(heading(shown.title))
        if shown.own:
            column.addWidget(words(NOT_ON_A_FILE, look="private"))
        column.addWidget(self._written(typing))
        if shown.seen:
            column.addWidget(words(shown.seen, look="quiet"))
        self._pressed: list[QPushButton] = []
        if can:
            self._offer(column, can)
            self._offer_withdrawal(column, can)
            if typing:
                self._keep(typing)

    def _written(self, typing: "Additions | None") -> QWidget:
        """Return what was written; a worker's own is covered until somebody asks for it, whoever else looks on."""
        written = QWidget()
        column = QVBoxLayout(written)
        column.setContentsMargins(0, 0, 0, 0)
        for title, text in self._shown.parts:
            if title:
                column.addWidget(bold(title))
            column.addWidget(words(text))
        uncovered = typing.uncovered if typing else set[str]()
        field = self._shown.record.field
        if not self._shown.own or field in uncovered:
            return written
        both = QWidget()
        around = QVBoxLayout(both)
        around.setContentsMargins(0, 0, 0, 0)

        def uncover() -> None:
            uncovered.add(field)
            written.show()
            lead.hide()

        lead = Lead("Show what was written", uncover)
        lead.setAccessibleName(f"Show what was written: {self._shown.title}")
        around.addWidget(lead)
        around.addWidget(written)
        written.hide()
        return both

    def _offer(self, column: QVBoxLayout, can: RecordDeeds) -> None:
        record = self._shown.record
        self.addition = LongText("Add to this record", hint="What was sealed stays as it is.", lines=2)
        self.addition.hide()
        self.save = self._named(
            "Add these words", lambda: self._once(lambda: can.add(record, self.addition.text())), "main"
        )
        self._pressed.append(self.save)
        wrong = "Recorded on the wrong person" if self._shown.own else "Recorded on the wrong child"
        deeds = [self._named("Add to it", self._open, "link"), self._named(wrong, self._ask_why, "link")]
        if self._shown.worker:
            has_read = self._named(
                f"{self._shown.worker} has read it", lambda: self._once(lambda: can.confirm(record)), ""
            )
            self._pressed.append(has_read)
            deeds.insert(0, has_read)
        deeds[-1:-1] = self._disagreeing(can)
        column.addWidget(Flow(deeds))
        column.addWidget(self.addition)
        self._saving = Flow([self.save])
        self._saving.hide()
        column.addWidget(self._saving)

    def _disagreeing(self, can: RecordDeeds) -> list[QPushButton]:
        """Return what leads to saying that somebody sees it differently, and to what becomes of that."""
        if can.disagree is None:
            return []
        known = [(SAY, "Somebody sees it differently"), (ESCALATE, "Take it to somebody"), (SETTLE, "It is settled")]
        offered = known if self._shown.disputed else known[:1]
        disagree, record = can.disagree, self._shown.record
        return [self._named(text, partial(disagree, code, record), "link") for code, text in offered]

    def _offer_withdrawal(self, column: QVBoxLayout, can: RecordDeeds) -> None:
        record = self._shown.record
        self.why = LongText(
            "Why it is withdrawn",
            hint="The words of this record are erased here for good; why, when and by whom stays. Do not repeat them.",
            lines=2,
        )
        self.erase = self._named(
            "Erase its words for good", lambda: self._once(lambda: can.withdraw(record, self.why.text())), "alarm"
        )
        self._pressed.append(self.erase)
        self._erasing = Flow([self.erase])
        for widget in (self.why, self._erasing):
            widget.hide()
            column.addWidget(widget)

    def _ask_why(self) -> None:
        self._show_why()
        self.why.setFocus()

    def _show_why(self) -> None:
        self.why.show()
        self._erasing.show()

    def _keep(self, typing: "Additions") -> None:
        """Have what is typed kept, and show again what was typed before."""
        text = typing.text(self._shown)
        self.addition.fill(text)
        if text:
            self.addition.show()
            self._saving.show()
        record = self._shown.record
        self.addition.typed.connect(lambda: typing.keeping.typed(record.field, self.addition.text))
        why = typing.why(self._shown)
        self.why.fill(why)
        if why:
            self._show_why()
        self.why.typed.connect(lambda: typing.keeping.typed(record.why_field, self.why.text))

    def _named(self, text: str, pressed: Callable[[], object], look: str) -> QPushButton:
        made = button(text, pressed, look=look)
        made.setAccessibleName(f"{text}: {self._shown.title}")
        return made

    def _once(self, pressed: Callable[[], object]) -> None:
        """Do it once: a second press before the answer would record it twice."""
        for made in self._pressed:
            made.setEnabled(False)
        pressed()

    def ready(self) -> None:
        """Let it be tried again: it was refused."""
        for made in self._pressed:
            made.setEnabled(True)

    def _open(self) -> None:
        self.addition.show()
        self._saving.show()
        self.addition.setFocus()


class Additions:
    """What is being typed on one page to be added to records: kept as everything typed is."""

    def __init__(self, page: QObject, asking: Asking, problem: Callable[[str], None]) -> None:
        """Take the page, the vault, and what says why something could not be kept."""
        self._now: dict[str, str] = {}
        self.uncovered: set[str] = set()
        self.keeping = Keeping(page, asking, keep_additions, self._kept, problem, read=self._now.update)
        asking.before_closing(self.keeping.keep)

    def _kept(self, _at: str) -> None:
        self._now.clear()

    def text(self, shown: RecordShown) -> str:
        """Return what was typed for a record, as it is now."""
        return self._now.get(shown.record.field, shown.typed)

    def why(self, shown: RecordShown) -> str:
        """Return why a record was about to be withdrawn, as it is now."""
        return self._now.get(shown.record.why_field, shown.typed_why)
