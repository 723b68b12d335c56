"""The British dictionary that ships, and the field's own words."""

from importlib.resources import files

import pytest

from supervision_app.adapters.spelling import MOST, BritishSpeller


@pytest.fixture(scope="module")
def speller() -> BritishSpeller:
    """The dictionary, read once."""
    return BritishSpeller()


@pytest.mark.parametrize(
    "word", ["colour", "organise", "grandmother", "it's", "child's", "viability", "genograms", "SENCo"]
)
def test_british_words_and_those_of_the_field_are_known(speller: BritishSpeller, word: str) -> None:
    assert speller.knows(word)


@pytest.mark.parametrize("word", ["color", "organize", "teh", "safegarding", "dont"])
def test_other_words_are_not(speller: BritishSpeller, word: str) -> None:
    assert not speller.knows(word)


def test_what_was_meant_is_suggested(speller: BritishSpeller) -> None:
    assert speller.suggests("safegarding")[0] == "safeguarding"
    assert len(speller.suggests("teh")) == MOST


def test_the_fields_own_words_are_each_there_once_and_not_in_the_dictionary_alone() -> None:
    words = (files("resources") / "dictionaries" / "practice.txt").read_text(encoding="utf-8").split()

    assert len(words) == len(set(words)) > 50
    licence = (files("resources") / "licences" / "dictionaries" / "en_GB.txt").read_text(encoding="utf-8")
    assert "SCOWL" in licence
