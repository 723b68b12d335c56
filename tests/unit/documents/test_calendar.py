"""The calendar file: read back by the library that calendars are read with, and without anybody's name."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from supervision_app.adapters.documents.calendar import calendar_bytes
from supervision_app.domain.meetings import Meeting, Move

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
MEETINGS = (
    Meeting("worker:p-aoife", "m-1", "2026-11-30", "10:00", 90, moves=(Move("2026-11-29", "Ill", "M. Khan"),)),
    Meeting("worker:p-ben", "m-2", "2026-12-01", "", 60),
)


def test_each_date_is_an_event_with_its_time_or_the_whole_day() -> None:
    events = Calendar.from_ical(calendar_bytes(MEETINGS, NOW)).walk("VEVENT")

    assert [event.decoded("dtstart") for event in events] == [datetime(2026, 11, 30, 10), date(2026, 12, 1)]  # noqa: DTZ001 - where its people are
    assert events[0].decoded("duration") == timedelta(minutes=90)
    assert "duration" not in events[1]
    assert [str(event["uid"]) for event in events] == ["m-1@supervision-companion", "m-2@supervision-companion"]


def test_nobody_is_named_and_no_reason_is_given() -> None:
    text = calendar_bytes(MEETINGS, NOW).decode()

    assert text.count("SUMMARY:Supervision\r\n") == 2
    assert not any(word in text for word in ("aoife", "ben", "Khan", "Ill"))
    assert text.endswith("END:VCALENDAR\r\n")
