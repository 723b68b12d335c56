"""Dates on which somebody is to be supervised: planned, moved or cancelled with a reason, and held."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from supervision_app.domain.entries import NewEntry, Sight, Told, in_words, needed
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.rhythm import Rhythm

PLANNED, MOVED, CANCELLED = "meeting.planned/1", "meeting.moved/1", "meeting.cancelled/1"
KINDS = frozenset({PLANNED, MOVED, CANCELLED})
NEAR = timedelta(days=3)
"""A session so many days from a planned one is that one, held on another day."""
LOOKED_BACK = timedelta(days=365)
"""How far back it is counted how much was held."""
_FURTHEST = timedelta(days=366)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Move:
    """That a date was moved: from which day, why, and who says so."""

    was: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One planned date, ISO 8601, and its time of day where there is one; `cancelled` is why it was cancelled.

    `unsettled` says that two moved it at once: the earlier day stands until somebody decides.
    """

    stream: str
    id: str
    on: str
    at: str
    minutes: int
    moves: tuple[Move, ...] = ()
    cancelled: str = ""
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of what was planned in the last year, in numbers; the longest time without a session, in days.

    `held` of `planned` dates that are past were held, `cancelled` were cancelled, and the rest has no record here.
    """

    planned: int
    held: int
    cancelled: int
    longest_gap: int
    gap_since: str
    gap_until: str


def plan(
    stream: str, subject: str, day: date, *, at: str, minutes: int, there: Collection[Meeting], today: date
) -> NewEntry:
    """Return the entry of a planned date.

    Raises InputRefused for a day that is past, or more than a year ahead; RuleRefused where one is planned already.
    """
    _check_day(day, today)
    _check_free(day, there)
    payload = {"on": day.isoformat(), "at": at, "minutes": minutes}
    return NewEntry(stream, subject, PLANNED, today, payload)


def move(meeting: Meeting, day: date, why: str, *, there: Collection[Meeting], today: date) -> NewEntry:
    """Return the entry that moves a date; raises InputRefused and RuleRefused as `plan` does, and without a reason."""
    _check_open(meeting)
    _check_day(day, today)
    _check_free(day, [one for one in there if one.id != meeting.id])
    if day.isoformat() == meeting.on and not meeting.unsettled:
        message = f"It is planned for {in_words(day)} already."
        raise RuleRefused(message)
    payload = {"on": day.isoformat(), "why": needed(why, "The reason")}
    return NewEntry(meeting.stream, meeting.id, MOVED, today, payload)


def cancel(meeting: Meeting, why: str, *, today: date) -> NewEntry:
    """Return the entry that cancels a date; raises RuleRefused where it was before, InputRefused without a reason."""
    _check_open(meeting)
    return NewEntry(meeting.stream, meeting.id, CANCELLED, today, {"why": needed(why, "The reason")})


def _check_day(day: date, today: date) -> None:
    if day < today:
        message = f"{in_words(day)} is past. Plan a day from {in_words(today)} on."
        raise InputRefused(message)
    if day > today + _FURTHEST:
        message = f"{in_words(day)} is more than a year ahead. Plan a day up to {in_words(today + _FURTHEST)}."
        raise InputRefused(message)


def _check_free(day: date, there: Collection[Meeting]) -> None:
    if any(one.on == day.isoformat() and not one.cancelled for one in there):
        message = f"A session is planned for {in_words(day)} already. Give another day."
        raise RuleRefused(message)


def _check_open(meeting: Meeting) -> None:
    if meeting.cancelled:
        message = f"The session of {in_words(meeting.on)} was cancelled: {meeting.cancelled} Plan another day."
        raise RuleRefused(message)


def read_meeting(entries: Sequence[Told]) -> Meeting | None:
    """Return the planned date, given all its entries in causal order; None where its planning is not here.

    It is cancelled only where whoever cancelled it had seen every other entry: what two did at once stays planned.
    """
    planned = next((entry for entry in entries if entry.kind == PLANNED and entry.payload), None)
    if planned is None or planned.payload is None:
        return None
    sight = Sight(entries)
    moved = [entry for entry in entries if entry.kind == MOVED and entry.payload]
    standing = sight.newest(moved)
    days = sorted({_word(entry, "on") for entry in standing} or {_word(planned, "on")})
    newest = sight.newest(entries)
    cancels = newest[0] if len(newest) == 1 and newest[0].kind == CANCELLED else None
    return Meeting(
        stream=planned.stream,
        id=planned.subject,
        on=days[0],
        at=planned.payload["at"],
        minutes=planned.payload["minutes"],
        moves=_moves(planned, moved),
        cancelled=(_word(cancels, "why") or "The words are not here.") if cancels else "",
        unsettled=len(days) > 1,
    )


def _word(entry: Told, name: str) -> str:
    payload: Mapping[str, Any] = entry.payload or {}
    return str(payload.get(name, ""))


def _moves(planned: Told, moved: Sequence[Told]) -> tuple[Move, ...]:
    before = [planned, *moved]
    return tuple(
        Move(_word(was, "on"), _word(now, "why"), (now.payload or {})["by"]["name"])
        for was, now in zip(before, moved, strict=False)
    )


def held_as(meetings: Sequence[Meeting], held: Collection[str]) -> dict[str, str]:
    """Return by a meeting's id on which day it was held; `held` are the days of sessions that are recorded.

    A session of the same day is it, and else the nearest one within three days that is no other meeting's.
    """
    open_, left = sorted((one for one in meetings if not one.cancelled), key=lambda one: (one.on, one.id)), set(held)
    found: dict[str, str] = {}
    for near in (timedelta(0), NEAR):
        for one in open_:
            days = [day for day in left if _apart(day, one.on) <= near] if one.id not in found else []
            if days:
                found[one.id] = min(days, key=lambda day: (_apart(day, one.on), day))
                left.discard(found[one.id])
    return found


def _apart(one: str, other: str) -> timedelta:
    return abs(date.fromisoformat(one) - date.fromisoformat(other))


def kept(meetings: Sequence[Meeting], held: Collection[str], since: str, today: date) -> Kept:
    """Return what became of the dates of the last year; time without a session counts from `since` where that is later.

    A date of today counts once a session is recorded for it.
    """
    start = max((today - LOOKED_BACK).isoformat(), since)
    was_held = held_as(meetings, held)
    past = [one for one in meetings if start <= one.on < today.isoformat() or (one.on >= start and one.id in was_held)]
    days = sorted({start, *(day for day in held if start <= day <= today.isoformat()), today.isoformat()})
    gap, since_day, until = max(
        ((_apart(one, other).days, one, other) for one, other in pairwise(days)), default=(0, start, start)
    )
    return Kept(
        planned=len(past),
        held=sum(one.id in was_held for one in past),
        cancelled=sum(bool(one.cancelled) for one in past),
        longest_gap=gap,
        gap_since=since_day,
        gap_until=until,
    )


def ahead(rhythm: Rhythm, start: date, times: int, closed: Collection[date]) -> list[date]:
    """Return so many days from a first one on as the rhythm has them, each moved to the next working day."""
    found: list[date] = []
    day = start
    for _ in range(times):
        found.append(_working_day(day, closed))
        day += timedelta(days=rhythm.every(day.isoformat()))
    return found


def _working_day(day: date, closed: Collection[date]) -> date:
    while day.weekday() >= _SATURDAY or day in closed:
        day += timedelta(days=1)
    return day
