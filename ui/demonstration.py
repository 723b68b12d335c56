"""The demonstration in the window: a throw-away vault of invented people, made while one looks on, and removed."""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QProgressBar

from supervision_app import bootstrap
from supervision_app.demonstration.demo import MARKER, PASSPHRASE, VAULT, tell
from supervision_app.demonstration.story import MONTHS
from supervision_app.services.desk import Desk
from supervision_app.services.errors import WrongUse
from ui.main import App, qt_application, start, until_closed
from ui.shared.appearance import settings
from ui.shared.widgets import Page, announce, words

_ABOUT = (
    "An invented team of a manager and her workers is being made, with eighteen months of its supervision. It takes "
    "about half a minute. Every name is made up: no real child, family or worker is in it."
)
_GOES = "When you close the window, all of it is removed."
_OPENS = f"This is the demonstration. Its passphrase is “{PASSPHRASE}”."


class MakingPage(Page):
    """Tells the story while the vault is made."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        super().__init__("Demonstration", readable=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far it has come")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        for widget in (words(_ABOUT), words(_GOES), self.bar):
            self.column.addWidget(widget)
        self.told = words("", look="quiet")
        self.column.addWidget(self.told)
        self.column.addStretch(1)
        announce(self, _ABOUT)

    def say(self, sentence: str) -> None:
        """Show the next sentence of the story below the last."""
        self.told.setText(f"{self.told.text()}\n{sentence.strip()}".strip())

    def show_progress(self, _what: str, done: int, whole: int) -> None:
        """Show how far it has come."""
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def refuse(self, sentence: str) -> None:
        """Say why there is no demonstration."""
        self.bar.hide()
        self.problem(sentence)


class Demonstration(App):
    """The app over a vault of the demonstration, which opens by itself."""

    ended = False
    months = MONTHS

    def begin(self) -> None:
        """Make the vault while the window shows how far it has come; open it at once where it is there already."""
        page = MakingPage()
        self.window.show_alone(page)
        if bootstrap.holds_vault(self.folder):
            self.vault.unlock(self._open, self._opened, page.refuse)
            return
        say, progress = self.vault.telling(page.say), self.vault.telling(page.show_progress)
        self.vault.unlock(lambda: self._make_it(say, progress), self._opened, page.refuse)

    def lock(self, why: str = "") -> None:
        """Close the vault, and say what opens it again."""
        super().lock(f"{why} {_OPENS}".strip())

    def _open(self) -> Desk:
        return bootstrap.sit_down()(self.folders().open(self.folder, PASSPHRASE))

    def _make_it(self, say: Callable[[str], None], progress: Callable[[str, int, int], None]) -> Desk:
        told, passed = self._unless_ended(say), self._unless_ended(progress)
        now = datetime.now(UTC).astimezone()
        story = tell(self.folder.parent, now, told, progress=passed, folders=self.folders(), months=self.months)
        return bootstrap.sit_down()(story.desk.vault)

    def _unless_ended(self, told: Callable[..., None]) -> Callable[..., None]:
        """Return what passes on what is told; once the window is closed it ends the making instead."""

        def tells(*given: object) -> None:
            if self.ended:
                message = "The window was closed before the demonstration was made."
                raise WrongUse(message)
            told(*given)

        return tells


def run(arguments: Sequence[str]) -> int:
    """Open the window on the demonstration; returns when it is closed, and nothing of it is left."""
    wanted = _read(arguments)
    if wanted.vault:
        return _show(wanted.vault, settings())
    with tempfile.TemporaryDirectory(prefix="supervision-demonstration-", ignore_cleanup_errors=True) as home:
        return _show(Path(home) / VAULT, _own_settings(Path(home)), Path(home) / "state")


def _show(folder: Path, kept: QSettings, state: Path | None = None) -> int:
    qt = qt_application()
    app = start(qt, folder, kept, lambda: bootstrap.vault_folders(state), Demonstration)
    qt.aboutToQuit.connect(lambda: setattr(app, "ended", True))
    code = until_closed(qt, app)
    kept.sync()
    return code


def _own_settings(home: Path) -> QSettings:
    """Return the look that this person has chosen, to be changed without any trace of it being left."""
    chosen, own = settings(), QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
    for name in chosen.allKeys():
        own.setValue(name, chosen.value(name))
    return own


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="supervision-app", description="Open the window on invented people.")
    parser.add_argument("--demo", action="store_true", help="make a throw-away vault, and remove it at the end")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="open the one that “demo --out” left there instead")
    wanted = parser.parse_args(arguments)
    if wanted.vault and not (wanted.vault.parent / MARKER).is_file():
        parser.error(f"{wanted.vault} is no vault of a demonstration. Leave --demo out to open it.")
    return wanted
