"""The colours, paired as they are used, are told apart by everybody (WCAG 1.4.3 and 1.4.11)."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from ui.shared.theme import palette
from ui.shared.tokens import DARK, LIGHT, TARGET, Tokens

GROUNDS = ("page", "panel", "field")
TEXT = [
    *product(("text", "quiet", "link", "danger", "warning", "good"), GROUNDS),
    ("on_accent", "accent"),
    ("text", "accent_soft"),
    ("text", "private_soft"),
    ("text", "danger_soft"),
    ("link", "danger_soft"),
    ("danger", "danger_soft"),
    ("warning", "warning_soft"),
    ("good", "good_soft"),
]
MARKS = [*product(("border", "accent", "focus"), GROUNDS), ("accent", "accent_soft"), ("danger", "danger_soft")]
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
Role = QPalette.ColorRole
PALETTE = [
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.WindowText, Role.Window),
    (Role.ButtonText, Role.Button),
    (Role.HighlightedText, Role.Highlight),
    (Role.PlaceholderText, Role.Base),
    (Role.Link, Role.Window),
    (Role.ToolTipText, Role.ToolTipBase),
]


def light_of(colour: QColor) -> float:
    """Return the relative luminance."""
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def ratio(one: QColor, two: QColor) -> float:
    """Return the contrast of two colours."""
    dark, light = sorted((light_of(one), light_of(two)))
    return (light + 0.05) / (dark + 0.05)


def too_weak(theme: Tokens, pairs: list[tuple[str, str]], least: float) -> list[tuple[str, str]]:
    """Return the pairs below the least contrast."""
    colours = {name: QColor(colour) for name, colour in theme.colours().items()}
    return [pair for pair in pairs if ratio(colours[pair[0]], colours[pair[1]]) < least]


def test_the_contrast_is_computed_as_it_should_be() -> None:
    assert ratio(QColor("white"), QColor("black")) == pytest.approx(21)
    assert ratio(QColor("#1d70b8"), QColor("white")) == pytest.approx(5.2, abs=0.05)


@THEMES
def test_text_is_told_from_what_it_stands_on(theme: Tokens) -> None:
    assert too_weak(theme, TEXT, 4.5) == []


@THEMES
def test_borders_and_marks_are_told_from_what_they_stand_on(theme: Tokens) -> None:
    assert too_weak(theme, MARKS, 3.0) == []


@THEMES
def test_the_palette_is_told_apart_and_so_is_what_is_disabled(theme: Tokens) -> None:
    made = palette(theme)
    groups = [(QPalette.ColorGroup.Active, 4.5), (QPalette.ColorGroup.Disabled, 3.0)]
    weak = [
        (group, pair)
        for group, least in groups
        for pair in PALETTE
        if ratio(made.color(group, pair[0]), made.color(group, pair[1])) < least
    ]

    assert weak == []


def test_what_is_pressed_is_large_enough() -> None:
    assert TARGET >= 24
