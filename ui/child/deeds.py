"""What can be done from a child's page; other screens do it, and are handed in."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.shared.widgets import Page


@dataclass(frozen=True, slots=True)
class ChildDeeds:
    """What leads on from a child's page.

    `agree` takes the page and the child's id; `act` the page, the deed's code and the action's id;
    `change_worker`, `write_out`, `story` and `strip` the child's id.
    """

    agree: Callable[[Page, str], object]
    act: Callable[[Page, str, str], object]
    change_worker: Callable[[str], object]
    write_out: Callable[[str], object]
    story: Callable[[str], object]
    strip: Callable[[str], object]
