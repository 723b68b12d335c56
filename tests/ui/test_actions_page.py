"""The page of all actions: long lists are read as somebody scrolls, and what was chosen stays chosen."""

import uuid
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from supervision_app.domain import agreements
from supervision_app.services import following_up
from supervision_app.services.desk import Desk, Word
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.reading import PAGE
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from ui.actions.presenter import ActionsPresenter
from ui.actions.table_model import _KEPT, ActionsModel
from ui.actions.view import ActionsPage
from ui.shared.asking import ACTIONS, AtOnce

MANY = 5 * PAGE + 30
DUE, WHAT = 3, 1
DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A vault with more actions than a page of rows holds."""
    desk = make_desk(tmp_path_factory.mktemp("many"))
    import_caseload(desk, FakeCaseload(reading([observed("K1")])), ToImport([]))
    stream, owner = desk.child("K1"), desk.owner()
    around = desk.around(desk.allocation(stream))
    agreed = [
        agreements.Agreement(
            stream, str(uuid.UUID(int=number)), f"Action {number:03}", "Why", "", "", owner,
            MONDAY + timedelta(days=number % 50), agreements.SUPERVISION,
        )
        for number in range(MANY)
    ]  # fmt: skip
    told = [agreements.agree(one, on=MONDAY, accepted=True, manager=owner, around=around) for one in agreed]
    desk.record([Word(entry, owner) for entry in told])
    yield desk
    desk.vault.close()


class Counting(AtOnce):
    """Answers at once, and counts the questions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.asked = 0

    def ask(self, work: Callable[[Desk], Any], *given: Any, **named: Any) -> None:
        self.asked += 1
        super().ask(work, *given, **named)


class Slow(AtOnce):
    """Answers when it is told to, in the order of the questions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.waiting: list[Callable[[], None]] = []

    def ask(
        self,
        work: Callable[[Desk], Any],
        done: Callable[[Any], None],
        *,
        refused: Callable[[str], None],
        changes: Collection[str] = (),
    ) -> None:
        self.waiting.append(lambda: AtOnce.ask(self, work, done, refused=refused, changes=changes))

    def answer(self) -> int:
        """Answer everything, with what is asked meanwhile; returns how many questions that were."""
        answers = 0
        while self.waiting:
            self.waiting.pop(0)()
            answers += 1
        return answers


@pytest.fixture
def vault(full: Desk) -> Counting:
    """What the page asks."""
    return Counting(full)


@pytest.fixture
def page(vault: Counting, qtbot: QtBot) -> ActionsPage:
    """The page, shown."""
    return shown(ActionsPage(vault, print), qtbot)


def shown(page: ActionsPage, qtbot: QtBot) -> ActionsPage:
    """Return the page once it is on the screen."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def what(model: ActionsModel, number: int) -> str:
    """Return what a row says is to be done, as a view asks for it."""
    return str(model.data(model.index(number, WHAT)))


def chosen(page: ActionsPage) -> str:
    """Return what is to be done in the chosen row."""
    [index] = page.table.selectionModel().selectedRows()
    assert index.row() == page.table.currentIndex().row()
    return what(page.model, index.row())


def test_the_model_keeps_the_rules_of_models(vault: Counting, qtbot: QtBot) -> None:
    page = ActionsPage(vault, print)
    qtbot.addWidget(page)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.state.box.setCurrentIndex(page.state.box.findData("closed"))
    assert page.model.rowCount() == 0
    page.state.box.setCurrentIndex(page.state.box.findData("all"))
    page.model.sort(WHAT, DOWN)
    qtbot.waitUntil(lambda: what(page.model, MANY - 1) == "Action 000")


def test_a_row_is_read_when_it_comes_into_sight(page: ActionsPage, full: Desk, qtbot: QtBot) -> None:
    assert page.said.text() == f"{MANY} actions."
    assert page.model.rowCount() == MANY
    assert not any(row for row in page.model._rows.values() if row.due > "2026-11-30")  # noqa: SLF001
    page.table.scrollToBottom()
    last = full.vault.views.actions()[-1].what
    qtbot.waitUntil(lambda: what(page.model, MANY - 1) == last)


def test_scrolled_through_there_are_no_gaps_and_no_doubles(page: ActionsPage, qtbot: QtBot) -> None:
    page.table.sortByColumn(WHAT, Qt.SortOrder.AscendingOrder)
    read = []
    for number in range(MANY):
        page.table.scrollTo(page.model.index(number, 0))
        qtbot.waitUntil(lambda number=number: bool(what(page.model, number)))  # type: ignore[misc]
        read.append(what(page.model, number))
    assert read == [f"Action {number:03}" for number in range(MANY)]


