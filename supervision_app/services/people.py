"""The team's directory: who joins, who leaves, and what leaving leaves behind."""

import uuid
from dataclasses import dataclass

from supervision_app.domain import directory
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.holding import UNOWNED
from supervision_app.domain.people import Person, check_name, check_role, find_member, name_key
from supervision_app.services.desk import Desk, Word, managers


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody leaves behind: open actions that are unowned now, and children without a worker."""

    name: str
    unowned: int
    children: int


def add_person(desk: Desk, name: str, role: str, *, key: str = "", another: bool = False) -> Person:
    """Return the person added to the directory.

    Raises RuleRefused when somebody here has that name already, unless `another` says that these are
    two people.
    """
    person = Person(str(uuid.uuid4()), check_name(name), check_role(role))
    twins = [m for m in desk.vault.views.members() if name_key(m.person.name) == name_key(name) and not m.left_on]
    if twins and not another:
        message = (
            f"{twins[0].person.name} is in the directory already. If this is somebody else, say so with --another."
        )
        raise RuleRefused(message)
    stream = desk.vault.views.team().stream
    desk.record([Word(directory.join(stream, person, key=key, on=desk.today()), desk.owner())])
    return person


def person_leaves(desk: Desk, name: str, why: str) -> Left:
    """Record that somebody left; their open actions show as unowned, and the managers hold them.

    Raises RuleRefused when they left already, or are the last manager.
    """
    views = desk.vault.views
    members = views.members()
    member = find_member(members, name)
    others = tuple(person for person in managers(members) if person != member.person)
    held = {(row.stream, row.id) for row in views.actions(worker=member.person.id, state="any-open")}
    entry = directory.leave(views.team().stream, member, why, managers_left=others, on=desk.today())
    desk.record([Word(entry, desk.owner())])
    unowned = sum((row.stream, row.id) in held and row.holding == UNOWNED for row in views.actions(state="any-open"))
    children = sum(held.workers == (member.person,) for held in views.held_children().values())
    return Left(member.person.name, unowned, children)
