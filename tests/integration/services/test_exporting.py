"""A child's summary goes out: recorded first, rendered from the record, whole or not at all."""

import json
from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.documents.writer import DocumentFiles
from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.discussions import Said
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.domain.exports import record_export
from supervision_app.services import allocating, exporting, following_up, knowing, people, reading
from supervision_app.services.desk import Desk, Word
from supervision_app.services.errors import CannotWrite
from supervision_app.services.exporting import Writers, export_child, find_export, recorded_document
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import FakeCaseload, FakeDocuments, make_desk, observed
from tests.fakes.desks import reading as file_of

WRITERS = Writers(FakeDocuments(), ExportFolder(), "9.9.9")
DUE = date(2026, 12, 1)


def text_of(desk: Desk, child: str, out: Path) -> str:
    """Return the exported text of a child."""
    done = export_child(desk, WRITERS, child, ["txt"], out)
    return done.files[0].read_text(encoding="utf-8")


def test_an_export_is_recorded_and_its_files_carry_no_name(team: Desk, tmp_path: Path) -> None:
    done = export_child(team, WRITERS, "K1", ["txt", "json", "txt"], tmp_path / "out")

    assert [path.name for path in done.files] == ["K1_20261116_case-summary_v1.txt", "K1_20261116_case-summary_v1.json"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in done.files)
    exports = reading.child_page(team, "K1").exports
    assert [(one.id, one.number, one.formats, one.confirmed_on) for one in exports] == [
        (done.id, 1, ("txt", "json"), "")
    ]
    assert export_child(team, WRITERS, "K1", ["txt"], tmp_path / "out").number == 2


def test_the_same_document_can_be_made_again_from_the_record(team: Desk, tmp_path: Path) -> None:
    action = following_up.agree(team, ToAgree("K1", "Ring grandma", "Why", "Aoife", DUE), said_by="Aoife")
    done = export_child(team, Writers(DocumentFiles(), ExportFolder(), "9.9.9"), "K1", ["json"], tmp_path)
    following_up.close(team, action, state="done", impact="She rang back", said_by="Aoife")
    people.person_leaves(team, "Aoife", "")

    stream, export = find_export(team, done.id[:8])
    again = recorded_document(team, stream, export)
    assert json.loads(done.files[0].read_text(encoding="utf-8"))["data"] == json.loads(json.dumps(again.data))
    assert "She rang back" not in str(again)
    assert exporting.digest(again) == export.digest


def test_everything_of_the_child_is_in_it_and_nothing_of_another(team: Desk, tmp_path: Path) -> None:
    record_discussion(
        team,
        ToRecord(
            "K1",
            date(2026, 11, 10),
            present=("Aoife Byrne",),
            parts=(Said("Today", "Woke early xylophone"), Said("Empty", " ")),
            decision="Stay with the plan",
            reasons="It is working",
        ),
    )
    record_discussion(team, ToRecord("K1", date(2026, 11, 15), parts=(Said("Later", "Slept well"),)))
    done = following_up.agree(team, ToAgree("K1", "Closed one", "Why", "Moira", DUE), said_by="Moira")
    following_up.close(team, done, state="not-needed", impact="The school does it", said_by="Moira")
    moved = following_up.agree(team, ToAgree("K1", "Open one", "Why", "Aoife", DUE, doer="A neighbour"))
    following_up.move(team, moved, date(2026, 12, 9), "The neighbour is away")
    following_up.progress(team, moved, "Rang once")
    following_up.agree(team, ToAgree("M1", "Marzipan for Mia", "Why", "Aoife", DUE))
    allocating.allocate_child(team, "K1", "Ben", "LEFTRL")
    text = text_of(team, "K1", tmp_path)

    for words in (
        "Woke early xylophone",
        "Stay with the plan",
        "It is working",
        "typed on 16 November 2026",
        "The school does it",
        "Open one",
        "A neighbour",
        "Rang once",
        "The neighbour is away",
        "Ben Okafor has yet to accept",
        "Previous worker left the role",
        "9 December 2026 (first 1 December 2026, moved once)",
        "2 March 2014",
    ):
        assert words in text
    assert "Marzipan" not in text
    assert "Mia" not in text


