"""The list of all actions: which are in it and in which order, decided in SQL over the whole vault at once."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    and_,
    case,
    except_,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from supervision_app.adapters.storage import projected
from supervision_app.adapters.storage.projecting import table_of
from supervision_app.domain.actions import ACCEPTS, AWAITS, CLOSED_STATES, OPEN_STATES, STANDS_IN
from supervision_app.domain.holding import ACCEPTED, AWAITING, UNOWNED
from supervision_app.domain.identity import tidy
from supervision_app.domain.people import name_key
from supervision_app.services.read_models import (
    ALL,
    ANY_OPEN,
    BY_CHILD,
    BY_DUE,
    BY_HOLDING,
    BY_MOVES,
    BY_OWNER,
    BY_STATE,
    BY_WHAT,
    CLOSED,
    OVERDUE,
    ActionPlace,
    ActionsWanted,
)

ACTION, HOLDER = (table_of(model) for model in (projected.ActionRow, projected.HolderRow))
CHILD, FACT, SPELL, PERSON = (
    table_of(model) for model in (projected.ChildRow, projected.FactRow, projected.SpellRow, projected.PersonRow)
)

# With both columns bare, SQLite would look up every stream of a set with every subject of it.
_PLACE = tuple_(ACTION.c.stream + "", ACTION.c.subject + "")
_NO_DATE = "9999"


def _counts(holder: FromClause) -> ColumnElement[bool]:
    """Say which holders count, as the other lists do; sets that are made once are faster here than a look for each."""
    left = select(PERSON.c.one).group_by(PERSON.c.one).having(func.min(PERSON.c.left_on) != "")
    have = select(SPELL.c.stream, SPELL.c.person_id).where(SPELL.c.until == "")
    has_child = tuple_(holder.c.stream, holder.c.person_id).in_(have)
    return and_(
        holder.c.until == "",
        holder.c.person_id != "",
        holder.c.person_id.not_in(left),
        or_(~holder.c.as_worker, has_child),
    )


def _held(*hows: str) -> Select[Any]:
    """Return where those actions are that somebody holds in one of these ways."""
    return select(HOLDER.c.stream, HOLDER.c.subject).where(HOLDER.c.how.in_(hows), _counts(HOLDER))


def _open_but_not(*hows: str) -> CompoundSelect[Any]:
    """Return where those open actions are that nobody holds in any of these ways.

    One set less another: of a place that is not in a set, SQLite would look through the whole set for an unknown one.
    """
    return except_(select(ACTION.c.stream, ACTION.c.subject).where(ACTION.c.is_open), _held(*hows))


def _in_state(state: str, today: str) -> ColumnElement[bool]:
    states: dict[str, Callable[[], ColumnElement[bool]]] = {
        ALL: lambda: literal(1) == 1,
        ANY_OPEN: lambda: ACTION.c.is_open,
        CLOSED: lambda: ~ACTION.c.is_open,
        OVERDUE: lambda: and_(ACTION.c.is_open, ACTION.c.due != "", ACTION.c.due < today),
        ACCEPTED: lambda: and_(ACTION.c.is_open, _PLACE.in_(_held(ACCEPTS))),
        AWAITING: lambda: and_(ACTION.c.is_open, _PLACE.in_(except_(_held(AWAITS), _held(ACCEPTS)))),
        UNOWNED: lambda: _PLACE.in_(_open_but_not(ACCEPTS, AWAITS)),
    }
    return states[state]()


class Listing:
    """The list of actions in one vault at one moment."""

    def __init__(self, rows: Callable[[Any], list[Any]], last_resort: Sequence[str]) -> None:
        """Take what reads, and the names of those who hold what nobody else does."""
        self._rows, self._last_resort = rows, last_resort

    def order(self, wanted: ActionsWanted, today: str) -> tuple[ActionPlace, ...]:
        """Return where the wanted actions are, in the wanted order."""
        query = select(ACTION.c.stream, ACTION.c.subject).where(_in_state(wanted.state, today))
        if wanted.person:
            query = query.where(self._shown_with([wanted.person]))
        for word in filter(None, map(name_key, tidy(wanted.words).split(" "))):
            query = query.where(self._holds(word))
        return tuple((row[0], row[1]) for row in self._rows(self._sorted(query, wanted)))

    def people(self) -> set[str]:
        """Return the names of those who are shown with an action."""
        return {row[0] for row in self._rows(select(self._shown().c.name).distinct())}

    def _shown(self) -> FromClause:
        """Return each action with every person who is shown with it."""
        here = and_(HOLDER.c.stream == ACTION.c.stream, HOLDER.c.subject == ACTION.c.subject)
        columns = HOLDER.c.stream, HOLDER.c.subject, HOLDER.c.person_name.label("name")
        counting = select(*columns).join(ACTION, here).where(ACTION.c.is_open, _counts(HOLDER))
        asked = counting.where(HOLDER.c.how.in_((ACCEPTS, AWAITS)))
        alone = _PLACE.in_(_open_but_not(ACCEPTS, AWAITS))
        standing_in = counting.where(HOLDER.c.how == STANDS_IN, alone)
        last = _last_of_each()
        ended = and_(last.c.stream == ACTION.c.stream, last.c.subject == ACTION.c.subject, ~ACTION.c.is_open)
        closed = select(last.c.stream, last.c.subject, last.c.name).join(ACTION, ended)
        return union_all(asked, standing_in, closed, *self._left_to_managers()).subquery("shown")

    def _left_to_managers(self) -> Iterator[Select[Any]]:
        nobody = _PLACE.in_(_open_but_not(ACCEPTS, AWAITS, STANDS_IN))
        for name in self._last_resort:
            yield select(ACTION.c.stream, ACTION.c.subject, literal(name).label("name")).where(nobody)

    def _shown_with(self, names: Sequence[str]) -> ColumnElement[bool]:
        shown = self._shown()
        return _PLACE.in_(select(shown.c.stream, shown.c.subject).where(shown.c.name.in_(names)))

    def _holds(self, key: str) -> ColumnElement[bool]:
        """Say which actions hold a word in what is to be done, in the child, or in the name of a person shown."""
        fits = [func.instr(ACTION.c.searched, key) > 0]
        if streams := self._children_holding(key):
            # One value however many there are: SQLite counts and limits those of an ordinary list.
            each = func.json_each(json.dumps(streams)).table_valued("value")
            fits.append(ACTION.c.stream.in_(select(each.c.value)))
        names = {row[0] for row in self._rows(select(HOLDER.c.person_name).distinct())} | set(self._last_resort)
        if fitting := sorted(name for name in names if key in name_key(name)):
            fits.append(self._shown_with(fitting))
        return or_(*fits)

    def _children_holding(self, key: str) -> list[str]:
        named = and_(FACT.c.stream == CHILD.c.stream, FACT.c.name == "name")
        query = select(CHILD.c.stream, CHILD.c.case_id, FACT.c.value).join(FACT, named, isouter=True)
        return [row[0] for row in self._rows(query) if key in name_key(f"{row[1]} {row[2] or ''}")]

    def _sorted(self, query: Select[Any], wanted: ActionsWanted) -> Select[Any]:
        sorts: dict[str, Callable[[Select[Any]], tuple[Select[Any], list[Any]]]] = {
            BY_CHILD: _by_child,
            BY_WHAT: lambda query: (query, [ACTION.c.what.collate("NOCASE")]),
            BY_OWNER: self._by_owner,
            BY_DUE: lambda query: (query, [case((ACTION.c.due == "", _NO_DATE), else_=ACTION.c.due)]),
            BY_HOLDING: _by_holding,
            BY_MOVES: lambda query: (query, [ACTION.c.moves]),
            BY_STATE: lambda query: (query, [_rank(ACTION.c.state, (*OPEN_STATES, *CLOSED_STATES))]),
        }
        query, keys = sorts[wanted.sort](query)
        ordered = [key.desc() if wanted.down else key for key in keys]
        return query.order_by(*ordered, ACTION.c.subject, ACTION.c.stream)

    def _by_owner(self, query: Select[Any]) -> tuple[Select[Any], list[Any]]:
        names, last = _names_of_each(), _last_of_each()
        joined = query.join(names, _same(names), isouter=True).join(last, _same(last), isouter=True)
        anybody = names.c.accepted, names.c.awaiting, names.c.standing_in, " and ".join(self._last_resort)
        owner = case((ACTION.c.is_open, func.coalesce(*anybody)), else_=func.coalesce(last.c.name, ""))
        return joined, [owner.collate("NOCASE")]


def _same(held: FromClause) -> ColumnElement[bool]:
    return and_(held.c.stream == ACTION.c.stream, held.c.subject == ACTION.c.subject)


def _last_of_each() -> FromClause:
    """Return the last holder of each action: beside a max, SQLite gives the row that has it."""
    place = func.max(HOLDER.c.place).label("place")
    query = select(HOLDER.c.stream, HOLDER.c.subject, HOLDER.c.person_name.label("name"), place)
    return query.group_by(HOLDER.c.stream, HOLDER.c.subject).subquery("last")


def _names_of_each() -> FromClause:
    """Return who holds each action in which way, each person once, in the order in which they came to it."""
    before = HOLDER.alias("before")
    again = exists().where(
        before.c.stream == HOLDER.c.stream,
        before.c.subject == HOLDER.c.subject,
        before.c.place < HOLDER.c.place,
        before.c.person_id == HOLDER.c.person_id,
        before.c.how == HOLDER.c.how,
        _counts(before),
    )
    columns = HOLDER.c.stream, HOLDER.c.subject, HOLDER.c.how, HOLDER.c.person_name
    counting = select(*columns).where(_counts(HOLDER), or_(HOLDER.c.place == 0, ~again))
    each = counting.order_by(HOLDER.c.stream, HOLDER.c.subject, HOLDER.c.place).subquery("each")

    def names(how: str) -> Any:
        return func.group_concat(case((each.c.how == how, each.c.person_name)), " and ")

    query = select(
        each.c.stream,
        each.c.subject,
        names(ACCEPTS).label("accepted"),
        names(AWAITS).label("awaiting"),
        names(STANDS_IN).label("standing_in"),
    )
    return query.group_by(each.c.stream, each.c.subject).subquery("names")


def _rank(column: Any, values: Sequence[str]) -> Any:
    return case({value: rank for rank, value in enumerate(values)}, value=column, else_=len(values))


def _by_child(query: Select[Any]) -> tuple[Select[Any], list[Any]]:
    named = and_(FACT.c.stream == ACTION.c.stream, FACT.c.name == "name")
    joined = query.join(CHILD, CHILD.c.stream == ACTION.c.stream, isouter=True).join(FACT, named, isouter=True)
    name, case_id = func.coalesce(FACT.c.value, ""), func.coalesce(CHILD.c.case_id, "")
    called = case((name == "", case_id), else_=name + " (" + case_id + ")")
    return joined, [called.collate("NOCASE")]


def _by_holding(query: Select[Any]) -> tuple[Select[Any], list[Any]]:
    names = _names_of_each()
    rank = case((~ACTION.c.is_open, 3), (names.c.accepted.is_not(None), 0), (names.c.awaiting.is_not(None), 1), else_=2)
    waits_for = case((rank == 1, names.c.awaiting), else_="")
    return query.join(names, _same(names), isouter=True), [rank, waits_for.collate("NOCASE")]
