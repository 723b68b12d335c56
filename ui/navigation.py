"""What leads to the pages, and below it what is done with the whole window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.shared.icons import icon
from ui.shared.theme import is_dark, tokens
from ui.shared.tokens import SMALL_SPACE
from ui.shared.widgets import kind

_BESIDE_THE_NAME = 56
"""The mark of the chosen one, and the space around icon and name, in pixels."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: its name, its icon, and what makes its page the first time it is asked for."""

    name: str
    icon: str
    makes: Callable[[], QWidget]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do with the whole window, such as locking it, and the keys that do it too."""

    name: str
    icon: str
    does: Callable[[], object]
    keys: str = ""


class _Lead(QPushButton):
    """One line of the navigation, wide enough for its name in bold. The lead to the place one is in is checked."""

    def __init__(
        self, name: str, drawing: str, pressed: Callable[[], object], keys: str, *, place: bool = False
    ) -> None:
        super().__init__(name)
        self._drawing = drawing
        self.setAccessibleName(name)
        kind(self, "navigation")
        self.setCheckable(place)
        if place:
            # A screen reader checks it, where the mouse and the keys press it: both lead there.
            self.toggled.connect(lambda on: pressed() if on else None)
        else:
            self.clicked.connect(lambda _checked: pressed())
        if keys:
            self.setToolTip(f"{name} ({keys})")
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self.click)
        self.recolour()
        self._fit()

    def recolour(self) -> None:
        """Draw the icon in the colour of the theme that is worn now."""
        self.setIcon(icon(self._drawing, tokens(dark=is_dark()).text))

    def become(self, name: str, drawing: str) -> None:
        """Take another name and icon; what it does stays."""
        self.setText(name)
        self.setAccessibleName(name)
        self._drawing = drawing
        self.recolour()
        self._fit()

    def _fit(self) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        size = self.fontMetrics().height()
        self.setIconSize(QSize(size, size))
        self.setMinimumWidth(size + QFontMetrics(bold).horizontalAdvance(self.text()) + _BESIDE_THE_NAME)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.text():
            self._fit()


class Navigation(QScrollArea):
    """The column on the left. It scrolls where large type leaves no room for all of it."""

    def __init__(self) -> None:
        """Make it empty and hidden."""
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName("Where to go")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._group = QButtonGroup(self)
        self._begin()
        self.hide()

    def _begin(self) -> None:
        inside = QWidget()
        inside.setObjectName("navigation-inside")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, SMALL_SPACE, 0, SMALL_SPACE)
        self._column.setSpacing(2)
        self._leads: list[_Lead] = []
        self.setWidget(inside)

    def furnish(self, places: Sequence[Place], below: Sequence[Deed], go: Callable[[str], object]) -> None:
        """Put up what leads to the places, and what is done below."""
        self.clear()
        for number, place in enumerate(places, 1):
            leads = partial(go, place.name)
            self._group.addButton(self._add(_Lead(place.name, place.icon, leads, f"Ctrl+{number}", place=True)))
        self._column.addStretch(1)
        for deed in below:
            self._add(_Lead(deed.name, deed.icon, deed.does, deed.keys))
        self.fit()
        self.show()

    def _add(self, lead: _Lead) -> _Lead:
        self._leads.append(lead)
        self._column.addWidget(lead)
        return lead

    def choose(self, name: str) -> None:
        """Show which place one is in; a name that is no place chooses none. It leads nowhere."""
        self._group.setExclusive(False)
        for lead in self._group.buttons():
            blocked = QSignalBlocker(lead)
            lead.setChecked(lead.text() == name)
            blocked.unblock()
        self._group.setExclusive(True)

    def focus(self, name: str) -> None:
        """Give the keyboard to the lead of this name."""
        for lead in self._leads:
            if lead.text() == name:
                lead.setFocus()

    def look_again(self, below: Sequence[Deed]) -> None:
        """Draw every icon again for the theme that is worn now; what is done below may have other names."""
        under = [one for one in self._leads if not one.isCheckable()]
        for lead in self._leads:
            lead.recolour()
        for lead, deed in zip(under, below, strict=False):
            lead.become(deed.name, deed.icon)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the longest name, and the bar where there is one."""
        widest = max((lead.minimumWidth() for lead in self._leads), default=0)
        self.setFixedWidth(widest + self.verticalScrollBar().sizeHint().width())

    def clear(self) -> None:
        """Take everything away."""
        for lead in self._group.buttons():
            self._group.removeButton(lead)
        self._begin()
        self.hide()
