"""Dates of supervision in the window: agreed, planned, moved, cancelled, and what became of them when asked."""

from collections.abc import Mapping
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.services import planning
from supervision_app.services.desk import Desk
from supervision_app.services.planning import ToPlan
from tests.fakes.desks import StandingClock
from tests.ui.in_dialog import desk, opened, page
from ui.action.date_deeds import DATE_DEEDS, about_dates
from ui.action.presenter import DeedPresenter
from ui.action.view import ActionDialogs
from ui.shared.asking import AtOnce
from ui.shared.widgets import Lead, Page
from ui.supervision.dates_card import DatesCard, nothing_acts
from ui.supervision.view import SupervisionPage

__all__ = ["desk", "page"]


class Told:
    """A dialog that only remembers."""

    def __init__(self) -> None:
        self.faults: dict[str, str] = {}
        self.said = ""

    def wait(self, *, waiting: bool) -> None:
        """Wait."""

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Remember what was refused."""
        self.faults = dict(faults)

    def finish(self, said: str) -> None:
        """Remember what was said."""
        self.said = said


def do(desk: Desk, code: str, target: str, **typed: str) -> Told:
    """Do a deed as its dialog does, the fields not named left as they begin."""
    deed, told = DATE_DEEDS[code], Told()
    about = about_dates(desk, target, code)
    begin = {ask.name: ask.starts(about) if ask.starts else "" for ask in deed.asks}
    DeedPresenter(told, AtOnce(desk), deed, target).save({**begin, **typed})
    return told


@pytest.fixture
def supervision(desk: Desk, qtbot: QtBot) -> SupervisionPage:
    """The page of supervision with Aoife chosen, whose dialogs open over it."""
    vault = AtOnce(desk)
    made = SupervisionPage(vault, list[str]().append, ActionDialogs(vault).act)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    made.choose(desk.person("Aoife").id)
    return made


def shown(page: Page) -> str:
    """Return all words of the card that can be read."""
    card = page.findChildren(DatesCard)[-1]
    return "\n".join(one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(page))


def press(page: Page, name: str) -> None:
    """Press the button whose accessible name begins like this."""
    [*_, newest] = [one for one in page.findChildren(QPushButton) if one.accessibleName().startswith(name)]
    newest.click()


def test_how_often_is_agreed_and_dates_follow(desk: Desk) -> None:
    aoife = desk.person("Aoife").id
    assert do(desk, "rhythm", aoife).faults == {"every": "Choose how often, or give a number of weeks."}
    assert do(desk, "rhythm", aoife, every="monthly", minutes="an hour").faults[""].startswith("How long a session is")
    assert do(desk, "rhythm", aoife, every="monthly", weeks="3").said == "Agreed: every 3 weeks."
    assert do(desk, "plan", aoife, on="23/11/2026", at="10:00").said == "Planned for Monday 23 November 2026 at 10:00."
    said = do(desk, "plan", aoife, on="24/11/2026", times="2").said
    assert said == "2 dates are planned, the last for Tuesday 15 December 2026."
    first = planning.planned_rows(desk)[0].meeting.id
    assert do(desk, "move-date", first, on="25/11/2026", why="Court").said.startswith("Moved to Wednesday 25 November")
    assert do(desk, "cancel-date", first).faults == {"why": "Say why."}
    assert do(desk, "cancel-date", first, why="Leave").said.startswith("Cancelled.")
    assert do(desk, "child-rhythm", "K1", every="six-weekly").said == "Agreed: talked about every six weeks."


def test_the_choices_are_those_for_a_worker_or_for_a_child(desk: Desk) -> None:
    worker = about_dates(desk, "Aoife", "rhythm").rhythms
    child = about_dates(desk, "K1", "child-rhythm").rhythms

    assert [code for code, _ in worker] == ["monthly", "fortnightly", "newly-qualified"]
    assert child[1] == ("six-weekly", "Every six weeks")


def test_the_page_shows_what_is_agreed_and_planned(supervision: SupervisionPage, desk: Desk) -> None:
    assert "Nothing is agreed on how often. Four weeks are counted." in shown(supervision)
    assert "No date is planned." in shown(supervision)
    press(supervision, "Plan a date")
    dialog = opened(supervision)
    dialog.fields["on"].fill("23/11/2026")
    dialog.save.click()

    assert "Monday 23 November 2026" in shown(supervision)
    press(supervision, "Move: Monday 23 November 2026")
    dialog = opened(supervision)
    dialog.fields["on"].fill("24/11/2026")
    dialog.fields["why"].fill("Court")
    dialog.save.click()
    assert "Tuesday 24 November 2026\nFirst planned for 23 November 2026: Court" in shown(supervision)
    planning.agree_with_worker(desk, "Aoife", "2", desk.today())
    press(supervision, "Agree how often")
    opened(supervision).reject()
    supervision._presenter.read()  # noqa: SLF001 - what a change elsewhere does
    assert "Every 2 weeks, 90 minutes, from 16 November 2026. Due by 30 November 2026." in shown(supervision)


def test_what_became_of_the_dates_is_covered_until_asked_for_and_again_afterwards(
    supervision: SupervisionPage, desk: Desk
) -> None:
    planning.agree_with_worker(desk, "Aoife", "1", desk.today())
    for one in planning.plan(desk, ToPlan("Aoife", date(2026, 11, 16), times=2))[1:]:
        planning.cancel(desk, one.id, "On leave")
    assert isinstance(desk.clock, StandingClock)
    desk.clock.day = date(2026, 11, 30)
    supervision._presenter.read()  # noqa: SLF001 - what a new day does
    assert "held in the last year" not in shown(supervision)

    press(supervision, "Show what became of the dates")
    told = shown(supervision)
    assert "0 of 2 planned dates were held in the last year, 1 cancelled." in told
    assert "The longest time without a session was 2 weeks, from 16 November 2026 to 30 November 2026." in told
    assert "Monday 23 November 2026: cancelled. On leave" in told
    assert "Monday 16 November 2026: no session is recorded here." in told
    supervision.hide()
    supervision.show()
    assert "held in the last year" not in shown(supervision)
    assert any(one.text() == "Show what became of the dates" for one in supervision.findChildren(Lead))


def test_without_dialogs_nothing_is_asked(supervision: SupervisionPage) -> None:
    nothing_acts(supervision, "plan", "p")
