"""The columns of the list of people who are supervised."""

from supervision_app.domain.entries import in_words
from supervision_app.domain.people import ROLES
from ui.shared.rows_model import Column, RowsModel
from ui.supervision.presenter import SupervisedRow


def _last(row: SupervisedRow) -> str:
    if not row.last:
        return "Not recorded here yet"
    return f"{in_words(row.last)}: due now" if row.due else in_words(row.last)


COLUMNS = (
    Column[SupervisedRow]("Name", lambda row: row.name),
    Column[SupervisedRow]("Role", lambda row: ROLES[row.role]),
    Column[SupervisedRow]("Children", lambda row: str(row.children), lambda row: row.children),
    Column[SupervisedRow]("Last supervised", _last, lambda row: row.last),
)


class SupervisedModel(RowsModel[SupervisedRow]):
    """The people as a table."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(COLUMNS)
