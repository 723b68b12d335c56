"""Asking for a file or folder without Qt writing down where somebody was: a folder may have a child's name."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings

_WHERE = ("FileDialog/lastVisited", "FileDialog/history")
"""What a file dialog writes when it goes, in the settings that all programs on Qt share."""


@contextmanager
def unremembered() -> Iterator[None]:
    """Return a context for a file dialog: afterwards what Qt remembers of folders is as it was before."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {name: kept.value(name) for name in _WHERE if kept.contains(name)}
    try:
        yield
    finally:
        kept.sync()
        for name in _WHERE:
            if name in before:
                kept.setValue(name, before[name])
            else:
                kept.remove(name)
        kept.sync()
