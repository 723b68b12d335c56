"""What the vendored fonts can draw, and how the rest stays visible."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from supervision_app.adapters.documents.characters import legal

# Marks of direction, hidden break points and picture selectors: they have no picture of their own.
_STEERING = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class _Fonts:
    """What each family can draw, with the patterns that find what they cannot."""

    families: tuple[frozenset[str], ...]
    undrawable: re.Pattern[str]
    marked: re.Pattern[str]

    def draw_together(self, cluster: str) -> bool:
        """Say whether one family has every character of a letter with its marks."""
        letter = cluster[0]
        if letter.isspace() or self.marked.match(letter):
            return False
        return any(family.issuperset(cluster) for family in self.families)


@cache
def _fonts() -> _Fonts:
    """Read the coverage of the vendored fonts once."""
    coverage = files("resources") / "fonts" / "coverage.json"
    read = json.loads(coverage.read_text(encoding="utf-8"))["families"]
    families = tuple(
        frozenset(chr(point) for first, last in ranges for point in range(first, last + 1)) for ranges in read.values()
    )
    every = frozenset().union(*families)
    marks = {character for character in every if unicodedata.category(character).startswith("M")}
    return _Fonts(
        families,
        undrawable=re.compile(f"[^\n\t{_class(every | set(_JOINERS))}]"),
        marked=re.compile(f"[^\n]?[{_class(marks | set(_JOINERS))}]+"),
    )


def _class(characters: frozenset[str] | set[str]) -> str:
    """Write characters as the inside of a pattern's class."""
    return "".join(re.escape(character) for character in sorted(characters))


class Pen:
    """Writes text so that the vendored fonts can draw it, and counts what they cannot."""

    def __init__(self) -> None:
        """Start with nothing left undrawn."""
        self.undrawn = 0

    def write(self, text: str) -> str:
        """Give the text with each undrawable character written as its number, as in [U+1F600]."""
        plain = _STEERING.sub("", legal(text)).replace("\t", "    ")
        numbered = _fonts().undrawable.sub(lambda found: self._number(found.group()), plain)
        return _fonts().marked.sub(lambda found: self._cluster(found.group()), numbered)

    def note(self) -> str:
        """Say how many characters could not be drawn; empty when all could."""
        if not self.undrawn:
            return ""
        if self.undrawn == 1:
            return "1 character cannot be drawn in this file; it is whole in the Word, text and JSON files."
        return (
            f"{self.undrawn:,} characters cannot be drawn in this file; "
            "they are whole in the Word, text and JSON files."
        )

    def _cluster(self, cluster: str) -> str:
        """Give a letter with its marks, the marks as numbers when no font has them together."""
        if _fonts().draw_together(cluster):
            return cluster
        return "".join(self._alone(character) for character in cluster)

    def _alone(self, character: str) -> str:
        """Give a letter as it is, a mark as its number, and nothing for a joiner."""
        if character in _JOINERS:
            return ""
        if unicodedata.category(character).startswith("M"):
            return self._number(character)
        return character

    def _number(self, character: str) -> str:
        """Give the visible number of one undrawable character."""
        self.undrawn += 1
        return f"[U+{ord(character):04X}]"
