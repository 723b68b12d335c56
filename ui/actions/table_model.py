"""The columns of the list of actions."""

from supervision_app.domain.entries import in_words
from supervision_app.services.read_models import ActionRow
from ui.shared.rows_model import Column, RowsModel

_STATES = {
    "open": "Open",
    "in-progress": "In progress",
    "partly-done": "Partly done",
    "done": "Done",
    "not-needed": "Not needed",
    "superseded": "Replaced",
}
_MOVED = {0: "Not moved", 1: "Once", 2: "Twice"}
_LAST = "9999"


def _holding(row: ActionRow) -> str:
    if row.holding == "awaiting":
        return f"Waits for {row.awaiting}"
    return {"accepted": "Accepted", "unowned": "Not taken on"}.get(row.holding, "Ended")


COLUMNS = (
    Column[ActionRow]("Child", lambda row: f"{row.child_name} ({row.child})" if row.child_name else row.child),
    Column[ActionRow]("What", lambda row: row.what),
    Column[ActionRow]("Who answers", lambda row: row.owner),
    Column[ActionRow](
        "Due", lambda row: in_words(row.due) if row.due else "No date here", lambda row: row.due or _LAST
    ),
    Column[ActionRow]("Holding", _holding),
    Column[ActionRow]("Moved", lambda row: _MOVED.get(row.moves, f"{row.moves} times"), lambda row: row.moves),
    Column[ActionRow]("State", lambda row: _STATES.get(row.state, row.state)),
)


class ActionsModel(RowsModel[ActionRow]):
    """The actions as a table."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(COLUMNS)
