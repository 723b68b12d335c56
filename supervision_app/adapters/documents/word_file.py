"""Build the Word file of a case document, block by block."""

from io import BytesIO

import docx
from docx.document import Document

from supervision_app.adapters.documents.characters import one_line
from supervision_app.adapters.documents.stable_zip import stamped
from supervision_app.adapters.documents.word_set_up import set_up
from supervision_app.adapters.documents.word_tables import add_details, add_table
from supervision_app.adapters.documents.word_text import add_page_number, write, write_paragraphs
from supervision_app.adapters.documents.written_at import moment
from supervision_app.services.documents import (
    Block,
    CaseDocument,
    Details,
    Paragraph,
    Section,
    Subheading,
)


def word_file(document: CaseDocument) -> bytes:
    """Give the bytes of the Word file, every date in it taken from the document."""
    at = moment(document.written_at)
    word = docx.Document()
    set_up(word, one_line(document.title), at)
    _add_page_edges(word, document)
    _add_heading(word, document.title, level=1)
    add_details(word, document.details)
    for section in document.sections:
        _add_section(word, section)
    target = BytesIO()
    word.save(target)
    return stamped(target.getvalue(), at)


def _add_page_edges(word: Document, document: CaseDocument) -> None:
    """Put the banner above every page, and the footer with the page number below."""
    page = word.sections[0]
    if document.banner:
        write(page.header.paragraphs[0], one_line(document.banner))
    foot = page.footer.paragraphs[0]
    write(foot, one_line(document.footer) + "\t")
    add_page_number(foot)


def _add_heading(word: Document, text: str, level: int) -> None:
    """Add a heading of Word's own style for its level."""
    write(word.add_heading(level=level), one_line(text))


def _add_section(word: Document, section: Section) -> None:
    """Add a heading and what stands under it."""
    _add_heading(word, section.heading, level=2)
    if not section.blocks:
        write_paragraphs(word.add_paragraph, section.empty)
    for block in section.blocks:
        _add_block(word, block)


def _add_block(word: Document, block: Block) -> None:
    """Add one block."""
    if isinstance(block, Paragraph):
        write_paragraphs(word.add_paragraph, block.text)
    elif isinstance(block, Subheading):
        _add_heading(word, block.text, level=3)
    elif isinstance(block, Details):
        add_details(word, block.rows)
    else:
        add_table(word, block)
