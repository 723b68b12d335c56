"""Spelling: reading the dictionary, and looking at a long note, which is done in turns when typing pauses."""

from collections.abc import Iterator
from pathlib import Path

from supervision_app.adapters.spelling import BritishSpeller
from supervision_app.domain.spelling import words_of
from tests.benchmarks.timing import once, row, typical

_NOTE = "She woke before six and fed the cat, and told nobody. His aunt rang about safegarding. " * 230


def measure(_folder: Path) -> Iterator[dict[str, object]]:
    """Give the lines of this part."""
    read = once(BritishSpeller)
    speller = BritishSpeller()
    split = typical(_NOTE.split, 20)
    looked = typical(lambda: [word for _, word in words_of(_NOTE) if not speller.knows(word)], 20)
    yield row(f"spelling of a note of {len(_NOTE):,} letters", looked, "splitting it into words", split)
    suggested = typical(lambda: speller.suggests("safegarding"), 5)
    yield row("suggestions for one word, asked for in a menu", suggested, "reading the dictionary", read)
