"""What has to hold of every page and dialog (WCAG 2.2 AA, read for software), each check a function.

Each returns sentences on what is wrong, and an empty list when all is well.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QTextEdit,
    QWidget,
)

from ui.shared.widgets import Lead

W = TypeVar("W", bound=QWidget)
LEAST_TARGET = 24
LONGEST_WALK = 400


def faults(root: QWidget) -> list[str]:
    """Return everything that is wrong with a page or dialog as it is shown now."""
    checks = (unnamed, named_otherwise, trapped, defaults, small_targets, cut, tab_order)
    return [fault for check in checks for fault in check(root)]


def focusables(root: QWidget) -> list[QWidget]:
    """Return what Tab can reach: visible, enabled, and no part of something else that is reached."""
    return [widget for widget in [root, *root.findChildren(QWidget)] if _is_reached(widget)]


def _is_reached(widget: QWidget) -> bool:
    inner = widget.objectName() == "qt_scrollarea_viewport" or isinstance(widget.parent(), QAbstractSpinBox)
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled() and not inner and widget.focusProxy() is None


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()  # here Qt speaks the value as the name; elsewhere it is this
    QAccessible.setActive(True)
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def shown(widget: QWidget) -> str:
    """Return how a fault names a widget."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} “{text or widget.accessibleName() or widget.objectName()}”"


def unnamed(root: QWidget) -> list[str]:
    """1. Everything that is reached has a name; a combo box one of its own."""
    silent = [widget for widget in focusables(root) if not name_of(widget).strip()]
    silent += [box for box in root.findChildren(QComboBox) if box.isVisible() and not box.accessibleName()]
    return [f"no accessible name: {shown(widget)}" for widget in silent]


def named_otherwise(root: QWidget) -> list[str]:
    """2. What is read on a button or label is part of the name that is spoken."""
    buttons = _visible(root, QAbstractButton)
    labels = [(label, buddy) for label in _visible(root, QLabel) for buddy in _buddies(label)]
    return [
        f"{shown(button)} is called “{name_of(button)}”"
        for button in buttons
        if _plain(button.text()) not in name_of(button)
    ] + [
        f"the field of {shown(label)} is called “{name_of(buddy)}”"
        for label, buddy in labels
        if _plain(label.text()) not in name_of(buddy)
    ]


def _buddies(label: QLabel) -> list[QWidget]:
    buddy: QWidget | None = label.buddy()
    return [] if buddy is None else [buddy]


def tab_order(root: QWidget) -> list[str]:
    """3. Tab goes through everything and comes back, never upwards within a column; Shift+Tab goes the way back."""
    there = focusables(root)
    if len(there) < 2:
        return []
    there[0].setFocus()
    forward = _walk(root, Qt.Key.Key_Tab)
    reached = {_stop(widget) for widget in forward}
    missed = [f"Tab does not reach {shown(widget)}" for widget in there if _stop(widget) not in reached]
    backward = _walk(root, Qt.Key.Key_Backtab)
    if missed:
        return missed
    if [_stop(one) for one in forward[1:]] != [_stop(one) for one in reversed(backward[1:])]:
        return ["Shift+Tab does not go the way back"]
    pairs = pairwise(forward)
    return [f"Tab goes up from {shown(one)} to {shown(two)}" for one, two in pairs if _goes_up(one, two)]


def _stop(widget: QWidget) -> QObject:
    """Return what Tab stops at: of radio buttons, which the arrows choose from, the whole group."""
    group = widget.group() if isinstance(widget, QRadioButton) else None
    return widget if group is None else group


def _walk(root: QWidget, key: Qt.Key) -> list[QWidget]:
    walked: list[QWidget] = []
    for _ in range(LONGEST_WALK):
        now: QWidget | None = QApplication.focusWidget()
        if now is None or (walked and now is walked[0]):
            break
        walked.append(now)
        QTest.keyClick(now, key)
    return [widget for widget in walked if widget is root or root.isAncestorOf(widget)]


def _goes_up(one: QWidget, two: QWidget) -> bool:
    if one.parentWidget() is not two.parentWidget():
        return False
    first, second = one.mapToGlobal(QPoint(0, 0)), two.mapToGlobal(QPoint(0, 0))
    return second.y() + two.height() <= first.y()


def trapped(root: QWidget) -> list[str]:
    """4. Tab leaves every text."""
    edits: list[QPlainTextEdit | QTextEdit] = [*_visible(root, QPlainTextEdit), *_visible(root, QTextEdit)]
    tables = [table for table in _visible(root, QTableView) if table.tabKeyNavigation()]
    return [f"Tab stays in {shown(widget)}" for widget in [*tables, *(e for e in edits if not e.tabChangesFocus())]]


