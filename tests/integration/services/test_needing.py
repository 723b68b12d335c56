"""What needs somebody now."""

from datetime import date
from pathlib import Path

from supervision_app.adapters.files import ExportFolder
from supervision_app.services import following_up, people
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import Writers, confirm_on_file, export_child
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.needing import what_needs_me
from tests.fakes.desks import FakeCaseload, FakeDocuments, StandingClock, make_desk, observed, reading

DUE = date(2026, 12, 1)


def codes(desk: Desk) -> dict[str, list[str]]:
    """Return the things that need somebody, by code."""
    return {need.code: [item.text for item in need.items] for need in what_needs_me(desk)}


def test_nothing_is_listed_when_all_is_well(team: Desk) -> None:
    following_up.agree(team, ToAgree("K1", "Ring", "Why", "Aoife", DUE), said_by="Aoife")
    assert what_needs_me(team) == []


def test_a_manager_sees_the_whole_team(team: Desk, tmp_path: Path) -> None:
    following_up.agree(team, ToAgree("K1", "Offered", "Why", "Aoife", DUE))
    following_up.agree(team, ToAgree("K1", "Mine", "Why", "Moira", DUE), said_by="Aoife")
    following_up.agree(team, ToAgree("L1", "Left behind", "Why", "Ben", DUE), said_by="Ben")
    people.person_leaves(team, "Ben", "")
    done = export_child(team, Writers(FakeDocuments(), ExportFolder(), "1"), "M1", ["txt"], tmp_path)

    found = codes(team)
    assert found == {
        "unowned": ["Leo: Left behind (Moira Khan, due 1 December 2026)"],
        "mine-to-accept": ["Kai: Mine (Moira Khan, due 1 December 2026)"],
        "awaiting": ["Kai: Offered (Aoife Byrne, due 1 December 2026)"],
        "not-on-file": ["Mia: summary 1 of 16 November 2026"],
    }
    confirm_on_file(team, done.id, "DOC-1")
    assert "not-on-file" not in codes(team)


def test_what_is_past_its_date_and_who_has_no_worker(tmp_path: Path) -> None:
    clock = StandingClock()
    desk = make_desk(tmp_path, clock=clock)
    import_caseload(desk, FakeCaseload(reading([observed("N1", "")])), ToImport([]))
    following_up.agree(desk, ToAgree("N1", "Ring", "Why", "Moira", clock.day))
    clock.day = date(2026, 11, 17)

    assert codes(desk) == {"overdue": ["N1: Ring (Moira Khan, due 16 November 2026)"], "no-worker": ["N1"]}
    desk.vault.close()


def test_a_worker_sees_their_own_matters_only(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, name="Aoife Byrne", role="worker")
    import_caseload(desk, FakeCaseload(reading([observed("N1", ""), observed("K1", "Ben Okafor")])), ToImport([]))
    following_up.agree(desk, ToAgree("K1", "Ben’s", "Why", "Ben", DUE))
    following_up.agree(desk, ToAgree("K1", "Mine", "Why", "Aoife", DUE), said_by="Ben")

    assert codes(desk) == {"mine-to-accept": ["K1: Mine (Aoife Byrne, due 1 December 2026)"]}
    desk.vault.close()
