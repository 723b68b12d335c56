"""What the practice tells the ledger, and what the ledger tells back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from supervision_app.domain.errors import InputRefused

LONGEST_TEXT = 50_000
"""Characters that one field may hold; a longer text belongs in a document of its own."""


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months as they are written: never by the computer’s own language."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something that happened, to be written: the rules make these, the ledger signs them."""

    stream: str
    subject: str
    kind: str
    happened_on: date
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the practice reads it. The payload is None where it was withheld, erased or is of an unknown kind."""

    id: str
    stream: str
    subject: str
    kind: str
    after: tuple[str, ...]
    happened_on: str
    recorded_at: str
    payload: Mapping[str, Any] | None


class Sight:
    """Which entries of one subject had seen which: fed in causal order, asked afterwards."""

    def __init__(self, entries: Sequence[Told]) -> None:
        """Take all entries of a subject in causal order."""
        self._bit = {entry.id: 1 << place for place, entry in enumerate(entries)}
        self._seen: dict[str, int] = {}
        for entry in entries:
            mask = 0
            for before in entry.after:
                mask |= self._seen.get(before, 0) | self._bit.get(before, 0)
            self._seen[entry.id] = mask

    def saw(self, later: Told, earlier: Told) -> bool:
        """Return whether the author of `later` had seen `earlier`."""
        return bool(self._seen[later.id] & self._bit[earlier.id])

    def newest(self, entries: Sequence[Told]) -> list[Told]:
        """Return those that none of the others had seen: one when all agree, more when two wrote at once."""
        seen = 0
        for entry in entries:
            seen |= self._seen[entry.id]
        return [entry for entry in entries if not seen & self._bit[entry.id]]


def needed(text: str, what: str) -> str:
    """Return the text without white space at its ends; raises InputRefused when it is empty, too long or unstorable."""
    clean = optional(text, what)
    if not clean:
        message = f"{what} is needed and was left empty."
        raise InputRefused(message)
    return clean


def optional(text: str, what: str) -> str:
    """Return the text without white space at its ends, which may be empty; raises InputRefused as `needed` does."""
    clean = text.replace("\x00", "").strip()
    if len(clean) > LONGEST_TEXT:
        message = (
            f"{what} has {len(clean):,} characters; the most is {LONGEST_TEXT:,}. "
            "Keep the main point here and attach the rest to the child’s file."
        )
        raise InputRefused(message)
    try:
        clean.encode()
    except UnicodeEncodeError:
        message = f"{what} holds half a character (from a broken copy). Type that place again."
        raise InputRefused(message) from None
    return clean


def how_many(count: int) -> str:
    """Return a count of two or more as a sentence begins with it: Two, Three, 4."""
    return {2: "Two", 3: "Three"}.get(count, str(count))


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its word: 1 action, 2 actions, 1,024 actions."""
    return f"{count:,} {one if count == 1 else many}"


def in_words(day: date | str) -> str:
    """Return a date as people write it: 9 November 2026."""
    value = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment_in_words(moment: datetime | str) -> str:
    """Return a moment as it was on the clock of its own zone: 9 November 2026 at 10:42."""
    value = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{in_words(value.date())} at {value:%H:%M}"
