"""A child's strip for a screen reader: a list, of which each item has a name, a place, and can be opened."""

import shiboken6
from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ui.shared.strip_layout import Placed


class Painted(QWidget):
    """A widget that paints items, of which each is heard; `at` is the number of the one with the keyboard."""

    at = -1

    def placed(self) -> tuple[Placed, ...]:
        """Return every item with its place."""
        raise NotImplementedError

    def at_point(self, point: QPointF) -> int:
        """Return the number of the item at a point, -1 where there is none."""
        raise NotImplementedError


_heard: dict[int, "HeardStrip"] = {}
"""Each strip that was asked about: Qt does not keep what Python made."""


def said(placed: Placed) -> str:
    """Return an item as it is heard: its lane, unless its sentence begins with it, and all of it in words."""
    return placed.item.said if placed.item.said.startswith(placed.lane) else f"{placed.lane}. {placed.item.said}"


_spare: list["HeardItem"] = []
"""Items of strips that are gone. Somebody may still ask Qt about one, and Qt never lets go of it: it is used again."""


class HeardItem(QAccessibleInterface):
    """One item of the strip, by its number."""

    def __init__(self) -> None:
        """Make one that is of no strip yet."""
        super().__init__()
        self._heard: HeardStrip | None = None
        self._number = -1

    def belong(self, heard: "HeardStrip | None", number: int) -> None:
        """Be of a strip, with a number there; or of none any more."""
        self._heard, self._number = heard, number

    def _view(self) -> Painted | None:
        return self._heard.view() if self._heard is not None else None

    def _placed(self) -> Placed | None:
        view = self._view()
        placed = view.placed() if view is not None else ()
        return placed[self._number] if 0 <= self._number < len(placed) else None

    def isValid(self) -> bool:  # noqa: N802 - Qt's own name
        """Return whether it is still there."""
        return self._placed() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """Return nothing: it is painted, and no widget of its own."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """Return the window it is in."""
        return self._heard.window() if self._heard is not None else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the strip."""
        return self._heard

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return nothing: it has no parts."""
        return None

    def childCount(self) -> int:  # noqa: N802 - Qt's own name
        """Return that it has no parts."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's own name
        """Return that nothing is a part of it."""
        return -1

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        """Return nothing: it has no parts."""
        return None

    def role(self) -> QAccessible.Role:
        """Return that it is an item of a list."""
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        """Return where it is on the screen."""
        view, placed = self._view(), self._placed()
        if view is None or placed is None:
            return QRect()
        place = placed.ring.toRect()
        return QRect(view.mapToGlobal(place.topLeft()), place.size())

    def text(self, kind: QAccessible.Text) -> str:
        """Return its words as its name."""
        placed = self._placed()
        return said(placed) if placed is not None and kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:  # noqa: N802 - Qt's own name
        """Do nothing: what is recorded is not changed here."""

    def state(self) -> QAccessible.State:
        """Return whether it has the keyboard, and whether it is among the days that are looked at."""
        state = QAccessible.State()
        view, placed = self._view(), self._placed()
        if view is None or placed is None:
            state.invalid = True
            return state
        state.focusable = state.selectable = True
        state.offscreen = not placed.seen
        state.focused = state.selected = view.at == self._number and view.hasFocus()
        return state

    def foregroundColor(self) -> QColor:  # noqa: N802 - Qt's own name
        """Return the colour of its words."""
        return self._heard.foregroundColor() if self._heard is not None else QColor()

    def backgroundColor(self) -> QColor:  # noqa: N802 - Qt's own name
        """Return the colour behind it."""
        return self._heard.backgroundColor() if self._heard is not None else QColor()


class HeardStrip(QAccessibleWidget):
    """The whole strip: a list with as many items as are painted."""

    def __init__(self, view: Painted) -> None:
        """Take the strip as it is painted."""
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view
        self._items: list[HeardItem] = []

    def view(self) -> Painted | None:
        """Return the strip as it is painted, None once it is gone."""
        return self._view if shiboken6.isValid(self._view) else None

    def give_items_back(self) -> None:
        """Let the items be used for another strip."""
        for item in self._items:
            item.belong(None, -1)
        _spare.extend(self._items)
        self._items = []

    def childCount(self) -> int:  # noqa: N802 - Qt's own name
        """Return how many items there are."""
        view = self.view()
        return len(view.placed()) if view is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return an item by its number."""
        if not 0 <= index < self.childCount():
            return None
        while len(self._items) <= index:
            item = _spare.pop() if _spare else HeardItem()
            item.belong(self, len(self._items))
            self._items.append(item)
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's own name
        """Return an item's number."""
        return next((at for at, one in enumerate(self._items) if one is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        """Return the item at a point of the screen."""
        view = self.view()
        if view is None:
            return None
        return self.child(view.at_point(view.mapFromGlobal(QPoint(x, y)).toPointF()))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        """Return the item that has the keyboard."""
        view = self.view()
        return self.child(view.at) if view is not None and view.hasFocus() else None


def _made(_class: str, what: QObject) -> QAccessibleInterface | None:
    """Return what is heard of a strip; of anything else Qt knows itself."""
    if not isinstance(what, Painted):
        return None
    heard = _heard[id(what)] = HeardStrip(what)
    return heard


_begun: list[bool] = []


def begin() -> None:
    """Have strips heard, from the first that is made on."""
    if not _begun:
        QAccessible.installFactory(_made)
        _begun.append(True)


def forget(view: int) -> None:
    """Keep nothing of a strip that is gone, given by its `id`; its items wait for the next one."""
    heard = _heard.pop(view, None)
    if heard is not None:
        heard.give_items_back()


def focus_moved(view: Painted, at: int) -> None:
    """Tell a screen reader that the keyboard is on another item."""
    if QAccessible.isActive() and view.hasFocus():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(at)
        QAccessible.updateAccessibility(event)
