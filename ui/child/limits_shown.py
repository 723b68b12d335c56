"""The time limits of a child in words, without a window."""

from collections.abc import Sequence
from dataclasses import dataclass

from supervision_app.domain.clock_words import short_words, where_written
from supervision_app.domain.clocks import Clock
from supervision_app.services.read_models import ChildPage, NotedRow


@dataclass(frozen=True, slots=True)
class LimitShown:
    """A time limit in words: its rule, the line, and where it is written."""

    id: str
    line: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LimitsShown:
    """The time limits of a child, the dates noted, and what is wrong with files of the council's own."""

    running: tuple[LimitShown, ...] = ()
    noted: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def limits_shown(page: ChildPage, faults: Sequence[str]) -> LimitsShown:
    """Return the time limits of a child's page in words."""
    return LimitsShown(tuple(map(_limit, page.clocks)), tuple(map(_noted, page.noted)), tuple(faults))


def _limit(clock: Clock) -> LimitShown:
    return LimitShown(clock.id, f"{short_words(clock)}.", where_written(clock))


def _noted(one: NotedRow) -> str:
    return f"{one.line} ({one.noted.words})."
