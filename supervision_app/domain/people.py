"""The people of a team: who they are, what they do, and how a typed name finds one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from supervision_app.domain.entries import optional
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound
from supervision_app.domain.identity import tidy

ROLES = {
    "manager": "team manager",
    "worker": "social worker",
    "senior": "senior manager",
    "personal-adviser": "personal adviser",
    "family-finder": "family finder",
    "other": "colleague",
}
"""The roles a person of ours can have, and how each is called on a page."""

_NAMES_SHOWN = 6
_NEEDED = "A name is needed. Type the person’s first and last name."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of ours. The id is random and never made from the name; it alone says who is who."""

    id: str
    name: str = field(compare=False)
    role: str = field(compare=False)

    def as_payload(self) -> dict[str, str]:
        """Return the person as entries carry them."""
        return {"id": self.id, "name": self.name, "role": self.role}


def person_from(payload: Mapping[str, Any]) -> Person:
    """Return the person that an entry carries."""
    return Person(payload["id"], payload["name"], payload["role"])


@dataclass(frozen=True, slots=True)
class Member:
    """A person in the team's directory, with the case system's key and the day they left."""

    person: Person
    key: str = ""
    left_on: str = ""


def united(one: Member, other: Member) -> Member:
    """Return one person of two directories: whoever is still in one of them has not left; the first names them."""
    left = max(one.left_on, other.left_on) if one.left_on and other.left_on else ""
    return Member(one.person, one.key or other.key, left)


def team_manager_of(team: str) -> Person:
    """Return the holder of last resort where no manager is known by name."""
    return Person("", f"The manager of {team}", "manager")


def name_key(name: str) -> str:
    """Return what two spellings of one name share: letters and digits, lower case."""
    return "".join(letter for letter in tidy(name).casefold() if letter.isalnum())


def check_role(role: str) -> str:
    """Return the role; raises InputRefused where it is not one of ours."""
    if role not in ROLES:
        message = f"“{role}” is not a role here. Use one of: {', '.join(ROLES)}."
        raise InputRefused(message)
    return role


def check_name(name: str, needed: str = _NEEDED) -> str:
    """Return the name tidied; raises InputRefused where nothing of it can be stored, or read: then `needed` is said."""
    clean = tidy(optional(name, "The name"))
    if not name_key(clean):
        raise InputRefused(needed)
    return clean


def find_member(members: Sequence[Member], wanted: str) -> Member:
    """Return the one member whom a typed name or id means.

    A whole name goes before a part of one, and somebody still here before somebody who left.
    Raises AmbiguousName when several fit, and NotFound when nobody does.
    """
    key = name_key(wanted)
    if not key:
        raise InputRefused(_NEEDED)
    for fitting in (
        [member for member in members if member.person.id == wanted.strip()],
        [member for member in members if name_key(member.person.name) == key],
        [member for member in members if _is_part(key, member.person.name)],
    ):
        here = [member for member in fitting if not member.left_on] or fitting
        if len(here) == 1:
            return here[0]
        if here:
            raise AmbiguousName(_ambiguous(wanted, here))
    raise NotFound(_unknown(wanted, members))


def _is_part(key: str, name: str) -> bool:
    words = [name_key(word) for word in tidy(name).split(" ")]
    return key in words or name_key(name).startswith(key)


def _ambiguous(wanted: str, fitting: Iterable[Member]) -> str:
    people = "; ".join(f"{m.person.name}, {ROLES[m.person.role]} ({m.person.id[:8]})" for m in fitting)
    return f"“{tidy(wanted)}” could be more than one person: {people}. Give the whole name, or the id in full."


def _unknown(wanted: str, members: Sequence[Member]) -> str:
    names = [member.person.name for member in members if not member.left_on]
    known = f" Known here: {', '.join(sorted(names)[:_NAMES_SHOWN])}" if names else ""
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    listed = f"{known}{more}." if known else ""
    return f"Nobody called “{tidy(wanted)}” is known here.{listed} Add them with “people add”."
