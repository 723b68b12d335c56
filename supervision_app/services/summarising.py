"""One child's summary for the case file, made from the record alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from supervision_app.domain.actions import Action, Holding, Move
from supervision_app.domain.allocation import BY_CHANGE, FIRST, Spell
from supervision_app.domain.disagreements import Disagreement, told
from supervision_app.domain.discussions import DEPTHS, TYPES, Discussion
from supervision_app.domain.entries import in_words, moment_in_words
from supervision_app.domain.observed import DATES, FACTS
from supervision_app.domain.people import ROLES, Person
from supervision_app.domain.sealed import Addition, After
from supervision_app.domain.words_on_actions import HOLDS, STATES, note_words
from supervision_app.services.desk import OWN_DEVICE, SAME_SCREEN
from supervision_app.services.documents import Block, CaseDocument, Details, Paragraph, Section, Subheading, Table
from supervision_app.services.read_models import ChildPage, Team

_LATE_AFTER = timedelta(days=1)
_MEANS = {OWN_DEVICE: "on their own computer", SAME_SCREEN: "on the screen of whoever supervised"}
_OF_THE_FILE = frozenset({"lists"})
"""Facts that say something of the file they came in, and nothing of the child."""

TITLE = "Supervision summary"
DEMONSTRATION = "Demonstration: synthetic data. No real child, family or worker."

Labels = Mapping[str, Mapping[str, str]]
"""What codes mean: for each fact, the code with its meaning."""


@dataclass(frozen=True, slots=True)
class Written:
    """The circumstances of an export: who made it, when, its number and id, and the application's version."""

    export: str
    number: int
    by: Person
    at: str
    version: str


def summarise(page: ChildPage, team: Team, written: Written, labels: Labels) -> CaseDocument:
    """Return the summary of one child. Every section is there, also when nothing is recorded in it."""
    discussed = page.discussions[0] if page.discussions else None
    open_actions = [action for action in page.actions if action.is_open]
    closed = [action for action in page.actions if not action.is_open]
    sections = (
        Section("What is known from the case system", _facts(page, labels), "Nothing has been observed."),
        Section("Who has had the child", _spells(page, labels), "No worker is recorded."),
        Section("Discussions and decisions", _discussions(page), "No discussion is recorded."),
        Section("Open actions", _open_table(page, open_actions), "No action is open."),
        Section("How each open action came to be", _histories(open_actions, labels), "No action is open."),
        Section("Closed actions, and what difference they made", _closed_table(closed), "No action has been closed."),
    )
    return CaseDocument(
        title=TITLE,
        banner=DEMONSTRATION if team.demonstration else "",
        details=_details(page, team, written, discussed),
        sections=sections,
        footer=f"Export {written.export} · version {written.number} · Supervision Companion {written.version}",
        written_at=written.at,
        data=_data(page, team, written),
    )


def _details(page: ChildPage, team: Team, written: Written, talk: Discussion | None) -> tuple[tuple[str, str], ...]:
    known, workers = page.known, page.allocation.workers
    born = known.value("born")
    return (
        ("Child’s id in the case system", known.case_id),
        ("Name used here", known.value("name") or "not recorded here"),
        ("Date of birth", in_words(born) if born else "not known"),
        ("Date of the latest meeting", in_words(talk.held_on) if talk else "no meeting is recorded"),
        ("Type of the latest record", TYPES[talk.type] if talk else "none"),
        ("Present at it", _people(talk.present) if talk else "nobody is recorded"),
        ("A management decision is in it", "yes" if any(one.decision for one in page.discussions) else "no"),
        ("Written out", moment_in_words(written.at)),
        ("Written out by", f"{written.by.name}, {ROLES[written.by.role]}"),
        ("Worker", _people(workers) if workers else "no worker is recorded"),
        ("Manager", _people(page.managers) if page.managers else "not known by name"),
        ("Team and authority", f"{team.name}, {team.authority}"),
        ("Restricted", "no restriction is recorded"),
        ("Version", str(written.number)),
    )


def _people(people: tuple[Person, ...]) -> str:
    return "; ".join(f"{person.name}, {ROLES[person.role]}" for person in people)


def _facts(page: ChildPage, labels: Labels) -> tuple[Block, ...]:
    rows = []
    for name, label in FACTS.items():
        fact = page.known.facts.get(name)
        if fact and name not in _OF_THE_FILE:
            rows.append((label, fact_words(name, fact.value, labels), in_words(fact.as_of)))
    columns = ("What", "In the case system", "As of")
    return (Table("Facts observed in the case system, each with its date", columns, tuple(rows)),) if rows else ()


