"""What the page of a child's summary shows and does, without a window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import SupervisionError
from supervision_app.domain.exports import Export
from supervision_app.services import exporting, reading
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import Exported, Writers
from ui.exporting.case_note import CaseNote, case_note
from ui.shared.asking import EVERYTHING, EXPORTS, Asking

FORMATS, FOLDER, DAY, REFERENCE, WHOLE = "formats", "folder", "day", "reference", ""
"""The fields, and where a refusal stands that is of none of them."""

NAMES = {"pdf": "PDF", "docx": "Word", "txt": "Text", "json": "JSON, for another program to read"}
_SHORT = {**NAMES, "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A summary that was written out before, in words."""

    id: str
    words: str
    on_file: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What would leave now, and what left before."""

    title: str
    about: str
    preview: str
    note: CaseNote
    formats: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    today: str


class ExportView(Protocol):
    """What the page can show."""

    def show_preview(self, shown: Shown) -> None:
        """Show what would leave now, and what left before."""

    def show_files(self, said: str, files: Sequence[str]) -> None:
        """Show where the files are."""

    def show_confirmed(self) -> None:
        """Close the question for the reference: it is saved."""

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, each sentence beside its field."""

    def wait(self, sentence: str) -> None:
        """Show that something is going on, or with an empty sentence that it is over."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class ExportPresenter:
    """Reads what would leave, writes it out, and records that it is on file."""

    view: ExportView
    vault: Asking
    writers: Callable[[], Writers]
    case_id: str

    def begin(self) -> None:
        """Read now, and again whenever something changes."""
        self.vault.listen(EVERYTHING, self.read)
        self.read()

    def read(self) -> None:
        """Read what would leave, and what left before."""
        self.vault.ask(self._shown, self.view.show_preview, refused=self.view.problem)

    def write_out(self, formats: Sequence[str], folder: str) -> None:
        """Record the export and put its files in the folder, or say what is wrong."""
        faults = {}
        if not formats:
            faults[FORMATS] = "Choose at least one format."
        if not folder.strip():
            faults[FOLDER] = "Choose the folder, or type where it is."
        elif not Path(folder.strip()).expanduser().is_absolute():
            faults[FOLDER] = "Type the whole path of the folder, from its first letter or stroke on, or choose it."
        self.view.refuse(faults)
        if faults:
            return
        out = Path(folder.strip()).expanduser()
        self.view.wait("Writing the files.")
        self.vault.ask(
            lambda desk: exporting.export_child(desk, self.writers(), self.case_id, formats, out),
            self._written,
            refused=self._refused,
            changes={EXPORTS},
        )

    def _written(self, done: Exported) -> None:
        self.view.wait("")
        said = f"Summary {done.number} is written out. It is not on the child’s file until somebody puts it there."
        self.view.show_files(said, [str(path) for path in done.files])

    def _refused(self, sentence: str) -> None:
        self.view.wait("")
        self.view.refuse({WHOLE: sentence})

    def confirm(self, export_id: str, day: str, reference: str) -> None:
        """Record that a summary is on the child's file, or say what is wrong."""
        self.vault.ask(
            lambda desk: _faults(desk, day, reference),
            lambda found: self._checked(found, export_id, day, reference),
            refused=self._refused,
        )

    def _checked(self, found: Mapping[str, str], export_id: str, day: str, reference: str) -> None:
        self.view.refuse(found)
        if found:
            return
        self.vault.ask(
            lambda desk: exporting.confirm_on_file(desk, export_id, reference, on=desk.past_day(day)),
            lambda _: self.view.show_confirmed(),
            refused=lambda sentence: self.view.refuse({DAY: sentence}),
            changes={EXPORTS},
        )

    def _shown(self, desk: Desk) -> Shown:
        writers = self.writers()
        page = reading.child_page(desk, self.case_id)
        document = exporting.preview_document(desk, self.case_id, writers.version)
        name = page.known.value("name")
        child = f"{name} ({page.known.case_id})" if name else page.known.case_id
        return Shown(
            title=f"A summary of {child} for the case file",
            about=f"All of this is about {child}. Check that the same child is open in the case system.",
            preview=writers.documents.render(document, "txt").decode(),
            note=case_note(document),
            formats=tuple(writers.documents.formats),
            earlier=tuple(_earlier(export) for export in page.exports),
            today=in_words(desk.today()),
        )


def _faults(desk: Desk, day: str, reference: str) -> dict[str, str]:
    found = {}
    try:
        if desk.past_day(day) > desk.today():
            found[DAY] = "That date has not come yet. Give the date on which it was put on the file."
    except SupervisionError as error:
        found[DAY] = str(error) if day.strip() else "Give the date on which it was put on the file."
    if not reference.strip():
        found[REFERENCE] = "Give the case system’s reference."
    return found


def _earlier(export: Export) -> Earlier:
    formats = " and ".join(_SHORT.get(form, form) for form in export.formats)
    written = f"Summary {export.number}, written out on {in_words(export.written_at[:10])} as {formats}."
    if not export.confirmed_on:
        return Earlier(export.id, f"{written} Not confirmed on file.", on_file=False)
    filed = f"On file since {in_words(export.confirmed_on)}, reference {export.reference}."
    return Earlier(export.id, f"{written} {filed}", on_file=True)
