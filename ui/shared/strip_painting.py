"""Painting a child's strip: each thing by its shape, its pattern and its words, and by its colour only besides."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from supervision_app.domain.strip_items import (
    AHEAD,
    BAR,
    BRIEFLY,
    CLOSED,
    DECIDED,
    GAP,
    HELD,
    LATE,
    LEGAL,
    MANAGER,
    MARK,
    NOT_TODAY,
    OPEN,
    PLACE,
    WITHOUT,
    WORKER,
    Item,
)
from ui.shared.strip_layout import PAD, Laid, Placed
from ui.shared.tokens import Tokens

_FILLS = {PLACE: "accent_soft", LEGAL: "panel", WORKER: "good_soft", MANAGER: "panel"}
_LINES = {PLACE: "accent", LEGAL: "border", WORKER: "good", MANAGER: "border", OPEN: "warning", CLOSED: "good"}
_MARKS = {HELD: "accent", BRIEFLY: "accent", NOT_TODAY: "quiet", DECIDED: "text", AHEAD: "text", LATE: "danger"}
_ROUND = 4.0
_CENTRED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Look:
    """The colours, the type, and whether strong contrast is asked for: then lines are thick and nothing is tinted."""

    colours: Tokens
    font: QFont
    strong: bool = False

    def colour(self, name: str) -> QColor:
        """Return a colour by its name; with strong contrast all but the page is as the text."""
        if self.strong and name not in {"page", "focus"}:
            name = "page" if name in {"accent_soft", "good_soft", "panel", "rule"} else "text"
        return QColor(self.colours.colours()[name])

    def pen(self, name: str, wide: float = 1.2, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """Return a pen of a colour."""
        return QPen(self.colour(name), wide * 1.6 if self.strong else wide, style)


def paint(painter: QPainter, laid: Laid, look: Look, focus: Item | None = None) -> None:
    """Paint the strip; the item with the keyboard has a ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font)
    painter.fillRect(QRectF(0, 0, laid.width, laid.height), look.colour("page"))
    _axis(painter, laid, look)
    for lane in laid.lanes:
        painter.setPen(look.colour("text"))
        painter.drawText(lane.place, _CENTRED, lane.name)
    _today(painter, laid, look)
    painter.save()
    painter.setClipRect(QRectF(laid.left - 1, 0, laid.right - laid.left + 2 + PAD, laid.height))
    for placed in laid.placed:
        if placed.seen:
            _item(painter, placed, laid, look)
    painter.restore()
    for placed in laid.placed:
        if placed.item is focus and placed.seen:
            _ring(painter, placed, laid, look)


def _axis(painter: QPainter, laid: Laid, look: Look) -> None:
    metrics = painter.fontMetrics()
    for tick in laid.ticks:
        painter.setPen(look.pen("rule", 1.0))
        painter.drawLine(QPointF(tick.x, laid.axis - 4), QPointF(tick.x, laid.height - metrics.height() - PAD))
        painter.setPen(look.colour("quiet"))
        painter.drawText(QPointF(tick.x + 3, metrics.ascent() + 2), tick.words)


def _today(painter: QPainter, laid: Laid, look: Look) -> None:
    if not laid.left <= laid.today <= laid.right:
        return
    metrics = painter.fontMetrics()
    bottom = laid.height - metrics.height() - PAD
    painter.setPen(look.pen("text", 2.0))
    painter.drawLine(QPointF(laid.today, laid.axis - 4), QPointF(laid.today, bottom))
    wide = metrics.horizontalAdvance("Today")
    painter.drawText(QPointF(min(laid.today - wide / 2, laid.right - wide), bottom + metrics.ascent() + 2), "Today")


def _item(painter: QPainter, placed: Placed, laid: Laid, look: Look) -> None:
    item = placed.item
    if item.shape == MARK:
        _mark(painter, placed, look)
    elif item.shape == GAP:
        _gap(painter, placed, look)
    elif item.stretches:
        _action(painter, placed, laid, look)
    else:
        _bar(painter, placed, laid, look)
    if placed.words.width() > 0:
        _words(painter, placed, laid, look)


def _words(painter: QPainter, placed: Placed, laid: Laid, look: Look) -> None:
    """Write what an item is; outside of its bar on the page's own colour, so that no line goes through it."""
    item, metrics = placed.item, painter.fontMetrics()
    label = f"… {item.label}" if item.shape == BAR and placed.drawn.left() < laid.left else item.label
    if item.shape == GAP and metrics.horizontalAdvance(label) > placed.words.width() + 1:
        label = "?"
    # How long an action is open stands at its end.
    mode = Qt.TextElideMode.ElideMiddle if item.stretches else Qt.TextElideMode.ElideRight
    words = metrics.elidedText(label, mode, int(placed.words.width()) + 1)
    if item.shape != BAR or item.stretches or not placed.drawn.contains(placed.words):
        wide = metrics.horizontalAdvance(words)
        left = placed.words.left() + ((placed.words.width() - wide) / 2 if item.tone == WITHOUT else 0)
        high = float(metrics.height())
        painter.fillRect(QRectF(left - 2, placed.words.center().y() - high / 2, wide + 4, high), look.colour("page"))
    late = item.tone in {LATE, WITHOUT}
    painter.setPen(look.colour("danger" if late else "quiet" if item.shape == GAP else "text"))
    painter.drawText(placed.words, Qt.AlignmentFlag.AlignCenter if item.tone == WITHOUT else _CENTRED, words)


