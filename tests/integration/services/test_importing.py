"""A caseload comes in, again and again, through the services and into real SQLCipher."""

from datetime import date, timedelta

import pytest

from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import ObservedChild, Place, Refusal
from supervision_app.services import following_up, people
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import Outcome, ToImport, import_caseload
from tests.fakes.desks import MONDAY, FakeCaseload, observed, reading

LATER = MONDAY + timedelta(days=7)
DUE = date(2026, 12, 1)


def load(
    desk: Desk,
    *children: ObservedChild,
    wanted: ToImport | None = None,
    as_of: date = MONDAY,
    kind: str = "annex-a",
    lists: tuple[str, ...] = ("8",),
    refused: tuple[Refusal, ...] = (),
) -> Outcome:
    """Import these children as if a file had given them."""
    given = reading(children, as_of, kind=kind, lists=lists, refused=refused)
    return import_caseload(desk, FakeCaseload(given), wanted or ToImport([]))


def entries_of(desk: Desk, case_id: str) -> int:
    """Return how many entries a child's stream has."""
    return len(desk.vault.ledger.stream(desk.child(case_id)))


def test_a_first_import_makes_children_workers_and_their_allocation(desk: Desk) -> None:
    outcome = load(desk, observed("K1", "Aoife Byrne", {"born": "2014-03-02"}), observed("M1", ""))

    assert [line.id for line in outcome.new] == ["K1", "M1"]
    assert (outcome.changed, outcome.moved, outcome.gone, outcome.refused) == ((), (), (), ())
    rows = {row.id: row for row in desk.vault.views.children(MONDAY)}
    assert (rows["K1"].worker, rows["K1"].born, rows["K1"].team) == ("Aoife Byrne", "2014-03-02", "Riverside")
    assert rows["M1"].worker == ""
    assert [member.person.name for member in desk.vault.views.members()] == ["Aoife Byrne", "Moira Khan"]
    assert desk.vault.views.last_import("annex-a") == ("2026-11-16", ())


def test_an_unchanged_child_gains_no_entry(team: Desk) -> None:
    before = entries_of(team, "K1")
    again = observed("K1", "Aoife Byrne", {"name": "Kai", "born": "2014-03-02", "care_started": "2026-06-01"})
    outcome = load(team, again, as_of=LATER)

    assert (outcome.unchanged, outcome.changed, len(outcome.gone)) == (1, (), 2)
    assert entries_of(team, "K1") == before


def test_what_changed_is_told_with_what_it_was(team: Desk) -> None:
    outcome = load(team, observed("K1", "Aoife Byrne", {"care_started": "2026-06-02", "placement": "U3"}), as_of=LATER)

    assert outcome.changed[0].id == "K1"
    assert outcome.changed[0].changes == (
        ("Looked after since", "2026-06-01", "2026-06-02"),
        ("Placement", "", "U3"),
    )


def test_a_dry_run_saves_nothing(team: Desk) -> None:
    before = team.vault.check().entries
    outcome = load(team, observed("N1"), wanted=ToImport([], dry_run=True), as_of=LATER)
    assert (len(outcome.new), outcome.dry_run) == (1, True)
    assert team.vault.check().entries == before


def test_a_child_with_another_worker_waits_for_the_reason(team: Desk) -> None:
    action = following_up.agree(team, ToAgree("K1", "Ring", "Why", "Aoife", DUE), said_by="Aoife")
    moved = observed("K1", "Ben Okafor", {"care_started": "2026-06-01"})
    outcome = load(team, moved, as_of=LATER)

    assert [(line.id, line.outgoing, line.to, line.waiting) for line in outcome.moved] == [
        ("K1", "Aoife Byrne", "Ben Okafor", True)
    ]
    assert team.vault.views.actions(action=action)[0].awaiting == ""

    outcome = load(team, moved, as_of=LATER, wanted=ToImport([], reason="LEFTRL"))
    assert [(line.waiting, line.offered) for line in outcome.moved] == [(False, 1)]
    assert team.vault.views.actions(action=action)[0].awaiting == "Ben Okafor"


def test_a_new_worker_whom_nobody_knew_is_said_to_join(team: Desk) -> None:
    moved = (observed("K1", "Nadia Newcomer"), observed("L1", "Nadia Newcomer"), observed("M1", "Ben Okafor"))
    outcome = load(team, *moved, as_of=LATER, wanted=ToImport([], dry_run=True))
    assert {line.id: line.joins for line in outcome.moved} == {"K1": True, "L1": True, "M1": False}


class Stop(Exception):
    """Somebody stopped the import."""


@pytest.mark.parametrize("at", ["Comparing with what is here", "Saving"])
def test_what_is_stopped_saves_nothing(team: Desk, at: str) -> None:
    before = team.vault.check().entries

    def stop(what: str, _done: int, _whole: int) -> None:
        if what == at:
            raise Stop

    with pytest.raises(Stop):
        import_caseload(team, FakeCaseload(reading([observed("N1")], LATER)), ToImport([]), stop)
    assert team.vault.check().entries == before
    assert team.vault.views.find_child("N1") is None


def test_a_blank_worker_moves_nothing(team: Desk) -> None:
    outcome = load(team, observed("K1", ""), as_of=LATER, wanted=ToImport([], reason="LEFTRL"))
    assert outcome.moved == ()
    assert [person.name for person in team.allocation(team.child("K1")).workers] == ["Aoife Byrne"]


