"""Common words that are easy to say and to type."""

from functools import cache
from importlib.resources import files


@cache
def common_words() -> tuple[str, ...]:
    """Return the words, some three thousand."""
    return tuple((files("resources") / "dictionaries" / "words.txt").read_text(encoding="utf-8").split())
