"""What a session leads to; other screens do it, and are handed in."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.shared.widgets import Page


@dataclass(frozen=True, slots=True)
class SessionDeeds:
    """What leads on from a session.

    `agree` takes the step’s page, the child's id and who most likely answers for the action; `act` the page, the
    deed's code and the action's id; `write_out` and `open_child` the child's id; `leave` leads back to “Supervision”.
    """

    agree: Callable[[Page, str, str], object]
    act: Callable[[Page, str, str], object]
    write_out: Callable[[str], object]
    leave: Callable[[], object]
