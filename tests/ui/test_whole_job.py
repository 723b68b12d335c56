"""The main job in the window: set up, bring in, supervise, hand over, write out, and find it all again."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from supervision_app.services import reading, sealing
from tests.ui.main_job import CASELOAD, bring_in, hand_over, supervise, told, write_out
from tests.ui.whole_app import PASSPHRASE, SLOW, app, said, set_up, shown
from ui.main import App
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app"]


def test_the_main_job_from_the_first_start_to_a_summary_on_file(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "caseload.csv"
    file.write_text(CASELOAD, encoding="utf-8")
    set_up(app, qtbot)
    bring_in(app, qtbot, file)
    supervise(app, qtbot)
    hand_over(app, qtbot)
    write_out(app, qtbot, tmp_path / "out")

    page = app.window.go("Today")
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: "Offered, and not accepted yet" in said(app), timeout=SLOW)
    qtbot.waitUntil(lambda: "not confirmed on the child’s file" not in said(app), timeout=SLOW)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    qtbot.keyClick(app.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    unlock = app.window.page()
    assert isinstance(unlock, UnlockPage)
    unlock.field.line.setText(PASSPHRASE)
    unlock.button.click()
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)

    kai = told(app, qtbot, lambda desk: reading.child_page(desk, "K1"))
    assert [(talk.depth, talk.unseen) for talk in kai.discussions] == [("in-depth", False)]  # type: ignore[attr-defined]
    assert [spell.person.name for spell in kai.allocation.spells] == ["Dana Hughes", "Ben Okafor"]  # type: ignore[attr-defined]
    assert kai.exports[0].reference == "CN-4711"  # type: ignore[attr-defined]
    rows = told(app, qtbot, lambda desk: desk.vault.views.actions(state="any-open"))
    assert {(row.what, row.holding) for row in rows} == {  # type: ignore[attr-defined]
        ("Find the drum", "awaiting"),
        ("Ring the school", "accepted"),
    }
    own = told(app, qtbot, lambda desk: sealing.own_record(desk, "Dana Hughes"))
    assert [part.text for part in own[0].parts] == ["Two visits can move."]  # type: ignore[index]
    assert told(app, qtbot, lambda desk: desk.vault.check().problems) == ()
