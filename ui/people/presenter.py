"""What the page of the team's people shows and does, without a window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from supervision_app.domain.people import ROLES, Person
from supervision_app.services.desk import Desk
from supervision_app.services.people import Left, add_person, person_leaves
from supervision_app.services.team import Leaving, PersonRow, leaving, namesake, people_now
from ui.shared.asking import ACTIONS, CHILDREN, DISCUSSIONS, PEOPLE, Asking

NAME, WHOLE = "name", ""
"""The field, and where a refusal stands that is not of one."""

NOTHING_YET = "Nothing is recorded yet. If you record it:"

_SHOWN = 5
"""How many things that would be left behind are named one by one."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is said before somebody's leaving is recorded; it cannot be recorded while `refused` says why."""

    id: str
    title: str
    sentences: tuple[str, ...]
    refused: str


class PeopleView(Protocol):
    """What the page can show."""

    def show_people(self, rows: Sequence[PersonRow], said: str) -> None:
        """Show the people, and a sentence on how many they are."""

    def ask_farewell(self, farewell: Farewell) -> None:
        """Say what somebody would leave behind, and ask."""

    def ask_another(self, sentence: str) -> None:
        """Ask whether this is somebody else of the same name."""

    def show_done(self, said: str) -> None:
        """Say what was done, and empty what was typed for it."""

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, each sentence beside its field."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class PeoplePresenter:
    """Reads the people, adds somebody, and records that somebody left."""

    view: PeopleView
    vault: Asking

    def begin(self) -> None:
        """Read the people now, and again whenever something about them changes."""
        self.vault.listen({PEOPLE, CHILDREN, ACTIONS, DISCUSSIONS}, self.read)
        self.read()

    def read(self) -> None:
        """Read the people."""
        self.vault.ask(people_now, self._take, refused=self.view.problem)

    def _take(self, rows: Sequence[PersonRow]) -> None:
        here = sum(not row.left_on for row in rows)
        people = "1 person is here" if here == 1 else f"{here} people are here"
        gone = len(rows) - here
        self.view.show_people(rows, f"{people}, and {gone} left." if gone else f"{people}.")

    def add(self, name: str, role: str, *, another: bool) -> None:
        """Add somebody; asks first where somebody here has the same name."""
        if not name.strip():
            self.view.refuse({NAME: "Type the person’s first and last name."})
            return
        self.vault.ask(
            lambda desk: namesake(desk, name),
            lambda twin: self._add(name, role, twin, another=another),
            refused=self.view.problem,
        )

    def _add(self, name: str, role: str, twin: str, *, another: bool) -> None:
        if twin and not another:
            sentence = f"{twin} is here already. If this is somebody else of that name, tick the box below."
            self.view.refuse({NAME: sentence})
            self.view.ask_another(f"This is somebody else called {twin}")
            return
        self.view.refuse({})
        self.vault.ask(
            lambda desk: add_person(desk, name, role, another=another),
            self._added,
            refused=lambda sentence: self.view.refuse({NAME: sentence}),
            changes={PEOPLE},
        )

    def _added(self, person: Person) -> None:
        self.view.show_done(f"{person.name}, {ROLES[person.role]}, was added.")

    def think_of_leaving(self, person_id: str) -> None:
        """Say what somebody would leave behind; nothing is recorded yet."""
        self.vault.ask(lambda desk: _farewell(desk, person_id), self.view.ask_farewell, refused=self.view.problem)

    def leave(self, person_id: str, why: str) -> None:
        """Record that somebody left."""
        self.vault.ask(
            lambda desk: person_leaves(desk, person_id, why),
            self._left,
            refused=self.view.problem,
            changes={PEOPLE, CHILDREN, ACTIONS},
        )

    def _left(self, left: Left) -> None:
        self.view.problem("")
        behind = " ".join(_behind(left.unowned, left.children))
        self.view.show_done(f"Recorded that {left.name} left. {behind}")


def _farewell(desk: Desk, person_id: str) -> Farewell:
    found = leaving(desk, person_id)
    refused = ""
    if found.only_manager:
        refused = (
            f"{found.name} is the only manager here. Add the next manager first, "
            "so that every open action keeps somebody who answers for it."
        )
    said = [NOTHING_YET, *_behind(len(found.actions), len(found.children)), *_named(found)]
    return Farewell(person_id, f"{found.name} leaves", tuple(said), refused)


def _named(found: Leaving) -> list[str]:
    lines = [f"{row.child_name or row.child}: {row.what}" for row in found.actions[:_SHOWN]]
    if len(found.actions) > _SHOWN:
        lines.append(f"and {len(found.actions) - _SHOWN} more")
    return lines


def _behind(actions: int, children: int) -> list[str]:
    if not actions and not children:
        return ["Nothing is left behind."]
    said = []
    if actions:
        wait = "1 open action waits" if actions == 1 else f"{actions} open actions wait"
        said.append(f"{wait} for somebody to take on; the manager holds {'it' if actions == 1 else 'them'} until then.")
    if children:
        said.append("1 child has no worker." if children == 1 else f"{children} children have no worker.")
    return said
