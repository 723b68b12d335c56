"""A clock that goes only when it is told to, in either direction."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class MovedClock:
    """Stands at a moment until it is moved."""

    at: datetime = datetime(2026, 11, 16, 10, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, *, seconds: float = 0, hours: float = 0) -> None:
        self.at += timedelta(seconds=seconds, hours=hours)
