"""The agenda writes itself: a reason on each line, and depth goes round."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.agenda import AT_ONCE, Asked, Due, Theme, agenda
from supervision_app.domain.clocks import Clock
from supervision_app.domain.discussions import IN_DEPTH, NOT_TODAY, WHY_NOT, Discussion, Said
from supervision_app.domain.situations import Circumstances
from tests.unit.domain.test_situations import action, child, spell, talk

TODAY = date(2026, 11, 23)
DEEP = [talk("2026-11-09")]
"""A conversation in depth two weeks ago: nothing of it is on the agenda."""
ASKED = Asked(("The day", "The father"))


def clock(due: date, **other: Any) -> Clock:
    return Clock("visit", "Next visit", date(2026, 10, 1), due, "reg 28(2)", "read", **other)


def reasons(on: Circumstances, clocks: Sequence[Clock] = (), waiting: int = 0) -> tuple[str, ...]:
    return agenda({"k": Due(on, clocks, waiting)}, ASKED)["k"].reasons


def spoken(*headings: str, held_on: str = "2026-11-09") -> Discussion:
    parts = tuple(Said(heading, "Words") for heading in headings)
    return Discussion("d", "child:kai", "case-supervision", IN_DEPTH, held_on, "", (), parts, "", "", "Moira")


def test_of_a_child_with_whom_all_is_well_nothing_is_said() -> None:
    assert reasons(child(discussions=DEEP)) == ()


def test_actions_past_their_date_moved_and_waiting_are_said() -> None:
    actions = [action(due="2026-11-20"), action(due="2026-10-02", earlier_moves=3), action(due="2026-11-24")]

    assert reasons(child(actions=actions, discussions=DEEP), waiting=1) == (
        "2 actions are past their date, the oldest since 2 October 2026.",
        "1 action was moved twice or more.",
        "1 action waits to be accepted.",
    )
    closed = [action(due="2026-10-02", earlier_moves=3, state="done"), action(due="")]
    assert reasons(child(actions=closed, discussions=DEEP)) == ()


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 11, 22), ("Next visit was due by 22 November 2026.",)),
        (date(2026, 11, 23), ("Next visit is due by 23 November 2026.",)),
        (date(2026, 12, 7), ("Next visit is due by 7 December 2026.",)),  # 23 November and fourteen days
        (date(2026, 12, 8), ()),
    ],
)
def test_time_limits_near_or_past_are_said(due: date, said: tuple[str, ...]) -> None:
    assert reasons(child(discussions=DEEP), [clock(due)]) == said


def test_of_two_limits_of_one_rule_that_are_past_the_later_is_said() -> None:
    early = replace(clock(date(2026, 9, 6)), name="Section 20: look again at 8 weeks")
    late = replace(clock(date(2026, 11, 1)), name="Section 20: look again at 16 weeks")

    assert reasons(child(discussions=DEEP), [late, early]) == (
        "Section 20: look again at 16 weeks was due by 1 November 2026.",
    )


def test_a_time_limit_of_which_no_file_tells_is_not_said() -> None:
    assert reasons(child(discussions=DEEP), [clock(date(2026, 11, 1), unseen=True)]) == ()
    plan = Clock("permanence-plan", "Plan", date(2026, 1, 1), date(2026, 5, 1), "guidance", "reported")
    assert reasons(child(discussions=DEEP), [plan]) == ()


def test_how_long_ago_they_were_talked_about_is_said() -> None:
    # 24 August to 23 November are 91 days
    assert reasons(child(discussions=[talk("2026-08-24")])) == ("Not talked about in depth for 13 weeks.",)
    assert reasons(child()) == ("Not talked about in depth here yet.",)


def test_that_they_were_put_off_is_said_with_why() -> None:
    off = Discussion(
        "d", "s", "case-supervision", NOT_TODAY, "2026-11-16", "", (), (Said(WHY_NOT, "Ill."),), "", "", "M"
    )

    assert reasons(child(discussions=[off, *DEEP])) == ("Not today on 16 November 2026: Ill.",)
    without = Discussion("d", "s", "case-supervision", NOT_TODAY, "2026-11-16", "", (), (), "", "", "M")
    assert reasons(child(discussions=[without, *DEEP])) == ("Not today on 16 November 2026.",)


def test_a_new_worker_and_no_visit_are_said() -> None:
    spells = [spell(since="2026-01-05", until="2026-11-02"), spell()]

    assert reasons(child(spells, discussions=DEEP, last_visit="2026-09-01")) == (
        "With Aoife Brennan since 2 November 2026.",
        "The file knows of no visit in the last six weeks.",
    )


def test_what_three_conversations_left_out_is_said() -> None:
    three = [spoken("The day", held_on=f"2026-11-0{day}") for day in (9, 5, 2)]
    said = ("Nothing was written in the last three conversations on “The father”.",)

    assert reasons(child(discussions=three)) == said
    assert reasons(child(discussions=three[:2])) == ()
    assert reasons(child(discussions=[spoken("The father"), *three])) == ()
    # Another guide was followed then: of its parts none is the guide's of today.
    assert reasons(child(discussions=[spoken("Worries") for _ in range(3)])) == ()


def test_the_most_pressing_come_first_and_of_equal_ones_who_waited_longest() -> None:
    late = [action(due="2026-11-20")]
    children = {
        "well": Due(child(discussions=DEEP), ()),
        "new": Due(child(actions=late, discussions=[talk("2026-11-09")]), ()),
        "old": Due(child(actions=late, discussions=[talk("2026-10-09")]), ()),
        "worse": Due(child(actions=late), (), 1),
        "fourth": Due(child(actions=late, discussions=[talk("2026-11-10")]), ()),
    }
    found = agenda(children, ASKED)

    assert list(found) == ["worse", "old", "new", "fourth", "well"]
    assert [key for key, line in found.items() if line.suggested] == ["worse", "old", "new"]


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 4), max_size=12))
def test_every_child_has_one_line_and_few_are_suggested(waiting: dict[str, int]) -> None:
    found = agenda({key: Due(child(), (), count) for key, count in waiting.items()}, ASKED)

    assert set(found) == set(waiting)
    assert sum(line.suggested for line in found.values()) <= AT_ONCE
    assert all(line.reasons for line in found.values() if line.suggested)


def test_the_childs_own_words_and_themes_are_missed_after_three_conversations() -> None:
    asked = Asked(
        ("The day", "Doubts"), {"The day"}, (Theme("the father", ("dad", "father")), Theme("the future", ("future",)))
    )
    talks = [spoken("Doubts", held_on=f"2026-11-{day:02}") for day in (2, 9, 16)]
    found = agenda({"k": Due(child(discussions=talks), ())}, asked)["k"].reasons

    assert found == (
        "What the child said or did was not written down in the last three conversations.",
        "Not mentioned in the last three conversations: the father, the future.",
    )
    dad = replace(talks[0], parts=(Said("The day", "Dad rang; in the near-future he visits"),))
    again = agenda({"k": Due(child(discussions=[dad, *talks[1:]]), ())}, asked)["k"].reasons
    assert again == ("Not mentioned in the last three conversations: the future.",)
    decided = replace(dad, decision="Plan the FUTURE")
    assert agenda({"k": Due(child(discussions=[decided, *talks[1:]]), ())}, asked)["k"].reasons == ()
    assert agenda({"k": Due(child(discussions=talks[:2]), ())}, asked)["k"].reasons == ()


def test_whoever_was_put_off_last_time_comes_first() -> None:
    late = child(actions=[action(due="2026-10-02"), action(due="2026-10-02", earlier_moves=3)], discussions=DEEP)
    put_off = child(discussions=[talk("2026-11-16", NOT_TODAY), *DEEP])

    assert list(agenda({"late": Due(late, ()), "put-off": Due(put_off, ())}, ASKED)) == ["put-off", "late"]
