"""The parts of the page: the formats, the fields to copy, and the question for the reference."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from supervision_app.domain.past_dates import EXAMPLES
from ui.exporting.case_note import CaseNote
from ui.exporting.presenter import NAMES
from ui.shared.fields import Field
from ui.shared.reading_box import copy, reading_box
from ui.shared.tokens import SMALL_SPACE
from ui.shared.widgets import announce, bold, button, kind, row, words

_PDF = "pdf"


class Formats(QWidget):
    """The formats as boxes to tick; the error stands above them."""

    def __init__(self) -> None:
        """Make it without a format."""
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self.error = words("", look="danger")
        self.error.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SMALL_SPACE)
        self._column.addWidget(bold("As which files"))
        self._column.addWidget(self.error)

    def offer(self, formats: Sequence[str]) -> None:
        """Offer these formats, the first time they are known."""
        for form in formats:
            if form not in self.boxes:
                box = QCheckBox(NAMES.get(form, form))
                box.setAccessibleName(box.text())
                box.setChecked(form == _PDF)
                self.boxes[form] = box
                self._column.addWidget(box)

    def chosen(self) -> list[str]:
        """Return the formats that are ticked."""
        return [form for form, box in self.boxes.items() if box.isChecked()]

    def refuse(self, sentence: str) -> None:
        """Say above the boxes what is wrong, or with an empty sentence nothing any more."""
        self.error.setText(f"Error: {sentence}" if sentence else "")
        self.error.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)


class CopyFields(QWidget):
    """Each field of a case note with a button that copies it."""

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self._note = CaseNote("", "", "", "", "")
        self.type, self.title, self.date = words(""), words(""), words("")
        self.text = reading_box("Text of the case note", 8)
        self.said = words("", look="quiet")
        self.buttons = {
            "type": button("Copy the type", lambda: self._copy("The type", self._note.type)),
            "title": button("Copy the title", lambda: self._copy("The title", self._note.title)),
            "date": button("Copy the date of contact", lambda: self._copy("The date of contact", self._note.date)),
            "text": button("Copy the text", lambda: self._copy("The text", self._note.text, self._note.html)),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for label, field, name in (
            ("Type", self.type, "type"),
            ("Title", self.title, "title"),
            ("Date of contact", self.date, "date"),
            ("Text", self.text, "text"),
        ):
            column.addWidget(bold(label))
            if field is self.text:
                column.addWidget(field)
                column.addLayout(row(self.buttons[name]))
                continue
            across = row(stretch=False)
            across.addWidget(field, 1)
            across.addWidget(self.buttons[name])
            column.addLayout(across)
        column.addWidget(self.said)

    def show_note(self, note: CaseNote) -> None:
        """Show the fields of a case note."""
        self._note = note
        self.type.setText(note.type)
        self.title.setText(note.title)
        self.date.setText(note.date)
        if self.text.toPlainText() != note.text:
            self.text.setPlainText(note.text)

    def _copy(self, what: str, text: str, html: str = "") -> None:
        copy(text, html)
        self.said.setText(f"Copied: {what.lower()}.")
        announce(self, "Copied")


class OnFile(QFrame):
    """Asks when a summary was put on the child's file, and under which reference."""

    def __init__(self, save: Callable[[str, str, str], object], closed: Callable[[], object]) -> None:
        """Take what records it, and what is told when this closes."""
        super().__init__()
        kind(self, "card")
        self._export, self._closed = "", closed
        self.about = words("")
        self.day = Field("The day on which it was put on the file", hint=f"For example {EXAMPLES}.")
        self.reference = Field("The case system’s reference", hint="Needed: the number of the note or document there.")
        self.save = button("It is on file", lambda: self._save(save), look="main")
        self.cancel = button("Cancel", self.close_it)
        for field in (self.day, self.reference):
            field.line.returnPressed.connect(self.save.click)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.about)
        column.addWidget(self.day)
        column.addWidget(self.reference)
        column.addLayout(row(self.save, self.cancel))
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close_it)
        self.hide()

    def ask(self, export_id: str, about: str, today: str) -> None:
        """Ask for one summary; what was typed for the same one stays."""
        if export_id != self._export:
            self.day.line.setText(today)
            self.reference.line.clear()
            self._export = export_id
        self.about.setText(about)
        self.show()
        self.reference.line.setFocus()

    def forget(self) -> None:
        """Forget what was asked: it is recorded."""
        self._export = ""
        self.close_it()

    def close_it(self) -> None:
        """Hide it and go back to what opened it."""
        self.day.refuse("")
        self.reference.refuse("")
        self.hide()
        self._closed()

    def _save(self, save: Callable[[str, str, str], object]) -> None:
        save(self._export, self.day.text(), self.reference.text())
