"""What is measured inside a process with a window, without a screen; each part prints one JSON document."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

_SHORT = 0.002
_BETWEEN_KEYS = 0.03
"""Seconds from one key to the next: faster than anybody types."""
KEYS = 300
CHILDREN = 11
"""How many children's pages are opened, each another's."""


def resident() -> float:
    """Return how much memory this process holds, in megabytes."""
    import psutil  # noqa: PLC0415 - not before the first page is painted

    return float(psutil.Process().memory_info().rss) / 1e6


def bare() -> None:
    """Show a window with one field; end once it is painted."""
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow  # noqa: PLC0415 - what is measured

    qt = QApplication([])
    window, field = QMainWindow(), QLineEdit()
    window.setCentralWidget(field)
    window.resize(1180, 720)
    painted = _watch(field)
    window.show()
    _until(qt, lambda: bool(painted.times))
    _end(rss=resident() if "--memory" in sys.argv else 0)


def first(vault: str) -> None:
    """Show the unlock page as the app does; end once it is painted."""
    from ui import main  # noqa: PLC0415 - what is measured
    from ui.shared.appearance import settings  # noqa: PLC0415 - as above

    qt = main.qt_application()
    app = main.start(qt, Path(vault), settings())
    painted = _watch(app.window.page().form.fields[0].line)  # type: ignore[union-attr]
    app.window.show()
    _until(qt, lambda: bool(painted.times))
    _end()


def whole(vault: str, passphrase: str, draft: str) -> None:
    """Unlock, show the first page and a session, and type in it; then type as much in a bare field."""
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - what is measured

    from supervision_app import bootstrap  # noqa: PLC0415 - as above
    from ui import main  # noqa: PLC0415 - as above
    from ui.window import TITLE  # noqa: PLC0415 - as above

    beside = Path(vault).parent
    qt = main.qt_application()
    kept = QSettings(str(beside / "window.ini"), QSettings.Format.IniFormat)
    app = main.start(qt, Path(vault), kept, lambda: bootstrap.vault_folders(beside / "state"))
    app.window.show()
    _until(qt, lambda: "ui.finding.view" in sys.modules)  # loaded while the passphrase is typed
    _for_a_while(qt, 1)
    begun = perf_counter()
    page: Any = app.window.page()
    page.field.line.setText(passphrase)
    page.button.click()
    _until(qt, lambda: app.window.windowTitle() != TITLE)
    today: Any = app.window.page()
    _until(qt, lambda: bool(today._cards))  # noqa: SLF001 - what the vault answered is there
    qt.processEvents()
    app.window.repaint()
    measured: dict[str, Any] = {"unlocked": (perf_counter() - begun) * 1000, "today": resident()}

    measured |= _child(qt, app)
    measured |= _session(qt, app, draft)
    app.vault.stop()
    _end(**measured)


def _child(qt: Any, app: Any) -> dict[str, Any]:
    """Return how long a child's page takes to be painted with its strip, each time another child, in milliseconds."""
    from supervision_app.services.strip import strip_of  # noqa: PLC0415 - not before it is measured

    rows: list[Any] = []
    app.vault.ask(lambda desk: desk.vault.views.children(desk.today()), rows.extend, refused=sys.exit)
    _until(qt, lambda: bool(rows))
    rows.sort(key=lambda row: row.open_actions, reverse=True)
    taken: list[float] = []
    read: list[float] = []
    for row in rows[:CHILDREN]:
        _for_a_while(qt, 0.05)
        begun = perf_counter()
        answered: list[Any] = []
        app.vault.ask(lambda desk, child=row.id: strip_of(desk, child), answered.append, refused=sys.exit)
        while not answered:
            qt.processEvents()
        read.append((perf_counter() - begun) * 1000)
        begun = perf_counter()
        app.open_child(row.id)
        page = app.window.page()
        painted = _watch(page.strip)
        while not (page.strip.placed() and painted.times):
            qt.processEvents()
        taken.append((perf_counter() - begun) * 1000)
    for _ in taken:
        app.window.back()
    return {"child": taken, "child_read": read, "child_items": len(page.strip.placed())}


def _session(qt: Any, app: Any, draft: str) -> dict[str, Any]:
    from PySide6.QtWidgets import QMainWindow, QPlainTextEdit  # noqa: PLC0415 - not before it is measured

    from ui.places import hold  # noqa: PLC0415 - as above

    hold(app.ways, draft)
    session: Any = app.window.page()
    _until(qt, lambda: bool(getattr(session.step, "fields", None)) and hasattr(session.step, "cards"))
    field = next(one for one in session.step.fields.values() if len(one.property("plainText")) > 1_000)
    _for_a_while(qt, 0.5)
    held = resident()
    text = field.toPlainText()
    session.step.ensureWidgetVisible(field)
    typed = _type(qt, field)
    app.window.hide()
    window, alone = QMainWindow(), QPlainTextEdit()
    alone.setPlainText(text)
    alone.setFixedSize(field.size())
    window.setCentralWidget(alone)
    window.show()
    return {"session": held, "typed": typed, "typed_alone": _type(qt, alone)}


def _watch(widget: Any) -> Any:
    from PySide6.QtCore import QEvent, QObject  # noqa: PLC0415 - not before it is measured

    class Painted(QObject):
        """Notes when a widget was painted."""

        def __init__(self) -> None:
            super().__init__(widget)
            self.times: list[float] = []

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
            if event.type() == QEvent.Type.Paint:
                self.times.append(perf_counter())
            return False

    painted = Painted()
    widget.installEventFilter(painted)
    return painted


def _until(qt: Any, there: Any) -> None:
    while not there():
        qt.processEvents()
        sleep(_SHORT)


def _for_a_while(qt: Any, seconds: float) -> None:
    end = perf_counter() + seconds
    _until(qt, lambda: perf_counter() > end)


def _type(qt: Any, field: Any) -> list[float]:
    """Return how long each key took until its letter was painted, in milliseconds."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - as above
    from PySide6.QtGui import QTextCursor  # noqa: PLC0415 - as above
    from PySide6.QtTest import QTest  # noqa: PLC0415 - as above

    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    _for_a_while(qt, 0.5)
    painted, taken = _watch(field.viewport()), []
    for number in range(KEYS):
        painted.times.clear()
        begun = perf_counter()
        QTest.keyClick(field, Qt.Key.Key_Space if number % 6 == 5 else Qt.Key.Key_E)
        while not painted.times:
            qt.processEvents()
        taken.append((perf_counter() - begun) * 1000)
        _for_a_while(qt, _BETWEEN_KEYS)
    return taken


def _end(**measured: Any) -> None:
    sys.stdout.write(json.dumps(measured))
    sys.stdout.flush()
    os._exit(0)  # how long it takes to take a window down is nothing that anybody waits for


if __name__ == "__main__":
    parts: dict[str, Callable[..., None]] = {"bare": bare, "first": first, "whole": whole}
    parts[sys.argv[1]](*[one for one in sys.argv[2:] if one != "--memory"])
