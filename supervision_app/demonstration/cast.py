"""The invented people of the demonstration, from a fixed seed: every name and date of birth is made up."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

MANAGER = "Grace Obi"
FAMILY_FINDER = "Hana Petrov"
TEAM, AUTHORITY = "Riverside (demonstration)", "Demonshire"

FIRST_WORKERS = (
    "Aoife Byrne", "Dana Hughes", "Femi Adewale", "Jo Whitfield",
    "Lena Marsh", "Owen Pryce", "Priya Nair", "Tom Sallis",
)  # fmt: skip
LATER_WORKERS = ("Ben Okafor", "Cara Lindqvist", "Iris Vaughan", "Malik Rahman", "Nell Archer")

_GIVEN = (
    "Kai", "Mia", "Leo", "Ava", "Noor", "Sol", "Isla", "Remi", "Tess", "Idris", "Wren", "Zane", "Bea", "Cal", "Dua",
    "Eli", "Fay", "Gus", "Hal", "Ivy", "Jem", "Kit", "Lou", "Max", "Nia", "Oz", "Pip", "Quin", "Roz", "Sky",
)  # fmt: skip
_FAMILY = (
    "Alder", "Birch", "Cedar", "Damson", "Elder", "Fern", "Gorse", "Hazel", "Iris", "Juniper", "Kelp", "Larch",
    "Maple", "Nettle", "Olive", "Pine", "Quince", "Rowan", "Sedge", "Thorn", "Umber", "Vetch", "Willow", "Yarrow",
)  # fmt: skip
_PLANS = ("Return to family", "Adoption", "SGO/CAO", "Long-term fostering", "")
_FAMILIES, _MOST_SIBLINGS = 60, 3
_COLUMNS = (
    "Child ID", "Name", "Date of birth", "Team", "Allocated worker", "Legal status", "Looked after since",
    "Legal status since", "Placement", "Placement since", "Permanence plan", "Last review", "Last visit",
)  # fmt: skip


@dataclass(slots=True)
class CastChild:
    """An invented child, as the invented case system shows them."""

    id: str
    name: str
    born: date
    worker: str
    since: date
    legal_status: str
    placement: str
    plan: str
    last_review: date
    last_visit: date


@dataclass(slots=True)
class Cast:
    """Everybody in the story, and the chance that drives it."""

    children: list[CastChild]
    chance: Random
    workers: list[str] = field(default_factory=lambda: list(FIRST_WORKERS))
    waiting: list[str] = field(default_factory=lambda: list(LATER_WORKERS))

    def of(self, worker: str) -> list[CastChild]:
        """Return the children of a worker."""
        return [child for child in self.children if child.worker == worker]


def make_cast(begins_on: date, seed: int = 2022) -> Cast:
    """Return about 120 children of 60 families, and eight workers."""
    chance = Random(seed)  # noqa: S311 - a story, not a secret
    children: list[CastChild] = []
    for number in range(_FAMILIES):
        surname = _surname(number)
        worker = FIRST_WORKERS[number % len(FIRST_WORKERS)]
        for given in chance.sample(_GIVEN, chance.randint(1, _MOST_SIBLINGS)):
            children.append(_child(chance, len(children), f"{given} {surname} (synthetic)", worker, begins_on))
    children[0].name, children[0].worker, children[0].placement = "Kai Alder (synthetic)", "Aoife Byrne", "U3"
    children[0].born = begins_on - timedelta(days=8 * 365)
    return Cast(children, chance)


def _surname(number: int) -> str:
    """Return a family's name: the later families have two."""
    first, again = number % len(_FAMILY), number // len(_FAMILY)
    return _FAMILY[first] if not again else f"{_FAMILY[first]}-{_FAMILY[(first + 5 * again) % len(_FAMILY)]}"


def _child(chance: Random, number: int, name: str, worker: str, begins_on: date) -> CastChild:
    status = chance.choice(("V2", "V2", "C1", "C2", "E1"))
    since = begins_on - timedelta(days=chance.randint(20, 400))
    return CastChild(
        id=f"SYN{10_000 + number * 7}",
        name=name,
        born=begins_on - timedelta(days=chance.randint(5 * 365, 16 * 365)),
        worker=worker,
        since=since,
        legal_status=status,
        placement=chance.choice(("U1", "U3", "U4", "U6", "U6", "P1" if status != "V2" else "U6", "K2")),
        plan=chance.choice(_PLANS),
        last_review=since + timedelta(days=chance.randint(10, 60)),
        last_visit=begins_on - timedelta(days=chance.randint(1, 60)),
    )


def caseload_table(children: Iterable[CastChild]) -> str:
    """Return the caseload as a case system would give it: a table in CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for child in children:
        dates = [f"{day:%d/%m/%Y}" for day in (child.born, child.since, child.last_review, child.last_visit)]
        writer.writerow(
            [
                child.id, child.name, dates[0], TEAM, child.worker, child.legal_status, dates[1], dates[1],
                child.placement, dates[1], child.plan, dates[2], dates[3],
            ]
        )  # fmt: skip
    return out.getvalue()
