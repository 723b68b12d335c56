"""What a need is: things of one sort in words, each with a way in; whoever has needs to add makes these."""

from collections.abc import Iterable
from dataclasses import dataclass

CHILD = "child"
"""The way in is a child's page; `to` is their id."""
CHANGE = "change"
"""The way in is the change of worker of a child; `choice` is the name of the new worker."""
PLACE = "place"
"""The way in is a page of the window; `to` is its name."""
SESSION = "session"
"""The way in is a supervision session that was begun; `to` is its draft."""
SUPERVISION = "supervision"
"""The way in is somebody's supervision; `to` is their id."""
SEVERAL = "several"
"""The way in is the list of what the item stands for, in `within`."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """Where a thing can be seen to: a kind of page, which one, and what is chosen there already."""

    kind: str
    to: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class NeedItem:
    """One thing: the sentence and the way in; `within` are the things it stands for, or `number` says how many."""

    text: str
    way: WayIn
    within: tuple["NeedItem", ...] = ()
    number: int = 1


@dataclass(frozen=True, slots=True)
class Need:
    """Things of one sort: a stable code, a heading, and the things in the order in which to see to them.

    `in_full` says that none is folded away: it is the reader's own work.
    """

    code: str
    heading: str
    items: tuple[NeedItem, ...]
    in_full: bool = False

    @property
    def count(self) -> int:
        """Return how many things there are; of what is grouped, each child counts once."""
        if any(item.within for item in self.items):
            return len(self._ways())
        return sum(item.number for item in self.items)

    def _ways(self) -> set[str]:
        return {one.way.to for item in self.items for one in (item.within or (item,))}


def of_child(text: str, case_id: str) -> NeedItem:
    """Return a thing whose way in is a child's page."""
    return NeedItem(text, WayIn(CHILD, case_id))


def find_need(needs: Iterable[Need], code: str) -> Need | None:
    """Return the need of this code, also where it is one that an item stands for; None when it is there no more."""
    for need in needs:
        if need.code == code:
            return need
        for item in need.items:
            if item.way == WayIn(SEVERAL, code):
                return Need(code, item.text, item.within)
    return None
