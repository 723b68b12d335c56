"""Counting wrong passphrases, so that guessing gets slower: closing the app does not start the count again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from supervision_app.adapters.keys.remembered import Remembered
from supervision_app.domain.waiting import WrongTries, ask_to_wait, seconds_left
from supervision_app.services.errors import TryLater, WrongSecret
from supervision_app.services.ports import Clock


class CountedTries:
    """The wrong tries of one vault. What cannot be read or written counts as none: nobody is shut out by a bad file."""

    def __init__(self, vault: str, clock: Clock, folder: Path | None = None) -> None:
        """Take the vault's id and the clock; the folder is the per-user state folder unless given."""
        self._clock = clock
        self._file = Remembered(vault, "passphrase", folder)

    def seconds_left(self) -> int:
        """Return how many seconds the next try has to wait."""
        now = self._now()
        tries = self._read(now)
        seen = tries.as_seen(now)
        # A clock that was put back would be waited for until it is where it was: the wait begins again now, once.
        if seen != tries and not self._write(seen):
            return 0
        return seconds_left(seen, now)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Return a context for one try: wrong if it ends in WrongSecret, right if it ends well, else none.

        Raises TryLater when it is too early. The try is counted before it is made, so that ending the app
        in the middle of it does not undo the count.
        """
        left = self.seconds_left()
        if left:
            message = f"The last passphrases did not open this vault. {ask_to_wait(left)}"
            raise TryLater(message, left)
        before = self._read(self._now())
        self._write(before.another(self._now()))
        try:
            yield
        except WrongSecret:
            self._write(before.another(self._now()))
            raise
        except Exception:
            self._write(before)
            raise
        self.forget()

    def forget(self) -> None:
        """Begin again at none: the right passphrase was given, or a new one was set."""
        self._file.forget()

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC)

    def _read(self, now: datetime) -> WrongTries:
        found = self._file.read()
        try:
            return WrongTries(int(found["wrong"]), datetime.fromisoformat(found["last"]).astimezone(UTC))  # type: ignore[index]
        except (KeyError, OverflowError, TypeError, ValueError):
            return WrongTries(0, now)

    def _write(self, tries: WrongTries) -> bool:
        return self._file.write({"wrong": tries.count, "last": tries.last.isoformat()})
