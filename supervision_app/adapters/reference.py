"""The lists that ship with the application: codes, time limits, bank holidays."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from supervision_app.adapters.guides import read_guides
from supervision_app.adapters.retention import read_retention
from supervision_app.domain.agenda import Theme
from supervision_app.domain.clocks import ClockRule
from supervision_app.domain.rhythm import Pattern, PatternStep
from supervision_app.domain.wording import OnePerson, Opening, Soft, Wording
from supervision_app.services.ports import GuidesRead, RetentionRead


@cache
def _read(folder: str, name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / folder / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # noqa: PLC0415 - costs a tenth of a second that most commands do without

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


class ShippedReference:
    """Reading the lists once each."""

    def __init__(self, own_guides: Path | None = None, own_retention: Sequence[Path] = ()) -> None:
        """Take the folder in which a council keeps guides of its own, and those with retention rules of its own."""
        self._own_guides, self._own_retention = own_guides, own_retention

    def guides(self) -> GuidesRead:
        """Return the guides for supervision, the one that is offered first at the start."""
        return read_guides(self._own_guides)

    def retention(self) -> RetentionRead:
        """Return how long each kind of record is kept."""
        return read_retention(self._own_retention)

    def worker_change_reasons(self) -> Mapping[str, str]:
        """Return the reason codes for a change of worker, with their meaning."""
        return self.labels("worker_change_reasons")

    def labels(self, list_name: str) -> Mapping[str, str]:
        """Return the codes of a list with their meaning."""
        codes: Mapping[str, str] = _read("codes", list_name)["codes"]
        return codes

    def clock_rules(self) -> Sequence[ClockRule]:
        """Return the time limits."""
        return [_rule(rule) for rule in _read("clocks", "statutory")["clock"]]

    def wording(self) -> Wording:
        """Return what is asked back about the words of an action."""
        return _wording(_read("wording", "actions"))

    def rhythms(self) -> Sequence[Pattern]:
        """Return the rhythms that can be agreed, the most usual of each kind first."""
        return [
            Pattern(**{**one, "steps": tuple(PatternStep(**step) for step in one["steps"])})
            for one in _read("rhythms", "shipped")["rhythm"]
        ]

    def themes(self) -> Sequence[Theme]:
        """Return what a child's conversations come back to."""
        return [Theme(one["name"], tuple(one["words"])) for one in _read("wording", "themes")["theme"]]

    def bank_holidays(self, first_year: int, last_year: int) -> frozenset[date]:
        """Return the bank holidays of England in these years."""
        return frozenset().union(*(_holidays(year) for year in range(first_year, last_year + 1)))


def _rule(rule: Mapping[str, Any]) -> ClockRule:
    return ClockRule(
        id=rule["id"],
        name=rule["name"],
        starts=rule["from"],
        amount=rule["amount"],
        unit=rule["unit"],
        source=rule["source"],
        confidence=rule["confidence"],
        unless=tuple(rule.get("unless", ())),
        needs=tuple(rule.get("needs", ())),
        when={name: tuple(values) for name, values in rule.get("when", {}).items()},
    )


def _wording(data: Mapping[str, Any]) -> Wording:
    opening, one_person = data["opening"], data["answers_for_it"]
    return Wording(
        soft=tuple(Soft(tuple(soft["words"]), soft["ask"]) for soft in data["soft"]),
        opening=Opening(
            ask=opening["ask"],
            ask_people=opening["ask_people"],
            no_verbs=frozenset(opening["no_verbs"]),
            endings=tuple(opening["endings"]),
            verbs=frozenset(opening["verbs"]),
            people=tuple(opening["people"]),
        ),
        one_person=OnePerson(one_person["ask"], tuple(one_person["between"]), frozenset(one_person["groups"])),
    )
