"""The text file can be pasted into a case note."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_app.adapters.documents.characters import legal
from supervision_app.adapters.documents.plain_text import write_text
from supervision_app.services.documents import CaseDocument, Details, Section, Table

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


def test_it_is_the_golden_file(kai: CaseDocument) -> None:
    assert write_text(kai) == (GOLDEN / "kai.txt").read_bytes()


def test_lines_end_with_a_newline_alone(saying: Callable[[str], CaseDocument]) -> None:
    written = write_text(saying("one\r\ntwo\rthree"))

    assert b"\r" not in written
    assert b"one\ntwo\nthree" in written
    assert written.endswith(b"\n")


def test_no_banner_and_no_details_leave_no_gap(kai: CaseDocument) -> None:
    document = replace(kai, banner="", details=(), sections=(Section("Words", ()),))
    text = write_text(document).decode()

    assert text.startswith("Case supervision summary: Kai (synthetic)\n===")
    assert "\n\n\n" not in text


def test_an_empty_value_keeps_its_label(kai: CaseDocument) -> None:
    blocks = (Details((("Phone", ""),)), Table("None yet", ("First", "Second"), ()))
    text = write_text(replace(kai, sections=(Section("Words", blocks),))).decode()

    assert "\nPhone:\n" in text
    assert "\nNone yet\n" in text


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(), max_size=80))
def test_any_text_comes_back(saying: Callable[[str], CaseDocument], text: str) -> None:
    written = write_text(saying(text)).decode()

    expected = legal(text).rstrip(" ")
    assert written.count(expected) >= 10 if expected else written.endswith("\n")
