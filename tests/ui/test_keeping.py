"""What is typed is kept by the vault’s own thread, and before anything closes the vault."""

import signal
import subprocess
import sys
from pathlib import Path

from filelock import FileLock
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.services import sessions
from supervision_app.services.desk import Desk
from tests.fakes.desks import StandingClock, make_desk
from tests.ui.conftest import fill
from ui.shared.desk_thread import DeskThread
from ui.shared.keeping import Keeping

TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.session_pages import DEEDS
from tests.ui.test_keeping import opened
from ui.session.view import SessionPage
from ui.shared.desk_thread import DeskThread

qt = QApplication([])
folder, draft, field = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
vault = DeskThread()
vault.unlock(lambda: opened(folder), lambda: show(), print)

def show():
    global page
    page = SessionPage(vault, draft, DEEDS)
    page.show()
    QTimer.singleShot(0, wait)

def wait():
    if field not in page.step.fields:
        QTimer.singleShot(20, wait)
        return
    QTest.keyClicks(page.step.fields[field], "He asked for his drum.")
    QTimer.singleShot(2000, lambda: print("two seconds", flush=True))

qt.exec()
"""


def vault_in(folder: Path) -> OpenVault:
    """Return the vault as the next start finds it."""
    lock = FileLock(folder / "vault" / "vault.lock")
    lock.acquire()
    return OpenVault(Database(folder / "vault" / "vault.db", bytes(32)), lock, HeadFile("vault", folder / "state"))


def opened(folder: Path) -> Desk:
    """Return a desk over the vault that is there."""
    from supervision_app.adapters.reference import ShippedReference  # noqa: PLC0415 - the child process needs it only

    return Desk(vault_in(folder), StandingClock(), ShippedReference())


def a_session(folder: Path) -> tuple[str, str]:
    """Make a vault with a session at a child in depth; returns the draft and the field of the child’s day."""
    clock = StandingClock()
    desk = fill(make_desk(folder, clock=clock), clock)
    draft = sessions.begin(desk, "Aoife Byrne", desk.today())
    kai = sessions.open_session(desk, draft).children[0].stream
    sessions.keep(desk, draft, {f"depth/{kai}": "in-depth", "at": kai})
    desk.vault.close()
    return draft, f"said/day/{kai}"


def test_what_was_typed_two_seconds_ago_is_there_after_the_power_was_cut(tmp_path: Path) -> None:
    draft, field = a_session(tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(tmp_path), draft, field], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "two seconds\n"
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()

    vault = vault_in(tmp_path)
    assert vault.drafts.read(draft)[field] == "He asked for his drum."
    assert vault.check().problems == ()
    vault.close()


def test_locking_on_the_vaults_own_thread_keeps_the_last_letter(tmp_path: Path, qtbot: QtBot) -> None:
    draft, field = a_session(tmp_path)
    vault, parent = DeskThread(), QObject()
    said: list[str] = []
    vault.unlock(lambda: opened(tmp_path), lambda: said.append("open"), said.append)
    qtbot.waitUntil(lambda: said == ["open"], timeout=10_000)
    keeping = Keeping(parent, vault, lambda desk, fields: sessions.keep(desk, draft, fields), said.append, said.append)
    vault.before_closing(keeping.keep)
    keeping.typed(field, lambda: "He asked for his dru")
    vault.stop()

    again = vault_in(tmp_path)
    assert again.drafts.read(draft)[field] == "He asked for his dru"
    again.close()
