"""Where everything of a child's strip stands, for a width, a size of type and the days that are looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from supervision_app.domain.entries import MONTHS
from supervision_app.domain.strip_items import CLOSED, GAP, MARK, OPEN, WITHOUT, Item, Strip

LEAST_DAYS = 28
"""The fewest days that are looked at, however near one goes."""
LEAST_TARGET = 26.0
PAD = 8.0
_NAMES_AT_MOST = 0.24
_FEW_LETTERS = 4
_MONTH_STEPS, _DAY_STEPS = (1, 3, 6, 12, 24, 60), (1, 7)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are looked at, as day numbers; parts of a day are of no matter."""

    first: float
    last: float

    @property
    def days(self) -> float:
        """Return how many days are looked at."""
        return self.last - self.first


def whole(strip: Strip) -> Window:
    """Return the window in which everything is seen, with some room at both ends."""
    return _with_room(strip, strip.since)


def recorded(strip: Strip) -> Window:
    """Return the window from the first thing that was recorded here: what was before began outside of it."""
    return _with_room(strip, strip.begins)


def _with_room(strip: Strip, since: date) -> Window:
    """Return the window from a day on, with room after today for the words of what began just now."""
    days = max(LEAST_DAYS, (strip.until - since).days)
    last = max(strip.until.toordinal() + days * 0.02, strip.today.toordinal() + days * 0.1)
    return Window(strip.until.toordinal() - days * 1.02, last)


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with the place where it is drawn, the place of its words, and the one that has the focus ring."""

    item: Item
    lane: str
    row: int
    drawn: QRectF
    words: QRectF
    ring: QRectF
    seen: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A lane's name, and where it stands."""

    name: str
    place: QRectF
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis, and its words."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Laid:
    """The whole strip as it is drawn: nothing is painted left of `left` but names."""

    width: float
    height: float
    left: float
    right: float
    axis: float
    first: float
    scale: float
    today: float
    placed: tuple[Placed, ...]
    lanes: tuple[Named, ...]
    ticks: tuple[Tick, ...]

    def x(self, day: date) -> float:
        """Return where a day begins, which may be outside."""
        return self.left + (day.toordinal() - self.first) * self.scale


