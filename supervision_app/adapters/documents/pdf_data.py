"""A case document as the plain values that the page template reads."""

from typing import Any

from supervision_app.adapters.documents.characters import one_line
from supervision_app.adapters.documents.column_widths import shares
from supervision_app.adapters.documents.drawing import Pen
from supervision_app.services.documents import (
    Block,
    CaseDocument,
    Details,
    Paragraph,
    Section,
    Subheading,
)

# The most characters that the margin above or below a page has room for.
_EDGE = 240
_NO_HEADING = "(no heading)"


def template_data(document: CaseDocument) -> dict[str, Any]:
    """Give what the template shows, every text in characters that its fonts can draw."""
    pen = Pen()
    return {
        "title": _heading(pen, document.title),
        "banner": _edge(pen, document.banner),
        "footer": _edge(pen, document.footer),
        "details": _rows(pen, document.details),
        "sections": [_section(pen, section) for section in document.sections],
        "undrawn": pen.note(),
    }


def _line(pen: Pen, text: str) -> str:
    """Write what must stand on one line."""
    return one_line(pen.write(one_line(text)))


def _heading(pen: Pen, text: str) -> str:
    """Write a heading, which PDF/UA-1 does not allow to be empty."""
    return _line(pen, text) or _NO_HEADING


def _edge(pen: Pen, text: str) -> str:
    """Write what stands in the margin of every page, cut to the room there."""
    line = _line(pen, text)
    return line if len(line) <= _EDGE else line[: _EDGE - 1] + "…"


def _rows(pen: Pen, rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """Write each cell of each row."""
    return [[pen.write(cell) for cell in row] for row in rows]


def _section(pen: Pen, section: Section) -> dict[str, Any]:
    """Write a section, or the sentence that stands for its emptiness."""
    return {
        "heading": _heading(pen, section.heading),
        "empty": "" if section.blocks else pen.write(section.empty),
        "blocks": [_block(pen, block) for block in section.blocks],
    }


def _block(pen: Pen, block: Block) -> dict[str, Any]:
    """Write one block under its kind."""
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": pen.write(block.text)}
    if isinstance(block, Subheading):
        return {"kind": "subheading", "text": _heading(pen, block.text)}
    if isinstance(block, Details):
        return {"kind": "details", "rows": _rows(pen, block.rows)}
    return {
        "kind": "table",
        "caption": pen.write(block.caption),
        "columns": [pen.write(column) for column in block.columns],
        "shares": shares(block),
        "rows": _rows(pen, block.rows),
    }
