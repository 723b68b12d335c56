"""The rhythm of supervision and its dates: agreed, planned, moved, cancelled, and what became of them."""

import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta

from supervision_app.domain import meetings, rhythm
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound
from supervision_app.domain.identity import normalise_case_id
from supervision_app.domain.meetings import Kept, Meeting
from supervision_app.domain.people import Person
from supervision_app.domain.rhythm import CHILD, WORKER, Pattern, Rhythm
from supervision_app.domain.spoken_dates import weekday_words
from supervision_app.domain.supervisions import USUAL_GAP, stream_of
from supervision_app.services.desk import Desk, Word

_SHORTEST_ID = 4
_MOST_AT_ONCE = 26


@dataclass(frozen=True, slots=True)
class ToPlan:
    """A date that somebody wants to plan with a worker; `times` of them follow each other as the rhythm has them."""

    worker: str
    day: date
    at: str = ""
    minutes: int = 0
    times: int = 1


@dataclass(frozen=True, slots=True)
class Timetable:
    """What is agreed and planned with one worker, and what became of it; `held` is by a meeting's id on which day.

    `due` is the day by which supervision is due, None before anybody has a child here.
    """

    worker: Person
    rhythm: Rhythm | None
    meetings: tuple[Meeting, ...]
    held: dict[str, str]
    kept: Kept
    due: date


def patterns(desk: Desk, whom: str) -> list[Pattern]:
    """Return the rhythms that can be agreed for a worker, or for a child."""
    return [pattern for pattern in desk.reference.rhythms() if pattern.whom == whom]


def find_pattern(desk: Desk, code: str, whom: str) -> Pattern:
    """Return the rhythm that a code means, or so many weeks as “5” or “5 weeks”; raises InputRefused."""
    known = {pattern.code: pattern for pattern in patterns(desk, whom)}
    wanted = code.strip().lower()
    weeks = wanted.removesuffix("s").removesuffix(" week")
    if wanted in known:
        return known[wanted]
    if weeks.isdecimal():
        return rhythm.every_weeks(int(weeks), whom, rhythm.MINUTES if whom == WORKER else 0)
    message = f"“{code}” is not a rhythm here. Use one of: {', '.join(known)}, or a number of weeks."
    raise InputRefused(message)


def agree_with_worker(desk: Desk, worker: str, code: str, since: date, minutes: int | None = None) -> Rhythm:
    """Return the rhythm agreed with a worker from a day on; raises InputRefused, NotFound and AmbiguousName."""
    person = desk.person(worker)
    return _agree(desk, stream_of(person.id), find_pattern(desk, code, WORKER), since, minutes)


def agree_for_child(desk: Desk, child: str, code: str, since: date) -> Rhythm:
    """Return the rhythm agreed for a child from a day on; raises InputRefused and NotFound."""
    return _agree(desk, desk.child(child), find_pattern(desk, code, CHILD), since, None)


def _agree(desk: Desk, stream: str, pattern: Pattern, since: date, minutes: int | None) -> Rhythm:
    lasts = pattern.minutes if minutes is None else minutes
    desk.record([Word(rhythm.agree(stream, pattern, since, minutes=lasts, today=desk.today()), desk.owner())])
    return desk.vault.views.rhythms()[stream]


def plan(desk: Desk, wanted: ToPlan) -> list[Meeting]:
    """Return the dates planned with a worker; raises what the rules raise, and nothing is planned then."""
    person = desk.person(wanted.worker)
    stream = stream_of(person.id)
    agreed = desk.vault.views.rhythms().get(stream)
    there = _meetings(desk, stream)
    lasts = wanted.minutes or (agreed.minutes if agreed else rhythm.MINUTES)
    entries = [
        meetings.plan(
            stream, str(uuid.uuid4()), day, at=_time(wanted.at), minutes=lasts, there=there, today=desk.today()
        )
        for day in _days(desk, wanted, agreed)
    ]
    desk.record([Word(entry, desk.owner()) for entry in entries])
    made = {entry.subject for entry in entries}
    return [one for one in _meetings(desk, stream) if one.id in made]


