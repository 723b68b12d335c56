"""What is said and agreed in the demonstration, from its own file."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Plan:
    """An action worth agreeing: what, why, and what should be different for the child."""

    what: str
    why: str
    difference: str


_TALK = tomllib.loads((files("resources") / "demonstration" / "talk.toml").read_text(encoding="utf-8"))

PLANS = tuple(Plan(**plan) for plan in _TALK["plan"])
DECISIONS: tuple[tuple[str, str], ...] = tuple((one["decision"], one["reasons"]) for one in _TALK["decision"])
DAYS, THOUGHTS, NOTES, MOVED_FOR, IMPACTS = (
    tuple(str(text) for text in _TALK[name]) for name in ("days", "thoughts", "notes", "moved_for", "impacts")
)
KAI_ACTIONS: tuple[str, ...] = tuple(_TALK["kai"].pop("actions"))
KAI: dict[str, str] = _TALK["kai"]
"""What is said when Kai's worker changes."""
