"""A child's strip as it is looked at: moved through item by item, near or far, and heard."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from supervision_app.domain.strip_items import Item, Strip
from ui.shared import strip_heard
from ui.shared.strip_layout import Laid, Placed, Window, lay_out, nearer, recorded, to_show, whole, within
from ui.shared.strip_painting import Look, paint
from ui.shared.theme import is_dark, tokens

STEP = 1.5
"""How many times nearer one step is."""
_MOVE = 0.2
"""What part of the days that are looked at is moved by in one step."""
_NAME = "What happened when: arrow keys move from one to the next, Enter opens, plus and minus go near and far"


class StripView(strip_heard.Painted):
    """The strip. Arrow keys move between items and rows, Enter opens; plus and minus go near and far, nought to all."""

    chosen = Signal(str)

    def __init__(self, opened: Callable[[str], object]) -> None:
        """Take what opens the place that an item was made from."""
        super().__init__()
        strip_heard.begin()
        self.destroyed.connect(partial(strip_heard.forget, id(self)))
        self._opened = opened
        self.strip: Strip | None = None
        self._window, self._most = Window(0, 1), Window(0, 1)
        self._laid: Laid | None = None
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(False)
        self.setAccessibleName(_NAME)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strip(self, strip: Strip) -> None:
        """Show a strip; the same item keeps the keyboard where it is still there, and the days stay as they were."""
        before, first = self.item(), self.strip is None
        self.strip = strip
        self._most = whole(strip)
        self._window = recorded(strip) if first else self._kept()
        self._lay()
        self.at = next((at for at, one in enumerate(self.placed()) if before and _same(one.item, before)), -1)
        self.updateGeometry()

    def _kept(self) -> Window:
        days = min(self._window.days, self._most.days)
        return within(Window(self._window.last - days, self._window.last), self._most)

    def placed(self) -> tuple[Placed, ...]:
        """Return every item with its place, lane by lane."""
        return self._laid.placed if self._laid else ()

    def laid(self) -> Laid | None:
        """Return where everything stands now."""
        return self._laid

    def window_shown(self) -> Window:
        """Return the days that are looked at."""
        return self._window

    def item(self) -> Item | None:
        """Return the item that the keyboard is on."""
        placed = self.placed()
        return placed[self.at].item if 0 <= self.at < len(placed) else None

    def look(self) -> Look:
        """Return the colours and the type of now."""
        hints = QGuiApplication.styleHints()
        accessibility = hints.accessibility()
        strong = accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
        return Look(tokens(dark=is_dark()), self.font(), strong)

    def _lay(self) -> None:
        if self.strip is not None:
            self._laid = lay_out(self.strip, QFontMetricsF(self.font()), float(self.width()), self._window)
            high = int(self._laid.height) + 1
            if high != self.height():
                self.setFixedHeight(high)
        self.update()

    def choose(self, at: int) -> None:
        """Move the keyboard to an item by its number, show it, and say it."""
        placed = self.placed()
        if not placed:
            return
        self.at = max(0, min(at, len(placed) - 1))
        item = placed[self.at].item
        shown = to_show(self._window, item, self._most)
        if shown != self._window:
            self._window = shown
            self._lay()
        self.update()
        self.chosen.emit(strip_heard.said(self.placed()[self.at]))
        strip_heard.focus_moved(self, self.at)

    def go(self, nearer_by: float) -> None:
        """Look at fewer days, or at more where it is less than one: around the item, or around the middle."""
        item = self.item()
        middle = (self._window.first + self._window.last) / 2
        around = item.until.toordinal() if item else middle
        around = around if self._window.first <= around <= self._window.last else middle
        self._look_at(nearer(self._window, around, nearer_by, self._most))

    def look_at_all(self) -> None:
        """Look at everything."""
        self._look_at(self._most)

    def move(self, steps: float) -> None:  # type: ignore[override]
        """Look at later days, or at earlier ones where it is less than nought."""
        by = self._window.days * _MOVE * steps
        self._look_at(within(Window(self._window.first + by, self._window.last + by), self._most))

    def _look_at(self, window: Window) -> None:
        self._window = window
        self._lay()

    def open_item(self) -> None:
        """Open what the item was made from, where there is something."""
        item = self.item()
        if item and item.leads:
            self._opened(item.leads)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Move, go near or far, or open."""
        if not self._pressed(Qt.Key(event.key()), event.modifiers()):
            super().keyPressEvent(event)

    def _pressed(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Right: lambda: self._along(1),
            Qt.Key.Key_Left: lambda: self._along(-1),
            Qt.Key.Key_Down: lambda: self._across(1),
            Qt.Key.Key_Up: lambda: self._across(-1),
            Qt.Key.Key_Home: lambda: self.choose(0),
            Qt.Key.Key_End: lambda: self.choose(len(self.placed()) - 1),
            Qt.Key.Key_Plus: lambda: self.go(STEP),
            Qt.Key.Key_Equal: lambda: self.go(STEP),
            Qt.Key.Key_Minus: lambda: self.go(1 / STEP),
            Qt.Key.Key_0: self.look_at_all,
            Qt.Key.Key_Return: self.open_item,
            Qt.Key.Key_Enter: self.open_item,
        }
        if key not in keys:
            return False
        keys[key]()
        return True

    def _along(self, step: int) -> None:
        placed, to = self.placed(), self.at + step
        if 0 <= to < len(placed) and (self.at < 0 or placed[to].row == placed[self.at].row):
            self.choose(to)

    def _across(self, step: int) -> None:
        """Move to the row above or below: to what was at the same time there, or nearest to it."""
        placed = self.placed()
        here = placed[self.at] if 0 <= self.at < len(placed) else None
        rows = sorted({one.row for one in placed})
        wanted = rows.index(here.row) + step if here else 0
        if not here or not 0 <= wanted < len(rows):
            return
        there = [at for at, one in enumerate(placed) if one.row == rows[wanted]]
        self.choose(min(there, key=lambda at: _apart(placed[at].item, here.item)))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Begin at the first item, and say the one that the keyboard is on."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose(max(self.at, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw no ring while the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Choose what was pressed."""
        at = self.at_point(event.position())
        if at >= 0:
            self.choose(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep the release: what was pressed was chosen."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Open what was pressed twice."""
        if self.at_point(event.position()) >= 0:
            self.open_item()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        """Go near or far with Ctrl, earlier or later with Shift; without them the page scrolls."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go(STEP if turned > 0 else 1 / STEP)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.move(-1 if turned > 0 else 1)
        else:
            event.ignore()
            return
        event.accept()

    def at_point(self, point: QPointF) -> int:
        """Return the number of the item at a point, the smallest where there are several; -1 where there is none."""
        seen = [(at, one.ring) for at, one in enumerate(self.placed()) if one.seen]
        found = [(ring.width(), at) for at, ring in seen if ring.contains(point)]
        return min(found)[1] if found else -1

    def event(self, event: QEvent) -> bool:
        """Show all of an item in words under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.at_point(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.placed()[at].item.said if at >= 0 else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Make room when the type changes, and paint anew when the colours do."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the width that there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Ask for the height that all rows need."""
        return QSize(600, int(self._laid.height) + 1 if self._laid else 80)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint it."""
        if self._laid is not None:
            painter = QPainter(self)
            paint(painter, self._laid, self.look(), self.item() if self.hasFocus() else None)
            painter.end()


def _same(one: Item, other: Item) -> bool:
    return (one.shape, one.tone, one.since, one.leads) == (other.shape, other.tone, other.since, other.leads)


def _apart(one: Item, other: Item) -> int:
    """Return how many days lie between two items: none where they were at the same time."""
    day = other.until if other.lasts else other.since
    if one.since <= day <= one.until:
        return 0
    return min(abs((one.since - day).days), abs((one.until - day).days))
