"""Put text into paragraphs of a Word file."""

from collections.abc import Callable

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph

from supervision_app.adapters.documents.characters import paragraphs, right_to_left
from supervision_app.adapters.documents.word_xml import element


def write(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    """Write a text into a paragraph, set from the right when its script is."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    if right_to_left(text):
        run.font.rtl = True
        # The schema wants this mark before spacing and alignment, and a new paragraph has neither.
        element(paragraph).get_or_add_pPr().append(OxmlElement("w:bidi"))


def write_paragraphs(add: Callable[[], Paragraph], text: str, *, bold: bool = False) -> None:
    """Write a text as a paragraph for each part between empty lines."""
    for part in paragraphs(text):
        write(add(), part, bold=bold)


def add_page_number(paragraph: Paragraph) -> None:
    """Add "Page 1 of 2", which Word keeps right."""
    paragraph.add_run("Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word fills in when it opens the file."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): instruction})
    run = paragraph.add_run("1")
    field.append(element(run))
    element(paragraph).append(field)
