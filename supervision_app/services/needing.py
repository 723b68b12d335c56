"""What needs somebody now: each thing in words, with a way in. What is fine is not listed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from supervision_app.domain.entries import in_words
from supervision_app.domain.people import Person
from supervision_app.services.desk import Desk
from supervision_app.services.read_models import ActionRow, ChildRow


@dataclass(frozen=True, slots=True)
class NeedItem:
    """One thing: the sentence, and the child whose page leads to it."""

    text: str
    child: str


@dataclass(frozen=True, slots=True)
class Need:
    """Things of one sort: a stable code, a heading, and the things, the oldest first."""

    code: str
    heading: str
    items: tuple[NeedItem, ...]


def what_needs_me(desk: Desk) -> list[Need]:
    """Return what needs the vault's owner: a worker's own matters, or everybody's for a manager or senior."""
    owner, today = desk.owner(), desk.today()
    whole_team = owner.role in {"manager", "senior"}
    rows = desk.vault.views.actions(state="any-open", worker="" if whole_team else owner.id)
    needs = [*_of_actions(rows, owner, today)]
    if whole_team:
        needs += _of_children(desk.vault.views.children(today))
        needs.append(_unfiled(desk))
    return [need for need in needs if need.items]


def _of_actions(rows: Iterable[ActionRow], owner: Person, today: date) -> list[Need]:
    found = list(rows)
    return [
        _need("unowned", "Nobody has taken these on", found, lambda row: row.holding == "unowned"),
        _need("mine-to-accept", "Waiting for you to accept", found, lambda row: row.awaiting == owner.name),
        _need(
            "awaiting",
            "Offered, and not accepted yet",
            found,
            lambda row: row.holding == "awaiting" and row.awaiting != owner.name,
        ),
        _need("overdue", "Past their date", found, lambda row: bool(row.due) and row.due < today.isoformat()),
    ]


def _need(code: str, heading: str, rows: list[ActionRow], fits: Callable[[ActionRow], bool]) -> Need:
    return Need(code, heading, tuple(NeedItem(_action_words(row), row.child) for row in rows if fits(row)))


def _action_words(row: ActionRow) -> str:
    who = row.awaiting or row.owner
    due = f", due {in_words(row.due)}" if row.due else ""
    return f"{row.child_name or row.child}: {row.what} ({who}{due})"


def _of_children(rows: Iterable[ChildRow]) -> list[Need]:
    alone = tuple(NeedItem(f"{row.name or row.id}", row.id) for row in rows if not row.worker)
    return [Need("no-worker", "No worker has these children", alone)]


def _unfiled(desk: Desk) -> Need:
    items = tuple(
        NeedItem(f"{one.child_name or one.child}: summary {one.number} of {in_words(one.written_at[:10])}", one.child)
        for one in desk.vault.views.unfiled_exports()
    )
    return Need("not-on-file", "Written out, and not confirmed on the child’s file", items)
