"""The shape of one child's summary, whatever file it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words as they were written; line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section, one level below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """Labels with their values, one pair a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption that says what it holds, and one header row; every row has as many cells."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Raise ValueError for a row with another number of cells: one would be lost, or stand under a wrong head."""
        if any(len(row) != len(self.columns) for row in self.rows):
            message = f"A row of “{self.caption}” does not have {len(self.columns)} cells."
            raise ValueError(message)


Block = Paragraph | Subheading | Details | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; with no blocks, `empty` is shown in their place."""

    heading: str
    blocks: tuple[Block, ...]
    empty: str = "Nothing is recorded here."


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """One child's summary. `data` is the same content as plain values, for the JSON file."""

    title: str
    banner: str
    details: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    footer: str
    written_at: str
    data: Mapping[str, Any]
