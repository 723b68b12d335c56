"""The page of a child's summary: what will leave, as which files, what to copy, and what left before."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from supervision_app.services.exporting import Writers
from ui.exporting.parts import CopyFields, Formats, OnFile
from ui.exporting.presenter import DAY, FOLDER, FORMATS, REFERENCE, WHOLE, Earlier, ExportPresenter, Shown
from ui.shared.asking import Asking
from ui.shared.fields import Field
from ui.shared.flow import Flow
from ui.shared.reading_box import height_of, reading_box
from ui.shared.unremembered import unremembered
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, heading, kind, row, words

_THEN = "Once it is on the child’s file, say so below, under “Written out before”."
_LINES = 16
_WHOLE, _LESS = "Show it whole", "Show less of it"
_FOLDER_HINT = "Choose a folder that only you can read: the files can be read by whoever opens them."
_COPYING = (
    "For a case note in the main system. Copying is not recorded here: write the summary out as well, "
    "so that you can confirm it on file."
)


def choose_folder(over: QWidget) -> str:
    """Ask for a folder; an empty answer when nothing was chosen."""
    with unremembered():
        return QFileDialog.getExistingDirectory(over, "Choose the folder for the files")


class ExportingPage(Page):
    """Shows a summary as it will leave, writes it out, and records that it is on file."""

    def __init__(
        self,
        vault: Asking,
        case_id: str,
        writers: Callable[[], Writers],
        back: Callable[[str], object],
        choose: Callable[[QWidget], str] = choose_folder,
    ) -> None:
        """Take the vault, the child's id, what writes files, what leads back, and what asks for a folder."""
        super().__init__("A summary for the case file", readable=True)
        self._choose_folder = choose
        self._shown: Shown | None = None
        self.about = words("")
        self.preview = reading_box("What will be written out", _LINES)
        self.whole = button(_WHOLE, self._show_whole)
        self.formats = Formats()
        self.folder = Field("Folder", hint=_FOLDER_HINT)
        self.choose = button("Choose a folder", self._choose)
        self.write = button("Write it out", self._write, look="main")
        self.write.setDefault(True)
        self.state = words("")
        self.files = QFrame()
        kind(self.files, "card")
        self._files_column = QVBoxLayout(self.files)
        self.files.hide()
        self.copies = CopyFields()
        self._earlier = QWidget()
        self._presenter = ExportPresenter(self, WhileShown(vault, self), writers, case_id)
        self.on_file = OnFile(self._presenter.confirm, self._asked)
        self._lay_out(button("Back", lambda: back(case_id)))
        self._presenter.begin()

    def _lay_out(self, back: QPushButton) -> None:
        self.column.addWidget(self.about)
        self.column.addWidget(heading("What will be written out"))
        self.column.addWidget(self.preview)
        self.column.addLayout(row(self.whole))
        self.column.addWidget(heading("Write it out"))
        self.column.addWidget(self.formats)
        self.column.addWidget(self.folder)
        self.column.addLayout(row(self.choose))
        self.column.addLayout(row(self.write, self.state))
        self.column.addWidget(self.files)
        self.column.addWidget(heading("Copy it field by field"))
        self.column.addWidget(words(_COPYING, look="quiet"))
        self.column.addWidget(self.copies)
        self.column.addWidget(heading("Written out before"))
        self.column.addWidget(self._earlier)
        self.column.addWidget(self.on_file)
        self.column.addLayout(row(back))
        self.column.addStretch(1)

    def show_preview(self, shown: Shown) -> None:
        """Show what would leave now, and what left before."""
        self._shown = shown
        self.rename(shown.title)
        self.about.setText(shown.about)
        if self.preview.toPlainText() != shown.preview:
            self.preview.setPlainText(shown.preview)
        self.formats.offer(shown.formats)
        self.copies.show_note(shown.note)
        earlier = QWidget()
        column = QVBoxLayout(earlier)
        column.setContentsMargins(0, 0, 0, 0)
        for export in shown.earlier:
            column.addWidget(words(export.words))
            if not export.on_file:
                column.addLayout(row(self._confirms(export, shown.today)))
        if not shown.earlier:
            column.addWidget(words("Nothing was written out yet."))
        self.column.replaceWidget(self._earlier, earlier)
        self._earlier.hide()
        self._earlier.deleteLater()
        self._earlier = earlier
        earlier.show()

    def _show_whole(self) -> None:
        """Show the whole text at once, or again only its beginning."""
        short = self.whole.text() == _LESS
        # A box of plain text counts its height in lines; those it draws are a little apart.
        whole = self.preview.document().documentLayout().documentSize().toSize().height()
        lines = _LINES if short else whole + whole // 8 + 1
        self.preview.setMinimumHeight(height_of(self.preview, lines))
        self.whole.setText(_WHOLE if short else _LESS)
        self.whole.setAccessibleName(self.whole.text())

    def _confirms(self, export: Earlier, today: str) -> QPushButton:
        made = button("Confirm that it is on file", lambda: self._ask(export, today))
        made.setAccessibleName(f"Confirm that it is on file: {export.words.partition('.')[0]}")
        return made

    def _ask(self, export: Earlier, today: str) -> None:
        self.on_file.ask(export.id, export.words, today)
        # Only once it is laid out is it known where it stands.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.on_file))

    def show_files(self, said: str, files: Sequence[str]) -> None:
        """Show where the files are."""
        while (item := self._files_column.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.deleteLater()
        for sentence in (said, *files, _THEN):
            self._files_column.addWidget(words(sentence))
        self.confirm = button("It is on the child’s file: confirm it", self._confirm_newest)
        self._files_column.addWidget(Flow([self.confirm]))
        self.files.show()
        announce(self, said)

    def _confirm_newest(self) -> None:
        """Ask for the reference of what was written out last."""
        waiting = [one for one in (self._shown.earlier if self._shown else ()) if not one.on_file]
        if self._shown and waiting:
            self._ask(waiting[0], self._shown.today)

    def show_confirmed(self) -> None:
        """Close the question for the reference: it is saved."""
        self.on_file.forget()
        announce(self, "Confirmed on file.")

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, each sentence beside its field, and go to the first field."""
        self.problem(faults.get(WHOLE, ""))
        self.formats.refuse(faults.get(FORMATS, ""))
        for name, field in self._fields().items():
            field.refuse(faults.get(name, ""))
        if FORMATS in faults:
            next(iter(self.formats.boxes.values())).setFocus()
            return
        for name, field in self._fields().items():
            if name in faults:
                field.line.setFocus()
                return

    def _fields(self) -> dict[str, Field]:
        return {FOLDER: self.folder, DAY: self.on_file.day, REFERENCE: self.on_file.reference}

    def wait(self, sentence: str) -> None:
        """Show that something is going on, or with an empty sentence that it is over."""
        self.state.setText(sentence)
        self.write.setEnabled(not sentence)
        if sentence:
            announce(self, sentence)

    def _asked(self) -> None:
        buttons = self._earlier.findChildren(QPushButton)
        (buttons[0] if buttons else self.write).setFocus()

    def _choose(self) -> None:
        chosen = self._choose_folder(self)
        if chosen:
            self.folder.line.setText(chosen)

    def _write(self) -> None:
        if self.write.isEnabled():
            self._presenter.write_out(self.formats.chosen(), self.folder.text())
