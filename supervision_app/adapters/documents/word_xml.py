"""The elements under python-docx's objects, for marks that it has no names for."""

from typing import Any

from docx.shared import Parented, StoryChild


def element(part: Parented | StoryChild) -> Any:
    """Give the XML element of a paragraph, run, table, row, cell, header or footer."""
    return part._element  # type: ignore[union-attr]  # noqa: SLF001 - python-docx has no public name for it
