"""The page on which a child gets another worker."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supervision_app.domain.past_dates import EXAMPLES
from supervision_app.services import following_up, people, reading
from supervision_app.services.allocating import allocate_child
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import FakeCaseload, StandingClock, make_desk, observed
from tests.fakes.desks import reading as file_of
from ui.changing_worker.presenter import action_words, before
from ui.changing_worker.view import ChangingWorkerPage
from ui.shared.asking import CHILDREN, AtOnce

DUE = date(2026, 12, 1)


@pytest.fixture
def clock() -> StandingClock:
    """A clock that can be put on."""
    return StandingClock()


@pytest.fixture
def desk(tmp_path: Path, clock: StandingClock) -> Iterator[Desk]:
    """Moira Khan's vault: Kai is Aoife Byrne's, Leo is Ben Okafor's, Nell is nobody's."""
    made = make_desk(tmp_path, clock=clock)
    children = [observed("K1", "Aoife Byrne", {"name": "Kai"}), observed("L1", "Ben Okafor"), observed("N1", "")]
    import_caseload(made, FakeCaseload(file_of(children)), ToImport([]))
    yield made
    made.vault.close()


def agree(desk: Desk, what: str, owner: str) -> str:
    """Return an action that its owner accepted."""
    return following_up.agree(desk, ToAgree("K1", what, "Why", owner, DUE), said_by=owner)


def page_of(desk: Desk, qtbot: QtBot, child: str = "K1", back: list[str] | None = None) -> ChangingWorkerPage:
    """Return the page of a child, shown."""
    page = ChangingWorkerPage(AtOnce(desk), child, (back if back is not None else []).append)
    qtbot.addWidget(page)
    page.show()
    page.focus_again()
    return page


def said(page: ChangingWorkerPage) -> list[str]:
    """Return the words that are shown."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def test_everything_that_would_go_along_is_said_before(desk: Desk, clock: StandingClock, qtbot: QtBot) -> None:
    ring = agree(desk, "Ring grandma", "Aoife")
    agree(desk, "Ask the panel", "Moira")
    following_up.move(desk, ring, date(2026, 12, 2), "Away")
    following_up.move(desk, ring, date(2026, 12, 3), "Away")
    clock.day = date(2026, 12, 14)
    page = page_of(desk, qtbot)

    words = said(page)
    assert words[:2] == ["Change the worker of Kai (K1)", "Aoife Byrne has this child now, since 16 November 2026."]
    assert {"What a new worker would be offered: 1", "What stays where it is: 1"} <= {*words}
    assert "Open for 4 weeks, moved twice. Due 3 December 2026. That is past." in words
    assert "Open for 4 weeks. Due 1 December 2026. That is past. Held by Moira Khan." in words
    assert page.change.text() == "Change the worker and offer 1 action"
    assert page.change.accessibleName() == page.change.text()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 16), "Agreed today. Due 1 December 2026."),
        (date(2026, 11, 17), "Open for 1 day. Due 1 December 2026."),
        (date(2026, 11, 29), "Open for 13 days. Due 1 December 2026."),
        (date(2026, 11, 30), "Open for 2 weeks. Due 1 December 2026."),
    ],
)
def test_age_in_words(desk: Desk, day: date, words: str) -> None:
    agree(desk, "Ring", "Aoife")
    (action,) = reading.child_page(desk, "K1").actions
    assert action_words(action, day) == words


