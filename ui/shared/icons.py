"""The icons, recoloured for the theme they are shown in."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QIcon, QPixmap


@cache
def _drawing(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, colour: str) -> QIcon:
    """Return an icon in one colour."""
    picture = QPixmap()
    drawn = _drawing(name).replace("currentColor", colour).replace('width="24"', 'width="48"')
    picture.loadFromData(QByteArray(drawn.replace('height="24"', 'height="48"').encode()), "SVG")
    return QIcon(picture)
