"""The page of a child's summary: looked at, written out, copied, confirmed on file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.adapters.documents.writer import DocumentFiles
from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.discussions import Said
from supervision_app.services import following_up, reading
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import Writers, export_child, preview_document
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY, FakeCaseload, StandingClock, make_desk, observed
from tests.fakes.desks import reading as file_of
from ui.exporting.case_note import case_note
from ui.exporting.view import ExportingPage
from ui.shared.asking import AtOnce

WRITERS = Writers(DocumentFiles(), ExportFolder(), "9.9.9")


CONFIRM = "Confirm that it is on file"


@pytest.fixture
def clock() -> StandingClock:
    """A clock that can be put on."""
    return StandingClock()


@pytest.fixture
def desk(tmp_path: Path, clock: StandingClock) -> Iterator[Desk]:
    """Moira Khan's vault: Kai was discussed with Aoife Byrne and has one open action."""
    made = make_desk(tmp_path, clock=clock, demonstration=True)
    child = observed("K1", "Aoife Byrne", {"name": "Kai", "born": "2014-03-02"})
    import_caseload(made, FakeCaseload(file_of([child])), ToImport([]))
    parts = [Said("How Kai is", "Settled & <calm>.\nSleeps well.")]
    record_discussion(
        made,
        ToRecord("K1", MONDAY, present=["Aoife"], parts=parts, decision="Stay", reasons="It works"),
    )
    following_up.agree(made, ToAgree("K1", "Ring grandma", "Nobody did", "Aoife", date(2026, 12, 1)))
    yield made
    made.vault.close()


