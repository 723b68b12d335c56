"""The page of a child's story."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from tests.ui.in_session import words_of
from ui.shared.asking import AtOnce
from ui.story.view import StoryPage


def page_of(qtbot: QtBot, asking: AtOnce) -> StoryPage:
    """Return Kai's story, shown."""
    page = StoryPage(asking, "K1", bool, bool)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_story_is_told_and_changes_with_the_record(desk: Desk, qtbot: QtBot) -> None:
    asking = AtOnce(desk)
    page = page_of(qtbot, asking)
    assert "The story of Kai (K1) so far" in words_of(page)
    assert "Nothing is half done, as far as is known." in words_of(page)
    action = desk.vault.views.actions(child=desk.child("K1"))[0].id
    asking.ask(lambda at: following_up.progress(at, action, "Rang"), lambda _: None, refused=print, changes={"actions"})

    assert "Nothing is half done" not in words_of(page)
    assert "said by Moira Khan: Rang." in words_of(page)


def test_another_day_is_typed_as_people_say_it(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(qtbot, AtOnce(desk))
    page.day.fill("soon")
    page.look.click()
    assert "The day “soon” is not a date." in words_of(page)
    page.day.fill("three weeks ago")
    page.look.click()

    assert "The story of Kai (K1) so far, as known on 16 November 2026" in words_of(page)
    assert "is not a date" not in words_of(page)
    page.day.fill("10 weeks ago")
    page.look.click()
    assert "Nothing was recorded of this child until" in words_of(page)


def test_each_line_leads_to_what_it_was_made_from(desk: Desk, qtbot: QtBot) -> None:
    opened: list[str] = []
    page = StoryPage(AtOnce(desk), "K1", bool, opened.append)
    qtbot.addWidget(page)
    page.show()
    action = desk.vault.views.actions(child=desk.child("K1"))[0]
    ways = {one.accessibleName(): one for one in page.findChildren(QPushButton) if one.text() == "Open"}
    (way,) = [name for name in ways if action.what in name]
    ways[way].click()
    next(one for name, one in ways.items() if "Has the child now" in name).click()

    assert opened == [action.id, "workers"]
    assert not any("Nothing" in name for name in ways)
