"""An action on a child's strip: from the day it was agreed to its end or today, and who had it in each part of that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from supervision_app.domain.actions import ACCEPTS, AWAITS, STANDS_IN, Action, Holding
from supervision_app.domain.allocation import Allocation
from supervision_app.domain.entries import in_words
from supervision_app.domain.strip_items import BAR, CLOSED, OPEN, Item, Stretch, lasted, length
from supervision_app.domain.words_on_actions import STATES, sentence

NOBODY = "nobody: the manager answers for it"
_HOW = {ACCEPTS: "{}", AWAITS: "{}, asked and not yet accepted", STANDS_IN: "{} as the manager"}


@dataclass(frozen=True, slots=True)
class Ends:
    """What ends somebody's time with an action besides a word on it: they lost the child, or left the team.

    `left` holds the day on which each person left who has.
    """

    allocation: Allocation
    left: Mapping[str, str]

    def end(self, holding: Holding) -> str:
        """Return the day on which somebody ceased to hold an action; empty while they do."""
        ends = [holding.until, self.left.get(holding.person.id, "")]
        if holding.as_worker:
            theirs = [spell.until for spell in self.allocation.spells if spell.person == holding.person]
            ends.append(max(theirs) if theirs and all(theirs) else "")
        return min(filter(None, ends), default="")


def action_since(action: Action) -> date:
    """Return the day an action was agreed."""
    return date.fromisoformat(action.agreed_on)


def action_item(action: Action, today: date, ends: Ends) -> Item:
    """Return the bar of an action; an open one reaches to today, and is held by somebody or says that it is not."""
    since = action_since(action)
    until = max(since, today if action.is_open or not action.closed_on else date.fromisoformat(action.closed_on))
    stretches = tuple(_stretches(action, since, until, ends))
    long = length(since, until)
    ended = STATES.get(action.state, action.state).lower()
    if since == until:
        state = "agreed today" if action.is_open else f"{ended} on the same day"
    else:
        state = f"open {long}" if action.is_open else f"{ended}, {long}"
    hands = {holding.person.id for holding in action.holders if holding.how != STANDS_IN}
    through = f", {len(hands)} people" if len(hands) > 1 else ""
    item = Item(
        BAR, OPEN if action.is_open else CLOSED, since, until, f"{action.what} – {state}{through}", "", action.id,
        lasts=action.is_open, stretches=stretches, due=date.fromisoformat(action.due) if action.due else None,
    )  # fmt: skip
    return replace(item, said=" ".join(_said(action, item)))


def _said(action: Action, item: Item) -> Iterator[str]:
    yield f"{'Open' if item.lasts else 'Closed'} action: {sentence(action.what)}"
    yield f"{lasted(item)}."
    if item.lasts and item.due:
        yield f"Due {in_words(item.due)}."
    if not item.lasts:
        yield f"{STATES.get(action.state, action.state)}."
    for stretch in item.stretches:
        yield f"From {in_words(stretch.since)}: {'; '.join(stretch.holders) or NOBODY}."


def _stretches(action: Action, since: date, until: date, ends: Ends) -> list[Stretch]:
    """Return the parts of the time in order, each as long as the same people had it."""
    days = {since, until}
    for holding in action.holders:
        days |= {date.fromisoformat(day) for day in (holding.since, ends.end(holding)) if day}
    within = sorted(day for day in days if since <= day <= until)
    parts: list[Stretch] = []
    for begun, ended in [*pairwise(within)] or [(since, until)]:
        who = _holders(action, begun, ends, only_that_day=begun == ended)
        if parts and parts[-1].holders == who:
            parts[-1] = replace(parts[-1], until=ended)
        else:
            parts.append(Stretch(begun, ended, who))
    return parts


def _holders(action: Action, day: date, ends: Ends, *, only_that_day: bool) -> tuple[str, ...]:
    """Return who had an action from a day on, or on that day alone: each once and in words."""
    at = day.isoformat()
    begun = [(holding, ends.end(holding)) for holding in action.holders if holding.since <= at]
    there = [holding for holding, end in begun if not end or end > at]
    if only_that_day and not there:
        there = [holding for holding, end in begun if end == at]
    return tuple(dict.fromkeys(_HOW[holding.how].format(holding.person.name) for holding in there))