def fact_words(name: str, value: str, labels: Labels) -> str:
    """Return a fact's value in words: a date written out, a code with its meaning."""
    if name in DATES:
        return in_words(value)
    meaning = labels.get(name, {}).get(value)
    return f"{value}: {meaning}" if meaning else value


def _spells(page: ChildPage, labels: Labels) -> tuple[Block, ...]:
    rows = tuple(
        (
            spell.person.name,
            since_words(spell),
            in_words(spell.until) if spell.until else "now",
            labels.get("reason", {}).get(spell.reason, spell.reason) or "first recorded",
        )
        for spell in page.allocation.spells
    )
    return (Table("Workers in order", ("Worker", "From", "Until", "Reason for the change"), rows),) if rows else ()


def since_words(spell: Spell) -> str:
    """Return since when a worker has had the child; of whoever was in the first file, nobody knows."""
    return in_words(spell.since) if spell.reason != FIRST else f"{in_words(spell.since)} or before"


def _discussions(page: ChildPage) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for talk in page.discussions:
        blocks.append(Subheading(f"{TYPES[talk.type]} on {in_words(talk.held_on)}"))
        details = [("Present", _people(talk.present)), ("Depth", DEPTHS[talk.depth]), ("Recorded by", talk.by)]
        late = _late(talk.held_on, talk.recorded_at)
        if late:
            details.append(("Late entry", late))
        if talk.worker:
            details.append(("Read by the worker", seen_words(talk.worker, talk.after)))
        blocks.append(Details(tuple(details)))
        blocks.extend(Paragraph(f"{part.heading}\n{part.text}") for part in talk.parts)
        if talk.decision:
            blocks.append(Details((("Decision", talk.decision), ("Reasons", talk.reasons))))
        blocks.extend(Paragraph(f"{added_words(one)}\n{one.text}") for one in talk.after.added)
        if talk.disagreement:
            blocks.extend(Paragraph(f"{heading}\n{text}") for heading, text in told(talk.disagreement))
    return tuple(blocks)


def seen_words(worker: Person, after: After) -> str:
    """Return whether the worker has read a record, and if so when and where."""
    seen = next((one for one in after.seen if one.person == worker), None)
    return f"{in_words(seen.on)}, {_MEANS.get(seen.means, seen.means)}" if seen else f"not yet seen by {worker.name}"


def added_words(addition: Addition) -> str:
    """Return the heading of words that were added to a sealed record."""
    return f"Added on {in_words(addition.on)} by {addition.by.name}"


def _late(held_on: str, recorded_at: str) -> str:
    """Return when it was typed if that was later than the day after the meeting, else nothing."""
    typed = datetime.fromisoformat(recorded_at).date()
    return f"typed on {in_words(typed)}" if typed - date.fromisoformat(held_on) > _LATE_AFTER else ""


def _open_table(page: ChildPage, actions: list[Action]) -> tuple[Block, ...]:
    rows = tuple(
        (
            action.what,
            action.why or "not recorded",
            action.difference or "not recorded",
            _holder(page, action),
            _due(action),
        )
        for action in actions
    )
    columns = ("What", "Why", "What should be different", "Who answers for it", "Due")
    return (Table("Open actions", columns, rows),) if rows else ()


def _holder(page: ChildPage, action: Action) -> str:
    held = page.standings[action.id]
    names = " and ".join(person.name for person in held.accountable)
    awaiting = " and ".join(person.name for person in held.awaiting)
    words = f"{names} ({awaiting} has yet to accept)" if awaiting else names
    return f"{words}; done by {action.doer}" if action.doer else words


def _due(action: Action) -> str:
    """Return the date, and how it came to be that date where it was moved."""
    if not action.due:
        return "no date is here"
    if not action.times_moved:
        return in_words(action.due)
    times = "once" if action.times_moved == 1 else f"{action.times_moved} times"
    return f"{in_words(action.due)} (first {in_words(action.first_due)}, moved {times})"


def _histories(actions: list[Action], labels: Labels) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for action in actions:
        blocks.append(Subheading(action.what))
        lines = [f"Agreed on {in_words(action.agreed_on)} by {action.agreed_by} ({action.setting})."]
        late = _late(action.agreed_on, action.recorded_at)
        lines += [f"Late entry: {late}."] if late else []
        lines += [_holding_words(holding, labels) for holding in action.holders]
        lines += [_move_words(move) for move in action.moves]
        lines += [note_words(note) for note in action.notes]
        lines += list(action.unsettled)
        blocks.append(Paragraph("\n".join(lines)))
    return tuple(blocks)