def defaults(root: QWidget) -> list[str]:
    """5. A dialog has one default button, a page at most one; no two mnemonics are the same."""
    found = [button for button in _visible(root, QPushButton) if button.isDefault()]
    wrong = [f"{len(found)} default buttons"] if len(found) > 1 or (isinstance(root, QDialog) and not found) else []
    letters = Counter(_mnemonic(button.text()) for button in _visible(root, QAbstractButton))
    return wrong + [f"two mnemonics {letter}" for letter, times in letters.items() if letter and times > 1]


def small_targets(root: QWidget) -> list[str]:
    """7. What is pressed is at least 24 pixels wide and high; so is a row of a table."""
    pressed = [*_visible(root, QAbstractButton), *_visible(root, QComboBox), *_visible(root, QLineEdit)]
    small = [one for one in pressed if min(one.width(), one.height()) < LEAST_TARGET]
    rows = [one for one in _visible(root, QTableView) if one.verticalHeader().defaultSectionSize() < LEAST_TARGET]
    return [f"{shown(widget)} is {widget.width()} by {widget.height()}" for widget in small] + [
        f"the rows of {shown(table)} are low" for table in rows
    ]


def cut(root: QWidget) -> list[str]:
    """8. Nothing that is read is cut, and no form has to be scrolled sideways."""
    labels = [f"cut: {shown(label)} {_sizes(label)}" for label in _visible(root, QLabel) if _label_is_cut(label)]
    buttons = [f"cut: {shown(one)} {_sizes(one)}" for one in _visible(root, QAbstractButton) if _button_is_cut(one)]
    areas = [f"sideways: {shown(area)}" for area in _visible(root, QScrollArea) if _goes_sideways(area)]
    headings = [
        f"cut: the heading {column} of {shown(table)}"
        for table in _visible(root, QTableView)
        for column in _cut_headings(table)
    ]
    rows = [
        f"cut: the rows of {shown(table)}"
        for table in _visible(root, QTableView)
        if table.verticalHeader().defaultSectionSize() < table.fontMetrics().height()
    ]
    boxes = [f"cut: {shown(box)} “{box.currentText()}”" for box in _visible(root, QComboBox) if _choice_is_cut(box)]
    return [*labels, *buttons, *boxes, *areas, *headings, *rows, *_higher_than_the_page(root)]


def _choice_is_cut(box: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    inside = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    return inside.width() < box.fontMetrics().horizontalAdvance(box.currentText())


def _higher_than_the_page(root: QWidget) -> list[str]:
    """Return the tables whose headings and sideways bar cannot be seen together."""
    if not isinstance(root, QScrollArea):
        return []
    high = [table for table in _visible(root, QTableView) if table.height() > root.viewport().height()]
    return [f"higher than the page: {shown(table)}" for table in high]


def _sizes(widget: QWidget) -> str:
    hint = widget.sizeHint()
    high = widget.heightForWidth(widget.width())
    return f"is {widget.width()} by {widget.height()}, wants {hint.width()} by {hint.height()} or {high} high"


def _label_is_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    if not label.wordWrap():
        return label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height()
    widest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split() or [""])
    return label.height() < label.heightForWidth(label.width()) or label.contentsRect().width() < widest


def _button_is_cut(button: QAbstractButton) -> bool:
    if isinstance(button, Lead):
        return button.height() < button.heightForWidth(button.width())
    if isinstance(button, QPushButton | QCheckBox | QRadioButton):
        hint = button.sizeHint()
        return button.width() < hint.width() or button.height() < hint.height()
    return False


def _goes_sideways(area: QScrollArea) -> bool:
    inside: QWidget | None = area.widget()
    return inside is not None and inside.width() > area.viewport().width()


def _cut_headings(table: QTableView) -> Iterable[str]:
    header = table.horizontalHeader()
    for column in range(header.count()):
        if header.sectionSize(column) < header.sectionSizeHint(column):
            yield str(table.model().headerData(column, Qt.Orientation.Horizontal))


def esc_closes(dialog: QDialog) -> list[str]:
    """4. Esc closes a dialog."""
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    return [f"Esc does not close {dialog.windowTitle()}"] if dialog.isVisible() else []


def _visible(root: QWidget, of: type[W]) -> list[W]:
    return [widget for widget in root.findChildren(of) if widget.isVisible()]


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def _mnemonic(text: str) -> str:
    _, ampersand, after = text.replace("&&", "").partition("&")
    return after[:1].casefold() if ampersand else ""
