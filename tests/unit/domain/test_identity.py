"""A child's id, and the stream it names."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supervision_app.domain.identity import child_stream, normalise_case_id, tidy

WORDS = st.text(st.characters(exclude_categories=["Cs"]))


def test_runs_of_white_space_become_one_space() -> None:
    assert tidy("\u00a0 North\t \n Team ") == "North Team"


def test_two_ways_to_write_an_accent_become_one() -> None:
    assert tidy("Ze\u0301lie") == tidy("Z\u00e9lie") == "Z\u00e9lie"


@pytest.mark.parametrize(
    ("raw", "normalised"),
    [
        ("ch1002", "CH1002"),
        (" CH1002\u00a0", "CH1002"),
        (12598894.0, "12598894"),
        ("12598894.0", "12598894"),
        ("12598894.00", "12598894"),
        ("12598894", "12598894"),
        ("0012", "0012"),
        ("12.5", "12.5"),
        (12.5, "12.5"),
        (1e15, "1000000000000000"),
        (float("nan"), "NAN"),
        ("1.2.0", "1.2.0"),
    ],
    ids=repr,
)
def test_an_id_is_written_one_way(raw: str | float, normalised: str) -> None:
    assert normalise_case_id(raw) == normalised


@settings(deadline=None)
@given(st.one_of(WORDS, st.floats()))
@example("\u0390")  # its upper case is three characters, which NFC joins into two
def test_normalising_twice_changes_nothing_more(raw: str | float) -> None:
    once = normalise_case_id(raw)

    assert normalise_case_id(once) == once


@settings(deadline=None)
@given(WORDS)
def test_a_normal_id_is_the_same_composed_and_decomposed(raw: str) -> None:
    assert normalise_case_id(unicodedata.normalize("NFD", raw)) == normalise_case_id(raw)


@settings(deadline=None)
@given(st.integers(0, 2**53))
def test_a_spreadsheets_float_is_the_same_id_as_its_digits(number: int) -> None:
    assert normalise_case_id(float(number)) == normalise_case_id(str(number))


def test_two_who_import_the_same_child_meet_in_one_stream() -> None:
    assert child_stream("Local ", "ch1002") == child_stream("local", " CH1002")


def test_another_authority_has_another_stream_for_the_same_id() -> None:
    assert child_stream("local", "CH1002") != child_stream("elsewhere", "CH1002")


def test_the_stream_of_a_child_never_changes() -> None:
    assert child_stream("local", "CH1002") == "child:6fcf70c1-aa24-520d-b913-b789aceba646"
