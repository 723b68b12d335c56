"""The whole app in its window, with a real passphrase: what the journeys begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.first_start.view import FirstStartPage
from ui.main import App, start
from ui.shared.widgets import words
from ui.today.view import TodayPage

PASSPHRASE = "harbour lantern weasel velvet thunder"
SLOW = 20_000
"""Milliseconds that making a key may take on a busy computer."""


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[App]:
    """The app over a folder without a vault."""
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    kept.setValue("look", "light")
    made = start(qapp, tmp_path / "vault", kept)
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.vault.stop()
    made.idle.setParent(None)
    assert made.lock_key is not None
    made.lock_key.rest()


def shown(app: App, kind: type) -> bool:
    """Say whether a page of this kind is shown."""
    return isinstance(app.window.page(), kind)


def said(app: App) -> str:
    """Return every word that the page shows."""
    page = app.window.page()
    assert page is not None
    return "\n".join(label.text() for label in page.findChildren(type(words(""))) if label.isVisible())


def set_up(app: App, qtbot: QtBot) -> None:
    """Go through the first start to Today, Enter after Enter."""
    page = app.window.page()
    assert isinstance(page, FirstStartPage)
    for line, text in zip(page.who.lines(), ("Moira Khan", "Riverside", "Demonshire"), strict=True):
        line.setText(text)
    page.who.fields["role"].buttons["manager"].setChecked(True)  # type: ignore[union-attr]
    qtbot.keyClick(page.who.lines()[-1], Qt.Key.Key_Return)
    for line in page.passphrase.lines():
        line.setText(PASSPHRASE)
    qtbot.keyClick(page.passphrase.lines()[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.title.text() == "Keep your recovery key", timeout=SLOW)
    key = page.recovery.key.text().split()
    for line in page.recovery.lines():
        number = int(line.accessibleName().split()[2])
        line.setText(key[number - 1].lower())
    qtbot.keyClick(page.recovery.lines()[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.progress.text() == "Step 4 of 4")
    page.on.click()
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)
