"""The columns of the list of people."""

from supervision_app.domain.entries import in_words
from supervision_app.domain.people import ROLES
from supervision_app.services.team import PersonRow
from ui.shared.rows_model import Column, RowsModel


def _supervised(row: PersonRow) -> str:
    if row.supervised:
        return in_words(row.supervised)
    return "" if row.supervised is None or row.left_on else "Not recorded here yet"


def _held(row: PersonRow) -> str:
    return f"{row.held}, and {row.meanwhile} for others" if row.meanwhile else str(row.held)


COLUMNS = (
    Column[PersonRow]("Name", lambda row: row.name),
    Column[PersonRow]("Role", lambda row: ROLES[row.role]),
    Column[PersonRow]("Children", lambda row: str(row.children), lambda row: row.children),
    Column[PersonRow]("Open actions", _held, lambda row: (row.held, row.meanwhile)),
    Column[PersonRow]("Offered", lambda row: str(row.offered), lambda row: row.offered),
    Column[PersonRow]("Last supervised", _supervised, lambda row: row.supervised or ""),
    Column[PersonRow]("Left", lambda row: in_words(row.left_on) if row.left_on else "", lambda row: row.left_on),
)


class PeopleModel(RowsModel[PersonRow]):
    """The people as a table."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(COLUMNS)
