"""What an import changes, and whom it leaves alone."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.domain.caseload import Held, Seen, check_not_older, compare, keep_teams, moved_to
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.facts import Fact, Known
from supervision_app.domain.observed import ObservedChild, Place, Reading, Refusal
from tests.fakes.told import AOIFE, BEN, CARA

AS_OF = date(2026, 11, 13)


def child(case_id: str, team: str = "North Team", *, places: int = 1, **facts: str) -> ObservedChild:
    named = {"team": team} if team else {}
    rows = tuple(Place("annex-a.xlsx", "List 8", row) for row in range(2, 2 + places))
    return ObservedChild(case_id, {**named, **facts}, None, rows)


def reading(children: Iterable[ObservedChild], lists: str = "8") -> Reading:
    return Reading("annex-a", AS_OF, tuple(children), frozenset(lists), ())


def held(case_id: str, lists: str = "8", team: str = "North Team", **facts: str) -> Held:
    values = {"lists": lists, "team": team, **facts}
    known = Known(case_id, {name: Fact(value, "2026-11-06", "annex-a") for name, value in values.items()})
    return Held(f"child:{case_id}", known, (AOIFE,), "2026-11-06")


def ids(children: Iterable[ObservedChild]) -> list[str]:
    return [one.case_id for one in children]


# Which teams are ours


def test_without_named_teams_everything_is_kept() -> None:
    whole = reading([child("A"), child("B", "South Team"), child("C", "")])

    assert keep_teams(whole, []) == whole


def test_only_the_named_teams_are_kept_and_the_others_counted() -> None:
    kept = keep_teams(reading([child("A"), child("B", "South Team"), child("C", "East Team")]), ["north  team"])

    assert ids(kept.children) == ["A"]
    assert kept.notes == ("2 children of other teams were left out and nothing of them was stored.",)
    assert kept.refused == ()


def test_several_teams_are_kept() -> None:
    kept = keep_teams(reading([child("A"), child("B", "South Team")]), ["North Team", "South Team"])

    assert (ids(kept.children), kept.notes) == (["A", "B"], ())


def test_a_child_without_a_team_is_refused_row_by_row() -> None:
    kept = keep_teams(reading([child("A"), child("C", "", places=2)]), ["North Team"])

    why = "C has no team, and only named teams are loaded."
    assert kept.refused == tuple(Refusal(Place("annex-a.xlsx", "List 8", row), why) for row in (2, 3))
    assert (ids(kept.children), kept.notes) == (["A"], ())


def test_earlier_refusals_and_notes_are_kept() -> None:
    refusal = Refusal(Place("annex-a.xlsx", "List 8", 9), "No id.")
    whole = Reading("annex-a", AS_OF, (child("A"),), frozenset("8"), (), (refusal,), ("One sheet was empty.",))
    kept = keep_teams(whole, ["North Team"])

    assert (kept.refused, kept.notes) == ((refusal,), ("One sheet was empty.",))


def test_a_team_that_is_not_in_the_file_is_refused_with_those_that_are() -> None:
    whole = reading([child("A", "South  Team"), child("B", "East Team"), child("C", "")])
    told = "No child is in the team “North Team”. The file has: East Team; South Team."
    with pytest.raises(InputRefused, match=told):
        keep_teams(whole, ["North Team"])


def test_a_file_without_teams_says_so() -> None:
    with pytest.raises(InputRefused, match=r"No child is in the team “N” or “S”. The file names no teams."):
        keep_teams(reading([child("A", "")]), ["N", "S"])


@pytest.mark.parametrize("blank", ["", " ", "–"])
def test_a_team_without_a_name_does_not_stand_for_children_without_a_team(blank: str) -> None:
    with pytest.raises(InputRefused, match="No child is in the team"):
        keep_teams(reading([child("A"), child("C", "")]), [blank])


teams = st.sampled_from(["North Team", "South Team", "East Team", ""])


@settings(deadline=None)
@given(st.lists(teams, max_size=8))
def test_every_child_is_kept_refused_or_counted(found: list[str]) -> None:
    whole = reading(child(str(number), team) for number, team in enumerate(["North Team", *found]))
    kept = keep_teams(whole, ["North Team"])
    counted = sum(int(note.split(" ")[0]) for note in kept.notes)

    assert len(kept.children) + len(kept.refused) + counted == len(whole.children)


# Age of the file


@pytest.mark.parametrize("last", ["", "2026-11-06", "2026-11-13"])
def test_a_file_that_is_not_older_than_the_last_is_taken(last: str) -> None:
    check_not_older(AS_OF, last)


def test_an_older_file_is_refused_with_both_dates() -> None:
    with pytest.raises(InputRefused, match="as of 13 November 2026; one as of 14 November 2026 was loaded already"):
        check_not_older(AS_OF, "2026-11-14")


# What an import changes


def test_a_child_who_was_not_held_is_new_with_all_their_facts() -> None:
    one = child("A", placement="U6")
    found = compare(reading([one]), {}, ())

    assert found.new == (Seen(one, None, {"team": "North Team", "placement": "U6"}),)
    assert (found.changed, found.unchanged, found.gone) == ((), 0, ())


def test_a_held_child_is_changed_in_what_differs_only() -> None:
    known = held("A", placement="U6")
    one = child("A", placement="U4", last_visit="2026-11-10")
    found = compare(reading([one]), {"A": known}, ())

    assert found.changed == (Seen(one, known, {"placement": "U4", "last_visit": "2026-11-10"}),)
    assert (found.new, found.unchanged, found.gone) == ((), 0, ())


def test_a_held_child_in_whom_nothing_differs_is_unchanged() -> None:
    found = compare(reading([child("A", placement="U6")]), {"A": held("A", placement="U6")}, ())

    assert (found.new, found.changed, found.unchanged, found.gone) == ((), (), 1, ())


def test_a_held_child_of_the_same_list_who_is_not_in_the_file_is_gone() -> None:
    known = {"B": held("B"), "A": held("A")}

    assert compare(reading([]), known, ()).gone == (known["A"], known["B"])


@pytest.mark.parametrize(("lists", "gone"), [("8", True), ("6,8", True), ("6,7", False), ("18", False), ("", False)])
def test_a_child_of_other_lists_only_is_not_gone(lists: str, gone: bool) -> None:
    assert bool(compare(reading([]), {"A": held("A", lists)}, ()).gone) is gone


@pytest.mark.parametrize(("team", "gone"), [("NORTH TEAM", True), ("South Team", False), ("", False)])
def test_a_child_of_a_team_that_was_not_asked_for_is_not_gone(team: str, gone: bool) -> None:
    assert bool(compare(reading([]), {"A": held("A", team=team)}, ["North Team"]).gone) is gone


case_ids = st.sets(st.sampled_from("ABCDEF"))


@settings(deadline=None)
@given(case_ids, case_ids, st.sampled_from(["U4", "U6"]))
def test_every_child_of_the_file_is_new_changed_or_unchanged_and_every_other_gone(
    here: set[str], known: set[str], placement: str
) -> None:
    found = compare(
        reading(child(one, placement=placement) for one in sorted(here)),
        {one: held(one, placement="U6") for one in known},
        (),
    )

    assert {seen.child.case_id for seen in found.new} == here - known
    assert {seen.child.case_id for seen in found.changed} == (here & known if placement == "U4" else set())
    assert len(found.changed) + found.unchanged == len(here & known)
    assert {one.known.case_id for one in found.gone} == known - here


# Another worker


def test_another_worker_in_the_case_system_is_a_move() -> None:
    assert moved_to(BEN, held("A"), AS_OF)


def test_the_same_worker_is_no_move() -> None:
    assert not moved_to(AOIFE, held("A"), AS_OF)


def test_either_of_two_workers_is_no_move() -> None:
    both = Held("child:A", Known(), (AOIFE, BEN), "2026-11-06")

    assert not moved_to(BEN, both, AS_OF)
    assert moved_to(CARA, both, AS_OF)


def test_a_blank_worker_moves_nothing() -> None:
    assert not moved_to(None, held("A"), AS_OF)


@pytest.mark.parametrize(("since", "moves"), [("2026-11-12", True), ("2026-11-13", True), ("2026-11-14", False)])
def test_a_file_from_before_the_latest_allocation_moves_nothing(since: str, moves: bool) -> None:
    assert moved_to(BEN, Held("child:A", Known(), (AOIFE,), since), AS_OF) is moves


def test_a_child_who_never_had_a_worker_gets_the_one_in_the_file() -> None:
    assert moved_to(BEN, Held("child:A", Known(), ()), AS_OF)
