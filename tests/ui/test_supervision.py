"""The page of supervision: a session is begun or given up; a worker’s record is read, confirmed, added to."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.adapters.reference import ShippedReference
from supervision_app.services import sealing, sessions
from supervision_app.services.desk import Desk
from ui.shared.asking import AtOnce
from ui.shared.record_card import RecordCard
from ui.shared.widgets import Lead
from ui.supervision.view import SupervisionPage

WORKER = "Aoife Byrne"


def page_of(desk: Desk, qtbot: QtBot, opened: list[str] | None = None) -> SupervisionPage:
    """Return the page, shown, with Aoife Byrne chosen."""
    page = SupervisionPage(AtOnce(desk), (opened if opened is not None else []).append)
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show()
    page.choose(desk.person(WORKER).id)
    return page


def words_of(page: SupervisionPage) -> str:
    """Return all words that are shown."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def seal(desk: Desk, *, seen: bool) -> None:
    """Hold a short session with Aoife Byrne."""
    draft = sessions.begin(desk, WORKER, desk.today())
    kai = sessions.open_session(desk, draft).children[0].stream
    fields = {f"depth/{kai}": "not-today", f"not-because/{kai}": "Ill", "own/workload": "Two visits can move."}
    sessions.keep(desk, draft, fields)
    sealing.seal(desk, draft, seen=seen)


def pressed(page: SupervisionPage, name: str) -> None:
    """Press the button whose accessible name begins like this."""
    next(one for one in page.findChildren(QPushButton) if one.accessibleName().startswith(name)).click()


def test_a_session_is_begun_with_whoever_is_chosen(small_desk: Desk, qtbot: QtBot) -> None:
    opened: list[str] = []
    page = page_of(small_desk, qtbot, opened)
    assert page.day.text() == "7 December 2026"
    page.start.click()

    found = sessions.unfinished(small_desk)
    assert opened == [found[0].draft]
    assert found[0].worker.name == WORKER
    assert "Begun, and not sealed" in words_of(page)


def test_with_nobody_chosen_or_a_day_ahead_nothing_is_begun(small_desk: Desk, qtbot: QtBot) -> None:
    opened: list[str] = []
    page = page_of(small_desk, qtbot, opened)
    page.table.clearSelection()
    page.start.click()
    assert "Choose in the list with whom the session is." in words_of(page)
    page.choose(small_desk.person(WORKER).id)
    for day, why in (("9/9/2030", "before it took place"), ("soon", "is not a date")):
        page.day.line.setText(day)
        page.start.click()
        assert why in words_of(page)
        assert page.day.text() == day

    assert opened == []


def test_a_session_that_was_begun_is_gone_on_with(small_desk: Desk, qtbot: QtBot) -> None:
    draft = sessions.begin(small_desk, WORKER, small_desk.today() - timedelta(days=1))
    opened: list[str] = []
    page = page_of(small_desk, qtbot, opened)
    next(lead for lead in page.findChildren(Lead) if lead.text().startswith("Go on")).click()

    assert opened == [draft]


def test_giving_a_session_up_takes_two_presses(small_desk: Desk, qtbot: QtBot) -> None:
    sessions.begin(small_desk, WORKER, small_desk.today())
    page = page_of(small_desk, qtbot)
    pressed(page, "Give up this session")
    assert sessions.unfinished(small_desk)
    pressed(page, "Give it up with all that was typed")

    assert sessions.unfinished(small_desk) == []
    assert "given up" in words_of(page)


def test_a_record_that_the_worker_has_not_read_is_confirmed_later(small_desk: Desk, qtbot: QtBot) -> None:
    seal(small_desk, seen=False)
    page = page_of(small_desk, qtbot)
    assert "not yet seen by Aoife Byrne" in words_of(page)
    assert "Two visits can move." not in words_of(page)  # whoever looks on sees that it is there, and no more
    pressed(page, "Show what was written")
    assert "Two visits can move." in words_of(page)
    pressed(page, "Aoife Byrne has read it")

    assert not sealing.own_record(small_desk, WORKER)[0].unseen
    assert "7 December 2026, on the screen of whoever supervised" in words_of(page)


def test_a_record_that_was_shown_is_covered_for_whoever_comes_next(small_desk: Desk, qtbot: QtBot) -> None:
    seal(small_desk, seen=True)
    page = page_of(small_desk, qtbot)
    pressed(page, "Show what was written")
    names = [page.model.row_at(number).name for number in range(2)]
    page.table.selectRow(names.index("Ben Okafor"))
    page.table.selectRow(names.index("Aoife Byrne"))
    assert "Two visits can move." not in words_of(page)

    pressed(page, "Show what was written")
    page.hide()
    page.show()
    assert "Two visits can move." not in words_of(page)


def test_the_chosen_guide_says_what_it_is_for(small_desk: Desk, qtbot: QtBot) -> None:
    page = page_of(small_desk, qtbot)
    assert "From the child’s day, through what it stirs up" in words_of(page)
    page.guide.box.setCurrentIndex(page.guide.box.findData("Ten minutes"))

    assert "When time is short" in words_of(page)
    assert "From the child’s day" not in words_of(page)


def test_a_second_session_of_a_day_is_begun_by_a_second_press(small_desk: Desk, qtbot: QtBot) -> None:
    seal(small_desk, seen=True)
    opened: list[str] = []
    page = page_of(small_desk, qtbot, opened)
    names = [page.model.row_at(number).name for number in range(2)]
    page.table.selectRow(names.index(WORKER))
    page.day.fill("today")
    page.start.click()
    assert opened == []
    assert "The session with Aoife Byrne on 7 December 2026 is sealed already." in words_of(page)
    page.start.click()

    assert [one.draft for one in sessions.unfinished(small_desk)] == opened


def test_words_are_added_to_a_sealed_record_and_change_nothing_of_it(small_desk: Desk, qtbot: QtBot) -> None:
    seal(small_desk, seen=True)
    page = page_of(small_desk, qtbot)
    card = page.findChildren(RecordCard)[0]
    pressed(page, "Show what was written")
    pressed(page, "Add to it")
    card.save.click()
    assert "left empty" in words_of(page)
    QTest.keyClicks(card.addition.text_edit, "The visits were moved.")
    card.save.click()

    own = sealing.own_record(small_desk, WORKER)[0]
    assert [one.text for one in own.after.added] == ["The visits were moved."]
    assert [part.text for part in own.parts] == ["Two visits can move."]
    assert "Added on 7 December 2026 by Moira Khan" in words_of(page)


@pytest.mark.parametrize(("seen", "last"), [(True, "7 December 2026"), (False, "7 December 2026")])
def test_the_list_says_when_each_was_last_supervised(small_desk: Desk, qtbot: QtBot, seen: bool, last: str) -> None:
    seal(small_desk, seen=seen)
    page = page_of(small_desk, qtbot)
    shown = {page.model.row_at(number).name: page.model.index(number, 3).data() for number in range(2)}

    assert shown == {"Aoife Byrne": last, "Ben Okafor": "Not recorded here yet"}


def test_a_guide_with_a_mistake_is_named_with_its_line_and_the_others_are_offered(
    small_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "ours.toml").write_text('name = "Ours"\nabout = "x"\n[[stage]]\ncode = 3\n', encoding="utf-8")
    small_desk.reference = ShippedReference(tmp_path)
    page = page_of(small_desk, qtbot)

    assert "“ours.toml” is not offered: line 3:" in words_of(page)
    page.start.click()
    assert sessions.unfinished(small_desk)
