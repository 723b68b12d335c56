"""The window from the first start to the second unlocking, on its own thread, with a real passphrase."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from supervision_app.services import sessions
from supervision_app.services.desk import Desk
from supervision_app.services.people import add_person
from tests.ui.whole_app import PASSPHRASE, SLOW, app, said, set_up, shown
from ui.children.view import ChildrenPage
from ui.finding.view import FindingDialog
from ui.importing.view import ImportPage
from ui.main import LEFT, SOON, App, still
from ui.places import hold
from ui.session.view import SessionPage
from ui.shared.desk_thread import DeskThread
from ui.shared.idle import IN_A_SESSION, MINUTES, Idle
from ui.shared.tokens import TITLE
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app"]


def test_from_the_first_start_to_a_locked_vault_and_back(app: App, qtbot: QtBot) -> None:
    set_up(app, qtbot)
    assert "Riverside" in app.window.windowTitle()
    qtbot.waitUntil(lambda: "No children are here yet. Bring your caseload in" in said(app))
    today = app.window.page()
    assert isinstance(today, TodayPage)
    today.start.click()
    assert shown(app, ImportPage)
    qtbot.keyClick(app.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "No children yet" in said(app))
    assert shown(app, ChildrenPage)

    qtbot.keyClick(app.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    assert "Riverside" not in app.window.windowTitle()
    page.field.line.setText("not the passphrase")
    qtbot.keyClick(page.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open this vault" in page.field.error.text(), timeout=SLOW)
    assert page.field.text() == "not the passphrase"
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)


def test_find_leads_to_a_page_and_a_lock_closes_it(app: App, qtbot: QtBot) -> None:
    set_up(app, qtbot)
    qtbot.keyClick(app.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = app.window.findChildren(FindingDialog)[-1]
    dialog.field.line.setText("chil")
    qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert shown(app, ChildrenPage)

    app.find()
    app.idle.watch()
    app.lock(still(15))
    assert "nothing was typed for 15 minutes" in said(app)
    assert [one for one in app.window.findChildren(QDialog) if one.isVisible()] == []


def test_larger_text_and_the_other_theme_are_remembered(app: App, qtbot: QtBot, qapp: QApplication) -> None:
    set_up(app, qtbot)
    before = qapp.font().pointSizeF()
    child = app.window.page()
    app.appearance.larger()
    app.appearance.turn()

    assert qapp.font().pointSizeF() == pytest.approx(before * 1.25)
    assert isinstance(child, TodayPage)
    assert child.title.font().pointSizeF() == pytest.approx(before * 1.25 * TITLE)
    assert qapp.property("dark") is True
    assert app.window.page() is child
    app.appearance.smaller()
    app.appearance.turn()
    assert qapp.font().pointSizeF() == pytest.approx(before)


def test_stillness_is_noticed_once_and_a_key_puts_it_off(qapp: QApplication, qtbot: QtBot) -> None:
    still: list[bool] = []
    idle = Idle(qapp, lambda: still.append(True), milliseconds=50)
    idle.watch()
    qtbot.waitUntil(lambda: still == [True])
    idle.rest()
    qapp.removeEventFilter(idle)


def test_it_is_said_a_while_before_and_taken_back_once_somebody_stirs(qapp: QApplication, qtbot: QtBot) -> None:
    said: list[bool] = []
    idle = Idle(qapp, lambda: None, milliseconds=60_000, soon=said.append, warned=59_950)
    idle.watch()
    qtbot.waitUntil(lambda: said == [True])
    idle.eventFilter(qapp, QEvent(QEvent.Type.KeyPress))
    assert said == [True, False]
    qtbot.waitUntil(lambda: said == [True, False, True])
    idle.rest()
    assert said == [True, False, True, False]
    qapp.removeEventFilter(idle)


def test_the_warning_stands_above_every_page(app: App, qtbot: QtBot) -> None:
    set_up(app, qtbot)
    app.window.warn(SOON)
    assert [label.text() for label in app.window.findChildren(QLabel) if label.isVisible()].count(SOON) == 1
    app.window.warn("No backup can be made.", "backup")
    app.window.warn("")
    assert app.window.warning == "No backup can be made."
    app.window.warn("", "backup")
    assert not app.window.warning


def test_what_was_noticed_at_the_opening_is_said_above_every_page(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    set_up(app, qtbot)
    app.lock()
    app.vault.stop()
    app.vault, app.keeping = DeskThread(), None
    (tmp_path / "vault" / "vault.keys.copy").write_bytes(b"{")
    app.begin()
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: "vault.keys.copy could not be read" in app.window.warning, timeout=SLOW)


def test_what_was_copied_is_gone_once_the_vault_is_locked(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(app, qtbot)
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)  # a window that nobody sees never knows
    QApplication.clipboard().setText("He said he wants to go home")
    app.leave()
    assert LEFT in said(app)
    assert QApplication.clipboard().text() == ""


def test_leaving_locks_an_unlocking_that_is_under_way_and_nothing_where_there_is_no_vault(
    app: App, qtbot: QtBot
) -> None:
    first = app.window.page()
    app.leave()
    assert app.window.page() is first

    set_up(app, qtbot)
    app.lock()
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    app.leave()
    assert app.window.page() is not page
    closed: list[str] = []
    app.vault.ask(lambda _desk: "open", closed.append, refused=closed.append)
    qtbot.waitUntil(lambda: bool(closed), timeout=SLOW)
    assert closed[0].startswith("The vault was locked")
    assert shown(app, UnlockPage)


def test_what_cannot_be_kept_holds_the_lock_and_the_window_open_once(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(app, qtbot)
    drafts: list[str] = []
    app.vault.ask(_begun, drafts.append, refused=pytest.fail)
    qtbot.waitUntil(lambda: bool(drafts))
    hold(app.ways, drafts[0])
    page = app.window.page()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: page.worker_id != "")
    assert app.idle.after == MINUTES * 60_000 * IN_A_SESSION

    monkeypatch.setattr(page.keeping, "stuck", True)
    app.lock()
    assert "could not be kept" in said(app)
    assert app.window.page() is page
    app.lock()
    assert shown(app, UnlockPage)


def _begun(desk: Desk) -> str:
    add_person(desk, "Aoife Byrne", "worker")
    return sessions.begin(desk, "Aoife Byrne", desk.today())


def test_the_key_locks_over_a_dialog_too(app: App, qtbot: QtBot) -> None:
    set_up(app, qtbot)
    app.find()
    dialog = app.window.findChildren(FindingDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    assert QApplication.activeModalWidget() is dialog
    qtbot.keyClick(dialog, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not shown(app, UnlockPage)
    qtbot.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert shown(app, UnlockPage)
    assert not any(one.isVisible() for one in app.window.findChildren(QDialog))


def test_a_lock_that_was_held_up_by_something_unkept_comes_back(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(app, qtbot)
    monkeypatch.setattr(app.window, "stuck", lambda: True)
    app.idle.rest()  # as when its time is up
    app.lock(still(15))
    assert shown(app, TodayPage)
    assert app.idle.after == MINUTES * 60_000
    app.lock(still(15))
    assert shown(app, UnlockPage)
