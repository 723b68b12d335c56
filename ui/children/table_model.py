"""The columns of the list of children."""

from supervision_app.domain.entries import in_words
from supervision_app.services.read_models import ChildRow
from ui.shared.rows_model import Column, RowsModel

COLUMNS = (
    Column[ChildRow]("Child", lambda row: f"{row.name} ({row.id})" if row.name else row.id),
    Column[ChildRow]("Worker", lambda row: row.worker or "no worker"),
    Column[ChildRow]("Open actions", lambda row: str(row.open_actions), lambda row: row.open_actions),
    Column[ChildRow]("Overdue", lambda row: str(row.overdue), lambda row: row.overdue),
    Column[ChildRow]("Not accepted", lambda row: str(row.not_accepted), lambda row: row.not_accepted),
    Column[ChildRow](
        "Last discussed",
        lambda row: in_words(row.last_discussed) if row.last_discussed else "not yet here",
        lambda row: row.last_discussed,
    ),
)


class ChildrenModel(RowsModel[ChildRow]):
    """The children as a table."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(COLUMNS)
