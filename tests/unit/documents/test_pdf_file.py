"""The PDF file is whole, tagged, valid and the same every time."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from supervision_app.adapters.documents.pdf import write_pdf
from supervision_app.services.documents import CaseDocument, Paragraph, Section, Table

if TYPE_CHECKING:
    from pypdf.generic import StreamObject

Saying = Callable[[str], CaseDocument]

HOSTILE = (
    "#panic() *bold* _slant_ $x$ @ref <label> \\ \\u{41} // note /* note */",
    "= heading\n- item\n+ item\n`raw` ~ -- --- ... 'single' \"double\"",
    "https://example.invalid/a?b=c&d=e#f",
    '#set page(paper: "a6")\n#import "@preview/x:1.0.0": *\n#sys.inputs',
    "{{ jinja }} ${shell} <script>alert(1)</script> &amp; %s",
    "    leading, doubled  spaces and trailing    ",
)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def poppler_text(pdf: bytes, folder: Path) -> str:
    path = folder / "text.pdf"
    path.write_bytes(pdf)
    return output("pdftotext", str(path), "-")


def texts(document: CaseDocument) -> list[str]:
    found = [document.title, document.footer, document.banner]
    found += [text for row in document.details for text in row]
    for section in document.sections:
        found.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Table):
                found += [block.caption, *block.columns, *(c for row in block.rows for c in row)]
            elif isinstance(block, Paragraph):
                found.append(block.text)
        if not section.blocks:
            found.append(section.empty)
    return found


def test_equal_documents_give_equal_bytes(kai: CaseDocument) -> None:
    assert write_pdf(kai) == write_pdf(replace(kai))


def test_the_date_inside_is_the_date_of_writing(kai: CaseDocument) -> None:
    earlier = replace(kai, written_at="2026-11-22T09:00:00+01:00")

    information = PdfReader(BytesIO(write_pdf(earlier))).metadata

    assert information is not None
    assert str(information.creation_date) == "2026-11-22 08:00:00+00:00"


def test_tools_find_it_valid_tagged_and_titled(kai: CaseDocument, tmp_path: Path) -> None:
    path = tmp_path / "kai.pdf"
    path.write_bytes(write_pdf(kai))

    information = output("pdfinfo", str(path))
    assert "Title:           Case supervision summary: Kai (synthetic)" in information
    assert "Tagged:          yes" in information
    assert "Page size:       595.276 x 841.89 pts (A4)" in information
    assert "Author" not in information
    assert "No syntax or stream encoding errors" in output("qpdf", "--check", str(path))


def test_it_claims_both_standards_and_british_english(kai: CaseDocument) -> None:
    root = PdfReader(BytesIO(write_pdf(kai))).root_object
    claims = cast("StreamObject", root["/Metadata"]).get_data().decode()

    assert str(root["/Lang"]) == "en-GB"
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims


def test_it_has_no_links_and_only_embedded_fonts(kai: CaseDocument, tmp_path: Path) -> None:
    path = tmp_path / "kai.pdf"
    path.write_bytes(write_pdf(kai))

    fonts = output("pdffonts", str(path)).splitlines()[2:]

    assert fonts
    assert all("NotoSans" in font and " yes yes yes " in font for font in fonts)
    assert all("/Annots" not in page for page in PdfReader(path).pages)


def test_headings_and_tables_are_real(kai: CaseDocument, tmp_path: Path) -> None:
    path = tmp_path / "kai.pdf"
    path.write_bytes(write_pdf(kai))

    lines = output("pdfinfo", "-struct", str(path)).splitlines()
    tags = [line.split()[0].rstrip(":") for line in lines if line.strip()]

    assert tags.count("H1") == 1
    assert tags.count("H2") == 5
    assert tags.count("H3") == 3
    assert tags.count("Table") == 1
    assert tags.count("TH") == 5
    assert tags.count("TD") == 25


def test_everything_is_in_it_in_order(kai: CaseDocument) -> None:
    text = squeezed("".join(pages(write_pdf(kai))))

    assert [each for each in texts(kai) if squeezed(each) not in text] == []
    headings = [text.index(squeezed(section.heading)) for section in kai.sections[2:]]
    assert headings == sorted(headings)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(saying: Saying, hostile: str) -> None:
    found = squeezed("".join(pages(write_pdf(saying(hostile)))))

    assert found.count(squeezed(hostile)) >= 10


def test_every_page_has_banner_footer_number_and_repeated_header(kai: CaseDocument) -> None:
    table = Table("Many rows", ("Number", "Text"), tuple((str(n), "words " * 60) for n in range(60)))
    found = pages(write_pdf(replace(kai, sections=(Section("Long", (table,)),))))

    assert len(found) > 3
    for number, page in enumerate(found, 1):
        assert kai.banner in page
        assert kai.footer in page
        assert f"Page {number} of {len(found)}" in page
        assert "Number" in page


def test_no_banner_leaves_the_margin_empty(kai: CaseDocument) -> None:
    assert pages(write_pdf(replace(kai, banner="")))[0].startswith(kai.title)


def test_a_banner_too_long_for_the_margin_is_cut_visibly(kai: CaseDocument) -> None:
    page = pages(write_pdf(replace(kai, banner="long " * 100)))[0]

    assert "long…" in page.replace("\n", " ").replace(" …", "…")


def test_a_paragraph_of_20000_characters_is_whole(kai: CaseDocument) -> None:
    long = "".join(f"Sentence number {number}. " for number in range(900))[:20000]
    found = pages(write_pdf(replace(kai, sections=(Section("Long", (Paragraph(long),)),))))

    edges = (kai.banner, kai.footer, *(f"Page {n} of {len(found)}" for n in range(9, 0, -1)))
    body = "".join(found)
    for edge in edges:
        body = body.replace(edge, "")
    assert squeezed(long) in squeezed(body)


def test_a_word_wider_than_the_page_is_broken_without_added_characters(kai: CaseDocument, tmp_path: Path) -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(2000))
    table = Table("Words", ("First", "Second", "Third"), ((word[:90], "b", "c"),))
    blocks = (Paragraph(word), table)
    pdf = write_pdf(replace(kai, sections=(Section("Words", blocks),)))

    assert squeezed(poppler_text(pdf, tmp_path)).count(word) == 1
    path = tmp_path / "text.pdf"
    boxes = output("pdftotext", "-bbox", str(path), "-").split("<word ")[1:]
    assert max(float(box.split('xMax="')[1].split('"')[0]) for box in boxes) <= 595.276 - 62


def test_a_heading_of_one_wide_word_keeps_its_bookmark(kai: CaseDocument) -> None:
    word = "unbreakable" * 30
    reader = PdfReader(BytesIO(write_pdf(replace(kai, sections=(Section(word, ()),)))))

    assert word in {entry.title for entry in reader.outline[1] if not isinstance(entry, list)}


def test_scripts_read_in_councils_are_drawn(saying: Saying, tmp_path: Path) -> None:
    words = "বাংলা ਪੰਜਾਬੀ ગુજરાતી தமிழ் አማርኛ हिन्दी Ελληνικά Русский gęślą ŵŷ ✓ → ≥"
    text = poppler_text(write_pdf(saying(words)), tmp_path)

    assert "cannot be drawn" not in text
    assert all(word in text for word in words.split())


def test_right_to_left_text_is_drawn_from_the_right(kai: CaseDocument, tmp_path: Path) -> None:
    words = (Paragraph("مرحبا بك في البيت"), Paragraph("שלום ילד"))
    path = tmp_path / "right.pdf"
    path.write_bytes(write_pdf(replace(kai, sections=(Section("Words", words),))))

    boxes = output("pdftotext", "-bbox", str(path), "-")
    starts = [line for line in boxes.splitlines() if set("مرحباשלום") & set(line)]
    right_edges = [float(line.split('xMax="')[1].split('"')[0]) for line in starts]
    assert max(right_edges) > 520
    assert min(right_edges) > 400
    assert "cannot be drawn" not in boxes


def test_what_no_font_has_is_written_as_a_number_and_counted(kai: CaseDocument) -> None:
    said = Paragraph("She drew \U0001f600 and \u6f22\u5b57 \u2714\ufe0f \U0001f468\u200d\U0001f469.")
    text = " ".join(pages(write_pdf(replace(kai, sections=(Section("Words", (said,)),)))))

    assert "She drew [U+1F600] and [U+6F22][U+5B57] \u2714 [U+1F468][U+1F469]." in text
    assert (
        "5 characters cannot be drawn in this file; "
        "they are whole in the Word, text and JSON files." in text.replace("\n", " ")
    )


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n", "\x00"])
def test_an_empty_text_anywhere_is_no_fault(saying: Saying, nothing: str) -> None:
    assert "(no heading)" in pages(write_pdf(saying(nothing)))[0]


def test_a_table_without_rows_shows_its_header(kai: CaseDocument) -> None:
    table = Table("Nothing yet", ("First column", "Second column"), ())
    text = pages(write_pdf(replace(kai, details=(), sections=(Section("Words", (table,)),))))[0]

    assert "First column" in text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(), max_size=60))
def test_any_text_at_all_gives_a_file(saying: Saying, text: str) -> None:
    assert write_pdf(saying(text)).startswith(b"%PDF-1.7")
