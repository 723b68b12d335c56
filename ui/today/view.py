"""The first page: what needs me now, each thing a way in."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from supervision_app.services.needing import Need, NeedItem
from ui.shared.asking import Asking
from ui.shared.widgets import Lead, Page, heading, kind, words
from ui.today.presenter import SHOWN, TodayPresenter


class TodayPage(Page):
    """What needs the owner of the vault, in words."""

    def __init__(self, vault: Asking, open_child: Callable[[str], None]) -> None:
        """Take the vault, and what opens one child's page."""
        super().__init__("What needs you now")
        self._open_child = open_child
        self._cards: list[QFrame] = []
        self.state = words("", look="quiet")
        self.column.addWidget(self.state)
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self._presenter = TodayPresenter(self, vault)
        self._presenter.begin()

    def show_needs(self, needs: Sequence[Need], otherwise: str) -> None:
        """Show what needs somebody, or the sentence that stands there otherwise."""
        for card in self._cards:
            self._list.removeWidget(card)
            card.deleteLater()
        self._cards = [self._card(need) for need in needs]
        for card in self._cards:
            self._list.addWidget(card)
        self.state.setText("" if needs else otherwise)
        self.state.setVisible(not needs)

    def _card(self, need: Need) -> QFrame:
        card = QFrame()
        kind(card, "card")
        column = QVBoxLayout(card)
        column.addWidget(heading(f"{need.heading}: {len(need.items)}"))
        for item in need.items[:SHOWN]:
            column.addWidget(self._lead(item))
        rest = need.items[SHOWN:]
        if rest:
            more = Lead(f"Show {len(rest)} more", lambda: self._more(column, rest, more))
            column.addWidget(more)
        return card

    def _lead(self, item: NeedItem) -> Lead:
        return Lead(item.text, lambda: self._open_child(item.child))

    def _more(self, column: QVBoxLayout, rest: Sequence[NeedItem], more: Lead) -> None:
        column.removeWidget(more)
        more.deleteLater()
        leads = [self._lead(item) for item in rest]
        for lead in leads:
            column.addWidget(lead)
        leads[0].setFocus()
