"""What needs somebody now, by their role."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.observed import Place, Refusal
from supervision_app.services import following_up, people
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import Writers, confirm_on_file, export_child
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.knowing import name_child
from supervision_app.services.needing import what_needs_me
from supervision_app.services.needs import CHANGE, CHILD, PLACE, SEVERAL, Need, WayIn, find_need, of_child
from supervision_app.services.safety import NOT_READY
from supervision_app.services.standing_out import standing_out
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY, FakeCaseload, FakeDocuments, StandingClock, make_desk, observed, reading

DUE = date(2026, 12, 1)
Makes = Callable[[str, str], Desk]


@pytest.fixture
def clock() -> StandingClock:
    """A clock that can be put on."""
    return StandingClock()


@pytest.fixture
def makes(tmp_path: Path, clock: StandingClock) -> Iterator[Makes]:
    """Return what makes a vault for somebody with a role: Kai is Aoife Byrne's, Leo is Ben Okafor's."""
    made: list[Desk] = []

    def make(name: str, role: str) -> Desk:
        desk = make_desk(tmp_path, name=name, role=role, clock=clock)
        made.append(desk)
        load(desk)
        name_child(desk, "K1", "Kai")
        name_child(desk, "L1", "Leo")
        return desk

    yield make
    for desk in made:
        desk.vault.close()


def load(desk: Desk, *, refused: tuple[Refusal, ...] = (), kind: str = "annex-a", **facts: dict[str, str]) -> None:
    """Bring Kai and Leo in, with further facts."""
    children = [observed("K1", "Aoife Byrne", facts.get("K1", {})), observed("L1", "Ben Okafor", facts.get("L1", {}))]
    import_caseload(desk, FakeCaseload(reading(children, kind=kind, refused=refused)), ToImport([]))


def agree(desk: Desk, child: str, what: str, owner: str, due: date = DUE, *, accepted: bool = True) -> str:
    """Return an action that its owner accepted, or has yet to."""
    action = following_up.agree(desk, ToAgree(child, what, "Why", owner, due), said_by="Moira" if accepted else "")
    if accepted and desk.vault.views.actions(action=action)[0].awaiting:
        following_up.accept(desk, action, said_by=owner)
    return action


def codes(desk: Desk) -> dict[str, list[str]]:
    """Return the things that need somebody, by code, but for how the vault is kept."""
    return {need.code: [item.text for item in need.items] for need in what_needs_me(desk) if need.code != NOT_READY}


def test_nothing_is_listed_when_all_is_well(team: Desk) -> None:
    following_up.agree(team, ToAgree("K1", "Ring", "Why", "Aoife", DUE), said_by="Aoife")
    assert codes(team).keys() <= {"findings"}


def test_who_was_talked_about_and_not_written_out_since_is_said(
    makes: Makes, clock: StandingClock, tmp_path: Path
) -> None:
    desk = makes("Moira Khan", "manager")
    writers = Writers(FakeDocuments(), ExportFolder(), "1")

    def unwritten() -> list[str]:
        return codes(desk).get("unwritten", [])

    export_child(desk, writers, "K1", ["txt"], tmp_path)
    assert unwritten() == []
    clock.day = MONDAY + timedelta(days=1)
    for child in ("K1", "L1"):
        record_discussion(desk, ToRecord(child, MONDAY, decision="Ring", reasons="Nobody has"))
    assert unwritten() == ["Kai: talked about on 16 November 2026.", "Leo: talked about on 16 November 2026."]
    clock.day = MONDAY + timedelta(days=2)
    export_child(desk, writers, "K1", ["txt"], tmp_path / "again")
    assert unwritten() == ["Leo: talked about on 16 November 2026."]


def test_a_manager_sees_the_whole_team(team: Desk, tmp_path: Path) -> None:
    following_up.agree(team, ToAgree("K1", "Offered", "Why", "Aoife", DUE))
    following_up.agree(team, ToAgree("K1", "Mine", "Why", "Moira", DUE), said_by="Aoife")
    following_up.agree(team, ToAgree("L1", "Left behind", "Why", "Ben", DUE), said_by="Ben")
    people.person_leaves(team, "Ben", "")
    done = export_child(team, Writers(FakeDocuments(), ExportFolder(), "1"), "M1", ["txt"], tmp_path)

    found = codes(team)
    found.pop("findings", None)
    assert found == {
        "unowned": [
            "Leo: Left behind. Moira Khan holds it until somebody takes it on. Due 1 December 2026.",
        ],
        "mine-to-accept": ["Kai: Mine. Offered to you on 16 November 2026. Due 1 December 2026."],
        "awaiting": ["Kai: Offered. Offered to Aoife Byrne on 16 November 2026. Due 1 December 2026."],
        "no-worker": ["Leo: No worker has this child: Ben Okafor left."],
        "not-on-file": ["Mia: summary 1 of 16 November 2026."],
    }
    confirm_on_file(team, done.id, "DOC-1")
    assert "not-on-file" not in codes(team)


def test_what_is_past_its_date_and_who_has_no_worker(tmp_path: Path) -> None:
    clock = StandingClock()
    desk = make_desk(tmp_path, clock=clock)
    import_caseload(desk, FakeCaseload(reading([observed("N1", "")])), ToImport([]))
    following_up.agree(desk, ToAgree("N1", "Ring?", "Why", "Moira", clock.day))
    clock.day = date(2026, 11, 17)

    assert codes(desk) == {
        "overdue": ["N1: Ring? Moira Khan answers for it. It was due on 16 November 2026."],
        "no-worker": ["N1: No worker is named for this child."],
    }
    desk.vault.close()


def test_what_the_last_import_of_each_kind_refused_is_counted_and_its_words_are_not_kept(makes: Makes) -> None:
    desk = makes("Moira Khan", "manager")
    secret = Refusal(Place("annex-a.xlsx", "List 8", 7), "Kestrel has no id.")
    load(desk, refused=(secret, secret))
    load(desk, refused=(secret,), kind="table")
    (need,) = [need for need in what_needs_me(desk) if need.code == "refused-rows"]

    assert [item.text.partition(". ")[0] for item in need.items] == [
        "2 rows or cells were refused from annex-a.xlsx, as of 16 November 2026",
        "1 row or cell was refused from annex-a.xlsx, as of 16 November 2026",
    ]
    assert {item.way for item in need.items} == {WayIn(PLACE, "Bring in")}
    assert need.count == 3
    team = desk.vault.ledger.stream(desk.vault.views.team().stream)
    assert b"Kestrel" not in b"".join(entry.payload or b"" for entry in team)
    load(desk)
    load(desk, kind="table")
    assert "refused-rows" not in codes(desk)


def test_facts_that_stand_out_are_grouped_by_sort_and_one_alone_is_said_whole(makes: Makes) -> None:
    desk = makes("Moira Khan", "manager")
    with_parents = {"care_started": "2026-10-01", "placement": "P1"}
    load(desk, K1=with_parents | {"legal_status": "V2"}, L1=with_parents)
    (need,) = [need for need in what_needs_me(desk) if need.code == "findings"]
    texts = {item.text: item for item in need.items}

    alone = "Kai: Section 20 and placed with parents cannot both be right: check the legal status in the case system."
    grouped = texts["With relatives, friends or parents, and no approval recorded here: 2 children"]
    assert texts[alone].way == WayIn(CHILD, "K1")
    assert [item.way.to for item in grouped.within] == ["K1", "L1"]
    assert grouped.way == WayIn(SEVERAL, "approval-not-recorded")
    assert need.count == 2
    assert find_need(what_needs_me(desk), "approval-not-recorded") == Need(
        "approval-not-recorded", grouped.text, grouped.within
    )
    assert find_need(what_needs_me(desk), "findings") == need
    assert find_need(what_needs_me(desk), "overdue") is None


def test_a_finding_of_a_sort_without_a_heading_is_still_said() -> None:
    new = [of_child("Kai: A.", "K1"), of_child("Leo: A.", "L1")]
    assert [item.text for item in standing_out({"brand-new": new}).items] == ["Something else stands out: 2 children"]


def test_a_child_whom_the_case_system_shows_with_another_worker_leads_to_the_change(
    makes: Makes, clock: StandingClock
) -> None:
    desk = makes("Moira Khan", "manager")
    clock.day = MONDAY + timedelta(days=1)
    newer = reading([observed("K1", "Ben Okafor"), observed("L1", "Ben Okafor")], clock.day)
    import_caseload(desk, FakeCaseload(newer), ToImport([]))
    (need,) = [need for need in what_needs_me(desk) if need.code == "findings"]
    assert need.items[0].text.startswith("Kai: The case system shows Ben Okafor; here it is Aoife Byrne.")
    assert need.items[0].way == WayIn(CHANGE, "K1", "Ben Okafor")


def test_a_worker_sees_their_own_matters_in_full_and_each_once(makes: Makes, clock: StandingClock) -> None:
    desk = makes("Aoife Byrne", "worker")
    people.add_person(desk, "Moira Khan", "manager")
    clock.day = MONDAY - timedelta(days=30)
    agree(desk, "K1", "Past", "Aoife", MONDAY - timedelta(days=1))
    clock.day = MONDAY
    agree(desk, "K1", "Last of two weeks", "Aoife", MONDAY + timedelta(days=14))
    agree(desk, "K1", "Today", "Aoife", MONDAY)
    agree(desk, "K1", "Later", "Aoife", MONDAY + timedelta(days=15))
    agree(desk, "L1", "Not mine", "Ben", MONDAY)
    following_up.agree(desk, ToAgree("L1", "Asked of me", "Why", "Aoife", MONDAY), said_by="Moira")
    returned = agree(desk, "K1", "Returned", "Aoife", MONDAY)
    following_up.give_back(desk, returned, "Too much")

    assert codes(desk) == {
        "mine-to-accept": ["Leo: Asked of me. Offered to you on 16 November 2026. Due 16 November 2026."],
        "overdue": ["Kai: Past. It was due on 15 November 2026."],
        "due-soon": ["Kai: Today. Due 16 November 2026.", "Kai: Last of two weeks. Due 30 November 2026."],
        "due-later": ["Kai: Later. Due 1 December 2026."],
    }
    assert all(need.in_full for need in what_needs_me(desk) if need.code != NOT_READY)


def test_a_senior_sees_what_is_stuck_and_not_what_is_merely_late(
    makes: Makes, clock: StandingClock, tmp_path: Path
) -> None:
    desk = makes("Sara Novak", "senior")
    people.add_person(desk, "Moira Khan", "manager")
    agree(desk, "K1", "Four weeks late", "Aoife", MONDAY + timedelta(days=2))
    agree(desk, "K1", "Longer", "Aoife", MONDAY + timedelta(days=1))
    agree(desk, "L1", "Offered", "Ben", MONDAY + timedelta(days=90), accepted=False)
    moved = agree(desk, "L1", "Moved", "Ben", MONDAY + timedelta(days=3))
    for days in (60, 90):
        following_up.move(desk, moved, MONDAY + timedelta(days=days), "Away")
    writers = Writers(FakeDocuments(), ExportFolder(), "1")
    export_child(desk, writers, "K1", ["txt"], tmp_path)
    clock.day = MONDAY + timedelta(days=14)
    assert set(codes(desk)) == {"moved"}

    clock.day = MONDAY + timedelta(days=30)
    assert codes(desk) == {
        "overdue": ["Kai: Longer. Aoife Byrne answers for it. It was due on 17 November 2026."],
        "moved": ["Leo: Moved. First due 19 November 2026, moved twice, now 14 February 2027."],
        "awaiting": ["Leo: Offered. Offered to Ben Okafor on 16 November 2026. Due 14 February 2027."],
        "not-on-file": ["Kai: summary 1 of 16 November 2026."],
    }
    following_up.move(desk, moved, MONDAY + timedelta(days=91), "Away")
    people.person_leaves(desk, "Aoife", "")
    found = codes(desk)
    assert "moved 3 times" in found["moved"][0]
    assert found["unowned"][0].startswith("Kai: Longer. Moira Khan holds it until somebody takes it on.")
    assert found["no-worker"] == ["Kai: No worker has this child: Aoife Byrne left."]


def test_long_words_are_cut_where_a_sentence_shows_them(makes: Makes) -> None:
    desk = makes("Aoife Byrne", "worker")
    agree_words = "word " * 60 + "\nand more"
    following_up.agree(desk, ToAgree("K1", agree_words, "Why", "Aoife", DUE))
    (said,) = codes(desk)["due-later"]
    assert "… Due 1 December 2026." in said
    assert "and more" not in said
    assert len(said) < 180
