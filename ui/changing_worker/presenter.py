"""What a change of worker shows before and after, without a window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from supervision_app.domain.actions import Action
from supervision_app.domain.allocation import Allocation
from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import NotFound, SupervisionError
from supervision_app.domain.people import Person
from supervision_app.services import allocating, knowing, reading
from supervision_app.services.allocating import Moved
from supervision_app.services.desk import Desk
from ui.shared.asking import EVERYTHING, Asking

_DAYS_IN_DAYS, _WEEK = 14, 7
TO, REASON, WHOLE = "to", "reason", ""
"""The fields, and where a refusal stands that is of none of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Who has the child, what would go along and what would stay, in words; whom to choose from, and why."""

    title: str
    worker: str
    going: tuple[tuple[str, str], ...]
    staying: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    reasons: Mapping[str, str]
    button: str


class ChangeView(Protocol):
    """What the page can show."""

    def show_before(self, shown: Shown) -> None:
        """Show what is so now, and what a change would do."""

    def show_done(self, sentences: Sequence[str]) -> None:
        """Show what was done."""

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, each sentence beside its field."""

    def wait(self, *, waiting: bool) -> None:
        """Show that it is being saved, or no longer."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class ChangePresenter:
    """Reads what a new worker would inherit, and changes the worker."""

    view: ChangeView
    vault: Asking
    case_id: str

    def begin(self) -> None:
        """Read now, and again whenever something changes."""
        self.vault.listen(EVERYTHING, self.read)
        self.read()

    def read(self) -> None:
        """Read who has the child, and what would go along."""
        self.vault.ask(lambda desk: before(desk, self.case_id), self.view.show_before, refused=self.view.problem)

    def change(self, to: str, reason: str) -> None:
        """Change the worker, or say what is wrong."""
        self.view.wait(waiting=True)
        self.vault.ask(
            lambda desk: faults(desk, to, reason),
            lambda found: self._checked(found, to, reason),
            refused=self._refused,
        )

    def _checked(self, found: Mapping[str, str], to: str, reason: str) -> None:
        if found:
            self.view.wait(waiting=False)
            self.view.refuse(found)
            return
        self.vault.ask(
            lambda desk: done_words(desk, self.case_id, allocating.allocate_child(desk, self.case_id, to, reason)),
            self._done,
            refused=self._refused,
            changes=EVERYTHING,
        )

    def _done(self, sentences: Sequence[str]) -> None:
        self.view.wait(waiting=False)
        self.view.refuse({})
        self.view.show_done(sentences)

    def _refused(self, sentence: str) -> None:
        self.view.wait(waiting=False)
        self.view.refuse({WHOLE: sentence})


def faults(desk: Desk, to: str, reason: str) -> dict[str, str]:
    """Return what is wrong with the fields, in their order."""
    found = {TO: _fault_of_name(desk, to)}
    if not reason:
        found[REASON] = "Choose the reason for the change."
    return {name: sentence for name, sentence in found.items() if sentence}


def _fault_of_name(desk: Desk, to: str) -> str:
    if not to.strip():
        return "Name the new worker."
    try:
        desk.person(to)
    except NotFound:
        return (
            f"Nobody called “{to.strip()}” is known here. Choose a name from the list, "
            "or add the person on the page “People” first."
        )
    except SupervisionError as error:
        return str(error)
    return ""


def before(desk: Desk, case_id: str) -> Shown:
    """Return what is so now and what a change of worker would do; raises NotFound."""
    page = reading.child_page(desk, case_id)
    going = allocating.inherited(desk, case_id)
    ids = {action.id for action in going}
    today = desk.today()
    staying = [action for action in page.actions if action.is_open and action.id not in ids]
    return Shown(
        title=f"Change the worker of {_child(page.known.value('name'), page.known.case_id)}",
        worker=_worker(page.allocation),
        going=tuple((action.what, action_words(action, today)) for action in going),
        staying=tuple(
            (action.what, f"{action_words(action, today)} Held by {_names(page.standings[action.id].accountable)}.")
            for action in staying
        ),
        names=tuple(member.person.name for member in desk.vault.views.members() if not member.left_on),
        reasons=desk.reference.worker_change_reasons(),
        button=_button(len(going)),
    )


def _worker(allocation: Allocation) -> str:
    now = [spell for spell in allocation.spells if not spell.until]
    if not now:
        return "Nobody has this child now."
    have = "has" if len(allocation.workers) == 1 else "have"
    return f"{_names(allocation.workers)} {have} this child now, since {in_words(now[-1].since)}."


def _names(people: Sequence[Person]) -> str:
    return " and ".join(person.name for person in people)


def _child(name: str, case_id: str) -> str:
    return f"{name} ({case_id})" if name else case_id


def _button(count: int) -> str:
    if not count:
        return "Change the worker"
    return f"Change the worker and offer {count} action{'' if count == 1 else 's'}"


def action_words(action: Action, today: date) -> str:
    """Return how long an action has been open, how often its date moved, and when it is due."""
    said = [_open_for(date.fromisoformat(action.agreed_on), today)]
    if action.times_moved:
        times = {1: "once", 2: "twice"}.get(action.times_moved, f"{action.times_moved} times")
        said.append(f"moved {times}")
    sentence = ", ".join(said)
    due = f"Due {in_words(action.due)}." if action.due else "No date is here."
    late = " That is past." if action.due and action.due < today.isoformat() else ""
    return f"{sentence[0].upper()}{sentence[1:]}. {due}{late}"


def _open_for(agreed: date, today: date) -> str:
    days = (today - agreed).days
    if days < 1:
        return "agreed today"
    if days < _DAYS_IN_DAYS:
        return f"open for {days} day{'' if days == 1 else 's'}"
    return f"open for {days // _WEEK} weeks"


def done_words(desk: Desk, case_id: str, moved: Moved) -> tuple[str, ...]:
    """Return what a change of worker did."""
    outgoing = f", after {' and '.join(moved.outgoing)}" if moved.outgoing else ""
    name = knowing.known_of(desk, case_id).value("name")
    first = f"{moved.to} has {name or case_id} now{outgoing}."
    count = len(moved.offered)
    if not count:
        return (first, "No action had to be offered. Everything else stays where it is.")
    offered = f"{'1 action was' if count == 1 else f'{count} actions were'} offered to {moved.to}."
    manager = desk.manager().name
    if manager != moved.to:
        offered += f" {manager} holds {'it' if count == 1 else 'them'} as well until {moved.to} accepts."
    return (first, offered, "No date was moved and nothing was closed. Everything else stays where it is.")
