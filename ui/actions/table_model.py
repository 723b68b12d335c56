"""The list of actions as a table: it knows the order of all, and the rows that came into sight."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from supervision_app.domain.entries import in_words
from supervision_app.domain.words_on_actions import STATES
from supervision_app.services.read_models import (
    BY_CHILD,
    BY_DUE,
    BY_HOLDING,
    BY_MOVES,
    BY_OWNER,
    BY_STATE,
    BY_WHAT,
    ActionList,
    ActionPlace,
    ActionRow,
)
from supervision_app.services.reading import PAGE
from ui.shared.rows_model import Column

_MOVED = {0: "Not moved", 1: "Once", 2: "Twice"}
_KEPT = 40 * PAGE
"""How many rows are kept at most; those that were read before are read again when they are looked at."""
_AT_ONCE = 3
"""How many pages are asked for at once: whoever drags far needs only the last that they saw."""
_Index = QModelIndex | QPersistentModelIndex


def _holding(row: ActionRow) -> str:
    if row.holding == "awaiting":
        return f"Waits for {row.awaiting}"
    return {"accepted": "Accepted", "unowned": "Not taken on"}.get(row.holding, "Ended")


COLUMNS = (
    Column[ActionRow]("Child", lambda row: f"{row.child_name} ({row.child})" if row.child_name else row.child),
    Column[ActionRow]("What", lambda row: row.what),
    Column[ActionRow]("Who answers", lambda row: row.owner),
    Column[ActionRow]("Due", lambda row: in_words(row.due) if row.due else "No date here"),
    Column[ActionRow]("Taken on", _holding),
    Column[ActionRow]("Moved", lambda row: _MOVED.get(row.moves, f"{row.moves} times")),
    Column[ActionRow]("State", lambda row: STATES.get(row.state, row.state)),
)
SORTS = (BY_CHILD, BY_WHAT, BY_OWNER, BY_DUE, BY_HOLDING, BY_MOVES, BY_STATE)
"""What each column sorts by."""


class ActionsModel(QAbstractTableModel):
    """All the actions as a table; a row that nobody has looked at yet is asked for when somebody does."""

    lacks = Signal(int)
    """A page of rows is looked at and not here: the number of its first row."""
    sorting = Signal(str, bool)
    """Another order is asked for: what it goes by, and whether downwards."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._order: tuple[ActionPlace, ...] = ()
        self._rows: dict[ActionPlace, ActionRow] = {}
        self._read: set[int] = set()
        self._missing: list[int] = []
        self._under_way: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)

    def show(self, found: ActionList) -> None:
        """Show another list. Rows that are known stay to be seen until they are read again."""
        self.beginResetModel()
        self._order = found.order
        for pages in (self._missing, self._under_way, self._read):
            pages.clear()
        self._keep(found.order[: len(found.first)], found.first)
        self.endResetModel()

    def take(self, places: Sequence[ActionPlace], rows: Sequence[ActionRow]) -> None:
        """Take the rows of a page; of a place without a row the action is gone."""
        first = self.number_of(places[0])
        self._keep(places, rows)
        self._under_way.discard(first // PAGE)
        if self._missing:
            self._soon.start(0)
        self.dataChanged.emit(self.index(first, 0), self.index(first + len(places) - 1, len(COLUMNS) - 1))

    def _keep(self, places: Sequence[ActionPlace], rows: Sequence[ActionRow]) -> None:
        if len(self._rows) + len(rows) > _KEPT:
            self._rows.clear()
            self._read.clear()
        for place in places:
            self._rows.pop(place, None)
        self._rows.update(((row.stream, row.id), row) for row in rows)
        if places:
            self._read.add(self.number_of(places[0]) // PAGE)

    def place_at(self, number: int) -> ActionPlace:
        """Return which action is in a row."""
        return self._order[number]

    def row_at(self, number: int) -> ActionRow | None:
        """Return a row, or nothing where it is not here yet; it is asked for then."""
        page = number // PAGE
        if page not in self._read:
            self._read.add(page)
            self._missing.append(page)
            # Not at once: views ask for many cells while they draw.
            self._soon.start(0)
        return self._rows.get(self._order[number])

    def number_of(self, place: ActionPlace) -> int:
        """Return the number of an action's row, -1 where it is not in the list."""
        try:
            return self._order.index(place)
        except ValueError:
            return -1

    def _ask(self) -> None:
        if self._under_way:
            return
        wanted, passed = self._missing[-_AT_ONCE:], self._missing[:-_AT_ONCE]
        self._missing, self._under_way = [], set(wanted)
        self._read.difference_update(passed)
        for page in wanted:
            self.lacks.emit(page * PAGE)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Return how many actions are in the list."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; the whole text is its tip as well."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        row = self.row_at(index.row())
        text = COLUMNS[index.column()].shows(row) if row else ""
        return text.replace("\n", " ") if role == Qt.ItemDataRole.DisplayRole else text

    def headerData(  # noqa: N802 - Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].heading
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; what is shown stays until it comes."""
        self.sorting.emit(SORTS[column], order == Qt.SortOrder.DescendingOrder)
