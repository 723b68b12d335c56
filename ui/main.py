"""The window's start: the unlock page is painted first, and everything else is loaded while the person types."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from supervision_app import bootstrap
from ui.navigation import Deed, Place
from ui.shared.appearance import Appearance, settings
from ui.shared.desk_thread import DeskThread
from ui.shared.idle import Idle
from ui.shared.lock_key import LOCK_KEYS, LockKey
from ui.unlock.door import Looking, VaultDoor
from ui.unlock.view import UnlockPage
from ui.window import TITLE, SaysProblems, Window

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk
    from supervision_app.services.ports import VaultFolders
    from supervision_app.services.read_models import Team
    from supervision_app.services.spelling import Speller
    from ui.first_start.presenter import Who
    from ui.keeping_safe import KeepingSafe
    from ui.keys.door import Way
    from ui.keys.forgotten import FirstStep
    from ui.shared.spelling import Spelling

SUPERVISES = {"manager", "senior"}
"""The roles whose vaults hold supervision sessions."""
UNKEPT = (
    "What you typed last could not be kept, and would be lost. Make room on the disk and wait until it says “Saved”, "
    "or lock or close once more to lose it."
)
_NEEDED_NEXT = ("ui.places", "ui.finding.view", "ui.keeping_safe")
"""What is loaded while the passphrase is typed: all the pages, and with them most of the app."""
_TURN = 200
"""Milliseconds after which a wish to end the program is heard at the latest."""
LEFT = "Locked because this computer was locked or went to sleep."
SOON = "Nothing was typed for a while: the vault locks in a minute. Press any key, or move the mouse, to go on."


class App:
    """One vault in one window: to be made, locked, or open."""

    def __init__(
        self,
        window: Window,
        folder: Path,
        appearance: Appearance,
        idle: Idle,
        folders: "Callable[[], VaultFolders]" = bootstrap.vault_folders,
    ) -> None:
        """Take the window, the vault's folder, the look, what notices that nobody is there, and the way to vaults."""
        self.window, self.folder, self.appearance, self.idle = window, folder, appearance, idle
        self.folders = folders
        self.vault = DeskThread()
        self._looking = Looking()
        self._places: list[Place] = []
        self._warned = False
        self._away: object = None
        self.keeping: KeepingSafe | None = None
        self.lock_key: LockKey | None = None
        self.spelling: Spelling | None = None
        window.may_close = self.may_leave
        appearance.changed = self._look_again

    def begin(self) -> None:
        """Ask for the passphrase, or set up where there is no vault yet."""
        if bootstrap.holds_vault(self.folder):
            self.lock()
        else:
            from ui.first_start.view import FirstStartPage
            from ui.keys.renewing import RecoveryKeys

            confirm = RecoveryKeys(self.vault).confirm
            self.window.show_alone(
                FirstStartPage(bootstrap.suggest_passphrase, self._make, confirm, self._opened, restore=self.restore)
            )
            QTimer.singleShot(0, self.window, lambda: self._looking.ask(load_what_is_next, lambda _nothing: None))

    def lock(self, why: str = "") -> None:
        """Close the vault and ask for the passphrase."""
        if not self.may_leave():
            self.idle.watch()  # nobody may be there to ask again
            return
        self.idle.rest()
        self.vault.lock()
        if self.keeping:
            self.keeping.after_locking()
        if self.spelling:
            self.spelling.take_own(frozenset())
        forget_copied()
        door = VaultDoor(
            self.vault, self._looking, self.folders, bootstrap.sit_down, self.folder,
            watch=self.idle.watch, loads=load_what_is_next,
        )  # fmt: skip
        ways = {"I have forgotten my passphrase": self.recover, "Restore from a backup": self.restore}
        self.window.show_alone(UnlockPage(str(self.folder), door, self._opened, why, ways))

    def recover(self) -> None:
        """Show the page on which the recovery key opens the vault."""
        from ui.keys.door import by_recovery_key
        from ui.keys.forgotten import KeyStep

        self._show_way_back(by_recovery_key(self.folder), KeyStep(self.open_by_council))

    def open_by_council(self) -> None:
        """Show the page on which two shares of the council's key open the vault."""
        from ui.keys.door import by_shares
        from ui.keys.forgotten import SharesStep

        self._show_way_back(by_shares(self.folder, bootstrap.council_key_of), SharesStep())

    def _show_way_back(self, way: "Way", first: "FirstStep") -> None:
        from ui.keys.door import KeyDoor
        from ui.keys.forgotten import ForgottenPage

        door = KeyDoor(
            self.vault, self._looking, self.folders, bootstrap.sit_down, self.folder, way=way, watch=self.idle.watch
        )
        self.window.show_alone(ForgottenPage(bootstrap.suggest_passphrase, door, first, self._opened, self.begin))

    def restore(self) -> None:
        """Show the page on which a backup takes the vault's place."""
        from ui.restoring.door import BackupDoor
        from ui.restoring.view import RestorePage

        door = BackupDoor(
            self._looking, bootstrap.restores, bootstrap.sit_down, self.folder,
            beside=bootstrap.backups_in, at=bootstrap.backups_found,
        )  # fmt: skip
        self.window.show_alone(RestorePage(door, self.begin, self.begin))

    def leave(self) -> None:
        """Lock because nobody is at the computer, an unlocking that is under way included."""
        if bootstrap.holds_vault(self.folder):
            self.lock(LEFT)

    def may_leave(self) -> bool:
        """Return whether nothing typed would be lost; where something would, it is said, and the next time is meant."""
        if self._warned or not self.window.stuck():
            self._warned = False
            return True
        self._warned = True
        page: object = self.window.page()
        if isinstance(page, SaysProblems):
            page.problem(UNKEPT)
        return False

    def _make(self, who: "Who", passphrase: str, done: Callable[[str], None], refused: Callable[[str], None]) -> None:
        from supervision_app.services.setting_up import NewVault

        new = NewVault(self.folder, who.name, who.role, who.team, who.authority, to_type_back=True)
        keys: list[str] = []

        def makes() -> "Desk":
            made = bootstrap.make_vault(new, passphrase, folders=self.folders())
            keys.append(made.recovery_key)
            return made.desk

        def made() -> None:
            self.idle.watch()  # the recovery key is on the screen
            done(keys.pop())

        self.vault.unlock(makes, made, refused)

    def _opened(self) -> None:
        self.vault.ask(lambda desk: desk.vault.recovery_confirmed, self._let_in, refused=self.lock)

    def _let_in(self, confirmed: bool) -> None:  # noqa: FBT001 - what the vault answers
        """Show the pages; before anything else, a recovery key that somebody is known to have."""
        if not confirmed:
            from ui.keys.recovery import RecoveryPage
            from ui.keys.renewing import RecoveryKeys

            keys = RecoveryKeys(self.vault)
            self.window.show_alone(RecoveryPage(keys.renew, keys.confirm, self._opened))
            return
        self.vault.ask(
            lambda desk: (desk.vault.views.team(), desk.owner().role),
            lambda found: self._furnish(*found),
            refused=self.lock,
        )

    def _furnish(self, team: "Team", role: str) -> None:
        from ui.action.view import ActionDialogs
        from ui.keeping_safe import KeepingSafe
        from ui.places import Ways, bring_in, places

        keeping = self.keeping = KeepingSafe(
            self.vault, self._looking, self.folder, self.window, self.idle, self.appearance,
            bootstrap.suggest_passphrase, bootstrap.second_places,
        )  # fmt: skip
        self.ways = Ways(
            self.vault,
            self.open_child,
            self.window.go,
            self.window.show_over,
            self.window.back,
            self.window.over,
            self.window.show_again,
            bootstrap.caseload_files,
            bootstrap.writers,
            bootstrap.pack_files,
            ActionDialogs(self.vault),
            role in SUPERVISES,
            lambda on: self.idle.hold_off(on=on),
            keeping.page,
        )
        self._places = places(self.ways)
        self.window.furnish(self._places, self._deeds(), demonstration=team.demonstration)
        self.window.take_drops(lambda dropped: bring_in(self.ways, dropped))
        self.window.setWindowTitle(f"{team.name} – {TITLE}")
        self.window.go(self._places[0].name)
        self.window.navigation.focus(self._places[0].name)
        self.idle.watch()
        keeping.begin()
        self._look_after_spelling()
        if self._away is None:
            from ui.shared.away import notice_leaving

            self._away = notice_leaving(self.window, self.leave)

    def _look_after_spelling(self) -> None:
        """Have the dictionary read on another thread, and take the names and words that this vault knows."""
        from supervision_app.services.spelling import add_own_word, known_here
        from ui.shared.spelling import Spelling

        spelling = self.spelling = self.spelling or Spelling(self.window)
        spelling.adds = lambda word: self.vault.ask(lambda desk: add_own_word(desk, word), _nothing, refused=_nothing)
        self._looking.ask(dictionary, spelling.take)
        self.vault.ask(known_here, spelling.take_own, refused=_nothing)

    def _deeds(self) -> list[Deed]:
        dark = self.appearance.dark
        return [
            Deed("Find", "search", self.find, "Ctrl+K"),
            Deed("Light" if dark else "Dark", "sun" if dark else "moon", self.appearance.turn),
            Deed("Larger text", "plus", self.appearance.larger, "Ctrl++"),
            Deed("Smaller text", "minus", self.appearance.smaller, "Ctrl+-"),
            Deed("Lock", "lock", self.lock, LOCK_KEYS),
        ]

    def _look_again(self) -> None:
        """Draw what leads elsewhere in the look that was just put on; the keyboard stays where it was."""
        self.window.navigation.look_again(self._deeds())

    def find(self) -> None:
        """Ask for a child, a person, a page or a command by a few letters."""
        from ui.finding.presenter import Choice, Leads
        from ui.finding.view import FindingDialog
        from ui.places import open_person
        from ui.session.view import SessionPage

        pages = [
            Choice(place.name, "Page", lambda name=place.name: self.window.go(name), f"Ctrl+{number}")  # type: ignore[misc]
            for number, place in enumerate(self._places, 1)
        ]
        commands = [Choice(deed.name, "Command", deed.does, deed.keys) for deed in self._deeds()[1:]]
        worker = next((page.worker_id for page in self.window.over() if isinstance(page, SessionPage)), "")
        leads = Leads(self.open_child, lambda person: open_person(self.ways, person), worker)
        FindingDialog(self.window, self.vault, [*pages, *commands], leads).show()

    def open_child(self, case_id: str) -> None:
        """Show one child."""
        from ui.places import child_page

        self.window.show_over(child_page(self.ways, case_id))


