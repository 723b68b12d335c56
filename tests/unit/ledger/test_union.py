"""Entries of other authors: checked whole, then united."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.entry import Link
from supervision_app.ledger.errors import LedgerFault
from supervision_app.ledger.union import Sifted, Signed, place, sift, verify_signed
from tests.fakes.told import KAI, chain, entry

KEY = DeviceKey(bytes(range(32)))
OTHER = DeviceKey(bytes(range(1, 33)))


def signed(key: DeviceKey = KEY, count: int = 2, stream: str = KAI) -> Signed:
    entries = chain(key.author, count, stream)
    return Signed(key.commit(stream, entries), tuple(entries))


POOL = [signed(key, count, stream) for key in (KEY, OTHER) for count in (1, 2) for stream in (KAI, "child:leo")]
parts = st.lists(st.sampled_from(POOL), max_size=8)


def held(*batches: Sequence[Signed]) -> frozenset[Signed]:
    """Return all that is held after these came in one after the other."""
    store: dict[str, Signed] = {}
    for batch in batches:
        store |= {new.commit.id: new for new in sift(batch, store).new}
    return frozenset(store.values())


@settings(deadline=None)
@given(parts)
def test_what_came_once_adds_nothing_when_it_comes_again(one: list[Signed]) -> None:
    assert held(one, one) == held(one) == frozenset(one)


@settings(deadline=None)
@given(parts, parts)
def test_it_does_not_matter_whose_came_first(one: list[Signed], other: list[Signed]) -> None:
    assert held(one, other) == held(other, one) == held([*one, *other])


@settings(deadline=None)
@given(parts, parts, parts)
def test_it_does_not_matter_who_exchanged_with_whom_first(
    one: list[Signed], other: list[Signed], third: list[Signed]
) -> None:
    assert held(list(held(one, other)), third) == held(one, list(held(other, third)))


@settings(deadline=None)
@given(parts, st.sets(st.sampled_from([one.commit.id for one in POOL])))
def test_every_entry_that_came_is_counted_as_new_or_known(incoming: list[Signed], before: set[str]) -> None:
    sifted = sift(incoming, before)

    assert all(new.commit.id not in before for new in sifted.new)
    assert sum(len(new.entries) for new in sifted.new) + sifted.known == sum(len(one.entries) for one in incoming)


def test_what_is_new_keeps_the_order_in_which_it_came() -> None:
    assert sift([POOL[3], POOL[0], POOL[3], POOL[1]], ()).new == (POOL[3], POOL[0], POOL[1])


def test_a_commit_that_came_twice_at_once_is_new_once() -> None:
    one = signed(count=3)

    assert sift([one, one], ()) == Sifted((one,), 3)


def test_a_commit_that_is_held_is_known() -> None:
    one = signed(count=3)

    assert sift([one], {one.commit.id}) == Sifted((), 3, one.entries)


def test_nothing_that_came_is_nothing_new() -> None:
    assert sift([], ()) == Sifted((), 0)


def test_a_withheld_payload_is_taken_without_its_words() -> None:
    whole = signed()
    first, second = whole.entries
    withheld = replace(whole, entries=(replace(first, payload=None, salt=None), second))

    assert sift([withheld], ()).new == (withheld,)


def test_one_that_does_not_hold_together_refuses_all() -> None:
    good, bad = signed(), signed(OTHER)
    broken = replace(bad, commit=replace(bad.commit, signature=good.commit.signature))
    with pytest.raises(LedgerFault):
        sift([good, broken], ())


def test_one_that_is_held_is_checked_all_the_same() -> None:
    one = signed()
    with pytest.raises(LedgerFault):
        sift([replace(one, entries=one.entries[:1])], {one.commit.id})


def test_a_commit_that_holds_together_passes() -> None:
    verify_signed(signed())


def test_a_commit_with_a_wrong_signature_is_refused() -> None:
    one = signed()
    with pytest.raises(LedgerFault, match="does not fit"):
        verify_signed(replace(one, commit=replace(one.commit, signature=b"\x00" * 64)))


@pytest.mark.parametrize("places", [(0,), (1,), (1, 0), (0, 1, 1)], ids=repr)
def test_a_commit_without_just_the_entries_it_names_in_order_is_refused(places: tuple[int, ...]) -> None:
    one = signed()
    with pytest.raises(LedgerFault, match="does not come with the entries it names"):
        verify_signed(replace(one, entries=tuple(one.entries[place] for place in places)))


def test_an_entry_that_was_changed_is_refused() -> None:
    one = signed()
    first, second = one.entries
    with pytest.raises(LedgerFault, match="was changed after it was written"):
        verify_signed(replace(one, entries=(first, replace(second, happened_on="2026-11-10"))))


def test_words_that_were_changed_are_refused() -> None:
    one = signed()
    first, second = one.entries
    with pytest.raises(LedgerFault, match="The words of entry"):
        verify_signed(replace(one, entries=(replace(first, payload=b'{"note":9}'), second)))


def test_an_entry_of_another_author_under_ones_own_signature_is_refused() -> None:
    theirs = entry(Link(OTHER.author, 1, None, ()), {"note": "theirs"})
    with pytest.raises(LedgerFault, match="stands under a commit of another author or stream"):
        verify_signed(Signed(KEY.commit(KAI, [theirs]), (theirs,)))


def test_an_entry_of_another_stream_is_refused() -> None:
    elsewhere = entry(Link(KEY.author, 1, None, ()), {"note": "of Leo"}, "child:leo")
    with pytest.raises(LedgerFault, match="stands under a commit of another author or stream"):
        verify_signed(Signed(KEY.commit(KAI, [elsewhere]), (elsewhere,)))


def test_a_commit_that_covers_nothing_is_refused() -> None:
    nothing = Signed(KEY.commit(KAI, ()), ())
    with pytest.raises(LedgerFault, match="covers nothing"):
        verify_signed(nothing)


def test_two_commits_over_one_entry_are_refused() -> None:
    (first,) = signed(count=1).entries
    second = entry(Link(KEY.author, 2, first.id, ()), {"note": 2})
    one, other = Signed(KEY.commit(KAI, [first]), (first,)), Signed(KEY.commit(KAI, [first, second]), (first, second))
    with pytest.raises(LedgerFault, match="signed twice"):
        sift([one, other], ())


def bare(one: Signed) -> Signed:
    return Signed(one.commit, tuple(replace(each, payload=None, salt=None) for each in one.entries))


def test_of_a_commit_that_comes_twice_the_words_count() -> None:
    one = signed(count=2)
    for both in ([one, bare(one)], [bare(one), one]):
        assert sift(both, ()) == Sifted((one,), 2)


def in_a_row(count: int) -> list[Signed]:
    return [Signed(KEY.commit(KAI, [each]), (each,)) for each in chain(KEY.author, count, KAI)]


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_what_can_be_added_stands_on_what_is_there_whatever_the_order(order: list[int], gone: set[int]) -> None:
    row = in_a_row(6)
    placed = place([row[at] for at in order if at not in gone], ())
    until = min(gone, default=6)

    assert {one.commit.id for one in placed.ready} == {one.commit.id for one in row[:until]}
    assert len(placed.waiting) == len([at for at in range(until, 6) if at not in gone])
    assert placed.missing <= {row[at].entries[0].id for at in gone}
    assert bool(placed.missing) == bool(placed.waiting)


def test_what_waited_is_added_with_what_it_waited_for() -> None:
    row = in_a_row(3)
    assert place(row[1:], {row[0].entries[0].id}).waiting == ()
    assert place(row[1:], ()).missing == {row[0].entries[0].id}
