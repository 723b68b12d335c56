"""What is kept long enough is said with its reason; only what is on file goes, after its dates were written out."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from supervision_app.adapters.files import ExportFolder
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.discussions import MANAGEMENT_OVERSIGHT, Said
from supervision_app.domain.errors import InputRefused
from supervision_app.services import exporting, following_up, holds, people, pruning, reading, retention, sealing
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite
from supervision_app.services.exporting import Writers
from supervision_app.services.following_up import ToAgree
from supervision_app.services.pruning import ToPrune
from supervision_app.services.subject_access import write_bundle
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY, FakeDocuments, StandingClock
from tests.fakes.sessions import AOIFE, begun, typed
from tests.integration.services.test_withdrawing import file_of, pages_of

WORD = "marmaladezebra"
WRITERS = Writers(FakeDocuments(), ExportFolder(), "1")
YEARS_LATER = date(2028, 11, 16)


def later(desk: Desk, day: date = YEARS_LATER) -> None:
    """Let it be another day."""
    assert isinstance(desk.clock, StandingClock)
    desk.clock.day = day


def put_on_file(desk: Desk, child: str, out: Path) -> None:
    """Write a child's summary out, and confirm that it is on the file."""
    export = exporting.export_child(desk, WRITERS, child, ["txt"], out)
    exporting.confirm_on_file(desk, export.id, "=DOC-1", on=desk.today())


@pytest.fixture
def old(team: Desk, tmp_path: Path) -> Desk:
    """Two years on: a talk, an oversight and a closed action of Kai are on file; an open one, and Mia's talk, too."""
    said = (Said("Said", f"{WORD} " * 900),)
    record_discussion(team, ToRecord("K1", MONDAY, MANAGEMENT_OVERSIGHT, parts=said, decision=WORD, reasons=WORD))
    record_discussion(team, ToRecord("K1", MONDAY, parts=said))
    record_discussion(team, ToRecord("M1", MONDAY, decision="Ring", reasons="Nobody has"))
    closed = following_up.agree(team, ToAgree("K1", "=Ring", WORD, AOIFE, date(2026, 12, 1)))
    following_up.close(team, closed, state="done", impact=WORD)
    following_up.agree(team, ToAgree("K1", "Write", "Nobody has", AOIFE, date(2026, 12, 1)))
    put_on_file(team, "K1", tmp_path / "out")
    later(team)
    return team


def wanted(out: Path, *kinds: str) -> ToPrune:
    """Return what information governance decided."""
    return ToPrune("Ines Park", "IG-9", out, kinds)


def test_what_is_due_is_said_with_the_reason(old: Desk) -> None:
    found = retention.due(old)

    assert [(one.rule.kind, one.whose, one.stays) for one in found] == [
        ("case-supervision", "K1", ""),
        ("closed-actions", "K1", ""),
        ("management-oversight", "K1", ""),
    ]
    assert found[1].why == "Closed actions: kept for 2 years after they were closed, so due since 16 November 2028."
    later(old, date(2028, 11, 15))
    assert retention.due(old) == []


def test_what_is_not_on_file_stays_and_so_does_what_was_added_since(old: Desk, tmp_path: Path) -> None:
    later(old, MONDAY)
    action = following_up.agree(old, ToAgree("M1", "Ring", "Nobody has", AOIFE, date(2026, 12, 1)))
    following_up.close(old, action, state="done", impact="Rang")
    talks = reading.child_page(old, "K1").discussions
    [talk] = [one.id for one in talks if one.type == "case-supervision"]
    sealing.add_to(old, sealing.SealedRecord(old.child("K1"), talk), "One more thing")
    write_bundle(old, WRITERS, "M1", tmp_path / "bundle")
    exporting.export_child(old, WRITERS, "M1", ["txt"], tmp_path / "unconfirmed")
    later(old)

    assert [(one.rule.kind, one.whose) for one in retention.due(old) if not one.stays] == [
        ("closed-actions", "K1"),
        ("management-oversight", "K1"),
    ]
    assert [(one.rule.kind, one.whose, one.stays) for one in retention.due(old) if one.stays] == [
        ("closed-actions", "M1", retention.NOT_ON_FILE)
    ]


