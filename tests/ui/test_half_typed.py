"""What was begun in a dialog and not recorded is in sight on the pages where it could be missed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supervision_app.services.desk import Desk
from supervision_app.services.half_typed import AGREE, draft_of
from tests.ui.in_dialog import opened
from tests.ui.in_session import Left, in_depth, page_of, words_of
from ui.action.view import ActionDialogs
from ui.child.deeds import ChildDeeds
from ui.child.view import ChildView
from ui.session.shown import CHECK
from ui.shared.asking import AtOnce

HALF = "An action was begun and not agreed: “Ring the school”."
NOW = "2026-11-16T10:00:00+00:00"


def pressed(page: QWidget, text: str) -> None:
    """Press the button of this text."""
    next(one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisible()).click()


def child_page(qtbot: QtBot, asking: AtOnce, act: Callable[..., object] = print) -> ChildView:
    """Return Kai's page, on which an action can be agreed."""
    dialogs = ActionDialogs(asking)
    page = ChildView(asking, "K1", ChildDeeds(dialogs.agree, act, print, print, print, print))
    qtbot.addWidget(page)
    page.show()
    return page


def test_closing_a_dialog_half_typed_leaves_a_card_that_leads_back_to_it(desk: Desk, qtbot: QtBot) -> None:
    page = child_page(qtbot, AtOnce(desk))
    assert HALF not in words_of(page)
    pressed(page, "Agree an action")
    QTest.keyClicks(opened(page).fields["what"].field(), "Ring the school")
    QTest.keyClick(opened(page), Qt.Key.Key_Escape)
    assert f"{HALF} It counts for nothing yet." in words_of(page)

    pressed(page, "Go on with it")
    assert opened(page).typed()["what"] == "Ring the school"
    opened(page).reject()
    pressed(page, "Forget it")
    assert HALF not in words_of(page)
    assert desk.vault.drafts.begun("dialog/") == {}


def test_what_was_typed_on_an_action_leads_back_to_its_dialog(desk: Desk, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    action = desk.vault.views.actions()[0].id
    desk.vault.drafts.keep(draft_of("move", action), {"why": "Away"}, NOW)
    page = child_page(qtbot, AtOnce(desk), lambda _page, code, about: asked.append((code, about)))
    pressed(page, "Go on with it")

    assert asked == [("move", action)]


def test_a_session_says_so_before_it_is_sealed(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai, left = in_depth(desk, draft), Left()
    desk.vault.drafts.keep(draft_of(AGREE, "K1"), {"what": "Ring the school"}, NOW)
    page = page_of(desk, draft, qtbot, left=left)
    assert HALF in words_of(page)
    pressed(page, "Go on with it")
    assert left.to[-1][:2] == ("agree", "K1")
    page.steps.box.setCurrentIndex(page.steps.box.findData(CHECK))
    leads = [one.accessibleName() for one in page.findChildren(QPushButton)]
    assert any(f"{HALF} Go on with it, or forget it." in lead for lead in leads)
    page.steps.box.setCurrentIndex(page.steps.box.findData(kai))
    pressed(page, "Forget it")

    assert HALF not in words_of(page)
