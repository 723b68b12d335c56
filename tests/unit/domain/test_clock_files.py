"""Files of time limits: what a council's own may say and change, and what is refused with its place."""

from typing import Any

import pytest

from supervision_app.domain.clock_files import ClockFault, TimeLimits, with_file

RULE: dict[str, Any] = {
    "id": "review",
    "name": "First review",
    "from": "care_started",
    "amount": 20,
    "unit": "working-days",
    "counts": "The first day does not count.",
    "source": "Reg 33(1)",
    "confidence": "read",
}
EVENT = {"id": "letter", "name": "A letter was sent"}
SHIPPED = with_file(TimeLimits(), {"clock": [RULE], "event": [EVENT]})


def own(**changes: Any) -> TimeLimits:
    return with_file(SHIPPED, {"clock": [{"id": "review", **changes}]}, "ours.toml")


def fault(values: dict[str, Any], by: str = "ours.toml") -> tuple[str, str, int]:
    with pytest.raises(ClockFault) as refused:
        with_file(SHIPPED, values, by)
    return refused.value.why, refused.value.table, refused.value.number


def why(**changes: Any) -> str:
    said, table, number = fault({"clock": [{"id": "review", **changes}]})
    assert (table, number) == ("clock", 1)
    return said


def test_a_rule_has_what_its_table_says() -> None:
    rule = SHIPPED.rules["review"]

    assert (rule.starts, rule.amount, rule.unit, rule.confidence) == (("care_started",), 20, "working-days", "read")
    assert (rule.enabled, rule.first_day_counts, rule.warn_days, rule.changed_by) == (True, False, 14, "")
    assert SHIPPED.events["letter"].name == "A letter was sent"


def test_a_council_switches_a_rule_off_and_it_stays_as_sure_as_it_was() -> None:
    rule = own(enabled=False, warn_days=7).rules["review"]

    assert (rule.enabled, rule.warn_days, rule.amount, rule.source) == (False, 7, 20, "Reg 33(1)")
    assert (rule.confidence, rule.changed_by) == ("read", "ours.toml")


def test_a_council_says_itself_how_sure_a_rule_is() -> None:
    assert own(warn_days=7, confidence="reported").rules["review"].confidence == "reported"


def test_what_a_council_changes_of_the_length_is_a_local_choice_with_its_own_source() -> None:
    rule = own(amount=15, counts="The first day does not count.", source="Our procedure 3.2").rules["review"]

    assert (rule.amount, rule.source, rule.confidence) == (15, "Our procedure 3.2", "local")
    said = own(amount=15, counts="As before.", source="Reg", confidence="reported").rules["review"]
    assert said.confidence == "reported"


@pytest.mark.parametrize("name", ["amount", "unit", "first_day_counts", "from"])
def test_a_change_of_the_length_wants_its_source_and_how_it_counts(name: str) -> None:
    value = {"amount": 15, "unit": "days", "first_day_counts": True, "from": "last_review"}[name]

    assert why(**{name: value}) == "“counts” is missing."
    assert why(**{name: value}, counts="As before.") == "“source” is missing."
    assert own(**{name: value}, counts="As before.", source="Ours").rules["review"].changed_by == "ours.toml"


def test_a_council_adds_a_rule_and_an_event_of_its_own() -> None:
    added = {**RULE, "id": "ours", "from": ["panel"], "unless": ["letter", "permanence_plan"]}
    del added["confidence"]
    limits = with_file(SHIPPED, {"event": [{"id": "panel", "name": "Panel met"}], "clock": [added]}, "ours.toml")

    assert limits.rules["ours"].confidence == "local"
    assert limits.rules["ours"].starts == ("panel",)
    assert set(limits.rules) == {"review", "ours"}


def test_a_council_calls_an_event_by_its_own_name() -> None:
    limits = with_file(
        SHIPPED, {"event": [{"id": "letter", "name": "The pre-action letter", "hint": "Its date."}]}, "o"
    )

    assert (limits.events["letter"].name, limits.events["letter"].hint) == ("The pre-action letter", "Its date.")


def test_a_condition_is_taken_over() -> None:
    rule = own(
        needs=["last_visit"],
        since={"letter": "care_started"},
        not_since={"last_review": "care_started"},
        when={"legal_status": ["V2"]},
        not_when={"placement": "P1"},
        within="review",
        a_year_after="placement_started",
        instead_of=["review"],
        quiet=True,
        is_a_date=True,
        note="Read it.",
    ).rules["review"]

    assert (rule.needs, rule.since, rule.not_since) == (
        ("last_visit",),
        {"letter": "care_started"},
        {"last_review": "care_started"},
    )
    assert (rule.when, rule.not_when) == ({"legal_status": ("V2",)}, {"placement": ("P1",)})
    assert (rule.within, rule.a_year_after, rule.instead_of) == ("review", "placement_started", ("review",))
    assert (rule.quiet, rule.is_a_date, rule.note) == (True, True, "Read it.")


