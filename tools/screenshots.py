"""Pictures of every page, of the demonstration's vault, in both looks: `screenshots.py FOLDER [--demo DIR]`."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from PySide6.QtCore import QEventLoop, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QPushButton, QWidget

from supervision_app import bootstrap
from supervision_app.demonstration.clock import StoryClock
from supervision_app.demonstration.demo import PASSPHRASE, VAULT, tell
from supervision_app.demonstration.session import Meeting
from supervision_app.domain.sessions import AT
from supervision_app.services import sessions
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import export_child
from ui.child_strip.view import StripPage
from ui.exporting.view import ExportingPage
from ui.first_start.view import FirstStartPage
from ui.importing.view import ImportPage
from ui.main import App, start
from ui.places import change_of_worker
from ui.session.shown import CHECK, CHOOSE, OWN
from ui.session.steps import CheckStep
from ui.session.view import SessionPage
from ui.supervision.view import SupervisionPage
from ui.unlock.view import UnlockPage

SIZE = (1366, 768)
"""A window on the smallest screen that the app is made for."""
KAI = "SYN10000"
HOME = "demo-output"
"""What the pages show as the folder of the vault."""
_SETTLES, _TRIES = 60, 400
_EDGE = "#505a5f"


@dataclass
class Camera:
    """Takes pictures of one window into a folder, with an ending on each name."""

    app: App
    folder: Path
    ending: str
    taken: list[Path] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the vault has answered all that the page asked for, and what came of it is painted."""
        for _ in range(2):
            answered: list[object] = []
            self.app.vault.ask(lambda _desk: None, answered.append, refused=answered.append)
            until(lambda: bool(answered))  # noqa: B023 - asked and answered in one turn
            wait(_SETTLES)

    def take(self, name: str) -> None:
        """Save what the window shows, with a dialog over it where one is open."""
        wait(_SETTLES)
        window = self.app.window
        picture = window.grab()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                _lay_over(picture, dialog)
        path = self.folder / f"{name}{self.ending}.png"
        packed(picture.toImage()).save(str(path), "PNG", 0)  # type: ignore[call-overload] # nought is as small as can be
        self.taken.append(path)

    def look(self, name: str) -> None:
        """Wait, then save."""
        self.settle()
        self.take(name)


def packed(picture: QImage) -> QImage:
    """Return the picture with its 256 most frequent colours, which is all but a few that nobody can tell apart."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    often = Counter(memoryview(plain.constBits()).cast("I")).most_common(256)
    return plain.convertToFormat(
        QImage.Format.Format_Indexed8, [colour for colour, _count in often], Qt.ImageConversionFlag.ThresholdDither
    )


def wait(milliseconds: int) -> None:
    """Let the window and the vault's thread work for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(there: Callable[[], bool]) -> None:
    """Let the window work until something is there; ends the run when it never comes."""
    for _ in range(_TRIES):
        if there():
            return
        wait(25)
    sys.exit("A page did not come: see which picture was written last.")


