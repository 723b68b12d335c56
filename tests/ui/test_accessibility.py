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
    for widget in (trap, silent, QComboBox(), small, low):
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
    ):
        assert planted in found
