"""Which of our people a file means when it names a worker; two who share a name are never guessed between."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from supervision_app.domain.entries import in_words
from supervision_app.domain.observed import ObservedWorker
from supervision_app.domain.people import Member, Person, name_key


@dataclass(frozen=True, slots=True)
class Met:
    """The person a file means; `new` when they were not known before, `doubt` in words when nobody can be told."""

    person: Person | None
    new: Person | None = None
    doubt: str = ""


class Workers:
    """The directory, asked by the case system's key first and by name second."""

    def __init__(self, members: Iterable[Member]) -> None:
        """Take everybody in the directory."""
        self._by_key: dict[str, list[Member]] = {}
        self._by_name: dict[str, list[Member]] = {}
        for member in members:
            self._know(member)

    def _know(self, member: Member) -> None:
        if member.key:
            self._by_key.setdefault(member.key, []).append(member)
        self._by_name.setdefault(name_key(member.person.name), []).append(member)

    def meet(self, worker: ObservedWorker) -> Met:
        """Return who is meant; somebody not known yet joins as a worker."""
        found = self._by_key.get(worker.key, []) if worker.key else []
        found = found or [
            member
            for member in self._by_name.get(name_key(worker.name), [])
            if not (worker.key and member.key and member.key != worker.key)
        ]
        here = [member for member in found if not member.left_on]
        if len(here) == 1:
            return Met(here[0].person)
        if here:
            return Met(None, doubt=f"The worker “{worker.name}” could be {len(here)} people here. {_LOADED}")
        if found:
            left = in_words(found[-1].left_on)
            return Met(
                None, doubt=f"The worker “{worker.name}” left on {left}, and the file still names them. {_LOADED}"
            )
        if not name_key(worker.name):
            return Met(None, doubt=f"The worker “{worker.name}” is not a name. {_LOADED}")
        person = Person(str(uuid.uuid4()), worker.name, "worker")
        self._know(Member(person, worker.key))
        return Met(person, new=person)


_LOADED = "The child was loaded, and the worker left as it was."
