"""The demonstration in the window: made while one looks on, opened by itself, and opened again with what it says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supervision_app import bootstrap
from supervision_app.demonstration.demo import PASSPHRASE
from supervision_app.services import sessions
from ui.demonstration import Demonstration, MakingPage
from ui.main import start
from ui.session.view import SessionPage
from ui.shared.theme import enlarge, wear
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage
from ui.window import DEMONSTRATION

LONG = 120_000


class FourMonths(Demonstration):
    """The demonstration with as much of the story as makes everybody known."""

    months = 4


Makes = Callable[[], Demonstration]


@pytest.fixture
def makes(qapp: QApplication, tmp_path: Path) -> Iterator[Makes]:
    """Return what opens the window on a demonstration in one folder; all of them are closed at the end."""
    made: list[Demonstration] = []

    def make() -> Demonstration:
        kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        folders = lambda: bootstrap.vault_folders(tmp_path / "state")  # noqa: E731 - one line reads best
        app = start(qapp, tmp_path / "demo" / "vault", kept, folders, FourMonths)
        assert isinstance(app, Demonstration)
        app.window.show()
        made.append(app)
        return app

    (tmp_path / "demo").mkdir()
    yield make
    for app in made:
        close(app)
    enlarge(qapp, 1.0)
    wear(qapp, dark=False)


def close(app: Demonstration) -> None:
    """Close the vault and the window; whoever was closed before is not closed again."""
    if shiboken6.isValid(app.window) and app.window.isVisible():
        assert app.lock_key is not None
        app.lock_key.rest()
        app.vault.stop()
        app.window.close()
        app.window.deleteLater()
        app.idle.setParent(None)  # it would go on to listen to every key of other tests


def _words(app: Demonstration) -> str:
    return "\n".join(label.text() for label in app.window.findChildren(QLabel) if label.isVisible())


@pytest.mark.slow
def test_it_is_made_opens_by_itself_and_says_its_passphrase_when_locked(makes: Makes, qtbot: QtBot) -> None:
    app = makes()
    making = app.window.page()
    assert isinstance(making, MakingPage)
    assert "no real child, family or worker" in _words(app)

    qtbot.waitUntil(lambda: isinstance(app.window.page(), TodayPage), timeout=LONG)
    assert DEMONSTRATION in _words(app)

    app.lock()
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    assert f"Its passphrase is “{PASSPHRASE}”." in _words(app)

    page.field.line.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: isinstance(app.window.page(), TodayPage), timeout=LONG)

    begun: list[sessions.Unfinished] = []
    app.vault.ask(sessions.unfinished, begun.extend, refused=pytest.fail)
    qtbot.waitUntil(lambda: bool(begun))
    app.window.go("Supervision")
    go_on = f"Go on: With {begun[0].worker.name}"
    qtbot.waitUntil(lambda: any(one.text().startswith(go_on) for one in app.window.findChildren(QPushButton)))
    leads = [one for one in app.window.findChildren(QPushButton) if one.text().startswith(go_on)]
    leads[0].click()
    qtbot.waitUntil(lambda: isinstance(app.window.page(), SessionPage))
    qtbot.waitUntil(lambda: "radio" in "\n".join(_typed(app)))


def _typed(app: Demonstration) -> list[str]:
    page = app.window.page()
    assert isinstance(page, SessionPage)
    return [field.toPlainText() for field in page.step.fields.values() if hasattr(field, "toPlainText")]


@pytest.mark.slow
def test_one_that_is_there_already_is_opened_by_itself(makes: Makes, qtbot: QtBot) -> None:
    first = makes()
    qtbot.waitUntil(lambda: isinstance(first.window.page(), TodayPage), timeout=LONG)
    close(first)

    again = makes()

    qtbot.waitUntil(lambda: isinstance(again.window.page(), TodayPage), timeout=LONG)


def test_to_close_the_window_ends_the_making(makes: Makes, qtbot: QtBot, tmp_path: Path) -> None:
    app = makes()
    page = app.window.page()
    assert isinstance(page, MakingPage)
    qtbot.waitUntil(lambda: "caseload" in page.told.text(), timeout=LONG)

    app.ended = True
    qtbot.waitUntil(lambda: "before the demonstration was made" in _words(app), timeout=LONG)

    with bootstrap.open_vault(tmp_path / "demo" / "vault", PASSPHRASE) as desk:
        assert desk.vault.check().problems == ()
