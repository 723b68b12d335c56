"""The fields of every page: how a label, a hint, an error and a field stand under each other."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGroupBox, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shared.choosing import Radios, Select
from ui.shared.fields import Asked, Field, Tick
from ui.shared.long_text import LongText
from ui.shared.widgets import heading

HINT = "Ask if you are not sure."
ROLES = {"manager": "Team manager", "worker": "Social worker"}


def select() -> Select:
    """Return a list of two, the second chosen."""
    made = Select("Field", lambda _value: None)
    made.offer(ROLES.items())
    made.choose("worker")
    return made


FIELDS: list[Callable[[], Asked]] = [
    lambda: Field("Field", hint=HINT),
    lambda: LongText("Field", hint=HINT),
    lambda: Tick("Field", HINT),
    lambda: Radios("Field", ROLES, HINT),
    select,
]
NAMES = ["line", "text", "tick", "radios", "select"]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window of an ordinary height, in which fields stand under each other."""
    made = QWidget()
    QVBoxLayout(made).addWidget(heading("Fields"))
    made.resize(600, 800)
    qtbot.addWidget(made)
    return made


def put(window: QWidget, field: Asked) -> None:
    """Show a field in the window, with room below it."""
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    column.addWidget(field)
    column.addStretch(1)
    window.show()


def spoken(asked: Asked) -> tuple[str, str]:
    """Return what a screen reader calls the field, and how it describes it."""
    box = asked.findChild(QGroupBox) or asked.field()
    return box.accessibleName(), box.accessibleDescription()


@pytest.mark.parametrize("makes", FIELDS, ids=NAMES)
def test_an_error_stands_and_is_spoken_with_its_field_until_it_is_put_right(
    makes: Callable[[], Asked], window: QWidget
) -> None:
    asked = makes()
    put(window, asked)
    hint = "" if isinstance(asked, Select) else HINT
    assert spoken(asked) == ("Field", hint)
    assert not asked.error.isVisible()

    asked.refuse("Say which.")
    assert asked.error.isVisible()
    assert asked.error.text() == "Error: Say which."
    assert spoken(asked)[1] == f"Error: Say which. {hint}".strip()

    asked.refuse("")
    assert not asked.error.isVisible()
    assert spoken(asked) == ("Field", hint)


@pytest.mark.parametrize("makes", FIELDS, ids=NAMES)
def test_label_hint_error_and_field_stand_in_this_order(makes: Callable[[], Asked], window: QWidget) -> None:
    asked = makes()
    put(window, asked)
    asked.mark("Say which.")
    window.grab()  # lays out
    shown = [label.text() for label in sorted(asked.findChildren(QLabel), key=lambda label: label.y())]
    hint = [] if isinstance(asked, Select) else [HINT]

    if isinstance(asked, Tick):  # the box bears the label itself
        assert asked.box.text() == "Field"
        assert shown == [HINT, "Error: Say which."]
        assert asked.box.y() < asked.error.y()
    else:
        assert shown == ["Field", *hint, "Error: Say which."]
        assert asked.error.y() < asked.field().mapTo(asked, asked.field().rect().topLeft()).y()


@pytest.mark.parametrize(
    ("makes", "text"), list(zip(FIELDS, ["Kai", "He asked.", "yes", "worker", "manager"], strict=True)), ids=NAMES
)
def test_what_is_filled_in_is_the_value_and_nobody_is_told(
    makes: Callable[[], Asked], text: str, window: QWidget
) -> None:
    asked, told = makes(), list[str]()
    put(window, asked)
    asked.typed.connect(lambda: told.append(asked.value()))
    asked.fill(text)
    assert asked.value() == text
    assert told == []


@pytest.mark.parametrize(
    ("makes", "key", "value"),
    [
        (FIELDS[0], Qt.Key.Key_A, "a"),
        (FIELDS[1], Qt.Key.Key_A, "a"),
        (FIELDS[2], Qt.Key.Key_Space, "yes"),
        (FIELDS[3], Qt.Key.Key_Space, "manager"),
        (FIELDS[4], Qt.Key.Key_Up, "manager"),
    ],
    ids=NAMES,
)
def test_each_change_by_key_is_told_once(makes: Callable[[], Asked], key: Qt.Key, value: str, window: QWidget) -> None:
    asked, told = makes(), list[str]()
    put(window, asked)
    asked.typed.connect(lambda: told.append(asked.value()))
    QTest.keyClick(asked.field(), key)
    assert told == [value]


