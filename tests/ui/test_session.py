"""A supervision session in the window: nothing typed is lost, actions are live at once, sealing ends it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.domain.words_on_actions import NO_CHANGE
from supervision_app.services import following_up, reading, sealing, sessions
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from tests.ui.conftest import FAMILY_TIME
from tests.ui.in_session import Left, child_step, in_depth, page_of, stream, type_in, words_of
from ui.session.choosing import ChooseStep
from ui.session.shown import CHECK, CHOOSE, OWN
from ui.session.steps import CheckStep, ChildStep, OwnStep, SealedStep
from ui.session.view import SessionPage
from ui.shared.asking import AtOnce
from ui.shared.idle import Idle
from ui.shared.keeping import AFTER
from ui.shared.widgets import Lead

WITHIN = 2_000
"""Milliseconds within which everything typed is kept."""


def test_what_is_typed_is_kept_within_two_seconds_and_said_so(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    type_in(page, f"said/day/{kai}", "He asked for his drum.")
    assert page.saved.text() == "Saving …"

    qtbot.waitUntil(lambda: page.saved.text() == "Saved 10:00", timeout=WITHIN)
    assert AFTER < WITHIN
    assert desk.vault.drafts.read(draft)[f"said/day/{kai}"] == "He asked for his drum."


def test_a_session_goes_on_next_to_where_it_was(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    type_in(page, f"said/thinking/{kai}", "What do we")
    page.keep()
    page.close()

    again = page_of(desk, draft, qtbot)

    focused = again.step.fields[f"said/thinking/{kai}"]
    assert child_step(again).fields[f"said/thinking/{kai}"].property("plainText") == "What do we"
    qtbot.waitUntil(focused.hasFocus)


def test_going_to_another_step_keeps_what_was_typed_on_this_one(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    type_in(page, f"decision/{kai}", "Ask the aunt.")
    page.next.click()
    assert isinstance(page.step, OwnStep)
    page.back.click()

    assert child_step(page).fields[f"decision/{kai}"].property("plainText") == "Ask the aunt."


def test_a_word_on_an_action_is_live_at_once_and_its_draft_is_gone(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    card = next(iter(child_step(page).cards.values()))
    assert card.states is not None
    card.states.buttons["partly-done"].setChecked(True)
    QTest.keyClicks(card.word.text_edit, "They would like that.")
    card.record.click()

    found = following_up.find_action(desk, card.action).action
    assert (found.state, found.notes[-1].text) == ("partly-done", "They would like that.")
    assert "Said now: Partly done: They would like that." in words_of(page)
    assert (found.notes[-1].by, found.notes[-1].recorded_by) == ("Aoife Byrne", "Moira Khan")
    page.keep()
    assert not [name for name in desk.vault.drafts.read(draft) if name.startswith(("word/", "state/", "by/"))]


def test_a_word_of_the_supervisor_is_theirs_and_can_be_put_right(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    card = next(iter(child_step(page).cards.values()))
    assert card.states is not None
    card.states.buttons["partly-done"].setChecked(True)
    QTest.keyClicks(card.word.text_edit, "They would like that.")
    card.by.box.setCurrentIndex(card.by.box.findText("Moira Khan"))
    page.next.click()
    page.back.click()
    card = child_step(page).cards[card.action]
    assert card.by.box.currentText() == "Moira Khan"
    card.record.click()

    again = child_step(page).cards[card.action]
    again.again.click()
    assert again.states is not None
    again.states.buttons["open"].setChecked(True)
    QTest.keyClicks(again.word.text_edit, "Not yet asked.")
    again.record.click()
    notes = following_up.find_action(desk, card.action).action.notes
    assert [(note.by, note.state, note.text) for note in notes] == [
        ("Moira Khan", "partly-done", "They would like that."),
        ("Aoife Byrne", "open", "Not yet asked."),
    ]


def test_an_action_that_the_worker_says_is_done_is_closed_by_their_word(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    card = next(iter(child_step(page).cards.values()))
    card.early.click()

    closed = following_up.find_action(desk, card.action).action
    assert (closed.state, closed.closed_by) == ("done", "Aoife Byrne")


def test_no_change_leaves_an_action_as_far_as_it_was(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    card = next(iter(child_step(page).cards.values()))
    before = following_up.find_action(desk, card.action).action
    assert before.state == "open"
    card.same.click()

    assert following_up.find_action(desk, card.action).action.state == "open"


def test_a_word_that_is_refused_stays_and_says_why_beside_it(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    card = next(iter(child_step(page).cards.values()))
    QTest.keyClicks(card.word.text_edit, "They would like that.")
    card.record.click()
    assert "Choose how far it has come." in words_of(card)
    assert card.states is not None
    card.states.buttons["done"].setChecked(True)
    card.word.fill("  ")
    card.record.click()

    assert "Say what difference it made" in words_of(card)
    assert following_up.find_action(desk, card.action).action.notes == ()


def test_saying_a_word_on_one_action_leaves_what_is_typed_on_another(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    first, second = child_step(page).cards.values()
    QTest.keyClicks(second.word.text_edit, "Half a sent")
    assert second.states is not None
    second.states.buttons["open"].setChecked(True)
    other = second.action
    first.same.click()

    again = child_step(page).cards[other]
    assert again.states is not None
    assert (again.word.text(), again.states.value()) == ("Half a sent", "open")


def test_what_was_typed_on_an_action_stays_in_sight_when_something_else_was_done_with_it(
    desk: Desk, draft: str, qtbot: QtBot
) -> None:
    kai = in_depth(desk, draft)
    asking = AtOnce(desk)
    page = page_of(desk, draft, qtbot, asking)
    card = next(iter(child_step(page).cards.values()))
    QTest.keyClicks(card.word.text_edit, "They would like that.")
    action = card.action
    asking.ask(
        lambda at: following_up.close(at, action, state="done", impact="They meet"),
        lambda _: None,
        refused=pytest.fail,
        changes={"actions"},
    )
    again = child_step(page).cards[action]
    assert "Said now: Done: They meet." in words_of(again)
    assert again.word.text() == "They would like that."
    page.keep()
    lacking = [one.why for one in sealing.missing(desk, sessions.open_session(desk, draft)) if one.stream == kai]
    assert any("not recorded" in why for why in lacking)
    next(one for one in again.findChildren(QPushButton) if one.text() == "Take out what was typed").click()

    assert not [name for name in desk.vault.drafts.read(draft) if name.startswith("word/")]
    assert child_step(page).cards[action].states is None


def test_an_action_agreed_meanwhile_stands_under_agreed_now(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    left, asking = Left(), AtOnce(desk)
    page = page_of(desk, draft, qtbot, asking, left)
    child_step(page).agree.click()
    assert left.to == [("agree", "K1", "Aoife Byrne")]
    wanted = ToAgree("K1", "Find the drum", "He asked", "Aoife Byrne", desk.today() + timedelta(days=7))
    asking.ask(lambda at: following_up.agree(at, wanted), lambda _: None, refused=pytest.fail, changes={"actions"})

    shown = words_of(page)
    assert shown.index("Agreed now") < shown.index("Find the drum")
    assert len(child_step(page).cards) == 2


def test_each_child_stands_with_the_reasons_and_what_is_suggested_is_chosen_at_once(
    desk: Desk, draft: str, qtbot: QtBot
) -> None:
    page = page_of(desk, draft, qtbot)
    assert isinstance(page.step, ChooseStep)
    kai = stream(desk, draft)
    assert "• 1 action is past its date, 26 November 2026." in words_of(page)
    assert "• Not talked about in depth here yet." in words_of(page)
    assert "In depth is suggested." in words_of(page)
    page.step.suggested.click()
    assert page.step.depths[kai].value() == "in-depth"
    assert page.step.suggested.isHidden()
    assert page.next.text() == "Next: Kai, in depth"
    assert desk.vault.drafts.read(draft)[f"depth/{kai}"] == "in-depth"

    again = page_of(desk, draft, qtbot)
    assert isinstance(again.step, ChooseStep)
    assert again.step.suggested.isHidden()


def test_a_child_not_today_wants_a_reason_and_has_no_step(desk: Desk, draft: str, qtbot: QtBot) -> None:
    page = page_of(desk, draft, qtbot)
    assert isinstance(page.step, ChooseStep)
    kai = stream(desk, draft)
    choice, why = page.step.depths[kai], page.step.reasons[kai]
    assert not why.isVisible()
    choice.box.setCurrentIndex(choice.box.findData("not-today"))
    assert why.isVisible()
    page.next.click()
    assert isinstance(page.step, OwnStep)
    page.next.click()
    lead = next(one for one in page.step.findChildren(Lead) if "Say why not today." in one.accessibleName())
    lead.click()
    assert isinstance(page.step, ChooseStep)
    assert page.step.reasons[kai].line.hasFocus()
    QTest.keyClicks(page.step.reasons[kai].line, "On holiday")
    page.steps.box.setCurrentIndex(page.steps.box.findData(CHECK))

    assert "Before this can be sealed" not in words_of(page)
    assert "On holiday" in words_of(page)
    next(one for one in page.findChildren(QPushButton) if one.accessibleName().startswith("Change Kai")).click()
    assert isinstance(page.step, ChooseStep)
    assert page.step.reasons[kai].line.hasFocus()


def test_who_the_worker_is_may_come_first_and_the_children_follow(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    page.steps.box.setCurrentIndex(page.steps.box.findData(CHOOSE))
    assert isinstance(page.step, ChooseStep)
    page.step.person.click()
    assert isinstance(page.step, OwnStep)
    assert page.next.text() == "Next: Kai, in depth"
    page.back.click()
    assert isinstance(page.step, ChooseStep)

    again = page_of(desk, draft, qtbot)
    again.next.click()
    assert isinstance(again.step, OwnStep)
    again.next.click()
    assert isinstance(again.step, ChildStep)
    assert desk.vault.drafts.read(draft)["at"] == kai
    again.next.click()
    assert isinstance(again.step, CheckStep)


def sealed_page(desk: Desk, draft: str, qtbot: QtBot, seen: str, left: Left | None = None) -> SessionPage:
    """Return the page after a whole session was talked through and sealed."""
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot, left=left)
    type_in(page, f"said/day/{kai}", "He asked for his drum.")
    type_in(page, f"stirs/stirs/{kai}", "It makes me angry.")
    type_in(page, f"decision/{kai}", "Ask the aunt.")
    type_in(page, f"reasons/{kai}", "He wants it.")
    for _ in range(2):
        next(one for one in child_step(page).cards.values() if one.states).same.click()
    page.next.click()
    type_in(page, "own/workload", "Two visits can move.")
    page.next.click()
    assert isinstance(page.step, CheckStep)
    page.step.seen.buttons[seen].setChecked(True)
    page.step.seal.click()
    return page


def test_a_whole_session_is_sealed_and_each_word_is_where_it_belongs(desk: Desk, draft: str, qtbot: QtBot) -> None:
    left = Left()
    page = sealed_page(desk, draft, qtbot, "seen", left)

    talk = reading.child_page(desk, "K1").discussions[0]
    assert [(part.heading, part.text) for part in talk.parts] == [
        ("The child’s day", "He asked for his drum."),
        (
            "Actions looked at",
            f"{FAMILY_TIME}. Not begun: {NO_CHANGE}\nChase the school. Not begun: {NO_CHANGE}",
        ),
    ]
    assert (talk.decision, talk.reasons, talk.depth, talk.unseen) == (
        "Ask the aunt.",
        "He wants it.",
        "in-depth",
        False,
    )
    own = sealing.own_record(desk, "Aoife Byrne")[0]
    assert {part.text for part in own.parts} == {"It makes me angry.", "Two visits can move."}
    assert desk.vault.drafts.begun("") == {}
    assert isinstance(page.step, SealedStep)
    assert "Aoife Byrne has read and confirmed it." in words_of(page)
    page.step.back.click()
    assert left.to == [("leave",)]


def test_a_session_that_the_worker_has_not_read_says_so(desk: Desk, draft: str, qtbot: QtBot) -> None:
    page = sealed_page(desk, draft, qtbot, "unseen")

    assert "Not yet seen by Aoife Byrne." in words_of(page)
    assert reading.child_page(desk, "K1").discussions[0].unseen


def test_nothing_is_sealed_before_somebody_says_whether_the_worker_has_read_it(
    desk: Desk, draft: str, qtbot: QtBot
) -> None:
    kai = stream(desk, draft)
    sessions.keep(desk, draft, {f"depth/{kai}": "not-today", f"not-because/{kai}": "Ill", "at": CHECK})
    page = page_of(desk, draft, qtbot)
    assert isinstance(page.step, CheckStep)
    page.step.seal.click()

    assert "Choose whether Aoife Byrne has read it." in words_of(page)
    assert desk.vault.drafts.begun("") != {}


def test_a_session_holds_off_the_lock_only_while_it_is_shown(desk: Desk, draft: str, qtbot: QtBot) -> None:
    told: list[bool] = []
    page = SessionPage(AtOnce(desk), draft, Left().deeds(), told.append)
    qtbot.addWidget(page)
    page.show()
    page.hide()

    assert told == [True, False]


def test_an_idle_watch_that_is_held_off_says_nothing_and_begins_again_after(qtbot: QtBot) -> None:
    parent = QObject()
    still: list[str] = []
    idle = Idle(parent, lambda: still.append("still"), 30)
    idle.watch()
    idle.hold_off(on=True)
    with qtbot.waitSignal(_in(60, parent).timeout, timeout=1_000):
        pass
    assert still == []
    idle.hold_off(on=False)
    qtbot.waitUntil(lambda: still == ["still"])
    idle.rest()
    idle.hold_off(on=False)
    with qtbot.waitSignal(_in(60, parent).timeout, timeout=1_000):
        pass
    assert still == ["still"]


def _in(milliseconds: int, parent: QObject) -> QTimer:
    """Return a timer that has been started."""
    timer = QTimer(parent, interval=milliseconds, singleShot=True)
    timer.start()
    return timer


def test_keys_lead_from_step_to_step(desk: Desk, draft: str, qtbot: QtBot) -> None:
    in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    keys: list[tuple[Qt.Key, type]] = [(Qt.Key.Key_PageDown, OwnStep), (Qt.Key.Key_PageUp, ChildStep)]
    for key, step in keys:
        QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(page.step, step)


def test_a_session_that_was_sealed_meanwhile_says_where_to_look(desk: Desk, draft: str, qtbot: QtBot) -> None:
    desk.vault.drafts.drop(draft)
    page = page_of(desk, draft, qtbot)

    assert "sealed or given up meanwhile" in words_of(page)


def test_the_step_of_the_worker_says_that_it_is_not_on_the_childs_file(desk: Desk, draft: str, qtbot: QtBot) -> None:
    sessions.keep(desk, draft, {"at": OWN})
    page = page_of(desk, draft, qtbot)

    assert "not on the child’s file. It may be disclosed: " in words_of(page)
    assert FAMILY_TIME not in words_of(page)
