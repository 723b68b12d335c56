"""Noticing that nobody is at the computer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

MINUTES = 15
"""After so many minutes without a key or the mouse the vault is locked."""

IN_A_SESSION = 6
"""So many times as long it takes during a session: an hour and a half, as long as a session lasts."""

_STIRS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class Idle(QObject):
    """Watches the whole application, and says once when it has been still for long enough."""

    def __init__(self, app: QObject, still: Callable[[], object], milliseconds: int = MINUTES * 60_000) -> None:
        """Take the application, what is told, and how long is long enough."""
        super().__init__(app)
        self._timer = QTimer(self, interval=milliseconds, singleShot=True)
        self._timer.timeout.connect(still)
        self._watching, self._milliseconds = False, milliseconds
        app.installEventFilter(self)

    def watch(self) -> None:
        """Begin to watch, or begin again."""
        self._watching = True
        self._timer.start()

    @property
    def after(self) -> int:
        """Return after how many milliseconds of stillness it says so; 0 while it does not count."""
        return self._timer.interval() if self._timer.isActive() else 0

    def rest(self) -> None:
        """Watch no more: the vault is locked."""
        self._watching = False
        self._timer.stop()

    def hold_off(self, *, on: bool) -> None:
        """Wait as long as a whole session while people talk more than they type; afterwards as before."""
        self._timer.setInterval(self._milliseconds * (IN_A_SESSION if on else 1))
        if self._watching:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Begin to count again whenever a key or the mouse is used."""
        if event.type() in _STIRS and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
