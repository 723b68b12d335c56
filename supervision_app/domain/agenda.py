"""What a session should come to with each child, and why: a reason on each line, and never a score of anybody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain.clock_words import ahead_words, past_words
from supervision_app.domain.clocks import Clock
from supervision_app.domain.discussions import WHY_NOT, Discussion
from supervision_app.domain.entries import counted, in_words
from supervision_app.domain.situations import Circumstances, holding

AT_ONCE = 3
"""How many children are suggested for a conversation in depth: more would leave no time for any."""
SILENT_FOR = 3
"""Conversations in depth in a row without a word on a part of the guide, from which that is said."""
_PRESSING, _SOON, _WORTH = 3, 2, 1
_PLAN = "permanence-plan"


@dataclass(frozen=True, slots=True)
class Line:
    """One child on the agenda: the reasons, the most pressing first, and whether to talk in depth is suggested."""

    reasons: tuple[str, ...]
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A child for the agenda: what is known, the time limits that run, and how many actions wait to be accepted."""

    child: Circumstances
    clocks: Sequence[Clock]
    waiting: int = 0


def agenda(children: Mapping[str, Due], headings: Sequence[str]) -> dict[str, Line]:
    """Return a line for each child by its key, the most pressing first; `headings` are the parts of the guide.

    Suggested are those with the most pressing reasons, of equal ones whoever waited longest for a conversation in
    depth: so depth goes round.
    """
    found = {key: tuple(_reasons(due, headings)) for key, due in children.items()}
    weights = {key: sum(weight for weight, _ in reasons) for key, reasons in found.items()}
    order = sorted(found, key=lambda key: (-weights[key], _last_deep(children[key].child), key))
    suggested = [key for key in order if weights[key] >= _PRESSING][:AT_ONCE]
    return {key: Line(_told(found[key]), key in suggested) for key in order}


def _told(reasons: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(text for _, text in sorted(reasons, key=lambda reason: -reason[0]))


def _last_deep(child: Circumstances) -> str:
    return max((talk.held_on for talk in child.discussions if talk.in_depth), default="")


def _reasons(due: Due, headings: Sequence[str]) -> Iterator[tuple[int, str]]:
    yield from _of_actions(due)
    yield from _of_clocks(due)
    yield from _of_talks(due.child)
    yield from _of_people(due.child)
    yield from _left_out(due.child, headings)


def _of_actions(due: Due) -> Iterator[tuple[int, str]]:
    child = due.child
    today = child.today.isoformat()
    past = [action for action in child.actions if action.is_open and action.due and action.due < today]
    if past:
        since = in_words(min(action.due for action in past))
        many = f"{len(past)} actions are past their date, the oldest since {since}."
        yield _PRESSING, many if len(past) > 1 else f"1 action is past its date, {since}."
    moved = [action for action in child.actions if action.is_open and action.times_moved > 1]
    if moved:
        yield _PRESSING, f"{counted(len(moved), 'action was', 'actions were')} moved twice or more."
    if due.waiting:
        yield _SOON, f"{counted(due.waiting, 'action waits', 'actions wait')} to be accepted."


def _of_clocks(due: Due) -> Iterator[tuple[int, str]]:
    today = due.child.today
    known = [clock for clock in due.clocks if not clock.may_be_done and clock.id != _PLAN]
    # Of two limits from one rule that are both past, the later says it all.
    past = {clock.source: clock for clock in sorted(known, key=lambda clock: clock.due) if clock.due < today}
    for clock in past.values():
        yield _PRESSING, f"{past_words(clock)}."
    for clock in known:
        if clock.soon(today):
            yield _SOON, f"{ahead_words(clock)}."


def _of_talks(child: Circumstances) -> Iterator[tuple[int, str]]:
    situations, last = holding(child), _last_deep(child)
    if "put-off" in situations:
        yield _SOON, _put_off(child.discussions[0])
    if "long-silent" in situations:
        weeks = (child.today - date.fromisoformat(last)).days // 7
        yield _PRESSING, f"Not talked about in depth for {weeks} weeks."
    if "first-talk" in situations:
        yield _SOON, "Not talked about in depth here yet."


def _put_off(talk: Discussion) -> str:
    why = next((part.text for part in talk.parts if part.heading == WHY_NOT), "")
    because = f": {why}" if why else ""
    return f"Not today on {in_words(talk.held_on)}{because.rstrip('.')}."


def _of_people(child: Circumstances) -> Iterator[tuple[int, str]]:
    situations = holding(child)
    if "new-worker" in situations:
        spell = next(spell for spell in reversed(child.allocation.spells) if not spell.until)
        yield _SOON, f"With {spell.person.name} since {in_words(spell.since)}."
    if "not-seen" in situations:
        yield _SOON, "The file knows of no visit in the last six weeks."


def _left_out(child: Circumstances, headings: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the parts of the guide on which nothing was written in the last conversations in depth."""
    deep = [talk for talk in child.discussions if talk.in_depth][:SILENT_FOR]
    if len(deep) < SILENT_FOR:
        return
    written = {part.heading for talk in deep for part in talk.parts}
    missing = [heading for heading in headings if heading not in written]
    if missing and len(missing) < len(headings):
        parts = ", ".join(f"“{heading}”" for heading in missing)
        yield _WORTH, f"Nothing was written in the last three conversations on {parts}."