def _bar(painter: QPainter, placed: Placed, laid: Laid, look: Look) -> None:
    item, box = placed.item, placed.drawn.adjusted(0.6, 1, -0.6, -1)
    painter.setPen(look.pen(_LINES[item.tone]))
    painter.setBrush(look.colour(_FILLS[item.tone]))
    painter.drawRoundedRect(box, _ROUND, _ROUND)
    if item.or_before and box.left() > laid.left:
        _or_before(painter, box, look, item)


def _or_before(painter: QPainter, box: QRectF, look: Look, item: Item) -> None:
    """Leave the left side open, with dots that lead there: nobody knows how long before it began."""
    painter.setPen(look.pen("page", 4.0))
    painter.drawLine(QPointF(box.left(), box.top() + _ROUND), QPointF(box.left(), box.bottom() - _ROUND))
    painter.setPen(look.pen(_LINES[item.tone], 2.0, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(box.left(), box.top() + 2), QPointF(box.left(), box.bottom() - 2))


def _gap(painter: QPainter, placed: Placed, look: Look) -> None:
    box = placed.drawn
    if placed.item.tone == WITHOUT:
        y = box.top() + 3 + painter.fontMetrics().height() * 0.4
        radius = painter.fontMetrics().height() * 0.4 + 1
        painter.setPen(look.pen("danger", 1.8, Qt.PenStyle.DashLine))
        end = box.right() - (0 if placed.item.lasts else radius)
        painter.drawLine(QPointF(min(box.left() + radius, end), y), QPointF(end, y))
        return
    painter.setPen(look.pen("border", 1.0, Qt.PenStyle.DashLine))
    painter.setBrush(QBrush(look.colour("border"), Qt.BrushStyle.BDiagPattern))
    box = box.adjusted(1, 2, -1, -2)
    painter.setOpacity(0.45)
    painter.drawRect(box)
    painter.setOpacity(1.0)


def _action(painter: QPainter, placed: Placed, laid: Laid, look: Look) -> None:
    """Draw an action's time: full where somebody had it, empty where nobody did, a stroke at each change of hands."""
    item, box = placed.item, placed.drawn
    line = _LINES[item.tone]
    for number, part in enumerate(item.stretches):
        left = box.left() if number == 0 else laid.x(part.since)
        last = number == len(item.stretches) - 1
        right = box.right() if last else laid.x(part.until)
        if right < box.left() or left > box.right():
            continue
        held = QRectF(QPointF(max(left, box.left()), box.top() + 2), QPointF(max(right, left + 2), box.bottom() - 2))
        pattern = Qt.BrushStyle.SolidPattern if number % 2 == 0 else Qt.BrushStyle.Dense3Pattern
        painter.setPen(look.pen(line))
        painter.setBrush(QBrush(look.colour(line), pattern) if part.holders else Qt.BrushStyle.NoBrush)
        painter.drawRect(held)
        if number:
            painter.setPen(look.pen("text", 2.0))
            painter.drawLine(QPointF(left, box.top() - 2), QPointF(left, box.bottom() + 2))
    if item.due and item.lasts:
        _due(painter, laid.x(item.due), box, look)


def _due(painter: QPainter, x: float, box: QRectF, look: Look) -> None:
    painter.setPen(look.pen("text", 1.6))
    painter.setBrush(look.colour("page"))
    y = box.center().y()
    painter.drawPolygon(QPolygonF([QPointF(x - 5, y), QPointF(x, y - 6), QPointF(x + 5, y), QPointF(x, y + 6)]))


def _mark(painter: QPainter, placed: Placed, look: Look) -> None:
    """Draw one day: full and empty circles, a struck one, a diamond, and triangles for what is ahead or late."""
    tone, box = placed.item.tone, placed.drawn.adjusted(1, 1, -1, -1)
    painter.setPen(look.pen(_MARKS[tone], 2.0))
    painter.setBrush(look.colour(_MARKS[tone] if tone in {HELD, LATE} else "page"))
    if tone in {HELD, BRIEFLY, NOT_TODAY}:
        painter.drawEllipse(box)
    if tone == NOT_TODAY:
        painter.drawLine(box.bottomLeft(), box.topRight())
    middle = box.center()
    if tone == DECIDED:
        sides = [QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y())]
        painter.drawPolygon(QPolygonF([*sides, QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y())]))
    if tone in {AHEAD, LATE}:
        below = [box.topLeft(), box.topRight(), QPointF(middle.x(), box.bottom())]
        painter.drawPolygon(QPolygonF(below))


def _ring(painter: QPainter, placed: Placed, laid: Laid, look: Look) -> None:
    """Draw the ring in two strokes, so that it is seen on whatever it lies."""
    box = placed.ring.intersected(QRectF(laid.left - 4, 0, laid.right - laid.left + 8 + PAD, laid.height))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for name, wide in (("page", 6.0), ("focus", 3.0)):
        painter.setPen(QPen(look.colour(name), wide))
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), _ROUND, _ROUND)
