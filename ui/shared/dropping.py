"""Taking files that are dropped anywhere on a window, also over a line to type in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWindow
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped: files or folders of this computer, and addresses of anything else."""

    paths: Sequence[Path]
    elsewhere: Sequence[str]


class Dropping(QObject):
    """Watches a window for files. It stands before the widgets: a line to type in would take a file's name as text."""

    def __init__(self, parent: QObject) -> None:
        """Take nothing yet."""
        super().__init__(parent)
        self._taken: Callable[[Dropped], object] | None = None
        self._watched: QWindow | None = None

    def take(self, taken: Callable[[Dropped], object] | None) -> None:
        """Tell this of what is dropped, or with None take nothing any more."""
        self._taken = taken

    def watch(self, window: QWindow | None) -> None:
        """Watch this window."""
        if window is not None and window is not self._watched:
            self._watched = window
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Take files and links; text that is dragged goes where it always went."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent) and event.mimeData().hasUrls():
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent) -> bool:
        if self._taken is None or QApplication.activeModalWidget() is not None:
            event.ignore()
            return True
        # Copied, never moved: whoever moves a file deletes it at its old place.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            urls = event.mimeData().urls()
            paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
            self._taken(Dropped(paths, [url.toString() for url in urls if not url.isLocalFile()]))
        return True
