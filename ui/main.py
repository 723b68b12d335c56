"""The window's start: the unlock page is painted first, and everything else is loaded while the person types."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from supervision_app import bootstrap
from supervision_app.services.desk import Desk
from supervision_app.services.read_models import Team
from supervision_app.services.setting_up import NewVault
from ui.action.view import ActionDialogs
from ui.finding.presenter import Choice, Leads
from ui.finding.view import FindingDialog
from ui.first_start.presenter import Who
from ui.first_start.view import FirstStartPage
from ui.navigation import Deed, Place
from ui.places import Ways, child_page, places
from ui.shared.appearance import Appearance, settings
from ui.shared.desk_thread import DeskThread
from ui.shared.idle import MINUTES, Idle
from ui.unlock.view import UnlockPage
from ui.window import TITLE, Window

STILL = f"Locked because nothing was typed for {MINUTES} minutes."


class App:
    """One vault in one window: to be made, locked, or open."""

    def __init__(self, window: Window, folder: Path, appearance: Appearance, idle: Idle) -> None:
        """Take the window, the vault's folder, the look, and what notices that nobody is there."""
        self.window, self.folder, self.appearance, self.idle = window, folder, appearance, idle
        self.vault = DeskThread()
        self._places: list[Place] = []
        appearance.changed = self._look_again

    def begin(self) -> None:
        """Ask for the passphrase, or set up where there is no vault yet."""
        if bootstrap.holds_vault(self.folder):
            self.lock()
        else:
            self.window.show_alone(FirstStartPage(bootstrap.suggest_passphrase, self._make, self._opened))

    def lock(self, why: str = "") -> None:
        """Close the vault and ask for the passphrase."""
        self.idle.rest()
        self.vault.lock()
        self.window.show_alone(UnlockPage(str(self.folder), self._open, self._opened, why))

    def _open(self, passphrase: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        def opens() -> Desk:
            return bootstrap.sit_down()(bootstrap.vault_folders().open(self.folder, passphrase))

        self.vault.unlock(opens, done, refused)

    def _make(self, who: Who, passphrase: str, done: Callable[[str], None], refused: Callable[[str], None]) -> None:
        new = NewVault(self.folder, who.name, who.role, who.team, who.authority)
        keys: list[str] = []

        def makes() -> Desk:
            made = bootstrap.make_vault(new, passphrase)
            keys.append(made.recovery_key)
            return made.desk

        self.vault.unlock(makes, lambda: done(keys.pop()), refused)

    def _opened(self) -> None:
        self.vault.ask(lambda desk: desk.vault.views.team(), self._furnish, refused=self.lock)

    def _furnish(self, team: Team) -> None:
        self.ways = Ways(
            self.vault,
            self.open_child,
            self.window.go,
            self.window.show_over,
            bootstrap.caseload_files,
            bootstrap.writers,
            ActionDialogs(self.vault),
        )
        self._places = places(self.ways)
        self.window.furnish(self._places, self._deeds(), demonstration=team.demonstration)
        self.window.setWindowTitle(f"{team.name} – {TITLE}")
        self.window.go(self._places[0].name)
        self.window.navigation.focus(self._places[0].name)
        self.idle.watch()

    def _deeds(self) -> list[Deed]:
        dark = self.appearance.dark
        return [
            Deed("Find", "search", self.find, "Ctrl+K"),
            Deed("Light" if dark else "Dark", "sun" if dark else "moon", self.appearance.turn),
            Deed("Larger text", "plus", self.appearance.larger, "Ctrl++"),
            Deed("Smaller text", "minus", self.appearance.smaller, "Ctrl+-"),
            Deed("Lock", "lock", self.lock, "Ctrl+L"),
        ]

    def _look_again(self) -> None:
        """Draw what leads elsewhere in the look that was just put on; the keyboard stays where it was."""
        self.window.navigation.look_again(self._deeds())

    def find(self) -> None:
        """Ask for a child, a person, a page or a command by a few letters."""
        pages = [
            Choice(place.name, "Page", lambda name=place.name: self.window.go(name), f"Ctrl+{number}")  # type: ignore[misc]
            for number, place in enumerate(self._places, 1)
        ]
        commands = [Choice(deed.name, "Command", deed.does, deed.keys) for deed in self._deeds()[1:]]
        people = any(place.name == "People" for place in self._places)
        leads = Leads(self.open_child, (lambda _person: self.window.go("People")) if people else None)
        FindingDialog(self.window, self.vault, [*pages, *commands], leads).show()

    def open_child(self, case_id: str) -> None:
        """Show one child."""
        self.window.show_over(child_page(self.ways, case_id))


def start(qt: QApplication, folder: Path, kept: QSettings) -> App:
    """Return the app with its window on the first page."""
    window = Window()
    appearance = Appearance(qt, kept)
    idle = Idle(qt, lambda: app.lock(STILL))
    app = App(window, folder, appearance, idle)
    app.begin()
    return app


def run(arguments: Sequence[str]) -> int:
    """Open the window; returns when it is closed."""
    wanted = _read(arguments)
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName(TITLE)
    app = start(qt, wanted.vault or bootstrap.default_vault(), settings())
    app.window.show()
    code = qt.exec()
    app.vault.stop()
    # A child's words are not left behind; and what Python put there must not outlive Python.
    if qt.clipboard().ownsClipboard():
        qt.clipboard().clear()
    return code


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="supervision-app", description="Open the window.")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the vault's folder")
    return parser.parse_args(arguments)
