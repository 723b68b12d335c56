"""The window's part of the proof of a build: unlocked as a person unlocks it, each page painted in both looks."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QSettings, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from supervision_app.services.ports import VaultFolders
from ui.main import App, start
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

PAGES = ("Today", "Supervision", "Children", "Actions", "People", "Bring in")
_LONGEST = 60_000
_FEWEST_COLOURS = 8
_OFFSCREEN = "This plugin does not support propagateSizeHints()"
"""What Qt says of a window without a screen; no fault of the build."""


class NotPainted(Exception):
    """A page did not come, or nothing was painted on it."""


def paint_pages(
    vault: Path, folder: Path, folders: Callable[[], VaultFolders], passphrase: str, child: str
) -> str:  # fmt: skip
    """Return what was painted; raises NotPainted."""
    qt = QApplication.instance() or QApplication(["supervision-app"])
    if not isinstance(qt, QApplication):
        message = "Qt was started without its widgets."
        raise NotPainted(message)
    qInstallMessageHandler(_pass_on)
    kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    app = start(qt, vault, kept, folders)
    try:
        app.window.show()
        _unlock(app, passphrase)
        for _look in ("one", "the other"):
            for name in PAGES:
                app.window.go(name)
                _painted(app, name)
            app.open_child(child)
            _painted(app, "the child’s page")
            app.appearance.turn()
    finally:
        app.vault.stop()
        app.window.close()
        kept.sync()  # or it is written once more when the folder is gone already
    return f"{len(PAGES) + 2} pages, light and dark"


def _pass_on(_kind: QtMsgType, _where: QMessageLogContext, said: str) -> None:
    if said != _OFFSCREEN:
        sys.stderr.write(f"{said}\n")


def _unlock(app: App, passphrase: str) -> None:
    page = app.window.page()
    if not isinstance(page, UnlockPage):
        message = "The window does not ask for the passphrase."
        raise NotPainted(message)
    _has_colours(app.window, "the unlock page")
    page.field.line.setText(passphrase)
    page.button.click()
    _until(lambda: isinstance(app.window.page(), TodayPage), "The passphrase does not lead to the first page.")


def _painted(app: App, name: str) -> None:
    """Wait until the vault has answered whatever the page asked for, and look at it."""
    answered: list[str] = []
    app.vault.ask(lambda _desk: "", answered.append, refused=answered.append)
    _until(lambda: bool(answered), f"The vault does not answer {name}.")
    if answered[0]:
        raise NotPainted(answered[0])
    _has_colours(app.window, name)


def _has_colours(window: QWidget, name: str) -> None:
    picture = window.grab().toImage()
    across, down = range(0, picture.width(), 3), range(0, picture.height(), 3)
    if len({picture.pixel(x, y) for y in down for x in across}) < _FEWEST_COLOURS:
        message = f"Hardly anything is painted on {name}."
        raise NotPainted(message)


def _until(there: Callable[[], bool], otherwise: str) -> None:
    """Let the window work until something is there; raises NotPainted after a minute."""
    loop, late = QEventLoop(), QTimer(singleShot=True, interval=_LONGEST)
    look = QTimer(interval=5)
    late.timeout.connect(loop.quit)
    look.timeout.connect(lambda: loop.quit() if there() else None)
    late.start()
    look.start()
    loop.exec()
    if not there():
        raise NotPainted(otherwise)