def test_the_worker_is_changed_by_keyboard_and_what_was_done_is_said(desk: Desk, qtbot: QtBot) -> None:
    for what in ("One", "Two", "Three"):
        agree(desk, what, "Aoife")
    back: list[str] = []
    page = page_of(desk, qtbot, back=back)
    assert page.change.text() == "Change the worker and offer 3 actions"
    assert page.window().focusWidget() is page.to.line
    page.to.line.setText("Ben Okafor")  # not by keys: the platform without a screen cannot show the list of names
    QTest.keyClick(page.to.line, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is page.reason.box
    QTest.keyClick(page.reason.box, Qt.Key.Key_Down)
    QTest.keyClick(page.reason.box, Qt.Key.Key_Tab)
    QTest.keyClick(page.change, Qt.Key.Key_Space)

    assert said(page)[1:4] == [
        "Ben Okafor has Kai now, after Aoife Byrne.",
        "3 actions were offered to Ben Okafor. Moira Khan holds them as well until Ben Okafor accepts.",
        "No date was moved and nothing was closed. Everything else stays where it is.",
    ]
    assert [row.awaiting for row in reading.actions(desk, child="K1")] == ["Ben Okafor"] * 3
    assert not page.change.isVisible()
    assert page.window().focusWidget() is page.back
    QTest.keyClick(page.back, Qt.Key.Key_Space)
    assert back == ["K1"]


def test_what_is_wrong_stands_beside_its_field(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    page.change.click()
    assert page.to.error.text() == "Error: Name the new worker."
    assert page.reason.error.text() == "Error: Choose the reason for the change."
    assert page.window().focusWidget() is page.to.line

    page.to.line.setText("Nobody Here")
    page.change.click()
    assert "add them to the team below" in page.to.error.text()
    page.to.line.setText("Ben")
    page.change.click()
    assert page.to.error.text() == ""
    assert page.window().focusWidget() is page.reason.box

    people.add_person(desk, "Ben Adler", "worker")
    page.reason.box.setCurrentIndex(1)
    page.change.click()
    assert "could be more than one person" in page.to.error.text()
    assert page.reason.value() == "MANAGE"


def test_somebody_new_is_added_to_the_team_on_the_way(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    page.reason.box.setCurrentIndex(1)
    QTest.keyClicks(page.to.line, "Dana Hughes")
    assert not page.add.isVisible()
    page.change.click()
    assert page.add.text() == "Add Dana Hughes to the team as a social worker"
    page.add.click()
    assert not page.add.isVisible()
    assert page.added.isVisible()
    assert page.added.text() == "Dana Hughes is in the team now, as a social worker."
    assert page.to.error.text() == ""
    assert page.window().focusWidget() is page.reason.box

    page.change.click()
    assert [person.name for person in desk.allocation(desk.child("K1")).workers] == ["Dana Hughes"]


def test_nobody_is_offered_to_be_added_once_another_name_is_typed(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    page.to.line.setText("Dana Hughes")
    page.change.click()
    assert page.add.isVisible()
    QTest.keyClick(page.to.line, Qt.Key.Key_Backspace)
    assert not page.add.isVisible()


def test_the_day_of_the_change_is_today_unless_another_is_typed(desk: Desk, clock: StandingClock, qtbot: QtBot) -> None:
    clock.day = date(2026, 11, 23)
    page = page_of(desk, qtbot)
    assert page.since.text() == "23 November 2026"
    page.to.line.setText("Ben Okafor")
    page.reason.box.setCurrentIndex(1)
    for typed, refused in (
        ("", "Error: Give the day from which the new worker has the child."),
        (
            "soon",
            f"Error: The day “soon” is not a date. Write it like {EXAMPLES}.",
        ),
        ("1/12/2026", "Error: 1 December 2026 has not come yet. Change the worker on the day, or give the day it was."),
    ):
        page.since.line.setText(typed)
        page.change.click()
        assert page.since.error.text() == refused
        assert page.window().focusWidget() is page.since.line
    page.since.line.setText("20/11/2026")
    page.change.click()

    assert desk.allocation(desk.child("K1")).spells[-1].since == "2026-11-20"


def test_a_refused_rule_stands_at_the_top_and_nothing_typed_is_lost(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    page.to.line.setText("Aoife Byrne")
    page.reason.box.setCurrentIndex(2)
    page.change.click()

    assert page.notice.words.text() == "Aoife Byrne has this child already."
    assert (page.to.text(), page.reason.box.currentIndex()) == ("Aoife Byrne", 2)
    assert page.change.isEnabled()
    page.wait(waiting=True)
    page.to.line.returnPressed.emit()
    assert page.notice.isVisible()


def test_a_child_without_worker_and_without_actions(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, "N1")
    assert said(page)[:2] == ["Change the worker of N1", "Nobody has this child now."]
    assert page.change.text() == "Change the worker"
    page.to.line.setText("Ben")
    page.reason.box.setCurrentIndex(1)
    page.change.click()
    assert "Ben Okafor has N1 now." in said(page)
    assert "No action had to be offered. Everything else stays where it is." in said(page)


def test_an_action_offered_to_the_manager_is_not_held_by_them_twice(desk: Desk, qtbot: QtBot) -> None:
    agree(desk, "Ring", "Aoife")
    page = page_of(desk, qtbot)
    page.to.line.setText("Moira")
    page.reason.box.setCurrentIndex(1)
    page.change.click()
    assert "1 action was offered to Moira Khan." in said(page)


def test_a_change_made_elsewhere_is_shown(desk: Desk, qtbot: QtBot) -> None:
    vault = AtOnce(desk)
    page = ChangingWorkerPage(vault, "K1", print)
    qtbot.addWidget(page)
    page.reason.box.setCurrentIndex(3)
    vault.ask(lambda one: allocate_child(one, "K1", "Ben", "MANAGE"), print, refused=pytest.fail, changes={CHILDREN})
    assert page.now.text().startswith("Ben Okafor has this child now")
    assert page.reason.box.currentIndex() == 3
    assert before(desk, "K1").going == ()


def test_a_child_that_is_not_here(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, "X9")
    assert "No child with the id X9 is here." in page.notice.words.text()


def test_a_new_worker_who_is_chosen_already_leaves_only_the_reason_to_choose(desk: Desk, qtbot: QtBot) -> None:
    back: list[str] = []
    page = ChangingWorkerPage(AtOnce(desk), "K1", back.append, to="Ben Okafor", back_words="Back to the import")
    qtbot.addWidget(page)
    page.show()
    page.focus_again()

    assert page.to.text() == "Ben Okafor"
    assert page.window().focusWidget() is page.reason.box
    page.reason.box.setCurrentIndex(1)
    page.change.click()
    assert [person.name for person in desk.allocation(desk.child("K1")).workers] == ["Ben Okafor"]
    assert page.back.text() == "Back to the import"
    page.back.click()
    assert back == ["K1"]


def test_enter_takes_a_name_that_is_offered_and_changes_nothing_yet(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    page.reason.box.setCurrentIndex(1)
    page.activateWindow()
    page.to.line.setFocus()
    qtbot.waitUntil(page.to.line.hasFocus)
    QTest.keyClicks(page.to.line, "okaf")
    completer = page.to.line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert page.to.text() == "Ben Okafor"
    assert [person.name for person in reading.child_page(desk, "K1").allocation.workers] == ["Aoife Byrne"]
    QTest.keyClick(page.to.line, Qt.Key.Key_Return)
    assert [person.name for person in reading.child_page(desk, "K1").allocation.workers] == ["Aoife Byrne"]
    assert page.window().focusWidget() is page.reason.box
