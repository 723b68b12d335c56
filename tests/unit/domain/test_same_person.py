"""Somebody who is known under several ids is one person, until somebody says otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.entries import NewEntry, Told
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.people import Member, Person, united
from supervision_app.domain.same_person import link, one_id_each, read_also, unlink, with_one_id

BEN, BENS_OWN = Person("x", "Ben Okoro", "worker"), Person("b", "Ben Okoro", "worker")
TODAY = date(2026, 11, 16)


def told(*entries: NewEntry) -> list[Told]:
    """Return entries as they are told, one after the other."""
    return [
        Told(str(at), one.stream, one.subject, one.kind, (str(at - 1),) if at else (), "", "", one.payload)
        for at, one in enumerate(entries)
    ]


def test_a_link_is_there_until_it_is_taken_back() -> None:
    said = link("team:1", BEN, BENS_OWN, (), on=TODAY)
    taken_back = unlink("team:1", BEN, "b", ("b",), on=TODAY)
    assert read_also(told(said)) == ("b",)
    assert read_also(told(said, taken_back)) == ()
    assert read_also(told(said, taken_back, said)) == ("b",)
    assert read_also([Told("1", "team:1", "x", said.kind, (), "", "", None)]) == ()


def test_nobody_is_linked_twice_or_unlinked_from_a_stranger() -> None:
    with pytest.raises(RuleRefused, match="already"):
        link("team:1", BEN, BENS_OWN, ("b",), on=TODAY)
    with pytest.raises(RuleRefused, match="already"):
        link("team:1", BEN, BEN, (), on=TODAY)
    with pytest.raises(RuleRefused, match="Nobody said"):
        unlink("team:1", BEN, "c", ("b",), on=TODAY)


@pytest.mark.parametrize(
    ("links", "same"),
    [
        ([], {}),
        ([("x", "b")], {"b": "x"}),
        ([("x", "b"), ("x", "c")], {"b": "x", "c": "x"}),
        ([("x", "b"), ("y", "b")], {"b": "x", "y": "x"}),
        ([("x", "b"), ("b", "c")], {"x": "b", "c": "b"}),
    ],
)
def test_each_goes_by_an_id_of_a_directory(links: list[tuple[str, str]], same: dict[str, str]) -> None:
    assert one_id_each(links) == same


_IDS = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(_IDS, _IDS).filter(lambda pair: pair[0] != pair[1])))
def test_whoever_is_linked_goes_by_one_id_whatever_the_order(links: list[tuple[str, str]]) -> None:
    same = one_id_each(links)
    assert one_id_each(reversed(links)) == same
    assert all(same.get(one, one) == same.get(other, other) for one, other in links)
    assert not set(same) & set(same.values())


def test_only_ids_are_changed_wherever_they_stand() -> None:
    said = {"by": {"id": "b", "name": "b"}, "instead_of": ["b", "m"], "number": 3, "b": None}
    assert with_one_id(said, {"b": "x"}) == {
        "by": {"id": "x", "name": "x"},
        "instead_of": ["x", "m"],
        "number": 3,
        "b": None,
    }


def test_whoever_left_one_team_and_is_in_another_has_not_left() -> None:
    here, gone = Member(BEN, "SW1"), Member(BEN, "", "2026-11-01")
    assert united(here, gone) == united(gone, here) == Member(BEN, "SW1")
    assert united(gone, Member(BEN, "", "2026-11-09")).left_on == "2026-11-09"
