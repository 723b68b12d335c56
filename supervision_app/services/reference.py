"""What the services ask of the lists that ship with the application."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from supervision_app.domain.agenda import Theme
from supervision_app.domain.clocks import ClockRule
from supervision_app.domain.rhythm import Pattern
from supervision_app.domain.wording import Wording
from supervision_app.services.ports import GuidesRead, RetentionRead


class Reference(Protocol):
    """The lists that ship with the application."""

    def worker_change_reasons(self) -> Mapping[str, str]:
        """Return the reason codes for a change of worker, with their meaning."""

    def guides(self) -> GuidesRead:
        """Return the guides for supervision, the one that is offered first at the start."""

    def retention(self) -> RetentionRead:
        """Return how long each kind of record is kept."""

    def labels(self, list_name: str) -> Mapping[str, str]:
        """Return the codes of a list with their meaning."""

    def clock_rules(self) -> Sequence[ClockRule]:
        """Return the time limits."""

    def wording(self) -> Wording:
        """Return what is asked back about the words of an action."""

    def rhythms(self) -> Sequence[Pattern]:
        """Return the rhythms that can be agreed, the most usual of each kind first."""

    def themes(self) -> Sequence[Theme]:
        """Return what a child's conversations come back to."""

    def bank_holidays(self, first_year: int, last_year: int) -> frozenset[date]:
        """Return the bank holidays of England in these years."""