def still(minutes: int) -> str:
    """Return why the vault was locked when nobody stirred."""
    return f"Locked because nothing was typed for {minutes} minutes."


def dictionary() -> "Speller | None":
    """Return the dictionary; none where it cannot be read: nothing is underlined then, and all else goes on."""
    try:
        return bootstrap.speller()
    except (ImportError, OSError):
        return None


def _nothing(_given: object) -> None:
    return None


def load_what_is_next() -> None:
    """Load the pages, which takes longer than to paint the first: on another thread, nobody waits for it."""
    for name in _NEEDED_NEXT:
        import_module(name)


def start(
    qt: QApplication,
    folder: Path,
    kept: QSettings,
    folders: "Callable[[], VaultFolders]" = bootstrap.vault_folders,
    makes: type[App] = App,
) -> App:
    """Return the app with its window on the first page."""
    window = Window()
    appearance = Appearance(qt, kept)
    idle = Idle(qt, lambda: app.lock(still(idle.minutes)), soon=lambda on: window.warn(SOON if on else "", "idle"))
    idle.take(appearance.minutes())
    if appearance.hidden:
        from ui.shared.capture import hide

        hide(window, hidden=True)
    app = makes(window, folder, appearance, idle, folders)
    app.lock_key = LockKey(qt, app.lock)
    app.begin()
    return app


def run(arguments: Sequence[str]) -> int:
    """Open the window; returns when it is closed."""
    wanted = _read(arguments)
    qt = qt_application()
    return until_closed(qt, start(qt, wanted.vault or bootstrap.default_vault(), settings()))


def qt_application() -> QApplication:
    """Return Qt's own part of the app; there is one in a process."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName(TITLE)
    return qt


def until_closed(qt: QApplication, app: App) -> int:
    """Show the window until it is closed, or the program is asked to end; returns the exit code, the vault closed."""
    for wish in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish, lambda _wish, _frame: qt.quit())
    # Python hears of a signal only when it is its turn, which Qt gives it for events: there is one often enough.
    turns = QTimer(qt, interval=_TURN)
    turns.timeout.connect(lambda: None)
    turns.start()
    app.window.show()
    code = qt.exec()
    app.vault.stop()
    if app.keeping:
        app.keeping.at_the_end()
    # What Python put there must not outlive Python.
    forget_copied()
    return code


def forget_copied() -> None:
    """Empty the clipboard where what is in it is still ours: a child's words are not left behind."""
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="supervision-app", description="Open the window.")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the vault's folder")
    return parser.parse_args(arguments)
