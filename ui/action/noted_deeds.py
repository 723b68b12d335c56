"""Noting a date that no file tells of a child, and taking one back that was noted wrongly."""

from supervision_app.domain.errors import SupervisionError
from supervision_app.domain.events import CHECKED, ToNote
from supervision_app.domain.past_dates import EXAMPLES
from supervision_app.services.desk import Desk
from supervision_app.services.half_typed import NOTE_DATE, TAKE_BACK
from supervision_app.services.noting import event_day, note_event, noted_words, take_event_back
from ui.action.deeds import ANYONE, LISTED, NAME, TEXT, WORD, Ask, Deed, Typed


def _note(desk: Desk, child: str, typed: Typed) -> str:
    day = event_day(desk, typed["event"], typed["on"])
    note_event(desk, child, ToNote(typed["event"], day, typed["source"]), said_by=typed["said_by"])
    return noted_words(desk, typed["event"], day)


def _take_back(desk: Desk, child: str, typed: Typed) -> str:
    take_event_back(desk, child, typed["event"], typed["why"], said_by=typed["said_by"])
    return "Taken back. That date counts no more, and stays on record."


def _day_of_it(desk: Desk, typed: Typed) -> dict[str, str]:
    """Return what is wrong with the day: it depends on the event whether it may lie ahead."""
    if not typed["event"] or not typed["on"].strip():
        return {}
    try:
        day = event_day(desk, typed["event"], typed["on"])
    except SupervisionError as refusal:
        return {"on": str(refusal)}
    ahead = desk.reference.event_kinds()[typed["event"]].ahead
    return {} if ahead or day <= desk.today() else {"on": "This day has not come yet. Give the day it happened."}


NOTE = Deed(
    NOTE_DATE,
    "Note a date",
    "Note a date that no file tells",
    "Note this date",
    (
        Ask(
            "event",
            LISTED,
            "What happened",
            "Choose “checked in the main system” where you looked for an approval there.",
            needed="Choose what happened.",
            offers=lambda about: about.events,
        ),
        Ask("on", ANYONE, "On which day", f"For example {EXAMPLES}.", needed="Give the day."),
        Ask(
            "source",
            ANYONE,
            "Where the date is from",
            "It is shown with the date, with today’s date and your name.",
            needed="Say where the date is from.",
            starts=lambda _about: CHECKED,
        ),
        Ask("said_by", NAME, WORD.label, WORD.hint, starts=WORD.starts),
    ),
    _note,
    checks=_day_of_it,
    says="A date that was noted before stays on record; the new one counts from now on.",
)
TAKE_DATE_BACK = Deed(
    TAKE_BACK,
    "Take a date back",
    "Take back a date that was noted wrongly",
    "Take it back",
    (
        Ask("event", LISTED, "Which date", needed="Choose which date.", offers=lambda about: about.noted),
        Ask("why", TEXT, "Why", needed="Say why it is wrong."),
        Ask("said_by", NAME, WORD.label, WORD.hint, starts=WORD.starts),
    ),
    _take_back,
    says="If another day is right, note that one instead: it counts in place of the first.",
)
NOTED_DEEDS = (NOTE, TAKE_DATE_BACK)
"""The deeds that are about a date of a child."""