def _days(desk: Desk, wanted: ToPlan, agreed: Rhythm | None) -> list[date]:
    """Return the day that is wanted, and those that follow it as the rhythm has them."""
    if wanted.times == 1:
        return [wanted.day]
    if not agreed:
        message = "No rhythm is agreed, so nothing follows from one date. Agree one first, or plan one date at a time."
        raise InputRefused(message)
    if not 1 < wanted.times <= _MOST_AT_ONCE:
        message = f"Up to {_MOST_AT_ONCE} dates are planned at once. Give how many."
        raise InputRefused(message)
    return meetings.ahead(agreed, wanted.day, wanted.times, desk.holidays_ahead())


def _time(text: str) -> str:
    """Return a time of day as hours and minutes, or nothing; raises InputRefused for another text."""
    clean = text.strip().replace(".", ":")
    if not clean:
        return ""
    try:
        return time.fromisoformat(clean.zfill(5)).strftime("%H:%M")
    except ValueError:
        message = f"“{text}” is not a time of day. Write it like 10:00 or 14:30."
        raise InputRefused(message) from None


def find_meeting(desk: Desk, meeting_id: str) -> Meeting:
    """Return the planned date that an id, or the start of one, means; raises NotFound or AmbiguousName."""
    wanted = meeting_id.strip().lower()
    found = desk.vault.views.find_meeting(wanted) if len(wanted) >= _SHORTEST_ID else []
    if len(found) > 1:
        message = f"Several dates have an id that starts with {meeting_id}. Give more of it."
        raise AmbiguousName(message)
    read = meetings.read_meeting(desk.told(*found[0])) if found else None
    if read is None:
        message = f"No planned date has the id {meeting_id}. “plan list” lists them."
        raise NotFound(message)
    return read


def move(desk: Desk, meeting_id: str, day: date, why: str) -> Meeting:
    """Return a planned date after it was moved; raises NotFound, AmbiguousName, and what the rules raise."""
    found = find_meeting(desk, meeting_id)
    entry = meetings.move(found, day, why, there=_meetings(desk, found.stream), today=desk.today())
    desk.record([Word(entry, desk.owner())])
    return find_meeting(desk, found.id)


def cancel(desk: Desk, meeting_id: str, why: str) -> Meeting:
    """Return a planned date after it was cancelled; raises NotFound, AmbiguousName, and what the rules raise."""
    found = find_meeting(desk, meeting_id)
    desk.record([Word(meetings.cancel(found, why, today=desk.today()), desk.owner())])
    return find_meeting(desk, found.id)


def _meetings(desk: Desk, stream: str) -> list[Meeting]:
    """Return the dates of one worker with what became of them, cancelled ones included, in order."""
    subjects = desk.subjects(stream).values()
    found = [meetings.read_meeting(told) for told in subjects if told[0].kind.startswith("meeting.")]
    return sorted(filter(None, found), key=lambda one: (one.on, one.id))


def timetable(desk: Desk, worker: str) -> Timetable:
    """Return what is agreed and planned with a worker, and what became of it; raises NotFound or AmbiguousName."""
    person = desk.person(worker)
    stream = stream_of(person.id)
    agreed, there, held = desk.vault.views.rhythms().get(stream), _meetings(desk, stream), held_days(desk, stream)
    today = desk.today()
    since = min([one for one in (agreed.since if agreed else "", *held, *(one.on for one in there)) if one], default="")
    last = max(held, default="")
    return Timetable(
        worker=person,
        rhythm=agreed,
        meetings=tuple(there),
        held=meetings.held_as(there, held),
        kept=meetings.kept(there, held, since or today.isoformat(), today),
        due=due(agreed, last, today),
    )


def due(agreed: Rhythm | None, last: str, first: date) -> date:
    """Return the day by which supervision is due: as agreed, and else four weeks after the last, or after `first`."""
    if agreed:
        return agreed.due(last)
    return (date.fromisoformat(last) if last else first) + USUAL_GAP


