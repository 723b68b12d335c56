"""Offering a passphrase: words drawn at random from a list of common ones."""

import secrets

from supervision_app.adapters.word_list import common_words

WORDS = 5
"""How many words make a passphrase; with three thousand to draw from, five are worth about 58 bits."""


def suggest_passphrase() -> str:
    """Return five words drawn at random, with a space between them."""
    return " ".join(secrets.choice(common_words()) for _ in range(WORDS))
