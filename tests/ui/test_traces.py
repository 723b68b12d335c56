"""What is left behind by a use of every part: no word of a record in any file, or in what is logged or printed."""

import gzip
import logging
import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.traces import traces
from tests.ui.main_job import CASELOAD, bring_in, hand_over, has, pressed, supervise, write_out
from tests.ui.whole_app import PASSPHRASE, SLOW, app, said, set_up, shown
from ui.action.view import DeedDialog
from ui.child.view import ChildView
from ui.finding.view import FindingDialog
from ui.main import App
from ui.restoring.view import RestorePage
from ui.safety.view import SafetyPage
from ui.shared.desk_thread import DeskThread
from ui.shared.widgets import Lead
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app"]

TYPED = "he hides his wellington boots"
MARKED = (
    *("Kai (synthetic)", "Mia (synthetic)", "Leo (synthetic)", "Dana Hughes", "Moira Khan", "Riverside"),
    *("Find the drum", "asked for his drum", "Ring the school", "Two visits can move", "On holiday until Monday"),
    *("CN-4711", TYPED, PASSPHRASE),
)


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders in which anything may be left: this test's own, the home folder, and that of temporary files."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return [tmp_path, Path(os.environ["HOME"])]


def find_and_type(app: App, qtbot: QtBot) -> None:
    """Find a child by a few letters, and begin an action that is not agreed when the vault is locked."""
    app.find()
    dialog = app.window.findChildren(FindingDialog)[-1]
    QTest.keyClicks(dialog.field.line, "Kai (syn")
    dialog.reject()
    app.open_child("K1")
    child = app.window.page()
    assert isinstance(child, ChildView)
    qtbot.waitUntil(lambda: has(child, "Agree"), timeout=SLOW)
    pressed(child, "Agree")
    qtbot.waitUntil(lambda: bool(app.window.findChildren(DeedDialog)), timeout=SLOW)
    what = app.window.findChildren(DeedDialog)[-1].fields["what"].field()
    what.setFocus()
    QTest.keyClicks(what, TYPED)


def change_settings(app: App, share: Path, qtbot: QtBot) -> None:
    """Change the look, and have backups in a second place."""
    app.appearance.turn()
    app.appearance.larger()
    page = app.window.go("Safety")
    assert isinstance(page, SafetyPage)
    page._choose_folder = lambda _over: str(share)  # noqa: SLF001 - the dialog is the system's own
    page.choose.click()
    qtbot.waitUntil(lambda: "The newest there is of" in page.second.text(), timeout=SLOW)


def try_the_door(app: App, qtbot: QtBot) -> None:
    """Give a wrong passphrase, look at a backup, and unlock."""
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(f"{PASSPHRASE} or so")
    page.button.click()
    qtbot.waitUntil(lambda: "does not open this vault" in said(app), timeout=SLOW)
    next(one for one in page.findChildren(Lead) if one.text() == "Restore from a backup").click()
    backups = app.window.page()
    assert isinstance(backups, RestorePage)
    backups.passphrase.line.setText(PASSPHRASE)
    qtbot.waitUntil(lambda: backups.which.value() != "", timeout=SLOW)
    backups.look.click()
    qtbot.waitUntil(backups.restore.isVisible, timeout=SLOW)
    backups.back.click()
    again = app.window.page()
    assert isinstance(again, UnlockPage)
    again.field.line.setText(PASSPHRASE)
    again.button.click()
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)


def test_no_word_of_a_record_is_left_behind(
    left: list[Path],
    app: App,
    qtbot: QtBot,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    file, out, share = tmp_path / "caseload.csv", tmp_path / "out", tmp_path / "share"
    file.write_text(CASELOAD, encoding="utf-8")
    share.mkdir()
    set_up(app, qtbot)
    bring_in(app, qtbot, file)
    supervise(app, qtbot)
    hand_over(app, qtbot)
    write_out(app, qtbot, out)
    QApplication.clipboard().setText(TYPED)
    change_settings(app, share, qtbot)
    find_and_type(app, qtbot)
    while_open = traces(left, MARKED, but=[file, out])
    QTest.keyClick(app.window.findChildren(DeedDialog)[-1], Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert shown(app, UnlockPage)
    try_the_door(app, qtbot)
    app.lock()
    app.vault.stop()
    app.vault, app.keeping = DeskThread(), None

    assert while_open == []
    assert traces(left, MARKED, but=[file, out]) == []
    spoken = caplog.text + "".join(capfd.readouterr())
    assert [word for word in MARKED if word.lower() in spoken.lower()] == []
    # The same search finds what was written out on purpose, so it can find something.
    assert ".pdf" in {Path(line.split(": ")[0]).suffix for line in traces([out], MARKED)}
    assert list(share.rglob("vault.db")) != []


def test_the_search_finds_a_word_however_it_is_written(tmp_path: Path) -> None:
    word = TYPED.title()
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE note (words)")
    plain.execute("INSERT INTO note VALUES (?)", (word,))
    plain.commit()
    plain.close()
    (tmp_path / "wide.txt").write_text(word, encoding="utf-16")
    (tmp_path / "digits.json").write_text(f'{{"a": "{word.encode().hex()}"}}', encoding="utf-8")
    (tmp_path / "packed.gz").write_bytes(gzip.compress(b"before " + word.encode()))
    (tmp_path / f"{word}.empty").touch()
    import base64  # noqa: PLC0415 - next to what it is for

    for before in range(3):
        coded = base64.b64encode(b"x" * before + word.encode() + b"after")
        (tmp_path / f"coded-{before}.txt").write_bytes(coded)
    (tmp_path / "innocent.txt").write_text("he has boots", encoding="utf-8")

    found = {Path(line.rsplit(": ", 1)[0]).name for line in traces([tmp_path], [TYPED, word])}
    assert found == {path.name for path in tmp_path.iterdir()} - {"innocent.txt"}
