"""Noticing that nobody is at the computer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

MINUTES = 15
"""After so many minutes without a key or the mouse the vault is locked, unless others are chosen."""

CHOICES = (5, 10, 15, 30)
"""The minutes that can be chosen: never is none of them."""

WARNED = 60_000
"""So many milliseconds before that it is said."""

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
    """Watches the whole application, and says once when it has been still for long enough.

    `soon` is told with True a while before, and with False when somebody stirs after that.
    """

    def __init__(
        self,
        app: QObject,
        still: Callable[[], object],
        milliseconds: int = MINUTES * 60_000,
        soon: Callable[[bool], object] = bool,
        warned: int = WARNED,
    ) -> None:
        """Take the application, what is told, how long is long enough, and what is told how long before."""
        super().__init__(app)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(still)
        self._before = QTimer(self, singleShot=True)
        self._before.timeout.connect(lambda: self._warn(on=True))
        self._soon, self._warned_before, self._said = soon, warned, False
        self._watching, self._milliseconds, self._times = False, milliseconds, 1
        app.installEventFilter(self)

    @property
    def minutes(self) -> int:
        """Return after how many minutes of stillness it says so, outside a session."""
        return self._milliseconds // 60_000

    def take(self, minutes: int) -> None:
        """Say so after as many minutes of stillness; it counts from now."""
        self._milliseconds = minutes * 60_000
        if self._watching:
            self._begin()

    def watch(self) -> None:
        """Begin to watch, or begin again."""
        self._watching = True
        self._begin()

    def _begin(self) -> None:
        whole = self._milliseconds * self._times
        self._timer.start(whole)
        self._before.start(max(whole - self._warned_before, 0))
        self._warn(on=False)

    def _warn(self, *, on: bool) -> None:
        if on != self._said:
            self._said = on
            self._soon(on)

    @property
    def after(self) -> int:
        """Return after how many milliseconds of stillness it says so; 0 while it does not count."""
        return self._timer.interval() if self._timer.isActive() else 0

    def rest(self) -> None:
        """Watch no more: the vault is locked."""
        self._watching = False
        self._timer.stop()
        self._before.stop()
        self._warn(on=False)

    def hold_off(self, *, on: bool) -> None:
        """Wait as long as a whole session while people talk more than they type; afterwards as before."""
        self._times = IN_A_SESSION if on else 1
        if self._watching:
            self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Begin to count again whenever a key or the mouse is used."""
        if event.type() in _STIRS and self._timer.isActive():
            self._begin()
        return super().eventFilter(watched, event)
