"""A dialog over a page, and the vault behind it: what the tests of the dialogs begin with."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import FakeCaseload, make_desk, observed
from tests.fakes.desks import reading as file_of
from ui.action.view import DeedDialog
from ui.shared.widgets import Page

DUE = date(2026, 12, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Moira Khan's vault: Kai is Aoife Byrne's, Leo is Ben Okafor's."""
    made = make_desk(tmp_path)
    children = [observed("K1", "Aoife Byrne", {"name": "Kai"}), observed("L1", "Ben Okafor", row=3)]
    import_caseload(made, FakeCaseload(file_of(children)), ToImport([]))
    yield made
    made.vault.close()


def offered(desk: Desk, what: str = "Ring grandma") -> str:
    """Return an action that waits for Aoife."""
    return following_up.agree(desk, ToAgree("K1", what, "Nobody asked her", "Aoife", DUE))


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    """A page with one button, which has the focus."""
    made = Page("Kai")
    opener = QPushButton("Opener")
    made.column.addWidget(opener)
    qtbot.addWidget(made)
    made.show()
    opener.setFocus()
    return made


def opened(page: Page) -> DeedDialog:
    """Return the dialog that stands over the page."""
    return page.findChildren(DeedDialog)[-1]
