"""The window: what leads to the pages on the left, one page on the right."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.navigation import Deed, Navigation, Place
from ui.shared.dropping import Dropped, Dropping
from ui.shared.keeping import KeepsTyped
from ui.shared.widgets import announce, kind, words

TITLE = "Supervision Companion"
DEMONSTRATION = "Demonstration: synthetic data. No real child, family or worker."

BACK_KEYS = "Alt+Left"
_OF_THE_SCREEN = 0.92
_DEEPEST = 12
"""How many pages one over the other are kept to go back to; before that, the one furthest back goes."""


@runtime_checkable
class ComesBack(Protocol):
    """A page that knows where the keyboard belongs when it is shown: on what led away from it, or where it begins.

    A focus proxy would do so too, but Tab then leaves out what stands before the proxy.
    """

    def focus_again(self) -> bool:
        """Give the keyboard to that part; False where there is none."""


@runtime_checkable
class SaysProblems(Protocol):
    """A page that can say what is wrong."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


class Window(QMainWindow):
    """The main window. It knows pages only as places to go."""

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self.setWindowTitle(TITLE)
        self.resize(QSize(1366, 820).boundedTo(self.screen().availableSize() * _OF_THE_SCREEN))
        self._pages = QStackedWidget()
        self.navigation = Navigation()
        self._made: dict[str, QWidget] = {}
        self._places: dict[str, Place] = {}
        self._place = ""
        self.may_close: Callable[[], bool] = lambda: True
        self._over: list[QWidget] = []
        self._dropping = Dropping(self)
        self._banner, self._said = _banner(words(DEMONSTRATION)), words("")
        self._warning = _banner(self._said)
        self._warnings: dict[str, str] = {}
        QShortcut(QKeySequence(BACK_KEYS), self).activated.connect(self.back)
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
        down.addWidget(self._warning)
        down.addLayout(across, 1)
        self.setCentralWidget(inside)

    def show_alone(self, page: QWidget) -> None:
        """Show one page and nothing that leads elsewhere: before the vault is open, and once it is locked."""
        self.clear()
        if isinstance(page, QScrollArea):
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def furnish(self, places: Sequence[Place], below: Sequence[Deed], *, demonstration: bool) -> None:
        """Put up what leads to the pages, and below it what is done with the whole window."""
        self.clear()
        self._banner.setVisible(demonstration)
        self._places = {place.name: place for place in places}
        self.navigation.furnish(places, below, self.go)

    @property
    def warning(self) -> str:
        """Return what is said above every page, or nothing."""
        return self._said.text() if self._warning.isVisibleTo(self) else ""

    def warn(self, sentence: str, about: str = "") -> None:
        """Say something above every page, and aloud; with an empty sentence nothing about that any more."""
        self._warnings.pop(about, "")
        self._warnings |= {about: sentence} if sentence else {}
        self._said.setText("\n".join(self._warnings.values()))
        self._warning.setVisible(bool(self._warnings))
        if sentence:
            announce(self, sentence)

    def go(self, name: str) -> QWidget:
        """Show a page, making it the first time; what was shown over another goes."""
        over, self._over = self._over, []
        self._place = name
        self.navigation.choose(name)
        if name not in self._made:
            self._made[name] = self._places[name].makes()
            self._pages.addWidget(self._made[name])
        self._pages.setCurrentWidget(self._made[name])
        for page in over:
            self._drop(page)
        return self._made[name]

    def show_over(self, page: QWidget) -> None:
        """Show a page that no lead leads to, such as one child's; `back` leads to the one before it."""
        self.navigation.choose("")
        self._over.append(page)
        if len(self._over) > _DEEPEST:
            self._drop(self._over.pop(0))
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._focus_again(page)

    def back(self) -> None:
        """Go back to the page before, to where the keyboard was on it; nothing where one came from nowhere."""
        if not self._over:
            return
        left = self._over.pop()
        if self._over:
            page = self._over[-1]
            self._pages.setCurrentWidget(page)
        else:
            page = self.go(self._place)
        self._drop(left)
        self._focus_again(page)

    def _focus_again(self, page: QWidget) -> None:
        """Give the keyboard to where it was on the page, which each widget remembers of its own."""
        if isinstance(page, ComesBack) and page.focus_again():
            return
        before: QWidget | None = page.focusWidget()
        (before or page).setFocus()

    def _drop(self, page: QWidget) -> None:
        self._pages.removeWidget(page)
        if isinstance(page, KeepsTyped):
            # It stays, hidden, until the vault has taken what was typed on it.
            page.keeping.when_kept(page.deleteLater)
        else:
            page.deleteLater()

    def over(self) -> list[QWidget]:
        """Return the pages that stand over the one that a lead leads to, the one that is shown last."""
        return list(self._over)

    def stuck(self) -> bool:
        """Return whether something typed on any page, shown or not, could not be kept."""
        pages: list[object] = list(self._pages.children())
        return any(page.keeping.stuck for page in pages if isinstance(page, KeepsTyped))

    def show_again(self, page: QWidget) -> None:
        """Go back to a page that stands under others."""
        while self._over and self._over[-1] is not page:
            self.back()

    def take_drops(self, taken: Callable[[Dropped], object]) -> None:
        """Take what is dropped anywhere on the window, until all is locked."""
        self._dropping.take(taken)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Watch for what is dropped as soon as there is a window to drop it on."""
        super().showEvent(event)
        self._dropping.watch(self.windowHandle())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own name
        """Stay open where something typed would be lost, until it is meant."""
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

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
        self._over.clear()
        self._dropping.take(None)
        self._banner.hide()
        self._warnings.clear()
        self.warn("")
        self.navigation.clear()
        while self._pages.count():
            page = self._pages.widget(0)
            if page is not None:
                self._pages.removeWidget(page)
                page.deleteLater()


def _banner(said: QLabel) -> QFrame:
    banner = QFrame()
    kind(banner, "demonstration")
    across = QHBoxLayout(banner)
    across.setContentsMargins(12, 4, 12, 4)
    across.addWidget(said)
    banner.hide()
    return banner
