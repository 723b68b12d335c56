"""Commands that read it all back."""

from typing import Annotated, Any

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, Child, PassphraseFile, Vault
from supervision_app.cli.speaking import result
from supervision_app.domain.actions import CLOSED_STATES, OPEN_STATES
from supervision_app.domain.clock_words import short_words
from supervision_app.domain.clocks import Clock
from supervision_app.domain.entries import in_words, moment_in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import FACTS
from supervision_app.services import reading
from supervision_app.services.exporting import labels_of
from supervision_app.services.read_models import ActionRow, ChildPage, ChildRow, LogRow, NotedRow
from supervision_app.services.summarising import Labels, discussion_data, fact_words

ANY_OPEN = "any-open"
_NOBODY = "No children here. Bring them in with “caseload import”."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (children, child, actions, log):
        app.command(rich_help_panel="Reading")(command)


def children(
    worker: Annotated[str, typer.Option("--worker", metavar="NAME", help="Only this worker’s children.")] = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """List the children: who has them, what is open, overdue, not yet accepted."""
    with open_desk(vault, passphrase_file) as desk:
        rows = reading.children(desk, worker=worker)
    result([_child_data(row) for row in rows], "\n".join(map(_child_words, rows)) or _NOBODY, as_json=as_json)


def child(child: Child, vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """Show one child: facts, who has the case, findings, time limits, actions, discussions, exports."""
    with open_desk(vault, passphrase_file) as desk:
        page = reading.child_page(desk, child)
        rows = reading.actions(desk, child=child)
        labels = labels_of(desk)
    result(_page_data(page, rows), _page_words(page, rows, labels), as_json=as_json)


def actions(
    child: Annotated[str, typer.Option("--child", metavar="ID", help="Only this child’s.")] = "",
    worker: Annotated[
        str, typer.Option("--worker", metavar="NAME", help="Only what this person holds or was offered.")
    ] = "",
    state: Annotated[
        str, typer.Option("--state", help=f"One of: {ANY_OPEN}, {', '.join(OPEN_STATES + CLOSED_STATES)}.")
    ] = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """List actions, the soonest due first, then closed ones."""
    if state and state not in (ANY_OPEN, *OPEN_STATES, *CLOSED_STATES):
        message = f"“{state}” is not a state. Use one of: {', '.join((ANY_OPEN, *OPEN_STATES, *CLOSED_STATES))}."
        raise InputRefused(message)
    with open_desk(vault, passphrase_file) as desk:
        rows = reading.actions(desk, child=child, worker=worker, state=state)
    result(
        [action_data(row) for row in rows], "\n".join(map(action_words, rows)) or "No actions here.", as_json=as_json
    )


def log(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="A child’s id, or an action’s.")],
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Show every entry: when it happened, when it was typed, whose word it is, who typed it."""
    with open_desk(vault, passphrase_file) as desk:
        rows = reading.log(desk, wanted)
    result([_log_data(row) for row in rows], "\n".join(map(_log_words, rows)), as_json=as_json)


def action_data(row: ActionRow) -> dict[str, Any]:
    """Return an action as plain values."""
    return {
        "id": row.id,
        "child": row.child,
        "what": row.what,
        "why": row.why,
        "difference": row.difference,
        "owner": row.owner,
        "awaiting": row.awaiting or None,
        "holding": row.holding or None,
        "state": row.state,
        "due": row.due,
        "first_due": row.first_due,
        "moves": row.moves,
        "agreed_on": row.agreed_on,
        "doer": row.doer or row.owner,
        "holders": [
            {"name": one.name, "how": one.how, "from": one.since, "to": one.until or None, "reason": one.reason}
            for one in row.holders
        ],
        "impact": row.impact or None,
        "said": row.said or None,
    }


def times(count: int) -> str:
    """Return how often in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def action_words(row: ActionRow) -> str:
    """Return an action in three lines, and one for each that something was said in."""
    first = f" (first {in_words(row.first_due)}, moved {times(row.moves)})" if row.moves and row.first_due else ""
    due = f"due {in_words(row.due)}{first}" if row.due else "no date is here"
    held = f"{row.owner} (has yet to accept)" if row.awaiting else row.owner
    if row.holding == "unowned":
        held = f"nobody yet: {row.owner} holds it until somebody takes it on"
    lines = [f"{row.id[:8]}  {row.child}  {row.state}, {due}", f"          {row.what}", f"          {held}"]
    if row.doer:
        lines[-1] += f"; done by {row.doer}"
    if row.said:
        lines.append(f"          {row.said}")
    if row.impact:
        lines.append(f"          Difference made: {row.impact}")
    return "\n".join(lines)


def _child_data(row: ChildRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "team": row.team,
        "worker": row.worker or None,
        "born": row.born or None,
        "legal_status": row.legal_status or None,
        "open_actions": row.open_actions,
        "overdue": row.overdue,
        "not_accepted": row.not_accepted,
        "last_discussed": row.last_discussed or None,
    }


def _child_words(row: ChildRow) -> str:
    parts = [f"{row.open_actions} open"] if row.open_actions else []
    parts += [f"{row.overdue} overdue"] if row.overdue else []
    parts += [f"{row.not_accepted} not accepted"] if row.not_accepted else []
    name = f" {row.name}" if row.name else ""
    return f"{row.id}{name}  {row.worker or 'no worker'}  {', '.join(parts) or 'no open actions'}"


def _page_data(page: ChildPage, rows: list[ActionRow]) -> dict[str, Any]:
    known = page.known
    workers = [person.name for person in page.allocation.workers]
    return {
        "child": {"id": known.case_id, **{name: fact.value for name, fact in known.facts.items()}},
        "as_of": {name: fact.as_of for name, fact in known.facts.items()},
        "worker": " and ".join(workers) or None,
        "manager": " and ".join(person.name for person in page.managers) or None,
        "workers": [
            {"name": spell.person.name, "from": spell.since, "to": spell.until or None, "reason": spell.reason or None}
            for spell in page.allocation.spells
        ],
        "findings": [{"code": finding.code, "text": finding.text} for finding in page.findings],
        "clocks": [_clock_data(clock) for clock in page.clocks],
        "noted": [_noted_data(row) for row in page.noted],
        "actions": [action_data(row) for row in rows],
        "discussions": [discussion_data(talk) for talk in page.discussions],
        "exports": [
            {
                "id": export.id,
                "version": export.number,
                "written_at": export.written_at,
                "by": export.by.name,
                "formats": list(export.formats),
                "confirmed_on": export.confirmed_on or None,
                "reference": export.reference or None,
            }
            for export in page.exports
        ],
    }


def _clock_data(clock: Clock) -> dict[str, Any]:
    return {
        "id": clock.id,
        "name": clock.name,
        "started": clock.started.isoformat(),
        "due": clock.due.isoformat(),
        "source": clock.source,
        "confidence": clock.confidence,
        "counts": clock.counts,
        "first_day_counts": clock.first_day_counts,
        "warn_days": clock.warn_days,
        "note": clock.note or None,
        "changed_by": clock.changed_by or None,
        "may_be_done": clock.may_be_done,
    }


def _noted_data(row: NotedRow) -> dict[str, Any]:
    return {
        "event": row.event,
        "name": row.name,
        "on": row.noted.on,
        "by": row.noted.by,
        "source": row.noted.source,
        "noted_on": row.noted.noted_on,
        "also": list(row.noted.also),
    }


def _page_words(page: ChildPage, rows: list[ActionRow], labels: Labels) -> str:
    known = page.known
    worker = " and ".join(person.name for person in page.allocation.workers) or "no worker"
    lines = [f"{known.case_id} {known.value('name')}".rstrip(), f"Worker: {worker}"]
    lines += [f"Manager: {' and '.join(person.name for person in page.managers) or 'not known by name'}"]
    lines += _block(
        "Known from the case system", [_fact_words(page, name, labels) for name in FACTS if name in known.facts]
    )
    lines += _block("What stands out", [finding.text for finding in page.findings])
    lines += _block("Time limits", [f"{short_words(clock)} ({clock.source})" for clock in page.clocks])
    noted = [f"{row.line} ({row.noted.words})" for row in page.noted]
    lines += _block("Dates noted here", noted)
    lines += ["", "Actions", *(action_words(row) for row in rows)] if rows else ["", "No actions."]
    talks = [f"{in_words(t.held_on)}: {t.decision or (t.parts[0].text if t.parts else '')}" for t in page.discussions]
    lines += _block("Discussions", talks)
    lines += _block(
        "Exports",
        [f"version {e.number}, {', '.join(e.formats)}, {e.id[:8]}: {_filed(e.confirmed_on)}" for e in page.exports],
    )
    return "\n".join(lines)


def _filed(confirmed_on: str) -> str:
    return f"on file since {in_words(confirmed_on)}" if confirmed_on else "not confirmed on file"


def _fact_words(page: ChildPage, name: str, labels: Labels) -> str:
    fact = page.known.facts[name]
    return f"{FACTS[name]}: {fact_words(name, fact.value, labels)} (as of {in_words(fact.as_of)})"


def _block(heading: str, items: list[str]) -> list[str]:
    return ["", heading, *(f"  {item}" for item in items)] if items else []


def _log_data(row: LogRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "subject": row.subject,
        "happened_on": row.happened_on,
        "recorded_at": row.recorded_at,
        "by": row.by,
        "recorded_by": row.recorded_by,
        "means": row.means,
        "device": row.author,
        "words": row.words,
    }


def _log_words(row: LogRow) -> str:
    typed = "" if row.recorded_by in ("", row.by) else f", recorded by {row.recorded_by} {row.means}"
    when = f"(typed {moment_in_words(row.recorded_at)})"
    return f"{in_words(row.happened_on)}  {row.kind}  {row.by}{typed}  {when}\n    {row.words}"
