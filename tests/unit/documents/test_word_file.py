"""The Word file is built of what Word and screen readers know."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_app.adapters.documents.characters import legal
from supervision_app.adapters.documents.word import write_word
from supervision_app.adapters.documents.word_xml import element
from supervision_app.services.documents import CaseDocument, Details, Section, Table

Saying = Callable[[str], CaseDocument]


def read(document: CaseDocument) -> Document:
    return docx.Document(BytesIO(write_word(document)))


def headings(word: Document) -> list[tuple[str, str]]:
    return [
        (paragraph.style.name, paragraph.text)
        for paragraph in word.paragraphs
        if paragraph.style is not None and paragraph.style.name.startswith("Heading")
    ]


def cells(word: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]


def test_equal_documents_give_equal_bytes(kai: CaseDocument) -> None:
    assert write_word(kai) == write_word(replace(kai))


def test_headings_are_words_own(kai: CaseDocument) -> None:
    assert headings(read(kai)) == [
        ("Heading 1", "Case supervision summary: Kai (synthetic)"),
        ("Heading 2", "What Kai says"),
        ("Heading 2", "Open actions"),
        ("Heading 2", "Discussions"),
        ("Heading 3", "9 November 2026: supervision"),
        ("Heading 3", "12 October 2026: supervision"),
        ("Heading 3", "14 September 2026: management oversight, late entry"),
        ("Heading 2", "Disputes and challenges"),
        ("Heading 2", "Children named in this record"),
    ]


def test_tables_are_real_with_a_repeated_header_and_a_caption(kai: CaseDocument) -> None:
    word = read(kai)
    actions = word.tables[1]
    marks = [bool(element(row).findall(f".//{qn('w:tblHeader')}")) for row in actions.rows]
    caption = element(actions).tblPr.find(qn("w:tblCaption"))

    assert marks == [True, False, False, False, False, False]
    assert caption.get(qn("w:val")) == "Open actions, the longest open first"
    table = kai.sections[1].blocks[0]
    assert isinstance(table, Table)
    assert cells(word)[1] == [list(table.columns), *(list(row) for row in table.rows)]


def test_details_are_a_table_of_two_columns(kai: CaseDocument) -> None:
    assert cells(read(kai))[0] == [list(row) for row in kai.details]


def test_paragraphs_keep_their_line_breaks_and_empty_sections_their_sentence(
    kai: CaseDocument,
) -> None:
    found = [paragraph.text for paragraph in read(kai).paragraphs]

    assert "No dispute is recorded." in found
    assert "Nothing is recorded here." in found
    assert any("after four weeks.\n- what Kai says" in text for text in found)


def test_banner_and_page_numbers_stand_on_every_page(kai: CaseDocument) -> None:
    page = read(kai).sections[0]
    fields = [each.get(qn("w:instr")) for each in element(page.footer).iter(qn("w:fldSimple"))]

    assert page.header.paragraphs[0].text == "SYNTHETIC DATA: no real child"
    assert page.footer.paragraphs[0].text.startswith(kai.footer)
    assert not page.different_first_page_header_footer
    assert fields == ["PAGE", "NUMPAGES"]
    assert page.page_width == pytest.approx(Mm(210), rel=0.001)
    assert page.page_height == pytest.approx(Mm(297), rel=0.001)


def test_no_banner_makes_no_header(kai: CaseDocument) -> None:
    assert read(replace(kai, banner="")).sections[0].header.is_linked_to_previous


def test_properties_come_from_the_document(kai: CaseDocument) -> None:
    properties = read(kai).core_properties

    assert properties.title == "Case supervision summary: Kai (synthetic)"
    assert properties.language == "en-GB"
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    assert properties.created is not None
    assert properties.created.isoformat().startswith("2026-11-23T10:15:30")
    assert properties.modified == properties.created


def test_a_title_longer_than_properties_allow_is_whole_in_the_text(kai: CaseDocument) -> None:
    word = read(replace(kai, title="t" * 300))

    assert word.core_properties.title == "t" * 255
    assert headings(word)[0] == ("Heading 1", "t" * 300)


def test_language_is_british_english_throughout(kai: CaseDocument) -> None:
    word = read(kai)

    assert {mark.get(qn("w:val")) for mark in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_nothing_in_it_points_outside_or_names_a_maker(kai: CaseDocument) -> None:
    with ZipFile(BytesIO(write_word(kai))) as archive:
        names = archive.namelist()
        links = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
        dates = {member.date_time for member in archive.infolist()}

    assert b"External" not in links
    assert not [name for name in names if "thumbnail" in name or "app.xml" in name]
    assert dates == {(2026, 11, 23, 10, 15, 30)}


def test_a_date_before_the_first_that_zip_knows_is_no_fault(kai: CaseDocument) -> None:
    with ZipFile(BytesIO(write_word(replace(kai, written_at="1971-02-03")))) as archive:
        assert archive.infolist()[0].date_time == (1980, 2, 3, 0, 0, 0)


def test_right_to_left_text_is_marked(saying: Saying) -> None:
    word = read(saying("שלום ילד"))
    heading = word.paragraphs[0]

    assert element(heading).findall(f".//{qn('w:bidi')}")
    assert heading.runs[0].font.rtl


def test_no_details_make_no_table(kai: CaseDocument) -> None:
    word = read(replace(kai, details=(), sections=(Section("Words", (Details(()),)),)))

    assert word.tables == []


def test_an_empty_line_in_a_cell_starts_a_paragraph(kai: CaseDocument) -> None:
    table = Table("Rows", ("First",), (("one\ntwo\n\nthree",),))
    word = read(replace(kai, details=(), sections=(Section("Words", (table,)),)))
    paragraphs = word.tables[0].cell(1, 0).paragraphs

    assert [paragraph.text for paragraph in paragraphs] == ["one\ntwo", "three"]
    assert {str(paragraph.style.name) for paragraph in paragraphs if paragraph.style} == {"Table Text"}


def test_rows_of_a_few_lines_stay_on_one_page(kai: CaseDocument) -> None:
    table = Table("Rows", ("First",), (("short",), ("long " * 100,)))
    word = read(replace(kai, details=(), sections=(Section("Words", (table,)),)))
    kept = [bool(element(row).findall(f".//{qn('w:cantSplit')}")) for row in word.tables[0].rows]

    assert kept == [True, True, False]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(), max_size=80))
def test_any_text_comes_back(saying: Saying, text: str) -> None:
    expected = legal(text)
    word = read(saying(text))

    assert headings(word)[0][1] == " ".join(expected.split())
    for table in (word.tables[0], word.tables[1], word.tables[2]):
        assert "\n\n".join(p.text for p in table.rows[-1].cells[1].paragraphs) == expected
