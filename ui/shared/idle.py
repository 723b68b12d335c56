"""Noticing that nobody is at the computer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

MINUTES = 15
"""After so many minutes without a key or the mouse the vault is locked."""

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
        self._watching = False
        app.installEventFilter(self)

    def watch(self) -> None:
        """Begin to watch, or begin again."""
        self._watching = True
        self._timer.start()

    @property
    def counting(self) -> bool:
        """Return whether it is counting now."""
        return self._timer.isActive()

    def rest(self) -> None:
        """Watch no more: the vault is locked."""
        self._watching = False
        self._timer.stop()

    def hold_off(self, *, on: bool) -> None:
        """Do not count while people talk more than they type; begin to count again afterwards."""
        if on:
            self._timer.stop()
        elif self._watching:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Begin to count again whenever a key or the mouse is used."""
        if event.type() in _STIRS and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
