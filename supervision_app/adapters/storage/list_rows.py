"""Rows of the projections as lists show them."""

from typing import Any

from supervision_app.services.read_models import ActionRow, ChildRow, HolderRow


def child_row(row: Any) -> ChildRow:
    """Return a child of a list."""
    return ChildRow(
        stream=row.stream,
        id=row.case_id,
        name=row.name or "",
        team=row.team or "",
        worker=row.worker or "",
        born=row.born or "",
        legal_status=row.legal_status or "",
        open_actions=row.open_actions,
        overdue=row.overdue,
        not_accepted=row.not_accepted,
        last_discussed=row.discussed or "",
        put_off=row.put_off if (row.put_off or "") > (row.discussed or "") else "",
    )


def action_row(row: Any, holders: list[Any], last_resort: str) -> ActionRow:
    """Return an action of a list, with its holders in order and who holds what nobody else does."""
    awaiting = _names(holders, "awaiting") if row.is_open else ""
    return ActionRow(
        id=row.subject,
        stream=row.stream,
        child=row.case_id or "",
        child_name=row.child_name or "",
        what=row.what,
        why=row.why,
        difference=row.difference,
        owner=_owner(row, holders, last_resort),
        awaiting=awaiting,
        holding=row.holding,
        state=row.state,
        due=row.due,
        first_due=row.first_due,
        moves=row.moves,
        agreed_on=row.agreed_on,
        doer=row.doer,
        impact=row.impact,
        said=row.said,
        clash=row.unsettled if row.is_open else "",
        holders=tuple(HolderRow(one.person_name, one.how, one.since, one.until, one.reason) for one in holders),
    )


def _owner(row: Any, holders: list[Any], last_resort: str) -> str:
    """Return who answers for the action: who accepted it, else who is asked, else who stands in.

    Of a closed action it is who answered for it last.
    """
    if not row.is_open:
        last: str = holders[-1].person_name if holders else ""
        return last
    for how in ("accepted", "awaiting", "stands in"):
        names = _names(holders, how)
        if names:
            return names
    return last_resort


def _names(holders: list[Any], how: str) -> str:
    """Return who holds it in this way, each person once: two may have offered it to the same person at once."""
    persons = {one.person_id: one.person_name for one in holders if one.how == how and one.counts}
    return " and ".join(persons.values())