def test_a_child_who_had_no_worker_gets_one_and_unowned_actions_go_along(team: Desk) -> None:
    load(team, observed("N1", ""), as_of=LATER)
    people.add_person(team, "Hana Petrov", "worker")
    action = following_up.agree(team, ToAgree("N1", "Ring", "Why", "Hana", LATER), said_by="Hana")
    people.person_leaves(team, "Hana", "")
    outcome = load(team, observed("N1", "Ben Okafor"), as_of=LATER)

    assert [(line.outgoing, line.to, line.waiting, line.offered) for line in outcome.moved] == [
        ("", "Ben Okafor", False, 1)
    ]
    assert team.vault.views.actions(action=action)[0].awaiting == "Ben Okafor"


def test_an_older_file_than_the_last_is_refused(team: Desk) -> None:
    with pytest.raises(InputRefused, match="one as of 16 November 2026 was loaded already"):
        load(team, observed("K1"), as_of=MONDAY - timedelta(days=1))


def test_a_file_from_before_the_last_allocation_moves_nobody_back(desk: Desk) -> None:
    load(desk, observed("K1", "Aoife Byrne"), as_of=MONDAY - timedelta(days=10))
    load(desk, observed("K1", "Ben Okafor"), as_of=MONDAY - timedelta(days=3), wanted=ToImport([], reason="MANAGE"))
    outcome = load(
        desk, observed("K1", "Aoife Byrne"), as_of=MONDAY - timedelta(days=5), kind="table", lists=("table",)
    )
    assert outcome.moved == ()


def test_only_the_named_teams_are_kept_and_they_are_remembered(desk: Desk) -> None:
    hill = observed("H1", "Cara", {"born": "2014-03-02"}, team="Hillside")
    outcome = load(desk, observed("K1"), hill, wanted=ToImport([], teams=("riverside",)))
    assert [line.id for line in outcome.new] == ["K1"]
    assert outcome.teams_in_file == ("Hillside", "Riverside")
    assert "1 child of another team was left out" in outcome.notes[0]
    assert b"H1" not in b"".join(
        entry.payload or b"" for entry in desk.vault.ledger.stream(desk.vault.views.team().stream)
    )

    again = load(desk, observed("K1"), hill, as_of=LATER)
    assert (again.teams, again.new) == (("riverside",), ())
    everybody = load(desk, observed("K1"), hill, as_of=LATER, wanted=ToImport([], all_teams=True))
    assert [line.id for line in everybody.new] == ["H1"]


def test_refusals_of_the_reader_are_told(desk: Desk) -> None:
    refusal = Refusal(Place("annex-a.xlsx", "List 8", 7), "no id")
    outcome = load(desk, observed("K1"), refused=(refusal,))
    assert outcome.refused == (refusal,)


def test_a_name_that_could_be_two_people_is_not_guessed(team: Desk) -> None:
    people.add_person(team, "Ben Okafor", "worker", another=True)
    outcome = load(team, observed("K1", "Ben Okafor"), as_of=LATER, wanted=ToImport([], reason="LEFTRL"))

    assert outcome.moved == ()
    assert "could be 2 people here" in outcome.refused[0].why
    assert [person.name for person in team.allocation(team.child("K1")).workers] == ["Aoife Byrne"]


def test_a_worker_who_left_and_is_still_named_moves_nobody(team: Desk) -> None:
    people.person_leaves(team, "Ben Okafor", "")
    outcome = load(team, observed("K1", "Ben Okafor"), as_of=LATER, wanted=ToImport([], reason="LEFTRL"))
    assert "left on 16 November 2026" in outcome.refused[0].why


def test_a_worker_whose_name_has_no_letters_is_refused(desk: Desk) -> None:
    outcome = load(desk, observed("K1", "--"))
    assert "is not a name" in outcome.refused[0].why
    assert len(outcome.new) == 1


def test_workers_with_a_key_are_told_apart_by_it(desk: Desk) -> None:
    load(
        desk,
        observed("K1", "Sam Hill", key="SW1"),
        observed("M1", "Sam Hill", key="SW2"),
        observed("L1", "Sam Hill", key="SW1"),
    )
    members = [member for member in desk.vault.views.members() if member.person.name == "Sam Hill"]
    assert sorted(member.key for member in members) == ["SW1", "SW2"]


def test_an_unknown_reason_code_is_refused_before_anything_is_read(team: Desk) -> None:
    with pytest.raises(InputRefused, match="is not a reason"):
        load(team, observed("K1"), wanted=ToImport([], reason="BORED"))


def test_two_dates_of_birth_over_time_raise_the_alarm(team: Desk) -> None:
    load(team, observed("K1", "Aoife Byrne", {"born": "2014-02-03"}), as_of=LATER)
    held = team.vault.views.held_children()["K1"]
    assert held.known.births == ("2014-02-03", "2014-03-02")


def test_nobody_of_a_reading_is_lost(desk: Desk) -> None:
    children = [observed(f"C{number}", row=number + 2) for number in range(300)]
    told: list[tuple[str, int, int]] = []
    given = FakeCaseload(reading(children))
    outcome = import_caseload(desk, given, ToImport([]), lambda *progress: told.append(progress))
    assert len(outcome.new) == len({row.id for row in desk.vault.views.children(MONDAY)}) == 300
    # Of the new ones it is told that something goes on, so that a lock can end it; how far it is, of all of them.
    comparing = [("Comparing with what is here", done, 300) for done in (0, 0, 0, 200)]
    assert told == [*comparing, ("Signing", 500, 602), ("Signing", 602, 602), ("Saving", 602, 602)]
