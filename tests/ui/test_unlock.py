"""The unlock page: waiting after wrong passphrases, the PIN, and never a page that waits for a key store."""

from collections.abc import Callable, Iterator
from threading import Event, Thread, current_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supervision_app.services.ports import WaysIn
from tests.fakes.doors import FakeDoor
from ui.unlock.door import Looking
from ui.unlock.forms import SecretForm
from ui.unlock.presenter import CHOOSING, PASSPHRASE, PIN, Refusal
from ui.unlock.view import UnlockPage
from ui.window import Window

OFFERED = WaysIn(0, pin=False, pin_offered=True, why="")
READY = WaysIn(0, pin=True, pin_offered=True, why="")
WRONG = "That passphrase does not open this vault. Check it and try again."
Shows = Callable[[FakeDoor], UnlockPage]


@pytest.fixture
def opened() -> list[bool]:
    """What the page said when the vault was open."""
    return []


@pytest.fixture
def shows(qtbot: QtBot, opened: list[bool]) -> Iterator[Shows]:
    """Return what shows the unlock page of a door in a window, and waits until it has looked."""
    windows: list[Window] = []  # what nobody holds, Python takes away

    def show(door: FakeDoor) -> UnlockPage:
        window = Window()
        windows.append(window)
        qtbot.addWidget(window)
        page = UnlockPage("a folder", door, lambda: opened.append(True))
        window.show_alone(page)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow() and door.looked == 1)
        return page

    yield show
    windows.clear()


def form(page: UnlockPage) -> SecretForm:
    """Return the one form that is shown."""
    (found,) = [one for one in page.findChildren(SecretForm) if one.isVisible()]
    return found


def type_in(page: UnlockPage, qtbot: QtBot, *texts: str) -> None:
    """Type into the form that is shown, and press Enter in its last field."""
    lines = [field.line for field in form(page).fields]
    for line, text in zip(lines, texts, strict=True):
        line.clear()
        qtbot.keyClicks(line, text)
    qtbot.keyClick(lines[-1], Qt.Key.Key_Return)


def focused(page: UnlockPage) -> QWidget | None:
    """Return what has the keyboard."""
    found: QWidget | None = page.window().focusWidget()
    return found


def test_a_wrong_passphrase_is_waited_for_with_what_was_typed_still_there(shows: Shows, qtbot: QtBot) -> None:
    door = FakeDoor(refusals=[Refusal(WRONG, 4)])
    page = shows(door)
    type_in(page, qtbot, "wrong words")

    assert form(page).fields[0].error.text() == f"Error: {WRONG}"
    assert form(page).state.text() == "Wait 4 seconds, then try again."
    assert not page.button.isEnabled()
    qtbot.keyClick(page.field.line, Qt.Key.Key_Return)
    assert door.tried == ["wrong words"]
    assert page.field.text() == "wrong words"
    assert focused(page) is page.field.line


def test_the_wait_counts_down_by_itself_and_is_said_aloud_once(shows: Shows, qtbot: QtBot, opened: list[bool]) -> None:
    page = shows(FakeDoor(refusals=[Refusal(WRONG, 2)]))
    seen: list[tuple[str, str]] = []
    type_in(page, qtbot, "wrong words")

    def look() -> bool:
        now = (page.form.state.text(), page.form.state.accessibleName())
        seen.extend([] if now in seen else [now])
        return page.button.isEnabled()

    qtbot.waitUntil(look)
    aloud = "Wait 2 seconds, then try again."
    assert seen[:2] == [(aloud, aloud), ("Wait 1 second, then try again.", aloud)]
    assert not page.form.state.isVisible()
    type_in(page, qtbot, "right words")
    assert opened == [True]


def test_a_wait_from_before_the_app_was_closed_is_found(shows: Shows, qtbot: QtBot) -> None:
    door = FakeDoor(WaysIn(60, pin=False, pin_offered=False, why=""))
    page = shows(door)
    type_in(page, qtbot, "right words")

    assert form(page).state.text() == "Wait 60 seconds, then try again."
    assert door.tried == []


def test_nothing_typed_is_not_worth_a_try(shows: Shows, qtbot: QtBot) -> None:
    door = FakeDoor(READY)
    page = shows(door)
    type_in(page, qtbot, "")
    assert form(page).fields[0].error.text() == "Error: Type your PIN."
    form(page).others[0].click()
    type_in(page, qtbot, "")
    assert form(page).fields[0].error.text() == "Error: Type your passphrase."
    assert door.tried == []


def test_a_ready_pin_is_asked_for_first_and_the_passphrase_is_one_press_away(
    shows: Shows, qtbot: QtBot, opened: list[bool]
) -> None:
    door = FakeDoor(READY)
    page = shows(door)
    assert form(page) is page.pin
    assert focused(page) is page.pin.fields[0].line
    page.pin.others[0].click()
    assert form(page) is page.form
    assert focused(page) is page.field.line
    page.form.use_pin.click()
    type_in(page, qtbot, "395172")
    assert (door.tried, opened) == (["PIN 395172"], [True])


def test_who_has_begun_to_type_the_passphrase_is_not_interrupted(qtbot: QtBot) -> None:
    page = UnlockPage("a folder", FakeDoor(READY), lambda: None)
    qtbot.addWidget(page)
    page.field.line.setText("five wo")
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(page.form.use_pin.isVisible)
    assert form(page) is page.form
    assert page.field.text() == "five wo"


