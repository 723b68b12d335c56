"""Noting the date of what no file tells: an approval, a letter, a court date; and that it was checked elsewhere."""

from datetime import date

from supervision_app.domain import events
from supervision_app.domain.entries import in_words
from supervision_app.domain.events import ToNote
from supervision_app.services.desk import Desk, Word
from supervision_app.services.knowing import known_of


def note_event(desk: Desk, child: str, wanted: ToNote, *, said_by: str = "") -> None:
    """Record the date of an event; raises NotFound, AmbiguousName, and InputRefused as the rule does."""
    entry = events.note(desk.child(child), desk.reference.event_kinds(), wanted, on=desk.today())
    desk.record([Word(entry, desk.speaker(said_by))])


def take_event_back(desk: Desk, child: str, event: str, why: str, *, said_by: str = "") -> None:
    """Record that a noted date counts no more; raises NotFound, AmbiguousName, and what the rule raises."""
    known = known_of(desk, child)
    entry = events.take_back(
        desk.child(child), desk.reference.event_kinds(), known.noted, event, why, on=desk.today()
    )  # fmt: skip
    desk.record([Word(entry, desk.speaker(said_by))])


def event_day(desk: Desk, event: str, text: str) -> date:
    """Return the day that is meant for an event, as people say it; raises InputRefused where it cannot be read.

    Of what may lie ahead, a day and month without a year are those that come next; of anything else, the last.
    """
    kind = events.kind_of(desk.reference.event_kinds(), event)
    return desk.day(text) if kind.ahead else desk.past_day(text)


def noted_words(desk: Desk, event: str, day: date) -> str:
    """Return what is said when a date was noted."""
    return f"Noted. {desk.reference.event_kinds()[event].name}: {in_words(day)}."
