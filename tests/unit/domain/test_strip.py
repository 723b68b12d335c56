"""The strip of a child: bars end where they are known to end, what is not known says so, and nothing is filled in."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.domain.actions import ACCEPTS, AWAITS, STANDS_IN, Action, Holding
from supervision_app.domain.allocation import Allocation, Spell
from supervision_app.domain.clocks import Clock
from supervision_app.domain.discussions import ACTIONS_ONLY, IN_DEPTH, NOT_TODAY, Discussion
from supervision_app.domain.entries import Told
from supervision_app.domain.facts import OBSERVED
from supervision_app.domain.strip import Managed, Record, strip
from supervision_app.domain.strip_actions import NOBODY, Ends, action_item
from supervision_app.domain.strip_items import BAR, GAP, MARK, UNKNOWN, WITHOUT, Item, Lane, Strip
from supervision_app.domain.strip_seen import PLACEMENTS, Seen, seen
from tests.fakes.told import AOIFE, BEN, KHAN, Device, agreed

TODAY = date(2026, 11, 23)
EMPTY = Record((), (), Allocation(), (), (), (), (), TODAY)


def on(month: int, day: int = 1, year: int = 2026) -> date:
    """Return a day of 2026, unless another year is given."""
    return date(year, month, day)


def lane(made: Strip, name: str) -> Lane:
    """Return a lane of the strip."""
    return next(one for one in made.lanes if one.name == name)


def items(made: Strip, name: str) -> list[Item]:
    """Return what is in a lane, row by row."""
    return [item for row in lane(made, name).rows for item in row]


def talk(held_on: date, depth: str = IN_DEPTH, type_: str = "case-supervision", decision: str = "") -> Discussion:
    """Return a discussion of Kai."""
    return Discussion(
        f"talk {held_on} {depth}", "child:kai", type_, depth, held_on.isoformat(), "", (KHAN, AOIFE), (), decision,
        "", KHAN.name,
    )  # fmt: skip


def action(**parts: Any) -> Action:
    """Return an action that Aoife holds since it was agreed on 9 November, with other parts where given."""
    device = Device()
    device.write(agreed())
    return replace(device.action(), **parts)


def observed(as_of: date, **facts: str) -> Told:
    """Return what a file told newly."""
    payload = {"case_id": "K1", "as_of": as_of.isoformat(), "source": "a file", "facts": facts}
    return Told(f"{as_of}", "child:kai", "facts", OBSERVED, (), as_of.isoformat(), "", payload)


def test_of_a_child_of_whom_nothing_is_known_every_lane_says_so() -> None:
    made = strip(EMPTY)

    assert [one.name for one in made.lanes] == [
        "Where they live", "Legal status", "Social worker", "Manager", "Supervision",
    ]  # fmt: skip
    assert {item.tone for one in made.lanes for row in one.rows for item in row} == {UNKNOWN}
    assert items(made, "Where they live")[0].said.startswith("Where the child lives is not known here")
    assert (made.since, made.until) == (TODAY, TODAY)


def test_files_tell_one_placement_after_the_other() -> None:
    told = [
        observed(on(9), placement="U4", placement_started="2026-08-01"),
        observed(on(3), placement="U1", placement_started="2026-01-10"),
        observed(on(10), last_visit="2026-09-30"),
    ]

    assert seen(told, PLACEMENTS) == (Seen("U1", on(1, 10), until=on(8)), Seen("U4", on(8)))


def test_a_value_without_a_day_of_its_own_was_there_on_the_day_of_the_file_or_before() -> None:
    told = [observed(on(3), placement="U1", placement_started="2026-01-10"), observed(on(9), placement="U4")]

    assert seen(told, PLACEMENTS)[-1] == Seen("U4", on(9), or_before=True)


def test_a_later_file_puts_an_earlier_one_right() -> None:
    told = [
        observed(on(3), placement="U1", placement_started="2026-01-10"),
        observed(on(4), placement_started="2026-01-05"),
    ]

    assert seen(told, PLACEMENTS) == (Seen("U1", on(1, 5)),)


def test_a_placement_ends_with_care_and_not_with_care_that_ended_before_it() -> None:
    told = [
        observed(on(3), placement="U1", placement_started="2026-01-10", care_ended="2025-05-01"),
        observed(on(9), care_ended="2026-08-01"),
        observed(on(10), placement="U4", placement_started="2026-09-01"),
    ]

    assert seen(told, PLACEMENTS) == (Seen("U1", on(1, 10), until=on(8), ended=True), Seen("U4", on(9)))
    assert seen([observed(on(3), care_ended="2026-01-01")], PLACEMENTS) == ()


def test_a_bar_says_how_it_ended_and_the_days_after_it_are_not_known() -> None:
    found = (
        Seen("U1", on(1), or_before=True, until=on(3)),
        Seen("U4", on(3), until=on(8), ended=True),
        Seen("", on(9)),
    )
    made = strip(replace(EMPTY, placements=found, in_words={"place U1": "With an aunt"}))
    one, two, gap, three = items(made, "Where they live")

    assert one.said == (
        "Placement: With an aunt. 1 January 2026 or before to 1 March 2026, at least 8 weeks. "
        "It ended no later: another is known from then."
    )
    assert two.said.startswith("Placement: U4.")
    assert two.said.endswith("It ended then.")
    assert (gap.shape, gap.since, gap.until) == (GAP, on(8), on(9))
    assert three.label == "not named in the file"
    assert three.lasts
    assert three.until == TODAY


def test_two_workers_at_once_stand_in_two_rows_and_a_day_without_any_is_a_gap() -> None:
    allocation = Allocation((
        Spell(AOIFE, "2026-02-01", "2026-05-01", ""),
        Spell(BEN, "2026-06-01", "", "MANAGE"),
        Spell(KHAN, "2026-07-01", "", "MANAGE"),
    ))  # fmt: skip
    made = strip(replace(EMPTY, allocation=allocation, placements=(Seen("U1", on(1)),)))
    first, second = lane(made, "Social worker").rows

    assert [(item.shape, item.since, item.until) for item in first] == [
        (GAP, on(1), on(2)), (BAR, on(2), on(5)), (GAP, on(5), on(6)), (BAR, on(6), TODAY),
    ]  # fmt: skip
    assert [item.label for item in second] == [KHAN.name]
    assert first[1].or_before
    assert not first[3].or_before
    assert (made.since, made.begins) == (on(1), on(2))


def test_nobody_knows_how_long_a_manager_managed_before_they_were_known_here() -> None:
    managers = (Managed(KHAN, "2025-01-01", "2026-06-01"), Managed(BEN, "2026-08-01"))
    made = strip(replace(EMPTY, managers=managers, placements=(Seen("U1", on(3)),)))
    one, gap, two = items(made, "Manager")

    assert one.said == f"Manager in the team: {KHAN.name}. 1 March 2026 or before to 1 June 2026, at least 13 weeks."
    assert gap.said == "Who the manager was is not known here, 1 June 2026 to 1 August 2026."
    assert two.lasts


def test_the_length_of_each_gap_in_supervision_is_written_on_it() -> None:
    talks = (talk(on(3, 2)), talk(on(6, 8), ACTIONS_ONLY), talk(on(6, 8)), talk(on(6, 18)), talk(on(9), NOT_TODAY))
    allocation = Allocation((Spell(AOIFE, "2026-01-01", "", ""),))
    made = strip(replace(EMPTY, discussions=talks, allocation=allocation))
    row = items(made, "Supervision")

    assert [item.label for item in row if item.tone == WITHOUT] == ["14 weeks", "10 days", "22 weeks"]
    assert row[0].label == "none recorded here"
    assert row[-2].lasts
    assert row[-2].said == (
        "22 weeks without supervision of this child, from 18 June 2026 to 23 November 2026, today, and nothing since."
    )
    assert [item.tone for item in row if item.shape == MARK] == ["held", "briefly", "held", "held", "not-today"]


def test_after_supervision_today_there_is_no_gap_and_a_decision_in_passing_ends_none() -> None:
    talks = (talk(TODAY, decision="Stay"), talk(on(9), type_="management-oversight"))
    made = strip(replace(EMPTY, discussions=talks))
    row = items(made, "Supervision")

    assert [(item.tone, item.label) for item in row] == [
        ("decided", "decision"), (UNKNOWN, "none recorded here"), ("held", "in depth"),
    ]  # fmt: skip
    assert row[-1].said.endswith("A decision is in it.")
    assert row[-1].leads == talks[0].id


def test_dates_ahead_and_late_ones_say_how_far_they_are() -> None:
    clocks = [
        Clock("a", "Review", on(1), on(12, 7), "The rule", "sure"),
        Clock("b", "Visit", on(1), on(11, 20), "The rule", "sure", unseen=True),
        Clock("c", "Plan", on(1), TODAY, "The rule", "sure"),
    ]
    made = strip(replace(EMPTY, clocks=clocks))

    assert [(item.tone, item.said) for item in items(made, "Time limits")] == [
        ("ahead", "Review: 7 December 2026, in 2 weeks. The rule."),
        ("late", "Visit: 20 November 2026, 3 days ago. No file tells whether it was done. The rule."),
        ("ahead", "Plan: 23 November 2026, today. The rule."),
    ]
    assert made.until == on(12, 7)


def test_an_open_action_says_how_long_it_is_open_and_through_whose_hands_it_went() -> None:
    holders = (
        Holding(AOIFE, ACCEPTS, "2026-06-01", "2026-08-01", "", as_worker=True),
        Holding(BEN, AWAITS, "2026-08-01", "2026-09-01", "", as_worker=True),
        Holding(KHAN, STANDS_IN, "2026-08-01", "2026-09-01", "", as_worker=False),
        Holding(BEN, ACCEPTS, "2026-09-01", "", "", as_worker=True),
    )
    one = action(what="Ring the aunt", agreed_on="2026-06-01", holders=holders, due="2026-12-24")
    made = strip(replace(EMPTY, actions=(one,)))
    (item,) = items(made, "Open actions")

    assert item.label == "Ring the aunt – open 25 weeks, 2 people"
    assert item.said == (
        "Open action: Ring the aunt. 1 June 2026 to today, 25 weeks. Due 24 December 2026. "
        f"From 1 June 2026: {AOIFE.name}. From 1 August 2026: {BEN.name}, asked and not yet accepted; "
        f"{KHAN.name} as the manager. From 1 September 2026: {BEN.name}."
    )
    assert item.leads == one.id
    assert made.until == on(12, 24)


def test_an_action_is_held_by_nobody_once_its_holder_left_or_lost_the_child() -> None:
    holders = (Holding(AOIFE, ACCEPTS, "2026-06-01", "", "", as_worker=True),)
    one = action(agreed_on="2026-06-01", holders=holders, due="")
    left = action_item(one, TODAY, Ends(Allocation(), {AOIFE.id: "2026-07-01"}))
    lost = action_item(one, TODAY, Ends(Allocation((Spell(AOIFE, "2026-01-01", "2026-08-01", ""),)), {}))

    assert [(part.until, part.holders) for part in left.stretches] == [(on(7), (AOIFE.name,)), (TODAY, ())]
    assert [(part.until, part.holders) for part in lost.stretches] == [(on(8), (AOIFE.name,)), (TODAY, ())]
    assert f"From 1 July 2026: {NOBODY}." in left.said


def test_an_action_agreed_or_closed_on_one_day_has_the_people_of_that_day() -> None:
    today = TODAY.isoformat()
    held = (
        Holding(AOIFE, ACCEPTS, today, today, "", as_worker=True),
        Holding(BEN, AWAITS, today, "", "", as_worker=True),
    )
    begun = action_item(action(what="Ring", agreed_on=today, holders=held), TODAY, Ends(Allocation(), {}))
    closed = action(what="Ring", agreed_on=today, closed_on=today, state="done", holders=held[:1])
    ended = action_item(closed, TODAY, Ends(Allocation(), {}))

    assert begun.label == "Ring – agreed today, 2 people"
    assert begun.stretches[0].holders == (f"{BEN.name}, asked and not yet accepted",)
    assert ended.label == "Ring – done on the same day"
    assert ended.stretches[0].holders == (AOIFE.name,)


def test_whoever_was_given_an_action_again_had_it_all_the_time() -> None:
    days = (("2026-06-01", "2026-07-01"), ("2026-07-01", ""))
    held = tuple(Holding(AOIFE, ACCEPTS, since, until, "", as_worker=True) for since, until in days)
    item = action_item(action(agreed_on="2026-06-01", holders=held), TODAY, Ends(Allocation(), {}))

    assert [(part.since, part.until, part.holders) for part in item.stretches] == [(on(6), TODAY, (AOIFE.name,))]


def test_a_closed_action_ends_when_it_was_closed() -> None:
    one = action(what="Ring", agreed_on="2026-06-01", closed_on="2026-08-03", state="done")
    made = strip(replace(EMPTY, actions=(one,)))
    (item,) = items(made, "Closed actions")

    assert (item.until, item.label, item.lasts) == (on(8, 3), "Ring – done, 9 weeks", False)
    assert " Done. From" in item.said


days = st.integers(-400, 400).map(lambda count: (TODAY + timedelta(days=count)).isoformat())
maybe = st.one_of(st.just(""), days)
people = st.sampled_from((AOIFE, BEN, KHAN))
holdings = st.builds(
    Holding, people, st.sampled_from((ACCEPTS, AWAITS, STANDS_IN)), days, maybe, st.just(""), st.booleans()
)
spells = st.builds(Spell, people, days, maybe, st.sampled_from(("", "MANAGE")))
facts = st.fixed_dictionaries(
    {}, optional={"placement": st.sampled_from("AB"), "placement_started": days, "care_ended": days}
)


@settings(deadline=None)
@given(
    st.lists(holdings, max_size=4), days, maybe, st.booleans(), st.lists(spells, max_size=3), maybe,
    st.lists(st.tuples(days, facts), max_size=4), st.lists(days, max_size=4),
)  # fmt: skip
def test_whatever_is_recorded_no_bar_ends_before_it_begins_and_the_holders_fill_an_action(
    held: list[Holding], agreed_on: str, closed_on: str, is_open: bool, worked: list[Spell], left: str,
    told: list[tuple[str, dict[str, str]]], talked: list[str],
) -> None:  # fmt: skip
    state = "open" if is_open else "done"
    one = action(holders=tuple(held), agreed_on=agreed_on, closed_on=closed_on, state=state)
    files = [observed(date.fromisoformat(day), **what) for day, what in told]
    record = replace(
        EMPTY, actions=(one,), allocation=Allocation(tuple(worked)), placements=seen(files, PLACEMENTS),
        discussions=tuple(talk(date.fromisoformat(day)) for day in talked), left={AOIFE.id: left} if left else {},
    )  # fmt: skip
    made = strip(record)

    for whole in made.lanes:
        for row in whole.rows:
            assert all(item.since <= item.until for item in row)
            assert all(item.said.endswith(".") for item in row)
    bar = items(made, "Open actions" if is_open else "Closed actions")[0]
    assert not is_open or bar.until >= TODAY
    assert bar.stretches[0].since == bar.since
    assert bar.stretches[-1].until == bar.until
    assert all(part.until == after.since for part, after in pairwise(bar.stretches))
    for row in lane(made, "Where they live").rows:
        assert all(before.until <= after.since for before, after in pairwise(row))
