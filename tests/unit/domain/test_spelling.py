"""Which words are looked up in the dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.spelling import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He counts buses.", ["He", "counts", "buses"]),
        ("Then Aoife rang Mum.", ["Then", "rang"]),
        ("The IRO and a SGO", ["The", "and"]),
        ("“Dont” he said. Teh end", ["Dont", "he", "said", "Teh", "end"]),
        ("It’s the child’s", ["It's", "the", "child's"]),
        ("half-baked", ["half", "baked"]),
        ("at 4pm write to a.b@c.org or and/or x_y", ["at", "write", "to", "or"]),
        ("- First point\n- Second point\n• Third", ["First", "point", "Second", "point", "Third"]),
        ("McDonald said iPad", ["said", "iPad"]),
        ("", []),
        ("x" * 41, []),
    ],
)
def test_words_are_looked_up_and_names_short_forms_and_numbers_left_alone(text: str, words: list[str]) -> None:
    assert [word for _, word in words_of(text)] == words


@given(st.text(max_size=200))
def test_each_word_stands_where_it_is_said_to_begin(text: str) -> None:
    for at, word in words_of(text):
        assert text[at : at + len(word)].replace("’", "'") == word
