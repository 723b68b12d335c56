"""The window: what is lit, the way back, and files that are dropped anywhere on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.navigation import Place
from ui.shared.dropping import Dropped
from ui.window import Window


class Sheet(QWidget):
    """A page with two lines to type in."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.lines = [QLineEdit(), QLineEdit()]
        for line in self.lines:
            column.addWidget(line)


class Knowing(Sheet):
    """A page that knows to what it comes back."""

    def focus_again(self) -> bool:
        self.lines[1].setFocus()
        return True


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    """The window with two pages, on the first."""
    made = Window()
    qtbot.addWidget(made)
    made.furnish([Place("Today", "house", Sheet), Place("Bring in", "house", Knowing)], [], demonstration=False)
    made.go("Today")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.clear()


def drop(window: Window, *urls: QUrl, text: str = "") -> bool:
    """Drop these where the first line stands, as the desktop does; says whether they were taken."""
    data = QMimeData()
    if urls:
        data.setUrls(list(urls))
    if text:
        data.setText(text)
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    how = (actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.windowHandle(), QDragEnterEvent(QPoint(600, 300), *how))
    event = QDropEvent(QPointF(600, 300), *how)
    QApplication.sendEvent(window.windowHandle(), event)
    assert not event.isAccepted() or event.dropAction() == Qt.DropAction.CopyAction
    return event.isAccepted()


def test_a_page_that_no_lead_leads_to_leaves_none_lit(window: Window) -> None:
    lead = next(one for one in window.findChildren(QPushButton) if one.text() == "Today")
    assert lead.isChecked()

    window.show_over(QWidget())
    assert not lead.isChecked()
    window.back()
    assert lead.isChecked()


def test_back_goes_page_by_page_to_where_the_keyboard_was(window: Window, qtbot: QtBot) -> None:
    today = window.page()
    assert isinstance(today, Sheet)
    today.lines[1].setFocus()
    child, change = Sheet(), Sheet()
    window.show_over(child)
    child.lines[0].setFocus()
    window.show_over(change)
    window.navigation.focus("Bring in")

    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page() is child
    assert child.lines[0].hasFocus()
    window.back()
    assert window.page() is today
    assert today.lines[1].hasFocus()
    window.back()
    assert window.page() is today


def test_a_page_that_knows_better_has_the_keyboard_where_it_says(window: Window) -> None:
    page = window.go("Bring in")
    assert isinstance(page, Knowing)
    page.lines[0].setFocus()
    window.show_over(QWidget())
    window.back()
    assert page.lines[1].hasFocus()


def test_what_the_keyboard_was_on_may_be_gone(window: Window, qtbot: QtBot) -> None:
    today = window.page()
    assert isinstance(today, Sheet)
    gone = today.lines.pop()
    gone.setFocus()
    window.show_over(QWidget())
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    window.back()
    assert window.page() is today


def test_going_elsewhere_ends_the_way_back_and_a_long_way_forgets_its_beginning(window: Window, qtbot: QtBot) -> None:
    first = QWidget()
    with qtbot.waitSignal(first.destroyed):
        window.show_over(first)
        for _ in range(12):
            window.show_over(QWidget())
    last = QWidget()
    with qtbot.waitSignal(last.destroyed):
        window.show_over(last)
        page = window.go("Bring in")
    window.back()
    assert window.page() is page


def test_files_dropped_anywhere_are_taken_and_text_is_left_to_the_line_below(window: Window) -> None:
    taken: list[Dropped] = []
    here = QUrl.fromLocalFile("/tmp/caseload.csv")  # noqa: S108 - it is not opened
    assert not drop(window, here)
    window.take_drops(taken.append)

    assert drop(window, here, QUrl("https://example.org/list.csv"))
    assert taken == [Dropped([Path(here.toLocalFile())], ["https://example.org/list.csv"])]
    assert [line.text() for line in window.findChildren(QLineEdit)] == ["", ""]
    drop(window, text="Kai")
    assert len(taken) == 1


def test_nothing_is_taken_under_a_dialog_or_once_all_is_locked(window: Window, qtbot: QtBot) -> None:
    taken: list[Dropped] = []
    window.take_drops(taken.append)
    here = QUrl.fromLocalFile("/tmp/caseload.csv")  # noqa: S108
    dialog = QDialog(window)
    dialog.setModal(True)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert not drop(window, here)
    dialog.reject()
    assert drop(window, here)
    window.clear()
    assert not drop(window, here)
    assert len(taken) == 1
