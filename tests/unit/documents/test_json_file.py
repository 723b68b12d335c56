"""The JSON file holds the same words under stable keys."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_app.adapters.documents.json_file import write_json
from supervision_app.services.documents import CaseDocument

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


def test_it_is_the_golden_file(kai: CaseDocument) -> None:
    assert write_json(kai) == (GOLDEN / "kai.json").read_bytes()


def test_the_order_of_the_data_does_not_matter(kai: CaseDocument) -> None:
    turned = MappingProxyType(dict(reversed(list(kai.data.items()))))

    assert write_json(replace(kai, data=turned)) == write_json(kai)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_comes_back_as_it_was(saying: Callable[[str], CaseDocument], text: str) -> None:
    read = json.loads(write_json(saying(text)))

    assert read["data"] == {"text": text}
    assert read["title"] == read["banner"] == read["footer"] == text
    paragraph, subheading, details, table = read["sections"][0]["blocks"]
    assert paragraph == {"kind": "paragraph", "text": text}
    assert subheading == {"kind": "subheading", "text": text}
    assert details == {"kind": "details", "rows": [{"label": text, "value": text}]}
    assert table["rows"] == [[text, text], ["short", text]]


def test_half_a_character_becomes_a_replacement_mark(
    saying: Callable[[str], CaseDocument],
) -> None:
    assert json.loads(write_json(saying("\ud83d")))["title"] == "\ufffd"
