"""How large a dialog is: as wide as lines are read well, and never more than the screen or the window beneath it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QWidget

_WIDE = 84
"""How many letters of the present size a dialog is wide."""
_OF_THE_SCREEN = 0.92


def fit(dialog: QDialog, over: QWidget, height_for: Callable[[int], int]) -> None:
    """Give a dialog its size; `height_for` tells the height it needs at a width, in pixels."""
    # Its parts have just been given their looks, and only then know how high they are.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    room, window = dialog.screen().availableGeometry(), over.window()
    wide, high = int(room.width() * _OF_THE_SCREEN), int(room.height() * _OF_THE_SCREEN)
    width = min(dialog.fontMetrics().averageCharWidth() * _WIDE, wide, window.width())
    dialog.resize(width, min(height_for(width), high, window.height()))
