"""A table of cells from any file, and what is said of the file it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.adapters.caseload.cells import Cell
from supervision_app.domain.observed import Place, SourceFile

MOST_ROWS = 1_000_000
SOURCE_LINK = "Ask for a smaller file, for example of your teams only, and load that."


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells. `name` is empty for a text file, which has no sheets."""

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]

    @property
    def delimited(self) -> bool:
        """Return whether a separator decides where a cell ends, so that one too many means all have shifted."""
        return not self.name

    @property
    def title(self) -> str:
        """Return what a person calls it."""
        return f"{self.file}, {self.name}" if self.name else self.file

    def place(self, row: int) -> Place:
        """Return the place of a row, counted from 1."""
        return Place(self.file, self.name, row)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was opened: what it is, when it was last changed, and its sheets."""

    file: SourceFile
    modified: date
    workbook: bool
    sheets: Sequence[Sheet]
