"""A child's strip: moved through by keyboard, heard item by item, near and far, as a table, as a picture, on paper."""

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supervision_app.domain.discussions import Said
from supervision_app.domain.strip_items import (
    AHEAD,
    BRIEFLY,
    DECIDED,
    GAP,
    HELD,
    LATE,
    MARK,
    NOT_TODAY,
    OPEN,
    WITHOUT,
    Item,
    Lane,
    Strip,
)
from supervision_app.services.desk import Desk
from supervision_app.services.strip import strip_of
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY
from tests.ui.conftest import LOOKS
from ui.child_strip.view import StripPage
from ui.shared.asking import AtOnce
from ui.shared.strip_painting import Look
from ui.shared.strip_paper import picture, print_on, sheet_of
from ui.shared.strip_view import StripView
from ui.shared.theme import tokens

LooksLike = Callable[[bool, float], None]


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Kai's vault, with two discussions three weeks apart."""
    for day, words in ((MONDAY, "We talked."), (MONDAY + timedelta(days=21), "We talked again.")):
        record_discussion(desk, ToRecord("K1", day, parts=[Said("How it is", words)]))
    return desk


@pytest.fixture
def opened() -> list[str]:
    """What was opened from the strip."""
    return []


@pytest.fixture
def page(told: Desk, opened: list[str], qtbot: QtBot) -> StripPage:
    """Kai's strip, shown, with the keyboard on it."""
    made = StripPage(AtOnce(told), "K1", opened.append, bool)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.strip.setFocus()
    return made


def press(page: StripPage, *keys: Qt.Key) -> None:
    """Press keys on the strip."""
    for key in keys:
        QTest.keyClick(page.strip, key)


def now(page: StripPage) -> str:
    """Return in words what the keyboard is on."""
    item = page.strip.item()
    assert item is not None
    return item.said


def heard(view: QWidget) -> list[str]:
    """Return what a screen reader finds in the strip, one after the other, each an item of a list with a place."""
    QAccessible.setActive(True)
    whole = QAccessible.queryAccessibleInterface(view)
    assert whole.role() == QAccessible.Role.List
    names = []
    for number in range(whole.childCount()):
        item = whole.child(number)
        assert item.role() == QAccessible.Role.ListItem
        assert item.parent() is whole
        assert whole.indexOfChild(item) == number
        assert item.rect().isValid()
        assert item.childCount() == 0
        names.append(item.text(QAccessible.Text.Name))
    return names


def test_every_item_is_heard_with_its_lane_and_all_its_words(page: StripPage, told: Desk) -> None:
    strip = strip_of(told, "K1").strip
    expected = [(lane.name, item.said) for lane in strip.lanes for row in lane.rows for item in row]
    names = heard(page.strip)

    assert len(names) == len(expected) == page.model.rowCount()
    for name, (lane, said) in zip(names, expected, strict=True):
        assert name.startswith(lane)
        assert name.endswith(said)
    assert any("3 weeks without supervision of this child" in name for name in names)
    assert QAccessible.queryAccessibleInterface(page.strip).text(QAccessible.Text.Name) == page.strip.accessibleName()


def test_the_item_with_the_keyboard_is_the_focused_one_and_one_is_found_where_it_is_painted(page: StripPage) -> None:
    QAccessible.setActive(True)
    whole = QAccessible.queryAccessibleInterface(page.strip)
    press(page, Qt.Key.Key_End)
    last = whole.child(whole.childCount() - 1)
    middle = page.strip.mapToGlobal(page.strip.placed()[0].ring.center().toPoint())

    assert whole.focusChild() is last
    assert last.state().focused
    assert last.state().focusable
    assert not whole.child(0).state().focused
    assert whole.childAt(middle.x(), middle.y()) is whole.child(0)
    assert whole.child(whole.childCount()) is None


@pytest.mark.usefixtures("qapp")
def test_what_is_asked_of_a_strip_that_is_gone_finds_nothing(told: Desk) -> None:
    QAccessible.setActive(True)
    for _ in range(3):
        view = StripView(print)
        view.show_strip(strip_of(told, "K1").strip)
        item = QAccessible.queryAccessibleInterface(view).child(0)
        known = QAccessible.uniqueId(item)
        assert item.isValid()
        shiboken6.delete(view)
        gc.collect()

        assert not item.isValid()
        assert item.state().invalid
        assert item.text(QAccessible.Text.Name) == ""
        assert QAccessible.accessibleInterface(known) is None or not QAccessible.accessibleInterface(known).isValid()


