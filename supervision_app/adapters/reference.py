"""The lists that ship with the application: codes, time limits, bank holidays."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from supervision_app.adapters.clock_files import ClockFiles, read_clock_files, shipped_holidays
from supervision_app.adapters.guides import read_guides
from supervision_app.adapters.retention import read_retention
from supervision_app.domain.agenda import Theme
from supervision_app.domain.clocks import ClockRule
from supervision_app.domain.events import EventKind
from supervision_app.domain.rhythm import Pattern, PatternStep
from supervision_app.domain.wording import OnePerson, Opening, Soft, Wording
from supervision_app.services.reference_lists import GuidesRead, RetentionRead


@cache
def _read(folder: str, name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / folder / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of a year: as the file has them, and worked out for a year that it does not have."""
    written = shipped_holidays().get(year)
    if written is not None:
        return written
    from holidays import country_holidays  # noqa: PLC0415 - costs a tenth of a second that most commands do without

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


class ShippedReference:
    """Reading the lists once each."""

    def __init__(
        self, own_guides: Path | None = None, own_clocks: Sequence[Path] = (), own_retention: Sequence[Path] = ()
    ) -> None:
        """Take the folders in which a council keeps guides, time limits and retention rules of its own."""
        self._own_guides, self._own_clocks, self._own_retention = own_guides, own_clocks, own_retention

    @cached_property
    def _clocks(self) -> ClockFiles:
        return read_clock_files(self._own_clocks)

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
        """Return the time limits, those that are switched off included."""
        return tuple(self._clocks.limits.rules.values())

    def event_kinds(self) -> Mapping[str, EventKind]:
        """Return the events whose dates can be noted, by id."""
        return self._clocks.limits.events

    def clock_faults(self) -> Sequence[str]:
        """Return a sentence on each file of the council's own that is not used."""
        return self._clocks.faults

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
        """Return the bank holidays of England in these years, as the council's own file changes them."""
        years = range(first_year, last_year + 1)
        own = {day for day in self._clocks.added if day.year in years}
        return frozenset().union(own, *map(_holidays, years)) - self._clocks.removed


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
