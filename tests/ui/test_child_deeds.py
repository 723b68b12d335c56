"""A decision in passing takes under a minute, and urgent risk leaves a text for the case system at once."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supervision_app.services import half_typed, reading
from supervision_app.services.desk import Desk
from tests.fakes.desks import MONDAY
from tests.ui.in_dialog import desk, opened, page
from ui.action.copying import CopyText
from ui.action.view import ActionDialogs
from ui.child.deeds import ChildDeeds
from ui.child.view import ChildView
from ui.shared.asking import AtOnce
from ui.shared.widgets import Page

__all__ = ["desk", "page"]

RISK = "Kai was not at school, and nobody opens the door"


def record(desk: Desk, page: Page, code: str, **typed: str) -> None:
    """Fill in a dialog about Kai, and save it."""
    ActionDialogs(AtOnce(desk)).act(page, code, "K1")
    dialog = opened(page)
    for name, text in typed.items():
        dialog.fields[name].fill(text)
    dialog.save.click()


def test_a_decision_in_passing_is_on_the_record_as_management_oversight(desk: Desk, page: Page) -> None:
    record(desk, page, "decide", decision="Visit tonight", reasons="Nobody has seen him", present="Ben", about="School")

    [talk] = reading.child_page(desk, "K1").discussions
    assert (talk.type, talk.decision, talk.reasons, talk.by) == (
        "management-oversight", "Visit tonight", "Nobody has seen him", "Moira Khan",
    )  # fmt: skip
    assert [person.name for person in talk.present] == ["Moira Khan", "Ben Okafor"]
    assert [(part.heading, part.text) for part in talk.parts] == [("What it was about", "School")]
    assert not talk.in_depth


def test_a_decision_in_passing_is_no_supervision_and_has_to_be_written_out(desk: Desk, page: Page) -> None:
    record(desk, page, "decide", decision="Visit tonight", reasons="Nobody has seen him")

    [kai] = [row for row in desk.vault.views.children(MONDAY) if row.id == "K1"]
    assert kai.last_discussed == ""
    assert [row.child for row in desk.vault.views.unwritten()] == ["K1"]


def test_a_decision_without_its_reasons_is_not_recorded(desk: Desk, page: Page) -> None:
    record(desk, page, "decide", decision="Visit tonight", present="Zorro")

    dialog = opened(page)
    assert dialog.fields["reasons"].error.text() == "Error: Say why: a decision is read with its reasons."
    assert "Nobody called “Zorro”" in dialog.fields["present"].error.text()
    assert reading.child_page(desk, "K1").discussions == ()


def test_urgent_risk_leaves_a_text_that_can_be_copied_at_once(desk: Desk, page: Page) -> None:
    record(desk, page, "act-now", risk=RISK, decision="Police do a welfare check", told="Duty manager, 16:40")

    [talk] = reading.child_page(desk, "K1").discussions
    assert (talk.decision, talk.reasons) == ("Police do a welfare check", RISK)
    assert [part.text for part in talk.parts] == ["10:00", "Duty manager, 16:40"]
    [text] = page.findChildren(CopyText)
    text.copy.click()
    assert QApplication.clipboard().text().splitlines() == [
        "URGENT. Management decision on 16 November 2026 at 10:00",
        "Child: Kai (K1)",
        f"What is happening: {RISK}",
        "Decided by Moira Khan: Police do a welfare check",
        "Who was told: Duty manager, 16:40",
    ]
    assert "Paste it" in text.said.text()
    text.close_it.click()
    assert not text.isVisible()


def test_urgent_risk_half_typed_is_in_sight_and_gone_on_with(desk: Desk, qtbot: QtBot) -> None:
    asking = AtOnce(desk)
    dialogs = ActionDialogs(asking)
    page = ChildView(asking, "K1", ChildDeeds(dialogs.agree, dialogs.act, print, print, print, print))
    qtbot.addWidget(page)
    page.show()
    page.urgent.click()
    QTest.keyClicks(opened(page).fields["risk"].field(), RISK)
    QTest.keyClick(opened(page), Qt.Key.Key_Escape)
    [begun] = half_typed.half_typed(desk)
    assert begun.words == f"“Act now” was begun and not recorded: “{RISK}”."
    dialogs.act(page, begun.dialog, begun.child)
    assert opened(page).typed()["risk"] == RISK
    opened(page).reject()
    page.decide.click()
    assert opened(page).windowTitle() == "Record a decision between sessions"