class _Layer:
    """Puts one lane under the other."""

    def __init__(self, strip: Strip, metrics: QFontMetricsF, width: float, window: Window) -> None:
        self.strip, self.metrics, self.width, self.window = strip, metrics, width, window
        self.line = metrics.height()
        names = max((metrics.horizontalAdvance(lane.name) for lane in strip.lanes), default=0.0)
        self.beside = names + 3 * PAD <= width * _NAMES_AT_MOST
        self.left = names + 3 * PAD if self.beside else PAD
        self.right = width - PAD
        self.scale = (self.right - self.left) / window.days
        self.placed: list[Placed] = []

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (day.toordinal() - self.window.first) * self.scale

    def lay(self) -> Laid:
        """Return everything in its place."""
        y = self.axis = self.line + PAD
        lanes, row = [], 0
        for lane in self.strip.lanes:
            top = y + PAD
            name = QRectF(PAD, top, (self.left if self.beside else self.width) - 2 * PAD, self.line)
            y = top if self.beside else top + self.line + 2
            for items in lane.rows:
                high = self._height(items)
                self._place(lane.name, row, items, QRectF(self.left, y, self.right - self.left, high))
                y += high + 4
                row += 1
            if self.beside:
                y = max(y, top + self.line)
                name.moveTop(top + max(0.0, (min(self._height(lane.rows[0]), 2 * self.line) - self.line) / 2))
            lanes.append(Named(lane.name, name, top, y))
        y += PAD
        today = self.x(self.strip.today)
        ticks = tuple(self._ticks())
        return Laid(
            self.width, y + self.line + PAD, self.left, self.right, self.axis, self.window.first, self.scale, today,
            tuple(self.placed), tuple(lanes), ticks,
        )  # fmt: skip

    def _height(self, items: Sequence[Item]) -> float:
        if any(item.tone in {OPEN, CLOSED} for item in items):
            return self.line + 16
        if any(item.tone == WITHOUT for item in items):
            lines = max(level for level, _place in self._lengths(items).values()) + 1
            return (1 + lines) * self.line + 12
        return max(LEAST_TARGET, self.line + 10)

    def _lengths(self, items: Sequence[Item]) -> dict[Item, tuple[int, QRectF]]:
        """Return where the length of each gap is written: beneath it, and on a second line where there is no room."""
        places: dict[Item, tuple[int, QRectF]] = {}
        ends = [self.left - PAD, self.left - PAD]
        for item in items:
            if item.tone != WITHOUT:
                continue
            wide = self.metrics.horizontalAdvance(item.label) + 4
            since, until = max(self.x(item.since), self.left), min(self.x(item.until), self.right)
            left = min((since + until - wide) / 2, self.right - wide)
            level = next((one for one, end in enumerate(ends) if left >= end + 4), None)
            if since >= until or level is None:
                places[item] = (0, QRectF())
                continue
            ends[level] = left + wide
            places[item] = (level, QRectF(left, (1 + level) * self.line + 6, wide, self.line))
        return places

    def _place(self, lane: str, row: int, items: Sequence[Item], room: QRectF) -> None:
        lengths = self._lengths(items)
        for number, item in enumerate(items):
            after = [one for one in items[number + 1 :] if item.shape != MARK or one.shape == MARK]
            free = self.x(after[0].since) if after else room.right()
            drawn = self._drawn(item, room)
            seen = drawn.right() >= self.left and drawn.left() <= self.right
            if item in lengths:
                words = lengths[item][1].translated(0, room.top()) if lengths[item][1].width() else QRectF()
            else:
                words = self._words(item, drawn, room, min(free, room.right()))
            ring = drawn.united(words) if words.width() else drawn
            self.placed.append(Placed(item, lane, row, drawn, words, self._ring(ring), seen))

    def _drawn(self, item: Item, room: QRectF) -> QRectF:
        left, right = self.x(item.since), self.x(item.until)
        if item.shape == MARK:
            size = self.line * 0.8
            top = room.top() + (room.height() - size) / 2 if room.height() < 2 * self.line else room.top() + 3
            return QRectF(left - size / 2, top, size, size)
        clipped = QRectF(max(left, room.left() - 6), room.top(), 0, room.height())
        clipped.setRight(max(min(right, room.right() + 6), clipped.left() + 4))
        if right < room.left() or left > room.right():  # it is not among the days that are looked at
            clipped = QRectF(left, room.top(), max(right - left, 4), room.height())
        if item.shape == GAP and item.tone != WITHOUT and room.height() >= 2 * self.line:
            clipped.setHeight(self.line + 4)
        if item.tone in {OPEN, CLOSED}:
            clipped.setTop(room.bottom() - 12)
            clipped.setBottom(room.bottom() - 2)
        return clipped

    def _words(self, item: Item, drawn: QRectF, room: QRectF, free: float) -> QRectF:
        wide = self.metrics.horizontalAdvance(item.label) + 4
        few = self.metrics.averageCharWidth() * _FEW_LETTERS
        if item.tone in {OPEN, CLOSED}:
            right = max(min(room.right(), self.x(self.strip.today) - PAD), room.center().x())
            left = max(room.left(), min(drawn.left(), right - wide))
            return QRectF(left, room.top(), min(wide, right - left), self.line)
        if item.shape == MARK:
            if room.height() >= 2 * self.line:
                return QRectF()
            after = QRectF(drawn.right() + 4, room.top(), max(0.0, free - drawn.right() - 8), room.height())
            left = max(room.left(), drawn.left() - 4 - wide)
            return after if after.width() >= wide else QRectF(left, room.top(), drawn.left() - 4 - left, room.height())
        inside = drawn.adjusted(6 + max(0.0, room.left() - drawn.left()), 0, -4, 0)
        if inside.width() >= min(wide, few if item.shape == GAP else 3 * few):
            return inside
        after = QRectF(drawn.right() + 4, room.top(), free - drawn.right() - 8, room.height())
        return after if after.width() >= min(wide, 1.2 * few) and item.shape != GAP else QRectF()

    def _ring(self, drawn: QRectF) -> QRectF:
        """Return what is pressed and has the ring: never smaller than a target has to be."""
        wide, high = max(0.0, LEAST_TARGET - drawn.width()) / 2, max(0.0, LEAST_TARGET - drawn.height()) / 2
        return drawn.adjusted(-wide, -high, wide, high)

    def _ticks(self) -> Iterator[Tick]:
        """Give the days of the axis: as many as their words have room."""
        widest = self.metrics.horizontalAdvance("30 Sep 2026") + 2 * PAD
        first = date.fromordinal(max(1, int(self.window.first)))
        last = date.fromordinal(int(self.window.last) + 1)
        days = next((step for step in _DAY_STEPS if step * self.scale >= widest), 0)
        if days:
            day = first - timedelta(days=first.weekday())
            while day <= last:
                yield from self._tick(day, f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}")
                day += timedelta(days=days)
            return
        months = next((step for step in _MONTH_STEPS if step * 30 * self.scale >= widest), _MONTH_STEPS[-1])
        count = (first.year * 12 + first.month - 1) // months * months
        while (day := date(count // 12, count % 12 + 1, 1)) <= last:
            yield from self._tick(day, f"{MONTHS[day.month - 1][:3]} {day.year}")
            count += months

    def _tick(self, day: date, words: str) -> Iterator[Tick]:
        if self.left <= (x := self.x(day)) <= self.right - self.metrics.horizontalAdvance(words):
            yield Tick(x, words)


def lay_out(strip: Strip, metrics: QFontMetricsF, width: float, window: Window) -> Laid:
    """Return where everything stands."""
    return _Layer(strip, metrics, max(width, 160.0), window).lay()


def nearer(window: Window, around: float, times: float, most: Window) -> Window:
    """Return the window with so many times fewer days, the day `around` staying where it is, never beyond `most`."""
    days = min(max(LEAST_DAYS, window.days / times), most.days)
    part = (around - window.first) / window.days
    return within(Window(around - part * days, around + (1 - part) * days), most)


def within(window: Window, most: Window) -> Window:
    """Return the window moved so that it looks at nothing beyond `most`."""
    first = min(max(window.first, most.first), most.last - window.days)
    return Window(first, first + window.days)


def to_show(window: Window, item: Item, most: Window) -> Window:
    """Return the window moved as little as shows an item, or the beginning of one that is longer."""
    since, until, room = item.since.toordinal(), item.until.toordinal(), window.days * 0.03
    if window.first <= since and until <= window.last:
        return window
    if until - since > window.days:
        if since < window.last and until > window.first:
            return window  # a part of it is seen, and its words are
        return within(Window(since - room, since - room + window.days), most)
    moved = since - room - window.first if since < window.first else until + room - window.last
    return within(Window(window.first + moved, window.last + moved), most)
