"""The JSON file: the same summary for programs and for audit."""

import json
from typing import Any

from supervision_app.adapters.documents.characters import whole
from supervision_app.services.documents import (
    Block,
    CaseDocument,
    Details,
    Paragraph,
    Section,
    Subheading,
)

SHAPE = "case-summary/1"


def write_json(document: CaseDocument) -> bytes:
    """Give the JSON file of a document; its keys are stable while its `shape` is."""
    values = {
        "banner": document.banner,
        "data": dict(document.data),
        "details": _pairs(document.details),
        "footer": document.footer,
        "sections": [_section(section) for section in document.sections],
        "shape": SHAPE,
        "title": document.title,
        "written_at": document.written_at,
    }
    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return (whole(text) + "\n").encode()


def _pairs(rows: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    """Give labels with their values; a list, for a label may come twice."""
    return [{"label": label, "value": value} for label, value in rows]


def _section(section: Section) -> dict[str, Any]:
    """Give a section; `empty` is what is shown when it has no blocks."""
    return {
        "blocks": [_block(block) for block in section.blocks],
        "empty": section.empty,
        "heading": section.heading,
    }


def _block(block: Block) -> dict[str, Any]:
    """Give one block under its kind."""
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text}
    if isinstance(block, Subheading):
        return {"kind": "subheading", "text": block.text}
    if isinstance(block, Details):
        return {"kind": "details", "rows": _pairs(block.rows)}
    return {
        "caption": block.caption,
        "columns": block.columns,
        "kind": "table",
        "rows": block.rows,
    }
