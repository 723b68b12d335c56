"""Every page is used with words that stand nowhere else, and not one of them is left anywhere but in the export."""

import gzip
import logging
import sqlite3
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.canaries import files_below, found_in, left_in
from tests.ui.locking import is_closed
from tests.ui.main_job import begin_session, has, pressed, step, told
from tests.ui.whole_app import PASSPHRASE, SLOW, app, said, set_up, shown
from ui.action.view import DeedDialog
from ui.changing_worker.view import ChangingWorkerPage
from ui.child.view import ChildView
from ui.exporting.view import ExportingPage
from ui.finding.view import FindingDialog
from ui.importing.view import ImportPage
from ui.main import App
from ui.restoring.view import RestorePage
from ui.safety.view import SafetyPage
from ui.session.choosing import ChooseStep
from ui.session.steps import CheckStep, ChildStep, OwnStep, SealedStep
from ui.session.view import SessionPage
from ui.shared.desk_thread import DeskThread
from ui.shared.unremembered import unremembered
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app"]

CHILD_ID, CHILD, WORKER = "QUAXMERE77", "Zorbly Plinthorn", "Dax Wimblethorpe"
GIVEN, OUT, FILE = "Plinthorn family", "Plinthorn case file", "Plinthorn-caseload.csv"


@dataclass
class Canaries:
    """The words that were typed, each made for one place."""

    words: list[str] = field(default_factory=lambda: ["Quaxmere77", "Plinthorn", "Wimblethorpe", PASSPHRASE])

    def new(self, place: str) -> str:
        """Return a word for a place, which no other place has."""
        letters = "".join(one for one in place if one.isalpha())
        word = f"Xyqu{letters}vorx{len(self.words):02}"
        self.words.append(word)
        return word


@pytest.fixture
def canaries() -> Canaries:
    """No word typed yet but the names, and the passphrase."""
    return Canaries()


@pytest.fixture
def places(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Every folder into which the app could write: the home, the one for a moment, and the vault's."""
    moment = tmp_path / "moment"
    moment.mkdir()
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(moment))
    monkeypatch.setattr(tempfile, "tempdir", None)
    # A window that nobody sees never knows whose the clipboard is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)
    return home, tmp_path


def open_child(app: App, qtbot: QtBot) -> ChildView:
    """Go to the child."""
    app.open_child(CHILD_ID)
    page = app.window.page()
    assert isinstance(page, ChildView)
    qtbot.waitUntil(lambda: CHILD_ID in said(app), timeout=SLOW)
    return page


def fill(app: App, qtbot: QtBot, opens: Callable[[], object], typed: dict[str, str], *, save: bool = True) -> None:
    """Fill a dialog in, and save it or leave it open."""
    before = len(app.window.findChildren(DeedDialog))
    opens()
    qtbot.waitUntil(lambda: len(app.window.findChildren(DeedDialog)) > before, timeout=SLOW)
    dialog = app.window.findChildren(DeedDialog)[-1]
    for name, text in typed.items():
        dialog.fields[name].fill(text)
    if save:
        with qtbot.waitSignal(dialog.accepted, timeout=SLOW):
            dialog.save.click()


def choose(app: App, page: QWidget, name: str, path: Path) -> None:
    """Press a button that asks for a file or folder, and choose this one."""

    def chosen() -> None:
        (dialog,) = [one for one in app.window.findChildren(QFileDialog) if one.isVisible()]
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(str(path))
        dialog.accept()

    QTimer.singleShot(0, page, chosen)
    pressed(page, name)  # returns when the dialog is closed


def bring_in(app: App, qtbot: QtBot, folder: Path) -> None:
    """Choose the caseload in the dialog for files, look at it, and load it."""
    folder.mkdir()
    table = f"ID,Name,Date of birth,Worker,Team\n{CHILD_ID},{CHILD},2/3/2014,{WORKER},Riverside\n"
    (folder / FILE).write_text(table, encoding="utf-8")
    page = app.window.go("Bring in")
    assert isinstance(page, ImportPage)
    choose(app, page, "Choose files", folder / FILE)
    qtbot.waitUntil(lambda: "1 child would be new" in said(app), timeout=SLOW)
    page.load.click()
    qtbot.waitUntil(lambda: "1 child was new" in said(app), timeout=SLOW)


def talk(app: App, qtbot: QtBot, canaries: Canaries) -> SessionPage:
    """Hold a session, with a word in every field, up to where it is checked."""
    session = begin_session(app, qtbot)
    assert isinstance(session.step, ChooseStep)
    (depth,) = session.step.depths.values()
    depth.box.setCurrentIndex(depth.box.findData("in-depth"))
    for kind in (ChildStep, OwnStep):
        session.next.click()
        step(session, qtbot, kind)
        type_everywhere(session.step.fields, canaries)
        if isinstance(session.step, ChildStep):
            for card in [*session.step.cards.values()]:
                card.same.click()
    session.keep()
    qtbot.waitUntil(lambda: not session.keeping.unkept, timeout=SLOW)
    return session


