"""A table for reading, whose columns share its width."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView

from ui.shared.widgets import button

Index = QModelIndex | QPersistentModelIndex
_ONE_LINE, _TWO_LINES = 1.8, 2.6
"""How many times the height of the type a row is high."""


class Table(QTableView):
    """A table for reading: whole rows; Enter, a double click or a button opens.

    Rows are one line high, and two where the type is too large for what the columns hold.
    """

    def __init__(self, name: str, opened: Callable[[int], object]) -> None:
        """Make it with its accessible name; `opened` is called with a row's number."""
        super().__init__()
        self._opened = opened
        self._openers: list[QPushButton] = []
        self._weights: tuple[int, ...] = ()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: opened(index.row()))
        self.fit()

    def fit(self) -> None:
        """Give every row the height that the type needs."""
        lines = _TWO_LINES if self.wordWrap() else _ONE_LINE
        self.verticalHeader().setDefaultSectionSize(max(32, round(self.fontMetrics().height() * lines)))

    def opener(self, text: str) -> QPushButton:
        """Return a button that opens the chosen row, for whoever does not know that a double click does."""
        made = button(text, self._open_chosen)
        made.setEnabled(False)
        self._openers.append(made)
        return made

    def _open_chosen(self) -> None:
        if self.currentIndex().isValid():
            self._opened(self.currentIndex().row())

    def currentChanged(self, current: Index, before: Index) -> None:  # noqa: N802 - Qt's own name
        """Let the buttons open a row once one is chosen."""
        super().currentChanged(current, before)
        for opener in self._openers:
            opener.setEnabled(current.isValid())

    def choose(self, number: int) -> None:
        """Make a row the chosen one; nothing where there is none of that number."""
        if self.model() is not None and self.model().index(number, 0).isValid():
            self.setCurrentIndex(self.model().index(number, 0))

    def share(self, *weights: int) -> None:
        """Share the width out between the columns."""
        header = self.horizontalHeader()
        for column in range(len(weights)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self._weights = weights
        self._spread()

    def _spread(self) -> None:
        """Share the width out; a column is never narrower than its heading, nor than two thirds of so many letters.

        Where the type is too large for that, the table is scrolled sideways instead.
        """
        header, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        weights = self._weights[: header.count()]
        least = [max(weight * letter * 2 // 3, header.sectionSizeHint(at)) for at, weight in enumerate(weights)]
        widths = shared_out(self.viewport().width(), weights, least)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        narrow = any(width < weight * letter for width, weight in zip(widths, weights, strict=True))
        if narrow != self.wordWrap():
            self.setWordWrap(narrow)
            self.fit()

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - Qt's own name
        """Take the model, and keep the headings whole."""
        super().setModel(model)
        self._spread()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Make room when the type grows."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and self.model() is not None:
            self.fit()
            self._spread()

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's own name
        """Keep the shares when the window changes."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._spread()

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's own name
        """Open the row on Enter."""
        key = event.key()  # type: ignore[attr-defined]
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open_chosen()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Ask for a good part of the page."""
        return QSize(640, 420)


def shared_out(whole: int, weights: Sequence[int], least: Sequence[int]) -> list[int]:
    """Return a width for each weight, in pixels: what some need at least is taken from the others first."""
    fixed: dict[int, int] = {}
    while True:
        free = {at: weight for at, weight in enumerate(weights) if at not in fixed}
        room, parts = whole - sum(fixed.values()), sum(free.values())
        short = {at: least[at] for at, weight in free.items() if room * weight // parts < least[at]}
        if not short:
            return [fixed[at] if at in fixed else room * weight // parts for at, weight in enumerate(weights)]
        fixed |= short