def _holding_words(holding: Holding, labels: Labels) -> str:
    """Return since when somebody has held an action, how, until when, and for which reason."""
    code = holding.reason.removeprefix(BY_CHANGE)
    meaning = labels.get("reason", {}).get(code)
    reason = f"{BY_CHANGE}{meaning[0].lower()}{meaning[1:]}" if meaning and code != holding.reason else holding.reason
    reason = reason.rstrip(".")
    until = f" until {in_words(holding.until)}" if holding.until else ""
    return f"{in_words(holding.since)}: {holding.person.name} {HOLDS[holding.how]}{until} ({reason})."


def _move_words(move: Move) -> str:
    was = in_words(move.was) if move.was else "none"
    return f"{in_words(move.on)}: {move.by} moved the date from {was} to {in_words(move.now)}: {move.why}"


def _closed_table(actions: list[Action]) -> tuple[Block, ...]:
    rows = tuple(
        (
            action.what,
            STATES[action.state],
            f"{in_words(action.closed_on)}, {action.closed_by}",
            action.impact,
        )
        for action in actions
    )
    columns = ("What", "How it ended", "When and by whom", "What difference it made")
    return (Table("Closed actions", columns, rows),) if rows else ()


def _data(page: ChildPage, team: Team, written: Written) -> dict[str, Any]:
    """Return the same content as plain values, for the file that a machine reads."""
    return {
        "export": {
            "id": written.export,
            "version": written.number,
            "written_at": written.at,
            "written_by": {"name": written.by.name, "role": written.by.role},
            "app_version": written.version,
        },
        "team": {"name": team.name, "authority": team.authority, "demonstration": team.demonstration},
        "child": {"id": page.known.case_id, **{name: fact.value for name, fact in sorted(page.known.facts.items())}},
        "workers": [
            {"name": spell.person.name, "since": spell.since, "until": spell.until, "reason": spell.reason}
            for spell in page.allocation.spells
        ],
        "managers": [person.name for person in page.managers],
        "discussions": [discussion_data(talk) for talk in page.discussions],
        "actions": [_action_data(page, action) for action in page.actions],
    }


def discussion_data(talk: Discussion) -> dict[str, Any]:
    """Return a discussion as plain values."""
    return {
        "id": talk.id,
        "type": talk.type,
        "depth": talk.depth,
        "held_on": talk.held_on,
        "recorded_at": talk.recorded_at,
        "late": bool(_late(talk.held_on, talk.recorded_at)),
        "present": [{"name": person.name, "role": person.role} for person in talk.present],
        "parts": [{"heading": part.heading, "text": part.text} for part in talk.parts],
        "decision": talk.decision,
        "reasons": talk.reasons,
        "by": talk.by,
        "worker": talk.worker.name if talk.worker else "",
        "seen": [{"name": one.person.name, "on": one.on, "means": one.means} for one in talk.after.seen],
        "added": [{"text": one.text, "on": one.on, "by": one.by.name} for one in talk.after.added],
        "disagreement": disagreement_data(talk.disagreement),
    }


def disagreement_data(found: Disagreement | None) -> dict[str, Any] | None:
    """Return a disagreement as plain values; None where nobody disagrees."""
    if found is None:
        return None
    settled = found.settled
    return {
        "open": found.is_open,
        "views": [{"text": one.text, "by": one.by.name, "on": one.on, "means": one.means} for one in found.views],
        "escalated": [{"to": one.to.name, "why": one.why, "by": one.by.name, "on": one.on} for one in found.escalated],
        "settled": {"text": settled.text, "by": settled.by.name, "on": settled.on} if settled else None,
    }


def _action_data(page: ChildPage, action: Action) -> dict[str, Any]:
    held = page.standings.get(action.id)
    return {
        "id": action.id,
        "what": action.what,
        "why": action.why,
        "difference": action.difference,
        "doer": action.doer,
        "accountable": [person.name for person in held.accountable] if held else [],
        "awaiting": [person.name for person in held.awaiting] if held else [],
        "holding": held.holding if held else "",
        "state": action.state,
        "due": action.due,
        "first_due": action.first_due,
        "moves": [{"was": m.was, "now": m.now, "on": m.on, "by": m.by, "why": m.why} for m in action.moves],
        "times_moved": action.times_moved,
        "agreed_on": action.agreed_on,
        "agreed_by": action.agreed_by,
        "setting": action.setting,
        "holders": [
            {"name": h.person.name, "how": h.how, "since": h.since, "until": h.until, "reason": h.reason}
            for h in action.holders
        ],
        "notes": [{"on": note.on, "by": note.by, "text": note.text, "state": note.state} for note in action.notes],
        "closed_on": action.closed_on,
        "closed_by": action.closed_by,
        "impact": action.impact,
        "unsettled": list(action.unsettled),
    }
