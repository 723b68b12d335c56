"""Spelling in the window: underlined after a pause, offered in the menu, never while a letter is typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from supervision_app.adapters.spelling import BritishSpeller
from ui.shared.long_text import LongText
from ui.shared.reading_box import reading_box
from ui.shared.spelling import PAUSE_MS, FieldSpelling, Spelling


@pytest.fixture
def added() -> list[str]:
    """What was handed on to be kept."""
    return []


@pytest.fixture
def spelling(qtbot: QtBot, added: list[str]) -> Iterator[Spelling]:
    """Spelling with the dictionary that ships, for as long as its window is there."""
    window = QWidget()
    qtbot.addWidget(window)
    made = Spelling(window, added.append)
    made.take(BritishSpeller())
    yield made
    window.close()


@pytest.fixture
def field(spelling: Spelling, qtbot: QtBot) -> LongText:
    """A field with the keyboard."""
    assert spelling.knows("well")
    made = LongText("What was said")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.activateWindow()
    made.text_edit.setFocus()
    qtbot.waitUntil(made.text_edit.hasFocus)
    return made


def checks(field: LongText) -> FieldSpelling:
    """Return what looks at a field's spelling."""
    found = field.text_edit.findChild(FieldSpelling)
    assert isinstance(found, FieldSpelling)
    return found


def asked(field: LongText, qtbot: QtBot) -> QMenu:
    """Return the menu that Shift+F10 opens at the cursor."""
    before = set(field.text_edit.findChildren(QMenu))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(field.text_edit, event)
    [menu] = set(field.text_edit.findChildren(QMenu)) - before
    qtbot.waitUntil(menu.isVisible)
    return menu


def at(field: LongText, place: int) -> None:
    """Put the cursor at a place."""
    cursor = field.text_edit.textCursor()
    cursor.setPosition(place)
    field.text_edit.setTextCursor(cursor)


def test_what_is_not_in_the_dictionary_is_underlined_after_a_pause(field: LongText, qtbot: QtBot) -> None:
    looks = checks(field)
    qtbot.waitUntil(lambda: not looks.timer.isActive())
    QTest.keyClicks(field.text_edit, "Teh colour of safegarding is gray. ")
    assert looks.wrong() == []
    assert looks.timer.isActive()
    assert looks.timer.interval() == PAUSE_MS
    qtbot.waitUntil(lambda: looks.wrong() == ["Teh", "safegarding", "gray"])


def test_the_word_that_is_being_typed_is_left_alone(field: LongText, qtbot: QtBot) -> None:
    QTest.keyClicks(field.text_edit, "Teh safeg")
    qtbot.waitUntil(lambda: checks(field).wrong() == ["Teh"])


def test_suggestions_stand_first_in_the_menu_and_one_press_takes_one(field: LongText, qtbot: QtBot) -> None:
    field.text_edit.setPlainText("We talked about safegarding today")
    looks = checks(field)
    qtbot.waitUntil(lambda: looks.wrong() == ["safegarding"])
    at(field, 20)
    menu = asked(field, qtbot)
    first = menu.actions()[0]
    assert first.text() == "safeguarding"
    assert "Add “safegarding” to my words" in [one.text() for one in menu.actions()]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)

    assert field.text() == "We talked about safeguarding today"
    field.text_edit.undo()
    assert field.text() == "We talked about safegarding today"


def test_a_word_is_added_and_not_underlined_any_more(field: LongText, qtbot: QtBot, added: list[str]) -> None:
    field.text_edit.setPlainText("the wibbleflop rang, and the wibbleflop left")
    looks = checks(field)
    qtbot.waitUntil(lambda: looks.wrong() == ["wibbleflop", "wibbleflop"])
    at(field, 6)
    menu = asked(field, qtbot)
    next(one for one in menu.actions() if one.text().startswith("Add ")).trigger()

    assert added == ["wibbleflop"]
    assert looks.wrong() == []
    menu.close()


def test_f7_leads_from_word_to_word_and_says_so(field: LongText, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.shared.spelling.announce", lambda _field, text: said.append(text))
    field.text_edit.setPlainText("teh end\nof safegarding\n" + "well\n" * 100)
    for word in ("teh", "safegarding", "teh"):
        QTest.keyClick(field.text_edit, Qt.Key.Key_F7)
        assert field.text_edit.textCursor().selectedText() == word
        for menu in field.text_edit.findChildren(QMenu):
            menu.close()
    assert said == ["Not in the dictionary: teh", "Not in the dictionary: safegarding", "Not in the dictionary: teh"]
    field.text_edit.setPlainText("all is well")
    QTest.keyClick(field.text_edit, Qt.Key.Key_F7)
    assert said[-1] == "No word here is missing from the dictionary."


def test_a_menu_beside_wrong_words_is_the_usual_one(field: LongText, qtbot: QtBot) -> None:
    field.text_edit.setPlainText("teh end, qqzxqv")
    looks = checks(field)
    qtbot.waitUntil(lambda: looks.wrong() == ["teh", "qqzxqv"] or looks.wrong() == ["teh"])
    at(field, 6)
    menu = asked(field, qtbot)
    assert not any(one.text().startswith("Add ") for one in menu.actions())
    menu.close()
    at(field, 12)
    menu = asked(field, qtbot)
    assert menu.actions()[0].text() == "No suggestion"
    menu.close()


def test_own_words_are_known_until_the_vault_locks(field: LongText, spelling: Spelling, qtbot: QtBot) -> None:
    spelling.take_own(frozenset({"wibbleflop"}))
    field.text_edit.setPlainText("the wibbleflop rang, teh end")
    qtbot.waitUntil(lambda: checks(field).wrong() == ["teh"])
    spelling.take_own(frozenset())
    assert not spelling.knows("wibbleflop")


def test_what_is_for_reading_is_not_looked_at(spelling: Spelling, qtbot: QtBot) -> None:
    assert spelling.knows("well")
    box = reading_box("Text", 3)
    qtbot.addWidget(box)
    box.setPlainText("teh")
    box.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)

    assert box.findChild(FieldSpelling) is None


def test_without_a_dictionary_every_word_is_right(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = Spelling(window)
    made.take(None)
    assert made.knows("teh")
    assert made.suggests("teh") == []


def test_a_long_text_is_looked_at_in_turns(field: LongText, qtbot: QtBot) -> None:
    field.text_edit.setPlainText("well\n" * 130 + "teh end")
    field.text_edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.waitUntil(lambda: checks(field).wrong() == ["teh"])
