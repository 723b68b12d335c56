"""One child's page, with what can be done from it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.discussions import Said
from supervision_app.services import following_up, people
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import Writers, export_child
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY, FakeCaseload, FakeDocuments, make_desk, observed, reading
from tests.ui.in_session import words_of
from ui.child.deeds import ChildDeeds
from ui.child.view import ChildView
from ui.shared.action_words import age_line
from ui.shared.asking import ACTIONS, PEOPLE, AtOnce
from ui.shared.flow import Flow
from ui.shared.widgets import Page, button, words

DUE = date(2026, 12, 1)
Press = Callable[[QWidget], None]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Moira Khan's vault: Kai is Aoife Byrne's."""
    made = make_desk(tmp_path)
    import_caseload(made, FakeCaseload(reading([observed("K1", "Aoife Byrne", {"name": "Kai"})])), ToImport([]))
    yield made
    made.vault.close()


class Deeds:
    """Remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def handed_in(self) -> ChildDeeds:
        """Return what the page takes."""
        return ChildDeeds(
            agree=lambda _page, child: self.asked.append(("agree", child)),
            act=self._act,
            change_worker=lambda child: self.asked.append(("change", child)),
            write_out=lambda child: self.asked.append(("write", child)),
            story=lambda child: self.asked.append(("story", child)),
            strip=lambda child: self.asked.append(("strip", child)),
        )

    def _act(self, page: Page, code: str, action: str) -> None:
        assert isinstance(page, ChildView)
        self.asked.append((code, action))


def named(page: QWidget, name: str) -> QPushButton:
    """Return the button with this accessible name."""
    (found,) = [one for one in page.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()]
    return found


def shown(page: QWidget) -> list[str]:
    """Return what the visible buttons are called."""
    return [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]


def page_of(desk: Desk, qtbot: QtBot, deeds: ChildDeeds | None = None, vault: AtOnce | None = None) -> ChildView:
    """Return Kai's page, shown."""
    page = ChildView(vault or AtOnce(desk), "K1", deeds)
    qtbot.addWidget(page)
    page.show()
    return page


def test_what_can_be_done_stands_beside_each_action(desk: Desk, qtbot: QtBot) -> None:
    waiting = following_up.agree(desk, ToAgree("K1", "Ring", "Why", "Aoife", DUE))
    closed = following_up.agree(desk, ToAgree("K1", "Write", "Why", "Moira", DUE))
    following_up.close(desk, closed, state="done", impact="It helped")
    deeds = Deeds()
    page = page_of(desk, qtbot, deeds.handed_in())

    of_waiting = ["Accept", "Say how far it has come", "Move the date", "Return to the manager", "Offer to somebody"]
    assert shown(page) == [
        *(
            "The story so far",
            "Change worker",
            "Words for whoever comes next",
            "Write out a summary",
            "Record a decision",
            "Change the name shown here",
            "Act now",
        ),
        "Look closer, copy or print",
        "Agree an action",
        *(f"{name}: Ring" for name in (*of_waiting, "Close")),
        "Note a date",
        *("Open again: Write", "Recorded on the wrong child: Write"),
    ]
    for name in ("Change worker", "Write out a summary", "Agree an action", "Accept: Ring", "Open again: Write"):
        QTest.mouseClick(named(page, name), Qt.MouseButton.LeftButton)
    assert deeds.asked == [
        ("change", "K1"), ("write", "K1"), ("agree", "K1"), ("accept", waiting), ("reopen", closed),
    ]  # fmt: skip


def test_without_deeds_the_page_is_for_reading(desk: Desk, qtbot: QtBot) -> None:
    following_up.agree(desk, ToAgree("K1", "Ring", "Why", "Aoife", DUE, doer="Grandma"))
    page = page_of(desk, qtbot)

    assert shown(page) == []
    assert "Who does it: Grandma" in [label.text() for label in page.findChildren(type(words("")))]