def test_an_open_action_is_never_due_though_it_is_on_file_for_years(old: Desk, tmp_path: Path) -> None:
    (tmp_path / "actions.toml").write_text(
        'kind = "closed-actions"\nname = "Closed actions"\nafter = "on-file"\namount = 1\nunit = "days"\n'
        'source = "Ours"\nconfidence = "local"\n',
        encoding="utf-8",
    )
    old.reference = ShippedReference(None, (), [tmp_path])
    gone = pruning.prune(old, ExportFolder(), wanted(tmp_path / "out", "closed-actions")).gone

    assert len(gone) == 1
    assert [row.what for row in old.vault.views.actions(state="any-open")] == ["Write"]


def test_that_it_was_read_is_no_word_that_has_to_be_on_file(team: Desk, tmp_path: Path) -> None:
    sealing.seal(team, typed(team), seen=False)
    put_on_file(team, "K1", tmp_path / "out")
    [talk] = [one.id for one in reading.child_page(team, "K1").discussions]
    sealing.confirm(team, sealing.SealedRecord(team.child("K1"), talk))
    later(team)

    assert [(one.rule.kind, one.stays) for one in retention.due(team)] == [("case-supervision", "")]


def test_every_other_kind_is_listed_and_stays(team: Desk, tmp_path: Path) -> None:
    sealing.seal(team, typed(team), seen=True)
    begun(team)
    people.person_leaves(team, AOIFE, "Another job")
    write_bundle(team, WRITERS, "K1", tmp_path / "bundle")
    own = tmp_path / "own"
    own.mkdir()
    (own / "exports.toml").write_text(
        'kind = "exports"\nname = "Exports"\nafter = "written"\namount = 1\nunit = "days"\n'
        'source = "Ours"\nconfidence = "local"\n',
        encoding="utf-8",
    )
    team.reference = ShippedReference(None, (), [own])
    later(team, date(2032, 11, 16))

    assert {one.rule.kind: one.stays for one in retention.due(team)} == {
        "worker-supervision": "Nothing here can say that it is on the worker’s own file. It stays.",
        "drafts": "Whoever typed it seals it or drops it.",
        "directory": "Records here name them. The name stays as long as those do.",
        "exports": "It says who has copies of what is here.",
    }
    assert pruning.to_go(team).gone == ()
    assert pruning.prune(team, ExportFolder(), wanted(tmp_path / "none")).file is None
    assert not (tmp_path / "none").exists()


def test_a_workers_own_record_under_a_hold_says_so(team: Desk) -> None:
    sealing.seal(team, typed(team), seen=True)
    people.person_leaves(team, AOIFE, "Another job")
    holds.place_hold(team, AOIFE, "A tribunal")
    later(team, date(2032, 11, 16))

    assert {one.rule.kind: one.stays for one in retention.due(team)}["worker-supervision"] == retention.HELD


def test_what_goes_is_on_no_page_and_its_dates_and_holders_are_in_the_file(old: Desk, tmp_path: Path) -> None:
    assert WORD.encode() in pages_of(file_of(old))
    done = pruning.prune(old, ExportFolder(), wanted(tmp_path / "register"))

    assert len(done.gone) == 3
    assert done.file is not None
    written = done.file.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(written)))
    assert rows[0] == list(pruning.COLUMNS)
    action = next(row for row in rows if row[1] == "Closed actions")
    assert action[0] == "K1"
    assert action[3] == "agreed 2026-11-16; first due 2026-12-01; due 2026-12-01; closed 2026-11-16; times moved 0"
    assert "Aoife Byrne (awaiting, 2026-11-16 to 2026-11-16)" in action[4]
    assert action[5:] == ["’=DOC-1, 16 November 2026", "kept for 2 years after they were closed", "2028-11-16"]
    assert [row[4] for row in rows if row[1].startswith("Discussions")] == ["Moira Khan"]
    assert WORD not in written
    assert WORD.encode() not in pages_of(file_of(old))
    assert old.vault.check().problems == ()
    assert old.vault.rebuild().problems == ()