@pytest.mark.parametrize("name", ["name", "from", "amount", "unit", "counts", "source"])
def test_a_rule_of_its_own_wants_everything(name: str) -> None:
    table = {key: value for key, value in RULE.items() if key != name} | {"id": "ours"}

    assert fault({"clock": [table]}) == (f"“{name}” is missing.", "clock", 1)


def test_a_rule_that_ships_says_how_sure_it_is() -> None:
    table = {key: value for key, value in RULE.items() if key != "confidence"} | {"id": "other"}

    assert fault({"clock": [table]}, "")[0] == "“confidence” is missing."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": -1}, "“amount” has to be a whole number from 0 to 9,999, without quotation marks."),
        ({"amount": 10_000}, "“amount” has to be a whole number from 0 to 9,999, without quotation marks."),
        ({"amount": "15"}, "“amount” has to be a whole number from 0 to 9,999, without quotation marks."),
        ({"amount": True}, "“amount” has to be a whole number from 0 to 9,999, without quotation marks."),
        ({"unit": "week"}, "“unit” is “week”. Use one of: days, working-days, weeks, months."),
        ({"confidence": "sure"}, "“confidence” is “sure”. Use one of: read, reported, unconfirmed, local."),
        ({"name": " "}, "“name” has to be text in quotation marks."),
        ({"name": 3}, "“name” has to be text in quotation marks."),
        ({"enabled": "no"}, "“enabled” has to be true or false."),
        ({"unless": 3}, "“unless” has to be a list of names in quotation marks."),
        ({"unless": [3]}, "“unless” has to be text in quotation marks."),
        ({"since": ["letter"]}, "“since” has to be a table in curly brackets."),
        ({"when": "V2"}, "“when” has to be a table in curly brackets."),
        ({"within": "other"}, "“other” is no time limit here. Check its id."),
        ({"instead_of": ["other"]}, "“other” is no time limit here. Check its id."),
        ({"from": [], "counts": "x", "source": "x"}, "“from” is empty: a time limit runs from a date."),
    ],
)
def test_what_cannot_be_is_refused_in_words(changes: dict[str, Any], said: str) -> None:
    assert why(**changes) == said


@pytest.mark.parametrize(
    "changes",
    [
        {"from": "moon", "counts": "x", "source": "x"},
        {"needs": ["moon"]},
        {"unless": ["moon"]},
        {"since": {"moon": "care_started"}},
        {"since": {"letter": "moon"}},
        {"not_since": {"moon": "care_started"}},
        {"when": {"moon": ["full"]}},
        {"not_when": {"moon": ["full"]}},
        {"a_year_after": "moon"},
        {"needs": ["permanence_plan"]},
    ],
)
def test_a_date_or_fact_that_nobody_knows_is_refused(changes: dict[str, Any]) -> None:
    name = "permanence_plan" if "permanence_plan" in str(changes) else "moon"

    assert (
        why(**changes)
        == f"“{name}” is no date or fact that is known here. Add an event with [[event]], or name a fact."
    )


def test_a_key_that_means_nothing_is_refused_with_those_that_do() -> None:
    assert why(amuont=15).startswith("“amuont” means nothing here. Use “id”, “name”, “from”, “amount”")
    assert fault({"limits": []})[0] == "“limits” means nothing here. Begin each part with [[clock]] or [[event]]."


def test_a_period_of_nothing_whose_first_day_counts_is_refused() -> None:
    said = why(amount=0, first_day_counts=True, counts="x", source="x")

    assert said == "“amount” is 0, and the first day counts: nothing is left. Leave “first_day_counts” out."


def test_the_place_of_a_fault_is_the_table_in_which_it_is() -> None:
    bad = {"id": "review", "amount": "x"}

    assert fault({"clock": [{"id": "review", "warn_days": 7}, {**RULE, "id": "b", "unit": "year"}]})[1:] == ("clock", 2)
    assert fault({"event": [EVENT, {"id": "other"}], "clock": [bad]})[1:] == ("event", 2)
    assert fault({"clock": {"id": "review"}}) == ("Begin each part with [[clock]], in two square brackets.", "", 0)
    assert fault({"event": ["letter"]}) == ("Begin each part with [[event]], in two square brackets.", "", 0)


def test_two_tables_of_one_id_in_one_file_are_refused() -> None:
    twice = {"clock": [{"id": "review", "warn_days": 7}, {"id": "review", "enabled": False}]}

    assert fault(twice) == ("There are two time limits with the id “review”. Give each its own.", "clock", 2)
    assert fault({"clock": [RULE]}, "")[0] == "There are two time limits with the id “review”. Give each its own."


def test_an_event_cannot_take_the_name_of_a_fact_that_is_no_date() -> None:
    values = {"event": [{"id": "placement", "name": "Placed"}]}

    assert fault(values)[0] == "“placement” is what a file tells and no date. Choose another id."


def test_a_table_without_an_id_is_refused() -> None:
    assert fault({"clock": [{"amount": 3}]})[0] == "“id” is missing."
    assert fault({"event": [{"name": "Panel"}]})[0] == "“id” is missing."
    assert fault({"event": [{"id": "panel"}]})[0] == "“name” is missing."
