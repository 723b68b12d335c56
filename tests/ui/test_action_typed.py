"""What is typed in a dialog: a date as it is said, words that outlive a lock, an action agreed in a session."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from tests.ui.in_dialog import desk, offered, opened, page
from ui.action.fields import DayField
from ui.action.view import ActionDialogs
from ui.shared.asking import AtOnce
from ui.shared.widgets import Page

__all__ = ["desk", "page"]


def test_a_dialog_leaves_room_to_read_what_was_talked_about(desk: Desk, page: Page) -> None:
    page.resize(1200, 700)
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    dialog = opened(page)
    assert dialog.geometry().right() <= page.frameGeometry().right()
    assert dialog.geometry().left() - page.frameGeometry().left() > page.width() // 3


def test_a_date_as_it_is_said_is_shown_back_with_its_weekday(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    dialog = opened(page)
    due = dialog.fields["due"]
    assert isinstance(due, DayField)
    for said, meant in (("in two", ""), ("in two weeks", "Monday 30 November 2026"), ("", "")):
        due.fill(said)
        assert due.meant.text() == meant
    fields = {"what": "Find the drum", "why": "He asked", "owner": "Ben", "due": "in five working days"}
    for name, text in fields.items():
        dialog.fields[name].fill(text)
    dialog.save.click()

    assert [(one.what, one.due) for one in desk.vault.views.actions()] == [("Find the drum", "2026-11-23")]


def test_the_day_is_said_on_leaving_the_field_and_what_is_none_is_no_error_yet(
    desk: Desk, page: Page, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said: list[str] = []  # what a screen reader is told cannot be read back from Qt
    monkeypatch.setattr("ui.action.fields.announce", lambda _field, text: said.append(text))
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    dialog = opened(page)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    due = dialog.fields["due"]
    for typed, told in (("in two", []), (" weeks", ["Monday 30 November 2026"])):
        due.setFocus()
        QTest.keyClicks(due.field(), typed)
        QTest.keyClick(due.field(), Qt.Key.Key_Tab)
        assert said == told
        assert due.error.isHidden()

    dialog.fields["due"].fill("next week")
    dialog.save.click()
    assert due.error.text() == (
        "Error: The date “next week” could be Monday 23 November 2026 or Friday 27 November 2026. "
        "Give the one that is meant."
    )


def test_what_is_typed_in_a_dialog_is_there_after_a_lock(desk: Desk, page: Page) -> None:
    asking = AtOnce(desk)
    ActionDialogs(asking).agree(page, "K1")
    QTest.keyClicks(opened(page).fields["what"].field(), "Find the dr")
    for told in asking._closing:  # noqa: SLF001 - what locking does, short of closing the vault
        told()

    other = Page("Kai")
    ActionDialogs(AtOnce(desk)).agree(other, "K1")
    again = opened(other)
    assert again.fields["what"].value() == "Find the dr"
    assert again.state.isVisibleTo(again)
    other.deleteLater()


def test_what_was_saved_is_kept_nowhere_else(desk: Desk, page: Page) -> None:
    action = offered(desk)
    ActionDialogs(AtOnce(desk)).act(page, "progress", action)
    dialog = opened(page)
    dialog.fields["note"].fill("Rang twice")
    dialog.save.click()

    assert desk.vault.drafts.begun("") == {}


def test_an_action_agreed_in_a_session_is_the_workers_and_accepted(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).agree_there(page, "K1", "Aoife Byrne")
    dialog = opened(page)
    assert dialog.fields["owner"].value() == "Aoife Byrne"
    assert dialog.fields["here"].value() == ""  # to accept is theirs to say
    dialog.fields["here"].fill("yes")
    for name, text in {"what": "Find the drum", "why": "He asked", "due": "Friday"}.items():
        dialog.fields[name].fill(text)
    dialog.save.click()

    found = desk.vault.views.actions()[0]
    assert (found.holding, found.due) == ("accepted", "2026-11-20")
    assert following_up.find_action(desk, found.id).action.setting == "supervision"
