"""A table shares its width out between its columns."""

from hypothesis import given
from hypothesis import strategies as st

from ui.shared.table import shared_out

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
