"""The tables of the SSDA903 return: which is which, and what their rows hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from supervision_app.adapters.caseload.cells import Cell, NotADate, text
from supervision_app.adapters.caseload.codes import code_list, shipped
from supervision_app.adapters.caseload.headers import Header, squash
from supervision_app.adapters.caseload.notes import Notes
from supervision_app.adapters.caseload.rows import RowRefused, case_id_of, filled_rows
from supervision_app.adapters.caseload.sheet import Sheet
from supervision_app.adapters.caseload.values import Values, refused_cell
from supervision_app.domain.observed import Place, Refusal
from supervision_app.services.ports import Progress

_CHILD = "CHILD"
_LISTS = {
    "LS": "legal_status",
    "PLACE": "placements",
    "REC": "care_ended_reasons",
    "SW_REASON": "worker_change_reasons",
}


@dataclass(frozen=True, slots=True)
class Row903:
    """One row of a table, by column; dates are ISO, and a cell that is blank or refused is empty."""

    place: Place
    cells: Mapping[str, str]

    def value(self, column: str) -> str:
        """Return what stands in a column, empty when nothing does."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Child903:
    """Every row of one child, by table."""

    tables: dict[str, list[Row903]] = field(default_factory=dict)

    def rows(self, table: str) -> Sequence[Row903]:
        """Return the child's rows of a table, in the order of the file."""
        return self.tables.get(table, ())


def table_of(sheet: Sheet) -> str:
    """Return which table the sheet is, told by its columns; a known one that is not used begins with "-"."""
    columns = {squash(text(cell)) for cell in sheet.rows[0]} if sheet.rows else set()
    content = shipped("ssda903")
    for name, table in content["tables"].items():
        if columns >= {squash(column) for column in table["needs"]}:
            return str(name)
    for name, needs in content["not_used"].items():
        if columns >= {squash(column) for column in needs}:
            return f"-{name}"
    return ""


class TableReader:
    """Reads the rows of one sheet to the children they are about; what is not taken is refused."""

    def __init__(self, values: Values, notes: Notes, refused: list[Refusal]) -> None:
        """Take how values are read, and where notes and refusals go."""
        self._values, self._notes, self._refused = values, notes, refused

    def read(self, sheet: Sheet, table: str, children: dict[str, Child903], progress: Progress) -> None:
        """Add every row with an id to its child."""
        headings = tuple(text(cell) for cell in sheet.rows[0])
        header = Header(1, headings, {heading.upper(): place for place, heading in enumerate(headings)})
        for number, row in filled_rows(sheet, 2, progress):
            place = sheet.place(number)
            try:
                _check_width(row, len(headings))
                case_id = case_id_of(row, header.columns[_CHILD], _CHILD)
            except RowRefused as fault:
                self._refused.append(Refusal(place, f"{fault} It was not loaded."))
            else:
                read = Row903(place, self._cells(place, row, header, table))
                children.setdefault(case_id, Child903()).tables.setdefault(table, []).append(read)

    def _cells(self, place: Place, row: Sequence[Cell], header: Header, table: str) -> dict[str, str]:
        kept = shipped("ssda903")["tables"][table]
        cells = {
            column: self._date(place, column, row[header.columns[column]])
            for column in kept["dates"]
            if column in header.columns
        }
        for column in (*kept.get("codes", ()), *(("SW_ID",) if table == "sw_episodes" else ())):
            if column in header.columns:
                cells[column] = text(row[header.columns[column]])
        for column in kept.get("codes", ()):
            self._check_code(column, cells.get(column, ""))
        return cells

    def _date(self, place: Place, column: str, cell: Cell) -> str:
        try:
            return self._values.day(column, cell)
        except NotADate as fault:
            self._refused.append(Refusal(place, refused_cell(column, cell, fault)))
            return ""

    def _check_code(self, column: str, code: str) -> None:
        known = code_list(_LISTS[column]).labels if column in _LISTS else shipped("ssda903")["codes"][column]
        if code and code not in known:
            self._notes.count("codes", f"{column} “{code}” is not a known code; it was kept as written")


def _check_width(row: Sequence[Cell], whole: int) -> None:
    if len(row) < whole:
        message = f"The row has {len(row)} cells and the headings are {whole}."
        raise RowRefused(message)
    if any(text(cell) for cell in row[whole:]):
        message = f"The row has more cells than the {whole} headings."
        raise RowRefused(message)
