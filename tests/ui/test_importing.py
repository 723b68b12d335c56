"""The import page: looked at first, then loaded."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import ObservedChild, Place, Reading, Refusal
from supervision_app.services.allocating import allocate_child
from supervision_app.services.desk import Desk
from supervision_app.services.errors import BrokenOff
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.ports import Progress
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from ui.importing.parts import MORE_MOVES, SHOWN
from ui.importing.view import ImportPage
from ui.shared.asking import CHILDREN, AtOnce
from ui.shared.desk_thread import DeskThread
from ui.shared.widgets import Lead, words

FILE = [Path("annex-a.xlsx")]
LATER = MONDAY + timedelta(days=7)


class SlowFiles(FakeCaseload):
    """Files during whose reading something else happens."""

    def __init__(self, reading: Reading, meanwhile: Callable[[Progress], None] = lambda _progress: None) -> None:
        super().__init__(reading)
        self.meanwhile = meanwhile

    def read(self, *args: object, **options: Any) -> Reading:
        """Return the reading, after what happens meanwhile."""
        self.meanwhile(options["progress"])
        return super().read(*args, **options)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A vault with one child, whose worker is Aoife Byrne."""
    made = make_desk(tmp_path)
    import_caseload(made, FakeCaseload(reading([observed("K1")])), ToImport([]))
    yield made
    made.vault.close()


def page_over(
    desk: Desk,
    qtbot: QtBot,
    *children: ObservedChild,
    refused: tuple[Refusal, ...] = (),
    change: Callable[[str, str], object] = print,
) -> ImportPage:
    """Return the page over files that show these children a week later."""
    given = FakeCaseload(reading(children, LATER, refused=refused))
    page = ImportPage(AtOnce(desk), lambda: given, change)
    qtbot.addWidget(page)
    page.show()
    return page


def said(page: ImportPage) -> str:
    """Return every word that the page shows."""
    return "\n".join(label.text() for label in page.findChildren(type(words(""))) if label.isVisible())


def boxes(page: ImportPage) -> list[QCheckBox]:
    """Return the boxes of the teams, by name."""
    return sorted((box for box in page.findChildren(QCheckBox) if box.isVisible()), key=lambda box: box.text())


def look_again(page: ImportPage) -> None:
    """Press the button below the teams."""
    next(one for one in page.findChildren(QPushButton) if one.text().startswith("Look again")).click()


