"""What cannot be drawn is known and counted."""

import re
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from supervision_app.adapters.documents.drawing import Pen

ROOT = Path(str(files("resources"))).parent
FONTS = ROOT / "resources" / "fonts"


def test_coverage_file_matches_the_fonts() -> None:
    path = ROOT / "tools" / "font_coverage.py"
    spec = spec_from_file_location("font_coverage", path)
    assert spec is not None
    assert spec.loader is not None
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)

    assert (FONTS / "coverage.json").read_text(encoding="utf-8") == tool.coverage()


def test_the_template_names_every_vendored_family() -> None:
    template = (ROOT / "resources" / "templates" / "case_summary.typ").read_text(encoding="utf-8")
    vendored = {TTFont(path)["name"].getBestFamilyName() for path in FONTS.glob("*.ttf")}

    assert set(re.findall(r'"(Noto [^"]+)"', template)) == vendored


def test_each_vendored_font_is_under_its_licence_text() -> None:
    licence = ROOT / "resources" / "licences" / "fonts" / "OFL-Noto.txt"
    named = set(re.findall(r"^(\S+\.ttf):", licence.read_text(encoding="utf-8"), re.MULTILINE))

    assert named == {path.name for path in FONTS.glob("*.ttf")}


def test_fonts_stay_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 6_000_000


@pytest.mark.parametrize(
    ("text", "drawn", "count"),
    [
        ("plain", "plain", 0),
        ("a\tb", "a    b", 0),
        ("\U0001f600", "[U+1F600]", 1),
        ("\u6f22!", "[U+6F22]!", 1),
        ("\ufeffmark", "mark", 0),
        ("\u2714\ufe0f", "\u2714", 0),
        ("\ud800", "\ufffd", 0),
        ("\ue000", "[U+E000]", 1),
        ("bell\x07", "bell", 0),
        ("e\u0301 \u0628\u064b \u0915\u094d\u200d\u0937", "e\u0301 \u0628\u064b \u0915\u094d\u200d\u0937", 0),
        ("\u2192\u0301", "\u2192[U+0301]", 1),
        ("a\u064b\u200d", "a[U+064B]", 1),
        ("\u0301 \u05b0", "[U+0301] [U+05B0]", 2),
        ("\u202eturned\u202c", "turned", 0),
    ],
)
def test_undrawable_characters_become_numbers(text: str, drawn: str, count: int) -> None:
    pen = Pen()

    assert pen.write(text) == drawn
    assert pen.undrawn == count


def test_the_note_counts_over_the_whole_document() -> None:
    pen = Pen()
    assert pen.note() == ""

    pen.write("\U0001f600")
    assert pen.note() == ("1 character cannot be drawn in this file; it is whole in the Word, text and JSON files.")

    pen.write("\u6f22" * 1999)
    assert pen.note().startswith("2,000 characters cannot be drawn in this file; they are whole")
