"""The page on time limits says what is counted; each limit has a table of dates in the tests."""

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

from supervision_app.adapters.clock_files import read_clock_files
from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.clock_files import KEYS
from tests.unit.domain import (
    test_limits_adoption_and_disputes,
    test_limits_connected_carers,
    test_limits_court,
    test_limits_protection,
    test_limits_reviews_and_visits,
)
from tools.time_limits import FIELDS, PAGE, page

TABLES = (
    test_limits_adoption_and_disputes.TABLE,
    test_limits_connected_carers.TABLE,
    test_limits_court.TABLE,
    test_limits_protection.TABLE,
    test_limits_reviews_and_visits.TABLE,
)
FEWEST = 4


def test_the_page_is_the_one_that_the_files_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "Write it again: python tools/time_limits.py"


def test_the_page_has_every_file_and_every_key() -> None:
    shipped = {file.name.removesuffix(".toml") for file in (files("resources") / "clocks").iterdir()}
    words = PAGE.read_text(encoding="utf-8")

    assert set(FIELDS) == {name for name in shipped if not name.startswith("__")}
    assert {key for key in KEYS if f"`{key}`" not in words} <= {"id", "name"}


def test_the_councils_file_on_the_page_can_be_used(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")

    read = read_clock_files([tmp_path])
    assert read.faults == ()
    assert read.limits.rules["cp-visit"].enabled
    assert len(tomllib.loads(text)["clock"]) == len([rule for rule in read.limits.rules.values() if rule.changed_by])


def test_every_time_limit_has_four_days_or_more_that_were_worked_out_by_hand() -> None:
    rows = Counter(one.rule for table in TABLES for one in table if one.due)
    few = {rule.id: rows[rule.id] for rule in ShippedReference().clock_rules() if rows[rule.id] < FEWEST}

    assert few == {}