def type_everywhere(fields: dict[str, QWidget], canaries: Canaries) -> None:
    """Type a word of its own into every field."""
    assert fields
    for name, widget in fields.items():
        assert isinstance(widget, QPlainTextEdit)
        widget.insertPlainText(f"He said {canaries.new(name.rpartition('/')[0])} again.")


def seal(session: SessionPage, qtbot: QtBot) -> None:
    """Check the session and seal it."""
    session.next.click()
    step(session, qtbot, CheckStep)
    assert isinstance(session.step, CheckStep)
    session.step.seen.buttons["seen"].setChecked(True)
    session.step.seal.click()
    step(session, qtbot, SealedStep)


def change_worker(app: App, qtbot: QtBot, name: str) -> None:
    """Add somebody to the team, and give them the child."""
    open_child(app, qtbot).change.click()
    page = app.window.page()
    assert isinstance(page, ChangingWorkerPage)
    qtbot.waitUntil(lambda: page.now_shown is not None, timeout=SLOW)
    page.to.line.setText(name)
    page.reason.box.setCurrentIndex(page.reason.box.findData("LEFTRL"))
    page.change.click()
    qtbot.waitUntil(page.add.isVisible, timeout=SLOW)
    page.add.click()
    qtbot.waitUntil(page.add.isHidden, timeout=SLOW)
    page.change.click()
    qtbot.waitUntil(page.done.isVisible, timeout=SLOW)


def write_out(app: App, qtbot: QtBot, folder: Path, reference: str) -> None:
    """Write a summary out as every kind of file, copy it, and confirm it on file."""
    open_child(app, qtbot).write.click()
    page = app.window.page()
    assert isinstance(page, ExportingPage)
    qtbot.waitUntil(lambda: CHILD_ID in page.preview.toPlainText(), timeout=SLOW)
    folder.mkdir()
    choose(app, page, "Choose a folder", folder)
    assert page.folder.text() == str(folder)
    for box in page.formats.boxes.values():
        box.setChecked(True)
    page.write.click()
    qtbot.waitUntil(lambda: has(page, "Confirm that it is on file"), timeout=SLOW)
    pressed(page, "Confirm that it is on file")
    qtbot.waitUntil(page.on_file.isVisible, timeout=SLOW)
    page.on_file.reference.line.setText(reference)
    page.on_file.save.click()
    qtbot.waitUntil(lambda: not page.on_file.isVisible(), timeout=SLOW)
    page.copies.buttons["text"].click()
    assert CHILD_ID in QApplication.clipboard().text()


def settle(app: App, qtbot: QtBot, share: Path) -> None:
    """Change what can be chosen: look, size, minutes, the second place, and a backup now."""
    app.appearance.larger()
    app.appearance.turn()
    share.mkdir()
    page = app.window.go("Safety")
    assert isinstance(page, SafetyPage)
    qtbot.waitUntil(lambda: bool(page.backups.text()), timeout=SLOW)
    page.minutes.box.setCurrentIndex(page.minutes.box.findData("30"))
    page._choose_folder = lambda _over: str(share)  # noqa: SLF001 - the dialog is the system's own
    page.choose.click()
    qtbot.waitUntil(lambda: "The newest there is of" in page.second.text(), timeout=SLOW)
    page.back_up.click()
    qtbot.waitUntil(lambda: page.state.text() == "The backup was made and checked.", timeout=SLOW)
    app.appearance.smaller()
    app.appearance.turn()


def find(app: App, qtbot: QtBot, word: str) -> None:
    """Look for a word that nothing has, then for the child, and leave the list open."""
    app.find()
    dialog = app.window.findChildren(FindingDialog)[-1]
    dialog.field.line.setText(word)
    dialog.field.line.setText(CHILD_ID)
    qtbot.waitUntil(lambda: dialog.list.count() > 0, timeout=SLOW)


def lock_and_open(app: App, qtbot: QtBot, wrong: str) -> None:
    """Lock, type what does not open the vault, and then what does."""
    app.leave()
    assert QApplication.clipboard().text() == ""
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(wrong)
    page.button.click()
    qtbot.waitUntil(lambda: "does not open this vault" in page.field.error.text(), timeout=SLOW)
    unlock(app, qtbot)


def unlock(app: App, qtbot: QtBot) -> None:
    """Type the passphrase and come to Today."""
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)


def restore(app: App, qtbot: QtBot) -> None:
    """Put the newest backup in the vault's place, and open that."""
    app.lock()
    qtbot.waitUntil(lambda: is_closed(app.folder), timeout=SLOW)
    app.restore()
    page = app.window.page()
    assert isinstance(page, RestorePage)
    qtbot.waitUntil(lambda: page.which.box.currentData() == "0", timeout=SLOW)
    page.passphrase.line.setText(PASSPHRASE)
    page.look.click()
    qtbot.waitUntil(page.restore.isVisible, timeout=SLOW)
    page.restore.click()
    qtbot.waitUntil(page.on.isVisible, timeout=SLOW)
    page.on.click()
    unlock(app, qtbot)


