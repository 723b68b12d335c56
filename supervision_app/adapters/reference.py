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
from supervision_app.domain.clocks import ClockRule
from supervision_app.domain.events import EventKind
from supervision_app.services.reference_lists import GuidesRead


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

    def __init__(self, own_guides: Path | None = None, own_clocks: Sequence[Path] = ()) -> None:
        """Take the folders in which a council keeps guides, and time limits, of its own, where there are any."""
        self._own_guides, self._own_clocks = own_guides, own_clocks

    @cached_property
    def _clocks(self) -> ClockFiles:
        return read_clock_files(self._own_clocks)

    def guides(self) -> GuidesRead:
        """Return the guides for supervision, the one that is offered first at the start."""
        return read_guides(self._own_guides)

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

    def bank_holidays(self, first_year: int, last_year: int) -> frozenset[date]:
        """Return the bank holidays of England in these years, as the council's own file changes them."""
        years = range(first_year, last_year + 1)
        own = {day for day in self._clocks.added if day.year in years}
        return frozenset().union(own, *map(_holidays, years)) - self._clocks.removed