def test_a_name_longer_than_the_label_is_the_fields(window: QWidget) -> None:
    asked = Radios("How far has it come", ROLES)
    put(window, asked)
    asked.setAccessibleName("How far has it come: ring grandma")
    assert spoken(asked)[0] == "How far has it come: ring grandma"
    group = asked.findChild(QGroupBox)
    assert group is not None
    assert QAccessible.queryAccessibleInterface(group).role() == QAccessible.Role.Grouping


def test_radios_give_the_keyboard_to_the_chosen_answer_and_know_no_other(window: QWidget) -> None:
    asked = Radios("What you do", ROLES)
    put(window, asked)
    assert asked.field() is asked.buttons["manager"]
    asked.fill("worker")
    asked.fill("unheard of")
    assert asked.value() == "worker"
    assert asked.field() is asked.buttons["worker"]


def test_another_answer_is_told_once(window: QWidget) -> None:
    asked, told = Radios("What you do", ROLES), list[str]()
    put(window, asked)
    asked.fill("manager")
    asked.typed.connect(lambda: told.append(asked.value()))
    asked.buttons["worker"].click()
    assert told == ["worker"]


def lines(count: int) -> str:
    """Return so many lines of writing."""
    return "\n".join(f"Line {number}" for number in range(count))


def test_a_text_grows_with_what_is_written_and_then_scrolls(window: QWidget, qtbot: QtBot) -> None:
    asked = LongText("What was said", lines=3)
    put(window, asked)
    small = asked.text_edit.height()
    QTest.keyClicks(asked.text_edit, "a\rb\rc")
    assert asked.text_edit.height() == small
    QTest.keyClicks(asked.text_edit, "\rd\re")
    qtbot.waitUntil(lambda: asked.text_edit.height() > small and not asked.text_edit.verticalScrollBar().isVisible())
    grown = asked.text_edit.height()

    asked.fill(lines(200))
    window.grab()
    assert grown < asked.text_edit.height() <= 0.4 * window.height() + 24
    assert asked.text_edit.verticalScrollBar().isVisible()
    asked.fill("")
    window.grab()
    assert asked.text_edit.height() == small


def test_a_long_line_that_wraps_makes_room_as_several_do(window: QWidget) -> None:
    asked = LongText("What was said", lines=2)
    put(window, asked)
    small = asked.text_edit.height()
    asked.fill("He asked for his drum. " * 30)
    window.grab()
    assert asked.text_edit.height() > small


def test_a_text_that_is_entered_takes_less_where_the_window_is_lower_now(window: QWidget, qtbot: QtBot) -> None:
    asked = LongText("What was said")
    put(window, asked)
    asked.fill(lines(200))
    window.grab()
    tall = asked.text_edit.height()
    window.resize(600, 400)
    window.activateWindow()
    asked.setFocus()
    qtbot.waitUntil(asked.text_edit.hasFocus)
    window.grab()
    assert asked.text_edit.height() < tall


def test_what_is_pasted_is_plain_and_what_has_no_words_is_not_taken(window: QWidget) -> None:
    asked = LongText("What was said")
    put(window, asked)
    rich, picture = QMimeData(), QMimeData()
    rich.setHtml("<b>He</b> asked")
    rich.setText("He asked")
    picture.setData("image/png", b"no words")
    for given in (rich, picture):
        asked.text_edit.insertFromMimeData(given)
    assert asked.text() == "He asked"
    assert not asked.text_edit.currentCharFormat().font().bold()


def test_each_key_in_a_long_text_is_told_without_the_text(window: QWidget) -> None:
    asked, told = LongText("What was said"), list[tuple[object, ...]]()
    put(window, asked)
    asked.fill("word " * 4_000)
    asked.typed.connect(lambda *given: told.append(given))
    QTest.keyClicks(asked.text_edit, "abc")
    assert told == [(), (), ()]
