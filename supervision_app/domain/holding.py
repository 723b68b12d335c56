"""Who answers for an open action now, given who has left and who has the child."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from supervision_app.domain.actions import ACCEPTS, AWAITS, STANDS_IN, Action, Holding
from supervision_app.domain.people import Person

ACCEPTED = "accepted"
AWAITING = "awaiting"
UNOWNED = "unowned"


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a child's actions: who left the team, who has the child, who manages."""

    left: Collection[str]
    workers: Collection[str]
    managers: Sequence[Person]
    last_resort: Person


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action is held: `accountable` is never empty while it is open, `awaiting` has yet to accept."""

    holding: str
    accountable: tuple[Person, ...]
    awaiting: tuple[Person, ...]


def standing(action: Action, around: Around) -> Standing:
    """Return who holds the action.

    A holder who has left, or who was given it as the child's worker and no longer has the child,
    does not count. Where nobody is left it is unowned, and the managers hold it until it is offered.
    """
    accepted = _held_as(ACCEPTS, action, around)
    awaiting = _held_as(AWAITS, action, around)
    if accepted:
        return Standing(ACCEPTED, accepted, awaiting)
    if awaiting:
        return Standing(AWAITING, _with_managers(awaiting, action, around), awaiting)
    return Standing(UNOWNED, _managers(action, around), ())


def holds(holding: Holding, around: Around) -> bool:
    """Return whether this holder still counts; a post without a name holds only where nobody else does."""
    if not holding.person.id or holding.person.id in around.left:
        return False
    return not holding.as_worker or holding.person.id in around.workers


def _held_as(how: str, action: Action, around: Around) -> tuple[Person, ...]:
    """Return who holds it in this way, each once: two may have offered it to the same person at once."""
    return tuple(dict.fromkeys(one.person for one in action.current if one.how == how and holds(one, around)))


def _with_managers(awaiting: tuple[Person, ...], action: Action, around: Around) -> tuple[Person, ...]:
    return (*awaiting, *(person for person in _managers(action, around) if person not in awaiting))


def _managers(action: Action, around: Around) -> tuple[Person, ...]:
    """Return who stands in: those the action names, else the team's managers, else the post itself."""
    return _held_as(STANDS_IN, action, around) or tuple(dict.fromkeys(around.managers)) or (around.last_resort,)
