"""Light or dark, and how large the type is: chosen by a person, and remembered on this computer."""

from collections.abc import Callable

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui.shared.idle import CHOICES, MINUTES
from ui.shared.theme import enlarge, prefers_dark, wear

PERCENT = (100, 125, 150, 200)
"""The sizes of type that are offered."""


def settings() -> QSettings:
    """Return what is remembered of the window on this computer: never anything about a person."""
    scope = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, scope, "supervision-companion", "window")


class Appearance:
    """The look of the whole application."""

    def __init__(self, app: QApplication, kept: QSettings, changed: Callable[[], object] = lambda: None) -> None:
        """Take the application, what was remembered, and whom to tell of a change; put the look on."""
        self._app, self._kept, self.changed = app, kept, changed
        self.dark = _remembered(kept, prefers_dark(app))
        size = int(str(kept.value("percent", PERCENT[0])))
        self.percent = size if size in PERCENT else PERCENT[0]
        self._put_on()

    def turn(self) -> None:
        """Go from light to dark, or back."""
        self.dark = not self.dark
        self._kept.setValue("look", "dark" if self.dark else "light")
        self._put_on()
        self.changed()

    def larger(self) -> None:
        """Make the type one size larger, up to twice the system's."""
        self._resize(1)

    def smaller(self) -> None:
        """Make the type one size smaller, down to the system's."""
        self._resize(-1)

    def minutes(self) -> int:
        """Return after how many minutes of stillness the vault locks on this computer."""
        kept = str(self._kept.value("minutes", MINUTES))
        return int(kept) if kept in {str(one) for one in CHOICES} else MINUTES

    def keep_minutes(self, minutes: int) -> None:
        """Remember them."""
        self._kept.setValue("minutes", minutes)

    @property
    def hidden(self) -> bool:
        """Return whether the window is left out of screenshots and shared screens, where the system can do that."""
        return str(self._kept.value("hidden", "")) == "yes"

    def keep_hidden(self, *, hidden: bool) -> None:
        """Remember that."""
        self._kept.setValue("hidden", "yes" if hidden else "")

    def _resize(self, by: int) -> None:
        number = min(max(PERCENT.index(self.percent) + by, 0), len(PERCENT) - 1)
        self.percent = PERCENT[number]
        self._kept.setValue("percent", self.percent)
        self._put_on()
        self.changed()

    def _put_on(self) -> None:
        enlarge(self._app, self.percent / 100)
        wear(self._app, dark=self.dark)


def _remembered(kept: QSettings, otherwise: bool) -> bool:  # noqa: FBT001 - what the desktop asks for
    look = str(kept.value("look", ""))
    return look == "dark" if look in {"dark", "light"} else otherwise
