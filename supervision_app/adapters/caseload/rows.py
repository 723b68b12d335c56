"""From the rows of one sheet to children: each row is read, or refused with the reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from supervision_app.adapters.caseload.cells import Cell, NotADate, text
from supervision_app.adapters.caseload.headers import Header, squash
from supervision_app.adapters.caseload.sheet import Sheet
from supervision_app.adapters.caseload.values import Values, refused_cell
from supervision_app.domain.identity import normalise_case_id
from supervision_app.domain.observed import Place, Refusal
from supervision_app.services.ports import Progress

ID = "id"
LONGEST_ID = 48

_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_STEP = 5_000


class RowRefused(Exception):
    """A row that cannot be taken; the message says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row as read: the child it is about, and what it says of them."""

    place: Place
    case_id: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChildList:
    """The rows of one list. A row is open while its `ended` fact is blank; `started` tells the latest."""

    name: str
    short: str
    rows: list[Listed] = field(default_factory=list)
    started: str = ""
    ended: str = ""


def filled_rows(sheet: Sheet, first: int, progress: Progress) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Give the number and the cells of every row from `first` on that is not wholly blank."""
    whole = len(sheet.rows)
    for number in range(first, whole + 1):
        if number % _STEP == 0:
            progress(f"Reading {sheet.title}", number, whole)
        row = sheet.rows[number - 1]
        if any(cell not in ("", None) and (not isinstance(cell, str) or cell.strip()) for cell in row):
            yield number, row
    progress(f"Reading {sheet.title}", whole, whole)


def case_id_of(row: Sequence[Cell], place: int, heading: str) -> str:
    """Return the child's id; raises RowRefused with the reason when the cell holds none."""
    cell = row[place] if place < len(row) else None
    written = text(cell)
    if not written:
        message = f"The row has no {heading}."
        raise RowRefused(message)
    if isinstance(cell, (date, bool)) or not any(letter.isalnum() for letter in written) or len(written) > LONGEST_ID:
        message = f"{heading} is “{written[:LONGEST_ID]}”, which is not an id."
        raise RowRefused(message)
    if _SHORTENED.fullmatch(written):
        message = f"{heading} is “{written}”: Excel has shortened the number, and digits are lost."
        raise RowRefused(message)
    if squash(written) == squash(heading):
        message = "The row repeats the headings."
        raise RowRefused(message)
    if _is_remark(written, row):
        message = f"“{written}” stands alone in its row and looks like a remark, not like an id."
        raise RowRefused(message)
    return normalise_case_id(written)


def _is_remark(written: str, row: Sequence[Cell]) -> bool:
    """Return whether this is a line such as "Total: 45" below a list; an id has a number and no spaces."""
    wordy = " " in written or not any(letter.isdigit() for letter in written)
    return wordy and len(row) > 1 and sum(bool(text(cell)) for cell in row) == 1


class RowReader:
    """Reads the rows of one sheet into a list; what is not taken goes to `refused`."""

    def __init__(self, sheet: Sheet, header: Header, values: Values, refused: list[Refusal]) -> None:
        """Take the sheet, where its columns are, and where refusals go."""
        self._sheet, self._header, self._values, self._refused = sheet, header, values, refused
        self._facts = [(fact, place) for fact, place in header.columns.items() if fact != ID]

    def read(self, progress: Progress) -> Iterator[Listed]:
        """Give every row that has an id; the others are refused."""
        for number, row in filled_rows(self._sheet, self._header.row + 1, progress):
            place = self._sheet.place(number)
            try:
                self._check_width(row)
                case_id = case_id_of(row, self._header.columns[ID], self._heading(ID))
            except RowRefused as fault:
                self._refused.append(Refusal(place, f"{fault} It was not loaded."))
            else:
                yield Listed(place, case_id, self._read(place, row))

    def _heading(self, fact: str) -> str:
        return self._header.headings[self._header.columns[fact]]

    def _check_width(self, row: Sequence[Cell]) -> None:
        whole = len(self._header.headings)
        if self._sheet.delimited and any(text(cell) for cell in row[whole:]):
            message = f"The row has more cells than the {whole} headings, so its values may stand in wrong columns."
            raise RowRefused(message)

    def _read(self, place: Place, row: Sequence[Cell]) -> dict[str, str]:
        facts = {}
        for fact, column in self._facts:
            cell = row[column] if column < len(row) else None
            if cell is None or cell == "":
                continue
            try:
                value = self._values.read(fact, cell)
            except NotADate as fault:
                self._refused.append(Refusal(place, refused_cell(self._heading(fact), cell, fault)))
                continue
            if value:
                facts[fact] = value
        return facts
