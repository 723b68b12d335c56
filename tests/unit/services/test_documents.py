"""The shape of a summary."""

import pytest

from supervision_app.services.documents import Table


def test_a_row_with_another_number_of_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="does not have 2 cells"):
        Table("Workers", ("Name", "From"), (("Aoife",),))
