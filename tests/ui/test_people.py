"""The page of the team's people."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.services import following_up, people, sealing, sessions
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from ui.people.view import PeoplePage
from ui.shared.asking import DISCUSSIONS, PEOPLE, AtOnce

DUE = date(2026, 12, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Moira Khan's vault: Kai is Aoife Byrne's with seven actions, Leo is Ben Okafor's with one offered."""
    made = make_desk(tmp_path)
    children = [observed("K1", "Aoife Byrne", {"name": "Kai"}), observed("L1", "Ben Okafor", row=3)]
    import_caseload(made, FakeCaseload(reading(children)), ToImport([]))
    for number in range(7):
        following_up.agree(made, ToAgree("K1", f"Action {number}", "Why", "Aoife", DUE), said_by="Aoife")
    following_up.agree(made, ToAgree("L1", "Ring", "Why", "Ben", DUE))
    yield made
    made.vault.close()


@pytest.fixture
def vault(desk: Desk) -> AtOnce:
    """What the page asks."""
    return AtOnce(desk)


@pytest.fixture
def page(vault: AtOnce, qtbot: QtBot) -> PeoplePage:
    """The page, shown."""
    made = PeoplePage(vault)
    qtbot.addWidget(made)
    made.show()
    return made


def elsewhere(vault: AtOnce, work: Callable[[Desk], object]) -> None:
    """Change something about the people on another page."""
    vault.ask(work, lambda _: None, refused=pytest.fail, changes={PEOPLE})


def test_the_supervision_record_of_the_chosen_person_is_a_button_away(vault: AtOnce, qtbot: QtBot) -> None:
    shown: list[str] = []
    page = PeoplePage(vault, shown.append)
    qtbot.addWidget(page)
    page.show()
    page.supervision.click()
    assert page.notice.words.text() == "Choose somebody in the list first."
    page.table.selectRow(page.model.number_of(lambda row: row.name == "Ben Okafor"))
    page.supervision.click()
    assert shown == [person.id for person in [page.model.row_at(page.table.currentIndex().row())]]


def test_where_no_supervision_record_is_kept_none_is_offered(page: PeoplePage) -> None:
    assert not page.supervision.isVisible()


def cells(page: PeoplePage, number: int) -> list[str]:
    """Return what a row shows."""
    model = page.model
    return [model.data(model.index(number, column)) for column in range(model.columnCount())]


def test_everybody_is_shown_with_what_they_have(page: PeoplePage) -> None:
    assert [cells(page, number) for number in range(3)] == [
        ["Aoife Byrne", "social worker", "1", "7", "0", "Not recorded here yet", ""],
        ["Ben Okafor", "social worker", "1", "0", "1", "Not recorded here yet", ""],
        ["Moira Khan", "team manager", "0", "0, and 1 for others", "0", "", ""],
    ]
    assert page.said.text() == "3 people are here."


def test_the_last_supervision_is_shown_as_soon_as_it_is_sealed(vault: AtOnce, page: PeoplePage) -> None:
    elsewhere(vault, lambda desk: people.add_person(desk, "Sal Dean", "senior"))
    vault.ask(_supervise_aoife, lambda _: None, refused=pytest.fail, changes={DISCUSSIONS})

    assert [cells(page, number)[5] for number in range(4)] == ["16 November 2026", "Not recorded here yet", "", ""]
    elsewhere(vault, lambda desk: people.person_leaves(desk, "Ben Okafor", ""))
    assert [cells(page, number)[5] for number in range(4)] == ["16 November 2026", "", "", ""]


def _supervise_aoife(desk: Desk) -> None:
    draft = sessions.begin(desk, "Aoife", MONDAY)
    stream = desk.child("K1")
    sessions.keep(desk, draft, {f"depth/{stream}": "not-today", f"not-because/{stream}": "Ill"})
    sealing.seal(desk, draft, seen=True)


def test_somebody_is_added_by_keyboard(page: PeoplePage) -> None:
    line = page.adding.name.line
    QTest.keyClicks(line, "Hana Petrov")
    page.adding.role.setCurrentIndex(page.adding.role.findData("family-finder"))
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert page.done.text() == "Hana Petrov, family finder, was added."
    assert line.text() == ""
    assert cells(page, 2)[:2] == ["Hana Petrov", "family finder"]
    assert page.window().focusWidget() is line


