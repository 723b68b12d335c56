"""A child's strip as a picture to paste and on paper: with whose it is, as of when, and what may be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

from supervision_app.domain.entries import in_words
from supervision_app.services.read_models import ChildStrip
from supervision_app.services.summarising import DEMONSTRATION
from ui.shared.strip_layout import Laid, Window, lay_out, whole
from ui.shared.strip_painting import Look, paint
from ui.shared.tokens import HEADING, LARGE_SPACE, LIGHT

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

WIDTH = 1600.0
"""Pixels of a picture: wide enough for a page across."""
_POINTS = 13.0
_EDGE = float(LARGE_SPACE)
_WARNING = "From a child’s record: it names people. Keep it only where the record may be kept."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A strip laid out for paper, black on white whatever the screen looks like, with the lines above and below it."""

    laid: Laid
    look: Look
    above: tuple[str, ...]
    below: tuple[str, ...]
    line: float

    @property
    def top(self) -> float:
        """Return where the strip begins."""
        return _EDGE + self.line * (HEADING + 0.6 + 1.2 * (len(self.above) - 1))

    @property
    def height(self) -> float:
        """Return how high all of it is, in pixels."""
        return self.top + self.laid.height + self.line * 1.3 * len(self.below) + _EDGE


def sheet_of(found: ChildStrip, window: Window | None = None) -> Sheet:
    """Return the strip for paper: the days that are given, or all of them."""
    font = QFont()
    font.setPixelSize(round(_POINTS * 1.5))
    metrics = QFontMetricsF(font)
    laid = lay_out(found.strip, metrics, WIDTH - 2 * _EDGE, window or whole(found.strip))
    invented = (DEMONSTRATION,) if found.demonstration else ()
    above = (title_of(found), f"As recorded on {in_words(found.strip.today)}", *invented)
    hatched = "Hatched: not known here, or not recorded here. A dotted beginning: then or before."
    return Sheet(laid, Look(LIGHT, font), above, (hatched, _WARNING), metrics.height())


def title_of(found: ChildStrip) -> str:
    """Return the title of a strip as a sentence says it."""
    return f"{found.who}: what happened when, and what is still open"


def picture(found: ChildStrip, window: Window | None = None) -> QImage:
    """Return the strip as a picture."""
    sheet = sheet_of(found, window)
    image = QImage(int(WIDTH), int(sheet.height) + 1, QImage.Format.Format_RGB32)
    image.fill(sheet.look.colour("page"))
    painter = QPainter(image)
    _all(painter, sheet)
    painter.end()
    image.setText("Title", sheet.above[0])
    return image


def _all(painter: QPainter, sheet: Sheet) -> None:
    y = _above(painter, sheet)
    painter.save()
    painter.translate(_EDGE, y)
    paint(painter, sheet.laid, sheet.look)
    painter.restore()
    _below(painter, sheet, y + sheet.laid.height)


def _above(painter: QPainter, sheet: Sheet) -> float:
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    title = QFont(sheet.look.font)
    title.setPixelSize(round(title.pixelSize() * HEADING))
    title.setBold(True)
    painter.setPen(sheet.look.colour("text"))
    y = _EDGE
    for number, words in enumerate(sheet.above):
        painter.setFont(sheet.look.font if number else title)
        high = sheet.line * (1.2 if number else HEADING)
        painter.drawText(QRectF(_EDGE, y, WIDTH - 2 * _EDGE, high), Qt.AlignmentFlag.AlignLeft, words)
        y += high
    return sheet.top


def _below(painter: QPainter, sheet: Sheet, y: float) -> None:
    painter.setFont(sheet.look.font)
    painter.setPen(sheet.look.colour("text"))
    for words in sheet.below:
        painter.drawText(QRectF(_EDGE, y, WIDTH - 2 * _EDGE, sheet.line * 1.3), Qt.AlignmentFlag.AlignLeft, words)
        y += sheet.line * 1.3


def print_strip(over: QWidget, found: ChildStrip) -> None:
    """Ask for a printer, and print the strip."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - looking for printers takes a while

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    if QPrintDialog(printer, over).exec():
        print_on(printer, found)


def print_on(printer: "QPrinter", found: ChildStrip) -> int:
    """Print the strip; returns on how many pages: a long one goes on, its title and its days on each."""
    sheet = sheet_of(found)
    page = printer.pageRect(printer.Unit.DevicePixel)
    scale = page.width() / WIDTH
    room = page.height() / scale - sheet.top - sheet.line * 1.3 * len(sheet.below) - _EDGE
    painter = QPainter(printer)
    parts = list(_parts(sheet.laid, room))
    for number, (top, bottom) in enumerate(parts):
        if number:
            printer.newPage()
        painter.resetTransform()
        painter.scale(scale, scale)
        _page(painter, sheet, top, bottom)
    painter.end()
    return len(parts)


def _parts(laid: Laid, room: float) -> Iterator[tuple[float, float]]:
    """Give from where to where each page shows the strip, parted between two rows."""
    ends = sorted({one.ring.bottom() + 2 for one in laid.placed})
    top = laid.axis
    while laid.height - top > room - laid.axis:
        fitting = [end for end in ends if top < end <= top + room - laid.axis]
        if not fitting:
            break
        yield top, fitting[-1]
        top = fitting[-1]
    yield top, laid.height


def _page(painter: QPainter, sheet: Sheet, top: float, bottom: float) -> None:
    """Draw one page: the lines above, the days, and the rows of this page."""
    y = _above(painter, sheet)
    for since, until, at in ((0.0, sheet.laid.axis, y), (top, bottom, y + sheet.laid.axis)):
        painter.save()
        painter.setClipRect(QRectF(_EDGE, at, sheet.laid.width, until - since))
        painter.translate(_EDGE, at - since)
        paint(painter, sheet.laid, sheet.look)
        painter.restore()
    _below(painter, sheet, y + sheet.laid.axis + bottom - top)