def test_an_empty_and_unallocated_child_can_be_exported_with_every_section(desk: Desk, tmp_path: Path) -> None:
    import_caseload(desk, FakeCaseload(file_of([observed("N1", "")])), ToImport([]))
    text = text_of(desk, "N1", tmp_path)
    for words in (
        "No worker is recorded",
        "No discussion is recorded",
        "No action is open",
        "No action has been closed",
    ):
        assert words in text


def test_a_demonstration_is_marked_in_every_export(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, demonstration=True)
    import_caseload(desk, FakeCaseload(file_of([observed("N1")])), ToImport([]))
    assert "Demonstration: synthetic data" in text_of(desk, "N1", tmp_path / "out")
    desk.vault.close()


def test_a_manager_unknown_by_name_is_said(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, name="Aoife Byrne", role="worker")
    import_caseload(desk, FakeCaseload(file_of([observed("N1")])), ToImport([]))
    action = following_up.agree(desk, ToAgree("N1", "Ring", "Why", "Aoife", DUE))
    following_up.give_back(desk, action, "Not mine")

    assert desk.vault.views.actions(action=action)[0].owner == "The manager of Riverside"
    assert "not known by name" in text_of(desk, "N1", tmp_path / "out")
    desk.vault.close()


@pytest.mark.parametrize("formats", [["odt"], [], [" "]])
def test_an_unknown_format_or_none_is_refused(team: Desk, tmp_path: Path, formats: list[str]) -> None:
    with pytest.raises(InputRefused, match="txt, json"):
        export_child(team, WRITERS, "K1", formats, tmp_path)


def test_two_dates_of_birth_hold_exports_back_until_settled(team: Desk, tmp_path: Path) -> None:
    twice = observed("K1", "Aoife Byrne", {"born": "2014-02-03"})
    import_caseload(team, FakeCaseload(file_of([twice])), ToImport([]))
    with pytest.raises(RuleRefused, match="Two children, one id"):
        export_child(team, WRITERS, "K1", ["txt"], tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))

    knowing.settle_birth(team, "K1", date(2014, 3, 2), "Seen the birth certificate")
    assert "2 March 2014" in text_of(team, "K1", tmp_path / "out")
    with pytest.raises(RuleRefused, match="nothing to settle"):
        knowing.settle_birth(team, "K1", date(2014, 3, 2), "again")


def test_a_folder_that_cannot_be_written_leaves_the_vault_as_it_was(team: Desk, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    before = team.vault.check().entries
    with pytest.raises(CannotWrite, match="cannot be written"):
        export_child(team, WRITERS, "K1", ["txt"], in_the_way)
    assert team.vault.check().entries == before
    assert reading.child_page(team, "K1").exports == ()


def test_a_hostile_id_stays_inside_the_folder(desk: Desk, tmp_path: Path) -> None:
    case_id = "../../A/B:C*" + "9" * 60
    import_caseload(desk, FakeCaseload(file_of([observed(case_id.upper())])), ToImport([]))
    done = export_child(desk, WRITERS, case_id, ["txt"], tmp_path / "out")
    assert done.files[0].parent == tmp_path / "out"
    assert len(done.files[0].name) < 100


def test_an_export_is_confirmed_on_file_with_its_reference(team: Desk, tmp_path: Path) -> None:
    done = export_child(team, WRITERS, "K1", ["txt"], tmp_path)
    with pytest.raises(InputRefused, match="has not come yet"):
        exporting.confirm_on_file(team, done.id, "DOC-1", on=date(2026, 11, 17))
    exporting.confirm_on_file(team, done.id, "DOC-1")

    export = reading.child_page(team, "K1").exports[0]
    assert (export.confirmed_on, export.reference) == ("2026-11-16", "DOC-1")


def test_an_export_is_found_by_the_start_of_its_id_and_never_guessed(team: Desk, tmp_path: Path) -> None:
    done = export_child(team, WRITERS, "K1", ["txt"], tmp_path)
    stream, export = find_export(team, done.id)
    for ending in ("1", "2"):
        entry = record_export(stream, export, on=team.today())
        twin = type(entry)(stream, f"abcdabcd-{ending}", entry.kind, entry.happened_on, entry.payload)
        team.record([Word(twin, team.owner())])
    with pytest.raises(AmbiguousName, match="more than one export"):
        find_export(team, "abcdabcd")
    for unknown in ("", "ffffffff-none"):
        with pytest.raises(NotFound, match="No export"):
            find_export(team, unknown)
