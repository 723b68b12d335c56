"""What is said and agreed in the demonstration, from its own file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Words = Mapping[str, tuple[str, ...]]
"""Things to say, by the code of the stage in which they are said."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An action worth agreeing: what, why, and what should be different for the child."""

    what: str
    why: str
    difference: str


_TALK = tomllib.loads((files("resources") / "demonstration" / "talk.toml").read_text(encoding="utf-8"))


def _words(values: Mapping[str, Any]) -> Words:
    return {code: tuple(texts) for code, texts in values.items()}


PLANS = tuple(Plan(**plan) for plan in _TALK["plan"])
DECISIONS: tuple[tuple[str, str], ...] = tuple((one["decision"], one["reasons"]) for one in _TALK["decision"])
WHY_NOT, NOTES, MOVED_FOR, IMPACTS = (
    tuple(str(text) for text in _TALK[name]) for name in ("why_not", "notes", "moved_for", "impacts")
)
WITH_EACH_CHILD = _words(_TALK["with_each_child"])
ABOUT_THE_WORKER = _words(_TALK["about_the_worker"])
OVERSIGHT: dict[str, str] = _TALK["oversight"]
"""What a manager writes of a child who has no worker yet."""

KAI_SAID: dict[str, str] = _TALK["kai"].pop("said")
KAI_ACTIONS: tuple[str, ...] = tuple(_TALK["kai"].pop("actions"))
KAI: dict[str, str] = _TALK["kai"]
"""What is said when Kai's worker changes."""

BEGUN_SAID: dict[str, str] = _TALK["begun"].pop("said")
BEGUN: dict[str, str] = _TALK["begun"]
"""What was typed in the session that nobody has sealed yet."""
