"""How long the next try has to wait after wrong ones: longer each time, never for long, and never for ever."""

import math
from dataclasses import dataclass, replace
from datetime import datetime

LONGEST = 60
"""Seconds that anybody has to wait at most, whatever was typed before and whatever the clock says."""

_FREE = 2
_DOUBLINGS = 6


@dataclass(frozen=True, slots=True)
class WrongTries:
    """How many wrong tries there were in a row, and when the last was."""

    count: int
    last: datetime

    def another(self, now: datetime) -> "WrongTries":
        """Return the tries with one more."""
        return WrongTries(self.count + 1, now)

    def as_seen(self, now: datetime) -> "WrongTries":
        """Return the tries with a last one that is not later than now: the clock was put back since."""
        return replace(self, last=min(self.last, now))


def wait_after(wrong: int) -> int:
    """Return how many seconds the next try waits after so many wrong ones: 0, 0, 1, 2, 4 and so on."""
    return 0 if wrong < _FREE else min(LONGEST, 2 ** min(wrong - _FREE, _DOUBLINGS))


def seconds_left(tries: WrongTries, now: datetime) -> int:
    """Return how many whole seconds of the wait are left."""
    gone = (now - tries.as_seen(now).last).total_seconds()
    return max(0, math.ceil(wait_after(tries.count) - gone))


def ask_to_wait(seconds: int) -> str:
    """Return the sentence for it."""
    return f"Wait {seconds} {'second' if seconds == 1 else 'seconds'}, then try again."
