"""The team as it is now: what each person has, and what would be left behind if they went."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from supervision_app.domain.actions import STANDS_IN
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.holding import UNOWNED
from supervision_app.domain.people import Member, Person, find_member, name_key
from supervision_app.services.desk import Desk, managers
from supervision_app.services.read_models import ActionRow

_SENIOR = "senior"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a list: the children they have now, the open actions they accepted, and those they were offered.

    `meanwhile` are those that they hold until somebody else accepts them, or takes them on.

    `supervised` is the day of their last supervision session recorded here, empty where there is none,
    and none where they are not supervised here: the owner and senior managers.
    """

    id: str
    name: str
    role: str
    children: int
    held: int
    offered: int
    left_on: str
    supervised: str | None = ""
    meanwhile: int = 0


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody would leave behind: actions that nobody would have taken on, and children without a worker."""

    name: str
    actions: tuple[ActionRow, ...]
    children: tuple[str, ...]
    only_manager: bool


def people_now(desk: Desk) -> list[PersonRow]:
    """Return everybody, by name; those who left are at the end."""
    views = desk.vault.views
    members = views.members()
    children = Counter(person.id for held in views.held_children().values() for person in held.workers)
    rows = views.actions(state="any-open")
    names = Counter(member.person.name for member in members)
    supervised = views.last_supervised()
    found = []
    for member in members:
        person = member.person
        theirs = rows if names[person.name] == 1 else views.actions(worker=person.id, state="any-open")
        held, offered, meanwhile = _counts(person, theirs)
        elsewhere = person == desk.owner() or person.role == _SENIOR
        last = None if elsewhere else supervised.get(person.id, "")
        now = children[person.id], held, offered, member.left_on, last
        found.append(PersonRow(person.id, person.name, person.role, *now, meanwhile))
    return sorted(found, key=lambda row: bool(row.left_on))


def _counts(person: Person, rows: Sequence[ActionRow]) -> tuple[int, int, int]:
    """Return how many of the actions somebody accepted, how many wait for them, and how many they hold meanwhile."""
    held = sum(row.holding == "accepted" and person.name in _names(row.owner) for row in rows)
    asked = sum(person.name in _names(row.awaiting) for row in rows)
    return held, asked, sum(row.holding != "accepted" and _stands_in(person, row) for row in rows)


def _stands_in(person: Person, row: ActionRow) -> bool:
    """Return whether somebody holds an action that nobody has accepted, without having been asked to."""
    if person.name in _names(row.awaiting):
        return False
    named = any(one.how == STANDS_IN and not one.until and one.name == person.name for one in row.holders)
    return named or (row.holding == UNOWNED and person.name in _names(row.owner))


def _names(joined: str) -> set[str]:
    """Return the names in a row's words, and the words themselves: a name may hold an “and”."""
    return {joined, *joined.split(" and ")}


def leaving(desk: Desk, person_id: str) -> Leaving:
    """Return what somebody would leave behind, before it is recorded; raises NotFound, and RuleRefused when gone."""
    views = desk.vault.views
    members = views.members()
    member = find_member(members, person_id)
    person = member.person
    if member.left_on:
        message = f"{person.name} has left already."
        raise RuleRefused(message)
    alone = tuple(
        row
        for row in views.actions(worker=person.id, state="any-open")
        if {*_holders(row)} == {person.name} and row.holding != "unowned"
    )
    children = tuple(case_id for case_id, held in views.held_children().items() if held.workers == (person,))
    return Leaving(person.name, alone, children, only_manager=_is_only_manager(member, members))


def _holders(row: ActionRow) -> list[str]:
    """Return who accepted an action and who was offered it; whoever stands in does not count."""
    accepted = [row.owner] if row.holding == "accepted" else []
    return accepted + ([row.awaiting] if row.awaiting else [])


def _is_only_manager(member: Member, members: Sequence[Member]) -> bool:
    return managers(members) == (member.person,)


def namesake(desk: Desk, name: str) -> str:
    """Return the name of somebody here who is called the same, or nothing."""
    key = name_key(name)
    here = [m.person.name for m in desk.vault.views.members() if name_key(m.person.name) == key and not m.left_on]
    return here[0] if here else ""
