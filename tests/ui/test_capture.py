"""Keeping the window out of screenshots: asked of the system where it can, said where it cannot."""

import ctypes
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from tests.fakes.desks import make_desk
from tests.ui.safety_pages import safety_page
from ui.shared.appearance import Appearance
from ui.shared.asking import AtOnce
from ui.shared.capture import can_hide, hide
from ui.window import Window


@pytest.mark.parametrize(("hidden", "wanted"), [(True, 0x11), (False, 0x00)])
@pytest.mark.parametrize("agreed", [True, False])
def test_the_system_is_asked_for_this_window(qtbot: QtBot, *, hidden: bool, wanted: int, agreed: bool) -> None:
    asked: list[tuple[int | None, int]] = []

    def affinity(handle: ctypes.c_void_p, how: int) -> int:
        asked.append((handle.value, how))
        return int(agreed)

    window = Window()
    qtbot.addWidget(window)

    assert hide(window, hidden=hidden, user32=lambda: SimpleNamespace(SetWindowDisplayAffinity=affinity)) is agreed
    assert asked == [(int(window.winId()) or None, wanted)]


def test_where_the_system_cannot_nothing_is_asked(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)

    assert hide(window, hidden=True) is can_hide()


def test_the_wish_is_remembered_on_this_computer(qapp: QApplication, tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    appearance = Appearance(qapp, kept)
    assert not appearance.hidden
    appearance.keep_hidden(hidden=True)
    assert Appearance(qapp, kept).hidden
    appearance.keep_hidden(hidden=False)
    assert not Appearance(qapp, kept).hidden


def test_a_system_that_cannot_says_so_and_one_that_refuses_too(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path)
    cannot, refuses = safety_page(AtOnce(desk)), safety_page(AtOnce(desk), "share")
    for page in (cannot, refuses):
        qtbot.addWidget(page)
    assert cannot.findChildren(QCheckBox) == []
    refuses.hidden.setChecked(True)
    assert "did not take that" in refuses.notice.words.text()
    desk.vault.close()