@pytest.mark.parametrize("anew", [False, True])
def test_the_file_is_written_anew(old: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: bool) -> None:
    vault = old.vault
    assert isinstance(vault, OpenVault)
    driver: Any = vault._database.connection.connection.driver_connection  # noqa: SLF001 - a setting of nobody else
    driver.execute("PRAGMA secure_delete = OFF").fetchall()
    if not anew:
        monkeypatch.setattr(OpenVault, "scrub", lambda _vault: None)
    pruning.prune(old, ExportFolder(), wanted(tmp_path))

    assert (WORD.encode() in pages_of(file_of(old))) is not anew


def test_it_is_said_on_whose_decision_it_went_and_open_actions_stay(old: Desk, tmp_path: Path) -> None:
    pruning.prune(old, ExportFolder(), wanted(tmp_path))
    page = reading.child_page(old, "K1")

    assert [(row.what, row.is_open) for row in page.actions] == [
        ("Write", True),
        ("Removed: the time for which it is kept is over", False),
    ]
    assert {(one.rule, one.decision.decided_by, one.decision.reference) for one in page.withdrawn} == {
        (kind, "Ines Park", "IG-9") for kind in ("case-supervision", "closed-actions", "management-oversight")
    }
    assert {one.why for one in page.withdrawn if one.family == "action"} == {
        "Closed actions: kept for 2 years after they were closed"
    }
    assert retention.due(old) == []


def test_only_the_named_kinds_go(old: Desk, tmp_path: Path) -> None:
    assert len(pruning.prune(old, ExportFolder(), wanted(tmp_path, "closed-actions")).gone) == 1
    assert len(retention.due(old)) == 2
    with pytest.raises(InputRefused, match="“emails” is not a kind of record"):
        pruning.to_go(old, ["emails"])


def test_nothing_goes_while_a_hold_lasts(old: Desk, tmp_path: Path) -> None:
    holds.place_hold(old, "K1", "Judicial review")
    assert {one.stays for one in retention.due(old)} == {retention.HELD}
    assert pruning.prune(old, ExportFolder(), wanted(tmp_path)).gone == ()
    assert WORD.encode() in pages_of(file_of(old))


@pytest.mark.parametrize("missing", [ToPrune("", "IG-9", Path("x")), ToPrune("Ines", " ", Path("x"))])
def test_without_a_name_and_a_reference_nothing_goes(old: Desk, missing: ToPrune) -> None:
    with pytest.raises(InputRefused, match="is needed"):
        pruning.prune(old, ExportFolder(), missing)
    assert len(retention.due(old)) == 3


def test_nothing_goes_while_a_rule_of_the_council_cannot_be_read(old: Desk, tmp_path: Path) -> None:
    (tmp_path / "longer.toml").write_text("kind = ", encoding="utf-8")
    old.reference = ShippedReference(None, (), [tmp_path])
    with pytest.raises(InputRefused, match="Nothing is pruned while a retention rule cannot be read"):
        pruning.prune(old, ExportFolder(), wanted(tmp_path))


class Full:
    """A folder that loses its files just when they should get their names."""

    @contextmanager
    def prepare(self, folder: Path, files: Mapping[str, bytes]) -> Iterator[Sequence[Path]]:
        yield [folder / name for name in files]
        message = "The disk is full."
        raise CannotWrite(message)


def test_where_the_file_cannot_be_written_nothing_goes(old: Desk, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        pruning.prune(old, Full(), wanted(tmp_path))
    assert len(retention.due(old)) == 3
    assert WORD.encode() in pages_of(file_of(old))


def test_what_was_half_typed_on_it_goes_too(old: Desk, tmp_path: Path) -> None:
    [action] = [one.id for one in retention.due(old) if one.rule.kind == "closed-actions"]
    old.vault.drafts.keep(f"dialog/reopen/{action}", {"why": WORD}, "2028-11-16T10:00:00+00:00")
    pruning.prune(old, ExportFolder(), wanted(tmp_path))

    assert old.vault.drafts.begun("") == {}
