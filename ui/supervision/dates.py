"""The dates of one worker in words, without a window: how often was agreed, what is planned, what became of it."""

from dataclasses import dataclass

from supervision_app.domain.entries import counted, in_words
from supervision_app.domain.rhythm import in_weeks
from supervision_app.services import planning
from supervision_app.services.desk import Desk
from supervision_app.services.planning import PlannedRow, Timetable


@dataclass(frozen=True, slots=True)
class DateShown:
    """One planned date: its id, the day in words, and what is to be known of it."""

    id: str
    when: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class DatesShown:
    """What is agreed and planned with somebody; `past` and `kept` are for whoever supervises, and shown when asked."""

    person: str
    name: str
    agreed: str
    ahead: tuple[DateShown, ...]
    past: tuple[str, ...]
    kept: str


def dates_shown(desk: Desk, person: str) -> DatesShown:
    """Return the dates of somebody in words; raises NotFound."""
    found, rows = planning.timetable(desk, person), planning.planned_rows(desk, person)
    ahead = [row for row in rows if row.state == planning.PLANNED]
    past = [row for row in reversed(rows) if row.state != planning.PLANNED]
    return DatesShown(
        person=person,
        name=found.worker.name,
        agreed=_agreed(found),
        ahead=tuple(DateShown(row.meeting.id, planning.when(row.meeting), _moved(row)) for row in ahead),
        past=tuple(map(_past, past)),
        kept=_kept(found),
    )


def _agreed(found: Timetable) -> str:
    by = f"Due by {in_words(found.due)}."
    if not found.rhythm:
        return f"Nothing is agreed on how often. Four weeks are counted. {by}"
    name = found.rhythm.name[0].upper() + found.rhythm.name[1:]
    return f"{name}, {found.rhythm.minutes} minutes, from {in_words(found.rhythm.since)}. {by}"


def _moved(row: PlannedRow) -> str:
    one = row.meeting
    both = "Two moved it at once: the earlier day stands until it is moved again." if one.unsettled else ""
    first = f"First planned for {in_words(one.moves[0].was)}: {row.why}" if one.moves else ""
    return " ".join(filter(None, (first, both)))


def _past(row: PlannedRow) -> str:
    day = planning.when(row.meeting)
    if row.state == planning.CANCELLED:
        return f"{day}: cancelled. {row.why}"
    if row.state == planning.HELD:
        other = f" on {in_words(row.held_on)}" if row.held_on != row.meeting.on else ""
        return f"{day}: held{other}."
    return f"{day}: no session is recorded here."


def _kept(found: Timetable) -> str:
    kept = found.kept
    if not kept.planned and not kept.longest_gap:
        return ""
    held = f"{kept.held} of {counted(kept.planned, 'planned date was', 'planned dates were')} held in the last year"
    cancelled = f", {kept.cancelled} cancelled" if kept.cancelled else ""
    gap = f"The longest time without a session was {in_weeks(kept.longest_gap)}, "
    return f"{held}{cancelled}. {gap}from {in_words(kept.gap_since)} to {in_words(kept.gap_until)}."
