"""What came after what."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.ledger.order import causal_order, heads


@dataclass(frozen=True)
class Word:
    """An entry of which only its place matters."""

    id: str
    after: tuple[str, ...] = ()


@st.composite
def subjects(draw: st.DrawFn) -> list[Word]:
    """Draw entries that each name some of those before them, of which some then went missing, in any order."""
    names = draw(st.lists(st.text("abcdef", min_size=1, max_size=3), unique=True, max_size=12))
    words: list[Word] = []
    for name in names:
        before = [word.id for word in words]
        seen = draw(st.lists(st.sampled_from(before), unique=True)) if before else []
        words.append(Word(name, tuple(seen)))
    lost = draw(st.sets(st.sampled_from(names))) if names else set()
    return draw(st.permutations([word for word in words if word.id not in lost]))


def test_what_was_seen_comes_before_what_saw_it_whatever_the_ids_say() -> None:
    third, second, first = Word("a", ("b",)), Word("b", ("c",)), Word("c")

    assert causal_order([third, first, second]) == [first, second, third]


def test_at_one_depth_the_id_decides() -> None:
    assert causal_order([Word("b"), Word("a"), Word("c", ("a", "b"))]) == [
        Word("a"),
        Word("b"),
        Word("c", ("a", "b")),
    ]


def test_the_longest_way_gives_the_depth() -> None:
    long = [Word("z"), Word("y", ("z",)), Word("a", ("y", "z"))]

    assert causal_order(reversed(long)) == long


def test_what_is_missing_counts_as_depth_nothing() -> None:
    assert causal_order([Word("b", ("gone",)), Word("a", ("gone",))]) == [Word("a", ("gone",)), Word("b", ("gone",))]


def test_an_entry_handed_in_twice_stands_once() -> None:
    assert causal_order([Word("a"), Word("a")]) == [Word("a")]


def test_nothing_is_in_order() -> None:
    assert causal_order(list[Word]()) == []


def test_thousands_of_entries_one_after_the_other_are_ordered() -> None:
    chain = [Word(f"{number:05}", (f"{number - 1:05}",) if number else ()) for number in range(5000)]

    assert causal_order(reversed(chain)) == chain


@settings(deadline=None)
@given(subjects())
def test_no_entry_stands_before_one_that_it_had_seen(words: list[Word]) -> None:
    place = {word.id: number for number, word in enumerate(causal_order(words))}

    assert all(place[seen] < place[word.id] for word in words for seen in word.after if seen in place)


@settings(deadline=None)
@given(subjects())
def test_the_order_keeps_every_entry(words: list[Word]) -> None:
    assert sorted(causal_order(words), key=lambda word: word.id) == sorted(words, key=lambda word: word.id)


@settings(deadline=None)
@given(subjects())
def test_the_order_does_not_depend_on_how_the_entries_came(words: list[Word]) -> None:
    assert causal_order(sorted(words, key=lambda word: word.id)) == causal_order(words)


def test_the_heads_are_those_that_nobody_had_seen() -> None:
    assert heads([Word("a"), Word("c", ("a",)), Word("b", ("a",))]) == ("b", "c")


def test_a_subject_without_entries_has_no_heads() -> None:
    assert heads(list[Word]()) == ()


@settings(deadline=None)
@given(subjects())
def test_an_entry_that_saw_the_heads_is_the_only_head(words: list[Word]) -> None:
    assert heads([*words, Word("zz", heads(words))]) == ("zz",)
