"""Keeping the window out of screenshots and shared screens, where the system lets a program ask for that.

The numbers are those of WinUser.h. Not verified on Windows. Linux has no such wish; macOS takes it from no Qt window.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

_EVERYBODY_SEES, _NOBODY_SEES = 0x00, 0x11
"""WDA_NONE, and WDA_EXCLUDEFROMCAPTURE, which Windows 10 knows from version 2004 on."""


def can_hide() -> bool:
    """Return whether this system can keep a window out of what is captured."""
    return sys.platform == "win32"


def hide(window: QWidget, *, hidden: bool, user32: Callable[[], Any] | None = None) -> bool:
    """Ask that a window be left out of what is captured, or no longer; returns whether the system agreed.

    `user32` gives the system's library, this computer's unless given.
    """
    if user32 is None:
        if not can_hide():
            return False
        user32 = _user32
    wanted = _NOBODY_SEES if hidden else _EVERYBODY_SEES
    return bool(user32().SetWindowDisplayAffinity(ctypes.c_void_p(int(window.winId())), wanted))


def _user32() -> Any:
    return getattr(ctypes, "windll").user32  # noqa: B009 - it is there on Windows alone