def test_wrong_pins_say_what_is_left_and_the_last_leads_to_the_passphrase(shows: Shows, qtbot: QtBot) -> None:
    page = shows(FakeDoor(READY, [Refusal("One try is left."), Refusal("The PIN was removed.", pin_gone=True)]))
    type_in(page, qtbot, "395173")
    assert page.pin.fields[0].error.text() == "Error: One try is left."
    type_in(page, qtbot, "395174")
    assert form(page) is page.form
    assert page.said.text() == "The PIN was removed."
    assert not page.form.use_pin.isVisible()
    assert page.form.wants_pin.isVisible()
    assert focused(page) is page.field.line


def test_a_pin_that_is_gone_says_why_on_the_passphrase_form(shows: Shows) -> None:
    page = shows(FakeDoor(WaysIn(0, pin=False, pin_offered=True, why="This computer has forgotten the PIN.")))
    assert form(page) is page.form
    assert page.said.isVisible()
    assert page.said.text() == "This computer has forgotten the PIN."


def test_a_pin_is_offered_only_with_a_safe_key_store_and_asked_for_only_when_wanted(
    shows: Shows, qtbot: QtBot, opened: list[bool]
) -> None:
    assert not shows(FakeDoor()).form.wants_pin.isVisible()
    door = FakeDoor(OFFERED)
    page = shows(door)
    assert page.form.wants_pin.isVisible()
    assert not page.form.wants_pin.isChecked()
    type_in(page, qtbot, "right words")
    assert (door.tried, opened) == (["right words"], [True])


def test_a_new_pin_is_typed_twice_after_the_right_passphrase(shows: Shows, qtbot: QtBot, opened: list[bool]) -> None:
    door = FakeDoor(OFFERED)
    page = shows(door)
    page.form.wants_pin.setChecked(True)
    type_in(page, qtbot, "right words")
    assert (form(page), page.title.text(), opened) == (page.new_pin, "Choose a PIN", [])
    assert page.field.text() == ""
    type_in(page, qtbot, "39517", "39517")
    assert page.new_pin.fields[0].error.text() == "Error: Use at least 6 digits or letters."
    type_in(page, qtbot, "395172", "395173")
    assert page.new_pin.fields[1].error.text() == "Error: The two are not the same. Type the PIN again."
    door.refusals = [Refusal("Choose a PIN that is harder to guess.")]
    type_in(page, qtbot, "123456", "123456")
    assert page.new_pin.fields[0].error.text() == "Error: Choose a PIN that is harder to guess."
    assert opened == []
    type_in(page, qtbot, "395172", "395172")
    assert door.tried == ["right words", "new PIN 123456", "new PIN 395172"]
    assert opened == [True]


def test_one_goes_on_without_a_pin(shows: Shows, qtbot: QtBot, opened: list[bool]) -> None:
    door = FakeDoor(OFFERED)
    page = shows(door)
    page.form.wants_pin.setChecked(True)
    type_in(page, qtbot, "right words")
    page.new_pin.others[0].click()
    assert (door.tried, opened) == (["right words"], [True])


def test_an_unconfirmed_recovery_key_comes_before_a_pin(shows: Shows, qtbot: QtBot, opened: list[bool]) -> None:
    page = shows(FakeDoor(OFFERED, confirmed=False))
    page.form.wants_pin.setChecked(True)
    type_in(page, qtbot, "right words")
    assert (form(page), opened) == (page.form, [True])


@pytest.mark.parametrize("asked", [PASSPHRASE, PIN, CHOOSING])
def test_while_it_is_tried_nothing_else_is(shows: Shows, qtbot: QtBot, asked: str) -> None:
    door = FakeDoor(answers=False)
    page = shows(door)
    page.ask(asked)
    texts = ["395172"] * len(form(page).fields)
    type_in(page, qtbot, *texts)
    assert not form(page).button.isEnabled()
    assert form(page).state.text()
    for _ in range(2):
        qtbot.keyClick(form(page).fields[0].line, Qt.Key.Key_Return)
    assert len(door.tried) == 1


def test_what_is_typed_is_shown_when_asked(shows: Shows) -> None:
    page = shows(FakeDoor())
    line = page.field.line
    page.form.shown.setChecked(True)
    assert line.echoMode() == line.EchoMode.Normal
    page.form.shown.setChecked(False)
    assert line.echoMode() == line.EchoMode.Password


def test_the_key_store_is_not_asked_for_before_the_page_is_painted(qtbot: QtBot) -> None:
    door = FakeDoor(READY)
    page = UnlockPage("a folder", door, lambda: None)
    qtbot.addWidget(page)
    page.ensurePolished()
    assert door.looked == 0
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(page.pin.isVisible)
    page.form.use_pin.click()
    page.grab()
    assert door.looked == 1


def test_a_slow_key_store_is_looked_at_on_another_thread_and_its_answer_comes_on_this_one(qtbot: QtBot) -> None:
    looking, may_answer = Looking(), Event()
    seen: list[tuple[Thread, str]] = []

    def slow() -> str:
        may_answer.wait()
        return current_thread().name

    looking.ask(slow, lambda name: seen.append((current_thread(), name)))
    assert seen == []
    may_answer.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(current_thread(), "looking")]


def test_an_answer_that_comes_after_the_page_is_gone_is_passed_over(qtbot: QtBot) -> None:
    door = FakeDoor(answers=False)
    window = Window()
    qtbot.addWidget(window)
    window.show_alone(UnlockPage("a folder", door, lambda: None))
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: door.looked == 1)
    gone = window.page()
    assert gone is not None
    with qtbot.waitSignal(gone.destroyed):
        window.clear()
    door.found[0](READY)
