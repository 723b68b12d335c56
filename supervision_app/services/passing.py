"""What packs leave to be seen to: what waits, what came without a receipt, what was inherited, what stands twice."""

from datetime import date

from supervision_app.domain import packs
from supervision_app.domain.entries import in_words
from supervision_app.services.carrying import passages
from supervision_app.services.desk import Desk
from supervision_app.services.needs import PLACE, Need, NeedItem, WayIn, of_child
from supervision_app.services.read_models import ActionRow
from supervision_app.services.taking_in import waiting_words

_MANY = 3
"""Holders from which an inherited action comes first: it has been handed on often."""
_LATER = "9999"


def waiting(desk: Desk, place: str) -> Need:
    """Return what came and is not part of the record yet; `place` is where packs are."""
    items = tuple(NeedItem(said, WayIn(PLACE, place)) for said in waiting_words(desk))
    return Need("waiting", "Came in a pack, and is not part of the record yet", items)


def unreceipted(desk: Desk, place: str, until: date) -> Need:
    """Return the packs that were made up to a day, and of which no receipt says that all of it arrived."""
    late = [
        one for one in passages(desk) if one.sent and one.people and not one.matches and one.on <= until.isoformat()
    ]
    items = tuple(NeedItem(_late_words(one), WayIn(PLACE, place)) for one in reversed(late))
    return Need("unreceipted", "Sent, and no receipt says that it arrived", items)


def _late_words(one: packs.Passage) -> str:
    names = " and ".join(person.name for person in one.people)
    return f"{names}: a pack of {in_words(one.on)}. Ask for the receipt, or make the pack again."


def unsettled(desk: Desk) -> Need:
    """Return the open actions on which two people wrote at once: one more word on each settles it."""
    items = tuple(
        of_child(f"{row.child_name or row.child}: {_first_line(row)} {row.clash}", row.child)
        for row in desk.vault.views.actions(state="any-open")
        if row.clash
    )
    return Need("unsettled", "Two people wrote at once: decide which stands", items)


def inherited(desk: Desk) -> Need:
    """Return the open actions that came with a team or with children, and on which nobody here has said a word since.

    What has to be decided first is on top: past its date or soon due, through many hands, not accepted.
    """
    came = {one for passage in passages(desk) if _takes_over(passage) for one in passage.actions}
    rows = [row for row in desk.vault.views.actions(state="any-open") if row.id in came and not _answered(desk, row)]
    rows.sort(key=lambda row: _urgency(row, desk.today()))
    items = tuple(of_child(f"{row.child_name or row.child}: {_first_line(row)} {_of(row)}", row.child) for row in rows)
    return Need("inherited", "Inherited, and not looked at yet", items)


def _takes_over(passage: packs.Passage) -> bool:
    return not passage.sent and passage.purpose in {packs.TEAM, packs.CHILD, packs.ARCHIVE}


def _answered(desk: Desk, row: ActionRow) -> bool:
    """Return whether this vault wrote anything on an action."""
    return any(entry.author == desk.author for entry in desk.vault.ledger.subject(row.stream, row.id))


def _urgency(row: ActionRow, today: date) -> tuple[bool, bool, bool, str]:
    """Return what to sort by: past its date, through many hands, not accepted, then the date."""
    past = bool(row.due) and row.due < today.isoformat()
    return (not past, len(hands(row)) < _MANY, row.holding == "accepted", row.due or _LATER)


def hands(row: ActionRow) -> set[str]:
    """Return through whose hands an action went, without those who stood in."""
    return {one.name for one in row.holders if one.how != "stands in"}


def _of(row: ActionRow) -> str:
    due = f"Due {in_words(row.due)}." if row.due else "No date is here."
    held = len(hands(row))
    return f"{row.owner} answers for it{f', after {held} people' if held >= _MANY else ''}. {due}"


def _first_line(row: ActionRow) -> str:
    line = row.what.splitlines()[0]
    return line if line.endswith((".", "?", "!", "…")) else f"{line}."
