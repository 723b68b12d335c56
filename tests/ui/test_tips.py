"""What is asked back under a field of the dialog in which an action is agreed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supervision_app.services import reading
from supervision_app.services.desk import Desk
from tests.ui.in_dialog import desk, opened, page
from ui.action.view import ActionDialogs, DeedDialog
from ui.shared.asking import AtOnce
from ui.shared.fields import Field
from ui.shared.tips import PAUSE_MS, Tips
from ui.shared.widgets import Page

__all__ = ["desk", "page"]
LOOK_FOR = "“monitor”: What will you look for, and by when?"


def agreeing(desk: Desk, page: Page) -> DeedDialog:
    """Return the dialog in which an action for Kai is agreed."""
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    return opened(page)


def tips(dialog: DeedDialog, name: str) -> Tips:
    """Return what is asked back under a field."""
    found = dialog.fields[name].findChild(Tips)
    assert isinstance(found, Tips)
    return found


def test_nothing_is_asked_while_somebody_types_and_at_once_when_they_leave(
    desk: Desk, page: Page, qtbot: QtBot
) -> None:
    dialog = agreeing(desk, page)
    what, under = dialog.fields["what"], tips(dialog, "what")
    dialog.activateWindow()
    qtbot.waitUntil(what.field().hasFocus)
    QTest.keyClicks(what.field(), "Monitor contact")
    assert under.label.isHidden()
    assert under.timer.isActive()
    assert under.timer.interval() == PAUSE_MS

    QTest.keyClick(what.field(), Qt.Key.Key_Tab)
    assert under.label.text() == LOOK_FOR
    assert under.label.isVisible()
    assert LOOK_FOR in what.field().accessibleDescription()
    assert not under.timer.isActive()


def test_a_pause_is_enough_and_the_question_goes_with_the_word(qtbot: QtBot) -> None:
    field = Field("What is to be done")
    qtbot.addWidget(field)
    field.show()
    under = Tips(field, lambda text: ("What will you look for?",) if "monitor" in text else (), pause_ms=0)
    field.line.setText("monitor")
    qtbot.waitUntil(under.label.isVisible)
    field.line.setText("ring")
    qtbot.waitUntil(under.label.isHidden)

    assert "What will" not in field.line.accessibleDescription()


def test_each_question_is_said_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.shared.tips.announce", lambda _field, text: said.append(text))
    field = Field("What is to be done")
    qtbot.addWidget(field)
    under = Tips(field, lambda _text: ("What will you look for?",))
    under.look()
    under.look()

    assert said == ["What will you look for?"]


def test_several_names_are_asked_for_one_and_a_saturday_is_named(desk: Desk, page: Page) -> None:
    dialog = agreeing(desk, page)
    dialog.fields["owner"].fill("Aoife and Ben")
    tips(dialog, "owner").look()
    dialog.fields["due"].fill("28/11/2026")

    assert tips(dialog, "owner").label.text().startswith("One person answers for an action.")
    assert dialog.about.meant("28/11/2026") == "Saturday 28 November 2026. That is a Saturday: is anybody there?"
    assert dialog.about.meant("27/11/2026") == "Friday 27 November 2026"


def test_what_is_asked_back_stops_nobody(desk: Desk, page: Page) -> None:
    dialog = agreeing(desk, page)
    for name, text in {"what": "Monitor contact", "why": "Dad", "owner": "Aoife", "due": "28/11/2026"}.items():
        dialog.fields[name].fill(text)
    tips(dialog, "what").look()
    dialog.save.click()

    assert not dialog.isVisible()
    assert [one.what for one in reading.actions(desk, child="K1")] == ["Monitor contact"]


def test_what_was_typed_before_is_asked_about_again(desk: Desk, page: Page) -> None:
    dialog = agreeing(desk, page)
    QTest.keyClicks(dialog.fields["what"].field(), "Monitor contact")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert tips(agreeing(desk, page), "what").label.text() == LOOK_FOR
