"""The story of a child so far, from the record alone: what somebody new reads in five minutes and need not ask."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from supervision_app.domain.actions import Action
from supervision_app.domain.allocation import FIRST, Allocation
from supervision_app.domain.clocks import Clock
from supervision_app.domain.discussions import Discussion
from supervision_app.domain.entries import in_words
from supervision_app.domain.strip_items import CLOCKS, FACTS, WORKERS
from supervision_app.domain.words_on_actions import STATES, last_word, sentence

BEGUN = ("in-progress", "partly-done")
"""The states of an action that somebody has begun: whoever takes it on finishes it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story: when it was, whose word or doing, the words, and where on the child's page it is from."""

    on: str
    text: str
    by: str = ""
    leads: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the story: its heading, its lines, and what is said where there is none."""

    heading: str
    lines: tuple[Told, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the story is made of; `words_of_the_child` are the headings under which a child's own words stand."""

    facts: Sequence[str]
    allocation: Allocation
    discussions: Sequence[Discussion]
    actions: Sequence[Action]
    clocks: Sequence[Clock]
    words_of_the_child: Collection[str]
    today: str


def story(record: Record) -> tuple[Chapter, ...]:
    """Return the story in the order in which somebody new reads it."""
    begun = [action for action in record.actions if action.is_open and action.state in BEGUN]
    other = [action for action in record.actions if action.is_open and action.state not in BEGUN]
    return (
        Chapter(
            "Who this child is",
            tuple(Told("", fact, leads=FACTS) for fact in record.facts),
            "Nothing is known from a file.",
        ),
        Chapter("What they told us, and should not be asked again", _words(record), "Nothing is written here yet."),
        Chapter("What was decided, and why", _decisions(record), "No decision is recorded."),
        Chapter("Begun: to be finished, not begun again", _actions(begun), "Nothing is half done, as far as is known."),
        Chapter("Agreed, and still to be done", _actions(other), "Nothing else is open."),
        Chapter("What was done, and what difference it made", _closed(record), "No action has been closed."),
        Chapter("Dates ahead", _ahead(record), "No time limit is running here."),
        Chapter("Who has had this child", _workers(record.allocation), "No worker is recorded."),
    )


def _words(record: Record) -> tuple[Told, ...]:
    return tuple(
        Told(talk.held_on, part.text, _present(talk), talk.id)
        for talk in record.discussions
        for part in talk.parts
        if part.heading in record.words_of_the_child
    )


def _present(talk: Discussion) -> str:
    return talk.worker.name if talk.worker else talk.by


def _decisions(record: Record) -> tuple[Told, ...]:
    return tuple(
        Told(talk.held_on, f"{sentence(talk.decision)} Because: {sentence(talk.reasons)}", talk.by, talk.id)
        for talk in record.discussions
        if talk.decision
    )


def _actions(actions: Sequence[Action]) -> tuple[Told, ...]:
    return tuple(Told(action.agreed_on, " ".join(_of_action(action)), leads=action.id) for action in actions)


def _of_action(action: Action) -> Iterator[str]:
    yield sentence(action.what)
    if action.why:
        yield f"Why: {sentence(action.why)}"
    if action.due:
        moved = f", first {in_words(action.first_due)}" if action.times_moved and action.first_due else ""
        yield f"Due {in_words(action.due)}{moved}."
    if said := last_word(action):
        yield said


def _closed(record: Record) -> tuple[Told, ...]:
    closed = sorted((one for one in record.actions if not one.is_open), key=lambda one: one.closed_on, reverse=True)
    return tuple(
        Told(one.closed_on, f"{sentence(one.what)} {STATES[one.state]}: {sentence(one.impact)}", one.closed_by, one.id)
        for one in closed
    )


def _ahead(record: Record) -> tuple[Told, ...]:
    ahead = [clock for clock in record.clocks if clock.due.isoformat() >= record.today]
    return tuple(Told(clock.due.isoformat(), sentence(clock.name), leads=CLOCKS) for clock in ahead)


def _workers(allocation: Allocation) -> tuple[Told, ...]:
    return tuple(
        Told(spell.since, _spell(spell.reason, spell.until), spell.person.name, WORKERS) for spell in allocation.spells
    )


def _spell(reason: str, until: str) -> str:
    began = "From then, or from before." if reason == FIRST else "From then."
    return f"{began} Until {in_words(until)}." if until else f"{began} Has the child now."
