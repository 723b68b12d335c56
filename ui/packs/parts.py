"""The cards of the page for sending and receiving."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from supervision_app.services.arriving import Arrived
from ui.packs.presenter import Shown, Wanted
from ui.shared.choosing import Select
from ui.shared.fields import Field, Tick
from ui.shared.widgets import button, heading, kind, row, words

_COMPARE = (
    "Ring the person, or meet them, and have them read out the words of their card. If they are not these, do not add "
    "it: somebody may have exchanged the card on its way."
)
_CHILDREN_HINT = "Their ids in the case system, with a comma between them."
_RECORDS = "A worker’s own supervision record goes along only where it is ticked."


class Card(QFrame):
    """A heading with what belongs to it."""

    def __init__(self, title: str) -> None:
        """Take the heading."""
        super().__init__()
        kind(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setSpacing(12)
        self.column.addWidget(heading(title))


class ArrivedCard(Card):
    """What a file is that somebody was given, and what can be done with it."""

    def __init__(self, choose: Callable[[], object], go_on: Callable[[str, bool], object]) -> None:
        """Take what asks for a file, and what goes on with who it is of and whether the words were compared."""
        super().__init__("Receive")
        self._go_on = go_on
        self.choose = button("Choose the file that you were given", choose)
        self.said = words("")
        self.six = words("")
        self.who = Select("Who is this?", lambda _who: None)
        self.compared = Tick("We compared the six words aloud, and they are the same", _COMPARE)
        self.on = button("Take it in", self._on, look="main")
        self.column.addWidget(words("A pack, a card or a receipt. It is only looked at first.", look="quiet"))
        self.column.addLayout(row(self.choose))
        for part in (self.said, self.six, self.who, self.compared):
            self.column.addWidget(part)
        self.column.addLayout(row(self.on))
        self.clear()

    def clear(self) -> None:
        """Show no file."""
        for part in (self.said, self.six, self.who, self.compared, self.on):
            part.hide()

    def show_arrived(self, arrived: Arrived, choices: Sequence[tuple[str, str]], deed: str) -> None:
        """Show what a file is, what is asked, and what can be done."""
        self.clear()
        self.said.setText("\n".join(arrived.words))
        self.said.show()
        if arrived.card:
            self.six.setText(f"Its six words: {arrived.card.words}")
            self.six.show()
        if choices and deed:
            self.who.offer(choices)
            self.who.choose(choices[0][0])
            self.compared.box.setChecked(False)
            self.who.show()
            self.compared.show()
        self.on.setText(deed)
        self.on.setAccessibleName(deed)
        self.on.setVisible(bool(deed))
        (self.who if choices and deed else self.on if deed else self.choose).setFocus()

    def _on(self) -> None:
        self._go_on(self.who.value(), self.compared.box.isChecked())


class SendCard(Card):
    """What is sent, and to whom."""

    def __init__(self, send: Callable[[Wanted], object]) -> None:
        """Take what is told what somebody wants to send."""
        super().__init__("Send")
        self._send = send
        self.nobody = words("Nobody’s card is here yet. Ask for theirs, and choose that file above.")
        self.to = Select("To", lambda _to: None)
        self.what = Select("What", lambda _what: self._fit())
        self.children_ = Field("Children", hint=_CHILDREN_HINT)
        self.records = QWidget()
        self._records_column = QVBoxLayout(self.records)
        self._records_column.setContentsMargins(0, 0, 0, 0)
        self.ticks: dict[str, Tick] = {}
        self.make = button("Make the pack", lambda: self._send(self.wanted()), look="main")
        for part in (self.nobody, self.to, self.what, self.children_, self.records):
            self.column.addWidget(part)
        self.column.addLayout(row(self.make))

    def show_vault(self, shown: Shown) -> None:
        """Offer whom and what."""
        for part in (self.to, self.what, self.make):
            part.setVisible(bool(shown.contacts))
        self.nobody.setVisible(not shown.contacts)
        self.to.offer(shown.contacts)
        self.what.offer(shown.what.items())
        self._offer_records(shown.records)
        self._fit()

    def _offer_records(self, records: Sequence[tuple[str, str]]) -> None:
        if {*self.ticks} == {one for one, _ in records}:
            return
        while (item := self._records_column.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.deleteLater()
        self.ticks = {one: Tick(f"{name}: their own supervision record goes along") for one, name in records}
        for part in (words(_RECORDS, look="quiet"), *self.ticks.values()):
            self._records_column.addWidget(part)

    def _fit(self) -> None:
        """Ask for just what is needed for what is sent."""
        what = self.what.value() if not self.nobody.isVisibleTo(self) else ""
        self.children_.setVisible(what in {"child", "return"})
        self.records.setVisible(what == "team" and bool(self.ticks))

    def wanted(self) -> Wanted:
        """Return what was chosen."""
        ticked = [one for one, tick in self.ticks.items() if tick.value()]
        return Wanted(self.to.value(), self.what.value(), self.children_.text(), ticked)

    def refuse(self, faults: Mapping[str, str], to: str, children: str) -> None:
        """Show what is wrong, beside its field."""
        self.to.refuse(faults.get(to, ""))
        self.children_.refuse(faults.get(children, ""))
        if children in faults:
            self.children_.setFocus()
