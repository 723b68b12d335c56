"""Offering a passphrase: words drawn at random from a list of common ones."""

import secrets
from functools import cache
from importlib.resources import files

WORDS = 5
"""How many words make a passphrase; with three thousand to draw from, five are worth about 58 bits."""


@cache
def common_words() -> tuple[str, ...]:
    """Return the words that are drawn from."""
    return tuple((files("resources") / "dictionaries" / "words.txt").read_text(encoding="utf-8").split())


def suggest_passphrase() -> str:
    """Return five words drawn at random, with a space between them."""
    return " ".join(secrets.choice(common_words()) for _ in range(WORDS))
