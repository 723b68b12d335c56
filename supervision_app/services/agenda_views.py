"""What an agenda needs of many children at once, read from the tables: their stories are not folded for it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from supervision_app.domain.allocation import Allocation


@dataclass(frozen=True, slots=True)
class OpenThen:
    """An open action as far as an agenda looks at it; `due` is ISO 8601, empty where it has no date."""

    due: str
    times_moved: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class ChildThen:
    """One child: who had them, the open actions, and how many of those wait to be accepted."""

    allocation: Allocation
    actions: tuple[OpenThen, ...]
    waiting: int


class AgendaViews(Protocol):
    """Reading many children at once."""

    def children_then(self, streams: Collection[str]) -> dict[str, ChildThen]:
        """Return these children by their stream."""

    def discussions_of(self, streams: Collection[str]) -> list[tuple[str, str]]:
        """Return stream and id of every discussion of these children."""
