"""A table model over a list of rows: what each column is called, what it shows, and what it sorts by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

R = TypeVar("R")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its heading, what it shows of a row, and what it sorts by (the same unless given)."""

    heading: str
    shows: Callable[[R], str]
    sorts: Callable[[R], Any] | None = None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows as they were given; sorting is done on the list itself, which is many times faster than a proxy."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        """Take the columns and begin empty."""
        super().__init__()
        self._columns = columns
        self._rows: list[R] = []
        self._sorted: tuple[int, bool] | None = None

    def show(self, rows: Sequence[R]) -> None:
        """Show these rows instead, in the order that was last asked for."""
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self.endResetModel()

    def row_at(self, number: int) -> R:
        """Return a row."""
        return self._rows[number]

    def number_of(self, fits: Callable[[R], bool]) -> int:
        """Return the number of the first row that fits, -1 where none does."""
        return next((number for number, row in enumerate(self._rows) if fits(row)), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; the whole text is its tip as well."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            text = self._columns[index.column()].shows(self._rows[index.row()])
            return text.replace("\n", " ") if role == Qt.ItemDataRole.DisplayRole else text
        return None

    def headerData(  # noqa: N802 - Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the chosen row stays chosen."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        rows = [self._rows[index.row()] for index in kept]
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()
        if kept:
            places = {id(row): number for number, row in enumerate(self._rows)}
            now = [self.index(places[id(row)], index.column()) for row, index in zip(rows, kept, strict=True)]
            self.changePersistentIndexList(kept, now)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sorted:
            column, down = self._sorted
            key = self._columns[column].sorts or self._columns[column].shows
            self._rows.sort(key=key, reverse=down)
