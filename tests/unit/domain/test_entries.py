"""Who had seen what, and which words an entry takes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.domain.entries import LONGEST_TEXT, Sight, Told, how_many, in_words, needed, optional
from supervision_app.domain.errors import InputRefused
from supervision_app.ledger.order import causal_order


def told(name: str, *after: str) -> Told:
    return Told(name, "child:kai", "action-1", "action.moved/1", after, "2026-11-09", "2026-11-09T09:00:00+00:00", {})


@st.composite
def subjects(draw: st.DrawFn) -> list[Told]:
    """Draw the entries of one subject, each naming some of those before it, in causal order; some went missing."""
    entries: list[Told] = []
    names = draw(st.lists(st.text("abcdef", min_size=1, max_size=4), unique=True, min_size=1, max_size=12))
    for name in names:
        before = [entry.id for entry in entries]
        entries.append(told(name, *draw(st.lists(st.sampled_from(before), unique=True) if before else st.just([]))))
    lost = draw(st.sets(st.sampled_from(names), max_size=2))
    return causal_order(entry for entry in entries if entry.id not in lost)


def had_seen(entries: list[Told], later: Told) -> set[str]:
    """Follow `after` step by step through what is held."""
    held = {entry.id: entry for entry in entries}
    found: set[str] = set()
    waiting = list(later.after)
    while waiting:
        name = waiting.pop()
        if name in held and name not in found:
            found.add(name)
            waiting.extend(held[name].after)
    return found


@settings(deadline=None)
@given(subjects())
def test_an_author_saw_what_their_entry_names_and_all_that_those_saw(entries: list[Told]) -> None:
    sight = Sight(entries)

    for later in entries:
        assert {one.id for one in entries if sight.saw(later, one)} == had_seen(entries, later)


@settings(deadline=None)
@given(subjects(), st.data())
def test_the_newest_are_those_that_none_of_the_others_had_seen(entries: list[Told], data: st.DataObject) -> None:
    some = [entry for entry in entries if data.draw(st.booleans())]
    seen = set[str]().union(*(had_seen(entries, entry) for entry in some))

    assert Sight(entries).newest(some) == [entry for entry in some if entry.id not in seen]


def test_an_author_had_not_seen_their_own_entry() -> None:
    one = told("a")

    assert not Sight([one]).saw(one, one)


def test_what_was_seen_through_an_entry_that_is_not_here_does_not_count_as_seen() -> None:
    first, third = told("a"), told("c", "b")

    assert Sight([first, third]).newest([first, third]) == [first, third]


def test_the_newest_of_nothing_is_nothing() -> None:
    assert Sight([]).newest([]) == []


def test_white_space_at_the_ends_of_a_text_is_dropped() -> None:
    assert needed(" \n Ring the school.\t", "The note") == "Ring the school."


def test_nul_characters_are_dropped_from_a_text() -> None:
    assert optional("Ring\x00 her", "The note") == "Ring her"


@pytest.mark.parametrize("empty", ["", "   ", "\n\t", "\x00", " \x00 "])
def test_a_needed_text_that_is_empty_is_refused_by_name(empty: str) -> None:
    with pytest.raises(InputRefused, match=r"^The reason is needed and was left empty\.$"):
        needed(empty, "The reason")


def test_a_text_that_may_be_empty_is_taken_when_it_is() -> None:
    assert optional("  ", "The reason") == ""


def test_the_longest_text_is_taken_whole() -> None:
    assert len(needed("a" * LONGEST_TEXT, "The note")) == LONGEST_TEXT


def test_a_longer_text_is_refused_with_both_lengths() -> None:
    with pytest.raises(InputRefused, match="The note has 50,001 characters; the most is 50,000"):
        needed("a" * (LONGEST_TEXT + 1), "The note")


def test_half_a_character_is_refused_in_words() -> None:
    with pytest.raises(InputRefused, match="The note holds half a character"):
        optional("broken \ud83d copy", "The note")


def test_a_date_is_written_without_the_computers_language() -> None:
    assert in_words("2026-11-09") == "9 November 2026"
    assert in_words(date(2027, 2, 28)) == "28 February 2027"


def test_a_count_begins_a_sentence_in_words_while_it_is_small() -> None:
    assert [how_many(count) for count in (2, 3, 4)] == ["Two", "Three", "4"]