def test_files_are_looked_at_before_anything_is_saved(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1"), observed("N1"))
    before = desk.vault.check().entries
    page.choose(FILE)

    assert "1 child would be new" in said(page)
    assert "Read from the file: team, worker in the case system." in said(page)
    assert not page.onward.isVisible()
    assert desk.vault.check().entries == before
    page.load.click()
    assert "1 child was new" in said(page)
    assert page.onward.isVisible()
    assert {row.id for row in desk.vault.views.children(MONDAY)} == {"K1", "N1"}


def test_a_child_with_another_worker_moves_when_the_reason_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1", "Ben Okafor"))
    page.choose(FILE)
    assert "1 child has another worker in the file" in said(page)
    page.reason.setCurrentIndex(page.reason.findData("LEFTRL"))
    page.load.click()

    assert [person.name for person in desk.allocation(desk.child("K1")).workers] == ["Ben Okafor"]


def test_only_the_chosen_teams_are_loaded(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1"), observed("H1", team="Hillside"))
    page.choose(FILE)
    hillside, _ = boxes(page)
    hillside.setChecked(False)
    look_again(page)
    page.load.click()

    assert {row.id for row in desk.vault.views.children(MONDAY)} == {"K1"}


def test_no_team_and_no_file_are_asked_for(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1"), observed("H1", team="Hillside"))
    page.look.click()
    assert "Choose a file first" in said(page)
    page.choose(FILE)
    for box in boxes(page):
        box.setChecked(False)
    look_again(page)
    assert "Choose at least one team" in said(page)


def test_a_date_that_is_none_is_said_beside_it_and_stays(desk: Desk, qtbot: QtBot) -> None:
    page = page_over(desk, qtbot, observed("K1"))
    page.as_of.line.setText("31/02/2026")
    page.choose(FILE)

    assert "is not in the calendar" in page.as_of.error.text()
    assert page.as_of.text() == "31/02/2026"


def test_a_file_that_cannot_be_read_says_so(desk: Desk, qtbot: QtBot) -> None:
    older = FakeCaseload(reading([observed("K1")], MONDAY - timedelta(days=7)))
    page = ImportPage(AtOnce(desk), lambda: older, print)
    qtbot.addWidget(page)
    page.show()
    page.choose(FILE)
    assert "one as of 16 November 2026 was loaded already" in said(page)


def leads(page: ImportPage) -> list[str]:
    """Return the children with another worker who lead to the change of worker."""
    assert page.moves is not None
    return [child for child, part in page.moves.parts.items() if isinstance(part, Lead)]


def test_every_refused_row_says_where_and_why(desk: Desk, qtbot: QtBot) -> None:
    refused = tuple(Refusal(Place("annex-a.xlsx", "List 8", row), "no id") for row in range(7, 8 + SHOWN))
    page = page_over(desk, qtbot, observed("K1"), refused=refused)
    page.choose(FILE)

    assert f"{SHOWN + 1} rows or cells would be refused" in said(page)
    assert "annex-a.xlsx, List 8, row 7: no id" in said(page)
    assert "row 15" not in said(page)
    more = next(lead for lead in page.findChildren(Lead) if lead.accessibleName() == "Show all 9: Refused")
    more.click()
    (box,) = page.findChildren(QPlainTextEdit)
    assert box.toPlainText().splitlines() == [f"{one.place}: {one.why}" for one in refused]


def test_what_is_no_caseload_is_said_and_what_was_there_stays(desk: Desk, qtbot: QtBot) -> None:
    files = SlowFiles(reading([observed("K1", "Ben Okafor")], LATER))
    page = ImportPage(AtOnce(desk), lambda: files, print)
    qtbot.addWidget(page)
    page.show()
    page.take(FILE)
    before = said(page)

    def refuses(_progress: Progress) -> None:
        message = "letter.pdf is a PDF document. Give its day with --as-of."
        raise InputRefused(message)

    files.meanwhile = refuses
    page.take([Path("letter.pdf")])
    assert page.notice.words.text() == (
        "letter.pdf is a PDF document. Give its day with the day above. "
        "What is shown below is as it was, from annex-a.xlsx."
    )
    assert page.chosen.text() == "annex-a.xlsx"
    page.take([], ["https://example.org/list.csv"])
    assert page.notice.words.text().startswith("“https://example.org/list.csv” is a link, and not a file")
    assert "What fits: an Annex A workbook" in page.notice.words.text()

    files.meanwhile = lambda _progress: None
    page.look.click()
    assert said(page) == before
    page.load.click()
    assert "Loaded" in said(page)


def test_reading_shows_how_far_it_has_come_and_can_be_stopped(desk: Desk, qtbot: QtBot) -> None:
    seen: list[tuple[str, int, int]] = []

    def stops(progress: Progress) -> None:
        progress("Reading List 8", 1_000, 2_675)
        seen.append((page.progress.words.text(), page.progress.bar.value(), page.progress.bar.maximum()))
        assert page.progress.stop.isVisible()
        assert page.window().focusWidget() is page.progress.stop
        qtbot.keyClick(page.progress.stop, Qt.Key.Key_Space)
        progress("Reading List 8", 2_000, 2_675)

    files = SlowFiles(reading([observed("N1")], LATER), meanwhile=stops)
    page = ImportPage(AtOnce(desk), lambda: files, print)
    qtbot.addWidget(page)
    page.show()
    page.look.setFocus()
    before = desk.vault.check().entries
    page.choose(FILE)

    assert seen == [("Reading List 8: 1,000 of 2,675", 1_000, 2_675)]
    assert page.state.text() == "Stopped. Nothing was saved."
    assert not page.progress.isVisible()
    assert page.window().focusWidget() is page.look
    assert page.moves is None
    assert desk.vault.check().entries == before


def test_what_is_dropped_while_an_import_is_saved_is_refused(desk: Desk, qtbot: QtBot) -> None:
    files = SlowFiles(reading([observed("N1")], LATER))
    page = ImportPage(AtOnce(desk), lambda: files, print)
    qtbot.addWidget(page)
    page.show()
    page.take(FILE)
    words: list[str] = []

    def dropped(_progress: Progress) -> None:
        page.take([Path("other.xlsx")])
        words.append(page.notice.words.text())

    files.meanwhile = dropped
    page.load.click()
    assert words == ["An import is being saved, so other.xlsx was not looked at. Drop it again when it is saved."]
    assert page.chosen.text() == "annex-a.xlsx"
    assert desk.vault.views.find_child("N1")


def test_a_file_dropped_while_another_is_read_takes_its_place(desk: Desk, qtbot: QtBot) -> None:
    files = SlowFiles(reading([observed("N1")], LATER))
    page = ImportPage(AtOnce(desk), lambda: files, print)
    qtbot.addWidget(page)
    page.show()

    def once(progress: Progress) -> None:
        files.meanwhile = lambda _progress: None
        page.take([Path("second.xlsx")])
        progress("Reading", 1, 2)

    files.meanwhile = once
    page.take([Path("first.xlsx")])
    assert page.chosen.text() == "second.xlsx"
    assert page.state.text() == ""
    assert page.look.isEnabled()


def test_moved_children_are_gone_through_one_by_one(desk: Desk, qtbot: QtBot) -> None:
    import_caseload(
        desk, FakeCaseload(reading([observed("K1"), observed("L1"), observed("M1", "Ben Okafor")])), ToImport([])
    )
    went: list[tuple[str, str]] = []
    moved = (observed("K1", "Ben Okafor"), observed("L1", "Ben Okafor"), observed("M1", "Nadia Newcomer"))
    page = page_over(desk, qtbot, *moved, change=lambda child, to: went.append((child, to)))
    page.choose(FILE)
    assert leads(page) == ["K1", "L1"]
    assert "Nadia Newcomer is not known here yet. Load first; then say here why." in said(page)

    page.load.click()
    assert leads(page) == ["K1", "L1", "M1"]
    assert page.load.text() == "Change the worker of 3 children"
    assert page.moves is not None
    page.moves.parts["K1"].setFocus()
    qtbot.keyClick(page.moves.parts["K1"], Qt.Key.Key_Space)
    assert went == [("K1", "Ben Okafor")]
    changed(page, "K1", "Ben")
    assert leads(page) == ["L1", "M1"]
    assert "K1: Ben Okafor has this child now." in said(page)
    assert page.focus_again()
    assert page.window().focusWidget() is page.moves.parts["L1"]
    assert not page.focus_again()

    page.load.click()
    assert page.notice.words.text() == "Choose the reason first, or go through the children one by one."
    page.reason.setCurrentIndex(1)
    page.load.click()
    assert {row.id: row.worker for row in desk.vault.views.children(MONDAY)} == {
        "K1": "Ben Okafor", "L1": "Ben Okafor", "M1": "Nadia Newcomer",
    }  # fmt: skip
    assert leads(page) == []
    assert not page.load.isVisible()


def changed(page: ImportPage, child: str, to: str) -> None:
    """Change a worker as the other page does."""
    page._presenter.vault.ask(  # noqa: SLF001 - the vault that this page listens to
        lambda desk: allocate_child(desk, child, to, "MANAGE"), print, refused=pytest.fail, changes={CHILDREN}
    )


def test_many_moved_children_are_shown_some_at_a_time(desk: Desk, qtbot: QtBot) -> None:
    ids = [f"C{number:02}" for number in range(MORE_MOVES + 2)]
    import_caseload(desk, FakeCaseload(reading([observed("K1", "Ben Okafor"), *map(observed, ids)])), ToImport([]))
    page = page_over(desk, qtbot, *(observed(one, "Ben Okafor") for one in ids), observed("Z1", "Ben Okafor"))
    page.choose(FILE)
    assert len(leads(page)) == MORE_MOVES
    more = next(lead for lead in page.findChildren(Lead) if lead.text() == "Show 2 more")
    more.click()
    assert leads(page) == ids
    assert page.moves is not None
    assert page.window().focusWidget() is page.moves.parts[ids[MORE_MOVES]]


def test_progress_is_told_on_the_thread_of_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    vault = DeskThread()
    told: list[tuple[int, bool]] = []
    tell = vault.telling(lambda done: told.append((done, threading.current_thread() is threading.main_thread())))
    vault.unlock(lambda: make_desk(tmp_path), lambda: None, pytest.fail)
    vault.ask(lambda _desk: tell(7), lambda _: told.append((8, True)), refused=pytest.fail)
    qtbot.waitUntil(lambda: told == [(7, True), (8, True)])

    vault.lock()
    with pytest.raises(BrokenOff):
        tell(9)
    vault.stop()
    QApplication.processEvents()
    assert told == [(7, True), (8, True)]