def work_with_one_child(app: App, qtbot: QtBot, canaries: Canaries, tmp_path: Path, check: Callable[[], None]) -> None:
    """Do everything once; `check` is called whenever something was typed or written."""
    bring_in(app, qtbot, tmp_path / GIVEN)
    child = open_child(app, qtbot)
    child.name_it.click()
    child.naming.field.line.setText(canaries.new("name"))
    child.naming.save.click()
    qtbot.waitUntil(lambda: canaries.words[-1] in said(app), timeout=SLOW)
    agreed = {name: canaries.new(name) for name in ("what", "why")} | {"due": "in two weeks", "owner": WORKER}
    fill(app, qtbot, lambda: app.ways.dialogs.agree(child, CHILD_ID), agreed)
    check()
    session = talk(app, qtbot, canaries)
    check()
    seal(session, qtbot)
    action = str(told(app, qtbot, lambda desk: desk.vault.views.actions()[0].id))
    child = open_child(app, qtbot)
    fill(app, qtbot, lambda: app.ways.dialogs.act(child, "progress", action), {"note": canaries.new("note")})
    change_worker(app, qtbot, f"Ben {canaries.new('worker')}")
    check()
    write_out(app, qtbot, tmp_path / OUT, canaries.new("reference"))
    settle(app, qtbot, tmp_path / "share")
    half = {"what": canaries.new("half")}
    fill(app, qtbot, lambda: app.ways.dialogs.agree(open_child(app, qtbot), CHILD_ID), half, save=False)
    find(app, qtbot, canaries.new("sought"))


def test_nothing_typed_is_left_anywhere_but_in_the_export(
    places: tuple[Path, ...],
    app: App,
    qtbot: QtBot,
    canaries: Canaries,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    given = (tmp_path / GIVEN, tmp_path / OUT)

    def check() -> None:
        files = files_below(places, but=given)
        assert {"vault.db", "vault.keys", "vault.lock", "window.ini"} <= {one.name for one in files}
        assert left_in(files, canaries.words) == {}

    set_up(app, qtbot)
    work_with_one_child(app, qtbot, canaries, tmp_path, check)
    check()
    lock_and_open(app, qtbot, canaries.new("wrong"))
    check()
    restore(app, qtbot)
    assert "Ben" in str(told(app, qtbot, lambda desk: desk.vault.views.members()))
    check()
    keeping = app.keeping
    assert keeping is not None
    app.vault.stop()
    app.vault, app.keeping = DeskThread(), None
    keeping.at_the_end()
    check()
    written = capfd.readouterr()
    assert found_in(f"{written.out}{written.err}{caplog.text}".encode(), canaries.words) == set()

    out = left_in(files_below([tmp_path / OUT]), canaries.words)
    for form in ("docx", "txt", "json"):
        (hits,) = [words for name, words in out.items() if name.endswith(form)]
        assert set(canaries.words[4:7]) <= hits  # the name that was given, and both words on the action
    assert len(canaries.words) > 20


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_the_search_finds_what_an_unencrypted_vault_would_hold(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plain.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(f"PRAGMA encoding = '{encoding}'")
        plain.execute("CREATE TABLE draft (text)")
        plain.execute("INSERT INTO draft VALUES ('He is called Zorbly PLINTHORN.')")
        plain.commit()
    assert left_in([path], ["Plinthorn", "Wimblethorpe"]) == {str(path): {"Plinthorn"}}


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
@pytest.mark.parametrize("after", ["", "a", "ab"])
def test_the_search_finds_a_word_wherever_it_begins_in_base64(before: str, after: str) -> None:
    for code in ("utf-8", "utf-16-le"):
        assert found_in(b64encode(f"{before}Plinthorn{after}".encode(code)), ["Plinthorn"])
    assert found_in(f"{before}PLINTHORN{after}".encode().hex().upper().encode(), ["Plinthorn", "PLINTHORN"])


def test_the_search_looks_into_what_is_packed_and_at_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", "x" * 500 + "Plinthorn")
        packed.writestr("inner.gz", gzip.compress(b"y" * 500 + b"Wimblethorpe"))
    (tmp_path / "Plinthorn.tmp").touch()
    (tmp_path / "none").write_bytes(bytes(500))
    found = left_in(files_below([tmp_path]), ["Plinthorn", "Wimblethorpe"])
    assert sorted(found.values(), key=len) == [{"Plinthorn"}, {"Plinthorn", "Wimblethorpe"}]
    assert files_below([tmp_path], but=[tmp_path]) == []


def test_what_other_programs_on_qt_remember_of_folders_stays_as_it_was() -> None:
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.setValue("FileDialog/lastVisited", "file:///theirs")
    kept.sync()
    with unremembered():
        for name in ("FileDialog/lastVisited", "FileDialog/history"):
            kept.setValue(name, "file:///Plinthorn")
        kept.sync()
    kept.sync()

    assert kept.value("FileDialog/lastVisited") == "file:///theirs"
    assert not kept.contains("FileDialog/history")
