"""Locked in the middle of anything: the child's name is nowhere, the vault is closed, and what was typed comes back."""

from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from supervision_app import bootstrap
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.domain.observed import Reading
from supervision_app.services import sessions
from supervision_app.services.desk import Desk
from tests.fakes.desks import FakeCaseload, FakeDocuments, observed, reading
from tests.ui.in_session import in_depth
from tests.ui.locking import CHILD, CSV, MARK, app, check_locked, come_back, full, in_widgets, is_closed
from tests.ui.main_job import told
from tests.ui.whole_app import PASSPHRASE, SLOW, said, shown
from ui.action.view import DeedDialog
from ui.changing_worker.view import ChangingWorkerPage
from ui.child.view import ChildView
from ui.exporting.view import ExportingPage
from ui.finding.view import FindingDialog
from ui.importing.presenter import UNDONE
from ui.importing.view import ImportPage
from ui.main import LEFT, App, still
from ui.places import hold
from ui.restoring.view import RestorePage
from ui.session.view import SessionPage
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app", "full"]

ENDLESS = """
CREATE TEMP TRIGGER endless AFTER INSERT ON main.entry WHEN NEW.payload LIKE '%Nell%' BEGIN
    SELECT count(*) FROM entry a, entry b, entry c, sqlite_master d, sqlite_master e, sqlite_master f, sqlite_master g,
        sqlite_master h, sqlite_master i, sqlite_master j, sqlite_master k, sqlite_master l;
END
"""
"""What has more rows than anybody will ever have counted."""


def see(app: App, qtbot: QtBot, text: str = MARK) -> None:
    """Wait until a text is somewhere in the window: what a lock takes away has to be there before."""
    qtbot.waitUntil(lambda: text in in_widgets(), timeout=SLOW)
    assert not is_closed(app.folder)


def child_of(app: App, qtbot: QtBot) -> ChildView:
    """Return the child's page, read."""
    app.open_child("K1")
    page = app.window.page()
    assert isinstance(page, ChildView)
    qtbot.waitUntil(lambda: CHILD in said(app), timeout=SLOW)
    return page


def dialog_of(app: App, qtbot: QtBot) -> DeedDialog:
    """Return the dialog that stands over the page."""
    qtbot.waitUntil(lambda: bool(app.window.findChildren(DeedDialog)), timeout=SLOW)
    return app.window.findChildren(DeedDialog)[-1]