def test_who_drags_far_has_only_the_last_read(page: ActionsPage, vault: Counting, qtbot: QtBot) -> None:
    page.hide()
    page.model.sort(WHAT)
    before = vault.asked
    for number in range(0, MANY, PAGE):
        what(page.model, number)
    qtbot.waitUntil(lambda: what(page.model, MANY - 1) == f"Action {MANY - 1:03}")
    assert vault.asked - before == 3
    qtbot.waitUntil(lambda: what(page.model, PAGE + 25) == f"Action {PAGE + 25:03}")


def test_the_chosen_row_stays_chosen_in_another_order(page: ActionsPage, qtbot: QtBot) -> None:
    page.table.choose(7)
    before = chosen(page)
    page.table.sortByColumn(WHAT, DOWN)
    qtbot.waitUntil(lambda: chosen(page) == before)
    number = page.table.currentIndex().row()
    assert number == MANY - 1 - int(before.removeprefix("Action "))
    assert page.table.viewport().rect().contains(page.table.visualRect(page.table.currentIndex()).center())

    QTest.keyClicks(page.search.line, "no such words")
    assert page.table.isHidden()
    page.search.line.clear()
    qtbot.waitUntil(lambda: chosen(page) == before)


def test_another_list_begins_at_its_top(page: ActionsPage) -> None:
    page.table.scrollToBottom()
    page.table.sortByColumn(WHAT, DOWN)
    assert page.table.verticalScrollBar().value() == 0


def test_a_row_that_changes_while_somebody_scrolls_is_shown_as_it_is_now(
    page: ActionsPage, vault: Counting, full: Desk, qtbot: QtBot
) -> None:
    page.table.sortByColumn(WHAT, Qt.SortOrder.AscendingOrder)
    page.table.choose(3)
    page.table.scrollTo(page.model.index(300, 0), page.table.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: what(page.model, 300) == "Action 300")
    there = page.table.verticalScrollBar().value()
    action = page.model.place_at(300)[1]
    moved = str(page.model.data(page.model.index(300, 5)))
    assert moved == "Not moved"

    day = MONDAY + timedelta(days=90)
    vault.ask(
        lambda desk: following_up.move(desk, action, day, "Shut"),
        lambda _: None,
        refused=pytest.fail,
        changes={ACTIONS},
    )
    assert page.table.verticalScrollBar().value() == there
    assert chosen(page) == "Action 003"
    qtbot.waitUntil(lambda: page.model.data(page.model.index(300, 5)) == "Once")
    assert what(page.model, 301) == "Action 301"
    assert full.vault.views.actions(action=action)[0].due == day.isoformat()


def test_an_action_that_is_gone_leaves_an_empty_row_until_the_list_is_read_again(page: ActionsPage) -> None:
    places = page.model._order[:PAGE]  # noqa: SLF001
    page.show_rows(places, [])
    opened: list[str] = []
    page._open_child = opened.append  # noqa: SLF001
    page._open(0)  # noqa: SLF001

    assert what(page.model, 0) == ""
    assert opened == []


def test_only_so_many_rows_are_kept(page: ActionsPage) -> None:
    model, rows = page.model, list(page.model._rows.values())  # noqa: SLF001
    for _ in range(_KEPT // PAGE + 2):
        model._rows.update({(str(uuid.uuid4()), ""): row for row in rows})  # noqa: SLF001
        model.take(model._order[:PAGE], rows)  # noqa: SLF001
        assert len(model._rows) <= _KEPT + PAGE  # noqa: SLF001
    assert what(model, 0) == "Action 000"


def test_typing_on_asks_only_for_the_last(full: Desk, qtbot: QtBot) -> None:
    slow = Slow(full)
    page = shown(ActionsPage(slow, print), qtbot)
    slow.answer()
    QTest.keyClicks(page.search.line, "action 12")
    assert slow.answer() == 2
    assert page.said.text() == "16 actions."


def test_rows_of_a_list_that_is_not_shown_any_more_are_left(full: Desk) -> None:
    slow, told = Slow(full), list[str]()

    class View:
        """A page that says what it was told."""

        def show_actions(self, *_given: object) -> None:
            told.append("list")

        def show_rows(self, *_given: object) -> None:
            told.append("rows")

        def offer_workers(self, _names: object) -> None:
            told.append("workers")

        def problem(self, sentence: str) -> None:
            told.append(sentence)

    presenter = ActionsPresenter(View(), slow)
    presenter.begin()
    slow.answer()
    presenter.read_rows(PAGE)
    slow.answer()
    presenter.sort("what", down=True)
    presenter.read_rows(PAGE)
    slow.answer()
    assert told == ["list", "workers", "rows", "list"]

    presenter.choose_state("no such state")
    presenter.choose_state("all")
    slow.answer()
    assert told[4:] == ["list"]
    presenter.choose_state("no such state")
    slow.answer()
    assert len(told) == 6
    assert told[5] != "list"
