"""What a session should come to with each child, and why: a reason on each line, and never a score of anybody."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supervision_app.domain.clocks import Clock
from supervision_app.domain.discussions import NOT_TODAY, WHY_NOT, Discussion
from supervision_app.domain.entries import counted, in_words
from supervision_app.domain.rhythm import Rhythm
from supervision_app.domain.situations import Circumstances, holding

SOON = timedelta(days=14)
"""Days ahead in which a time limit is on the agenda."""
AT_ONCE = 3
"""How many children are suggested for a conversation in depth: more would leave no time for any."""
SILENT_FOR = 3
"""Conversations in depth in a row without a word on a part of the guide, from which that is said."""
_PRESSING, _SOON, _WORTH = 3, 2, 1
_PLAN = "permanence-plan"


@dataclass(frozen=True, slots=True)
class Theme:
    """What conversations come back to, and the words of which one at least stands there then, in small letters."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a session may ask of each child: the parts of its guide, those for the child's own words, and themes."""

    headings: Sequence[str]
    childs_words: Collection[str] = ()
    themes: Sequence[Theme] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One child on the agenda: the reasons, the most pressing first, and whether to talk in depth is suggested."""

    reasons: tuple[str, ...]
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A child for the agenda: what is known, the time limits that run, and how many actions wait to be accepted.

    `rhythm` is how often it was agreed to talk about them, None where nothing was.
    """

    child: Circumstances
    clocks: Sequence[Clock]
    waiting: int = 0
    rhythm: Rhythm | None = None


def agenda(children: Mapping[str, Due], asked: Asked) -> dict[str, Line]:
    """Return a line for each child by its key: whoever was put off last time first, then the most pressing.

    Suggested are those with the most pressing reasons, of equal ones whoever waited longest for a conversation in
    depth: so depth goes round.
    """
    found = {key: tuple(_reasons(due, asked)) for key, due in children.items()}
    weights = {key: sum(weight for weight, _ in reasons) for key, reasons in found.items()}
    order = sorted(found, key=lambda key: (-weights[key], _last_deep(children[key].child), key))
    suggested = [key for key in order if weights[key] >= _PRESSING][:AT_ONCE]
    put_off_first = sorted(order, key=lambda key: "put-off" not in holding(children[key].child))
    return {key: Line(_told(found[key]), key in suggested) for key in put_off_first}


def _told(reasons: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(text for _, text in sorted(reasons, key=lambda reason: -reason[0]))


def _last_deep(child: Circumstances) -> str:
    return max((talk.held_on for talk in child.discussions if talk.in_depth), default="")


def _reasons(due: Due, asked: Asked) -> Iterator[tuple[int, str]]:
    yield from _of_actions(due)
    yield from _of_clocks(due)
    yield from _of_rhythm(due)
    yield from _of_talks(due.child)
    yield from _of_people(due.child)
    yield from _left_out(due.child, asked)


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
    known = [clock for clock in due.clocks if not clock.unseen and clock.id != _PLAN]
    # Of two limits from one rule that are both past, the later says it all.
    past = {clock.source: clock for clock in sorted(known, key=lambda clock: clock.due) if clock.due < today}
    for clock in past.values():
        yield _PRESSING, f"{clock.name} was due by {in_words(clock.due)}."
    for clock in known:
        if today <= clock.due <= today + SOON:
            yield _SOON, f"{clock.name} is due by {in_words(clock.due)}."


def _of_rhythm(due: Due) -> Iterator[tuple[int, str]]:
    """Yield that a child was not talked about within what was agreed; a decision in passing is no conversation."""
    if due.rhythm is None:
        return
    talked = (talk.held_on for talk in due.child.discussions if talk.depth != NOT_TODAY and not talk.in_passing)
    last = max(talked, default="")
    by = due.rhythm.due(last)
    if by <= due.child.today:
        since = f"last on {in_words(last)}" if last else f"not since that was agreed, {in_words(due.rhythm.since)}"
        yield _PRESSING, f"Agreed to be talked about {due.rhythm.name}: {since}."


def _of_talks(child: Circumstances) -> Iterator[tuple[int, str]]:
    situations, last = holding(child), _last_deep(child)
    if "put-off" in situations:
        yield _SOON, _put_off(child.discussions[0])
    for talk in child.discussions:
        if talk.disagreement and talk.disagreement.is_open:
            yield _PRESSING, f"The disagreement on what was said on {in_words(talk.held_on)} is not settled."
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


def _left_out(child: Circumstances, asked: Asked) -> Iterator[tuple[int, str]]:
    """Yield what was not talked about in the last conversations in depth: the child's words, parts, and themes."""
    deep = [talk for talk in child.discussions if talk.in_depth][:SILENT_FOR]
    if len(deep) < SILENT_FOR:
        return
    written = {part.heading for talk in deep for part in talk.parts}
    missing = [heading for heading in asked.headings if heading not in written]
    whole = len(missing) == len(asked.headings)  # then another guide was used, which has other parts
    if not whole and any(heading in asked.childs_words for heading in missing):
        yield _SOON, "What the child said or did was not written down in the last three conversations."
    other = [heading for heading in missing if heading not in asked.childs_words]
    if other and not whole:
        parts = ", ".join(f"“{heading}”" for heading in other)
        yield _WORTH, f"Nothing was written in the last three conversations on {parts}."
    said = " ".join(text for talk in deep for text in (*(part.text for part in talk.parts), talk.decision)).lower()
    silent = [theme.name for theme in asked.themes if not _mentions(said.replace("'", "’"), theme)]
    if silent:
        yield _WORTH, f"Not mentioned in the last three conversations: {', '.join(silent)}."


def _mentions(said: str, theme: Theme) -> bool:
    return any(re.search(rf"(?<![\w’-]){re.escape(word)}(?![\w’-])", said) for word in theme.words)
