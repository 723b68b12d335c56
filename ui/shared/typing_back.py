"""Typing two groups of the recovery key back, without a window: only then does anybody know that it was kept."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Confirms = Callable[[Callable[[], None], Callable[[str], None]], None]
"""Remember in the vault that the recovery key was typed back; then call the one, or the other with a sentence."""

_ALIKE = str.maketrans("OIL", "011")


def two_of(number: int) -> list[int]:
    """Return two numbers from one to this one, in order, drawn at random."""
    return sorted(secrets.SystemRandom().sample(range(1, number + 1), 2))


@dataclass
class TypingBack:
    """The groups of one recovery key, and the numbers of those that are asked for."""

    draw: Callable[[int], Sequence[int]] = two_of
    groups: Sequence[str] = ()
    asked: Sequence[int] = ()

    def ask(self, key: str) -> Sequence[int]:
        """Take a key, and return which of its groups are to be typed back."""
        self.groups = re.findall(r"\w+", key)
        self.asked = self.draw(len(self.groups))
        return self.asked

    def wrong(self, typed: Sequence[str]) -> list[tuple[str, str]]:
        """Return what is not the key's, as the names of fields with a sentence each."""
        return [
            (f"group {place}", f"This is not group {number} of the key above. Copy it again.")
            for place, (number, text) in enumerate(zip(self.asked, typed, strict=True), 1)
            if _alike(text) != _alike(self.groups[number - 1])
        ]


def _alike(group: str) -> str:
    """Return a group with what is easily taken for something else made the same."""
    return re.sub(r"\W", "", group).upper().translate(_ALIKE)
