"""Everything about one child for a subject access request: nothing left out, and who else is named told apart."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.documents.writer import DocumentFiles
from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.discussions import Said
from supervision_app.services import following_up, knowing, people, reading, sealing, sessions, withdrawing
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite
from supervision_app.services.exporting import Writers
from supervision_app.services.following_up import ToAgree
from supervision_app.services.subject_access import Bundle, write_bundle
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY
from tests.fakes.sessions import AOIFE, begun, only_actions

WRITERS = Writers(DocumentFiles(), ExportFolder(), "9.9.9")
GRANDMOTHER = "=Grandmother Ivy"


@pytest.fixture
def told(team: Desk) -> Desk:
    """Kai was talked about with Leo named; an action is done by his grandmother; Aoife's own record names him."""
    said = (Said("The child’s day", "He asked for Leo twice; Leo was ill."),)
    record_discussion(team, ToRecord("K1", MONDAY, parts=said, decision="Ask Ivy", reasons="He wants it"))
    following_up.agree(team, ToAgree("K1", "Ring", "Nobody has", AOIFE, date(2026, 12, 1), doer=GRANDMOTHER))
    following_up.agree(team, ToAgree("K1", "Write", "Nobody has", AOIFE, date(2026, 12, 1)))
    draft = begun(team)
    only_actions(team, draft, "K1")
    for row in team.vault.views.actions(child=team.child("K1")):
        following_up.progress(team, row.id, "Rang")
    sessions.keep(team, draft, {"own/workload": "Kai takes most of it", "said-of/none": ""})
    sealing.seal(team, draft, seen=True)
    record_discussion(team, ToRecord("L1", MONDAY, decision="Leo sees Kai", reasons="They asked"))
    return team


def text_of(bundle: Bundle) -> str:
    """Return the plain text of what was written."""
    [path] = [path for path in bundle.files if path.suffix == ".txt"]
    return path.read_text(encoding="utf-8")


def test_everything_is_there_in_words_and_in_order(told: Desk, tmp_path: Path) -> None:
    records = len(told.vault.ledger.stream(told.child("K1")))
    bundle = write_bundle(told, WRITERS, "k1", tmp_path)
    text = text_of(bundle)

    assert bundle.records == records
    for words in (
        "He asked for Leo twice; Leo was ill.",
        "Decision: Ask Ivy",
        "What: Ring",
        "Note: Rang",
        "Due: 1 December 2026",
    ):
        assert words in text
    assert "Typed by" in text
    assert "Moira Khan, team manager" in text
    assert {path.suffix for path in bundle.files} == {".txt", ".docx", ".csv"}
    assert text.index("Decision: Ask Ivy") < text.index("What: Ring") < text.index("Note: Rang")


def test_who_else_is_named_is_listed_with_where_and_as_a_table(told: Desk, tmp_path: Path) -> None:
    people.add_person(told, "Zola Never Named", "worker")
    people.add_person(told, "Ivy Elm", "worker")
    record_discussion(told, ToRecord("K1", MONDAY, decision="A bus to Leominster", reasons="He asked"))
    bundle = write_bundle(told, WRITERS, "K1", tmp_path)
    found = {name: (who, times) for name, who, _, times in bundle.third_parties}

    assert found["Leo"] == ("another child", 2)  # and not in Leominster
    assert found["Ivy Elm"] == ("social worker", 2)  # by one of her names: in the decision, and of the grandmother
    assert found[GRANDMOTHER] == ("does an action", 2)
    assert found["Aoife Byrne"][0] == "social worker"
    assert "Kai" not in found
    assert "Zola Never Named" not in found
    [table] = [path for path in bundle.files if path.suffix == ".csv"]
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["Name", "Who they are, as far as is known here", "In records", "Times"]
    assert f"’{GRANDMOTHER}" in [row[0] for row in rows]


def test_where_else_the_child_is_named_is_said_without_a_word_of_it(told: Desk, tmp_path: Path) -> None:
    bundle = write_bundle(told, WRITERS, "K1", tmp_path)

    assert bundle.elsewhere == (
        "Aoife Byrne’s own supervision record of 16 November 2026",
        "The record of another child, L1, of 16 November 2026",
    )
    assert "takes most of it" not in text_of(bundle)
    sessions.begin(told, AOIFE, MONDAY)
    assert write_bundle(told, WRITERS, "K1", tmp_path / "same").elsewhere == bundle.elsewhere
    told.vault.drafts.keep("dialog/agree/K1", {"what": "Ring"}, "2026-11-16T10:00:00+00:00")
    typing = write_bundle(told, WRITERS, "K1", tmp_path / "again").elsewhere[0]
    assert typing == "What is being typed just now and is not recorded yet"
    told.vault.drafts.drop("dialog/agree/K1")
    draft = sessions.begin(told, AOIFE, MONDAY)
    sessions.keep(told, draft, {f"said/day/{told.child('K1')}": "Words"})
    assert typing in write_bundle(told, WRITERS, "K1", tmp_path / "third").elsewhere


def test_what_was_withdrawn_is_said_to_be(told: Desk, tmp_path: Path) -> None:
    talk = record_discussion(told, ToRecord("K1", MONDAY, decision="Of somebody else", reasons="Wrong")).discussion
    withdrawing.withdraw_record(told, told.child("K1"), talk, "Another child")
    text = text_of(write_bundle(told, WRITERS, "K1", tmp_path))

    assert "Of somebody else" not in text
    assert "they were withdrawn" in text
    assert "Why: Another child" in text


def test_a_withdrawal_names_what_was_written_out_and_no_summary_waits_for_the_file(told: Desk, tmp_path: Path) -> None:
    [talk] = [talk.id for talk in reading.child_page(told, "K1").discussions if talk.decision]
    write_bundle(told, WRITERS, "K1", tmp_path / "one")
    write_bundle(told, WRITERS, "K1", tmp_path / "two")
    unwritten = told.vault.views.unwritten()
    taken = withdrawing.withdraw_record(told, told.child("K1"), talk, "Another child")
    write_bundle(told, WRITERS, "K1", tmp_path / "three")

    assert withdrawing.who_has_it(taken, removed=True) == (
        (
            "Everything about the child, number 1, of 16 November 2026 (docx, txt, csv) has it. "
            "Delete the files, and tell whoever they were given to."
        ),
        (
            "Everything about the child, number 2, of 16 November 2026 (docx, txt, csv) has it. "
            "Delete the files, and tell whoever they were given to."
        ),
    )
    assert told.vault.views.unfiled_exports() == []
    assert unwritten
    assert reading.child_page(told, "K1").exports == ()
    assert told.vault.check().problems == ()


def test_nothing_is_recorded_where_the_folder_cannot_take_the_files(told: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    before = told.vault.ledger.commits()
    with pytest.raises(CannotWrite):
        write_bundle(told, WRITERS, "K1", tmp_path / "file")
    assert told.vault.ledger.commits() == before


def test_a_child_without_a_name_is_found_by_the_id(team: Desk, tmp_path: Path) -> None:
    knowing.name_child(team, "L1", "Leo")
    record_discussion(team, ToRecord("L1", MONDAY, decision="Ask after M1", reasons="They are friends"))
    bundle = write_bundle(team, WRITERS, "M1", tmp_path)

    assert bundle.elsewhere == ("The record of another child, L1, of 16 November 2026",)
    assert [name for name, *_ in bundle.third_parties] == ["Aoife Byrne", "Moira Khan"]
