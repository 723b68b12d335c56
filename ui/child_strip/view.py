"""The page of a child's strip: to look at, to go near and far in, as a table, as a picture, and on paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from supervision_app.services.read_models import ChildStrip
from ui.child_strip.presenter import StripPresenter, rows_of, unknown_words
from ui.child_strip.table_model import StripTableModel
from ui.shared.asking import Asking
from ui.shared.flow import Flow
from ui.shared.strip_paper import picture, print_strip, title_of
from ui.shared.strip_view import STEP, StripView
from ui.shared.table import Table
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, row, words

TABLE_KEYS = "Ctrl+T"
_TABLE, _STRIP = "Show it as a table", "Show it as a strip"
_HOW = "Arrow keys move from one to the next. Enter opens what it was made from. Plus and minus go nearer and further."
_COPIED = "Copied. The picture names people of this child’s record: paste it only where the record may be kept."


class StripPage(Page):
    """The strip of one child."""

    def __init__(
        self,
        vault: Asking,
        case_id: str,
        opened: Callable[[str], object],
        back: Callable[[], object],
        prints: Callable[[QWidget, ChildStrip], object] = print_strip,
    ) -> None:
        """Take the vault, the child's id, what opens an item on the child's page, what leads back, and what prints."""
        super().__init__("What happened when")
        self._opened, self._prints = opened, prints
        self._found: ChildStrip | None = None
        self.back = button("Back", back)
        self.back.setToolTip("Back (Alt+Left)")
        self.strip = StripView(opened)
        self.said = words(_HOW)
        self.strip.chosen.connect(self.said.setText)
        self.unknown = words("", look="quiet")
        self.model = StripTableModel()
        self.table = Table("What happened when, as a table", self._open_row)
        self.open = self.table.opener("Open it")
        self._furnish_table()
        self.nearing = Flow(self._nearing())
        self.column.insertLayout(0, row(self.back))
        for widget in (Flow(self._head()), self.nearing, self.said, self.strip, self.unknown, self.table):
            self.column.addWidget(widget)
        self.column.addLayout(row(self.open))
        self.column.addStretch(1)
        QShortcut(QKeySequence(TABLE_KEYS), self).activated.connect(self.turn)
        self._show_table(on=False)
        self._presenter = StripPresenter(self, WhileShown(vault, self), case_id)
        self._presenter.begin()

    def _furnish_table(self) -> None:
        self.table.setModel(self.model)
        self.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.table.share(14, 18, 16, 10, 60)
        self.table.setWordWrap(False)

    def _head(self) -> list[QWidget]:
        self.twin = button(_TABLE, self.turn)
        self.twin.setToolTip(f"{_TABLE} ({TABLE_KEYS})")
        self.copy = button("Copy as a picture", self._copy)
        self.print = button("Print", self._print)
        return [self.twin, self.copy, self.print]

    def _nearing(self) -> list[QWidget]:
        deeds: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Nearer", lambda: self.strip.go(STEP)),
            ("Further", lambda: self.strip.go(1 / STEP)),
            ("All of it", self.strip.look_at_all),
            ("Earlier", lambda: self.strip.move(-1)),
            ("Later", lambda: self.strip.move(1)),
        )
        self.nearer: list[QPushButton] = [button(name, does) for name, does in deeds]
        return [*self.nearer]

    def show_strip(self, found: ChildStrip) -> None:
        """Show the strip, and the same as a table."""
        self._found = found
        self.rename(title_of(found))
        self.strip.show_strip(found.strip)
        self.model.show(rows_of(found))
        self.unknown.setText(unknown_words(found))
        # Most sentences take two lines at most: what is below does not jump.
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())
        self._show_table(on=self.table.isVisibleTo(self))

    def turn(self) -> None:
        """Show it as a table, or as a strip again; the keyboard goes along."""
        on = not self.table.isVisibleTo(self)
        inside = self.strip.hasFocus() or self.table.hasFocus()
        self._show_table(on=on)
        if inside:
            (self.table if on else self.strip).setFocus()
        announce(self, "Shown as a table." if on else "Shown as a strip.")

    def _show_table(self, *, on: bool) -> None:
        for twin in (self.table, self.open):
            twin.setVisible(on)
        for painted in (self.strip, self.nearing, self.said):
            painted.setVisible(not on)
        self.unknown.setVisible(not on and bool(self.unknown.text()))
        self.twin.setText(_STRIP if on else _TABLE)
        self.twin.setAccessibleName(self.twin.text())
        self.twin.setToolTip(f"{self.twin.text()} ({TABLE_KEYS})")

    def _open_row(self, number: int) -> None:
        if leads := self.model.row_at(number).item.leads:
            self._opened(leads)

    def _copy(self) -> None:
        if self._found is not None:
            QGuiApplication.clipboard().setImage(picture(self._found, self.strip.window_shown()))
            self.said.setText(_COPIED)
            self.said.setVisible(True)
            announce(self, _COPIED)

    def _print(self) -> None:
        if self._found is not None:
            self._prints(self, self._found)
