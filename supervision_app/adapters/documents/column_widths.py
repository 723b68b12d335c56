"""How the width of a page is shared among the columns of a table."""

from itertools import zip_longest

from supervision_app.services.documents import Table

# In characters of the size that tables are set in.
_LINE = 88.0
_GUTTER = 2.0
_LONGEST_WORD = 18
_LONGEST_TEXT = 140


def shares(table: Table) -> list[float]:
    """Give each column its share of 1: room for its longest word first, then for longer texts."""
    columns = list(zip_longest(table.columns, *table.rows, fillvalue=""))
    needed = [_longest_word(cells) + _GUTTER for cells in columns]
    wanted = [_usual_length(cells) for cells in columns]
    spare = max(0.0, _LINE - sum(needed))
    given = [need + spare * want / sum(wanted) for need, want in zip(needed, wanted, strict=True)]
    return [width / sum(given) for width in given]


def _longest_word(cells: tuple[str, ...]) -> int:
    """Count the longest word of a column, as far as a column is kept wide for one word."""
    return max([4] + [min(len(word), _LONGEST_WORD) for cell in cells for word in cell.split()])


def _usual_length(cells: tuple[str, ...]) -> float:
    """Count the characters of a usual cell; one very long text does not starve the others."""
    return 1 + sum(min(len(cell), _LONGEST_TEXT) for cell in cells) / len(cells)
