"""The pages joined: what leads from one to another, and back to where one was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supervision_app import bootstrap
from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from ui.action.view import ActionDialogs
from ui.actions.view import ActionsPage
from ui.changing_worker.view import ChangingWorkerPage
from ui.child.view import ChildView
from ui.children.view import ChildrenPage
from ui.importing.view import ImportPage
from ui.places import Ways, bring_in, child_page, places
from ui.shared.asking import AtOnce
from ui.shared.widgets import Lead
from ui.today.view import TodayPage
from ui.window import Window


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Moira Khan's vault: Kai and Leo are Aoife Byrne's, Mia is Ben Okafor's; two actions wait for Aoife."""
    made = make_desk(tmp_path)
    children = [observed("K1"), observed("L1"), observed("M1", "Ben Okafor")]
    import_caseload(made, FakeCaseload(reading(children)), ToImport([]))
    for child in ("K1", "L1"):
        following_up.agree(made, ToAgree(child, "Ring", "Why", "Aoife", MONDAY + timedelta(days=30)))
    yield made
    made.vault.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    """The window with all its pages; any file shows Kai and Leo with Ben Okafor."""
    vault, window = AtOnce(desk), Window()
    qtbot.addWidget(window)
    moved = reading([observed("K1", "Ben Okafor"), observed("L1", "Ben Okafor"), observed("M1", "Ben Okafor")])
    ways = Ways(
        vault=vault,
        open_child=lambda case_id: window.show_over(child_page(ways, case_id)),
        go=window.go,
        show_over=window.show_over,
        back=window.back,
        over=window.over,
        show_again=window.show_again,
        files=lambda: FakeCaseload(moved),
        writers=bootstrap.writers,
        packs=bootstrap.pack_files,
        dialogs=ActionDialogs(vault),
        supervises=False,
        hold_off=lambda _on: None,
        safety=QWidget,
    )
    window.furnish(places(ways), [], demonstration=False)
    window.take_drops(lambda dropped: bring_in(ways, dropped))
    window.go("Today")
    with qtbot.waitExposed(window):
        window.show()
    return window


def focused(window: Window) -> QWidget | None:
    """Return what has the keyboard."""
    focus: QWidget | None = window.focusWidget()
    return focus


def test_from_today_to_a_child_and_back_to_the_same_lead(window: Window, qtbot: QtBot) -> None:
    today = window.page()
    assert isinstance(today, TodayPage)
    lead = next(one for one in today.findChildren(Lead) if one.text().startswith("L1: Ring"))
    lead.setFocus()
    qtbot.keyClick(lead, Qt.Key.Key_Space)
    child = window.page()
    assert isinstance(child, ChildView)
    assert child.title.text() == "L1"

    child.back.click()
    assert window.page() is today
    assert focused(window) is lead


@pytest.mark.parametrize(("name", "kind"), [("Children", ChildrenPage), ("Actions", ActionsPage)])
def test_from_a_list_to_a_child_and_back_to_the_same_row(
    window: Window, desk: Desk, name: str, kind: type[ChildrenPage | ActionsPage], qtbot: QtBot
) -> None:
    page = window.go(name)
    assert isinstance(page, kind)
    page.table.setFocus()
    page.table.choose(1)
    before = page.model.row_at(1)
    assert before is not None
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    child = window.page()
    assert isinstance(child, ChildView)
    child._presenter.name_child("Zoe")  # noqa: SLF001 - the list is read again meanwhile
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert window.page() is page
    assert focused(window) is page.table
    after = page.model.row_at(page.table.currentIndex().row())
    assert after is not None
    assert after.id == before.id
    assert desk.vault.views.find_child("K1")


def test_from_a_child_to_the_change_of_worker_and_back(window: Window) -> None:
    window.go("Children")
    page = window.page()
    assert isinstance(page, ChildrenPage)
    page._open(0)  # noqa: SLF001 - as a double click does
    child = window.page()
    assert isinstance(child, ChildView)
    child.change.setFocus()
    child.change.click()
    change = window.page()
    assert isinstance(change, ChangingWorkerPage)
    assert focused(window) is change.to.line
    change.back.click()
    assert window.page() is child
    assert focused(window) is child.change
    child.back.click()
    assert window.page() is page


def test_a_file_dropped_on_any_page_is_looked_at_and_its_children_gone_through(window: Window, desk: Desk) -> None:
    window.go("Children")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/nowhere/next.csv")])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.windowHandle(), QDropEvent(QPointF(600, 300), *how))
    page = window.page()
    assert isinstance(page, ImportPage)
    assert page.moves is not None

    for child in ("K1", "L1"):
        lead = page.moves.parts[child]
        assert isinstance(lead, Lead)
        lead.click()
        change = window.page()
        assert isinstance(change, ChangingWorkerPage)
        assert change.to.text() == "Ben Okafor"
        assert focused(window) is change.reason.box
        change.reason.box.setCurrentIndex(1)
        change.change.click()
        assert focused(window) is change.back
        change.back.click()
        assert window.page() is page
        if child == "K1":
            assert focused(window) is page.moves.parts["L1"]
    assert [person.name for person in desk.allocation(desk.child("L1")).workers] == ["Ben Okafor"]
    assert not any(isinstance(part, Lead) for part in page.moves.parts.values())


def test_what_the_case_system_shows_otherwise_leads_from_today_to_the_change(window: Window, desk: Desk) -> None:
    moved = reading([observed("K1", "Ben Okafor")])
    import_caseload(desk, FakeCaseload(moved), ToImport([]))
    today = window.page()
    assert isinstance(today, TodayPage)
    today._presenter.read()  # noqa: SLF001 - as when something changed
    lead = next(one for one in today.findChildren(Lead) if "The case system shows Ben Okafor" in one.text())
    lead.click()
    change = window.page()
    assert isinstance(change, ChangingWorkerPage)
    assert change.to.text() == "Ben Okafor"
    change.back.click()
    assert window.page() is today
    assert focused(window) is lead
