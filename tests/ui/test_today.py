"""The first page: what needs somebody, or what to do where there is nothing yet."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supervision_app.services import following_up
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import FakeCaseload, make_desk, observed, reading
from ui.navigation import Place
from ui.shared.asking import AtOnce
from ui.shared.widgets import Lead
from ui.today.view import TodayPage
from ui.window import Window


def test_an_empty_vault_says_what_to_do_a_full_one_what_needs_somebody(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path)
    opened: list[str] = []

    def fresh() -> TodayPage:
        page = TodayPage(AtOnce(desk), opened.append)
        qtbot.addWidget(page)
        return page

    assert fresh().state.text().startswith("No children are here yet. Bring your caseload in")
    import_caseload(desk, FakeCaseload(reading([observed("K1")])), ToImport([]))
    assert fresh().state.text() == "Nothing needs you now."
    following_up.agree(desk, ToAgree("K1", "Ring grandma", "Why", "Aoife", desk.today()))
    page = fresh()
    (lead,) = page.findChildren(Lead)
    assert page.state.text() == ""
    assert "Ring grandma" in lead.text()
    assert "Offered, and not accepted yet: 1" in [label.text() for label in page.findChildren(QLabel)]
    lead.click()
    assert opened == ["K1"]
    desk.vault.close()


def test_a_page_that_no_lead_leads_to_leaves_none_lit(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.furnish([Place("Today", "house", QWidget)], [], demonstration=False)
    window.go("Today")
    (lead,) = [one for one in window.findChildren(QPushButton) if one.isCheckable()]
    assert lead.isChecked()

    window.show_over(QWidget())
    assert not lead.isChecked()
    window.go("Today")
    assert lead.isChecked()
