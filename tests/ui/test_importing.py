"""The import page: looked at first, then loaded."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supervision_app.services.desk import Desk
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from ui.importing.view import ImportPage
from ui.shared.asking import AtOnce
from ui.shared.widgets import words

FILE = [Path("annex-a.xlsx")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A vault with one child, whose worker is Aoife Byrne."""
    made = make_desk(tmp_path)
    import_caseload(made, FakeCaseload(reading([observed("K1")])), ToImport([]))
    yield made
    made.vault.close()


def page_over(desk: Desk, qtbot: QtBot, *children: object) -> ImportPage:
    """Return the page over files that show these children a week later."""
    given = FakeCaseload(reading(children, MONDAY + timedelta(days=7)))  # type: ignore[arg-type]
    page = ImportPage(AtOnce(desk), lambda: given)
    qtbot.addWidget(page)
    page.show()
    return page


def said(page: ImportPage) -> str:
    """Return every word that the page shows."""
    return "\n".join(label.text() for label in page.findChildren(type(words(""))) if label.isVisible())


def test_files_are_looked_at_before_anything_is_saved(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1"), observed("N1"))
    before = desk.vault.check().entries
    page.choose(FILE)

    assert "1 children would be new" in said(page)
    assert desk.vault.check().entries == before
    page.load.click()
    assert "1 children were new" in said(page)
    assert {row.id for row in desk.vault.views.children(MONDAY)} == {"K1", "N1"}


def test_a_child_with_another_worker_moves_when_the_reason_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1", "Ben Okafor"))
    page.choose(FILE)
    assert "1 children have another worker in the file" in said(page)
    page.reason.setCurrentIndex(page.reason.findData("LEFTRL"))
    page.load.click()

    assert [person.name for person in desk.allocation(desk.child("K1")).workers] == ["Ben Okafor"]


def test_only_the_chosen_teams_are_loaded(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1"), observed("H1", team="Hillside"))
    page.choose(FILE)
    hillside, _ = sorted(page._teams, key=lambda box: box.text())  # noqa: SLF001 - the boxes as a person sees them
    hillside.setChecked(False)
    page._look_again()  # noqa: SLF001
    page.load.click()

    assert {row.id for row in desk.vault.views.children(MONDAY)} == {"K1"}


def test_no_team_and_no_file_are_asked_for(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1"), observed("H1", team="Hillside"))
    page.look.click()
    assert "Choose a file first" in said(page)
    page.choose(FILE)
    for box in page._teams:  # noqa: SLF001
        box.setChecked(False)
    page._look_again()  # noqa: SLF001
    assert "Choose at least one team" in said(page)


def test_a_date_that_is_none_is_said_beside_it_and_stays(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1"))
    page.as_of.line.setText("31/02/2026")
    page.choose(FILE)

    assert "is not in the calendar" in page.as_of.error.text()
    assert page.as_of.text() == "31/02/2026"


def test_a_file_that_cannot_be_read_says_so(desk: Desk, qtbot: QtBot) -> None:
    older = FakeCaseload(reading([observed("K1")], MONDAY - timedelta(days=7)))
    page = ImportPage(AtOnce(desk), lambda: older)
    qtbot.addWidget(page)
    page.show()
    page.choose(FILE)
    assert "one as of 16 November 2026 was loaded already" in said(page)
