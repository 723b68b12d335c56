"""Commands that bring a caseload in."""

from pathlib import Path
from typing import Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, DryRun, PassphraseFile, Vault
from supervision_app.cli.speaking import counted, progress, result
from supervision_app.domain.dates import read_date
from supervision_app.domain.entries import in_words
from supervision_app.domain.observed import Refusal
from supervision_app.services.going_live import WentLive, load_open_actions
from supervision_app.services.importing import ChildLine, MoveLine, Outcome, ToImport, import_caseload

app = typer.Typer(help="Bring a caseload in, and the actions that are open already.", no_args_is_help=True)

_SHOWN = 12


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Annex A workbook, SSDA903 files, or a table (CSV, XLSX).")
    ],
    kind: Annotated[
        str, typer.Option("--as", metavar="KIND", help="annex-a, ssda903 or table. Default: seen from the files.")
    ] = "",
    team: Annotated[
        list[str] | None,
        typer.Option("--team", metavar="NAME", help="Keep this team only; repeat for more. Remembered."),
    ] = None,
    all_teams: Annotated[
        bool, typer.Option("--all-teams", help="Keep every team, and forget those named before.")
    ] = False,
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", metavar="DATE", help="The day the files tell of. Default: when they were last changed."
        ),
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="CODE", help="Reason code for children who moved to another worker.")
    ] = "",
    dry_run: DryRun = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Load allocations and dates. Says what is new, changed, moved to another worker, gone, and refused."""
    day = read_date(as_of) if as_of else None
    wanted = ToImport(files, kind or None, tuple(team or ()), all_teams, day, reason, dry_run)
    with open_desk(vault, passphrase_file) as desk:
        outcome = import_caseload(desk, bootstrap.caseload_files(), wanted, progress)
    result(_outcome_data(outcome), _outcome_words(outcome), as_json=as_json)


@app.command("open-actions")
def open_actions(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A table (CSV, XLSX, or text pasted from a spreadsheet).")
    ],
    accepted: Annotated[
        bool, typer.Option("--accepted", help="The owners know of these: do not ask them to accept.")
    ] = False,
    dry_run: DryRun = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Load actions that are open already, with their real first dates.

    Columns: child, what, owner, due; and where known why, difference, doer, first due, agreed on, moves.
    """
    with open_desk(vault, passphrase_file) as desk:
        done = load_open_actions(
            desk, bootstrap.caseload_files(), file, accepted=accepted, dry_run=dry_run, progress=progress
        )
    result(_live_data(done), _live_words(done), as_json=as_json)


def refusals(refused: tuple[Refusal, ...]) -> list[dict[str, Any]]:
    """Return what was refused as plain values."""
    return [{"file": one.place.file, "sheet": one.place.sheet, "row": one.place.row, "why": one.why} for one in refused]


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": outcome.kind,
        "as_of": outcome.as_of.isoformat(),
        "teams": list(outcome.teams),
        "dry_run": outcome.dry_run,
        "new": [{"id": line.id} for line in outcome.new],
        "changed": [_changed(line) for line in outcome.changed],
        "unchanged": outcome.unchanged,
        "moved": [
            {
                "id": line.id,
                "from": line.outgoing,
                "to": line.to,
                "waiting_for_reason": line.waiting,
                "offered": line.offered,
            }
            for line in outcome.moved
        ],
        "gone": [{"id": case_id} for case_id in outcome.gone],
        "refused": refusals(outcome.refused),
        "notes": list(outcome.notes),
    }


def _changed(line: ChildLine) -> dict[str, Any]:
    return {"id": line.id, "changes": [{"what": what, "was": was, "now": now} for what, was, now in line.changes]}


def _outcome_words(outcome: Outcome) -> str:
    would = "Would load" if outcome.dry_run else "Loaded"
    head = (
        f"{would} {outcome.kind} as of {in_words(outcome.as_of)}: "
        f"{len(outcome.new)} new, {len(outcome.changed)} changed, "
        f"{outcome.unchanged} unchanged, {len(outcome.moved)} with another worker, {len(outcome.gone)} gone, "
        f"{len(outcome.refused)} refused."
    )
    lines = [head]
    lines += _few("New", [line.id for line in outcome.new])
    lines += _few("Changed", [_change_words(line) for line in outcome.changed])
    lines += _few("With another worker", [_move_words(line) for line in outcome.moved])
    if any(line.waiting for line in outcome.moved):
        lines.append(
            "  Give the reason with --reason CODE, or child by child with “allocate”; nothing moves until then."
        )
    lines += _few("Gone from the file (nothing was closed)", list(outcome.gone))
    lines += _refusal_words(outcome.refused)
    return "\n".join(lines + [f"Note: {note}" for note in outcome.notes])


def _few(what: str, items: list[str]) -> list[str]:
    if not items:
        return []
    more = [f"  and {len(items) - _SHOWN} more (all of them with --json)"] if len(items) > _SHOWN else []
    return [f"{what}:", *(f"  {item}" for item in items[:_SHOWN]), *more]


def _change_words(line: ChildLine) -> str:
    parts = (f"{what}: {was} → {now}" if was else f"{what}: {now}" for what, was, now in line.changes)
    return f"{line.id}  {'; '.join(parts)}"


def _move_words(line: MoveLine) -> str:
    done = (
        "waits for a reason"
        if line.waiting
        else f"{counted(line.offered, 'open action', 'open actions')} offered to {line.to}"
    )
    return f"{line.id}  {line.outgoing or 'nobody'} → {line.to}: {done}"


def _refusal_words(refused: tuple[Refusal, ...]) -> list[str]:
    return ["Refused:", *(f"  {one.place}: {one.why}" for one in refused)] if refused else []


def _live_data(done: WentLive) -> dict[str, Any]:
    return {
        "loaded": list(done.loaded),
        "refused": refusals(done.refused),
        "notes": list(done.notes),
        "dry_run": done.dry_run,
    }


def _live_words(done: WentLive) -> str:
    would = "Would load" if done.dry_run else "Loaded"
    lines = [f"{would} {len(done.loaded)} open actions; {len(done.refused)} refused.", *_refusal_words(done.refused)]
    return "\n".join(lines + [f"Note: {note}" for note in done.notes])
