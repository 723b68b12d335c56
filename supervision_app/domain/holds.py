"""A legal hold: while it lasts, nothing of a child's record, or of a worker's own, is erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain.entries import NewEntry, Sight, Told, in_words, needed
from supervision_app.domain.errors import RuleRefused

PLACED, LIFTED = "hold.placed/1", "hold.lifted/1"
KINDS = frozenset({PLACED, LIFTED})
SUBJECT = "hold"


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold that lasts: since when, ISO 8601, who placed it, and why."""

    stream: str
    since: str
    by: str
    why: str


def read_hold(entries: Sequence[Told]) -> Hold | None:
    """Return the hold that lasts, given all entries of the subject in causal order; None where there is none.

    Of one that was lifted here and placed again elsewhere at once, the placing counts until somebody has seen both.
    """
    sight = Sight(entries)
    placed = [entry for entry in entries if entry.kind == PLACED and entry.payload is not None]
    lifted = [entry for entry in entries if entry.kind == LIFTED]
    lasting = [entry for entry in placed if not any(sight.saw(lift, entry) for lift in lifted)]
    if not lasting:
        return None
    first = lasting[0]
    payload = first.payload or {}
    return Hold(first.stream, first.happened_on, payload["by"]["name"], payload["why"])


def place(stream: str, hold: Hold | None, why: str, *, on: date) -> NewEntry:
    """Return the entry of a hold; raises RuleRefused where one lasts already, and InputRefused without a reason."""
    if hold:
        message = f"A legal hold is on this record already, since {in_words(hold.since)}: {hold.why}"
        raise RuleRefused(message)
    return NewEntry(stream, SUBJECT, PLACED, on, {"why": needed(why, "The reason")})


def lift(stream: str, hold: Hold | None, why: str, *, on: date) -> NewEntry:
    """Return the entry that lifts a hold; raises RuleRefused where there is none, and InputRefused without a reason."""
    if not hold:
        message = "No legal hold is on this record, so there is none to lift."
        raise RuleRefused(message)
    return NewEntry(stream, SUBJECT, LIFTED, on, {"why": needed(why, "The reason")})


def check_backups_free(lasting: int) -> None:
    """Raise RuleRefused while any hold lasts: the backups of before may hold what it asks for, of whatever record."""
    if lasting:
        message = (
            "A legal hold lasts in this vault, so no earlier backup is removed: “hold list” says on whom. Do it "
            "without removing them."
        )
        raise RuleRefused(message)


def check_free(hold: Hold | None) -> None:
    """Raise RuleRefused while a hold lasts: nothing may be erased."""
    if hold:
        message = (
            f"A legal hold is on this record since {in_words(hold.since)}, so nothing of it is erased: {hold.why} "
            f"Ask {hold.by}, and have it lifted first."
        )
        raise RuleRefused(message)
