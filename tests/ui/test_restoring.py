"""Restoring a backup in the window: two clicks, with what would be lost shown between them."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supervision_app.services.people import add_person
from tests.ui.pages import restoring
from tests.ui.whole_app import PASSPHRASE, SLOW, app, said, set_up, shown
from ui.first_start.view import FirstStartPage
from ui.main import App
from ui.restoring.view import RestorePage
from ui.shared.widgets import Lead
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app"]


def test_what_could_not_be_carried_over_is_said_when_it_is_done(qtbot: QtBot) -> None:
    page = restoring(3)
    qtbot.addWidget(page)

    assert "Legal holds could not be carried over." in [label.text() for label in page.findChildren(QLabel)]


def change(app: App, qtbot: QtBot, name: str) -> None:
    """Add somebody to the team, and wait until it is recorded."""
    done: list[object] = []
    app.vault.ask(lambda desk: add_person(desk, name, "worker"), done.append, refused=pytest.fail)
    qtbot.waitUntil(lambda: bool(done))


def names(app: App, qtbot: QtBot) -> list[str]:
    """Return who is in the team."""
    found: list[list[str]] = []
    app.vault.ask(
        lambda desk: [one.person.name for one in desk.vault.views.members()], found.append, refused=pytest.fail
    )
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def lead_to_backups(app: App, words: str) -> RestorePage:
    """Go to the page of backups."""
    page = app.window.page()
    assert page is not None
    (lead,) = [one for one in page.findChildren(Lead) if one.text() == words]
    lead.click()
    there = app.window.page()
    assert isinstance(there, RestorePage)
    return there


def unlock(app: App, qtbot: QtBot) -> None:
    """Type the passphrase and come to Today."""
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)


def locked_with_a_backup(app: App, qtbot: QtBot) -> None:
    """Set up, lock, which makes a backup, unlock, add Ben, and lock without making another."""
    set_up(app, qtbot)
    change(app, qtbot, "Aoife Byrne")
    app.lock()
    unlock(app, qtbot)
    change(app, qtbot, "Ben Okafor")


def test_a_backup_is_looked_at_and_restored_in_two_clicks(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    locked_with_a_backup(app, qtbot)
    (made, *_) = sorted((tmp_path / "vault" / "backups").iterdir(), reverse=True)
    kept = Path(shutil.copytree(made, tmp_path / "kept"))
    app.lock()
    page = lead_to_backups(app, "Restore from a backup")
    page._choose_folder = lambda _over: str(kept)  # noqa: SLF001 - no dialog of the system can be clicked here
    qtbot.waitUntil(lambda: page.which.box.count() > 0)
    page.choose.click()
    qtbot.waitUntil(lambda: page.which.box.currentIndex() > 0)

    page.look.click()
    assert page.passphrase.error.text() == "Error: Type the passphrase."
    page.passphrase.line.setText(PASSPHRASE)
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(page.restore.isVisible, timeout=SLOW)
    assert "Since then 1 record that was saved and 0 drafts came into the vault." in said(app)
    assert page.window().focusWidget() is page.restore
    page.restore.click()
    qtbot.waitUntil(page.on.isVisible, timeout=SLOW)
    qtbot.waitUntil(lambda: "What was here before is kept in" in said(app))
    assert "What would happen" not in said(app)

    page.on.click()
    unlock(app, qtbot)
    assert names(app, qtbot) == ["Aoife Byrne", "Moira Khan"]


def test_on_a_new_computer_the_first_page_leads_to_backups(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    locked_with_a_backup(app, qtbot)
    app.lock()
    closed: list[str] = []
    app.vault.ask(lambda _desk: "", closed.append, refused=closed.append)
    qtbot.waitUntil(lambda: bool(closed), timeout=SLOW)
    kept = tmp_path / "kept"
    shutil.copytree(max((tmp_path / "vault" / "backups").iterdir()), kept)
    shutil.rmtree(tmp_path / "vault")
    app.begin()
    assert shown(app, FirstStartPage)
    page = lead_to_backups(app, "I have a backup of a vault")
    page._choose_folder = lambda _over: str(tmp_path)  # noqa: SLF001 - as above
    page.choose.click()
    qtbot.waitUntil(lambda: "There is no backup in" in page.which.error.text())
    page._choose_folder = lambda _over: str(kept)  # noqa: SLF001 - as above
    page.choose.click()
    qtbot.waitUntil(lambda: page.which.error.text() == "")
    page.passphrase.line.setText("wrong words here")
    page.look.click()
    qtbot.waitUntil(page.notice.isVisible, timeout=SLOW)
    assert "passphrase does not open" in page.notice.words.text()
    assert page.window().focusWidget() is page.passphrase.line
    qtbot.keyClicks(page.passphrase.line, PASSPHRASE)  # in place of the wrong words, which are chosen
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(page.restore.isVisible, timeout=SLOW)
    assert "nothing can be lost" in said(app)
    page.restore.click()
    qtbot.waitUntil(page.on.isVisible, timeout=SLOW)
    page.on.click()
    unlock(app, qtbot)
    assert names(app, qtbot) == ["Aoife Byrne", "Ben Okafor", "Moira Khan"]


def test_where_no_backup_can_be_made_it_is_said_above_every_page(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    set_up(app, qtbot)
    backups = tmp_path / "vault" / "backups"
    qtbot.waitUntil(lambda: backups.exists() and any(path.name.endswith("Z") for path in backups.iterdir()))
    shutil.rmtree(backups)
    backups.write_text("in the way")
    change(app, qtbot, "Aoife Byrne")
    app.lock()
    unlock(app, qtbot)
    qtbot.waitUntil(
        lambda: app.window.warning.startswith("No backup of this vault can be made. There is none."), timeout=SLOW
    )
