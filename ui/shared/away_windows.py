"""What Windows says when it is locked, when somebody else is let in, and when it is put to sleep.

The numbers are those of WinUser.h and WtsApi32.h. Not verified on Windows; what a message means is.
"""

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOGOFF, _LOCK = 0x2, 0x4, 0x6, 0x7
_SUSPEND = 0x4
_THIS_SESSION = 0
_KIND = b"windows_generic_MSG"


class Message(ctypes.Structure):
    """The beginning of a message as Windows hands it on."""

    _fields_ = (("window", ctypes.c_void_p), ("number", ctypes.c_uint), ("what", ctypes.c_size_t))


def is_left(number: int, what: int) -> bool:
    """Return whether a message says that nobody looks at this session now."""
    if number == _SESSION_CHANGE:
        return what in {_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOGOFF, _LOCK}
    return number == _POWER and what == _SUSPEND


class AwayOnWindows(QAbstractNativeEventFilter):
    """Listens to the messages of one window."""

    def __init__(self, window: int, left: Callable[[], object]) -> None:
        """Take the window's handle, and what is told."""
        super().__init__()
        self._left = left
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), _THIS_SESSION)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:  # noqa: N802
        """Look at a message, and leave it to whoever else it is for."""
        if bytes(kind) == _KIND:  # type: ignore[arg-type] # a QByteArray gives its bytes
            said = Message.from_address(int(message))
            if is_left(said.number, said.what):
                self._left()
        return False, 0