def test_on_today(full: App, qtbot: QtBot) -> None:
    full.window.go("Today")
    see(full, qtbot)
    full.window.activateWindow()
    qtbot.waitUntil(full.window.isActiveWindow)
    qtbot.keyClick(full.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    check_locked(full, qtbot)
    come_back(full, qtbot)


def test_over_a_dialog_that_is_half_typed(full: App, qtbot: QtBot) -> None:
    page = child_of(full, qtbot)
    full.ways.dialogs.agree(page, "K1")
    typed = f"Ask {MARK}'s grandmother whether sh"
    QTest.keyClicks(dialog_of(full, qtbot).fields["what"].field(), typed)
    full.leave()
    assert LEFT in said(full)
    check_locked(full, qtbot)

    come_back(full, qtbot)
    full.ways.dialogs.agree(child_of(full, qtbot), "K1")
    again = dialog_of(full, qtbot)
    qtbot.waitUntil(lambda: again.fields["what"].value() == typed, timeout=SLOW)


def test_in_a_session_right_after_a_key(full: App, qtbot: QtBot) -> None:
    draft = str(told(full, qtbot, lambda desk: sessions.begin(desk, "Aoife Byrne", desk.today())))
    kai = str(told(full, qtbot, lambda desk: in_depth(desk, draft)))
    hold(full.ways, draft)
    page = full.window.page()
    assert isinstance(page, SessionPage)
    field = f"said/day/{kai}"
    qtbot.waitUntil(lambda: field in page.step.fields, timeout=SLOW)
    see(full, qtbot)
    typed = f"{MARK} said she'd like her drum"
    QTest.keyClicks(page.step.fields[field], typed)
    full.leave()
    check_locked(full, qtbot)

    come_back(full, qtbot)
    kept = told(full, qtbot, lambda desk: desk.vault.drafts.read(draft)[field])
    assert kept == typed


def test_while_an_import_is_looked_at(full: App, qtbot: QtBot, tmp_path: Path) -> None:
    page = full.window.go("Bring in")
    assert isinstance(page, ImportPage)
    (tmp_path / "caseload.csv").write_text(CSV, encoding="utf-8")
    page.take([tmp_path / "caseload.csv"])
    see(full, qtbot, f"Ada {MARK}")
    full.leave()
    check_locked(full, qtbot)
    come_back(full, qtbot)
    assert not full.window.warning


class EndlessFiles(FakeCaseload):
    """Files that nobody has ever read to the end."""

    def read(self, *_args: object, **options: Any) -> Reading:
        for row in count():
            options["progress"]("Reading", row, 0)
        raise AssertionError


def importing(app: App, files: FakeCaseload) -> ImportPage:
    """Return the page on which these files are being saved."""
    page = ImportPage(app.vault, lambda: files, lambda _child, _to: None)
    app.window.show_over(page)
    page._presenter.load("")  # noqa: SLF001 - what the button does once the files were looked at
    return page


def test_while_the_files_of_an_import_are_read(full: App, qtbot: QtBot) -> None:
    page = importing(full, EndlessFiles())
    qtbot.waitUntil(lambda: "Reading: " in page.progress.words.text(), timeout=SLOW)
    full.leave()
    check_locked(full, qtbot)
    come_back(full, qtbot)
    qtbot.waitUntil(lambda: full.window.warning == UNDONE, timeout=SLOW)


def _take_for_ever(desk: Desk) -> None:
    """Let an entry that is saved start something that does not end."""
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    with vault._database.transaction() as connection:  # noqa: SLF001 - nothing of the app takes so long
        connection.exec_driver_sql(ENDLESS)


def _entries(desk: Desk) -> int:
    return desk.vault.check().entries


def test_while_an_import_is_saved_nothing_of_it_is(full: App, qtbot: QtBot) -> None:
    before = told(full, qtbot, _entries)
    told(full, qtbot, _take_for_ever)
    many = [observed(f"N{number}", "Aoife Byrne", {"name": f"Nell {MARK}"}, row=number) for number in range(50)]
    day = told(full, qtbot, lambda desk: desk.today())
    page = importing(full, FakeCaseload(reading(many, day)))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: page.progress.words.text().startswith("Saving"), timeout=SLOW)
    assert not is_closed(full.folder)
    full.lock(still(15))
    check_locked(full, qtbot)

    come_back(full, qtbot)
    qtbot.waitUntil(lambda: full.window.warning == UNDONE, timeout=SLOW)
    assert told(full, qtbot, _entries) == before
    assert told(full, qtbot, lambda desk: set(desk.vault.views.held_children())) == {"K1"}
    assert told(full, qtbot, lambda desk: desk.vault.check().problems) == ()
    full.leave()
    come_back(full, qtbot)
    assert not full.window.warning


def test_while_the_key_is_made_from_the_passphrase(full: App, qtbot: QtBot) -> None:
    full.lock()
    page = full.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    full.leave()
    check_locked(full, qtbot)
    come_back(full, qtbot)


class HeldDocuments(FakeDocuments):
    """Writes only once it is let go."""

    def __init__(self) -> None:
        self.begun, self.go_on = Event(), Event()

    def render(self, *given: Any) -> bytes:
        self.begun.set()
        self.go_on.wait()
        return super().render(*given)


def test_while_a_summary_is_written_out_it_is_whole(full: App, qtbot: QtBot, tmp_path: Path) -> None:
    documents = HeldDocuments()
    documents.go_on.set()
    writers = replace(bootstrap.writers(), documents=documents)
    page = ExportingPage(full.vault, "K1", lambda: writers, lambda _child: None)
    full.window.show_over(page)
    qtbot.waitUntil(lambda: MARK in page.preview.toPlainText(), timeout=SLOW)
    documents.begun.clear()
    documents.go_on.clear()
    page.folder.line.setText(str(tmp_path / "out"))
    page.formats.boxes["txt"].setChecked(True)
    page.write.click()
    qtbot.waitUntil(documents.begun.is_set, timeout=SLOW)
    full.leave()
    assert shown(full, UnlockPage)
    qtbot.waitUntil(lambda: MARK not in in_widgets(), timeout=SLOW)
    documents.go_on.set()
    check_locked(full, qtbot)

    come_back(full, qtbot)
    assert len(told(full, qtbot, lambda desk: desk.vault.views.unfiled_exports())) == 1  # type: ignore[arg-type]
    (file,) = (tmp_path / "out").iterdir()
    assert MARK in file.read_text(encoding="utf-8")


