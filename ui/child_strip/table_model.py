"""The columns of the table that holds the same as a child's strip."""

from ui.child_strip.presenter import StripRow
from ui.shared.rows_model import Column, RowsModel

COLUMNS = (
    Column[StripRow]("What", lambda row: row.lane, lambda row: row.number),
    Column[StripRow]("From", lambda row: row.since, lambda row: row.item.since),
    Column[StripRow]("To", lambda row: row.until, lambda row: row.item.until),
    Column[StripRow]("How long", lambda row: row.long, lambda row: row.item.until - row.item.since),
    Column[StripRow]("In words", lambda row: row.item.said),
)


class StripTableModel(RowsModel[StripRow]):
    """A strip as a table."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(COLUMNS)
