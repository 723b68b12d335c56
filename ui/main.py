"""The window's start: the unlock page is painted first, and everything else is loaded while the person types."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from supervision_app import bootstrap
from supervision_app.services.desk import Desk
from supervision_app.services.read_models import Team
from ui.child.view import ChildView
from ui.children.view import ChildrenPage
from ui.shared.desk_thread import DeskThread
from ui.shared.theme import prefers_dark, wear
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage
from ui.window import Deed, Place, Window


class App:
    """One vault in one window: locked, or open."""

    def __init__(self, window: Window, folder: Path) -> None:
        """Take the window and the vault's folder."""
        self.window, self.folder = window, folder
        self.vault = DeskThread()

    def lock(self) -> None:
        """Close the vault and ask for the passphrase."""
        self.vault.lock()
        self.window.show_alone(UnlockPage(str(self.folder), self._open, self._opened))

    def _open(self, passphrase: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        def opens() -> Desk:
            return bootstrap.sit_down()(bootstrap.vault_folders().open(self.folder, passphrase))

        self.vault.unlock(opens, done, refused)

    def _opened(self) -> None:
        self.vault.ask(lambda desk: desk.vault.views.team(), self._furnish, refused=lambda _: self.lock())

    def _furnish(self, team: Team) -> None:
        self.window.setWindowTitle(f"{team.name} – Supervision Companion")
        places = [
            Place("Today", "house", lambda: TodayPage(self.vault, self.open_child)),
            Place("Children", "users", lambda: ChildrenPage(self.vault, self.open_child)),
        ]
        self.window.furnish(places, [Deed("Lock", "lock", self.lock)], demonstration=team.demonstration)
        self.window.go("Today")

    def open_child(self, case_id: str) -> None:
        """Show one child."""
        self.window.show_over(ChildView(self.vault, case_id))


def run(arguments: Sequence[str]) -> int:
    """Open the window; returns when it is closed."""
    wanted = _read(arguments)
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Supervision Companion")
    wear(qt, dark=prefers_dark(qt))
    window = Window()
    app = App(window, wanted.vault or bootstrap.default_vault())
    app.lock()
    window.show()
    code = qt.exec()
    app.vault.stop()
    return code


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="supervision-app", description="Open the window.")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the vault's folder")
    return parser.parse_args(arguments)
