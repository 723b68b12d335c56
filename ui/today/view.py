"""The first page: what needs me now, each thing a way in."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from supervision_app.services.needs import PLACE, SEVERAL, Need, NeedItem, WayIn
from supervision_app.services.safety import NOT_READY
from ui.shared.asking import Asking
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Lead, Page, button, heading, kind, row, words
from ui.today.presenter import SHOWN, UNFOLDED, TodayPresenter, WaysIn


class TodayPage(Page):
    """What needs the owner of the vault, in words."""

    def __init__(self, vault: Asking, ways: WaysIn) -> None:
        """Take the vault, and what leads to each kind of thing."""
        super().__init__("What needs you now")
        self._ways = ways
        self._cards: list[QFrame] = []
        self._unfolded: set[str] = set()
        self._leads: dict[str, Lead] = {}
        self._last = ""
        self._needs: Sequence[Need] = ()
        self._otherwise = NeedItem("", WayIn("", ""))
        self.state = words("", look="quiet")
        self.start = button("Bring in a caseload", lambda: ways[PLACE](self._otherwise.way), look="main")
        self.column.addWidget(self.state)
        self.column.addLayout(row(self.start))
        self.start.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self._presenter = TodayPresenter(self, WhileShown(vault, self))
        self._presenter.begin()

    def show_needs(self, needs: Sequence[Need], otherwise: NeedItem) -> None:
        """Show what needs somebody, or the sentence that stands there otherwise; the keyboard stays where it was."""
        self._needs, self._otherwise = needs, otherwise
        focus: QWidget | None = self.window().focusWidget()
        had = next((name for name, lead in self._leads.items() if lead is focus), "")
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._leads = {}
        self._cards = [self._card(need) for need in needs]
        for card in self._cards:
            self._list.addWidget(card)
            card.show()  # only what is shown can have the keyboard
        nothing = all(need.code == NOT_READY for need in needs)
        self.state.setText(otherwise.text if nothing else "")
        self.state.setVisible(nothing)
        self.start.setVisible(nothing and otherwise.way.kind == PLACE)
        if had:
            self._focus(had)

    def _card(self, need: Need) -> QFrame:
        card = QFrame()
        kind(card, "card")
        column = QVBoxLayout(card)
        column.addWidget(heading(f"{need.heading}: {need.count:,}"))
        whole = need.in_full or need.code in self._unfolded
        shown = need.items if whole else need.items[:SHOWN]
        for item in shown:
            column.addWidget(self._line(need, item))
        rest = len(need.items) - len(shown)
        if rest:
            column.addWidget(self._rest(need, rest))
        return card

    def _line(self, need: Need, item: NeedItem) -> QWidget:
        return self._lead(need, item.text, item.way) if item.way.kind in self._ways else words(item.text)

    def _rest(self, need: Need, rest: int) -> QWidget:
        if len(need.items) > UNFOLDED and SEVERAL in self._ways:
            lead = self._lead(need, f"Show all {len(need.items):,}", WayIn(SEVERAL, need.code))
        else:
            lead = Lead(f"Show {rest:,} more", lambda: self._unfold(need))
        lead.setAccessibleName(f"{lead.text()}: {need.heading}")
        return lead

    def _lead(self, need: Need, text: str, way: WayIn) -> Lead:
        name = f"{need.code} {way.kind} {way.to} {text}"

        def go() -> None:
            self._last = name
            self._ways[way.kind](way)

        self._leads[name] = made = Lead(text, go)
        return made

    def _unfold(self, need: Need) -> None:
        self._unfolded.add(need.code)
        self.show_needs(self._needs, self._otherwise)
        self._last = self._name_at(need, SHOWN)
        self.focus_again()

    def _name_at(self, need: Need, number: int) -> str:
        item = need.items[number]
        return f"{need.code} {item.way.kind} {item.way.to} {item.text}"

    def focus_again(self) -> bool:
        """Give the keyboard to the lead that led away, or where that is gone to one of its sort; False without any."""
        return bool(self._last) and self._focus(self._last)

    def _focus(self, name: str) -> bool:
        code, way, to, *_ = name.split(" ", 3)
        starts = (name, f"{code} {way} {to} ", f"{code} ")
        fitting = [lead for start in starts for one, lead in self._leads.items() if one.startswith(start)]
        if fitting:
            fitting[0].setFocus()
        return bool(fitting)
