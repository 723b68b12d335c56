"""The wall clock of this computer."""

from datetime import datetime


class SystemClock:
    """The time here, with its zone."""

    def now(self) -> datetime:
        """Return the time with its zone."""
        return datetime.now().astimezone()
