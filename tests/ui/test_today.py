"""The first page: what needs somebody, or what to do where there is nothing yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.needs import CHILD, SEVERAL, WayIn
from tests.fakes.desks import FakeCaseload, make_desk, observed, reading
from ui.shared.asking import ACTIONS, AtOnce
from ui.shared.widgets import Lead
from ui.today.listing import NeedPage
from ui.today.presenter import SHOWN, UNFOLDED
from ui.today.view import TodayPage


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Moira Khan's vault, without children."""
    made = make_desk(tmp_path)
    yield made
    made.vault.close()


def fill(desk: Desk, actions: int = 0) -> None:
    """Bring a child in, with so many actions that Aoife Byrne has yet to accept."""
    import_caseload(desk, FakeCaseload(reading([observed("K1")])), ToImport([]))
    for number in range(actions):
        following_up.agree(desk, ToAgree("K1", f"Ring {number}", "Why", "Aoife", desk.today()))


def shown(page: TodayPage | NeedPage, qtbot: QtBot) -> None:
    """Show the page with the keyboard in it."""
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def leads(page: TodayPage) -> list[Lead]:
    """Return the leads that are seen."""
    return [lead for lead in page.findChildren(Lead) if lead.isVisibleTo(page)]


def test_an_empty_vault_says_what_to_do_a_full_one_what_needs_somebody(desk: Desk, qtbot: QtBot) -> None:
    opened: list[WayIn] = []

    def fresh() -> TodayPage:
        page = TodayPage(AtOnce(desk), {CHILD: opened.append})
        qtbot.addWidget(page)
        return page

    assert fresh().state.text().startswith("No children are here yet. Bring your caseload in")
    fill(desk)
    assert fresh().state.text() == "No child and no action needs you now."
    following_up.agree(desk, ToAgree("K1", "Ring grandma", "Why", "Aoife", desk.today()))
    page = fresh()
    (lead,) = page.findChildren(Lead)
    assert page.state.text() == ""
    assert "Ring grandma" in lead.text()
    assert "Offered, and not accepted yet: 1" in [label.text() for label in page.findChildren(QLabel)]
    lead.click()
    assert opened == [WayIn(CHILD, "K1")]


def test_a_thing_that_nothing_leads_to_is_still_read(desk: Desk, qtbot: QtBot) -> None:
    fill(desk, 1)
    page = TodayPage(AtOnce(desk), {})
    qtbot.addWidget(page)
    assert page.findChildren(Lead) == []
    assert any("Ring 0" in label.text() for label in page.findChildren(QLabel))


def test_the_rest_unfolds_and_stays_so_and_the_keyboard_stays_on_its_lead(desk: Desk, qtbot: QtBot) -> None:
    fill(desk, SHOWN + 2)
    vault = AtOnce(desk)
    page = TodayPage(vault, {CHILD: print})
    shown(page, qtbot)
    more = leads(page)[-1]
    assert (len(leads(page)), more.text()) == (SHOWN + 1, "Show 2 more")
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert leads(page)[SHOWN].hasFocus()

    leads(page)[2].setFocus()
    words = leads(page)[2].text()
    first = desk.vault.views.actions(state="any-open")[0]
    vault.ask(
        lambda one: following_up.accept(one, first.id, said_by="Aoife"), print, refused=pytest.fail, changes={ACTIONS}
    )
    assert len(leads(page)) == SHOWN + 1
    focus = page.window().focusWidget()
    assert isinstance(focus, Lead)
    assert focus in leads(page)
    assert focus.text() == words
    assert first.what not in words


def test_coming_back_the_keyboard_is_on_what_was_opened_or_on_one_of_its_sort(desk: Desk, qtbot: QtBot) -> None:
    fill(desk, 3)
    vault = AtOnce(desk)
    page = TodayPage(vault, {CHILD: print})
    shown(page, qtbot)
    assert not page.focus_again()
    second = leads(page)[1]
    second.click()
    page.setFocus()
    assert page.focus_again()
    assert second.hasFocus()

    ids = [row.id for row in desk.vault.views.actions(state="any-open") if row.what in second.text()]
    vault.ask(
        lambda one: following_up.accept(one, ids[0], said_by="Aoife"), print, refused=pytest.fail, changes={ACTIONS}
    )
    assert page.focus_again()
    assert leads(page)[0].hasFocus()


def test_what_is_too_much_for_the_page_is_a_list_that_leads_on(desk: Desk, qtbot: QtBot) -> None:
    fill(desk, UNFOLDED + 1)
    vault = AtOnce(desk)
    went: list[WayIn] = []
    today = TodayPage(vault, {CHILD: went.append, SEVERAL: went.append})
    qtbot.addWidget(today)
    lead = today.findChildren(Lead)[-1]
    assert lead.text() == f"Show all {UNFOLDED + 1}"
    assert lead.accessibleName() == f"{lead.text()}: Offered, and not accepted yet"
    lead.click()
    assert went.pop() == WayIn(SEVERAL, "awaiting")

    page = NeedPage(vault, "awaiting", {CHILD: went.append}, print)
    shown(page, qtbot)
    assert page.title.text() == "Offered, and not accepted yet"
    assert page.model.rowCount() == UNFOLDED + 1
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert went == [WayIn(CHILD, "K1")]
    opened = page.model.row_at(1)
    page.show_need(page._need)  # noqa: SLF001 - as it is read again when something changes
    assert page.model.row_at(page.table.currentIndex().row()) == opened
    page.show_need(None)
    assert page.state.text() == "Nothing of this needs you any more."
    assert not page.table.isVisible()
