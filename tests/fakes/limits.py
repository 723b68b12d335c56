"""Rows of the tables of time limits: a rule, what is known of a child, and the day on which it is due."""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.clocks import Clock, running
from supervision_app.domain.events import CHECKED, Noted
from supervision_app.domain.facts import Fact, Known
from supervision_app.domain.observed import FACTS

AS_OF = "2024-01-01"
RULES = [replace(rule, enabled=True) for rule in ShippedReference().clock_rules()]
"""The rules that ship, also those that are switched off."""

# gov.uk, bank holidays of England and Wales, with the substitutes for those that fall on a weekend.
BANK_HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        *("2023-12-25", "2023-12-26", "2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27"),
        *("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31"),
        *("2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31"),
    )
)


@dataclass(frozen=True)
class Row:
    """A rule, the day on which it is due (empty where it does not run), and what is known."""

    rule: str
    due: str
    known: MappingProxyType[str, str]

    def __str__(self) -> str:
        return f"{self.rule} {' '.join(map('='.join, self.known.items()))}"


def row(rule: str, due: str, **known: str) -> Row:
    """Return a row; what no file tells is noted by somebody."""
    return Row(rule, due, MappingProxyType(known))


def child(**known: str) -> Known:
    """Return what is known of a child: what a file tells as a fact, and everything else as noted."""
    facts = {name: Fact(value, AS_OF, "annex-a") for name, value in known.items() if name in FACTS}
    noted = {name: Noted(value, "Moira Khan", CHECKED, value) for name, value in known.items() if name not in FACTS}
    return Known("K1", facts, (), noted)


def clocks(**known: str) -> dict[str, Clock]:
    """Return the clocks that run for a child, by rule."""
    return {clock.id: clock for clock in running(RULES, child(**known), BANK_HOLIDAYS)}


def due(one: Row) -> str:
    """Return when the rule of a row is due, empty where it does not run."""
    clock = clocks(**one.known).get(one.rule)
    return clock.due.isoformat() if clock else ""
