"""Colours, sizes and spaces under their own names: the only place where one is chosen.

The pairs are held to WCAG 2.2 AA by a test: 4.5 to 1 for text, 3 to 1 for borders and marks.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme: colours as #rrggbb."""

    page: str
    panel: str
    field: str
    text: str
    quiet: str
    border: str
    rule: str
    accent: str
    on_accent: str
    accent_soft: str
    link: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    good: str
    good_soft: str
    private: str
    private_soft: str
    focus: str

    def colours(self) -> dict[str, str]:
        """Return every colour by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


LIGHT = Tokens(
    page="#ffffff",
    panel="#f3f2f1",
    field="#ffffff",
    text="#0b0c0c",
    quiet="#505a5f",
    border="#6f777b",
    rule="#cecece",
    accent="#1d4f73",
    on_accent="#ffffff",
    accent_soft="#e3edf4",
    link="#1a5a96",
    danger="#b3240f",
    danger_soft="#fbeae7",
    warning="#7a4d00",
    warning_soft="#fdf3e1",
    good="#00623b",
    good_soft="#e5f2ec",
    private="#5b2d84",
    private_soft="#f1eaf6",
    focus="#0b0c0c",
)

DARK = Tokens(
    page="#1f2226",
    panel="#282c31",
    field="#191c1f",
    text="#f3f2f1",
    quiet="#b1b4b6",
    border="#8b949b",
    rule="#434a50",
    accent="#8ab8e6",
    on_accent="#10202e",
    accent_soft="#2b3a48",
    link="#8ab8e6",
    danger="#ff9a87",
    danger_soft="#46241f",
    warning="#f2c06b",
    warning_soft="#41331a",
    good="#6fd09a",
    good_soft="#1d3a2b",
    private="#cfb2ea",
    private_soft="#362b41",
    focus="#ffdd00",
)

TARGET = 32
"""The least height of anything that is pressed, in pixels at 100 % (24 is the least that is allowed)."""

SPACE, SMALL_SPACE, LARGE_SPACE = 12, 6, 24
TITLE, HEADING, BODY, SMALL = 1.7, 1.25, 1.0, 0.92
"""Sizes of type against the system's own."""
