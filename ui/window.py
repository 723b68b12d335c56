"""The window: what leads to the pages on the left, one page on the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.navigation import Deed, Navigation, Place
from ui.shared.widgets import kind, words

TITLE = "Supervision Companion"
DEMONSTRATION = "Demonstration: synthetic data. No real child, family or worker."


class Window(QMainWindow):
    """The main window. It knows pages only as places to go."""

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self.setWindowTitle(TITLE)
        self.resize(1180, 720)
        self._pages = QStackedWidget()
        self.navigation = Navigation()
        self._made: dict[str, QWidget] = {}
        self._places: dict[str, Place] = {}
        self._banner = _banner()
        inside = QWidget()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(self._pages, 1)
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._banner)
        down.addLayout(across, 1)
        self.setCentralWidget(inside)

    def show_alone(self, page: QWidget) -> None:
        """Show one page and nothing that leads elsewhere: before the vault is open, and once it is locked."""
        self.clear()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def furnish(self, places: Sequence[Place], below: Sequence[Deed], *, demonstration: bool) -> None:
        """Put up what leads to the pages, and below it what is done with the whole window."""
        self.clear()
        self._banner.setVisible(demonstration)
        self._places = {place.name: place for place in places}
        self.navigation.furnish(places, below, self.go)

    def go(self, name: str) -> QWidget:
        """Show a page, making it the first time."""
        self.navigation.choose(name)
        if name not in self._made:
            self._made[name] = self._places[name].makes()
            self._pages.addWidget(self._made[name])
        self._pages.setCurrentWidget(self._made[name])
        return self._made[name]

    def show_over(self, page: QWidget) -> None:
        """Show a page that no lead leads to, such as one child's; the one before it of its kind goes."""
        self.navigation.choose("")
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
        """Take everything away: what the pages showed must not stay in memory or in the title when all is locked."""
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self.setWindowTitle(TITLE)
        self._made.clear()
        self._places.clear()
        self._banner.hide()
        self.navigation.clear()
        while self._pages.count():
            page = self._pages.widget(0)
            if page is not None:
                self._pages.removeWidget(page)
                page.deleteLater()


def _banner() -> QFrame:
    banner = QFrame()
    kind(banner, "demonstration")
    across = QHBoxLayout(banner)
    across.setContentsMargins(12, 4, 12, 4)
    label: QLabel = words(DEMONSTRATION)
    across.addWidget(label)
    banner.hide()
    return banner