def test_arrow_keys_move_along_a_row_and_to_what_was_at_the_same_time_in_the_next(page: StripPage) -> None:
    press(page, Qt.Key.Key_Home)
    assert now(page).startswith("Where the child lives is not known here")
    press(page, Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert page.strip.at == 0
    press(page, *[Qt.Key.Key_Down] * 4)
    first = now(page)
    press(page, Qt.Key.Key_Right)
    assert "Supervision" in page.said.text()
    assert now(page) != first
    assert now(page) in page.said.text()
    press(page, Qt.Key.Key_Left)
    assert now(page) == first
    press(page, *[Qt.Key.Key_Down] * 20)
    assert page.strip.placed()[page.strip.at].lane == "Open actions"


def test_enter_opens_what_an_item_was_made_from(page: StripPage, opened: list[str]) -> None:
    press(page, Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert opened == []
    press(page, Qt.Key.Key_End, Qt.Key.Key_Return)
    item = page.strip.item()

    assert item is not None
    assert opened == [item.leads]
    assert item.tone == OPEN


def test_plus_goes_near_and_what_the_keyboard_moves_to_is_among_the_days_that_are_shown(page: StripPage) -> None:
    whole = page.strip.window_shown().days
    press(page, *[Qt.Key.Key_Plus] * 12)
    assert page.strip.window_shown().days < whole or whole == 28
    for at in range(len(page.strip.placed())):
        page.strip.choose(at)
        assert page.strip.placed()[at].seen
    press(page, Qt.Key.Key_0)
    assert page.strip.window_shown().days >= whole
    page.nearer[0].click()
    page.nearer[3].click()
    earlier = page.strip.window_shown().first
    page.nearer[4].click()
    assert page.strip.window_shown().first >= earlier


def test_every_length_is_written_with_text_twice_as_large_too(page: StripPage, looks: LooksLike) -> None:
    for dark, times in LOOKS:
        looks(dark, times)
        gaps = [one for one in page.strip.placed() if one.item.tone == WITHOUT]
        assert gaps
        for gap in gaps:
            assert gap.words.width() >= page.strip.fontMetrics().horizontalAdvance(gap.item.label)


def test_what_is_pressed_is_large_enough_and_nothing_is_painted_outside(page: StripPage) -> None:
    laid = page.strip.laid()
    assert laid is not None
    for one in laid.placed:
        assert min(one.ring.width(), one.ring.height()) >= 24
        assert one.words.right() <= page.strip.width()
        assert one.ring.bottom() <= page.strip.height()


def test_a_press_chooses_and_the_words_are_the_tip(page: StripPage) -> None:
    mark = next(at for at, one in enumerate(page.strip.placed()) if one.item.shape == MARK)
    at = page.strip.placed()[mark].ring.center().toPoint()
    QTest.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=at)

    assert page.strip.at == mark
    assert page.strip.at_point(QPoint(2, 2).toPointF()) == -1


def painted(view: QWidget) -> QImage:
    """Return the picture of a widget."""
    return view.grab().toImage()


def test_the_ring_is_seen_in_both_looks(page: StripPage, looks: LooksLike) -> None:
    for dark in (False, True):
        looks(dark, 1.0)
        page.strip.setFocus()
        press(page, Qt.Key.Key_Home)
        one, place = painted(page.strip), page.strip.placed()[0].ring
        press(page, Qt.Key.Key_End)
        other = painted(page.strip)
        at = QPoint(int(place.center().x()), int(place.top()) - 1)
        assert one.pixelColor(at).name() == tokens(dark=dark).focus
        assert other.pixelColor(at).name() != tokens(dark=dark).focus


def test_in_black_and_white_every_mark_still_differs_from_the_others(qtbot: QtBot) -> None:
    begin, tones = date(2026, 1, 1), (HELD, BRIEFLY, NOT_TODAY, DECIDED, AHEAD, LATE)
    days = [begin + timedelta(days=28 * number) for number in range(len(tones))]
    marks = tuple(Item(MARK, tone, day, day, "", "One.") for tone, day in zip(tones, days, strict=True))
    view = StripView(print)
    qtbot.addWidget(view)
    view.resize(900, 200)
    view.show_strip(Strip(begin, begin, days[-1] + timedelta(days=60), days[-1], (Lane("Marks", (marks,)),)))
    mono = painted(view).convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    drawn = [_dots(mono, one.drawn.toRect()) for one in view.placed()]

    assert len(drawn) == len(tones)
    assert len(set(drawn)) == len(tones)


def _dots(picture: QImage, place: QRect) -> tuple[bool, ...]:
    middle = place.center()
    around = [middle + QPoint(across, down) for across in range(-6, 7) for down in range(-6, 7)]
    return tuple(picture.pixelColor(at).lightness() < 128 for at in around)


def test_strong_contrast_tints_nothing_and_hides_nothing() -> None:
    look = Look(tokens(dark=False), QGuiApplication.font(), strong=True)

    assert look.colour("accent_soft").name() == tokens(dark=False).page
    assert look.colour("danger").name() == tokens(dark=False).text
    assert look.pen("rule").widthF() > Look(tokens(dark=False), QGuiApplication.font()).pen("rule").widthF()


def test_the_table_has_the_same_rows_and_opens_the_same(page: StripPage, opened: list[str]) -> None:
    QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.table.isVisible()
    assert not page.strip.isVisible()
    assert page.table.hasFocus()
    assert page.model.rowCount() == len(page.strip.placed())
    said = [page.model.index(number, 4).data() for number in range(page.model.rowCount())]
    assert said == [one.item.said for one in page.strip.placed()]
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    days = [page.model.row_at(number).item.since for number in range(page.model.rowCount())]
    assert days == sorted(days, reverse=True)
    page.table.selectRow(page.model.number_of(lambda row: row.item.shape == MARK))
    page.open.click()
    assert len(opened) == 1
    page.table.selectRow(page.model.number_of(lambda row: row.item.tone == "unknown"))
    page.open.click()
    assert len(opened) == 1
    page.twin.click()
    assert page.strip.isVisible()


def test_a_copied_picture_says_whose_it_is_and_that_it_is_a_record(page: StripPage) -> None:
    page.copy.click()
    copied = QGuiApplication.clipboard().image()

    assert copied.width() == 1600
    assert "paste it only where the record may be kept" in page.said.text()


def test_paper_names_the_child_the_day_and_what_is_invented(told: Desk) -> None:
    found = strip_of(told, "K1")
    sheet = sheet_of(replace(found, demonstration=True))

    assert sheet.above == (
        "Kai (K1): what happened when, and what is still open",
        "As recorded on 7 December 2026",
        "Demonstration: synthetic data. No real child, family or worker.",
    )
    assert "Keep it only where the record may be kept." in sheet.below[-1]
    assert len(sheet_of(found).above) == 2
    light, dark = picture(found), picture(found)
    assert light == dark
    assert light.pixelColor(2, 2).name() == "#ffffff"


def many(strip: Strip, times: int) -> Strip:
    """Return the strip with its open actions many times over."""
    lanes = [Lane(lane.name, lane.rows * times) if lane.name == "Open actions" else lane for lane in strip.lanes]
    return replace(strip, lanes=tuple(lanes))


def test_a_long_strip_is_printed_on_several_pages_each_row_whole(told: Desk, tmp_path: Path) -> None:
    found = strip_of(told, "K1")
    pages = []
    for times in (1, 40):
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{times}.pdf"))
        pages.append(print_on(printer, replace(found, strip=many(found.strip, times))))

    assert pages[0] == 1
    assert pages[1] > 1
    assert (tmp_path / "40.pdf").read_bytes().count(b"/Type /Page\n") == pages[1]


def test_print_is_handed_the_strip(told: Desk, qtbot: QtBot) -> None:
    printed: list[str] = []
    page = StripPage(AtOnce(told), "K1", print, bool, prints=lambda _over, found: printed.append(found.case_id))
    qtbot.addWidget(page)
    page.print.click()

    assert printed == ["K1"]


def test_the_same_item_keeps_the_keyboard_when_something_new_is_recorded(page: StripPage, told: Desk) -> None:
    press(page, Qt.Key.Key_End)
    before = now(page)
    record_discussion(told, ToRecord("K1", date(2026, 12, 1), parts=[Said("How it is", "Again.")]))
    page.show_strip(strip_of(told, "K1"))

    assert now(page) == before
    assert [one.item.label for one in page.strip.placed() if one.item.shape == GAP and one.item.tone == WITHOUT]
