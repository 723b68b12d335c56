"""A recovery key that somebody is known to have: typed back, made again where it was not, and printed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supervision_app import bootstrap
from supervision_app.services.errors import CannotUnlock
from tests.ui.pages import KEY
from ui.first_start.view import FirstStartPage
from ui.keys.recovery import RecoveryPage
from ui.main import App, start
from ui.shared.printing import print_on
from ui.shared.secret_steps import RecoveryStep
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

PASSPHRASE, NEW = "harbour lantern weasel velvet thunder", "five new words of mine"
SLOW = 20_000
"""Milliseconds that making a key may take on a busy computer."""


@pytest.fixture
def starts(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[], App]]:
    """Return what starts the app over one folder, once more each time."""
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    kept.setValue("look", "light")
    begun: list[App] = []

    def begin() -> App:
        app = start(qapp, tmp_path / "vault", kept)
        begun.append(app)
        qtbot.addWidget(app.window)
        with qtbot.waitExposed(app.window):
            app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        return app

    yield begin
    end(begun[-1])


def end(app: App) -> None:
    """Close the window as somebody does who has had enough."""
    app.window.close()
    if not app.idle.parent():
        return
    app.vault.stop()
    app.idle.rest()
    app.idle.setParent(None)
    assert app.lock_key is not None
    app.lock_key.rest()


def leave_at_the_recovery_key(app: App, qtbot: QtBot) -> str:
    """Set up as far as the recovery key, and close the window; returns the key."""
    page = app.window.page()
    assert isinstance(page, FirstStartPage)
    for line, text in zip(page.who.lines(), ("Moira Khan", "Riverside", "Demonshire"), strict=True):
        line.setText(text)
    page.who.fields["role"].buttons["manager"].setChecked(True)  # type: ignore[union-attr]
    page.go_on()
    for line in page.passphrase.lines():
        line.setText(PASSPHRASE)
    page.go_on()
    qtbot.waitUntil(lambda: page.title.text() == "Keep your recovery key", timeout=SLOW)
    key = page.recovery.key.text()
    end(app)
    return key


def unlock(app: App, qtbot: QtBot) -> RecoveryPage:
    """Unlock the vault, which leads to its recovery key before anything else."""
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(PASSPHRASE)
    qtbot.keyClick(page.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(app.window.page(), RecoveryPage), timeout=SLOW)
    found = app.window.page()
    assert isinstance(found, RecoveryPage)
    return found


def type_back(step: RecoveryStep) -> None:
    """Type the two groups back that are asked for."""
    key = step.key.text().split()
    for line in step.lines():
        line.setText(key[int(line.accessibleName().split()[2]) - 1].lower())


def test_a_key_that_nobody_typed_back_is_made_again_before_anything_else(
    starts: Callable[[], App], qtbot: QtBot
) -> None:
    first = leave_at_the_recovery_key(starts(), qtbot)
    app = starts()
    page = unlock(app, qtbot)
    focus: QWidget | None = app.window.focusWidget()
    assert focus is page.on
    page.on.click()
    qtbot.waitUntil(page.step.isVisible)
    second = page.step.key.text()
    end(app)

    app = starts()
    page = unlock(app, qtbot)
    page.on.click()
    qtbot.waitUntil(page.step.isVisible)
    third = page.step.key.text()
    page.on.click()
    assert [lead.text() for lead in page.notice.leads] == [
        asked.error.text().removeprefix("Error: ") for asked in page.step.fields.values()
    ]
    assert isinstance(app.window.page(), RecoveryPage)
    type_back(page.step)
    qtbot.keyClick(page.step.lines()[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(app.window.page(), TodayPage), timeout=SLOW)
    end(app)

    folders = bootstrap.vault_folders()
    for spent in (first, second):
        with pytest.raises(CannotUnlock, match="was replaced"):
            folders.recover(app.folder, spent, NEW)
    folders.recover(app.folder, third, NEW)
    assert len({first, second, third}) == 3


def test_a_key_that_was_typed_back_is_asked_for_no_more(starts: Callable[[], App], qtbot: QtBot) -> None:
    leave_at_the_recovery_key(starts(), qtbot)
    app = starts()
    page = unlock(app, qtbot)
    page.on.click()
    qtbot.waitUntil(page.step.isVisible)
    type_back(page.step)
    page.on.click()
    qtbot.waitUntil(lambda: isinstance(app.window.page(), TodayPage), timeout=SLOW)
    app.lock()
    again = app.window.page()
    assert isinstance(again, UnlockPage)
    again.field.line.setText(PASSPHRASE)
    again.button.click()
    qtbot.waitUntil(lambda: isinstance(app.window.page(), TodayPage), timeout=SLOW)


def test_a_key_that_cannot_be_made_or_kept_says_so_and_lets_nobody_on(qtbot: QtBot) -> None:
    faults = ["The disk is full."]
    ready: list[bool] = []
    page = RecoveryPage(
        lambda done, refused: refused(faults.pop()) if faults else done(KEY),
        lambda _done, refused: refused("The disk is full now."),
        lambda: ready.append(True),
    )
    qtbot.addWidget(page)
    page.go_on()
    assert page.notice.words.text() == "The disk is full."
    page.go_on()
    assert page.notice.words.text() == ""
    page.go_on()
    assert len(page.notice.leads) == 2
    type_back(page.step)
    page.go_on()
    assert page.notice.words.text() == "The disk is full now."
    assert ready == []
    assert page.on.isEnabled()


def test_a_first_key_whose_typing_back_cannot_be_kept_is_typed_back_again(qtbot: QtBot) -> None:
    faults = ["The disk is full."]
    page = FirstStartPage(
        lambda: PASSPHRASE,
        lambda _who, _typed, done, _refused: done(KEY),
        lambda done, refused: refused(faults.pop()) if faults else done(),
        lambda: None,
    )
    qtbot.addWidget(page)
    for line, text in zip(page.who.lines(), ("Moira Khan", "Riverside", "Demonshire"), strict=True):
        line.setText(text)
    page.who.fields["role"].buttons["manager"].setChecked(True)  # type: ignore[union-attr]
    page.go_on()
    for line in page.passphrase.lines():
        line.setText(PASSPHRASE)
    page.go_on()
    type_back(page.recovery)
    page.go_on()
    assert (page.notice.words.text(), page.progress.text()) == ("The disk is full.", "Step 3 of 4")
    page.go_on()
    assert page.progress.text() == "Step 4 of 4"


def printed(path: Path) -> PageObject:
    """Print the key to a PDF file, and return its only page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    print_on(printer, KEY)
    (page,) = PdfReader(path).pages
    return page


def drawn(page: PageObject) -> bytes:
    """Return what is drawn on a page."""
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data()


def test_the_printed_sheet_has_the_key_and_what_to_do_with_it(tmp_path: Path) -> None:
    text = " ".join(printed(tmp_path / "key.pdf").extract_text().split())

    assert " ".join(KEY.split("-")) in text
    assert "Keep it locked away from the computer." in text


def test_the_printed_sheet_is_the_same_whatever_the_screen_looks_like(
    looks: Callable[[bool, float], None], tmp_path: Path
) -> None:
    looks(False, 1.0)  # noqa: FBT003 - the fixture takes what a theme is made of
    plain = drawn(printed(tmp_path / "plain.pdf"))
    looks(True, 2.0)  # noqa: FBT003 - as above

    assert drawn(printed(tmp_path / "large.pdf")) == plain
