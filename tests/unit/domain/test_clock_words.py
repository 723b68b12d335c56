"""How a time limit is said."""

from dataclasses import replace
from datetime import date

from supervision_app.domain.clock_words import ahead_words, doubt, length_words, past_words, short_words, where_written
from supervision_app.domain.clocks import Clock

REVIEW = Clock(
    "review",
    "First review",
    date(2026, 12, 11),
    date(2027, 1, 13),
    "Reg 33(1)",
    "read",
    counts="The first day does not count.",
)
HEARING = replace(REVIEW, name="Next court hearing", is_a_date=True)


def test_something_is_due_by_a_day_and_a_date_is_on_it() -> None:
    assert past_words(REVIEW) == "First review was due by 13 January 2027"
    assert ahead_words(REVIEW) == "First review is due by 13 January 2027"
    assert past_words(HEARING) == "Next court hearing was on 13 January 2027"
    assert ahead_words(HEARING) == "Next court hearing is on 13 January 2027"


def test_what_may_have_taken_place_is_said_with_where_that_is_not_known() -> None:
    assert doubt(REVIEW) == ""
    assert doubt(replace(REVIEW, unseen=True)) == "whether it took place is not known from the file"
    assert doubt(replace(REVIEW, unrecorded=True)) == "whether it took place is not recorded here"


def test_a_line_has_the_name_the_day_and_the_doubt() -> None:
    assert short_words(REVIEW) == "First review: 13 January 2027"
    assert (
        short_words(replace(REVIEW, unrecorded=True))
        == "First review: 13 January 2027; whether it took place is not recorded here"
    )


def test_a_length_of_time_is_said_as_people_say_it() -> None:
    said = [length_words(*length) for length in ((1, "weeks"), (20, "working-days"), (1, "months"), (0, "days"))]

    assert said == ["1 week", "20 working days", "1 month", "that day"]


def test_where_it_is_written_says_the_source_how_it_counts_and_how_sure_that_is() -> None:
    assert where_written(REVIEW) == (
        "It runs from 11 December 2026.",
        "Reg 33(1).",
        "How it counts: The first day does not count.",
        "How sure this is: the text of the law or of the guidance was read.",
    )
    more = where_written(replace(REVIEW, confidence="local", note="Parents decide.", changed_by="ours.toml"))
    assert more[-3:] == (
        "How sure this is: a local choice, not law.",
        "Parents decide.",
        "Changed by your council in “ours.toml”.",
    )
