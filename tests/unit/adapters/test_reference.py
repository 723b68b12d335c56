"""The lists that ship with the application."""

import tomllib
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from holidays import country_holidays

from supervision_app.adapters.clock import SystemClock
from supervision_app.adapters.clock_files import shipped_holidays
from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.clocks import CONFIDENCES

LABELLED = ["care_ended_reasons", "legal_status", "placements", "worker_change_reasons"]
BANK_HOLIDAYS = {
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}
SATURDAY = 5


@pytest.mark.parametrize("name", LABELLED)
def test_every_list_of_codes_loads_with_a_meaning_for_each(name: str) -> None:
    labels = ShippedReference().labels(name)

    assert labels
    assert all(code.strip() == code and code and meaning.strip() for code, meaning in labels.items())


def test_the_reasons_for_a_change_of_worker_are_in_capitals_as_they_are_typed() -> None:
    reasons = ShippedReference().worker_change_reasons()

    assert "LEFTRL" in reasons
    assert all(code == code.upper() for code in reasons)


def test_every_time_limit_loads_once_and_names_its_source() -> None:
    rules = ShippedReference().clock_rules()
    written = [
        clock
        for file in (files("resources") / "clocks").iterdir()
        if file.name.endswith(".toml")
        for clock in tomllib.loads(file.read_text(encoding="utf-8"))["clock"]
    ]

    assert len({rule.id for rule in rules}) == len(rules) == len(written) > 0
    assert all(rule.name and rule.source and rule.starts and rule.counts.endswith(".") for rule in rules)
    assert {rule.confidence for rule in rules} == set(CONFIDENCES)
    assert not any(rule.changed_by for rule in rules)
    assert ShippedReference().clock_faults() == ()


def test_a_period_says_in_words_whether_its_first_day_counts() -> None:
    rules = [rule for rule in ShippedReference().clock_rules() if rule.amount]

    assert [rule.id for rule in rules if rule.first_day_counts] == ["proceedings"]
    for rule in rules:
        said = "does not count" in rule.counts
        assert said is not rule.first_day_counts, rule.id


def test_every_event_is_used_by_a_time_limit_or_by_what_stands_out() -> None:
    rules, events = ShippedReference().clock_rules(), ShippedReference().event_kinds()
    used = {
        name
        for rule in rules
        for name in (*rule.starts, *rule.unless, *rule.needs, *rule.since, *rule.since.values(), *rule.not_since)
    }

    assert set(events) - used == {"approval_checked"}
    assert all(kind.name and kind.id.replace("_", "").isalnum() for kind in events.values())


def test_the_bank_holidays_that_ship_are_those_of_the_calendar() -> None:
    for year, days in shipped_holidays().items():
        assert days == frozenset(country_holidays("GB", subdiv="ENG", years=year)), year
    assert {2020, 2026, 2036} <= shipped_holidays().keys()


def test_a_year_that_is_not_in_the_file_is_worked_out() -> None:
    assert 2060 not in shipped_holidays()
    assert date(2060, 12, 27) in ShippedReference().bank_holidays(2060, 2060)  # 25 December 2060 is a Saturday


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_bank_holidays_of_england_are_the_ones_in_the_calendar(year: int) -> None:
    found = ShippedReference().bank_holidays(year, year)

    on_working_days = sorted(f"{day:%m-%d}" for day in found if day.weekday() < SATURDAY)
    assert on_working_days == BANK_HOLIDAYS[year]


def test_several_years_are_given_together() -> None:
    both = ShippedReference().bank_holidays(2026, 2027)

    assert {date(2026, 1, 1), date(2027, 12, 28)} <= both
    assert {day.year for day in both} == {2026, 2027}
    assert ShippedReference().bank_holidays(2027, 2026) == frozenset()


def test_the_clock_tells_the_time_with_its_zone() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()

    assert now.utcoffset() is not None
    assert before <= now <= datetime.now(UTC)
