"""The main job step by step in the window, for the journeys that need all of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supervision_app.services.desk import Desk
from supervision_app.services.people import add_person
from tests.ui.whole_app import SLOW, said, shown
from ui.action.view import DeedDialog
from ui.changing_worker.view import ChangingWorkerPage
from ui.child.view import ChildView
from ui.exporting.view import ExportingPage
from ui.importing.view import ImportPage
from ui.main import App
from ui.session.choosing import ChooseStep
from ui.session.steps import CheckStep, ChildStep, OwnStep, SealedStep
from ui.session.view import SessionPage
from ui.supervision.view import SupervisionPage

CASELOAD = """ID,Name,Date of birth,Worker,Team
K1,Kai (synthetic),2/3/2014,Dana Hughes,Riverside
M1,Mia (synthetic),9/7/2016,Dana Hughes,Riverside
L1,Leo (synthetic),20/1/2012,Dana Hughes,Riverside
H1,Ava (synthetic),1/1/2015,Sam Reed,Hillside
"""


def told(app: App, qtbot: QtBot, work: Callable[[Desk], object]) -> object:
    """Return what the open vault says."""
    found: list[object] = []
    app.vault.ask(work, found.append, refused=pytest.fail)
    qtbot.waitUntil(lambda: bool(found), timeout=SLOW)
    return found[0]


def bring_in(app: App, qtbot: QtBot, file: Path) -> None:
    """Bring the caseload of one team in."""
    page = app.window.go("Bring in")
    assert isinstance(page, ImportPage)
    page.take([file])
    qtbot.waitUntil(lambda: page.teams is not None, timeout=SLOW)
    assert "4 children would be new" in said(app)
    assert page.teams is not None
    for box in page.teams.boxes:
        box.setChecked(box.text() == "Riverside")
    pressed(page, "Look again")
    qtbot.waitUntil(lambda: "3 children would be new" in said(app), timeout=SLOW)
    page.load.click()
    qtbot.waitUntil(lambda: "3 children were new" in said(app), timeout=SLOW)


def has(page: QWidget, name: str) -> bool:
    """Say whether there is a button whose accessible name begins like this."""
    return any(one.accessibleName().startswith(name) for one in page.findChildren(QPushButton))


def pressed(page: QWidget, name: str) -> None:
    """Press the button whose accessible name begins like this."""
    next(one for one in page.findChildren(QPushButton) if one.accessibleName().startswith(name)).click()


def step(page: SessionPage, qtbot: QtBot, kind: type) -> None:
    """Wait for a step of the session."""
    qtbot.waitUntil(lambda: isinstance(page.step, kind), timeout=SLOW)


def agree(app: App, qtbot: QtBot, page: SessionPage, what: str, due: str) -> None:
    """Agree an action in the dialog of the session."""
    assert isinstance(page.step, ChildStep)
    page.step.agree.click()
    qtbot.waitUntil(lambda: bool(app.window.findChildren(DeedDialog)), timeout=SLOW)
    dialog = app.window.findChildren(DeedDialog)[-1]
    for name, text in {"what": what, "why": "It was agreed in the session", "due": due, "here": "yes"}.items():
        dialog.fields[name].fill(text)
    dialog.save.click()
    qtbot.waitUntil(lambda: not dialog.isVisible() if dialog in app.window.findChildren(DeedDialog) else True)
    qtbot.waitUntil(lambda: what in said(app), timeout=SLOW)


def begin_session(app: App, qtbot: QtBot) -> SessionPage:
    """Begin a session with the one worker there is; returns it where it is chosen how deeply each is talked about."""
    page = app.window.go("Supervision")
    assert isinstance(page, SupervisionPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=SLOW)
    page.table.selectRow(0)
    page.start.click()
    qtbot.waitUntil(lambda: shown(app, SessionPage), timeout=SLOW)
    session = app.window.page()
    assert isinstance(session, SessionPage)
    step(session, qtbot, ChooseStep)
    return session


def supervise(app: App, qtbot: QtBot) -> None:
    """Hold a session with Dana Hughes: Kai in depth, Leo by actions only, Mia not today."""
    session = begin_session(app, qtbot)
    choose_depths(session)
    session.next.click()
    step(session, qtbot, ChildStep)
    assert isinstance(session.step, ChildStep)
    assert "Kai" in session.step.title.text()
    day = next(widget for name, widget in session.step.fields.items() if name.startswith("said/day/"))
    day.setFocus()
    QTest.keyClicks(day, "He woke late and asked for his drum.")
    agree(app, qtbot, session, "Find the drum", "in two weeks")
    session.next.click()
    qtbot.waitUntil(lambda: isinstance(session.step, ChildStep) and "Leo" in session.step.title.text(), timeout=SLOW)
    agree(app, qtbot, session, "Ring the school", "next Friday")
    session.next.click()
    step(session, qtbot, OwnStep)
    field = session.step.fields["own/workload"]
    field.setFocus()
    QTest.keyClicks(field, "Two visits can move.")
    session.next.click()
    step(session, qtbot, CheckStep)
    assert isinstance(session.step, CheckStep)
    session.step.seen.buttons["seen"].setChecked(True)
    session.step.seal.click()
    step(session, qtbot, SealedStep)


def choose_depths(session: SessionPage) -> None:
    """Choose how deeply each child is talked about."""
    assert isinstance(session.step, ChooseStep)
    wanted = {"Kai": "in-depth", "Leo": "actions-only", "Mia": "not-today"}
    for stream, depth in session.step.depths.items():
        name = depth.box.accessibleName().split()[2]
        depth.box.setCurrentIndex(depth.box.findData(wanted[name]))
        if name == "Mia":
            QTest.keyClicks(session.step.reasons[stream].line, "On holiday until Monday")


def hand_over(app: App, qtbot: QtBot) -> None:
    """Give Kai to another worker."""
    told(app, qtbot, lambda desk: add_person(desk, "Ben Okafor", "worker"))
    app.open_child("K1")
    child = app.window.page()
    assert isinstance(child, ChildView)
    child.change.click()
    page = app.window.page()
    assert isinstance(page, ChangingWorkerPage)
    qtbot.waitUntil(lambda: "Find the drum" in said(app), timeout=SLOW)
    page.to.line.setText("Ben Okafor")
    page.reason.box.setCurrentIndex(page.reason.box.findData("LEFTRL"))
    page.change.click()
    qtbot.waitUntil(page.done.isVisible, timeout=SLOW)


def write_out(app: App, qtbot: QtBot, folder: Path) -> None:
    """Write Kai's summary out and confirm it on file."""
    app.open_child("K1")
    child = app.window.page()
    assert isinstance(child, ChildView)
    child.write.click()
    page = app.window.page()
    assert isinstance(page, ExportingPage)
    qtbot.waitUntil(lambda: "drum" in page.preview.toPlainText(), timeout=SLOW)
    assert "Two visits can move." not in page.preview.toPlainText()
    page.folder.line.setText(str(folder))
    page.write.click()
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.pdf"))), timeout=SLOW)
    qtbot.waitUntil(lambda: has(page, "Confirm that it is on file"), timeout=SLOW)
    pressed(page, "Confirm that it is on file")
    qtbot.waitUntil(page.on_file.isVisible, timeout=SLOW)
    page.on_file.reference.line.setText("CN-4711")
    page.on_file.save.click()
    qtbot.waitUntil(lambda: not page.on_file.isVisible(), timeout=SLOW)
