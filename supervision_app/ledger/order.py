"""What came after what: causal depth first, then id. Clocks never decide."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar


class Linked(Protocol):
    """Anything with an id that names the entries its author had seen."""

    @property
    def id(self) -> str:
        """Return the id."""

    @property
    def after(self) -> tuple[str, ...]:
        """Return the ids that were seen."""


L = TypeVar("L", bound=Linked)


def causal_order(entries: Iterable[L]) -> list[L]:
    """Return the entries of one subject by causal depth, then id; what is missing counts as depth 0."""
    found = {entry.id: entry for entry in entries}
    depths = causal_depths(found.values())
    return sorted(found.values(), key=lambda entry: (depths[entry.id], entry.id))


def heads(entries: Iterable[L]) -> tuple[str, ...]:
    """Return the ids that no other entry of the subject has seen, sorted."""
    found = list(entries)
    seen = {before for entry in found for before in entry.after}
    return tuple(sorted(entry.id for entry in found if entry.id not in seen))


def causal_depths(entries: Iterable[Linked]) -> dict[str, int]:
    """Return how many entries stand one behind the other up to each; found without recursion, for long subjects."""
    found: Mapping[str, Linked] = {entry.id: entry for entry in entries}
    depths: dict[str, int] = {}
    stack = list(found)
    while stack:
        current = stack[-1]
        if current in depths:
            stack.pop()
            continue
        before = [ancestor for ancestor in found[current].after if ancestor in found]
        waiting = [ancestor for ancestor in before if ancestor not in depths]
        if waiting:
            stack.extend(waiting)
            continue
        depths[current] = 1 + max((depths[ancestor] for ancestor in before), default=0)
        stack.pop()
    return depths
