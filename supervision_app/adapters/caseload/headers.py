"""Which column is which: headings compared by their letters and digits, through a table of aliases."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from supervision_app.adapters.caseload.cells import Cell, text

SEARCHED_ROWS = 20

Aliases = Mapping[str, Sequence[str]]
"""For each fact the headings it may stand under, the likeliest first."""


@lru_cache(maxsize=4096)
def squash(heading: str) -> str:
    """Return what two spellings of one heading share."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row that was found: its number as a spreadsheet shows it, and where each fact stands."""

    row: int
    headings: tuple[str, ...]
    columns: Mapping[str, int]

    def unknown(self, not_used: Collection[str]) -> list[str]:
        """Return the headings that mean nothing here and are not known to be left out."""
        taken = set(self.columns.values())
        known = {squash(heading) for heading in not_used}
        return [
            heading
            for place, heading in enumerate(self.headings)
            if heading and place not in taken and squash(heading) not in known
        ]


def find_header(rows: Sequence[Sequence[Cell]], aliases: Aliases, needed: str) -> Header | None:
    """Return the heading row, which may stand below titles: the one that tells most, and has the needed column."""
    found = None
    for number, row in enumerate(rows[:SEARCHED_ROWS], 1):
        header = _read(number, row, aliases)
        if needed in header.columns and (found is None or len(header.columns) > len(found.columns)):
            found = header
    return found


def widest(rows: Sequence[Sequence[Cell]], aliases: Aliases) -> Header:
    """Return the row that looks most like a heading row, though the needed column is not in it."""
    headers = [_read(number, row, aliases) for number, row in enumerate(rows[:SEARCHED_ROWS], 1)]
    return max(headers, key=lambda header: len(header.columns), default=Header(1, (), {}))


def _read(number: int, row: Sequence[Cell], aliases: Aliases) -> Header:
    headings = tuple(text(cell) for cell in row)
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(squash(heading), place)
    places.pop("", None)
    columns = {}
    for fact, spellings in aliases.items():
        stands = next((places[known] for spelling in spellings if (known := squash(spelling)) in places), None)
        if stands is not None:
            columns[fact] = stands
    return Header(number, headings, columns)
