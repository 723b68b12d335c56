"""The parts of a child's page: sentences under a heading, discussions, and an action with what can be done with it."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from supervision_app.domain.entries import in_words
from supervision_app.services.read_models import ActionRow
from ui.child.deeds import ACCEPT, deeds_of
from ui.child.flow import Flow
from ui.shared.widgets import button, heading, kind, words

_ENDED = {"done": "Done", "not-needed": "No longer needed", "superseded": "Replaced by something else"}


def sentences(column: QLayout, title: str, said: Iterable[str], empty: str) -> None:
    """Add a heading with sentences under it, or with the one that says that there are none."""
    found = list(said)
    column.addWidget(heading(title))
    for sentence in found or [empty]:
        column.addWidget(words(sentence))


def discussion_cards(column: QLayout, discussions: Iterable[tuple[str, str]]) -> None:
    """Add what was said, the newest first."""
    column.addWidget(heading("Discussions"))
    found = list(discussions)
    if not found:
        column.addWidget(words("No discussion is recorded."))
    for head, text in found:
        card = QFrame()
        kind(card, "card")
        inside = QVBoxLayout(card)
        inside.addWidget(words(head, look="quiet"))
        inside.addWidget(words(text))
        column.addWidget(card)


def action_card(row: ActionRow, act: Callable[[str, str], object] | None) -> QFrame:
    """Return an action as a card; `act` is called with a deed's code and the action's id."""
    card = QFrame()
    kind(card, "card")
    column = QVBoxLayout(card)
    title = words(row.what)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    column.addWidget(title)
    column.addWidget(words(action_line(row)))
    if row.doer:
        column.addWidget(words(f"Who does it: {row.doer}", look="quiet"))
    if row.why:
        column.addWidget(words(f"Why: {row.why}", look="quiet"))
    if row.difference:
        column.addWidget(words(f"What should be different: {row.difference}", look="quiet"))
    if row.impact:
        column.addWidget(words(f"Difference made: {row.impact}"))
    if act:
        column.addWidget(Flow([_deed(row, code, name, act) for code, name in deeds_of(row)]))
    return card


def _deed(row: ActionRow, code: str, name: str, act: Callable[[str, str], object]) -> QWidget:
    made = button(name, lambda: act(code, row.id), look="" if code == ACCEPT[0] else "link")
    made.setAccessibleName(f"{name}: {row.what}")
    made.setObjectName(f"{row.id} {code}")
    return made


def action_line(row: ActionRow) -> str:
    """Return in a sentence when an action is due, what its date was, and who holds it; or how it ended."""
    if not row.holding:
        return f"{_ENDED.get(row.state, row.state)}. {row.owner} answered for it."
    held = {
        "awaiting": f"{row.awaiting} has yet to accept; the manager holds it too",
        "unowned": f"Nobody has taken it on; {row.owner} holds it",
        "accepted": f"{row.owner} answers for it",
    }[row.holding]
    due = f"Due {in_words(row.due)}" if row.due else "No date is here"
    times = {1: "once", 2: "twice"}.get(row.moves, f"{row.moves} times")
    moved = f", first {in_words(row.first_due)}, moved {times}" if row.moves and row.first_due else ""
    return f"{due}{moved}. {held}."
