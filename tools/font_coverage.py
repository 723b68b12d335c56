"""Write which characters the vendored fonts can draw: python tools/font_coverage.py."""

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "resources" / "fonts"
COVERAGE = FONTS / "coverage.json"


def drawable() -> dict[str, set[int]]:
    """Gather the characters that every weight of each family has."""
    families: dict[str, set[int]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path) as font:
            points = {point for point in font.getBestCmap() if unicodedata.category(chr(point)) != "Cc"}
            family = str(font["name"].getBestFamilyName())
        families[family] = families.get(family, points) & points
    return families


def ranges(points: Iterable[int]) -> list[list[int]]:
    """Join neighbouring numbers into [first, last] pairs."""
    joined: list[list[int]] = []
    for point in sorted(points):
        if joined and joined[-1][1] == point - 1:
            joined[-1][1] = point
        else:
            joined.append([point, point])
    return joined


def coverage() -> str:
    """Give the text of the coverage file, one line for each family."""
    families = (f'    "{family}": {json.dumps(ranges(points))}' for family, points in drawable().items())
    return '{\n  "families": {\n' + ",\n".join(families) + "\n  }\n}\n"


if __name__ == "__main__":
    COVERAGE.write_text(coverage(), encoding="utf-8", newline="\n")