def test_the_whole_text_can_be_shown_at_once_and_less_of_it_again(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    short = page.preview.minimumHeight()
    page.whole.click()
    assert page.whole.text() == "Show less of it"
    qtbot.waitUntil(lambda: page.preview.verticalScrollBar().maximum() == 0)
    assert page.preview.minimumHeight() > short
    page.whole.click()
    assert page.preview.minimumHeight() == short


def page_of(desk: Desk, qtbot: QtBot, chosen: str = "", back: list[str] | None = None) -> ExportingPage:
    """Return Kai's page, shown; the question for a folder is answered with `chosen`."""
    page = ExportingPage(
        AtOnce(desk), "K1", lambda: WRITERS, (back if back is not None else []).append, lambda _over: chosen
    )
    qtbot.addWidget(page)
    page.show()
    return page


def said(page: ExportingPage) -> list[str]:
    """Return the words that are shown."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def confirms(page: ExportingPage) -> list[QPushButton]:
    """Return the buttons that confirm an earlier summary."""
    return [one for one in page.findChildren(QPushButton) if one.text() == CONFIRM and one.isVisible()]


def test_the_preview_is_the_text_that_leaves(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    seen = page.preview.toPlainText()
    for box in page.formats.boxes.values():
        box.setChecked(box.text() == "Text")
    page.folder.line.setText(str(tmp_path / "out"))
    page.write.click()

    (written,) = (tmp_path / "out").iterdir()
    footer = seen.strip().rsplit("\n", 1)[-1]
    assert footer == "Export not written out yet · version 1 · Supervision Companion 9.9.9"
    assert written.read_text(encoding="utf-8").startswith(seen.strip().removesuffix(footer))
    assert str(written) in said(page)
    assert "version 2" in page.preview.toPlainText()
    assert "All of this is about Kai (K1). Check that the same child is open in the case system." in said(page)


def test_what_is_missing_stands_beside_its_field(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    assert page.formats.chosen() == ["pdf"]
    page.formats.boxes["pdf"].setChecked(False)
    page.write.click()
    assert page.formats.error.text() == "Error: Choose at least one format."
    assert page.folder.error.text() == "Error: Choose the folder, or type where it is."
    assert page.window().focusWidget() is page.formats.boxes["pdf"]

    QTest.keyClick(page.formats.boxes["txt"], Qt.Key.Key_Space)
    page.folder.line.setText("somewhere")
    QTest.keyClick(page.write, Qt.Key.Key_Space)
    assert page.formats.error.text() == ""
    assert "whole path" in page.folder.error.text()
    assert page.folder.text() == "somewhere"
    assert page.window().focusWidget() is page.folder.line
    assert reading.child_page(desk, "K1").exports == ()


def test_a_folder_that_takes_no_files_is_said_and_nothing_is_recorded(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    page = page_of(desk, qtbot, str(tmp_path / "file"))
    page.choose.click()
    page.write.click()

    assert page.notice.isVisible()
    assert page.write.isEnabled()
    assert reading.child_page(desk, "K1").exports == ()
    page.folder.line.setText(str(tmp_path / "out"))
    page.write.click()
    page.write.click()
    assert page.notice.isHidden()
    assert len([path for path in said(page) if path.endswith(".pdf")]) == 1
    assert len(confirms(page)) == 2


def test_no_folder_chosen_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    back: list[str] = []
    page = page_of(desk, qtbot, back=back)
    page.folder.line.setText("/typed")
    page.choose.click()
    assert page.folder.text() == "/typed"
    next(one for one in page.findChildren(QPushButton) if one.text() == "Back").click()
    assert back == ["K1"]


def test_each_field_of_a_case_note_is_copied(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    clipboard = QGuiApplication.clipboard()
    for name, text in (
        ("type", "Case supervision"),
        ("title", "Case supervision on 16 November 2026"),
        ("date", "16 November 2026"),
    ):
        QTest.keyClick(page.copies.buttons[name], Qt.Key.Key_Space)
        assert clipboard.text() == text
        assert not clipboard.mimeData().hasHtml()
    page.copies.buttons["text"].click()
    assert page.copies.said.text() == "Copied: the text."
    assert clipboard.text() == page.copies.text.toPlainText()
    assert "<p><b>How Kai is</b><br>Settled &amp; &lt;calm&gt;.<br>Sleeps well.</p>" in clipboard.mimeData().html()


def test_a_note_is_about_the_latest_discussion_and_what_is_open(desk: Desk, clock: StandingClock) -> None:
    clock.day = date(2026, 11, 30)
    record_discussion(desk, ToRecord("K1", clock.day, present=["Aoife"], parts=[Said("Now", "Better still.")]))
    note = case_note(preview_document(desk, "K1", "1"))

    assert note.date == "30 November 2026"
    assert "Better still." in note.text
    assert "Sleeps well." not in note.text
    assert note.text.startswith("Demonstration: synthetic data.")
    assert "Child’s id in the case system: K1" in note.text
    assert "Open actions: 1" in note.text
    assert "Due: 1 December 2026" in note.text


def test_a_note_without_a_discussion_is_management_oversight(tmp_path: Path) -> None:
    bare = make_desk(tmp_path, folder="bare")
    import_caseload(bare, FakeCaseload(file_of([observed("N1")])), ToImport([]))
    note = case_note(preview_document(bare, "N1", "1"))
    bare.vault.close()

    assert (note.type, note.title) == ("Management oversight", "Management oversight on 16 November 2026")
    assert note.text.endswith("Open actions\nNo action is open.")
    assert note.text.startswith("Child’s id")


def test_a_summary_is_confirmed_on_file(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    export_child(desk, WRITERS, "K1", ["txt", "json"], tmp_path)
    page = page_of(desk, qtbot)
    assert "Summary 1, written out on 16 November 2026 as Text and JSON. Not confirmed on file." in said(page)
    (opener,) = confirms(page)
    assert opener.accessibleName() == f"{CONFIRM}: Summary 1, written out on 16 November 2026 as Text and JSON"
    QTest.keyClick(opener, Qt.Key.Key_Space)
    asked = page.on_file
    assert asked.day.text() == "16 November 2026"
    assert page.window().focusWidget() is asked.reference.line

    asked.day.line.setText("17/11/2026")
    QTest.keyClick(asked.reference.line, Qt.Key.Key_Return)
    assert "has not come yet" in asked.day.error.text()
    assert asked.reference.error.text() == "Error: Give the case system’s reference."
    asked.day.line.setText("soon")
    QTest.keyClicks(asked.reference.line, "DOC-7")
    asked.save.click()
    assert "is not a date" in asked.day.error.text()
    asked.day.line.clear()
    asked.save.click()
    assert asked.day.error.text() == "Error: Give the date on which it was put on the file."
    asked.day.line.setText("15 November 2026")
    asked.save.click()
    assert "was not on file before then" in asked.day.error.text()
    assert asked.reference.text() == "DOC-7"
    asked.day.line.setText("16/11/2026")
    asked.save.click()

    assert asked.isHidden()
    assert confirms(page) == []
    assert any("On file since 16 November 2026, reference DOC-7." in sentence for sentence in said(page))


def test_what_was_just_written_out_leads_to_its_confirmation(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    export_child(desk, WRITERS, "K1", ["txt"], tmp_path)
    page = page_of(desk, qtbot)
    page.show_files("Written.", ["one.txt"])
    page.confirm.click()

    assert page.window().focusWidget() is page.on_file.reference.line
    page.on_file.reference.line.setText("DOC-7")
    page.on_file.save.click()
    assert page.on_file.isHidden()
    page.confirm.click()
    assert page.on_file.isHidden()  # nothing waits to be confirmed any more


def test_a_question_put_away_keeps_what_was_typed_for_the_same_summary(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    for _ in range(2):
        export_child(desk, WRITERS, "K1", ["txt"], tmp_path)
    page = page_of(desk, qtbot)
    newest, oldest = confirms(page)
    newest.click()
    page.on_file.reference.line.setText("DOC")
    page.on_file.cancel.click()
    assert page.on_file.isHidden()
    newest.click()
    assert page.on_file.reference.text() == "DOC"
    oldest.click()
    assert page.on_file.reference.text() == ""


def test_a_refused_confirmation_is_said_and_keeps_the_reference(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    page.on_file.ask("nothing", "A summary that is not here", "16 November 2026")
    page.on_file.reference.line.setText("DOC")
    page.on_file.save.click()
    assert "No export has the id nothing." in page.on_file.day.error.text()
    assert page.on_file.reference.text() == "DOC"


def test_a_child_that_is_not_here(desk: Desk, qtbot: QtBot) -> None:
    page = ExportingPage(AtOnce(desk), "X9", lambda: WRITERS, print)
    qtbot.addWidget(page)
    page.show()
    assert "No child with the id X9 is here." in page.notice.words.text()
