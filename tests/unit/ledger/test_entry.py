"""One entry: its canonical bytes, and that every change to it is noticed."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.ledger.entry import (
    Entry,
    Link,
    canonical,
    hash_payload,
    header_id,
    read_payload,
    verify_entry,
    write_entry,
)
from supervision_app.ledger.errors import LedgerFault
from tests.fakes.told import entry

AUTHOR = "a1" * 32
BEFORE = "b2" * 32
LINK = Link(AUTHOR, 2, BEFORE, ("d4" * 32, "c3" * 32))

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
whole_numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | whole_numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
payloads = st.dictionaries(words, values, max_size=4)
ids = st.text("0123456789abcdef", min_size=64, max_size=64)
links = st.builds(Link, ids, st.integers(1, 10_000), st.none() | ids, st.lists(ids, max_size=3, unique=True).map(tuple))
entries = st.builds(
    write_entry,
    links,
    stream=words,
    subject=words,
    kind=words,
    happened_on=words,
    recorded_at=words,
    payload=payloads,
)


@settings(deadline=None)
@given(entries)
def test_a_new_entry_verifies(new: Entry) -> None:
    verify_entry(new)


@settings(deadline=None)
@given(links, payloads)
def test_a_payload_reads_back_as_it_was_written(link: Link, payload: dict[str, Any]) -> None:
    assert read_payload(entry(link, payload)) == payload


@settings(deadline=None)
@given(payloads)
def test_canonical_bytes_do_not_depend_on_the_order_of_the_keys(payload: dict[str, Any]) -> None:
    assert canonical(dict(reversed(payload.items()))) == canonical(payload)


def test_an_entry_takes_its_place_from_its_link() -> None:
    new = entry(LINK, {"note": "Rang her"})

    assert (new.author, new.seq, new.prev) == (AUTHOR, 2, BEFORE)
    assert new.after == ("c3" * 32, "d4" * 32)
    assert new.payload == b'{"note":"Rang her"}'


def test_the_id_is_the_hash_of_the_canonical_header() -> None:
    new = entry(LINK, {"note": "Rang her"})
    header = {
        "after": ["c3" * 32, "d4" * 32],
        "author": AUTHOR,
        "format": 1,
        "happened_on": "2026-11-09",
        "kind": "action.progressed/1",
        "payload": new.payload_hash,
        "prev": BEFORE,
        "recorded_at": "2026-11-09T15:20:00+00:00",
        "seq": 2,
        "stream": "child:kai",
        "subject": "action-1",
    }
    written = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()

    assert new.id == header_id(new) == hashlib.sha256(written).hexdigest()


@settings(deadline=None)
@given(entries)
def test_the_header_is_hashed_in_the_same_form_as_everything_else(new: Entry) -> None:
    header = {
        "after": list(new.after),
        "author": new.author,
        "format": 1,
        "happened_on": new.happened_on,
        "kind": new.kind,
        "payload": new.payload_hash,
        "prev": new.prev,
        "recorded_at": new.recorded_at,
        "seq": new.seq,
        "stream": new.stream,
        "subject": new.subject,
    }

    assert new.id == hashlib.sha256(canonical(header)).hexdigest()


def test_half_a_character_in_a_header_is_a_fault() -> None:
    with pytest.raises(LedgerFault, match="cannot be stored as it is"):
        entry(LINK, {"note": "Rang her"}, "child:\ud83d")


def test_the_same_words_written_twice_have_different_salts_and_ids() -> None:
    one, other = entry(LINK, {"note": "Rang her"}), entry(LINK, {"note": "Rang her"})

    assert one.payload == other.payload
    assert (one.salt != other.salt, one.payload_hash != other.payload_hash, one.id != other.id) == (True, True, True)
    assert len(one.salt or b"") == 16


def test_the_payloads_hash_is_salted() -> None:
    assert hash_payload(b"{}", b"salt") == hashlib.sha256(b"salt{}").hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"id": "0" * 64},
        {"author": "a1" * 31 + "a2"},
        {"seq": 3},
        {"prev": None},
        {"prev": "b2" * 31 + "b3"},
        {"stream": "child:leo"},
        {"subject": "action-2"},
        {"kind": "action.progressed/2"},
        {"happened_on": "2026-11-10"},
        {"recorded_at": "2026-11-09T15:20:01+00:00"},
        {"after": ("c3" * 32,)},
        {"after": ()},
        {"payload_hash": "0" * 64},
    ],
    ids=lambda change: " ".join(f"{name} {len(str(value))}" for name, value in change.items()),
)
def test_a_changed_header_is_noticed(change: dict[str, Any]) -> None:
    with pytest.raises(LedgerFault, match="was changed after it was written"):
        verify_entry(replace(entry(LINK, {"note": "Rang her"}), **change))


TEXT_FIELDS = ("author", "stream", "subject", "kind", "happened_on", "recorded_at", "payload_hash")


@settings(deadline=None)
@given(entries, st.sampled_from(TEXT_FIELDS), words)
def test_another_text_in_any_field_of_the_header_is_noticed(new: Entry, field: str, text: str) -> None:
    changed = replace(new, **{field: text})  # type: ignore[arg-type]  # each of these fields is a text
    if changed != new:
        with pytest.raises(LedgerFault):
            verify_entry(changed)


@settings(deadline=None)
@given(entries, links)
def test_another_place_in_the_chain_is_noticed(new: Entry, link: Link) -> None:
    for changed in (replace(new, seq=link.seq), replace(new, prev=link.prev), replace(new, after=link.after)):
        if header_id(changed) != new.id:
            with pytest.raises(LedgerFault):
                verify_entry(changed)
        else:
            assert (changed.seq, changed.prev, sorted(changed.after)) == (new.seq, new.prev, sorted(new.after))


@settings(deadline=None)
@given(entries, st.data())
def test_any_changed_bit_of_payload_or_salt_is_noticed(new: Entry, data: st.DataObject) -> None:
    for field, content in (("payload", new.payload or b""), ("salt", new.salt or b"")):
        place = data.draw(st.integers(0, len(content) * 8 - 1))
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(LedgerFault, match=r"^The words of entry"):
            verify_entry(replace(new, **{field: bytes(flipped)}))  # type: ignore[arg-type]


@settings(deadline=None)
@given(entries, st.binary(min_size=1, max_size=4))
def test_words_added_to_a_payload_or_cut_off_it_are_noticed(new: Entry, more: bytes) -> None:
    payload = new.payload or b""
    for changed in (payload + more, payload[: -len(more)]):
        with pytest.raises(LedgerFault):
            verify_entry(replace(new, payload=changed))


def test_a_withheld_payload_leaves_an_entry_that_verifies_and_reads_as_nothing() -> None:
    withheld = replace(entry(LINK, {"note": "Rang her"}), payload=None, salt=None)

    verify_entry(withheld)
    assert read_payload(withheld) is None


@pytest.mark.parametrize("half", ["payload", "salt"])
def test_half_a_payload_is_noticed(half: str) -> None:
    with pytest.raises(LedgerFault, match="has half a payload"):
        verify_entry(replace(entry(LINK, {"note": "Rang her"}), **{half: None}))  # type: ignore[arg-type]


def test_a_fault_names_the_entry_and_its_stream() -> None:
    new = entry(LINK, {"note": "Rang her"})
    with pytest.raises(LedgerFault, match=f"^Entry {new.id[:12]} in child:leo was changed"):
        verify_entry(replace(new, stream="child:leo"))


@pytest.mark.parametrize(
    "payload",
    [
        {"moves": 1.0},
        {"moves": 1.5},
        {"moves": float("nan")},
        {"moves": [1, [2.5]]},
        {"moves": (1, 2.5)},
        {"moves": {"deep": {"deeper": [0.1]}}},
    ],
    ids=repr,
)
def test_a_number_with_a_decimal_point_is_refused_however_deep(payload: dict[str, Any]) -> None:
    with pytest.raises(LedgerFault, match="cannot be stored as it is: a number with a decimal point"):
        canonical(payload)


@pytest.mark.parametrize(
    "payload", [{"note": "half \ud83d"}, {"\udcff": "note"}, {"notes": ["\ud800"]}], ids=["value", "key", "deep"]
)
def test_half_a_character_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(LedgerFault, match="cannot be stored as it is"):
        canonical(payload)


@pytest.mark.parametrize("payload", [{"number": 2**53}, {"set": {1}}, {1: "number as a key"}], ids=repr)
def test_what_has_no_canonical_form_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(LedgerFault, match="cannot be stored as it is"):
        canonical(payload)


@settings(deadline=None)
@given(payloads, words, st.floats())
def test_a_float_anywhere_is_refused(payload: dict[str, Any], key: str, number: float) -> None:
    with pytest.raises(LedgerFault):
        canonical({**payload, key: [{"deep": number}]})


def test_nothing_is_written_where_a_payload_has_no_canonical_form() -> None:
    with pytest.raises(LedgerFault):
        entry(LINK, {"amount": 0.5})


def test_canonical_bytes_are_the_standards() -> None:
    # RFC 8785: keys in the order of their UTF-16 units, no white space, characters as they are.
    assert (
        canonical({"é": 1, "b": [True, None, "“€”\n"], "a": {}}) == '{"a":{},"b":[true,null,"“€”\\n"],"é":1}'.encode()
    )
