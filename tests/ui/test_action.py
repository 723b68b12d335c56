"""The dialogs in which actions are agreed and followed up."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.people import add_person
from supervision_app.services.read_models import ActionRow
from tests.fakes.desks import MONDAY
from tests.ui.in_dialog import desk, offered, opened, page
from ui.action.deeds import DEEDS, About
from ui.action.fields import NameField, TextField
from ui.action.presenter import DeedPresenter, about_action, about_child, faults, standing_words
from ui.action.view import ActionDialogs, DeedDialog
from ui.shared.asking import AtOnce
from ui.shared.choosing import Radios
from ui.shared.fields import Tick
from ui.shared.widgets import Lead, Page

__all__ = ["desk", "page"]


def row(desk: Desk, action: str) -> ActionRow:
    """Return the action as a list shows it."""
    return desk.vault.views.actions(action=action)[0]


class Told:
    """A dialog that only remembers."""

    def __init__(self) -> None:
        self.faults: Mapping[str, str] = {}
        self.said, self.waits = "", [False]

    def wait(self, *, waiting: bool) -> None:
        self.waits.append(waiting)

    def refuse(self, faults: Mapping[str, str]) -> None:
        self.faults = faults

    def finish(self, said: str) -> None:
        self.said = said


def do(desk: Desk, code: str, target: str, **typed: str) -> Told:
    """Do a deed as the presenter does, the fields not named left as they begin."""
    deed, told = DEEDS[code], Told()
    about = about_child(desk, target) if code == "agree" else about_action(desk, target)
    begin = {ask.name: ask.starts(about) if ask.starts else "" for ask in deed.asks}
    DeedPresenter(told, AtOnce(desk), deed, target).save({**begin, **typed})
    return told


def test_an_action_is_agreed_and_offered(desk: Desk) -> None:
    told = do(desk, "agree", "K1", what="Ring", why="Because", owner="aoife", due="1 December 2026", doer="Grandma")

    assert told.said == "Agreed, and offered to Aoife Byrne, who has yet to accept it."
    (made,) = reading.actions(desk, child="K1")
    assert (made.what, made.awaiting, made.due, made.doer) == ("Ring", "Aoife Byrne", "2026-12-01", "Grandma")


def test_whoever_is_here_accepts_at_once(desk: Desk) -> None:
    told = do(desk, "agree", "K1", what="Ring", why="Because", owner="Aoife", due="1/12/2026", here="yes")

    assert told.said == "Agreed. Aoife Byrne has accepted it."
    (made,) = reading.actions(desk, child="K1")
    assert made.holding == "accepted"
    agreed, accepted = reading.log(desk, made.id)
    assert (agreed.by, agreed.means) == ("Moira Khan", "own device")
    assert (accepted.by, accepted.recorded_by, accepted.means) == ("Aoife Byrne", "Moira Khan", "at the same screen")


def test_enter_presses_what_has_the_keyboard_and_not_the_main_button(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    dialog = opened(page)
    for name, text in {"what": "Ring", "why": "Because", "owner": "Ben", "due": "one of these days"}.items():
        dialog.fields[name].fill(text)
    dialog.save.click()
    (lead,) = dialog.problems.leads
    QTest.keyClick(lead, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.fields["due"].field()
    dialog.fields["due"].fill("Friday")
    dialog.cancel.setFocus()
    QTest.keyClick(dialog.cancel, Qt.Key.Key_Return)

    assert not dialog.isVisible()
    assert desk.vault.views.actions() == []


def test_each_fault_stands_with_its_field_and_nothing_is_saved(desk: Desk) -> None:
    told = do(desk, "agree", "K1", owner="Nobody Here", due="31/2/2026", said_by="Ghost")

    assert list(told.faults) == ["what", "why", "owner", "due", "said_by"]
    assert told.faults["what"] == "Say what is to be done."
    assert "add the person on the page “People”" in told.faults["owner"]
    assert "not in the calendar" in told.faults["due"]
    assert told.waits[-1] is False
    assert reading.actions(desk, child="K1") == []


def test_a_past_date_and_a_name_that_two_people_share_are_refused(desk: Desk) -> None:
    add_person(desk, "Aoife Brennan", "worker")
    told = do(desk, "agree", "K1", what="Ring", why="Because", owner="Aoife", due="1/11/2026")

    assert told.faults["due"] == "The date 1 November 2026 is past. Give a date from 16 November 2026 on."
    assert "could be more than one person" in told.faults["owner"]


def test_accepting_is_the_word_of_whoever_was_asked(desk: Desk) -> None:
    action = offered(desk)
    assert do(desk, "accept", action).said == "Accepted."
    assert row(desk, action).holding == "accepted"

    again = offered(desk, "Another")
    assert do(desk, "accept", again, due="3/12/2026").faults == {"why": "Say why it is another date."}
    assert "due" in do(desk, "accept", again, why="Half term").faults
    assert do(desk, "accept", again, due="3/12/2026", why="Half term").said == "Accepted, for 3 December 2026."
    assert row(desk, again).due == "2026-12-03"


def test_a_rule_that_refuses_says_so(desk: Desk) -> None:
    action = offered(desk)
    told = do(desk, "accept", action, said_by="Ben Okafor")

    assert told.faults == {
        "": "This action waits for Aoife Byrne, not for Ben Okafor. Offer it to Ben Okafor first."
    }  # fmt: skip
    assert told.waits[-1] is False


def test_the_life_of_an_action(desk: Desk) -> None:
    action = offered(desk)
    assert do(desk, "progress", action, note="Rang twice").said == "Recorded how far it has come."
    assert row(desk, action).state == "in-progress"
    assert do(desk, "move", action, due="8/12/2026", why="She is away").said.startswith("Moved to 8 December 2026.")
    assert do(desk, "return", action, why="I am leaving").said == "Returned to the manager, who decides."
    assert row(desk, action).owner == "Moira Khan"
    assert do(desk, "offer", action, to="Ben", why="He knows her").said.startswith("Offered to Ben Okafor.")
    words = standing_words(row(desk, action))
    assert words == "Due 8 December 2026, first 1 December 2026, moved once. Ben Okafor has yet to accept it."
    assert do(desk, "close", action, state="done").faults.keys() == {"impact"}
    assert do(desk, "close", action, state="done", impact="She visits weekly").said == "Closed."
    assert standing_words(row(desk, action)) == "Closed: done."
    assert do(desk, "reopen", action, why="She stopped").said == "Open again."


def test_a_second_word_on_progress_begins_where_the_first_ended(desk: Desk) -> None:
    action = offered(desk)
    do(desk, "progress", action, note="Half", state="partly-done")
    starts = DEEDS["progress"].asks[1].starts

    assert starts is not None
    assert starts(about_action(desk, action)) == "partly-done"
    assert faults(desk, DEEDS["progress"], {"note": "", "state": "", "said_by": ""}) == {
        "note": "Say what has happened.",
        "state": "Choose how far it is.",
    }


def test_enter_saves_and_the_focus_returns(desk: Desk, page: Page) -> None:
    action = offered(desk)
    ActionDialogs(AtOnce(desk)).act(page, "accept", action)
    dialog = opened(page)
    assert dialog.isModal()
    name = dialog.fields["said_by"].field()
    assert name.accessibleName() == "Who says this"
    QTest.keyClick(name, Qt.Key.Key_Return)

    assert not dialog.isVisible()
    assert row(desk, action).holding == "accepted"
    focus = page.window().focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Opener"


def test_escape_closes_and_what_was_typed_is_there_again(desk: Desk, page: Page) -> None:
    dialogs = ActionDialogs(AtOnce(desk))
    dialogs.agree(page, "K1")
    QTest.keyClicks(opened(page).fields["what"].field(), "Ring grandma")
    QTest.keyClick(opened(page), Qt.Key.Key_Escape)
    dialogs.agree(page, "K1")

    again = opened(page)
    assert again.typed()["what"] == "Ring grandma"
    assert again.state.text() == "What you typed before is here again."
    again.fields["what"].fill("")
    again.reject()
    dialogs.agree(page, "K1")
    assert opened(page).state.text() == "What you type is kept as a draft."


def test_a_refusal_stays_open_with_everything_and_leads_to_the_fields(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    dialog = opened(page)
    dialog.fields["owner"].fill("Nobody Here")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    assert dialog.isVisible()
    assert dialog.typed()["owner"] == "Nobody Here"
    leads = [lead for lead in dialog.problems.leads if isinstance(lead, Lead)]
    assert [lead.text() for lead in leads][:2] == ["Say what is to be done.", "Say why it is needed."]
    assert dialog.focusWidget() is leads[0]
    field = dialog.fields["what"]
    assert field.error.text() == "Error: Say what is to be done."
    assert field.field().accessibleDescription() == "Error: Say what is to be done."
    QTest.keyClick(leads[0], Qt.Key.Key_Space)
    assert dialog.focusWidget() is field.field()


def test_a_refused_rule_is_shown_in_the_dialog(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).act(page, "accept", offered(desk))
    dialog = opened(page)
    dialog.fields["said_by"].fill("Ben Okafor")
    dialog.save.click()

    assert dialog.isVisible()
    assert dialog.problems.isVisible()
    assert not any(isinstance(lead, Lead) for lead in dialog.problems.leads)


def test_tab_goes_through_every_field_to_the_buttons(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    dialog = opened(page)
    wanted = [dialog.fields[ask.name].field() for ask in dialog.deed.asks] + [dialog.save, dialog.cancel]
    dialog.activateWindow()
    seen = [dialog.focusWidget()]
    for _ in wanted[1:]:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())

    assert seen == wanted
    assert [one for one in dialog.findChildren(QPushButton) if one.isDefault()] == [dialog.save]


@pytest.mark.parametrize("code", list(DEEDS))
def test_every_field_has_a_name_and_lets_tab_through(code: str, qtbot: QtBot) -> None:
    page = Page("Kai")
    qtbot.addWidget(page)
    dialog = DeedDialog(page, DEEDS[code], About("Moira Khan", ("Moira Khan",), "Kai (K1)", MONDAY, frozenset()))

    for field in dialog.fields.values():
        assert field.field().accessibleName()
    assert all(text.tabChangesFocus() for text in dialog.findChildren(QPlainTextEdit))
    dialog.save.click()  # nothing serves it: nothing happens


def test_names_are_offered_while_typing(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    line = opened(page).fields["owner"]
    assert isinstance(line, NameField)
    completer = line.line.completer()
    assert completer is not None
    completer.setCompletionPrefix("oka")
    assert completer.currentCompletion() == "Ben Okafor"


def test_too_early_to_say_is_one_press(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).act(page, "close", offered(desk))
    dialog = opened(page)
    impact, state = dialog.fields["impact"], dialog.fields["state"]
    assert isinstance(impact, TextField)
    assert isinstance(state, Radios)
    assert state.value() == ""
    impact.filler.click()
    state.fill("not-needed")
    assert dialog.typed() == {"state": "not-needed", "impact": "Too early to say", "said_by": "Moira Khan"}
    state.fill("unheard of")
    dialog.save.click()
    assert not dialog.isVisible()


def test_a_box_can_be_ticked_by_keyboard(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    here = opened(page).fields["here"]
    assert isinstance(here, Tick)
    QTest.keyClick(here.field(), Qt.Key.Key_Space)
    assert here.value() == "yes"
    here.fill("")
    assert here.value() == ""


def test_a_dialog_is_not_closed_while_it_saves(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).agree(page, "K1")
    dialog = opened(page)
    dialog.wait(waiting=True)
    dialog.reject()
    assert dialog.isVisible()


def test_an_action_that_is_not_here_is_said_on_the_page(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).act(page, "close", "0000-nothing")
    assert page.notice.isVisible()
    assert page.findChildren(DeedDialog) == []
