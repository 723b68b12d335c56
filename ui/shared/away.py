"""Hearing that the computer was locked, or is put to sleep: what nobody looks at is locked as well."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LOGIN = "org.freedesktop.login1"
_SAID = SLOT("said(QDBusMessage)")


@dataclass(frozen=True, slots=True)
class _Signal:
    """What a desktop says on one of its two buses; an empty path is any."""

    service: str
    path: str
    interface: str
    name: str


_SLEEP = _Signal(_LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager", "PrepareForSleep")
_LOCKS = tuple(
    # A desktop puts its lock on when somebody else is let in as well.
    _Signal(name, "", name, "ActiveChanged")
    for name in (
        "org.freedesktop.ScreenSaver",
        "org.gnome.ScreenSaver",
        "org.cinnamon.ScreenSaver",
        "org.mate.ScreenSaver",
        "org.xfce.ScreenSaver",
    )
)


class Away(QObject):
    """Listens to the desktop on Linux, and tells once for each time that it is left."""

    def __init__(self, left: Callable[[], object], system: QDBusConnection, session: QDBusConnection) -> None:
        """Take what is told, and the two buses; one that is not there is never heard."""
        super().__init__()
        self._left = left
        self._hear(system, _SLEEP)
        if own := own_session(os.environ.get("XDG_SESSION_ID", "")):
            self._hear(system, _Signal(_LOGIN, own, f"{_LOGIN}.Session", "Lock"))
        for lock in _LOCKS:
            self._hear(session, lock)

    def _hear(self, bus: QDBusConnection, one: _Signal) -> None:
        if bus.isConnected():
            # PySide's own words on the types ask for bytes, which it then does not take.
            bus.connect(one.service, one.path, one.interface, one.name, self, _SAID)  # type: ignore[call-overload]

    @Slot(QDBusMessage)
    def said(self, message: QDBusMessage) -> None:
        """Hear one of the signals: each says with False that it is over, which concerns nobody."""
        if all(message.arguments()):
            self._left()


def own_session(session: str) -> str:
    """Return the path under which the login service speaks of a session: what is no letter or digit is a code there.

    So is a digit at the beginning. Empty where no session is known.
    """
    parts = [
        sign if sign.isalnum() and sign.isascii() and not (at == 0 and sign.isdigit()) else f"_{ord(sign):02x}"
        for at, sign in enumerate(session)
    ]
    return f"/org/freedesktop/login1/session/{''.join(parts)}" if parts else ""


def notice_leaving(window: "QWidget", left: Callable[[], object]) -> object:
    """Return what hears that the computer is locked or sleeps, to be kept as long as it should; on macOS nothing is."""
    if sys.platform == "win32":
        from ui.shared.away_windows import AwayOnWindows  # noqa: PLC0415 - there is no such thing elsewhere

        return AwayOnWindows(int(window.winId()), left)
    return Away(left, QDBusConnection.systemBus(), QDBusConnection.sessionBus())
