"""What others wrote is read only where it is shaped as our own words are."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.adapters.storage.projecting import rows_of
from supervision_app.domain.shapes import SHAPES, misfit
from supervision_app.ledger.entry import Link, read_payload, write_entry
from supervision_app.services.telling import KNOWN_KINDS
from tests.fakes.several_authors import history

MOIRA = {"id": "m", "name": "Moira Khan", "role": "manager"}
AGREED: dict[str, Any] = {
    "by": MOIRA,
    "what": "Ring",
    "owner": MOIRA,
    "accepted": True,
    "due": "2026-12-01",
    "manager": MOIRA,
    "as_worker": False,
    "why": "Because",
}


def test_every_kind_that_is_known_has_a_shape() -> None:
    assert SHAPES.keys() == KNOWN_KINDS


def test_what_fits_has_no_misfit_and_nothing_is_asked_of_an_unknown_kind() -> None:
    assert misfit("action.agreed/1", AGREED) == ""
    assert misfit("action.agreed/1", {**AGREED, "of_a_later_version": {"x": 1}}) == ""
    assert misfit("action.dreamt/7", {"anything": 1}) == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("what", ""),
        ("what", "x" * 60_000),
        ("what", 3),
        ("owner", {"id": "m", "name": "Moira", "role": "king"}),
        ("owner", "Moira"),
        ("owner", {"id": "m", "name": " ", "role": "manager"}),
        ("accepted", "yes"),
        ("due", "soon"),
        ("due", ""),
        ("due", 20261201),
        ("earlier_moves", True),
        ("earlier_moves", -1),
        ("by", None),
        ("manager", []),
    ],
)
def test_a_field_with_something_else_is_named(field: str, value: object) -> None:
    assert misfit("action.agreed/1", {**AGREED, field: value}) == field


@pytest.mark.parametrize("field", ["what", "by", "due", "as_worker"])
def test_a_field_that_is_missing_is_named(field: str) -> None:
    assert misfit("action.agreed/1", {name: value for name, value in AGREED.items() if name != field}) == field


def test_a_fact_that_is_a_date_has_to_be_one() -> None:
    seen = {"by": MOIRA, "case_id": "K1", "as_of": "2026-11-16", "source": "table"}
    assert misfit("facts.observed/1", {**seen, "facts": {"born": "2014-03-02", "name": "Kai", "last_visit": ""}}) == ""
    for facts in ({"born": "spring"}, {"name": 3}, ["born"]):
        assert misfit("facts.observed/1", {**seen, "facts": facts}) == "facts"


def test_a_moment_has_to_be_one() -> None:
    written = {"number": 1, "formats": [], "upto": {}, "left": [], "managers": [], "version": "1", "digest": ""}
    for at, found in (("2026-11-16T10:00:00+00:00", ""), ("2026-11-16", "written_at"), ("now", "written_at")):
        assert misfit("export.recorded/1", {**written, "by": MOIRA, "written_at": at}) == found


def test_a_rhythm_comes_round_after_some_days() -> None:
    agreed = {"by": MOIRA, "code": "4", "name": "every 4 weeks", "since": "2026-11-16", "minutes": 90}
    for steps, found in (
        ([{"every": 28, "until": ""}], ""),
        ([{"every": 7, "until": "2026-12-28"}, {"every": 28, "until": ""}], ""),
        ([{"every": 0, "until": ""}], "steps"),
        ([], "steps"),
    ):
        assert misfit("rhythm.agreed/1", {**agreed, "steps": steps}) == found


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "name", "role"]), inner),
    max_leaves=4,
)


@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_whatever_fits_can_be_folded_into_tables(kind: str, data: st.DataObject) -> None:
    names = [name.removesuffix("?") for name in SHAPES[kind]]
    odd = data.draw(st.dictionaries(st.sampled_from(names), _VALUES)) if names else {}
    payload = {"by": MOIRA, **data.draw(st.sampled_from(_fitting(kind))), **odd}
    if not misfit(kind, payload):
        entry = write_entry(
            Link("a" * 64, 1, None, ()),
            stream="child:1",
            subject="s1",
            kind=kind,
            happened_on="2026-11-16",
            recorded_at="2026-11-16T10:00:00+00:00",
            payload=payload,
        )
        assert rows_of([entry], {})


def _fitting(kind: str) -> list[dict[str, Any]]:
    return [{}, AGREED] if kind == "action.agreed/1" else [{}]


@given(history())
def test_what_people_write_fits(commits: list[Any]) -> None:
    for signed in commits:
        for entry in signed.entries:
            payload = read_payload(entry)
            missing = misfit(entry.kind, payload) if payload is not None else ""
            assert missing == "", (entry.kind, json.dumps(payload))
