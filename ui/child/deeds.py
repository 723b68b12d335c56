"""What can be done from a child's page; other screens do it, and are handed in."""

from collections.abc import Callable
from dataclasses import dataclass

from supervision_app.services.read_models import ActionRow
from ui.shared.widgets import Page

ACCEPT = ("accept", "Accept")
WITH_OPEN = (
    ("progress", "Say how far it has come"),
    ("move", "Move the date"),
    ("return", "Return to the manager"),
    ("offer", "Offer to somebody"),
    ("close", "Close"),
)
WITH_CLOSED = (("reopen", "Open again"),)


def deeds_of(row: ActionRow) -> tuple[tuple[str, str], ...]:
    """Return what can be done with an action: each deed's code and what its button says."""
    if not row.holding:
        return WITH_CLOSED
    return (ACCEPT, *WITH_OPEN) if row.awaiting else WITH_OPEN


@dataclass(frozen=True, slots=True)
class ChildDeeds:
    """What leads on from a child's page.

    `agree` takes the page and the child's id; `act` the page, the deed's code and the action's id;
    `change_worker` and `write_out` the child's id.
    """

    agree: Callable[[Page, str], object]
    act: Callable[[Page, str, str], object]
    change_worker: Callable[[str], object]
    write_out: Callable[[str], object]
