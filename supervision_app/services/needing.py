"""What needs somebody now, by their role: each thing in words, with a way in. What is fine is not listed."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from supervision_app.domain.entries import in_words
from supervision_app.services import half_typed, passing, supervision_due
from supervision_app.services.desk import Desk
from supervision_app.services.needs import Need, of_child
from supervision_app.services.read_models import ActionRow, ExportRow
from supervision_app.services.safety import keeping_needs
from supervision_app.services.standing_out import found_in_facts, refused_rows, standing_out, without_worker

SOON = timedelta(days=14)
"""Days ahead in which an action is said to be due soon."""
LONG_PAST = timedelta(weeks=4)
"""Weeks past its date from which an action is stuck."""
MUCH_MOVED = 2
"""Times that a date was moved from which an action is stuck."""
OFFER_STUCK = timedelta(weeks=2)
"""Weeks for which an offer may wait before it is stuck."""
FILING_STUCK = timedelta(weeks=2)
"""Weeks in which a summary that was written out should be on the child's file."""
LONGEST = 140
"""Characters of an action's words that a sentence here shows."""

BRING_IN = "Bring in"
"""The page on which a caseload is brought in."""

_AWAITS = "awaiting"
_LAST = "9999"


SEND = "Send and receive"
"""The page on which packs are sent and received."""
RECEIPT_LATE = timedelta(days=7)
"""Days after which a pack without a receipt is asked about."""


def what_needs_me(desk: Desk) -> list[Need]:
    """Return what needs the vault's owner: a worker's own, a manager's all, and what is stuck for a senior."""
    by_role = {"manager": _for_manager, "senior": _for_senior}
    old, not_ready = keeping_needs(desk)
    needs = [old, passing.waiting(desk, SEND), *by_role.get(desk.owner().role, _for_worker)(desk)]
    needs += [passing.unreceipted(desk, SEND, desk.today() - RECEIPT_LATE), not_ready]
    return [need for need in needs if need.items]


def _for_manager(desk: Desk) -> list[Need]:
    rows, today, found = _open(desk), desk.today(), found_in_facts(desk)
    mine = _waiting_for_me(desk)
    ids = {row.id for row in mine}
    others = [row for row in rows if row.holding == _AWAITS and row.id not in ids]
    past = [row for row in rows if _is_past(row, today)]
    return [
        _of_actions("unowned", "Nobody has taken these on", _unowned(rows), _unowned_words),
        passing.unsettled(desk),
        passing.inherited(desk),
        _of_actions("mine-to-accept", "Waiting for you to accept", mine, _mine_words),
        _of_actions("awaiting", "Offered, and not accepted yet", sorted(others, key=_offered_on), _offer_words),
        _of_actions("overdue", "Past their date", past, _past_words),
        half_typed.need(desk),
        supervision_due.begun(desk),
        supervision_due.due(desk),
        supervision_due.unseen(desk),
        without_worker(found),
        _unwritten(desk),
        _unfiled("Written out, and not confirmed on the child’s file", desk.vault.views.unfiled_exports()),
        refused_rows(desk, BRING_IN),
        standing_out(found),
    ]


def _for_worker(desk: Desk) -> list[Need]:
    """Return a worker's outstanding actions in full, each once, the soonest first."""
    today = desk.today()
    waiting = _waiting_for_me(desk)
    offered = {row.id for row in waiting}
    rows = sorted((row for row in _open(desk, desk.owner().id) if row.id not in offered), key=_due_last)
    until = (today + SOON).isoformat()
    past = [row for row in rows if _is_past(row, today)]
    soon = [row for row in rows if row.due and today.isoformat() <= row.due <= until]
    later = [row for row in rows if not row.due or row.due > until]
    return [
        half_typed.need(desk),
        _of_actions("mine-to-accept", "Waiting for you to accept", waiting, _mine_words, in_full=True),
        _of_actions("overdue", "Past their date", past, _own_past_words, in_full=True),
        _of_actions("due-soon", f"Due within the next {SOON.days} days", soon, _due_words, in_full=True),
        _of_actions("due-later", "Your other actions", later, _due_words, in_full=True),
    ]


