"""Lists read from the projections: filtered, joined and sorted in SQL."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select, tuple_, union_all

from supervision_app.adapters.storage import projected
from supervision_app.adapters.storage.action_list import Listing
from supervision_app.adapters.storage.agenda_rows import children_then
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.list_rows import action_row, child_row
from supervision_app.adapters.storage.projecting import ERASED_STREAMS, same_ids, table_of
from supervision_app.adapters.storage.settings import SETTING
from supervision_app.domain.caseload import Held
from supervision_app.domain.discussions import MANAGEMENT_OVERSIGHT, NOT_TODAY
from supervision_app.domain.facts import Fact, Known
from supervision_app.domain.holding import ACCEPTED, AWAITING, UNOWNED
from supervision_app.domain.meetings import Meeting
from supervision_app.domain.people import Member, Person, team_manager_of, united
from supervision_app.domain.rhythm import Rhythm, Step
from supervision_app.services.agenda_views import ChildThen
from supervision_app.services.read_models import (
    ActionPlace,
    ActionRow,
    ActionsWanted,
    ChildRow,
    ExportRow,
    Team,
    UnseenRow,
    UnwrittenRow,
)

CHILD, FACT, SPELL = (table_of(model) for model in (projected.ChildRow, projected.FactRow, projected.SpellRow))
ACTION, HOLDER = (table_of(model) for model in (projected.ActionRow, projected.HolderRow))
RHYTHM, MEETING = table_of(projected.RhythmRow), table_of(projected.MeetingRow)
SUPERVISION, WITHDRAWN = table_of(projected.SupervisionRow), table_of(projected.WithdrawnRow)
HOLD = table_of(projected.HoldRow)
PERSON, TEAM = (table_of(model) for model in (projected.PersonRow, projected.TeamRow))
DISCUSSION, EXPORT, IMPORT = (
    table_of(model) for model in (projected.DiscussionRow, projected.ExportRow, projected.ImportRow)
)

HAS_CHILD: ColumnElement[bool] = exists().where(
    SPELL.c.stream == HOLDER.c.stream, SPELL.c.until == "", SPELL.c.person_id == HOLDER.c.person_id
)
_HERE = PERSON.alias("here")
HAS_LEFT: ColumnElement[bool] = and_(
    exists().where(PERSON.c.one == HOLDER.c.person_id, PERSON.c.left_on != ""),
    ~exists().where(_HERE.c.one == HOLDER.c.person_id, _HERE.c.left_on == ""),
)
"""Whoever left one team and is in another's directory has not left."""
COUNTS: ColumnElement[bool] = and_(
    HOLDER.c.until == "", HOLDER.c.person_id != "", ~HAS_LEFT, or_(~HOLDER.c.as_worker, HAS_CHILD)
)
"""A holder counts who has a name, has not left and, if given the action as the child's worker, still has the child."""


_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
TALKED_ABOUT: ColumnElement[bool] = DISCUSSION.c.depth != NOT_TODAY
DISCUSSED: ColumnElement[bool] = and_(TALKED_ABOUT, DISCUSSION.c.type != MANAGEMENT_OVERSIGHT)
"""A decision in passing is written out as everything is, and is no supervision of the child."""


def _held(how: str) -> ColumnElement[bool]:
    mine = and_(HOLDER.c.stream == ACTION.c.stream, HOLDER.c.subject == ACTION.c.subject)
    return exists().where(mine, HOLDER.c.how == how, COUNTS)


HOLDING = case(
    (~ACTION.c.is_open, ""), (_held("accepted"), ACCEPTED), (_held("awaiting"), AWAITING), else_=UNOWNED
).label("holding")


