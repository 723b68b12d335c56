"""Every page and dialog is for everybody: by keyboard, by ear, in both themes, and with text twice as large."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import esc_closes, faults
from tests.ui.conftest import LOOKS
from tests.ui.pages import DIALOGS, PAGES, Shown
from ui.navigation import Deed, Place
from ui.shared.asking import Asking, AtOnce
from ui.window import Window

LOOK_NAMES = [f"{'dark' if dark else 'light'} {times:.0%}" for dark, times in LOOKS]
LeadsOn = Callable[[bool, float], None]


def window_with(page: Callable[[], QWidget], qtbot: QtBot) -> Window:
    """Return the window of an ordinary laptop with the page in it."""
    window = Window()
    qtbot.addWidget(window)
    window.furnish([Place("Today", "house", page)], [Deed("Lock", "lock", window.clear)], demonstration=True)
    window.go("Today")
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("look", LOOKS, ids=LOOK_NAMES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_for_everybody(
    page: Shown, look: tuple[bool, float], seen: AtOnce, looks: LeadsOn, qtbot: QtBot
) -> None:
    looks(*look)
    window = window_with(lambda: page.makes(seen), qtbot)
    shown = window.page()
    assert shown is not None

    assert faults(shown) == []


@pytest.mark.parametrize("look", LOOKS, ids=LOOK_NAMES)
@pytest.mark.parametrize("dialog", DIALOGS, ids=lambda dialog: dialog[0])
def test_a_dialog_is_for_everybody(
    dialog: tuple[str, Callable[[Asking, QWidget], QDialog]],
    look: tuple[bool, float],
    seen: AtOnce,
    looks: LeadsOn,
    qtbot: QtBot,
) -> None:
    looks(*look)
    window = window_with(lambda: PAGES[0].makes(seen), qtbot)
    made = dialog[1](seen, window)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)

    assert faults(made) == []
    assert esc_closes(made) == []
    assert not made.isVisible()
