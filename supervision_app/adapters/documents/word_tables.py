"""Put tables into a Word file."""

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Length
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from supervision_app.adapters.documents.characters import one_line
from supervision_app.adapters.documents.column_widths import shares
from supervision_app.adapters.documents.word_text import write, write_paragraphs
from supervision_app.adapters.documents.word_xml import element
from supervision_app.services.documents import Table

TEXT_WIDTH = Cm(16.4)
_LABELS = Cm(4.6)
_HEADER_FILL = "EEF3F6"

# The most characters in a cell of a row that is not broken across pages.
_SHORT = 300


def add_details(word: Document, rows: Sequence[tuple[str, str]]) -> None:
    """Add labels with their values as a table of two columns without rules."""
    if not rows:
        return
    table = word.add_table(len(rows), 2)
    widths = (_LABELS, Length(TEXT_WIDTH - _LABELS))
    _describe(table, "Labels with their values", header_row=False)
    for row, (label, value) in zip(table.rows, rows, strict=True):
        _fill(row, (label, value), widths, style="Normal")
    _set_grid(table, widths)
    word.add_paragraph(style="Table Gap")


def add_table(word: Document, contents: Table) -> None:
    """Add a caption and a table whose header row is repeated on each page."""
    write(word.add_paragraph(style="Caption"), one_line(contents.caption))
    table = word.add_table(1 + len(contents.rows), len(contents.columns), style="Table Grid")
    widths = [Length(int(share * TEXT_WIDTH)) for share in shares(contents)]
    _describe(table, one_line(contents.caption), header_row=True)
    header, *others = table.rows
    _fill(header, contents.columns, widths, bold=True)
    _mark_header(header)
    for row, texts in zip(others, contents.rows, strict=True):
        _fill(row, texts, widths)
    _set_grid(table, widths)
    word.add_paragraph(style="Table Gap")


def _fill(
    row: _Row,
    texts: Sequence[str],
    widths: Sequence[Length],
    *,
    style: str = "Table Text",
    bold: bool = False,
) -> None:
    """Write the cells of one row, and keep a short row on one page."""
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        write_paragraphs(_paragraphs_of(cell, style).__next__, text, bold=bold)
    if all(len(text) <= _SHORT for text in texts):
        element(row).get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _paragraphs_of(cell: _Cell, style: str) -> Iterator[Paragraph]:
    """Give the paragraph that a cell is born with, then new ones."""
    cell.paragraphs[0].style = style
    yield cell.paragraphs[0]
    while True:
        yield cell.add_paragraph(style=style)


def _set_grid(table: WordTable, widths: Sequence[Length]) -> None:
    """Fix the widths of the columns, so that Word breaks long words instead of widening."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _describe(table: WordTable, title: str, *, header_row: bool) -> None:
    """Say what a table holds and what is its header: the first row, or the first column."""
    properties = element(table).tblPr
    look = properties.find(qn("w:tblLook"))
    look.attrib.clear()
    look.set(qn("w:val"), "0020" if header_row else "0080")
    look.set(qn("w:firstRow"), str(int(header_row)))
    look.set(qn("w:firstColumn"), str(int(not header_row)))
    look.addnext(OxmlElement("w:tblCaption", {qn("w:val"): title}))


def _mark_header(row: _Row) -> None:
    """Make a row the header that screen readers announce and each page repeats."""
    properties = element(row).get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        fill = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): _HEADER_FILL}
        element(cell).get_or_add_tcPr().append(OxmlElement("w:shd", fill))
