"""Many children at once for an agenda, in a few queries however many there are."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement, select

from supervision_app.adapters.storage import projected
from supervision_app.adapters.storage.projecting import table_of
from supervision_app.domain.allocation import Allocation, Spell
from supervision_app.domain.people import Person
from supervision_app.services.agenda_views import ChildThen, OpenThen

ACTION, SPELL = table_of(projected.ActionRow), table_of(projected.SpellRow)


def children_then(
    rows: Callable[[Any], list[Any]], waits: ColumnElement[bool], streams: Collection[str]
) -> dict[str, ChildThen]:
    """Return these children by their stream; `waits` says of an action that somebody has yet to accept it."""
    wanted = sorted(streams)
    spells: dict[str, list[Spell]] = {one: [] for one in wanted}
    for row in rows(select(SPELL).where(SPELL.c.stream.in_(wanted)).order_by(SPELL.c.stream, SPELL.c.place)):
        person = Person(row.person_id, row.person_name, row.person_role)
        spells[row.stream].append(Spell(person, row.since, row.until, row.reason))
    agreed: dict[str, list[OpenThen]] = {one: [] for one in wanted}
    waiting = dict.fromkeys(wanted, 0)
    query = select(ACTION.c.stream, ACTION.c.due, ACTION.c.moves, waits.label("waits"))
    for row in rows(query.where(ACTION.c.stream.in_(wanted), ACTION.c.is_open).order_by(ACTION.c.due)):
        agreed[row.stream].append(OpenThen(row.due, row.moves))
        waiting[row.stream] += bool(row.waits)
    return {one: ChildThen(Allocation(tuple(spells[one])), tuple(agreed[one]), waiting[one]) for one in wanted}
