"""Everything of one sort that needs somebody, as a list: for what is too much for the first page."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy

from supervision_app.services.needs import Need, NeedItem
from ui.shared.asking import Asking
from ui.shared.rows_model import Column, RowsModel
from ui.shared.table import Table
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, button, row, words
from ui.today.presenter import ListingPresenter, WaysIn

_LETTERS = (28, 90)
"""How many letters of each column are shown before the table is scrolled sideways."""
COLUMNS = (
    Column[NeedItem]("Who", lambda item: item.text.partition(": ")[0]),
    Column[NeedItem]("What", lambda item: item.text.partition(": ")[2]),
)
"""A sentence of a need begins with whom it is about."""


class NeedPage(Page):
    """A list of sentences; each leads to its way in."""

    def __init__(self, vault: Asking, code: str, ways: WaysIn, back: Callable[[], object]) -> None:
        """Take the vault, the code of the need, what leads to its things, and what leads back."""
        super().__init__("What needs you now")
        self._ways = ways
        self._opened: NeedItem | None = None
        self._need: Need | None = None
        self.model = RowsModel[NeedItem](COLUMNS)
        self.state = words("", look="quiet")
        self.table = Table("What needs you now", self._open)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.share(*_LETTERS)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.back = button("Back", back)
        self.back.setToolTip("Back (Alt+Left)")
        self.column.insertLayout(0, row(self.back))
        self.column.addWidget(self.state)
        self.column.addWidget(self.table, 1)
        self._presenter = ListingPresenter(self, WhileShown(vault, self), code)
        self._presenter.begin()

    def focus_again(self) -> bool:
        """Give the keyboard to the list."""
        self.table.setFocus()
        return True

    def show_need(self, need: Need | None) -> None:
        """Show everything of a need; the row that was opened stays chosen where it is still there."""
        chosen = self.table.currentIndex().row()
        self._need = need
        self.table.setVisible(need is not None)
        self.state.setText("" if need else "Nothing of this needs you any more.")
        self.state.setVisible(need is None)
        if need is None:
            return
        self.rename(need.heading)
        self.table.setAccessibleName(need.heading)
        self.model.show(need.items)
        at = need.items.index(self._opened) if self._opened in need.items else max(0, chosen)
        self.table.choose(min(at, len(need.items) - 1))

    def _open(self, number: int) -> None:
        self._opened = item = self.model.row_at(number)
        if item.way.kind in self._ways:
            self._ways[item.way.kind](item.way)