def _lay_over(picture: QPixmap, dialog: QDialog) -> None:
    drawn = dialog.grab()
    painter = QPainter(picture)
    at = QPoint((picture.width() - drawn.width()) // 2, (picture.height() - drawn.height()) // 3)
    painter.setPen(_EDGE)
    painter.drawPixmap(at, drawn)
    painter.drawRect(at.x() - 1, at.y() - 1, drawn.width() + 1, drawn.height() + 1)
    painter.end()


def first_steps(camera: Camera) -> None:
    """Set up a vault as somebody does who has none."""
    page = camera.app.window.page()
    assert isinstance(page, FirstStartPage)  # noqa: S101 - a tool, for people who work on the app
    for line, text in zip(page.who.lines(), ("Moira Khan", "Riverside", "Demonshire"), strict=True):
        line.setText(text)
    page.who.fields["role"].buttons["manager"].setChecked(True)  # type: ignore[union-attr]
    camera.take("first-start-1")
    page.go_on()
    for line in page.passphrase.lines():
        line.setText(page.passphrase.offered.text())
    camera.take("first-start-2")
    page.go_on()
    until(lambda: bool(page.recovery.key.text()))
    camera.take("first-start-3")
    typing_back = page._presenter.typing_back  # noqa: SLF001 - which groups are asked for is drawn by lot
    for line, asked in zip(page.recovery.lines(), typing_back.asked, strict=True):
        line.setText(typing_back.groups[asked - 1])
    page.go_on()
    camera.settle()
    camera.take("first-start-4")


def unlock(camera: Camera) -> None:
    """Unlock the demonstration."""
    page = camera.app.window.page()
    assert isinstance(page, UnlockPage)  # noqa: S101
    camera.take("unlock")
    camera.app.recover()
    camera.settle()
    camera.take("forgotten")
    camera.app.lock()
    page = camera.app.window.page()
    assert isinstance(page, UnlockPage)  # noqa: S101
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    until(lambda: not isinstance(camera.app.window.page(), UnlockPage))


def places(camera: Camera) -> None:
    """Show the pages that the window leads to."""
    for name in ("Today", "Supervision", "Children", "Actions", "People", "Safety"):
        page = camera.app.window.go(name)
        camera.app.window.navigation.focus(name)
        camera.settle()
        if isinstance(page, SupervisionPage):
            page.table.selectRow(1)
            camera.settle()
        camera.take(name.lower())


def one_child(camera: Camera) -> None:
    """Show one child with what can be done there."""
    app = camera.app
    app.open_child(KAI)
    camera.look("child")
    page = app.window.page()
    next(one for one in page.findChildren(QPushButton) if one.text() == "Agree an action").click()  # type: ignore[union-attr]
    camera.look("agree")
    close_dialogs(app)
    for text, name in (("The story so far", "story"), ("Act now", "act-now")):
        page = app.window.page()
        next(one for one in page.findChildren(QPushButton) if one.text() == text).click()  # type: ignore[union-attr]
        camera.look(name)
        close_dialogs(app)
        if app.window.page() is not page:
            app.window.back()
    strip(camera)
    app.window.show_over(change_of_worker(app.ways, KAI, to="Cara Lindqvist"))
    camera.look("changing")
    app.window.back()
    app.window.show_over(ExportingPage(app.vault, KAI, app.ways.writers, lambda _child: app.window.back()))
    camera.look("writing-out")
    app.find()
    camera.settle()
    dialog = next(one for one in app.window.findChildren(QDialog) if one.isVisible())
    dialog.field.line.setText("kai")  # type: ignore[attr-defined]
    wait(500)
    camera.look("find")
    close_dialogs(app)


def strip(camera: Camera) -> None:
    """Show the strip of the child whose page is shown, and the same as a table."""
    page = camera.app.window.page()
    next(one for one in page.findChildren(QPushButton) if one.text() == "Look closer, copy or print").click()  # type: ignore[union-attr]
    camera.settle()
    shown = camera.app.window.page()
    assert isinstance(shown, StripPage)  # noqa: S101
    shown.strip.setFocus()
    camera.look("strip")
    shown.turn()
    camera.look("strip-table")
    camera.app.window.back()


def close_dialogs(app: App) -> None:
    """Close what lies over the window."""
    for dialog in app.window.findChildren(QDialog):
        dialog.reject()


def bring_in(camera: Camera, demo: Path) -> None:
    """Look at a caseload in which some children have somebody else, one is new and one date is wrong."""
    newest = max((demo / "files").glob("caseload-*.csv"))
    lines = newest.read_text(encoding="utf-8").splitlines()
    changed = [line.replace("Dana Hughes", "Cara Lindqvist") if at < 30 else line for at, line in enumerate(lines)]  # noqa: PLR2004
    changed[40] = changed[40].replace("/", "-x-", 1)
    changed.append("SYN99001,Rowan Teasel (synthetic),4/5/2017" + "," * (lines[0].count(",") - 2))
    path = demo / "caseload-from-the-case-system.csv"
    path.write_text("\n".join(changed), encoding="utf-8")
    page = camera.app.window.go("Bring in")
    assert isinstance(page, ImportPage)  # noqa: S101
    page.choose([path])
    camera.look("bring-in")


def session(camera: Camera) -> None:
    """Go on with the session that was begun, then check and seal another."""
    app = camera.app
    begun: list[sessions.Unfinished] = []
    app.vault.ask(sessions.unfinished, begun.extend, refused=sys.exit)
    until(lambda: bool(begun))
    page = open_session(camera, begun[0].draft)
    _top(page)
    camera.take("session-child")
    reflection = list(page.step.fields.values())[2]
    page.step.ensureWidgetVisible(reflection, 50, 300)
    camera.take("session-conversation")
    for step, name in ((CHOOSE, "session-choose"), (OWN, "session-own")):
        page.steps.box.setCurrentIndex(page.steps.box.findData(step))
        camera.look(name)
    drafts: list[str] = []
    app.vault.ask(talked_through, drafts.append, refused=sys.exit)
    until(lambda: bool(drafts))
    page = open_session(camera, drafts[0])
    camera.take("session-check")
    check = page.step
    assert isinstance(check, CheckStep)  # noqa: S101
    check.verticalScrollBar().setValue(check.verticalScrollBar().maximum())
    check.seen.buttons["seen"].setChecked(True)
    camera.take("session-check-end")
    check.seal.click()
    until(lambda: page.saved.text() == "Sealed")
    camera.look("session-sealed")


def talked_through(desk: Desk) -> str:
    """Return a session in which everything was said."""
    meeting = Meeting(desk, StoryClock(desk.clock.now()), Random(7))  # noqa: S311 - a picture, not a secret
    draft = meeting.talk_through("Ben Okafor")
    sessions.keep(desk, draft, {AT: CHECK})
    return draft


def open_session(camera: Camera, draft: str) -> SessionPage:
    """Return the page of a session, as the first page leads to it."""
    camera.app.window.go("Supervision")
    camera.settle()
    page_of = next(one for one in camera.app.window.findChildren(SupervisionPage))
    page_of._open(draft)  # noqa: SLF001 - what its button does
    camera.settle()
    page = camera.app.window.page()
    assert isinstance(page, SessionPage)  # noqa: S101
    return page


def _top(page: QWidget) -> None:
    for area in page.findChildren(QAbstractScrollArea):
        area.verticalScrollBar().setValue(0)


@dataclass(frozen=True)
class Look:
    """One way in which everything is shown."""

    ending: str
    dark: bool
    percent: int
    scenes: Sequence[str]


EVERYTHING = ("first_steps", "unlock", "places", "one_child", "bring_in", "session")
LOOKS = (
    Look("", dark=False, percent=100, scenes=EVERYTHING),
    Look("-dark", dark=True, percent=100, scenes=EVERYTHING),
    Look("-200", dark=False, percent=200, scenes=("unlock", "places", "session")),
)


def photograph(qt: QApplication, look: Look, folder: Path, demo: Path) -> list[Path]:
    """Return the pictures of one look, of a copy of the demonstration: it stays as it was."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, chdir(home):
        shutil.copytree(demo, HOME)
        kept = QSettings(str(Path(home) / "window.ini"), QSettings.Format.IniFormat)
        kept.setValue("look", "dark" if look.dark else "light")
        kept.setValue("percent", look.percent)
        taken: list[Path] = []
        if "first_steps" in look.scenes:
            taken += _run(qt, kept, Path("your-vault"), first_steps, folder=folder, ending=look.ending)
        taken += _run(
            qt, kept, Path(HOME, VAULT), lambda camera: _scenes(camera, look), folder=folder, ending=look.ending
        )
        kept.sync()
        return taken


def _scenes(camera: Camera, look: Look) -> None:
    unlock(camera)
    places(camera)
    if "one_child" in look.scenes:
        one_child(camera)
        bring_in(camera, Path(HOME))
    session(camera)


def _run(
    qt: QApplication, kept: QSettings, vault: Path, scenes: Callable[[Camera], None], *, folder: Path, ending: str
) -> list[Path]:
    app = start(qt, vault, kept, lambda: bootstrap.vault_folders(Path("state").absolute()))
    app.window.resize(*SIZE)
    app.window.show()
    camera = Camera(app, folder, ending)
    try:
        scenes(camera)
    finally:
        app.vault.stop()
        app.window.close()
        app.window.deleteLater()
        qt.processEvents()
    return camera.taken


def first_page(demo: Path, folder: Path) -> list[Path]:
    """Return a picture of the first page of Kai's summary, where there is a tool that draws one."""
    tool, found = shutil.which("pdftoppm"), sorted((demo / "exports").glob(f"{KAI}_*.pdf"))
    if not tool or not found:
        return []
    path = folder / "summary.png"
    command = (tool, "-png", "-r", "80", "-singlefile", "-f", "1", "-l", "1", str(found[0]), str(path.with_suffix("")))
    subprocess.run(command, check=True)  # noqa: S603 - a tool of this computer, with arguments of our own
    return [path]


def make_demonstration(home: Path) -> None:
    """Tell the story, and write Kai's summary out."""
    folders = bootstrap.vault_folders(home / "state")
    desk = tell(home, datetime.now(UTC).astimezone(), lambda _sentence: None, folders=folders).desk
    export_child(desk, bootstrap.writers(), KAI, ("pdf",), home / "exports")
    desk.vault.close()


def main() -> None:
    """Take all pictures; without a demonstration, make one first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--demo", type=Path, help="what “supervision-app demo --out” wrote")
    wanted = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    wanted.folder.mkdir(parents=True, exist_ok=True)
    folder = wanted.folder.absolute()
    qt = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        demo = wanted.demo.absolute() if wanted.demo else Path(made)
        if not wanted.demo:
            make_demonstration(demo)
        taken = [path for look in LOOKS for path in photograph(qt, look, folder, demo)]
        taken += first_page(demo, folder)
    print(f"{len(taken)} pictures in {wanted.folder}, {sum(path.stat().st_size for path in taken) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
