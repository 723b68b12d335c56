"""What a change of worker shows before and after, without a window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from supervision_app.domain.actions import Action
from supervision_app.domain.allocation import Allocation, check_since
from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import NotFound, SupervisionError
from supervision_app.domain.people import Person
from supervision_app.services import allocating, knowing, reading
from supervision_app.services.allocating import Moved
from supervision_app.services.desk import Desk
from supervision_app.services.people import add_person
from ui.shared.action_words import open_for
from ui.shared.asking import EVERYTHING, PEOPLE, Asking

_NOBODY = "Nobody called"
TO, REASON, SINCE, WHOLE = "to", "reason", "since", ""
"""The fields, and where a refusal stands that is of none of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Who has the child, what would go along and what would stay, in words; whom to choose from, and why.

    `today` is the day of the change unless another is typed.
    """

    title: str
    worker: str
    going: tuple[tuple[str, str], ...]
    staying: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    reasons: Mapping[str, str]
    button: str
    today: str


class ChangeView(Protocol):
    """What the page can show."""

    def show_before(self, shown: Shown) -> None:
        """Show what is so now, and what a change would do."""

    def show_done(self, sentences: Sequence[str]) -> None:
        """Show what was done."""

    def refuse(self, faults: Mapping[str, str], unknown: str = "") -> None:
        """Show what is wrong, each sentence beside its field; somebody of a name nobody here has may be added."""

    def show_added(self, sentence: str) -> None:
        """Say that somebody was added to the team."""

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

    def change(self, to: str, reason: str, since: str) -> None:
        """Change the worker, or say what is wrong."""
        self.view.wait(waiting=True)
        self.vault.ask(
            lambda desk: faults(desk, self.case_id, to, reason, since),
            lambda found: self._checked(found, to, reason, since),
            refused=self._refused,
        )

    def add(self, name: str) -> None:
        """Add a social worker of this name to the team."""
        self.view.wait(waiting=True)
        self.vault.ask(
            lambda desk: add_person(desk, name, "worker"), self._added, refused=self._refused, changes={PEOPLE}
        )

    def _added(self, person: Person) -> None:
        self.view.wait(waiting=False)
        self.view.show_added(f"{person.name} is in the team now, as a social worker.")

    def _checked(self, found: Mapping[str, str], to: str, reason: str, since: str) -> None:
        if found:
            self.view.wait(waiting=False)
            unknown = to.strip() if found.get(TO, "").startswith(_NOBODY) else ""
            self.view.refuse(found, unknown)
            return
        self.vault.ask(
            lambda desk: done_words(desk, self.case_id, _changed(desk, self.case_id, to, reason, since)),
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


def _changed(desk: Desk, case_id: str, to: str, reason: str, since: str) -> Moved:
    return allocating.allocate_child(desk, case_id, to, reason, since=desk.past_day(since))


def faults(desk: Desk, case_id: str, to: str, reason: str, since: str) -> dict[str, str]:
    """Return what is wrong with the fields, in their order."""
    found = {TO: _fault_of_name(desk, to)}
    if not reason:
        found[REASON] = "Choose the reason for the change."
    try:
        check_since(desk.past_day(since, "The day"), desk.allocation(desk.child(case_id)), desk.today())
    except SupervisionError as error:
        found[SINCE] = str(error) if since.strip() else "Give the day from which the new worker has the child."
    return {name: sentence for name, sentence in found.items() if sentence}


def _fault_of_name(desk: Desk, to: str) -> str:
    if not to.strip():
        return "Name the new worker."
    try:
        desk.person(to)
    except NotFound:
        return f"{_NOBODY} “{to.strip()}” is known here. Choose a name from the list, or add them to the team below."
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
        today=in_words(today),
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
    said = [open_for(date.fromisoformat(action.agreed_on), today)]
    if action.times_moved:
        times = {1: "once", 2: "twice"}.get(action.times_moved, f"{action.times_moved} times")
        said.append(f"moved {times}")
    sentence = ", ".join(said)
    due = f"Due {in_words(action.due)}." if action.due else "No date is here."
    late = " That is past." if action.due and action.due < today.isoformat() else ""
    return f"{sentence[0].upper()}{sentence[1:]}. {due}{late}"


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
