"""The window: what leads to the pages on the left, one page on the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.shared.icons import icon
from ui.shared.theme import tokens
from ui.shared.tokens import SMALL_SPACE
from ui.shared.widgets import kind, words

DEMONSTRATION = "Demonstration: synthetic data. No real child, family or worker."


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: its name, its icon, and what makes its page the first time it is asked for."""

    name: str
    icon: str
    makes: Callable[[], QWidget]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do with the whole window, such as locking it."""

    name: str
    icon: str
    does: Callable[[], None]


class Window(QMainWindow):
    """The main window. It knows pages only as places to go."""

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self.setWindowTitle("Supervision Companion")
        self.resize(1180, 720)
        self._pages = QStackedWidget()
        self._navigation = QWidget()
        self._navigation.setObjectName("navigation")
        self._navigation.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._navigation.setAccessibleName("Where to go")
        self._column = QVBoxLayout(self._navigation)
        self._column.setContentsMargins(0, SMALL_SPACE, 0, SMALL_SPACE)
        self._column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._made: dict[str, QWidget] = {}
        self._places: dict[str, Place] = {}
        self._banner = _banner()
        inside = QWidget()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._navigation)
        across.addWidget(self._pages, 1)
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._banner)
        down.addLayout(across, 1)
        self.setCentralWidget(inside)
        self._navigation.hide()

    def show_alone(self, page: QWidget) -> None:
        """Show one page and nothing that leads elsewhere: before the vault is open."""
        self.clear()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def furnish(self, places: Sequence[Place], below: Sequence[Deed], *, demonstration: bool) -> None:
        """Put up what leads to the pages, and below it what is done with the whole window."""
        self.clear()
        self._banner.setVisible(demonstration)
        for number, place in enumerate(places, 1):
            self._places[place.name] = place
            leads = self._lead(place.name, place.icon, lambda name=place.name: self.go(name))  # type: ignore[misc]
            leads.setCheckable(True)
            self._group.addButton(leads)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), leads)
            shortcut.activated.connect(leads.click)
            leads.setToolTip(f"{place.name} (Ctrl+{number})")
        self._column.addStretch(1)
        for deed in below:
            self._lead(deed.name, deed.icon, deed.does)
        self._navigation.show()

    def _lead(self, name: str, drawing: str, pressed: Callable[[], object]) -> QPushButton:
        leads = QPushButton(icon(drawing, tokens(dark=_is_dark()).text), name)
        leads.setAccessibleName(name)
        kind(leads, "navigation")
        bold = QFont(leads.font())
        bold.setBold(True)
        # The chosen lead is bold, and must not be cut then.
        leads.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(name) + 72)
        leads.clicked.connect(lambda _checked: pressed())
        self._column.addWidget(leads)
        return leads

    def go(self, name: str) -> QWidget:
        """Show a page, making it the first time."""
        for leads in self._group.buttons():
            if leads.text() == name:
                leads.setChecked(True)
        if name not in self._made:
            self._made[name] = self._places[name].makes()
            self._pages.addWidget(self._made[name])
        self._pages.setCurrentWidget(self._made[name])
        return self._made[name]

    def show_over(self, page: QWidget) -> None:
        """Show a page that no lead leads to, such as one child's; the one before it of its kind goes."""
        before = self._made.pop("", None)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        self._made[""] = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def page(self) -> QWidget | None:
        """Return the page that is shown."""
        return self._pages.currentWidget()

    def clear(self) -> None:
        """Take every page and every lead away: what they showed must not stay in memory when the vault is locked."""
        self._made.clear()
        self._places.clear()
        self._banner.hide()
        self._navigation.hide()
        while self._pages.count():
            page = self._pages.widget(0)
            if page is not None:
                self._pages.removeWidget(page)
                page.deleteLater()
        for leads in self._group.buttons():
            self._group.removeButton(leads)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()


def _is_dark() -> bool:
    app = QApplication.instance()
    return bool(app.property("dark")) if app else False


def _banner() -> QFrame:
    banner = QFrame()
    kind(banner, "demonstration")
    across = QHBoxLayout(banner)
    across.setContentsMargins(12, 4, 12, 4)
    label: QLabel = words(DEMONSTRATION)
    across.addWidget(label)
    banner.hide()
    return banner
