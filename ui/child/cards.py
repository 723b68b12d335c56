"""The parts of a child's page: sentences under a heading, discussions, and an action with what can be done with it."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from supervision_app.services.read_models import ActionRow
from ui.shared.action_words import ACCEPT, WITHDRAWN, action_line, age_line, deeds_of
from ui.shared.flow import Flow
from ui.shared.record_card import Additions, RecordCard, RecordDeeds
from ui.shared.records import RecordShown
from ui.shared.widgets import button, heading, kind, words

LEADS = "leads"
"""The property of what other pages lead to: the id of a record or an action, or the name of a part of the page."""


def sentences(column: QLayout, title: str, said: Iterable[str], empty: str, leads: str = "") -> None:
    """Add a heading with sentences under it, or with the one that says that there are none."""
    found = list(said)
    above = heading(title)
    above.setProperty(LEADS, leads)
    column.addWidget(above)
    for sentence in found or [empty]:
        column.addWidget(words(sentence))


def discussion_cards(
    column: QLayout,
    discussions: Iterable[RecordShown],
    can: RecordDeeds | None,
    typing: Additions,
) -> None:
    """Add what was said, the newest first; without what can be done, it is for reading only."""
    column.addWidget(heading("Discussions"))
    found = list(discussions)
    if not found:
        column.addWidget(words("No discussion is recorded."))
    for shown in found:
        card = RecordCard(shown, can, typing)
        card.setProperty(LEADS, shown.record.id)
        card.setAccessibleName(shown.title)
        column.addWidget(card)


def action_card(row: ActionRow, act: Callable[[str, str], object] | None, today: date) -> QFrame:
    """Return an action as a card; `act` is called with a deed's code and the action's id."""
    card = QFrame()
    kind(card, "card")
    card.setProperty(LEADS, row.id)
    card.setAccessibleName(f"{row.what}. {action_line(row)}")
    column = QVBoxLayout(card)
    title = words(row.what)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    column.addWidget(title)
    column.addWidget(words(action_line(row)))
    if row.holding:
        column.addWidget(words(age_line(row, today), look="quiet"))
    if row.clash:
        column.addWidget(words(row.clash, look="danger"))
    if row.said:
        column.addWidget(words(row.said))
    if row.doer:
        column.addWidget(words(f"Who does it: {row.doer}", look="quiet"))
    if row.why:
        column.addWidget(words(f"Why: {row.why}", look="quiet"))
    if row.difference:
        column.addWidget(words(f"What should be different: {row.difference}", look="quiet"))
    if row.impact:
        label = "Why it was withdrawn" if row.state == WITHDRAWN else "Difference made"
        column.addWidget(words(f"{label}: {row.impact}"))
    if act:
        column.addWidget(Flow([_deed(row, code, name, act) for code, name in deeds_of(row)]))
    return card


def _deed(row: ActionRow, code: str, name: str, act: Callable[[str, str], object]) -> QWidget:
    made = button(name, lambda: act(code, row.id), look="" if code == ACCEPT[0] else "link")
    made.setAccessibleName(f"{name}: {row.what}")
    made.setObjectName(f"{row.id} {code}")
    return made
