"""An author's chain: every gap, broken link and fork is noticed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.ledger.chain import chain_problems, have_vector
from supervision_app.ledger.entry import Entry, Link
from tests.fakes.told import KAI, chain, entry

AUTHOR = "a1" * 32
OTHER = "b2" * 32
WHERE = f"in {KAI} by a1a1a1a1a1a1"

lengths = st.integers(2, 8)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([AUTHOR, OTHER]), st.integers(1, 4)), max_size=3), st.data())
def test_whole_chains_have_no_problem_in_whatever_order_they_come(
    wanted: list[tuple[str, int]], data: st.DataObject
) -> None:
    whole = [one for n, (author, count) in enumerate(wanted) for one in chain(author, count, f"child:{n}")]

    assert chain_problems(data.draw(st.permutations(whole))) == []


@settings(deadline=None)
@given(lengths, st.data())
def test_a_dropped_entry_is_named(count: int, data: st.DataObject) -> None:
    whole = chain(AUTHOR, count)
    dropped = data.draw(st.integers(0, count - 2), label="all but the last, which heads remember elsewhere")
    left = [one for one in whole if one is not whole[dropped]]

    assert f"Entry number {dropped + 1} {WHERE} is missing." in chain_problems(left)


@settings(deadline=None)
@given(lengths, st.data())
def test_two_entries_with_swapped_numbers_are_noticed(count: int, data: st.DataObject) -> None:
    whole = chain(AUTHOR, count)
    one = data.draw(st.integers(0, count - 1))
    other = data.draw(st.integers(0, count - 1).filter(lambda place: place != one))
    whole[one], whole[other] = replace(whole[one], seq=other + 1), replace(whole[other], seq=one + 1)

    assert any("does not follow the one before it" in problem for problem in chain_problems(whole))


@settings(deadline=None)
@given(lengths, st.data())
def test_a_second_entry_with_a_number_that_is_taken_is_a_fork(count: int, data: st.DataObject) -> None:
    whole = chain(AUTHOR, count)
    forked = data.draw(st.sampled_from(whole))
    fork = entry(Link(AUTHOR, forked.seq, forked.prev, ()), {"note": "from the restored backup"})

    assert chain_problems([*whole, fork]) == [
        f"Two entries carry number {forked.seq} {WHERE}: a restored backup was used twice."
    ]


def test_both_ends_of_a_fork_are_followed() -> None:
    one, two, three = chain(AUTHOR, 3)
    fork = entry(Link(AUTHOR, 2, one.id, ()), {"note": "from the restored backup"})
    after_fork = entry(Link(AUTHOR, 3, fork.id, ()), {"note": "and on"})
    found = chain_problems([one, two, three, fork, after_fork])

    assert [problem.split(" in ")[0] for problem in found] == [
        "Two entries carry number 2",
        "Two entries carry number 3",
    ]


def test_an_entry_handed_in_twice_is_no_fork() -> None:
    whole = chain(AUTHOR, 2)

    assert chain_problems([*whole, *whole]) == []


@settings(deadline=None)
@given(lengths, st.data())
def test_an_entry_that_names_another_before_it_is_noticed(count: int, data: st.DataObject) -> None:
    whole = chain(AUTHOR, count)
    place = data.draw(st.integers(1, count - 1))
    whole[place] = replace(whole[place], prev="0" * 64)

    assert chain_problems(whole) == [f"Entry number {place + 1} {WHERE} does not follow the one before it."]


def test_a_first_entry_that_names_one_before_it_is_noticed() -> None:
    first = replace(chain(AUTHOR, 1)[0], prev="0" * 64)

    assert chain_problems([first]) == [f"Entry number 1 {WHERE} does not follow the one before it."]


def test_a_later_entry_that_names_none_before_it_is_noticed_even_where_that_is_missing() -> None:
    later = replace(chain(AUTHOR, 2)[1], prev=None)

    assert chain_problems([later]) == [
        f"Entry number 1 {WHERE} is missing.",
        f"Entry number 2 {WHERE} does not follow the one before it.",
    ]


@pytest.mark.parametrize("number", [0, -1])
def test_a_number_below_one_is_noticed(number: int) -> None:
    odd = entry(Link(AUTHOR, number, None, ()), {"note": "odd"})

    assert chain_problems([odd]) == [f"An entry {WHERE} carries number {number}, and counting starts at 1."]


def test_several_missing_entries_are_named_in_one_sentence() -> None:
    assert chain_problems(chain(AUTHOR, 4)[3:]) == [f"Entries number 1 to 3 {WHERE} are missing."]


def test_a_number_far_ahead_is_told_in_one_sentence() -> None:
    far = entry(Link(AUTHOR, 10**12, "0" * 64, ()), {"note": "far"})

    assert chain_problems([far]) == [f"Entries number 1 to {10**12 - 1} {WHERE} are missing."]


def test_the_same_author_in_another_stream_is_another_chain() -> None:
    assert chain_problems([*chain(AUTHOR, 2), *chain(AUTHOR, 2, "child:leo")]) == []


def test_problems_are_told_by_author_and_stream() -> None:
    found = chain_problems([*chain(OTHER, 2)[1:], *chain(AUTHOR, 2)[1:]])

    assert [problem.split(" by ")[1][:4] for problem in found] == ["a1a1", "b2b2"]


def test_of_a_whole_chain_everything_is_had() -> None:
    assert have_vector(chain(AUTHOR, 3)) == {(AUTHOR, KAI): 3}


def test_what_is_had_ends_at_the_first_gap() -> None:
    one, two, _, four = chain(AUTHOR, 4)

    assert have_vector([four, two, one]) == {(AUTHOR, KAI): 2}


def test_without_the_first_entry_nothing_is_had() -> None:
    assert have_vector(chain(AUTHOR, 3)[1:]) == {(AUTHOR, KAI): 0}


def test_each_chain_is_counted_alone() -> None:
    entries = [*chain(AUTHOR, 2), *chain(OTHER, 1), *chain(AUTHOR, 3, "child:leo")]

    assert have_vector(entries) == {(AUTHOR, KAI): 2, (OTHER, KAI): 1, (AUTHOR, "child:leo"): 3}


@settings(deadline=None)
@given(st.sets(st.integers(0, 7)))
def test_one_more_than_is_had_is_always_missing(places: set[int]) -> None:
    whole: list[Entry] = chain(AUTHOR, 8)
    held = [whole[place] for place in sorted(places)]
    had = have_vector(held).get((AUTHOR, KAI), 0)

    assert set(range(had)) <= places
    assert had not in places
