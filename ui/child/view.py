"""One child's page: who has the case, what stands out, what is open, and what was said."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from supervision_app.domain.entries import in_words
from supervision_app.services.read_models import ActionRow
from ui.child.presenter import ChildPresenter, Shown
from ui.shared.asking import Asking
from ui.shared.widgets import Page, heading, kind, words


class ChildView(Page):
    """One child, from who has them down to what left for the case file."""

    def __init__(self, vault: Asking, case_id: str) -> None:
        """Take the vault and the child's id."""
        super().__init__(case_id)
        self._body = QWidget()
        self.column.addWidget(self._body)
        self.column.addStretch(1)
        self._presenter = ChildPresenter(self, vault, case_id)
        self._presenter.begin()

    def show_child(self, shown: Shown) -> None:
        """Show the child."""
        self.rename(shown.title)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(words(shown.held_by))
        _sentences(column, "What stands out", shown.findings, "Nothing stands out.")
        column.addWidget(heading(f"Open actions: {len(shown.open_actions)}"))
        for action in shown.open_actions:
            column.addWidget(_action(action))
        _discussions(column, shown.discussions)
        _sentences(column, "Time limits", shown.clocks, "No time limit is running here.")
        _sentences(column, "Known from the case system", [": ".join(fact) for fact in shown.facts], "Nothing yet.")
        column.addWidget(heading(f"Closed actions: {len(shown.closed_actions)}"))
        for action in shown.closed_actions:
            column.addWidget(_action(action))
        _sentences(column, "Summaries for the case file", shown.exports, "None was written out yet.")
        self.column.replaceWidget(self._body, body)
        self._body.deleteLater()
        self._body = body


def _sentences(column: QLayout, title: str, sentences: Iterable[str], empty: str) -> None:
    found = list(sentences)
    column.addWidget(heading(title))
    for sentence in found or [empty]:
        column.addWidget(words(sentence))


def _discussions(column: QLayout, discussions: Iterable[tuple[str, str]]) -> None:
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


def _action(row: ActionRow) -> QFrame:
    card = QFrame()
    kind(card, "card")
    column = QVBoxLayout(card)
    title = words(row.what)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    column.addWidget(title)
    column.addWidget(words(_line(row)))
    if row.why:
        column.addWidget(words(f"Why: {row.why}", look="quiet"))
    if row.difference:
        column.addWidget(words(f"What should be different: {row.difference}", look="quiet"))
    if row.impact:
        column.addWidget(words(f"Difference made: {row.impact}"))
    return card


def _line(row: ActionRow) -> str:
    held = {
        "awaiting": f"{row.awaiting} has yet to accept; the manager holds it too",
        "unowned": f"nobody has taken it on; {row.owner} holds it",
        "accepted": row.owner,
        "": f"{row.state.replace('-', ' ')}, {row.owner}",
    }[row.holding]
    due = f"Due {in_words(row.due)}" if row.due else "No date is here"
    moved = f", first {in_words(row.first_due)}, moved {row.moves} times" if row.moves and row.first_due else ""
    return f"{due}{moved}. {held}."
