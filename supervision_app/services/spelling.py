"""What the services and the window ask of spelling, and the words that somebody added here: in their vault alone."""

from typing import Protocol

from supervision_app.domain.entries import optional
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.spelling import parts_of
from supervision_app.services.desk import Desk

_OWN = "own-words"
_LONGEST = 40


class Speller(Protocol):
    """A dictionary."""

    def knows(self, word: str) -> bool:
        """Return whether a word is spelled right."""

    def suggests(self, word: str) -> list[str]:
        """Return what may have been meant, the likeliest first."""


def own_words(desk: Desk) -> frozenset[str]:
    """Return the words that were added here. They may be names: they stay in the vault, and go into no record."""
    return frozenset(desk.vault.drafts.read(_OWN))


def known_here(desk: Desk) -> frozenset[str]:
    """Return the words that were added here, and the names of the children and people of this vault, part by part."""
    names = [member.person.name for member in desk.vault.views.members()]
    names += [row.name for row in desk.vault.views.children(desk.today())]
    parts = (part for name in names for _, part in parts_of(name))
    return own_words(desk) | frozenset(parts)


def add_own_word(desk: Desk, word: str) -> str:
    """Return the word as it was added; raises InputRefused for what is no single word."""
    clean = optional(word, "The word").replace("’", "'")
    if not clean or len(clean) > _LONGEST or any(sign.isspace() for sign in clean):
        message = "One word is added at a time. Choose a single word."
        raise InputRefused(message)
    desk.vault.drafts.keep(_OWN, {clean: "yes"}, desk.clock.now().isoformat(timespec="seconds"))
    return clean
