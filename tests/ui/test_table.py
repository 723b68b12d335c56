"""A table shares its width out between its columns."""

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.shared.rows_model import Column, RowsModel
from ui.shared.table import Table, shared_out

COLUMNS = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 200)), min_size=1, max_size=8)


def test_the_width_is_shared_by_weight() -> None:
    assert shared_out(1000, (30, 20, 50), (10, 10, 10)) == [300, 200, 500]


def test_what_one_column_needs_is_taken_from_the_others() -> None:
    assert shared_out(1000, (30, 20, 50), (10, 400, 10)) == [225, 400, 375]


@given(st.integers(0, 2000), COLUMNS)
def test_no_column_is_narrower_than_it_may_be_and_the_table_is_full_or_scrolled(
    whole: int, columns: list[tuple[int, int]]
) -> None:
    weights, least = [weight for weight, _ in columns], [width for _, width in columns]
    widths = shared_out(whole, weights, least)

    assert all(width >= floor for width, floor in zip(widths, least, strict=True))
    assert sum(widths) <= max(whole, sum(least))
    assert sum(widths) > whole - len(widths)


def test_a_button_opens_the_row_that_is_chosen(qtbot: QtBot) -> None:
    opened: list[int] = []
    table = Table("Letters", opened.append)
    opener = table.opener("Open it")
    for widget in (table, opener):
        qtbot.addWidget(widget)
    model = RowsModel[str]([Column("Letter", str)])
    table.setModel(model)
    model.show(["a", "b"])
    assert not opener.isEnabled()
    table.choose(1)
    opener.click()

    assert opened == [1]


def test_rows_have_two_lines_where_the_type_is_too_large_for_the_columns(qtbot: QtBot) -> None:
    table = Table("Letters", bool)
    qtbot.addWidget(table)
    table.setModel(RowsModel[str]([Column("Letter", str), Column("Again", str)]))
    heights = []
    for width in (2000, 200):
        table.resize(width, 300)
        table.show()
        table.share(20, 20)
        heights.append((table.wordWrap(), table.verticalHeader().defaultSectionSize()))

    (one_line, low), (two_lines, high) = heights
    assert (one_line, two_lines) == (False, True)
    assert high > low
