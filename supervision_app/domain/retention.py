"""How long each kind of record is kept here, and from when that is counted."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from supervision_app.domain.entries import counted
from supervision_app.domain.errors import InputRefused

CASE_SUPERVISION, OVERSIGHT, ACTIONS = "case-supervision", "management-oversight", "closed-actions"
WORKER, DRAFTS, DIRECTORY, EXPORTS = "worker-supervision", "drafts", "directory", "exports"

AFTER = {
    "held": "the day they were held",
    "closed": "they were closed",
    "on-file": "they were confirmed on the child’s file",
    "left": "the person left",
    "typed": "something was last typed",
    "written": "they were written out",
}
"""From when a time can be counted, and how that is said."""
KNOWN_FROM: Mapping[str, tuple[str, ...]] = {
    CASE_SUPERVISION: ("held", "on-file"),
    OVERSIGHT: ("held", "on-file"),
    ACTIONS: ("closed", "on-file"),
    WORKER: ("held", "left"),
    DRAFTS: ("typed",),
    DIRECTORY: ("left",),
    EXPORTS: ("written", "on-file"),
}
"""Every kind of record, and the days that are known of it."""
UNITS = {"days": ("day", "days"), "months": ("month", "months"), "years": ("year", "years")}
CONFIDENCE = ("read", "reported", "local", "assumption")
_MONTHS = {"months": 1, "years": 12}
_MOST = {"days": 36_500, "months": 1_200, "years": 100}
"""A hundred years: what is longer was mistyped, or means for good."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long a kind of record is kept after what; no `amount` is for good. `own` says that the council wrote it."""

    kind: str
    name: str
    after: str
    amount: int
    unit: str
    source: str
    confidence: str
    own: bool = False

    @property
    def words(self) -> str:
        """Return the time in words."""
        if not self.amount:
            return "for good"
        return f"for {counted(self.amount, *UNITS[self.unit])} after {AFTER[self.after]}"

    def due(self, since: str) -> date | None:
        """Return the first day on which something is due, of which the time began on that day; None where never."""
        return _later(date.fromisoformat(since), self.amount, self.unit) if since and self.amount else None


def read_rule(values: Mapping[str, Any], *, own: bool) -> RetentionRule:
    """Return the rule that a file holds; raises InputRefused with a sentence on what is wrong."""
    kind = _one_of(values, "kind", KNOWN_FROM)
    after = _one_of(values, "after", KNOWN_FROM[kind])
    amount, unit = values.get("amount", 0), "days"
    if "amount" in values:
        unit = _one_of(values, "unit", UNITS)
        if not isinstance(amount, int) or isinstance(amount, bool) or not 0 < amount <= _MOST[unit]:
            message = "amount has to be a whole number of at least 1, and no more than a hundred years."
            raise InputRefused(message)
    return RetentionRule(
        kind, _text(values, "name"), after, amount, unit, _text(values, "source"),
        _one_of(values, "confidence", CONFIDENCE), own,
    )  # fmt: skip


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value.strip():
        message = f"{name} is needed, in quotation marks."
        raise InputRefused(message)
    return value.strip()


def _one_of(values: Mapping[str, Any], name: str, known: Any) -> str:
    value = _text(values, name)
    if value not in known:
        message = f"{name} “{value}” is not known. Use one of: {', '.join(known)}."
        raise InputRefused(message)
    return value


def _later(day: date, amount: int, unit: str) -> date:
    """Return the day so much later, at the end of a month that is shorter."""
    if unit == "days":
        return day + timedelta(days=amount)
    year, month = divmod(day.year * 12 + day.month - 1 + amount * _MONTHS[unit], 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
