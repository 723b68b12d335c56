"""A window full of one child whose name must not be left anywhere, and what is looked through after a lock."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, takewhile
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QCompleter, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from supervision_app.services.errors import VaultInUse
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.knowing import name_child
from tests.fakes.desks import FakeCaseload, observed, reading
from tests.ui.main_job import told
from tests.ui.whole_app import PASSPHRASE, SLOW, app, set_up, shown
from ui.main import App
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app", "full"]

MARK = "Quillfeather"
"""What must be nowhere once the vault is locked."""
CHILD = f"Zeb {MARK}"
CSV = f"ID,Name,Date of birth,Worker,Team\nQ2,Ada {MARK},2/3/2014,Aoife Byrne,Riverside\n"


def _fill(desk: Desk) -> None:
    child = observed("K1", "Aoife Byrne", {"name": CHILD})
    import_caseload(desk, FakeCaseload(reading([child], desk.today())), ToImport([]))
    name_child(desk, "K1", CHILD)
    due = desk.today() + timedelta(days=1)
    following_up.agree(desk, ToAgree("K1", f"Ring the aunt of {MARK}", "Nobody asked her", "Aoife Byrne", due))


@pytest.fixture
def full(app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> App:
    """The app with one child, an action, and the child's name on the clipboard."""
    set_up(app, qtbot)
    told(app, qtbot, _fill)
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)  # a window that nobody sees never knows
    QApplication.clipboard().setText(CHILD)
    return app


def _texts_of(thing: QObject) -> Iterator[str]:
    """Yield every text that Qt knows of a thing."""
    about = thing.metaObject()
    for number in range(about.propertyCount()):
        value = about.property(number).read(thing)
        if isinstance(value, str):
            yield value
    if isinstance(thing, QComboBox):
        yield from (thing.itemText(row) for row in range(thing.count()))
    if isinstance(thing, QLineEdit) and (offers := thing.findChild(QCompleter)):
        yield from _cells(offers.model())
    if isinstance(thing, QAbstractItemView) and isinstance(model := thing.model(), QAbstractItemModel):
        yield from _cells(model)


def _cells(model: QAbstractItemModel, above: QModelIndex | None = None) -> Iterator[str]:
    for row in range(model.rowCount(above or QModelIndex())):
        for column in takewhile(lambda column, row=row: model.hasIndex(row, column, above or QModelIndex()), count()):  # type: ignore[misc]
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(row, column, above or QModelIndex()).data(role) or "")


def in_widgets() -> str:
    """Return every text of every widget there is, shown or not: of pages, dialogs, lists, titles and hints."""
    widgets: list[QWidget] = QApplication.allWidgets()
    return "\n".join(text for widget in widgets for text in _texts_of(widget))


def is_closed(folder: Path) -> bool:
    """Say whether somebody else could have the vault now."""
    try:
        with VaultFolders().alone(folder):
            return True
    except VaultInUse:
        return False


def check_locked(app: App, qtbot: QtBot) -> None:
    """Fail unless the page to unlock is shown, the child is nowhere any more, and the vault is closed."""
    assert shown(app, UnlockPage)
    assert MARK not in app.window.windowTitle()
    assert MARK not in QApplication.clipboard().text()
    qtbot.waitUntil(lambda: MARK not in in_widgets(), timeout=SLOW)
    qtbot.waitUntil(lambda: is_closed(app.folder), timeout=SLOW)


def come_back(app: App, qtbot: QtBot) -> None:
    """Unlock again, and find the child where it was left: so it was the lock that took it away."""
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)
    qtbot.waitUntil(lambda: MARK in in_widgets(), timeout=SLOW)