class StoredViews:
    """Reading for lists; nothing here changes anything."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def _rows(self, query: Any) -> list[Any]:
        with self._database.reading() as connection:
            return list(connection.execute(query))

    def team(self) -> Team:
        """Return the team whose vault this is."""
        own = select(SETTING.c.value).where(SETTING.c.name == "team").scalar_subquery()
        # Entries of others may bring another team's stream with them.
        row = self._rows(select(TEAM).order_by(TEAM.c.stream != func.coalesce(own, ""), TEAM.c.stream))[0]
        return Team(row.stream, row.name, row.authority, row.demonstration)

    def members(self) -> list[Member]:
        """Return everybody in the directory, those who left included, by name."""
        rows = self._rows(select(PERSON).order_by(PERSON.c.name, PERSON.c.one, PERSON.c.subject != PERSON.c.one))
        found: dict[str, Member] = {}
        for row in rows:
            member = Member(Person(row.one, row.name, row.role), row.key, row.left_on)
            found[row.one] = united(found[row.one], member) if row.one in found else member
        return list(found.values())

    def same(self) -> dict[str, str]:
        """Return each id that is another person's with the one that they go by."""
        with self._database.reading() as connection:
            return same_ids(connection)

    def find_child(self, case_id: str) -> str | None:
        """Return the stream of the child with this id."""
        rows = self._rows(select(CHILD.c.stream).where(CHILD.c.case_id == case_id).order_by(CHILD.c.stream))
        return rows[0].stream if rows else None

    def find_action(self, start_of_id: str) -> list[tuple[str, str]]:
        """Return stream and id of the actions whose id starts like this."""
        return self._starting(ACTION, start_of_id)

    def find_record(self, start_of_id: str) -> list[tuple[str, str]]:
        """Return stream and id of the records and actions whose id starts like this, those withdrawn included."""
        tables = DISCUSSION, SUPERVISION, ACTION, WITHDRAWN
        return sorted({place for table in tables for place in self._starting(table, start_of_id)})

    def withdrawn(self) -> list[tuple[str, str]]:
        """Return stream and id of everything that was withdrawn."""
        query = select(WITHDRAWN.c.stream, WITHDRAWN.c.subject).distinct()
        return [(row[0], row[1]) for row in self._rows(query.order_by(WITHDRAWN.c.stream, WITHDRAWN.c.subject))]

    def under_hold(self) -> list[str]:
        """Return the streams on which a legal hold lasts."""
        return [row[0] for row in self._rows(select(HOLD.c.stream).order_by(HOLD.c.stream))]

    def erased(self) -> list[str]:
        """Return the streams of the children who were erased, and are under no legal hold."""
        return sorted(row[0] for row in self._rows(ERASED_STREAMS))

    def find_export(self, start_of_id: str) -> list[tuple[str, str]]:
        """Return stream and id of the exports whose id starts like this."""
        return self._starting(EXPORT, start_of_id)

    def _starting(self, table: Any, start: str) -> list[tuple[str, str]]:
        query = select(table.c.stream, table.c.subject).where(table.c.subject.startswith(start, autoescape=True))
        return [(row.stream, row.subject) for row in self._rows(query.order_by(table.c.subject).limit(10))]

    def held_children(self) -> dict[str, Held]:
        """Return every child as known, by case id."""
        facts: dict[str, dict[str, Fact]] = {}
        for row in self._rows(select(FACT)):
            facts.setdefault(row.stream, {})[row.name] = Fact(row.value, row.as_of, row.source)
        workers: dict[str, list[Person]] = {}
        since: dict[str, tuple[str, str]] = {}
        for row in self._rows(select(SPELL).where(SPELL.c.until == "").order_by(SPELL.c.place)):
            workers.setdefault(row.stream, []).append(Person(row.person_id, row.person_name, row.person_role))
            since[row.stream] = max((row.since, row.reason), since.get(row.stream, ("", "")))
        found = {}
        for row in self._rows(select(CHILD).order_by(CHILD.c.case_id)):
            births = tuple(born for born in row.births.split(",") if born)
            known = Known(row.case_id, facts.get(row.stream, {}), births)
            found[row.case_id] = Held(
                row.stream, known, tuple(workers.get(row.stream, ())), *since.get(row.stream, ("", ""))
            )
        return found

    def children(self, today: date) -> list[ChildRow]:
        """Return every child for a list, by id."""
        facts = {name: self._fact(name) for name in ("name", "team", "born", "legal_status")}
        mine = and_(ACTION.c.stream == CHILD.c.stream, ACTION.c.is_open)
        open_actions = select(func.count()).select_from(ACTION).where(mine)
        overdue = open_actions.where(ACTION.c.due != "", ACTION.c.due < today.isoformat())
        loose = open_actions.where(~_held("accepted"))
        worker = (
            select(func.group_concat(SPELL.c.person_name, " and "))
            .where(SPELL.c.stream == CHILD.c.stream, SPELL.c.until == "")
            .scalar_subquery()
        )
        discussed = select(func.max(DISCUSSION.c.held_on)).where(DISCUSSION.c.stream == CHILD.c.stream, DISCUSSED)
        put_off = select(func.max(DISCUSSION.c.held_on)).where(DISCUSSION.c.stream == CHILD.c.stream, ~TALKED_ABOUT)
        query = select(
            CHILD.c.stream,
            CHILD.c.case_id,
            *(fact.label(name) for name, fact in facts.items()),
            worker.label("worker"),
            open_actions.scalar_subquery().label("open_actions"),
            overdue.scalar_subquery().label("overdue"),
            loose.scalar_subquery().label("not_accepted"),
            discussed.scalar_subquery().label("discussed"),
            put_off.scalar_subquery().label("put_off"),
        ).order_by(CHILD.c.case_id)
        return [child_row(row) for row in self._rows(query)]

    @staticmethod
    def _fact(name: str) -> Any:
        return select(FACT.c.value).where(FACT.c.stream == CHILD.c.stream, FACT.c.name == name).scalar_subquery()

    def actions(self, *, child: str = "", worker: str = "", state: str = "", action: str = "") -> list[ActionRow]:
        """Return actions for a list, the soonest due first; `child` is a stream, `worker` a person's id."""
        query, holders = self._action_rows(), select(HOLDER, COUNTS.label("counts"))
        if child:
            query, holders = query.where(ACTION.c.stream == child), holders.where(HOLDER.c.stream == child)
        if action:
            query, holders = query.where(ACTION.c.subject == action), holders.where(HOLDER.c.subject == action)
        if state:
            query = query.where(ACTION.c.is_open if state == "any-open" else ACTION.c.state == state)
        if worker:
            mine = and_(HOLDER.c.stream == ACTION.c.stream, HOLDER.c.subject == ACTION.c.subject)
            query = query.where(exists().where(mine, HOLDER.c.person_id == worker, COUNTS))
        return self._told(query.order_by(~ACTION.c.is_open, ACTION.c.due, ACTION.c.subject), holders)

    def _action_rows(self) -> Any:
        return select(ACTION, CHILD.c.case_id, HOLDING, self._fact("name").label("child_name")).join(
            CHILD, CHILD.c.stream == ACTION.c.stream, isouter=True
        )

    def _told(self, actions: Any, holders: Any) -> list[ActionRow]:
        """Return the actions that one query finds, with the holders that the other finds."""
        found: dict[ActionPlace, list[Any]] = {}
        for row in self._rows(holders.order_by(HOLDER.c.stream, HOLDER.c.subject, HOLDER.c.place)):
            found.setdefault((row.stream, row.subject), []).append(row)
        last_resort = " and ".join(self._managers())
        return [action_row(row, found.get((row.stream, row.subject), []), last_resort) for row in self._rows(actions)]

    def _managers(self) -> list[str]:
        """Return who holds what nobody else does: the managers by name, else the post itself."""
        names = [
            member.person.name for member in self.members() if member.person.role == "manager" and not member.left_on
        ]
        return names or [team_manager_of(self.team().name).name]

    def _listing(self) -> Listing:
        return Listing(self._rows, self._managers())

    def action_order(self, wanted: ActionsWanted, today: date) -> tuple[ActionPlace, ...]:
        """Return where the wanted actions are, in the wanted order; those that are equal by their id."""
        return self._listing().order(wanted, today.isoformat())

    def people_shown(self) -> list[str]:
        """Return the names of those whom the list of actions shows with an action, by name."""
        return sorted(self._listing().people())

    def any_action(self) -> bool:
        """Return whether any action is recorded."""
        return bool(self._rows(select(ACTION.c.subject).limit(1)))

    def actions_at(self, places: Sequence[ActionPlace]) -> list[ActionRow]:
        """Return the actions at these places as they are now, in this order; what is not there is left out."""
        holders = select(HOLDER, COUNTS.label("counts"))
        found = self._told(
            self._action_rows().where(tuple_(ACTION.c.stream, ACTION.c.subject).in_(places)),
            holders.where(tuple_(HOLDER.c.stream, HOLDER.c.subject).in_(places)),
        )
        rows = {(row.stream, row.id): row for row in found}
        return [rows[place] for place in places if place in rows]

    def unfiled_exports(self) -> list[ExportRow]:
        """Return the exports that nobody has confirmed on file, the oldest first."""
        query = (
            select(EXPORT, CHILD.c.case_id, self._fact("name").label("child_name"))
            .join(CHILD, CHILD.c.stream == EXPORT.c.stream)
            .where(EXPORT.c.confirmed_on == "")
            .order_by(EXPORT.c.recorded_at, EXPORT.c.subject)
        )
        return [
            ExportRow(row.subject, row.case_id, row.child_name or "", row.number, row.recorded_at)
            for row in self._rows(query)
        ]

    def unwritten(self) -> list[UnwrittenRow]:
        """Return the children talked about since their last summary was written out, the longest ago first."""
        written: dict[str, datetime] = {}
        for stream, at in self._rows(select(EXPORT.c.stream, EXPORT.c.recorded_at)):
            written[stream] = max(datetime.fromisoformat(at), written.get(stream, _BEFORE_ALL))
        query = (
            select(DISCUSSION, CHILD.c.case_id, self._fact("name").label("child_name"))
            .join(CHILD, CHILD.c.stream == DISCUSSION.c.stream)
            .where(TALKED_ABOUT)
            .order_by(DISCUSSION.c.held_on.desc(), CHILD.c.case_id)
        )
        found: dict[str, UnwrittenRow] = {}
        for row in self._rows(query):
            if datetime.fromisoformat(row.recorded_at) > written.get(row.stream, _BEFORE_ALL):
                found.setdefault(row.stream, UnwrittenRow(row.case_id, row.child_name or "", row.held_on))
        return sorted(found.values(), key=lambda row: (row.held_on, row.child))

    def last_supervised(self) -> dict[str, str]:
        """Return the day of each worker's last supervision session recorded here, by their id."""
        query = select(SUPERVISION.c.worker_id, func.max(SUPERVISION.c.held_on)).group_by(SUPERVISION.c.worker_id)
        return {row[0]: row[1] for row in self._rows(query)}

    def children_then(self, streams: Collection[str]) -> dict[str, ChildThen]:
        """Return these children as an agenda needs them, by their stream."""
        return children_then(self._rows, _held("awaiting"), streams)

    def discussions_of(self, streams: Collection[str]) -> list[tuple[str, str]]:
        """Return stream and id of every discussion of these children."""
        query = select(DISCUSSION.c.stream, DISCUSSION.c.subject).where(DISCUSSION.c.stream.in_(sorted(streams)))
        return [(row.stream, row.subject) for row in self._rows(query)]

    def rhythms(self) -> dict[str, Rhythm]:
        """Return every rhythm that stands, by its stream."""
        return {row.stream: _rhythm(row) for row in self._rows(select(RHYTHM))}

    def meetings(self) -> list[Meeting]:
        """Return every planned date that was not cancelled, in order, without what became of it."""
        query = select(MEETING).where(~MEETING.c.cancelled).order_by(MEETING.c.held_on, MEETING.c.subject)
        return [
            Meeting(row.stream, row.subject, row.held_on, row.held_at, row.minutes, unsettled=row.unsettled)
            for row in self._rows(query)
        ]

    def supervised_on(self, stream: str) -> list[str]:
        """Return the days of the sessions in a worker's own record, ISO 8601, each once and in order."""
        query = select(SUPERVISION.c.held_on).where(SUPERVISION.c.stream == stream).distinct()
        return [row[0] for row in self._rows(query.order_by(SUPERVISION.c.held_on))]

    def find_meeting(self, start_of_id: str) -> list[tuple[str, str]]:
        """Return stream and id of the planned dates whose id starts like this."""
        return self._starting(MEETING, start_of_id)

    def unseen_records(self) -> list[UnseenRow]:
        """Return the records that the worker has yet to read, the oldest first; `child` is empty for their own."""
        ofchildren = select(
            DISCUSSION.c.worker_id,
            DISCUSSION.c.held_on,
            CHILD.c.case_id,
            self._fact("name").label("child_name"),
            DISCUSSION.c.stream,
            DISCUSSION.c.subject,
        ).join(CHILD, CHILD.c.stream == DISCUSSION.c.stream)
        own = select(
            SUPERVISION.c.worker_id,
            SUPERVISION.c.held_on,
            literal(""),
            literal(""),
            SUPERVISION.c.stream,
            SUPERVISION.c.subject,
        )
        both = union_all(ofchildren.where(DISCUSSION.c.unseen), own.where(SUPERVISION.c.unseen))
        found = [UnseenRow(*(value or "" for value in row)) for row in self._rows(both)]
        return sorted(found, key=lambda row: (row.held_on, row.child, row.subject))

    def newest_file(self) -> str:
        """Return the day as of which the newest file was loaded, ISO 8601; empty before the first."""
        newest: str = self._rows(select(func.coalesce(func.max(IMPORT.c.as_of), "")))[0][0]
        return newest

    def last_import(self, kind: str) -> tuple[str, tuple[str, ...]]:
        """Return the as-of date and the teams of the last import of this kind; both empty before the first."""
        newest = IMPORT.c.as_of.desc(), IMPORT.c.recorded_at.desc()
        rows = self._rows(select(IMPORT).where(IMPORT.c.source == kind).order_by(*newest).limit(1))
        if not rows:
            return "", ()
        return rows[0].as_of, tuple(team for team in rows[0].teams.split("\n") if team)


def _rhythm(row: Any) -> Rhythm:
    steps = (step.partition(":") for step in row.steps.split(","))
    found = tuple(Step(int(every), until) for every, _, until in steps)
    return Rhythm(row.stream, row.code, row.name, row.since, found, row.minutes, row.agreed_by)