def test_what_was_said_and_what_left_is_on_the_page(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    said = [Said("How Kai is", "Settled.")]
    record_discussion(desk, ToRecord("K1", MONDAY, parts=said, decision="Stay", reasons="It works"))
    export_child(desk, Writers(FakeDocuments(), ExportFolder(), "1"), "K1", ["txt"], tmp_path)
    words_shown = [label.text() for label in page_of(desk, qtbot).findChildren(type(words("")))]

    assert "16 November 2026, in depth, with Moira Khan" in words_shown
    at = words_shown.index("How Kai is")
    assert words_shown[at : at + 6] == ["How Kai is", "Settled.", "Decision", "Stay", "Reasons", "It works"]
    assert "Summary 1, 16 November 2026, txt: not confirmed on file" in words_shown


def test_the_words_of_an_action_say_who_holds_it(desk: Desk, qtbot: QtBot) -> None:
    moved = following_up.agree(desk, ToAgree("K1", "Ring", "Why", "Aoife", DUE), said_by="Aoife")
    following_up.move(desk, moved, date(2026, 12, 8), "Away")
    vault = AtOnce(desk)
    page = page_of(desk, qtbot, vault=vault)

    def said() -> list[str]:
        return [label.text() for label in page.findChildren(type(words(""))) if label.isVisible()]

    assert "Due 8 December 2026, first 1 December 2026, moved once. Aoife Byrne has accepted it." in said()
    vault.ask(lambda one: people.person_leaves(one, "Aoife", ""), lambda _: None, refused=pytest.fail, changes={PEOPLE})
    assert any("Nobody has taken it on; Moira Khan holds it" in sentence for sentence in said())


def test_an_open_action_says_how_old_it_is_and_through_whose_hands_it_went(desk: Desk, qtbot: QtBot) -> None:
    people.add_person(desk, "Ben Okafor", "worker")
    action = following_up.agree(desk, ToAgree("K1", "Ring", "Why", "Aoife", DUE), said_by="Aoife")
    page = page_of(desk, qtbot)
    assert "Agreed today." in words_of(page)
    following_up.offer(desk, action, "Ben", "Nearer")
    row = desk.vault.views.actions(action=action)[0]

    assert age_line(row, date(2026, 12, 7)) == (
        "Open for 3 weeks, since 16 November 2026. Held by or offered to Aoife Byrne, then Ben Okafor."
    )
    assert age_line(row, date(2026, 11, 17)).startswith("Open for 1 day, since 16 November 2026.")


def test_the_focus_stays_with_the_action_when_the_page_is_read_again(desk: Desk, qtbot: QtBot) -> None:
    action = following_up.agree(desk, ToAgree("K1", "Ring", "Why", "Aoife", DUE))
    vault = AtOnce(desk)
    page = page_of(desk, qtbot, Deeds().handed_in(), vault)

    def change(work: Callable[[Desk], None]) -> None:
        vault.ask(work, lambda _: None, refused=pytest.fail, changes={ACTIONS})

    def focus() -> str:
        return page.window().focusWidget().accessibleName()

    named(page, "Move the date: Ring").setFocus()
    change(lambda open_desk: following_up.progress(open_desk, action, "Rang"))
    assert focus() == "Move the date: Ring"
    named(page, "Accept: Ring").setFocus()
    change(lambda open_desk: following_up.accept(open_desk, action, said_by="Aoife"))
    assert focus() == "Say how far it has come: Ring"
    change(lambda open_desk: following_up.close(open_desk, action, state="done", impact="It helped"))
    assert focus() == "Open again: Ring"


def test_a_child_is_named(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, Deeds().handed_in())
    opener = named(page, "Change the name shown here")
    QTest.keyClick(opener, Qt.Key.Key_Space)
    line = page.naming.field.line
    assert line.text() == "Kai"
    assert page.window().focusWidget() is line

    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.naming.field.error.text() == "Error: The name is needed and was left empty."
    QTest.keyClicks(line, "Kai A")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.title.text() == "Kai A (K1)"
    assert page.naming.isHidden()
    assert page.window().focusWidget() is opener


def test_cancel_keeps_the_name_that_was_typed(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, Deeds().handed_in())
    page.name_it.click()
    page.naming.field.line.setText("Half a na")
    named(page, "Cancel").click()
    assert page.naming.isHidden()
    page.name_it.click()
    assert page.naming.field.text() == "Half a na"


def test_a_page_that_is_gone_is_told_nothing(desk: Desk, qtbot: QtBot) -> None:
    vault = AtOnce(desk)
    page = ChildView(vault, "K1")
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    vault.ask(lambda _: None, lambda _: None, refused=pytest.fail, changes={ACTIONS})


def test_buttons_go_on_in_the_next_line_when_there_is_no_room(qtbot: QtBot) -> None:
    def made() -> list[QWidget]:
        return [button(f"Button {number}", lambda: None) for number in range(4)]

    flow = Flow(made())
    qtbot.addWidget(flow)
    flow.show()
    wide = flow.sizeHint().width()
    assert flow.heightForWidth(wide) < flow.heightForWidth(wide // 2) < flow.heightForWidth(1)
    flow.resize(wide // 2, 400)
    buttons = flow.findChildren(QPushButton)
    assert buttons[3].y() > buttons[0].y()
    assert all(one.x() + one.width() <= flow.width() for one in buttons)
    assert flow.minimumSizeHint().width() == max(one.sizeHint().width() for one in buttons)
    assert Flow([]).heightForWidth(100) == 0


def focused(page: ChildView) -> QWidget:
    """Return what has the keyboard on the page."""
    found: QWidget | None = page.window().focusWidget()
    assert found is not None
    return found


def test_the_page_begins_at_what_led_to_it(desk: Desk, qtbot: QtBot) -> None:
    said = [Said("How it is", "Made toast.")]
    talk = record_discussion(desk, ToRecord("K1", MONDAY, parts=said)).discussion
    actions = [following_up.agree(desk, ToAgree("K1", f"Ring {at}", "Why", "Aoife", DUE)) for at in range(12)]
    for at, begins in ((talk, "16 November 2026, in depth"), (actions[-1], "Ring 11. ")):
        page = ChildView(AtOnce(desk), "K1", Deeds().handed_in(), at=at)
        qtbot.addWidget(page)
        page.resize(900, 500)
        page.show()
        qtbot.waitUntil(lambda page=page: page.verticalScrollBar().value() > 0)  # type: ignore[misc]

        assert focused(page).accessibleName().startswith(begins)
        assert page.viewport().rect().contains(focused(page).mapTo(page.viewport(), QPoint(0, 0)))


def test_parts_of_the_page_can_be_led_to_and_what_is_not_there_leads_nowhere(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, Deeds().handed_in())
    for part, begins in (("workers", "Worker: Aoife Byrne"), ("facts", "Known from"), ("time-limits", "Time limits")):
        page.go_to(part)
        assert str(focused(page).property("text")).startswith(begins)
    page.go_to("nothing of this name")
    assert str(focused(page).property("text")).startswith("Time limits")


def test_the_strip_on_the_page_leads_to_the_action_and_to_a_page_of_its_own(desk: Desk, qtbot: QtBot) -> None:
    following_up.agree(desk, ToAgree("K1", "Ring", "Why", "Aoife", DUE))
    deeds = Deeds()
    page = page_of(desk, qtbot, deeds.handed_in())
    page.strip.setFocus()
    QTest.keyClick(page.strip, Qt.Key.Key_End)
    assert page.of_strip.text().startswith("Open actions. Open action: Ring.")
    QTest.keyClick(page.strip, Qt.Key.Key_Return)
    named(page, "Look closer, copy or print").click()

    assert focused(page).accessibleName().startswith("Ring. Due")
    assert deeds.asked == [("strip", "K1")]


class Later(AtOnce):
    """A vault that answers when it is asked to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._waiting: list[Callable[[], None]] = []

    def ask(self, work: Any, done: Any, *, refused: Any, changes: Any = ()) -> None:
        """Keep what was asked."""
        self._waiting.append(lambda: AtOnce.ask(self, work, done, refused=refused, changes=changes))

    def answer(self) -> None:
        """Answer all that was asked."""
        while self._waiting:
            self._waiting.pop(0)()


def test_who_waits_for_the_page_sees_the_strip_first_and_then_the_rest(desk: Desk, qtbot: QtBot) -> None:
    following_up.agree(desk, ToAgree("K1", "Ring", "Why", "Aoife", DUE))
    later = Later(desk)
    page = ChildView(later, "K1", Deeds().handed_in())
    qtbot.addWidget(page)
    page.show()
    later.answer()
    assert page.strip.placed()
    assert "Accept: Ring" not in shown(page)
    qtbot.waitUntil(lambda: "Accept: Ring" in shown(page))
    AtOnce.ask(later, lambda _desk: None, print, refused=print, changes={ACTIONS})
    later.answer()
    assert shown(page).count("Accept: Ring") == 1
