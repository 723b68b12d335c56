"""Every page and dialog is for everybody: by keyboard, by ear, in both themes, and with text twice as large."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import cut, esc_closes, faults, small_targets, trapped, unnamed
from tests.ui.conftest import LOOKS
from tests.ui.pages import DIALOGS, PAGES, Shown, nothing
from ui.first_start.view import FirstStartPage
from ui.navigation import Deed, Place
from ui.shared.asking import Asking, AtOnce
from ui.window import Window

LOOK_NAMES = [f"{'dark' if dark else 'light'} {times:.0%}" for dark, times in LOOKS]
TWICE_AS_LARGE = (False, 2.0)
LeadsOn = Callable[[bool, float], None]
LARGE = (False, 2.0)
LAPTOP, SMALL = (1366, 768), (1024, 640)
"""The windows in which pages are looked at: an ordinary laptop's, and a small one's."""


def window_with(page: Callable[[], QWidget], qtbot: QtBot, size: tuple[int, int] = LAPTOP) -> Window:
    """Return a window of this size with the page in it."""
    window = Window()
    qtbot.addWidget(window)
    window.furnish([Place("Today", "house", page)], [Deed("Lock", "lock", window.clear)], demonstration=True)
    window.go("Today")
    window.resize(*size)
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_in_a_small_window_with_text_twice_as_large_nothing_is_cut(
    page: Shown, seen: AtOnce, looks: LeadsOn, qtbot: QtBot
) -> None:
    looks(*LARGE)
    window = window_with(lambda: page.makes(seen), qtbot, SMALL)
    shown = window.page()
    assert shown is not None

    assert (window.width(), window.height()) == SMALL
    assert cut(shown) == []


@pytest.mark.parametrize("dialog", DIALOGS, ids=lambda dialog: dialog[0])
def test_in_a_small_window_with_text_twice_as_large_a_dialog_is_whole(
    dialog: tuple[str, Callable[[Asking, QWidget], QDialog]], seen: AtOnce, looks: LeadsOn, qtbot: QtBot
) -> None:
    looks(*LARGE)
    window = window_with(lambda: PAGES[0].makes(seen), qtbot, SMALL)
    made = dialog[1](seen, window)
    with qtbot.waitExposed(made):
        made.show()

    assert cut(made) == []
    assert made.width() <= window.width()
    assert made.height() <= window.height()


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


def test_the_error_summary_has_the_keyboard_and_leads_to_each_field_in_the_same_words(qtbot: QtBot) -> None:
    page = FirstStartPage(lambda: "five words", nothing, nothing, nothing)
    window_with(lambda: page, qtbot)
    page.go_on()
    beside = [asked.error.text().removeprefix("Error: ") for asked in page.who.fields.values()]

    assert [lead.text() for lead in page.notice.leads] == beside
    assert page.notice.leads[0].hasFocus()
    for lead, asked in zip(page.notice.leads, page.who.fields.values(), strict=True):
        lead.click()
        focused: QWidget | None = page.window().focusWidget()
        assert focused is not None
        assert asked.isAncestorOf(focused)


def test_the_checks_find_what_is_planted(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    trap, silent, small, low = (
        QPlainTextEdit(),
        QLineEdit(),
        QToolButton(),
        QLabel("A sentence that is cut"),
    )
    small.setText("Small")
    small.setFixedSize(20, 12)
    low.setFixedWidth(30)
    narrow = QComboBox()
    narrow.addItem("A choice that is cut")
    narrow.setFixedWidth(60)
    for widget in (trap, silent, QComboBox(), small, low, narrow):
        column.addWidget(widget)
    with qtbot.waitExposed(root):
        root.show()

    found = "\n".join([*unnamed(root), *trapped(root), *small_targets(root), *cut(root)])
    for planted in (
        "no accessible name: QLineEdit",
        "no accessible name: QComboBox",
        "Tab stays in QPlainTextEdit",
        "QToolButton “Small” is 20 by 12",
        "cut: QLabel “A sentence that is cut”",
        "“A choice that is cut”",
    ):
        assert planted in found
