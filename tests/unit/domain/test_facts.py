"""What has been observed of a child, and two dates of birth for one id."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.facts import (
    BIRTH_SETTLED,
    OBSERVED,
    Fact,
    Known,
    changes,
    identity_doubt,
    observe,
    read_facts,
    settle_birth,
)
from tests.fakes.told import KAI, Device

FIRST = date(2026, 11, 6)
SECOND = date(2026, 11, 13)
BORN = date(2015, 3, 2)

facts = st.dictionaries(
    st.sampled_from(["born", "team", "placement", "care_started", "last_visit"]), st.sampled_from(["x", "y", "z"])
)


def saw(values: Mapping[str, str], *, as_of: date = FIRST) -> NewEntry:
    return observe(KAI, "K1", values, as_of=as_of, source="annex-a", on=as_of)


def test_an_observation_carries_the_date_it_was_true_and_where_it_came_from() -> None:
    entry = observe(KAI, "K1", {"team": "North"}, as_of=FIRST, source="annex-a: kai.xlsx", on=SECOND)

    assert entry == NewEntry(
        KAI,
        "facts",
        OBSERVED,
        SECOND,
        {"case_id": "K1", "as_of": "2026-11-06", "source": "annex-a: kai.xlsx", "facts": {"team": "North"}},
    )


def test_what_was_observed_is_known() -> None:
    device = Device()
    device.write(saw({"team": "North", "born": "2015-03-02"}))

    assert device.known() == Known(
        "K1",
        {
            "team": Fact("North", "2026-11-06", "annex-a"),
            "born": Fact("2015-03-02", "2026-11-06", "annex-a"),
        },
        ("2015-03-02",),
    )


def test_nothing_is_known_before_anything_was_observed() -> None:
    assert read_facts([]) == Known("", {}, ())


def test_an_unknown_fact_is_empty_and_has_no_day() -> None:
    assert (Known().value("team"), Known().day("born")) == ("", None)


def test_a_known_date_is_read_as_one() -> None:
    assert Known("K1", {"born": Fact("2015-03-02", "2026-11-06", "annex-a")}).day("born") == BORN


def test_the_later_as_of_date_wins_whatever_came_first() -> None:
    device = Device()
    device.write(saw({"team": "South"}, as_of=SECOND))
    device.write(saw({"team": "North"}, as_of=FIRST))

    assert device.known().value("team") == "South"


def test_on_one_day_the_later_entry_wins() -> None:
    device = Device()
    device.write(saw({"team": "North"}))
    device.write(saw({"team": "South"}))

    assert device.known().value("team") == "South"


def test_an_observation_says_nothing_of_what_it_does_not_name() -> None:
    device = Device()
    device.write(saw({"team": "North"}))
    device.write(saw({"placement": "U6"}, as_of=SECOND))

    assert device.known().facts["team"] == Fact("North", "2026-11-06", "annex-a")


def test_a_withheld_observation_tells_nothing() -> None:
    device = Device()
    device.withhold(device.write(saw({"team": "North"})))

    assert device.known() == Known()


def test_a_new_fact_is_a_change() -> None:
    assert changes(Known(), {"team": "North"}, FIRST) == {"team": "North"}


def test_the_same_fact_again_is_no_change() -> None:
    known = Known("K1", {"team": Fact("North", "2026-11-06", "annex-a")})

    assert changes(known, {"team": "North"}, SECOND) == {}


@pytest.mark.parametrize(("as_of", "told"), [(SECOND, {"team": "South"}), (FIRST, {"team": "South"})])
def test_another_value_of_the_same_day_or_later_is_a_change(as_of: date, told: dict[str, str]) -> None:
    known = Known("K1", {"team": Fact("North", "2026-11-06", "annex-a")})

    assert changes(known, {"team": "South"}, as_of) == told


def test_another_value_from_before_changes_nothing() -> None:
    known = Known("K1", {"team": Fact("North", "2026-11-13", "annex-a")})

    assert changes(known, {"team": "South"}, FIRST) == {}


def test_what_was_not_known_yet_is_taken_from_an_older_observation_too() -> None:
    known = Known("K1", {"team": Fact("North", "2026-11-13", "annex-a")})

    assert changes(known, {"team": "South", "placement": "U6"}, FIRST) == {"placement": "U6"}


@settings(deadline=None)
@given(st.lists(st.tuples(facts, st.integers(0, 3)), max_size=5), facts)
def test_what_is_observed_last_is_what_is_known_and_a_second_time_is_no_change(
    before: list[tuple[dict[str, str], int]], last: dict[str, str]
) -> None:
    device = Device()
    for values, days in before:
        day = date(2026, 11, 1 + days)
        device.write(saw(changes(device.known(), values, day), as_of=day))
    device.write(saw(changes(device.known(), last, SECOND), as_of=SECOND))
    known = device.known()

    assert {name: known.value(name) for name in last} == last
    assert changes(known, last, SECOND) == {}
    assert changes(known, last, date(2026, 11, 20)) == {}


# Two dates of birth


@pytest.fixture
def doubted() -> Device:
    """Return a device on which two dates of birth stand for one id."""
    device = Device()
    device.write(saw({"born": "2015-03-02"}))
    device.write(saw({"born": "2015-02-03"}, as_of=SECOND))
    return device


def settle(device: Device, born: date = BORN) -> NewEntry:
    return settle_birth(KAI, device.known(), born, "Birth certificate seen", on=date(2026, 11, 16))


def test_two_dates_of_birth_for_one_id_are_both_told(doubted: Device) -> None:
    assert doubted.known().births == ("2015-02-03", "2015-03-02")
    assert identity_doubt(doubted.known()) == (
        "Two children, one id? K1 has two dates of birth: 3 February 2015 and 2 March 2015. "
        "Check in the case system which is right, then settle it with “settle-birth”."
    )


def test_one_date_of_birth_is_no_doubt() -> None:
    device = Device()
    device.write(saw({"born": "2015-03-02"}))

    assert identity_doubt(device.known()) == ""
    assert identity_doubt(Known()) == ""


def test_a_settled_date_of_birth_is_the_one_that_is_known(doubted: Device) -> None:
    entry = settle(doubted)
    doubted.write(entry)

    assert (entry.kind, entry.payload) == (BIRTH_SETTLED, {"born": "2015-03-02", "why": "Birth certificate seen"})
    assert doubted.known().births == ("2015-03-02",)
    assert doubted.known().facts["born"] == Fact("2015-03-02", "2026-11-16", "typed here")
    assert identity_doubt(doubted.known()) == ""


def test_where_nothing_is_in_doubt_there_is_nothing_to_settle() -> None:
    device = Device()
    device.write(saw({"born": "2015-03-02"}))

    with pytest.raises(RuleRefused, match="Only one date of birth is known"):
        settle(device)


def test_a_date_of_birth_is_not_settled_without_a_reason(doubted: Device) -> None:
    with pytest.raises(InputRefused, match="The reason is needed"):
        settle_birth(KAI, doubted.known(), BORN, " ", on=SECOND)


def test_the_case_system_showing_the_other_date_again_is_a_new_doubt(doubted: Device) -> None:
    doubted.write(settle(doubted))
    doubted.write(saw({"born": "2015-02-03"}, as_of=date(2026, 11, 20)))

    assert doubted.known().births == ("2015-02-03", "2015-03-02")


@pytest.mark.parametrize("second", ["second", "2nd", "another", "b"])
def test_a_claim_that_who_settled_it_had_not_seen_still_stands(doubted: Device, second: str) -> None:
    elsewhere = Device(second)
    doubted.exchange(elsewhere)
    doubted.write(settle(doubted))
    elsewhere.write(saw({"born": "2016-03-02"}, as_of=date(2026, 11, 20)))
    doubted.exchange(elsewhere)

    assert doubted.known().births == ("2015-03-02", "2016-03-02")


@pytest.mark.parametrize("second", ["second", "2nd", "another", "b"])
def test_two_who_settle_it_differently_at_once_leave_it_in_doubt(doubted: Device, second: str) -> None:
    elsewhere = Device(second)
    doubted.exchange(elsewhere)
    doubted.write(settle(doubted))
    elsewhere.write(settle(elsewhere, date(2015, 2, 3)))
    doubted.exchange(elsewhere)

    assert doubted.known().births == ("2015-02-03", "2015-03-02")


def test_a_withheld_settlement_leaves_the_doubt(doubted: Device) -> None:
    doubted.withhold(doubted.write(settle(doubted)))

    assert len(doubted.known().births) == 2
