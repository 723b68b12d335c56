"""The clock of the story."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_MORNING = time(10)


@dataclass(slots=True)
class StoryClock:
    """A clock that stands still at whatever moment the story has reached, until days or minutes go by."""

    at: datetime

    def now(self) -> datetime:
        """Return the moment that the story has reached."""
        return self.at

    @property
    def day(self) -> date:
        """Return the day that the story has reached."""
        return self.at.date()

    def go_to(self, day: date) -> None:
        """Go to ten in the morning of another day."""
        self.at = datetime.combine(day, _MORNING, self.at.tzinfo)

    def pass_by(self, minutes: int) -> None:
        """Let minutes go by."""
        self.at += timedelta(minutes=minutes)
