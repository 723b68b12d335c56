"""The strip of a child, read from a vault: from files, discussions, workers and actions as they were recorded."""

from datetime import date, timedelta
from pathlib import Path

from supervision_app.domain.discussions import Said
from supervision_app.services import following_up, people
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.knowing import name_child
from supervision_app.services.strip import strip_of
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY, FakeCaseload, StandingClock, make_desk, observed, reading


def test_a_strip_is_made_of_what_was_recorded(tmp_path: Path) -> None:
    clock = StandingClock()
    desk = make_desk(tmp_path, clock=clock)
    placed = {"placement": "U1", "placement_started": "2026-05-04", "legal_status": "C2", "care_started": "2026-05-04"}
    import_caseload(desk, FakeCaseload(reading([observed("K1", "Aoife Byrne", placed)])), ToImport([]))
    people.add_person(desk, "Tom Reed", "manager")
    name_child(desk, "K1", "Kai")
    action = following_up.agree(desk, ToAgree("K1", "Ring the aunt", "Why", "Aoife Byrne", MONDAY + timedelta(days=9)))
    clock.day = MONDAY + timedelta(days=21)
    people.person_leaves(desk, "Tom Reed", "moved")
    talk = record_discussion(desk, ToRecord("K1", MONDAY, parts=[Said("How it is", "We talked.")])).discussion
    found = strip_of(desk, "K1")
    lanes = {lane.name: [item for row in lane.rows for item in row] for lane in found.strip.lanes}

    assert found.who == "Kai (K1)"
    assert found.strip.since == date(2026, 5, 4)
    assert lanes["Where they live"][0].label.startswith("Foster placement with relative or friend")
    assert [(item.since, item.or_before) for item in lanes["Legal status"] if item.shape == "bar"] == [(MONDAY, True)]
    assert [(item.label, item.lasts) for item in lanes["Manager"] if item.shape == "bar"] == [
        ("Moira Khan", True), ("Tom Reed", False),
    ]  # fmt: skip
    assert [item.leads for item in lanes["Supervision"] if item.shape == "mark"] == [talk]
    assert [item.leads for item in lanes["Open actions"]] == [action]
    assert not found.demonstration
    desk.vault.close()


def test_a_child_without_a_name_is_called_by_their_id(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    import_caseload(desk, FakeCaseload(reading([observed("K1")])), ToImport([]))

    assert strip_of(desk, "K1").who == "K1"
    desk.vault.close()