def test_a_name_is_needed_and_a_namesake_is_asked_about(page: PeoplePage) -> None:
    page.adding.add.click()
    assert page.adding.name.error.text() == "Error: Type the person’s first and last name."
    page.adding.name.line.setText("...")
    page.adding.add.click()
    assert "A name is needed." in page.adding.name.error.text()
    assert page.adding.another.isHidden()

    page.adding.name.line.setText("aoife  byrne")
    page.adding.add.click()
    assert "If this is somebody else of that name, tick the box below." in page.adding.name.error.text()
    assert page.adding.another.text() == "This is somebody else called Aoife Byrne"
    assert page.adding.name.text() == "aoife  byrne"
    QTest.keyClick(page.adding.another, Qt.Key.Key_Space)
    page.adding.add.click()
    assert page.said.text() == "4 people are here."
    assert page.adding.another.isHidden()
    assert cells(page, 0)[3] == "7"


def test_what_is_left_behind_is_said_before_it_is_recorded(page: PeoplePage) -> None:
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.leaving.isHidden()  # elsewhere Enter opens: here nothing is begun by it
    assert page.window().focusWidget() is page.leaves
    QTest.keyClick(page.leaves, Qt.Key.Key_Return)
    said, *words = page.leaving.said.text().split("\n")
    assert said.startswith("Nothing is recorded yet.")
    assert page.leaving.title.text() == "Aoife Byrne leaves"
    assert words[:3] == [
        "7 open actions wait for somebody to take on; the manager holds them until then.",
        "1 child has no worker.",
        "Kai: Action 0" if words[2].endswith("0") else words[2],
    ]
    assert words[-1] == "and 2 more"
    assert page.said.text() == "3 people are here."
    assert page.window().focusWidget() is page.leaving.why.line

    QTest.keyClicks(page.leaving.why.line, "New post")
    QTest.keyClick(page.leaving.why.line, Qt.Key.Key_Return)
    assert page.done.text().startswith("Recorded that Aoife Byrne left. 7 open actions wait")
    assert page.said.text() == "2 people are here, and 1 left."
    assert page.leaving.isHidden()
    assert cells(page, 0)[-1] == "16 November 2026"


def test_leaving_can_be_thought_better_of(page: PeoplePage) -> None:
    page.table.selectRow(1)
    page.leaves.click()
    assert "1 open action waits for somebody to take on; the manager holds it" in page.leaving.said.text()
    page.leaving.why.line.setText("Perhaps")
    page.leaving.cancel.click()
    assert page.leaving.isHidden()
    assert page.window().focusWidget() is page.table
    page.leaves.click()
    assert page.leaving.why.text() == "Perhaps"
    page.table.selectRow(0)
    page.leaves.click()
    assert page.leaving.why.text() == ""


def test_the_only_manager_cannot_leave(page: PeoplePage) -> None:
    page.table.selectRow(2)
    page.leaves.click()
    assert page.leaving.refused.text().startswith("Moira Khan is the only manager here. Add the next manager first")
    assert not page.leaving.leave.isVisible()
    assert page.window().focusWidget() is page.leaving.cancel


def test_somebody_who_left_already_cannot_leave_again(vault: AtOnce, page: PeoplePage) -> None:
    elsewhere(vault, lambda desk: people.person_leaves(desk, "Ben", ""))
    page.table.selectRow(1)
    page.leaves.click()
    assert page.notice.words.text() == "Ben Okafor has left already."


def test_nobody_chosen_is_said(page: PeoplePage) -> None:
    page.table.setFocus()
    page.leaves.click()
    assert page.notice.words.text() == "Choose somebody in the list first."


def test_somebody_with_nothing_leaves_nothing_behind(vault: AtOnce, page: PeoplePage) -> None:
    elsewhere(vault, lambda desk: people.add_person(desk, "Zoe Young", "other"))
    page.table.selectRow(3)
    page.leaves.click()
    assert page.leaving.said.text().endswith("Nothing is left behind.")


def test_every_button_has_a_name(page: PeoplePage) -> None:
    assert all(one.accessibleName() for one in page.findChildren(QPushButton))


def test_one_person_alone(tmp_path: Path, qtbot: QtBot) -> None:
    alone = make_desk(tmp_path, folder="alone")
    page = PeoplePage(AtOnce(alone))
    qtbot.addWidget(page)
    assert page.said.text() == "1 person is here."
    alone.vault.close()
