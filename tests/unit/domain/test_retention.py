"""How long is counted as people count it, and a rule that says nonsense is refused with a sentence."""

from datetime import date

import pytest

from supervision_app.domain.errors import InputRefused
from supervision_app.domain.retention import read_rule

RULE = {
    "kind": "closed-actions",
    "name": "Closed actions",
    "after": "closed",
    "amount": 2,
    "unit": "years",
    "source": "The council’s schedule",
    "confidence": "local",
}


@pytest.mark.parametrize(
    ("amount", "unit", "since", "due"),
    [
        (2, "years", "2024-11-23", date(2026, 11, 23)),
        (1, "years", "2024-02-29", date(2025, 2, 28)),
        (1, "months", "2026-01-31", date(2026, 2, 28)),
        (12, "months", "2026-12-31", date(2027, 12, 31)),
        (90, "days", "2026-11-23", date(2027, 2, 21)),
        (2, "years", "", None),
    ],
)
def test_a_time_ends_on_the_day_that_people_mean(amount: int, unit: str, since: str, due: date | None) -> None:
    assert read_rule({**RULE, "amount": amount, "unit": unit}, own=False).due(since) == due


def test_without_an_amount_it_is_for_good() -> None:
    values = {name: value for name, value in RULE.items() if name not in {"amount", "unit"}}
    rule = read_rule(values, own=True)

    assert (rule.words, rule.due("1990-01-01"), rule.own) == ("for good", None, True)
    assert read_rule(RULE, own=False).words == "for 2 years after they were closed"
    assert read_rule({**RULE, "amount": 1}, own=False).words == "for 1 year after they were closed"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "emails"}, "kind “emails” is not known"),
        ({"after": "left"}, "after “left” is not known. Use one of: closed, on-file."),
        ({"unit": "weeks"}, "unit “weeks” is not known"),
        ({"amount": 0}, "whole number of at least 1"),
        ({"amount": True}, "whole number"),
        ({"amount": 1.5}, "whole number"),
        ({"amount": 101}, "no more than a hundred years"),
        ({"name": " "}, "name is needed"),
        ({"source": 7}, "source is needed"),
        ({"confidence": "sure"}, "confidence “sure” is not known"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(InputRefused, match=says):
        read_rule({**RULE, **wrong}, own=True)
