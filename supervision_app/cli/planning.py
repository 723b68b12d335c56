"""The rhythm of supervision and its planned dates."""

from pathlib import Path
from typing import Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, PassphraseFile, Vault
from supervision_app.cli.speaking import counted, result
from supervision_app.domain.entries import in_words
from supervision_app.domain.rhythm import WORKER
from supervision_app.services import planning
from supervision_app.services.planning import PlannedRow, RhythmRow, ToPlan

rhythm_app = typer.Typer(
    help="How often a worker is supervised, or a child talked about: as it was agreed.", no_args_is_help=True
)
plan_app = typer.Typer(help="Planned dates of supervision.", no_args_is_help=True)

Worker = Annotated[str, typer.Argument(metavar="NAME", help="With whom.")]
MeetingId = Annotated[str, typer.Argument(metavar="DATE-ID", help="The date’s id, or its start: see “plan list”.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it stays in the worker’s own record.")]

_STATES = {
    planning.PLANNED: "planned",
    planning.HELD: "held",
    planning.CANCELLED: "cancelled",
    planning.NO_RECORD: "no session is recorded here",
}


@rhythm_app.command("set")
def set_rhythm(
    whose: Annotated[str, typer.Argument(metavar="ID|NAME", help="A child’s id, or a worker’s name.")],
    every: Annotated[
        str,
        typer.Option(
            "--every",
            metavar="RHYTHM",
            help="A number of weeks; or monthly, fortnightly, newly-qualified (workers), four-weekly, six-weekly, "
            "quarterly (children).",
        ),
    ],
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From when it counts. Default: today.")] = "",
    minutes: Annotated[int | None, typer.Option("--minutes", help="How long a session is. Default: 90.")] = None,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Agree how often a worker is supervised, or a child talked about."""
    with open_desk(vault, passphrase_file) as desk:
        day = desk.past_day(since, "The day it counts from") if since else desk.today()
        agreed = planning.agree_rhythm(desk, whose, every, day, minutes)
        row = next(row for row in planning.rhythm_rows(desk) if row.rhythm.stream == agreed.stream)
    result(_rhythm_data(row), f"Agreed: {_rhythm_words(row)}", as_json=as_json)


@rhythm_app.command("list")
def list_rhythms(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """List what is agreed."""
    with open_desk(vault, passphrase_file) as desk:
        rows = planning.rhythm_rows(desk)
    text = "\n".join(map(_rhythm_words, rows)) or "No rhythm is agreed. “rhythm set” agrees one."
    result([_rhythm_data(row) for row in rows], text, as_json=as_json)


def _rhythm_data(row: RhythmRow) -> dict[str, Any]:
    return {
        "whose": row.whose,
        "for": row.whom,
        "code": row.rhythm.code,
        "name": row.rhythm.name,
        "since": row.rhythm.since,
        "minutes": row.rhythm.minutes,
        "steps": [{"every": step.every, "until": step.until or None} for step in row.rhythm.steps],
        "by": row.rhythm.by,
    }


def _rhythm_words(row: RhythmRow) -> str:
    lasts = f", {row.rhythm.minutes} minutes" if row.whom == WORKER else ""
    return f"{row.whose}: {row.rhythm.name}{lasts}, from {in_words(row.rhythm.since)}."


@plan_app.command()
def add(
    worker: Worker,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Which day, like 9/11/2026 or “next Friday”.")],
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="The time of day, like 10:00.")] = "",
    minutes: Annotated[int, typer.Option("--minutes", help="How long. Default: as agreed, else 90.")] = 0,
    times: Annotated[int, typer.Option("--times", help="How many, each as the agreed rhythm has it.")] = 1,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Plan one date of supervision, or several in the agreed rhythm on working days."""
    with open_desk(vault, passphrase_file) as desk:
        day = desk.day(on, "The day")
        made = {one.id for one in planning.plan(desk, ToPlan(worker, day, at, minutes, times))}
        rows = [row for row in planning.planned_rows(desk, worker) if row.meeting.id in made]
    _show(rows, as_json=as_json)


@plan_app.command()
def move(
    meeting: MeetingId,
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="The new day.")],
    why: Why,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Move a planned date, with the reason; the days before stay."""
    with open_desk(vault, passphrase_file) as desk:
        done = planning.move(desk, meeting, desk.day(to, "The day"), why)
        rows = [row for row in planning.planned_rows(desk) if row.meeting.id == done.id]
    _show(rows, as_json=as_json)


@plan_app.command()
def cancel(
    meeting: MeetingId, why: Why, vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False
) -> None:
    """Cancel a planned date, with the reason."""
    with open_desk(vault, passphrase_file) as desk:
        done = planning.cancel(desk, meeting, why)
        rows = [row for row in planning.planned_rows(desk) if row.meeting.id == done.id]
    _show(rows, as_json=as_json)


@plan_app.command("list")
def list_plans(
    worker: Annotated[str, typer.Argument(metavar="NAME", help="Of whom. Default: of everybody.")] = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """List the planned dates and what became of them."""
    with open_desk(vault, passphrase_file) as desk:
        rows = planning.planned_rows(desk, worker)
    _show(rows, as_json=as_json)


@plan_app.command()
def ics(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The calendar file.")],
    worker: Annotated[str, typer.Option("--with", metavar="NAME", help="Only dates with this person.")] = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Write the dates ahead as a calendar file that names nobody; open it with your calendar."""
    with open_desk(vault, passphrase_file) as desk:
        ahead = [row.meeting for row in planning.planned_rows(desk, worker) if row.state == planning.PLANNED]
        bootstrap.write_calendar(out, ahead, desk.clock.now())
    said = f"{counted(len(ahead), 'date', 'dates')} written to {out}. No name stands in it."
    result({"file": str(out), "dates": len(ahead)}, said, as_json=as_json)


def _show(rows: list[PlannedRow], *, as_json: bool) -> None:
    text = "\n".join(map(_plan_words, rows)) or "No date is planned. “plan add” plans one."
    result([_plan_data(row) for row in rows], text, as_json=as_json)


def _plan_data(row: PlannedRow) -> dict[str, Any]:
    one = row.meeting
    return {
        "id": one.id,
        "worker": row.worker.name,
        "on": one.on,
        "at": one.at or None,
        "minutes": one.minutes,
        "state": row.state,
        "held_on": row.held_on or None,
        "first_on": one.moves[0].was if one.moves else one.on,
        "moves": len(one.moves),
        "why": row.why,
        "unsettled": one.unsettled,
    }


def _plan_words(row: PlannedRow) -> str:
    one = row.meeting
    held = f" on {in_words(row.held_on)}" if row.held_on and row.held_on != one.on else ""
    moved = f", first {in_words(one.moves[0].was)}" if one.moves else ""
    why = f" ({row.why})" if row.why else ""
    return f"{one.id[:8]}  {planning.when(one)}, {row.worker.name}: {_STATES[row.state]}{held}{moved}{why}"
