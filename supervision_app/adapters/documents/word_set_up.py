"""Prepare an empty Word file: page, styles, language and properties."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from supervision_app.adapters.documents.word_tables import TEXT_WIDTH

if TYPE_CHECKING:
    from docx.opc.package import OpcPackage

_FONT = "Arial"
_LANGUAGE = "en-GB"
_ACCENT = RGBColor(0x1F, 0x4E, 0x6B)
_QUIET = RGBColor(0x50, 0x5A, 0x5F)
_BLACK = RGBColor(0, 0, 0)
_RULE = "C4CACD"
_LONGEST_TITLE = 255
_TABLE_STYLES = {"Normal Table", "Table Grid"}

# What python-docx's blank file brings along and a case file has no use for.
_UNUSED_PARTS = {
    RT.THUMBNAIL,
    RT.EXTENDED_PROPERTIES,
    RT.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}


def set_up(word: Document, title: str, at: datetime) -> None:
    """Prepare page, styles, language and properties."""
    _drop_unused(word.part.rels)
    _drop_unused(cast("OpcPackage", word.part.package).rels)
    _set_page(word)
    _set_styles(word)
    _set_table_styles(word)
    _set_language(word)
    _set_properties(word, title, at)


def _drop_unused(relationships: Relationships) -> None:
    """Leave out the parts that nothing here uses."""
    for name in [key for key, each in relationships.items() if each.reltype in _UNUSED_PARTS]:
        del relationships[name]


def _set_page(word: Document) -> None:
    """Set A4 with wide margins."""
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21 - TEXT_WIDTH.cm) / 2)
    page.top_margin, page.bottom_margin = Cm(2.6), Cm(2.4)
    page.header_distance = page.footer_distance = Cm(1.2)


def _set_styles(word: Document) -> None:
    """Set the paragraph styles that the file uses."""
    for name in ("Table Text", "Table Gap"):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _style(word, "Normal", 11, before=0, after=6)
    _style(word, "Heading 1", 18, before=0, after=10, colour=_ACCENT)
    _style(word, "Heading 2", 14, before=18, after=6, colour=_ACCENT)
    _style(word, "Heading 3", 12, before=12, after=4)
    caption = _style(word, "Caption", 10, before=6, after=4, colour=_QUIET)
    caption.font.bold = False
    caption.paragraph_format.keep_with_next = True
    header = _style(word, "Header", 10, before=0, after=0, colour=_ACCENT)
    header.font.bold = True
    header.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = _style(word, "Footer", 9, before=0, after=0, colour=_QUIET)
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _style(word, "Table Text", 10, before=0, after=2)
    _style(word, "Table Gap", 6, before=0, after=0)


def _style(
    word: Document, name: str, size: float, *, before: int, after: int, colour: RGBColor = _BLACK
) -> ParagraphStyle:
    """Set the font, size, colour and spacing of one style, for every script."""
    style = cast("ParagraphStyle", word.styles[name])
    style.font.size = Pt(size)
    style.font.color.rgb = colour
    style.font.name = _FONT
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    other_scripts = OxmlElement("w:szCs", {qn("w:val"): str(int(size * 2))})
    properties.find(qn("w:sz")).addnext(other_scripts)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.15
    return style


def _set_table_styles(word: Document) -> None:
    """Give tables light rules across and none down, and leave out the styles not used."""
    for style in list(word.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLE_STYLES:
            style.delete()
    grid = word.styles["Table Grid"].element
    borders = next(grid.iter(qn("w:tblBorders")))
    for border in borders:
        across = border.tag in (qn("w:top"), qn("w:bottom"), qn("w:insideH"))
        border.set(qn("w:val"), "single" if across else "nil")
        border.set(qn("w:color"), _RULE)
    margins = next(grid.iter(qn("w:tblCellMar")))
    for side in (qn("w:top"), qn("w:bottom")):
        margins.find(side).set(qn("w:w"), "60")


def _set_language(word: Document) -> None:
    """Set British English for the whole file."""
    for mark in word.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), _LANGUAGE)
    for mark in word.settings.element.iter(qn("w:themeFontLang")):
        mark.set(qn("w:val"), _LANGUAGE)


def _set_properties(word: Document, title: str, at: datetime) -> None:
    """Set the properties that a file manager shows; the author is left to the text."""
    properties = word.core_properties
    properties.title = title[:_LONGEST_TITLE]
    properties.language = _LANGUAGE
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = at.replace(tzinfo=None)
