"""How a cell becomes the value of a fact: dates as ISO, codes as codes, the rest as tidy text."""

import re
from datetime import date

from supervision_app.adapters.caseload.cells import Cell, NotADate, as_date, text
from supervision_app.adapters.caseload.codes import code_list, shipped, without_letter
from supervision_app.adapters.caseload.headers import squash
from supervision_app.adapters.caseload.notes import Notes
from supervision_app.domain.identity import tidy
from supervision_app.domain.observed import DATES, FACTS

YEARS_AHEAD = 2
_SHOWN = 60

_CODED = {
    "legal_status": "legal_status",
    "placement": "placements",
    "care_ended_reason": "care_ended_reasons",
}
_LETTERED = frozenset({"cin_status", "cp_category", "leaving_care", "permanence_plan"})
_PLACEMENT_CODE = re.compile(r"([A-Z]\d{1,2})\b")
# What people type into a cell that has nothing to say; a plan of "n/a" must not count as a plan.
_NOTHING = frozenset({"", "na", "none", "null", "nan", "nil", "blank", "tbc", "notknown", "unknown", "notrecorded"})
_NO_WORKER = _NOTHING | {"unallocated", "notallocated", "noworker", "vacant", "unassigned"}


def latest_day(as_of: date) -> date:
    """Return the last day that a date in a file as of this day can name."""
    year = as_of.year + YEARS_AHEAD
    return date(year, 3, 1) if (as_of.month, as_of.day) == (2, 29) else as_of.replace(year=year)


class Values:
    """Reads cells for one file as of one day, and notes what is kept though it is not known."""

    def __init__(self, as_of: date, notes: Notes) -> None:
        """Take the day the file was true, and where to put notes."""
        self._as_of, self._latest, self._notes = as_of, latest_day(as_of), notes
        self._plans = {squash(plan) for plan in shipped("permanence_plans")["plans"]}

    def read(self, fact: str, cell: Cell) -> str:
        """Return the value of the fact, empty when the cell is blank; raises NotADate for a date that is none."""
        if fact in DATES:
            return self.day(fact, cell)
        written = text(cell)
        if not written or squash(written) in (_NO_WORKER if fact == "worker_observed" else _NOTHING):
            return self._nothing(fact, written)
        if fact in _CODED:
            return self._code(fact, written)
        return self._words(fact, written)

    def day(self, fact: str, cell: Cell) -> str:
        """Return the date as ISO, empty when the cell is blank; what is to have happened may not lie ahead unsaid."""
        day = as_date(cell, self._latest)
        if day and day > self._as_of and fact.startswith("last_"):
            self._notes.count("ahead", f"{FACTS[fact]}: dates that are later than the file were kept")
        return day.isoformat() if day else ""

    def _nothing(self, fact: str, written: str) -> str:
        if written:
            self._notes.count("nothing", f"{FACTS[fact]}: “{written}” was read as blank")
        return ""

    def _words(self, fact: str, written: str) -> str:
        value = tidy(without_letter(written)) if fact in _LETTERED else written
        if fact == "permanence_plan" and squash(value) not in self._plans:
            self._notes.count(fact, f"“{value}” is not a known permanence plan; it was kept as written")
        return value

    def _code(self, fact: str, written: str) -> str:
        codes = code_list(_CODED[fact])
        code = codes.find(written)
        if code:
            return code
        value = without_letter(written)
        if fact == "placement" and (found := _PLACEMENT_CODE.match(value.upper())):
            value = found[1]
        self._notes.count(fact, f"“{value}” is not a known {codes.title.lower()}; it was kept as written")
        return value


def refused_cell(heading: str, cell: Cell, fault: NotADate) -> str:
    """Return why one cell was not taken, in a sentence."""
    written = text(cell)
    shown = written if len(written) <= _SHOWN else f"{written[: _SHOWN - 1]}…"
    return f"{heading} is “{shown}”, {fault}; the rest of the row was loaded."