def held_days(desk: Desk, stream: str) -> list[str]:
    """Return the days of the sessions in a worker's own record, ISO 8601, each once."""
    return desk.vault.views.supervised_on(stream)


def planned_ahead(desk: Desk) -> dict[str, Meeting]:
    """Return the next planned date from today on, by the worker's stream."""
    today = desk.today().isoformat()
    found: dict[str, Meeting] = {}
    for one in desk.vault.views.meetings():
        if one.on >= today:
            found.setdefault(one.stream, one)
    return found


def without_record(desk: Desk) -> dict[str, Meeting]:
    """Return the last planned date of the past four weeks with no session recorded for it, by the worker's stream."""
    today = desk.today()
    found: dict[str, Meeting] = {}
    streams: dict[str, list[Meeting]] = {}
    for one in desk.vault.views.meetings():
        streams.setdefault(one.stream, []).append(one)
    for stream, there in streams.items():
        held = meetings.held_as(there, held_days(desk, stream))
        for one in there:
            if (today - timedelta(days=28)).isoformat() <= one.on < today.isoformat() and one.id not in held:
                found[stream] = one
    return found


def when(meeting: Meeting) -> str:
    """Return a planned date in words: Monday 30 November 2026 at 10:00."""
    return weekday_words(date.fromisoformat(meeting.on)) + (f" at {meeting.at}" if meeting.at else "")


PLANNED, HELD, CANCELLED, NO_RECORD = "planned", "held", "cancelled", "no-record"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One planned date for a list: with whom, what became of it, and why it was moved last or cancelled."""

    worker: Person
    meeting: Meeting
    state: str
    held_on: str
    why: str


def planned_rows(desk: Desk, worker: str = "") -> list[PlannedRow]:
    """Return the planned dates in order, of everybody or of one worker; raises NotFound or AmbiguousName."""
    people = [desk.person(worker)] if worker else [member.person for member in desk.vault.views.members()]
    found: list[PlannedRow] = []
    for person in people:
        stream = stream_of(person.id)
        there = _meetings(desk, stream)
        held = meetings.held_as(there, held_days(desk, stream))
        found += [_row(person, one, held.get(one.id, ""), desk.today()) for one in there]
    return sorted(found, key=lambda row: (row.meeting.on, row.worker.name, row.meeting.id))


def _row(person: Person, one: Meeting, held_on: str, today: date) -> PlannedRow:
    waits = PLANNED if one.on >= today.isoformat() else NO_RECORD
    state = CANCELLED if one.cancelled else HELD if held_on else waits
    moved = one.moves[-1].why if one.moves else ""
    return PlannedRow(person, one, state, held_on, one.cancelled or moved)


@dataclass(frozen=True, slots=True)
class RhythmRow:
    """A rhythm for a list: whose it is (a child's id, or a worker's name), and whether it is a child's."""

    whose: str
    whom: str
    rhythm: Rhythm


def rhythm_rows(desk: Desk) -> list[RhythmRow]:
    """Return every rhythm that stands, the workers by name and then the children by id."""
    rhythms = desk.vault.views.rhythms()
    workers = [(one.person.name, WORKER, stream_of(one.person.id)) for one in desk.vault.views.members()]
    children = [(case_id, CHILD, held.stream) for case_id, held in desk.vault.views.held_children().items()]
    return [RhythmRow(whose, whom, rhythms[at]) for whose, whom, at in (*workers, *children) if at in rhythms]


def agree_rhythm(desk: Desk, whose: str, code: str, since: date, minutes: int | None = None) -> Rhythm:
    """Return the rhythm agreed for a child, by their id, or with a worker, by their name.

    Raises InputRefused, NotFound and AmbiguousName.
    """
    if desk.vault.views.find_child(normalise_case_id(whose)):
        return agree_for_child(desk, whose, code, since)
    return agree_with_worker(desk, whose, code, since, minutes)