def test_over_a_dialog_of_the_system(full: App, qtbot: QtBot) -> None:
    child_of(full, qtbot).write.click()
    page = full.window.page()
    assert isinstance(page, ExportingPage)
    qtbot.waitUntil(lambda: MARK in page.preview.toPlainText(), timeout=SLOW)
    open_then: list[bool] = []

    def leave() -> None:
        open_then.append(any(one.isVisible() for one in full.window.findChildren(QFileDialog)))
        full.leave()

    QTimer.singleShot(0, full.window, leave)
    page.choose.click()  # returns when the dialog is closed
    assert open_then == [True]
    check_locked(full, qtbot)
    come_back(full, qtbot)


def test_over_the_list_of_what_was_found(full: App, qtbot: QtBot) -> None:
    full.find()
    dialog = full.window.findChildren(FindingDialog)[-1]
    dialog.field.line.setText(MARK)
    qtbot.waitUntil(lambda: dialog.list.count() > 0 and MARK in dialog.list.item(0).text(), timeout=SLOW)
    full.leave()
    check_locked(full, qtbot)
    come_back(full, qtbot)


def test_in_a_change_of_worker_that_is_half_filled_in(full: App, qtbot: QtBot) -> None:
    child_of(full, qtbot).change.click()
    page = full.window.page()
    assert isinstance(page, ChangingWorkerPage)
    qtbot.waitUntil(lambda: MARK in page.title.text(), timeout=SLOW)
    QTest.keyClicks(page.to.line, "Aoi")  # names are offered below, in a window of their own
    full.leave()
    check_locked(full, qtbot)
    come_back(full, qtbot)
    workers = told(full, qtbot, lambda desk: [one.name for one in desk.allocation(desk.child("K1")).workers])
    assert workers == ["Aoife Byrne"]


def test_in_a_long_note_on_an_action(full: App, qtbot: QtBot) -> None:
    action = told(full, qtbot, lambda desk: desk.vault.views.actions()[0].id)
    full.ways.dialogs.act(child_of(full, qtbot), "progress", str(action))
    note = f"{MARK}’s aunt told a long story. " * 700
    dialog_of(full, qtbot).fields["note"].field().setProperty("plainText", note)
    full.leave()
    check_locked(full, qtbot)

    come_back(full, qtbot)
    full.ways.dialogs.act(child_of(full, qtbot), "progress", str(action))
    again = dialog_of(full, qtbot)
    qtbot.waitUntil(lambda: again.fields["note"].field().property("plainText") == note, timeout=SLOW)


def test_on_a_page_over_another_whose_list_has_not_come_yet(full: App, qtbot: QtBot) -> None:
    held, begun = Event(), Event()
    child = child_of(full, qtbot)
    answers: list[object] = []

    def hold_up(_desk: Desk) -> None:
        begun.set()
        held.wait()

    full.vault.ask(hold_up, answers.append, refused=answers.append)
    child.change.click()
    assert isinstance(full.window.page(), ChangingWorkerPage)
    qtbot.waitUntil(begun.is_set, timeout=SLOW)
    full.leave()
    assert shown(full, UnlockPage)
    qtbot.waitUntil(lambda: MARK not in in_widgets(), timeout=SLOW)
    held.set()
    check_locked(full, qtbot)
    come_back(full, qtbot)
    assert shown(full, TodayPage)
    assert answers == []


def test_while_a_backup_is_looked_into(full: App, qtbot: QtBot) -> None:
    full.lock()
    qtbot.waitUntil(lambda: is_closed(full.folder), timeout=SLOW)
    full.restore()
    page = full.window.page()
    assert isinstance(page, RestorePage)
    qtbot.waitUntil(lambda: page.which.box.count() > 0, timeout=SLOW)
    page.which.box.setCurrentIndex(page.which.box.count() - 1)
    page.passphrase.line.setText(PASSPHRASE)
    page.look.click()
    full.leave()
    check_locked(full, qtbot)
    come_back(full, qtbot)
