"""Noting a date on a child's page, taking it back, and where a time limit is written."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.adapters.reference import ShippedReference
from supervision_app.services import half_typed, reading
from supervision_app.services.desk import Desk
from tests.ui.in_dialog import desk, opened, page
from ui.action.view import ActionDialogs, DeedDialog
from ui.child.deeds import ChildDeeds
from ui.child.time_limits import LimitCard
from ui.child.view import ChildView
from ui.shared.asking import AtOnce
from ui.shared.widgets import Page

__all__ = ["desk", "page"]

PROCEEDINGS = next(rule for rule in ShippedReference().clock_rules() if rule.id == "proceedings")


def note(desk: Desk, page: Page, code: str = "note-date", **typed: str) -> None:
    """Fill in the dialog about Kai, and save it."""
    ActionDialogs(AtOnce(desk)).act(page, code, "K1")
    fill(opened(page), **typed)


def fill(dialog: DeedDialog, **typed: str) -> None:
    for name, text in typed.items():
        dialog.fields[name].fill(text)
    dialog.save.click()


def noted(desk: Desk) -> dict[str, str]:
    return {
        row.event: f"{row.noted.on} {row.noted.source}, {row.noted.by}" for row in reading.child_page(desk, "K1").noted
    }


def childs_page(desk: Desk, qtbot: QtBot) -> ChildView:
    vault = AtOnce(desk)
    dialogs = ActionDialogs(vault)
    deeds = ChildDeeds(dialogs.agree, dialogs.act, print, print, print, print)
    shown = ChildView(vault, "K1", deeds)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def texts(shown: ChildView) -> str:
    return "\n".join(label.text() for label in shown.findChildren(QLabel) if label.isVisible())


def test_a_date_is_noted_from_where_it_is_said_to_be(desk: Desk, page: Page) -> None:
    note(desk, page, event="reg24_approved", on="3 August")

    assert noted(desk) == {"reg24_approved": "2026-08-03 checked in the main system, Moira Khan"}


def test_somebody_else_may_say_it(desk: Desk, page: Page) -> None:
    note(desk, page, event="next_hearing", on="12 January 2027", source="the court’s order", said_by="Ben Okafor")

    assert noted(desk) == {"next_hearing": "2027-01-12 the court’s order, Ben Okafor"}


def test_nothing_is_noted_before_the_event_and_its_day_are_given(desk: Desk, page: Page) -> None:
    note(desk, page, source="")
    dialog = opened(page)

    assert dialog.fields["event"].error.text() == "Error: Choose what happened."
    assert dialog.fields["on"].error.text() == "Error: Give the day."
    assert dialog.fields["source"].error.text() == "Error: Say where the date is from."
    assert noted(desk) == {}


def test_a_day_that_cannot_be_is_refused_beside_its_field_and_put_right(desk: Desk, page: Page) -> None:
    note(desk, page, event="reg24_approved", on="the other day")
    dialog = opened(page)
    assert "“the other day” is not a date" in dialog.fields["on"].error.text()

    fill(dialog, on="1 December 2026")
    assert "This day has not come yet" in dialog.fields["on"].error.text()

    fill(dialog, event="next_hearing")
    assert noted(desk) == {"next_hearing": "2026-12-01 checked in the main system, Moira Khan"}


def test_a_noted_date_is_taken_back_with_its_reason(desk: Desk, page: Page) -> None:
    note(desk, page, event="reg24_approved", on="3 August")
    note(desk, page, code="take-date-back", event="reg24_approved", why="It was his sister’s")

    assert noted(desk) == {}
    assert [row.kind for row in reading.log(desk, "K1")][-1] == "event.taken-back/1"


def test_taking_back_wants_the_date_and_the_reason(desk: Desk, page: Page) -> None:
    note(desk, page, event="reg24_approved", on="3 August")
    note(desk, page, code="take-date-back")

    dialog = opened(page)
    assert dialog.fields["event"].error.text() == "Error: Choose which date."
    assert dialog.fields["why"].error.text() == "Error: Say why it is wrong."
    assert set(noted(desk)) == {"reg24_approved"}


def test_what_was_begun_and_not_noted_is_in_sight_on_the_page(desk: Desk, page: Page) -> None:
    ActionDialogs(AtOnce(desk)).act(page, "note-date", "K1")
    dialog = opened(page)
    QTest.keyClicks(dialog.fields["on"].field(), "3 August")
    dialog.reject()

    [begun] = half_typed.half_typed(desk)
    assert begun.words == "A date was begun and not noted: “3 August”."


def test_the_page_leads_to_the_dialog_and_shows_what_was_noted(desk: Desk, qtbot: QtBot) -> None:
    shown = childs_page(desk, qtbot)
    assert shown.findChild(QPushButton, "take-date-back") is None

    next(one for one in shown.findChildren(QPushButton) if one.objectName() == "note-date").click()
    fill(opened(shown), event="proceedings_issued", on="2 November")

    said = texts(shown)
    assert "End of care proceedings (26 weeks): 2 May 2027." in said
    assert (
        "The application for a care or supervision order was issued: 2 November 2026 "
        "(checked in the main system on 16 November 2026 by Moira Khan)." in said
    )
    assert shown.findChild(QPushButton, "take-date-back") is not None


def test_each_time_limit_says_where_it_is_written_when_it_is_asked(desk: Desk, page: Page, qtbot: QtBot) -> None:
    note(desk, page, event="proceedings_issued", on="2 November")
    shown = childs_page(desk, qtbot)
    card = next(card for card in shown.findChildren(LimitCard) if card.ask.objectName() == "limit-proceedings")
    assert card.written.isHidden()
    assert card.ask.accessibleName() == "Where is this written? End of care proceedings (26 weeks)"

    card.ask.click()

    assert card.written.isVisible()
    assert card.written.text().splitlines()[:4] == [
        "It runs from 2 November 2026.",
        "Children Act 1989, section 32(1)(a)(ii).",
        f"How it counts: {PROCEEDINGS.counts}",
        "How sure this is: the text of the law or of the guidance was read.",
    ]
    card.ask.click()
    assert card.written.isHidden()


def test_a_bad_file_of_the_councils_own_is_said_where_the_time_limits_are(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "ours.toml").write_text("[[clock]]\n", encoding="utf-8")
    desk.reference = ShippedReference(None, [tmp_path])

    assert "“ours.toml” in " in texts(childs_page(desk, qtbot))


def test_a_page_for_reading_only_offers_no_dates_to_note(desk: Desk, page: Page, qtbot: QtBot) -> None:
    note(desk, page, event="proceedings_issued", on="2 November")
    shown = ChildView(AtOnce(desk), "K1")
    qtbot.addWidget(shown)

    assert shown.findChild(QPushButton, "note-date") is None
    assert shown.findChildren(LimitCard)
