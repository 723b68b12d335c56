"""How often each fault is tried, and by which dice: `make soak` tries more."""

import os
from random import Random


def times(usual: int) -> int:
    """Return how often something is tried that CI tries this often: SOAK times as often where that is set."""
    return usual * int(os.environ.get("SOAK", "1"))


def dice(name: str, turn: int = 0) -> Random:
    """Return dice that fall the same way each time; SOAK_SEED throws them anew."""
    return Random(f"{name} {turn} {os.environ.get('SOAK_SEED', '')}")  # noqa: S311 - a repeatable choice
