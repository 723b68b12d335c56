"""The first step of a session as its owner orders it: children moved and added, points noted and put off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supervision_app.services import sessions
from supervision_app.services.desk import Desk
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import FakeCaseload, observed, reading
from tests.ui.in_dialog import desk
from tests.ui.in_session import page_of, words_of
from ui.session.choosing import ChooseStep
from ui.session.view import SessionPage

__all__ = ["desk"]


@pytest.fixture
def draft(desk: Desk) -> str:
    """A session with Aoife, who has Kai, Mia and Noor."""
    children = [observed("M1", row=4), observed("N1", row=5)]
    import_caseload(desk, FakeCaseload(reading(children)), ToImport([]))
    return sessions.begin(desk, "Aoife", desk.today())


def step(page: SessionPage) -> ChooseStep:
    """Return the first step."""
    assert isinstance(page.step, ChooseStep)
    return page.step


def shown(page: SessionPage) -> list[str]:
    """Return the children in the order in which they stand, from the top."""
    tops = {one: box.box.mapTo(page, box.box.pos()).y() for one, box in step(page).depths.items()}
    return sorted(tops, key=lambda one: tops[one])


def ids(desk: Desk, draft: str) -> list[str]:
    """Return the ids of the session's children."""
    return [row.id for row in sessions.open_session(desk, draft).children]


def test_a_child_is_moved_by_its_buttons_and_the_keyboard_stays_with_it(desk: Desk, draft: str, qtbot: QtBot) -> None:
    page = page_of(desk, draft, qtbot)
    first, second, third = shown(page)
    up, down = step(page).movers[first]
    assert not up.isEnabled()
    down.setFocus()
    QTest.keyClick(down, Qt.Key.Key_Return)

    assert shown(page) == [second, first, third]
    focus = page.focusWidget()
    assert focus is step(page).movers[first][0]
    QTest.keyClick(
        step(page).depths[first].box,
        Qt.Key.Key_Down,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert shown(page) == [second, third, first]
    assert not step(page).movers[first][1].isEnabled()
    assert shown(page_of(desk, draft, qtbot)) == [second, third, first]
    assert page.next.text() == f"Next: {ids(desk, draft)[0]}, actions only"


def test_a_child_is_added_by_id_and_a_wrong_one_is_said(desk: Desk, draft: str, qtbot: QtBot) -> None:
    page = page_of(desk, draft, qtbot)
    step(page).adding.line.setText("X9")
    step(page).add.click()
    assert "No child with the id X9 is here." in step(page).adding.error.text()
    step(page).adding.line.setText("L1")
    step(page).add.click()

    assert "L1" in ids(desk, draft)
    assert "L1" in words_of(page)
    assert len(shown(page)) == 4


def test_points_are_kept_and_the_order_of_tab_follows_the_page(desk: Desk, draft: str, qtbot: QtBot) -> None:
    page = page_of(desk, draft, qtbot)
    QTest.keyClicks(page.step.fields["points"], "Duty rota")
    QTest.keyClicks(page.step.fields["later"], "Course: ask HR")
    page.keep()

    session = sessions.open_session(desk, draft).session
    assert (session.points, session.later) == ("Duty rota", "Course: ask HR")
    again = page_of(desk, draft, qtbot)
    assert again.step.fields["points"].property("plainText") == "Duty rota"
