"""Which words of a text are looked up in the dictionary, and which are left alone: names, short forms, numbers."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_WHOLE = re.compile(r"\S+")
_STARTS = re.compile(r"(?:^|[.!?:…]['’”\")\]]*\s+|[\n\u2029]\s*|[-•*]\s+)['‘“\"(\[]*$")
_LONGEST = 40
_BEFORE = 8
"""Letters before a word that say whether it begins a sentence."""


def words_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield each word to look up with the place where it begins.

    Left alone is what no dictionary has: words with a digit, an @ or a slash beside them, one letter, short forms in
    capitals, and names: a word with a capital that does not begin a sentence.
    """
    for whole in _WHOLE.finditer(text):
        if any(sign.isdigit() or sign in "@/\\_" for sign in whole[0]):
            continue
        for found in _WORD.finditer(text, whole.start(), whole.end()):
            if _is_looked_up(text, found):
                yield found.start(), found[0].replace("’", "'")


def parts_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield every word of a text as a dictionary has it, names included, with the place where it begins."""
    for found in _WORD.finditer(text):
        yield found.start(), found[0].replace("’", "'")


def _is_looked_up(text: str, found: re.Match[str]) -> bool:
    word = found[0]
    if not 1 < len(word) <= _LONGEST or word.isupper():
        return False
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    return word[0].islower() or (word[1:].islower() and bool(_STARTS.search(before)))
