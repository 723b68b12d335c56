"""Putting a theme on the application: Fusion, our palette, and a small style sheet made from the tokens."""

from importlib.resources import files
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.shared.tokens import DARK, LIGHT, TARGET, Tokens

_ROLES = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "panel",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Accent: "accent",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def tokens(*, dark: bool) -> Tokens:
    """Return the theme's tokens."""
    return DARK if dark else LIGHT


def palette(theme: Tokens) -> QPalette:
    """Return the palette of a theme, disabled text included."""
    made = QPalette()
    colours = theme.colours()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(colours[name]))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.quiet))
    return made


def style_sheet(theme: Tokens) -> str:
    """Return the style sheet with the theme's colours in it."""
    styles = files("resources") / "styles"
    text = (styles / "app.qss").read_text(encoding="utf-8")
    check = Path(str(styles / ("check-on-light.svg" if theme is DARK else "check-on-dark.svg"))).as_posix()
    chevron = Path(str(styles / ("chevron-on-dark.svg" if theme is DARK else "chevron-on-light.svg"))).as_posix()
    return Template(text).substitute(theme.colours(), target=TARGET, check=check, chevron=chevron)


def prefers_dark(app: QApplication) -> bool:
    """Return whether the desktop asks for dark."""
    hints = app.styleHints()
    return hints.colorScheme() == Qt.ColorScheme.Dark


def is_dark() -> bool:
    """Return whether the dark theme is worn now."""
    app = QApplication.instance()
    return bool(app.property("dark")) if app else False


def wear(app: QApplication, *, dark: bool) -> None:
    """Put the theme on the whole application."""
    theme = tokens(dark=dark)
    app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    app.setProperty("dark", dark)


def enlarge(app: QApplication, times: float) -> None:
    """Make all text larger, from 1.0 (the system's size) to 2.0."""
    base = app.property("base_points") or app.font().pointSizeF()
    app.setProperty("base_points", base)
    font = QFont(app.font())
    font.setPointSizeF(float(base) * times)
    app.setFont(font)
