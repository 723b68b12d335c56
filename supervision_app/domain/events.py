"""What no file from the case system tells and somebody notes: an approval, a letter, a court date, a return."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain.entries import NewEntry, Sight, Told, in_words, needed, optional
from supervision_app.domain.errors import InputRefused, RuleRefused

NOTED, TAKEN_BACK = "event.noted/1", "event.taken-back/1"
KINDS = frozenset({NOTED, TAKEN_BACK})
SUBJECT = "facts"
"""Events stand with the facts of a child: both say what is known."""

CHECKED = "checked in the main system"
"""Where a date is from, unless something else is said."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """Something whose date can be noted: what it is called, a hint, and whether its date may lie ahead."""

    id: str
    name: str
    hint: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """A date that somebody noted: whose word it is, where they have it from, and on which day they noted it.

    `also` are other dates of the same event, noted elsewhere at once by somebody who had not seen this one.
    """

    on: str
    by: str
    source: str
    noted_on: str
    also: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return where the date is from: checked in the main system on 3 May 2026 by Moira Khan."""
        return f"{self.source} on {in_words(self.noted_on)} by {self.by}"


@dataclass(frozen=True, slots=True)
class ToNote:
    """What is to be noted: which event, its day, and where the date is from."""

    event: str
    day: date
    source: str = CHECKED


def note(stream: str, kinds: Mapping[str, EventKind], wanted: ToNote, *, on: date) -> NewEntry:
    """Return the entry of a noted event; a date that was noted before stays on record and counts no more.

    Raises InputRefused for an event that is not in the list, and for a day that has not come where it has to have.
    """
    kind = kind_of(kinds, wanted.event)
    if wanted.day > on and not kind.ahead:
        message = f"{in_words(wanted.day)} has not come yet. Note the day on which it happened, once it has."
        raise InputRefused(message)
    source = optional(wanted.source, "Where it is from") or CHECKED
    payload = {"event": kind.id, "on": wanted.day.isoformat(), "source": source}
    return NewEntry(stream, SUBJECT, NOTED, on, payload)


def take_back(
    stream: str, kinds: Mapping[str, EventKind], noted: Mapping[str, Noted], event: str, why: str, *, on: date
) -> NewEntry:
    """Return the entry by which a noted date counts no more; raises RuleRefused where none is noted.

    Raises InputRefused for an event that is not in the list, and without a reason.
    """
    if event not in noted:
        message = f"No date is noted for “{kind_of(kinds, event).name}”, so there is none to take back."
        raise RuleRefused(message)
    return NewEntry(stream, SUBJECT, TAKEN_BACK, on, {"event": event, "why": needed(why, "The reason")})


def kind_of(kinds: Mapping[str, EventKind], event: str) -> EventKind:
    """Return the event of this id; raises InputRefused where the list has none."""
    if event not in kinds:
        message = f"“{event}” is not an event that can be noted. “note-event --list” shows which can."
        raise InputRefused(message)
    return kinds[event]


def name_of(kinds: Mapping[str, EventKind], event: str) -> str:
    """Return how an event is called: its id, where it is in no list any more."""
    return kinds[event].name if event in kinds else event


def read_noted(entries: Sequence[Told]) -> dict[str, Noted]:
    """Return what is noted, by event; what was noted or taken back later counts only for what it had seen.

    Of two dates noted at once the earlier counts, so that no limit is shown later than it may be.
    """
    sight = Sight(entries)
    standing: dict[str, list[Told]] = {}
    for entry in entries:
        if entry.kind not in KINDS or not entry.payload:
            continue
        event = entry.payload["event"]
        left = [one for one in standing.get(event, ()) if not sight.saw(entry, one)]
        standing[event] = [*left, entry] if entry.kind == NOTED else left
    return {event: _noted(claims) for event, claims in standing.items() if claims}


def _noted(claims: Sequence[Told]) -> Noted:
    first, *others = sorted((claim.payload or {} for claim in claims), key=lambda payload: str(payload["on"]))
    entry = next(claim for claim in claims if claim.payload == first)
    also = tuple(sorted({other["on"] for other in others} - {first["on"]}))
    return Noted(first["on"], first["by"]["name"], first["source"], entry.happened_on, also)
