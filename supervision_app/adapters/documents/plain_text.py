"""The text file: plain lines to paste into a case note."""

from collections.abc import Iterable, Iterator

from supervision_app.adapters.documents.characters import legal
from supervision_app.services.documents import (
    Block,
    CaseDocument,
    Details,
    Paragraph,
    Section,
    Subheading,
    Table,
)

_LONGEST_UNDERLINE = 60


def write_text(document: CaseDocument) -> bytes:
    r"""Give the text file of a document.

    Lines are wrapped nowhere, as a case note wraps them, and end with "\n" alone: every paste
    target takes it, Windows turns it into its own on the clipboard, and the bytes, which are
    hashed when a summary is finalised, are the same on every system.
    """
    parts = [
        legal(document.banner),
        _underlined(document.title, "="),
        _pairs(document.details),
        *(part for section in document.sections for part in _section(section)),
        legal(document.footer),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _section(section: Section) -> Iterator[str]:
    """Write a heading and what stands under it."""
    yield _underlined(section.heading, "-")
    if not section.blocks:
        yield legal(section.empty)
    for block in section.blocks:
        yield _block(block)


def _block(block: Block) -> str:
    """Write one block."""
    if isinstance(block, Paragraph | Subheading):
        return legal(block.text)
    if isinstance(block, Details):
        return _pairs(block.rows)
    return _table(block)


def _table(table: Table) -> str:
    """Write each row as labels with values, for case systems lose the alignment of columns."""
    rows = (_pairs(zip(table.columns, row, strict=True)) for row in table.rows)
    return "\n\n".join([legal(table.caption), *rows])


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Write labels with their values, one pair a line."""
    return "\n".join(f"{legal(label)}: {legal(value)}".rstrip(" ") for label, value in pairs)


def _underlined(heading: str, stroke: str) -> str:
    """Write a heading with a line under it."""
    line = legal(heading)
    return f"{line}\n{stroke * min(len(line), _LONGEST_UNDERLINE)}"
