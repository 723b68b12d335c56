"""What was recorded on the wrong child is withdrawn in the window: two presses and a reason."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supervision_app.domain.discussions import Said
from supervision_app.services import following_up, reading, sealing
from supervision_app.services.desk import Desk
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY
from tests.ui.in_dialog import opened
from tests.ui.in_session import words_of
from tests.ui.test_supervision import WORKER, seal
from tests.ui.test_supervision import page_of as supervision_of
from ui.action.view import ActionDialogs
from ui.child.deeds import ChildDeeds
from ui.child.view import ChildView
from ui.shared.asking import AtOnce
from ui.shared.record_card import RecordCard

WORD = "marmalade"
WHY = "It was about Leo"


def press(page: QWidget, text: str) -> None:
    """Press the button of this text."""
    next(one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisible()).click()


def child_page(desk: Desk, qtbot: QtBot) -> ChildView:
    """Return Kai's page, with all that can be done."""
    asking = AtOnce(desk)
    dialogs = ActionDialogs(asking)
    page = ChildView(asking, "K1", ChildDeeds(dialogs.agree, dialogs.act, print, print, print, print))
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_discussion_is_withdrawn_with_a_reason_and_nothing_of_it_is_left(desk: Desk, qtbot: QtBot) -> None:
    record_discussion(desk, ToRecord("K1", MONDAY, parts=(Said("Said", WORD),), decision="Ring", reasons="Asked"))
    page = child_page(desk, qtbot)
    assert WORD in words_of(page)
    press(page, "Recorded on the wrong child")
    press(page, "Erase its words for good")
    assert "The reason is needed" in words_of(page)
    assert WORD in words_of(page)
    [card] = page.findChildren(RecordCard)
    QTest.keyClicks(card.why.text_edit, WHY)
    press(page, "Erase its words for good")

    assert WORD not in words_of(page)
    assert f"A discussion was withdrawn on 7 December 2026 by Moira Khan: {WHY}." in words_of(page)
    assert "Withdrawn: the words are gone." in page.said.text()
    assert all(WORD not in row.words for row in reading.log(desk, "K1"))


def test_why_it_is_withdrawn_is_kept_as_everything_typed_is(desk: Desk, qtbot: QtBot) -> None:
    record_discussion(desk, ToRecord("K1", MONDAY, parts=(Said("Said", WORD),), decision="Ring", reasons="Asked"))
    page = child_page(desk, qtbot)
    press(page, "Recorded on the wrong child")
    [card] = page.findChildren(RecordCard)
    QTest.keyClicks(card.why.text_edit, WHY)
    page.keeping.keep()
    again = child_page(desk, qtbot)
    [card] = again.findChildren(RecordCard)
    assert card.why.isVisible()
    assert card.why.text() == WHY
    press(again, "Erase its words for good")

    assert desk.vault.drafts.begun("") == {}


def test_a_closed_action_is_withdrawn_and_no_more_can_be_done_with_it(desk: Desk, qtbot: QtBot) -> None:
    action = next(row.id for row in desk.vault.views.actions(child=desk.child("K1")) if row.what == "Chase the school")
    following_up.close(desk, action, state="not-needed", impact="Wrong child")
    page = child_page(desk, qtbot)
    press(page, "Recorded on the wrong child")
    opened(page).fields["why"].fill(WHY)
    opened(page).save.click()

    assert "Chase the school" not in words_of(page)
    assert "Withdrawn: it was recorded on the wrong child" in words_of(page)
    assert f"Why it was withdrawn: {WHY}" in words_of(page)
    assert not [one for one in page.findChildren(QPushButton) if one.text() == "Open again" and one.isVisible()]


def test_a_workers_own_record_is_withdrawn_from_the_wrong_person(desk: Desk, qtbot: QtBot) -> None:
    seal(desk, seen=True)
    page = supervision_of(desk, qtbot)
    press(page, "Recorded on the wrong person")
    [card] = page.findChildren(RecordCard)
    card.why.fill("It was Ben’s")
    press(page, "Erase its words for good")

    assert sealing.own_record(desk, WORKER) == []
    assert "Withdrawn: the words are gone." in words_of(page)
