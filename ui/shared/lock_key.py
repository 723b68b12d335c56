"""Locking by key while a dialog stands over the window: Qt keeps the window's own shortcuts from being heard then."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

LOCK_KEYS = "Ctrl+L"


class LockKey(QObject):
    """Hears Ctrl+L in every dialog of the application."""

    def __init__(self, app: QApplication, lock: Callable[[], object]) -> None:
        """Take the application, and what locks."""
        super().__init__(app)
        self._app, self._lock = app, lock
        app.installEventFilter(self)

    def rest(self) -> None:
        """Hear nothing any more."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Lock instead of passing the key on, where a dialog is what it was pressed in."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_L
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and QApplication.activeModalWidget() is not None
        ):
            self._lock()
            return True
        return super().eventFilter(watched, event)
