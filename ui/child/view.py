"""One child's page: who has the case, what stands out, what is open, and what was said."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from supervision_app.domain.strip_items import FACTS, WORKERS
from supervision_app.services.half_typed import ACT_NOW, AGREE, DECIDE, HAND_OVER, HalfTyped
from supervision_app.services.read_models import ActionRow
from supervision_app.services.sealing import SealedRecord
from ui.child.cards import LEADS, action_card, discussion_cards, sentences
from ui.child.deeds import ChildDeeds
from ui.child.naming import Naming
from ui.child.presenter import ChildPresenter, Shown
from ui.child.time_limits import time_limits
from ui.shared.asking import Asking
from ui.shared.flow import Flow
from ui.shared.half_typed import half_typed_cards
from ui.shared.record_card import Additions, RecordCard, RecordDeeds
from ui.shared.strip_view import StripView
from ui.shared.tokens import LARGE_SPACE
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, heading, row, words

_URGENT = "Urgent risk: a decision with its time, who was told, and a text to copy"
_THEN_THE_REST = 20
"""Milliseconds after which what follows the strip is made, so that the strip is painted before."""
_NAME, _ANOTHER_NAME = "Name this child", "Change the name shown here"


class ChildView(Page):
    """One child, from who has them down to what left for the case file."""

    def __init__(
        self,
        vault: Asking,
        case_id: str,
        deeds: ChildDeeds | None = None,
        back: Callable[[], object] | None = None,
        at: str = "",
    ) -> None:
        """Take the vault, the child's id, what can be done from here and leads back (else it is for reading).

        `at` is the record, the action or the part of the page to begin at.
        """
        super().__init__(case_id)
        self._wanted, self._read = at, False
        self.strip = StripView(self.go_to)
        self.strip.setObjectName("strip")
        self.of_strip = words("Arrow keys move through it.", look="quiet")
        self.strip.chosen.connect(self.of_strip.setText)
        self._case_id, self._deeds, self._name = case_id, deeds, ""
        self._body = QWidget()
        asking = WhileShown(vault, self)
        self._additions = Additions(self, asking, self.problem)
        self.keeping = self._additions.keeping
        self._presenter = ChildPresenter(self, asking, case_id)
        self.naming = Naming(self._presenter.name_child, self._naming_closed)
        if back:
            self.back = button("Back", back)
            self.back.setToolTip("Back (Alt+Left)")
            self.column.insertLayout(0, row(self.back))
        if deeds:
            self.column.addWidget(Flow(self._head(deeds)))
            self.column.addWidget(self.naming)
        self.said = words("", look="chip-good")
        self.said.hide()
        self.column.addWidget(self.said)
        self.column.addWidget(self._body)
        self.column.addStretch(1)
        self._presenter.begin()

    def _head(self, deeds: ChildDeeds) -> list[QWidget]:
        self.change = button("Change worker", lambda: deeds.change_worker(self._case_id))
        self.write = button("Write out a summary", lambda: deeds.write_out(self._case_id))
        self.name_it = button(_NAME, lambda: self.naming.ask(self._name))
        self.decide = button("Record a decision", lambda: deeds.act(self, DECIDE, self._case_id))
        self.urgent = button("Act now", lambda: deeds.act(self, ACT_NOW, self._case_id), look="alarm")
        self.urgent.setToolTip(_URGENT)
        self.story = button("The story so far", lambda: deeds.story(self._case_id))
        self.handing = button("Words for whoever comes next", lambda: deeds.act(self, HAND_OVER, self._case_id))
        return [self.story, self.change, self.handing, self.write, self.decide, self.name_it, self.urgent]

    def show_child(self, shown: Shown) -> None:
        """Show the child; the focus stays on the same deed where that is still there."""
        self.keeping.keep()  # the records are made anew, with what is being typed to be added to them
        self.rename(shown.title)
        self._name = shown.name
        if self._deeds:
            self.name_it.setText(_ANOTHER_NAME if shown.name else _NAME)
            self.name_it.setAccessibleName(self.name_it.text())
        focus = self._focus_inside()
        # Somebody who waits sees the strip first; what follows is long, and is there before they have read so far.
        waited_for = self.isVisible() and not self._read and not self._wanted
        self._read = True
        body = QWidget()
        column = QVBoxLayout(body)
        self._add_top(column, shown)
        if waited_for:
            rest = partial(self._add_rest, column, shown)
            QTimer.singleShot(_THEN_THE_REST, self, lambda: rest() if body is self._body else None)
        else:
            self._add_rest(column, shown)
        scrolled = self.verticalScrollBar().value()
        self.column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        body.show()
        if focus:
            self._focus_again(focus)
        # The bar knows how long the new page is only after it was laid out.
        QTimer.singleShot(0, self, lambda: self._scroll(scrolled))

    def _scroll(self, scrolled: int) -> None:
        self.verticalScrollBar().setValue(scrolled)
        wanted, self._wanted = self._wanted, ""
        self.go_to(wanted)

    def go_to(self, at: str) -> None:
        """Show a record, an action or a part of the page, and give it the keyboard; nothing where it is not there."""
        there = [one for one in self._body.findChildren(QWidget) if at and one.property(LEADS) == at]
        if there:
            found = there[0]
            found.setFocus()
            self.verticalScrollBar().setValue(found.mapTo(self._inside, QPoint(0, 0)).y() - LARGE_SPACE)
            announce(self, found.accessibleName() or found.property("text") or "")

    def _add_top(self, column: QVBoxLayout, shown: Shown) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        held_by = words(shown.held_by)
        held_by.setProperty(LEADS, WORKERS)
        column.addWidget(held_by)
        sentences(column, "What stands out", shown.findings, "Nothing stands out.")
        self._add_strip(column, shown)

    def _add_rest(self, column: QVBoxLayout, shown: Shown) -> None:
        column.addWidget(heading(f"Open actions: {len(shown.open_actions)}"))
        if self._deeds:
            column.addWidget(Flow([self._agree(self._deeds)]))
            half_typed_cards(column, shown.half_typed, self._go_on, self._presenter.forget)
        self._cards(column, shown.open_actions, shown.today)
        can = self._record_deeds(self._deeds) if self._deeds else None
        discussion_cards(column, shown.discussions, can, self._additions)
        if shown.withdrawn:
            sentences(column, "Withdrawn", shown.withdrawn, "")
        time_limits(column, shown.limits, self._act_on_child if self._deeds else None)
        sentences(
            column, "Known from the case system", [": ".join(fact) for fact in shown.facts], "Nothing yet.", FACTS
        )
        column.addWidget(heading(f"Closed actions: {len(shown.closed_actions)}"))
        self._cards(column, shown.closed_actions, shown.today)
        sentences(column, "Summaries for the case file", shown.exports, "None was written out yet.")

    def _record_deeds(self, deeds: ChildDeeds) -> RecordDeeds:
        return RecordDeeds(
            self._presenter.confirm,
            self._add,
            self._withdraw,
            lambda code, record: deeds.act(self, code, record.id),
        )

    def _add_strip(self, column: QLayout, shown: Shown) -> None:
        if shown.strip is not None:
            self.strip.show_strip(shown.strip)
            column.addWidget(heading("What happened when"))
            column.addWidget(self.strip)
            column.addWidget(self.of_strip)
        if self._deeds:
            look = button("Look closer, copy or print", partial(self._deeds.strip, self._case_id))
            look.setObjectName("look-closer")
            column.addWidget(Flow([look]))

    def _agree(self, deeds: ChildDeeds) -> QWidget:
        agree = button("Agree an action", lambda: deeds.agree(self, self._case_id))
        agree.setObjectName("agree")
        return agree

    def _cards(self, column: QLayout, rows: Iterable[ActionRow], today: date) -> None:
        for action in rows:
            column.addWidget(action_card(action, self._act if self._deeds else None, today))

    def _add(self, record: SealedRecord, text: str) -> None:
        self.keeping.keep()
        self._presenter.add(record, text)

    def _withdraw(self, record: SealedRecord, why: str) -> None:
        self._presenter.withdraw(record, why)

    def show_withdrawn(self, said: Sequence[str]) -> None:
        """Say that words are gone, and who else has them."""
        self.said.setText("\n".join(("Withdrawn: the words are gone.", *said)))
        self.said.show()
        self.ensureWidgetVisible(self.said)
        announce(self, self.said.text())

    def problem(self, sentence: str) -> None:
        """Say what is wrong; what was refused can be tried again."""
        super().problem(sentence)
        for card in self.findChildren(RecordCard):
            card.ready()

    def _act(self, code: str, action_id: str) -> None:
        if self._deeds:
            self._deeds.act(self, code, action_id)

    def _act_on_child(self, code: str) -> None:
        self._act(code, self._case_id)

    def _go_on(self, one: HalfTyped) -> None:
        if self._deeds and one.dialog == AGREE:
            self._deeds.agree(self, self._case_id)
        elif self._deeds:
            self._deeds.act(self, one.dialog, one.action or one.child)

    def named(self) -> None:
        """Close the question for the name: it is saved."""
        self.naming.field.line.clear()
        self.naming.close_it()

    def refuse_name(self, sentence: str) -> None:
        """Say beside the name what is wrong with it."""
        self.naming.field.refuse(sentence)
        self.naming.field.line.setFocus()

    def _naming_closed(self) -> None:
        self.name_it.setFocus()

    def _focus_inside(self) -> str:
        focus: QWidget | None = self.window().focusWidget()
        return focus.objectName() if focus is not None and self._body.isAncestorOf(focus) else ""

    def _focus_again(self, name: str) -> None:
        """Go to the same deed of the same action, or to another of that action, or to the start of the actions."""
        of_action = name.partition(" ")[0]
        buttons = [one for one in self._body.findChildren(QWidget) if one.objectName()]
        for fits in (name, of_action, "agree"):
            for one in buttons:
                if fits in {one.objectName(), one.objectName().partition(" ")[0]}:
                    one.setFocus()
                    return
