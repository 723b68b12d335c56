"""A calendar file of planned dates that names nobody: any calendar program takes it in."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from supervision_app.domain.meetings import Meeting

_TITLE = "Supervision"


def calendar_bytes(meetings: Iterable[Meeting], written_at: datetime) -> bytes:
    """Return the file (RFC 5545): one event for each date, without names; a date without a time is the whole day.

    The same date has the same id each time, so that a calendar moves it instead of adding another.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Supervision Companion//EN")
    calendar.add("version", "2.0")
    for one in meetings:
        event = Event()
        event.add("uid", f"{one.id}@supervision-companion")
        event.add("dtstamp", written_at)
        event.add("summary", _TITLE)
        event.add("class", "PRIVATE")
        event.add("dtstart", _start(one))
        if one.at:
            event.add("duration", timedelta(minutes=one.minutes))
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _start(one: Meeting) -> date:
    """Return the day, or the moment on the clock of whoever reads it: a meeting is where its people are."""
    day = date.fromisoformat(one.on)
    return datetime.combine(day, time.fromisoformat(one.at)) if one.at else day
