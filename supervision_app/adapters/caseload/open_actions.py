"""Actions that were open before recording began here: from the case system, from Word, or pasted."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from supervision_app.adapters.caseload.cells import Cell, NotADate, as_date, text
from supervision_app.adapters.caseload.codes import shipped
from supervision_app.adapters.caseload.headers import Header, find_header
from supervision_app.adapters.caseload.opening import open_source
from supervision_app.adapters.caseload.rows import RowRefused, case_id_of, filled_rows
from supervision_app.adapters.caseload.sheet import Sheet, Source
from supervision_app.adapters.caseload.values import latest_day, refused_cell
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.going_live import OpenActionRow, OpenActionsReading
from supervision_app.domain.observed import Place, Refusal

CASE_ID = "case_id"

_NEEDED = (CASE_ID, "what", "owner", "due")
_MOST_MOVES = 99


def read_open_actions(path: Path, today: date) -> OpenActionsReading:
    """Return the actions of a table; raises InputRefused when it cannot be read or a needed column is missing."""
    source = open_source(path)
    sheet, header = _find(source)
    reader = _ActionRows(sheet, header, today)
    rows = tuple(reader.read())
    unknown = header.unknown(())
    notes = [f"{sheet.title}: columns not known and not used: {'; '.join(unknown)}."] if unknown else []
    others = [other.title for other in source.sheets if other is not sheet]
    notes += [f"{other} was not used: one table is read." for other in others]
    return OpenActionsReading(rows, tuple(reader.refused), tuple(notes), source.file)


def _find(source: Source) -> tuple[Sheet, Header]:
    """Return the first sheet with every column that is needed."""
    aliases: Mapping[str, Sequence[str]] = shipped("open_actions")["columns"]
    lacking = list(_NEEDED)
    for sheet in source.sheets:
        header = find_header(sheet.rows, aliases, CASE_ID)
        missing = [column for column in _NEEDED if header is None or column not in header.columns]
        if header and not missing:
            return sheet, header
        lacking = min(lacking, missing, key=len)
    names = ", ".join(f"“{aliases[column][0]}”" for column in lacking)
    message = f"{source.file.name} needs a first row of headings with {names}. Add it and load the file again."
    raise InputRefused(message)


class _ActionRows:
    """Reads one sheet, row by row."""

    def __init__(self, sheet: Sheet, header: Header, today: date) -> None:
        self.refused: list[Refusal] = []
        self._sheet, self._header, self._today = sheet, header, today
        self._latest = latest_day(today)

    def read(self) -> list[OpenActionRow]:
        """Return the rows that were taken; the others are in `refused`."""
        rows = []
        for number, row in filled_rows(self._sheet, self._header.row + 1, lambda _what, _done, _whole: None):
            place = self._sheet.place(number)
            try:
                rows.append(self._action(place, row))
            except RowRefused as fault:
                self.refused.append(Refusal(place, f"{fault} The action was not loaded."))
        return rows

    def _action(self, place: Place, row: Sequence[Cell]) -> OpenActionRow:
        whole = len(self._header.headings)
        if self._sheet.delimited and any(text(cell) for cell in row[whole:]):
            message = f"The row has more cells than the {whole} headings, so its values may stand in wrong columns."
            raise RowRefused(message)
        return OpenActionRow(
            place=place,
            case_id=case_id_of(row, self._header.columns[CASE_ID], self._heading(CASE_ID)),
            what=self._needed(row, "what"),
            why=text(self._cell(row, "why")),
            difference=text(self._cell(row, "difference")),
            owner=self._needed(row, "owner"),
            doer=text(self._cell(row, "doer")),
            due=self._due(row),
            first_due=self._date(place, row, "first_due", self._latest),
            agreed_on=self._date(place, row, "agreed_on", self._today),
            moves=self._moves(place, row),
        )

    def _cell(self, row: Sequence[Cell], column: str) -> Cell:
        where = self._header.columns.get(column, len(row))
        return row[where] if where < len(row) else None

    def _heading(self, column: str) -> str:
        return self._header.headings[self._header.columns[column]]

    def _needed(self, row: Sequence[Cell], column: str) -> str:
        value = text(self._cell(row, column))
        if not value:
            message = f"The row has no {self._heading(column)}."
            raise RowRefused(message)
        return value

    def _due(self, row: Sequence[Cell]) -> date:
        """Return the due date; one in the past is overdue, and that is why it is loaded."""
        written = self._needed(row, "due")
        try:
            due = as_date(self._cell(row, "due"), self._latest)
        except NotADate as fault:
            message = f"{self._heading('due')} is “{written}”, {fault}."
            raise RowRefused(message) from fault
        if due is None:  # pragma: no cover - a cell with text is a date or is refused
            message = f"The row has no {self._heading('due')}."
            raise RowRefused(message)
        return due

    def _date(self, place: Place, row: Sequence[Cell], column: str, latest: date) -> date | None:
        cell = self._cell(row, column)
        try:
            return as_date(cell, latest)
        except NotADate as fault:
            self.refused.append(Refusal(place, refused_cell(self._heading(column), cell, fault)))
            return None

    def _moves(self, place: Place, row: Sequence[Cell]) -> int:
        written = text(self._cell(row, "moves"))
        if not written:
            return 0
        if written.isascii() and written.isdigit() and int(written) <= _MOST_MOVES:
            return int(written)
        fault = NotADate(f"which is not a number from 0 to {_MOST_MOVES}")
        self.refused.append(Refusal(place, refused_cell(self._heading("moves"), written, fault)))
        return 0