def _for_senior(desk: Desk) -> list[Need]:
    """Return what is stuck across the team, and never who is behind: the order is that of the dates."""
    rows, today = _open(desk), desk.today()
    long_past = [row for row in rows if _is_past(row, today - LONG_PAST)]
    moved = [row for row in rows if row.moves >= MUCH_MOVED]
    stuck = [row for row in rows if row.holding == _AWAITS and _before(_offered_on(row), today - OFFER_STUCK)]
    unfiled = [one for one in desk.vault.views.unfiled_exports() if _before(one.written_at[:10], today - FILING_STUCK)]
    return [
        half_typed.need(desk),
        _of_actions("mine-to-accept", "Waiting for you to accept", _waiting_for_me(desk), _mine_words),
        _of_actions("unowned", "Nobody has taken these on", _unowned(rows), _unowned_words),
        _of_actions("overdue", "Past their date by more than four weeks", long_past, _past_words),
        _of_actions("moved", "Their date was moved twice or more", moved, _moved_words),
        _of_actions(
            "awaiting",
            "Offered more than two weeks ago, and not accepted",
            sorted(stuck, key=_offered_on),
            _offer_words,
        ),
        supervision_due.long_due(desk),
        without_worker(found_in_facts(desk)),
        _unfiled("Written out more than two weeks ago, and not confirmed on the child’s file", unfiled),
    ]


def _open(desk: Desk, person: str = "") -> list[ActionRow]:
    return desk.vault.views.actions(state="any-open", worker=person)


def _waiting_for_me(desk: Desk) -> list[ActionRow]:
    owner = desk.owner()
    rows = [row for row in _open(desk, owner.id) if owner.name in _names(row.awaiting)]
    return sorted(rows, key=_due_last)


def _unowned(rows: Iterable[ActionRow]) -> list[ActionRow]:
    return [row for row in rows if row.holding == "unowned"]


def _names(joined: str) -> set[str]:
    """Return the names in a row's words, and the words themselves: a name may hold an “and”."""
    return {joined, *joined.split(" and ")}


def _due_last(row: ActionRow) -> str:
    """Return the date to sort by: what has none comes last."""
    return row.due or _LAST


def _is_past(row: ActionRow, day: date) -> bool:
    return bool(row.due) and _before(row.due, day)


def _before(day: str, other: date) -> bool:
    return day < other.isoformat()


def _offered_on(row: ActionRow) -> str:
    """Return the day of the oldest offer that still waits."""
    waits = _names(row.awaiting)
    return min(one.since for one in row.holders if one.how == _AWAITS and not one.until and one.name in waits)


def _of_actions(
    code: str,
    heading: str,
    rows: Iterable[ActionRow],
    says: Callable[[ActionRow], str],
    *,
    in_full: bool = False,
) -> Need:
    items = tuple(of_child(f"{row.child_name or row.child}: {_what(row)} {says(row)}", row.child) for row in rows)
    return Need(code, heading, items, in_full=in_full)


def _what(row: ActionRow) -> str:
    line = row.what.splitlines()[0]
    short = line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
    return short if short.endswith((".", "?", "!", "…")) else f"{short}."


def _unowned_words(row: ActionRow) -> str:
    return f"{row.owner} holds it until somebody takes it on. {_due_words(row)}"


def _mine_words(row: ActionRow) -> str:
    return f"Offered to you on {in_words(_offered_on(row))}. {_due_words(row)}"


def _offer_words(row: ActionRow) -> str:
    return f"Offered to {row.awaiting} on {in_words(_offered_on(row))}. {_due_words(row)}"


def _past_words(row: ActionRow) -> str:
    return f"{row.owner} answers for it. {_own_past_words(row)}"


def _own_past_words(row: ActionRow) -> str:
    return f"It was due on {in_words(row.due)}."


def _due_words(row: ActionRow) -> str:
    return f"Due {in_words(row.due)}." if row.due else "No date is here."


def _moved_words(row: ActionRow) -> str:
    times = "twice" if row.moves == MUCH_MOVED else f"{row.moves} times"
    return f"First due {in_words(row.first_due)}, moved {times}, now {in_words(row.due)}."


def _unwritten(desk: Desk) -> Need:
    items = [
        of_child(f"{row.child_name or row.child}: talked about on {in_words(row.held_on)}.", row.child)
        for row in desk.vault.views.unwritten()
    ]
    return Need("unwritten", "Talked about, and not written out for the child’s file", tuple(items))


def _unfiled(heading: str, exports: Iterable[ExportRow]) -> Need:
    items = tuple(
        of_child(f"{one.child_name or one.child}: summary {one.number} of {in_words(one.written_at[:10])}.", one.child)
        for one in exports
    )
    return Need("not-on-file", heading, items)
