"""What somebody does while an answer of the vault is under way: nothing typed is lost, nothing is done twice."""

from collections.abc import Callable, Collection
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supervision_app.services import following_up, reading, sealing, sessions
from supervision_app.services.desk import Desk
from tests.ui.in_session import Left, child_step, in_depth, page_of, type_in
from ui.session.choosing import ChooseStep
from ui.session.shown import CHECK, CHOOSE, OWN
from ui.session.steps import OwnStep
from ui.session.view import SessionPage
from ui.shared.asking import AtOnce
from ui.shared.desk_thread import DeskThread
from ui.shared.record_card import RecordCard
from ui.supervision.view import SupervisionPage
from ui.window import Window


class Slow(AtOnce):
    """Answers when it is told to, in the order in which it was asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.waits, self.slow = list[Callable[[], None]](), False

    def ask(
        self,
        work: Callable[[Desk], Any],
        done: Callable[[Any], None],
        *,
        refused: Callable[[str], None],
        changes: Collection[str] = (),
    ) -> None:
        """Do the work later."""
        if not self.slow:
            super().ask(work, done, refused=refused, changes=changes)
            return
        ask = super().ask
        self.waits.append(lambda: ask(work, done, refused=refused, changes=changes))

    def answer(self) -> None:
        """Do all that was asked for until now, and at once from now on."""
        self.slow = False
        while self.waits:
            self.waits.pop(0)()


def test_what_is_typed_while_the_next_step_is_being_read_is_kept(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai = in_depth(desk, draft)
    sessions.keep(desk, draft, {"at": OWN})
    asking = Slow(desk)
    page = page_of(desk, draft, qtbot, asking)
    asking.slow = True
    page.back.click()
    assert isinstance(page.step, OwnStep)
    type_in(page, "own/workload", "Two visits can move.")
    asking.answer()
    type_in(page, f"said/day/{kai}", "He asked.")
    page.keep()

    kept = desk.vault.drafts.read(draft)
    assert (kept["own/workload"], kept[f"said/day/{kai}"]) == ("Two visits can move.", "He asked.")
    assert not page.keeping.unkept


def test_a_check_that_comes_late_takes_nobody_away_from_another_step(desk: Desk, draft: str, qtbot: QtBot) -> None:
    sessions.keep(desk, draft, {"at": OWN})
    asking = Slow(desk)
    page = page_of(desk, draft, qtbot, asking)
    asking.slow = True
    page.steps.box.setCurrentIndex(page.steps.box.findData(CHECK))
    page.steps.box.setCurrentIndex(page.steps.box.findData(CHOOSE))
    asking.answer()

    assert isinstance(page.step, ChooseStep)


def test_a_word_is_recorded_once_however_often_it_is_pressed(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    asking = Slow(desk)
    page = page_of(desk, draft, qtbot, asking)
    card = next(iter(child_step(page).cards.values()))
    asking.slow = True
    for _ in range(3):
        card.same.click()
    asking.answer()

    assert len(following_up.find_action(desk, card.action).action.notes) == 1


def test_a_page_that_is_left_outlives_a_vault_that_takes_nothing(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai = in_depth(desk, draft)
    asking, window = Slow(desk), Window()
    qtbot.addWidget(window)
    page = SessionPage(asking, draft, Left().deeds())
    window.show_over(page)
    window.show()
    type_in(page, f"said/day/{kai}", "He asked for his drum.")
    asking.slow = True
    window.show_over(SupervisionPage(asking, list[str]().append))
    window.back()
    window.furnish([], [], demonstration=False)
    asking.answer()

    assert desk.vault.drafts.read(draft)[f"said/day/{kai}"] == "He asked for his drum."


def test_an_addition_that_is_being_typed_is_kept_and_there_again(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai = in_depth(desk, draft)
    sessions.keep(desk, draft, {f"depth/{kai}": "not-today", f"not-because/{kai}": "Ill"})
    sealing.seal(desk, draft, seen=False)

    def shown() -> RecordCard:
        page = SupervisionPage(AtOnce(desk), list[str]().append)
        qtbot.addWidget(page)
        page.choose(desk.person("Aoife Byrne").id)
        pages.append(page)
        return page.findChildren(RecordCard)[0]

    pages: list[SupervisionPage] = []
    QTest.keyClicks(shown().addition.text_edit, "The visits were mo")
    pages[0].keeping.keep()
    again = shown()
    assert again.addition.text() == "The visits were mo"
    assert again.addition.isVisibleTo(again)
    again.save.click()

    assert [one.text for one in sealing.own_record(desk, "Aoife Byrne")[0].after.added] == ["The visits were mo"]
    assert sealing.typed_additions(desk) == {}


def test_one_page_that_fails_keeps_neither_the_vault_open_nor_the_others_unheard(desk: Desk, qtbot: QtBot) -> None:
    vault, heard = DeskThread(), list[str]()
    vault.unlock(lambda: desk, lambda: heard.append("open"), heard.append)
    qtbot.waitUntil(lambda: heard == ["open"])
    vault.before_closing(_fails)
    vault.before_closing(lambda: heard.append("told"))
    vault.stop()

    assert heard == ["open", "told"]
    with pytest.raises(Exception, match="closed"):
        reading.children(desk)


def _fails() -> None:
    raise RuntimeError
