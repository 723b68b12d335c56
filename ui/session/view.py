"""The page of a session: with whom it is, one step at a time, and whether everything typed is kept."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from supervision_app.domain.agenda import Line
from supervision_app.domain.entries import in_words
from supervision_app.domain.sessions import AT, ORDER, OWN_FIRST
from supervision_app.services.read_models import ChildRow
from supervision_app.services.sealing import Sealed
from supervision_app.services.sessions import OpenSession
from ui.session.choosing import ChooseDeeds, ChooseStep
from ui.session.deeds import SessionDeeds
from ui.session.presenter import LAST_TYPED, SessionPresenter, is_depth
from ui.session.shown import CHOOSE, OWN, CheckShown, ChildShown, Step
from ui.session.step import StepPage
from ui.session.steps import CheckStep, ChildStep, OwnStep, SealedStep
from ui.shared.asking import Asking
from ui.shared.choosing import Select
from ui.shared.keeping import Keeping
from ui.shared.tokens import LARGE_SPACE, SPACE
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import announce, button, heading, kind, words

STUCK = "Could not be saved yet; it is kept in memory and tried again."


class SessionPage(QWidget):
    """A supervision session. While it is shown the vault does not lock by itself."""

    def __init__(self, vault: Asking, draft: str, deeds: SessionDeeds, busy: Callable[[bool], object] = bool) -> None:
        """Take the vault, the draft's name, what leads on, and what is told while the session is shown."""
        super().__init__()
        self._deeds, self._busy, self._hidden = deeds, busy, False
        self.draft, self._worker_id, self._wanted = draft, "", ""
        asking = WhileShown(vault, self)
        self._presenter = SessionPresenter(self, asking, draft)
        self.keeping = Keeping(self, asking, self._presenter.keeps, self._kept, self._stuck, read=self._presenter.typed)
        self.saved = words("", look="quiet")
        self.title = heading("Supervision")
        self.steps = Select("Go to", self._chosen)
        self.back = button("Back", lambda: self._beside(-1))
        self.next = button("Next", lambda: self._beside(1), look="main")
        self.step = StepPage("Supervision")
        self._lay_out()
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self._beside(by))
        asking.before_closing(self.keep)
        self._presenter.begin()

    def _lay_out(self) -> None:
        head = QFrame()
        kind(head, "head")
        across = QHBoxLayout(head)
        across.setContentsMargins(LARGE_SPACE, SPACE, LARGE_SPACE, SPACE)
        column = QVBoxLayout()
        column.addWidget(self.title)
        column.addWidget(self.saved)
        across.addLayout(column, 1)
        across.addWidget(self.steps)
        foot = QFrame()
        kind(foot, "foot")
        below = QHBoxLayout(foot)
        below.setContentsMargins(LARGE_SPACE, SPACE, LARGE_SPACE, SPACE)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.next)
        self._foot = foot
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (head, self.step, foot):
            self._column.addWidget(widget, 1 if widget is self.step else 0)

    def typed(self, field: str, text: Callable[[], str]) -> None:
        """Have what is typed in a field kept, and remember that it was the last one."""
        self.saved.setText("Saving …")
        self.keeping.typed(field, text)
        self.keeping.typed(LAST_TYPED, lambda: field)
        if is_depth(field):
            self.keep()  # the lead to the next step says at once who that is now

    def keep(self) -> None:
        """Have everything kept that was typed until now."""
        self.keeping.keep()

    def _kept(self, at: str) -> None:
        self.saved.setText(f"Saved {at[11:16]}")
        self.saved.setToolTip("")

    def _stuck(self, sentence: str) -> None:
        if not self.saved.text().startswith(STUCK):
            announce(self, f"{STUCK} {sentence}")
        self.saved.setText(f"{STUCK} {sentence}")

    def _chosen(self, step: str) -> None:
        if step and step != self._presenter.at:
            self._go(step)

    def _own_first(self) -> None:
        self.keeping.typed(OWN_FIRST, lambda: "yes")
        self._go(OWN)

    def _beside(self, by: int) -> None:
        self.keep()
        if step := self._presenter.beside(by):
            self._go(step)

    def _go(self, step: str, field: str = "") -> None:
        """Go to a step, and to a field on it, once what was typed on this one is on its way to the vault."""
        self.keeping.typed(AT, lambda: step)
        self.keep()
        self._presenter.go(step)
        if field:
            self.step.start(field)

    def show_session(self, opened: OpenSession, steps: tuple[Step, ...]) -> None:
        """Show with whom the session is, and its steps."""
        self._worker_id = opened.worker.id
        self.title.setText(f"Supervision with {opened.worker.name}, {in_words(opened.session.held_on)}")
        self.steps.offer([(step.key, step.name) for step in steps])
        self.steps.choose(self._presenter.at)
        names = {step.key: step.name for step in steps}
        after, before = self._presenter.beside(1), self._presenter.beside(-1)
        self.next.setText(f"Next: {names[after]}" if after else "Next")
        self.next.setAccessibleName(self.next.text())
        self.next.setVisible(bool(after))
        self.back.setEnabled(bool(before))

    def _show(self, step: StepPage, last_typed: str = "") -> None:
        self.keep()  # somebody may have typed on while the next step was being read
        self._column.replaceWidget(self.step, step)
        self._column.setStretchFactor(step, 1)
        self.step.hide()
        self.step.deleteLater()
        self.step = step
        step.show()
        step.start(last_typed)

    def show_children(self, opened: OpenSession, fields: Mapping[str, str], lines: Mapping[str, Line]) -> None:
        """Show the children with why to come to each, and how deeply each is talked about."""
        does = ChooseDeeds(self.typed, self._own_first, self._put_in_order, self._presenter.add_child)
        self._show(ChooseStep(opened, fields, lines, does), self._wanted)
        self._wanted = ""

    def _put_in_order(self, order: Sequence[str], field: str) -> None:
        """Keep the order that somebody gave, and show the children in it; the keyboard stays with the one moved."""
        self.keeping.typed(ORDER, lambda: " ".join(order))
        self._wanted = field
        self._go(CHOOSE)

    def refuse_child(self, sentence: str) -> None:
        """Say why a child was not added."""
        if isinstance(self.step, ChooseStep):
            self.step.adding.refuse(sentence)

    def show_child(self, shown: ChildShown) -> None:
        """Show one child."""
        step = ChildStep(shown, self._worker(), self.typed, self._deeds)
        step.say_word = self._presenter.say_word
        step.take_out = self._presenter.take_out
        step.forget = self._presenter.forget
        self._show(step, shown.last_typed)

    @property
    def worker_id(self) -> str:
        """Return who is supervised, once the session was read."""
        return self._worker_id

    def _worker(self) -> str:
        return self._presenter.opened.worker.name if self._presenter.opened else ""

    def show_actions(self, shown: ChildShown) -> None:
        """Show one child's actions again, and leave what is being typed alone."""
        if isinstance(self.step, ChildStep):
            self.step.show_actions(shown)

    def show_own(self, opened: OpenSession, fields: Mapping[str, str]) -> None:
        """Show the worker's own record."""
        self._show(OwnStep(opened, fields, self.typed), fields.get(LAST_TYPED, ""))

    def show_check(self, shown: CheckShown) -> None:
        """Show all of it, to be checked and sealed."""
        checked = [part.key for part in shown.parts if not part.private]
        self._show(CheckStep(shown, self._go, lambda seen: self._presenter.seal(checked, seen=seen)))

    def show_sealed(self, sealed: Sealed, talked: Sequence[ChildRow]) -> None:
        """Say what was recorded, and lead to what comes next for the children who were talked about."""
        self.keeping.forget()
        self._busy(False)  # noqa: FBT003 - nobody types here any more
        self.steps.hide()
        self._foot.hide()
        self.saved.setText("Sealed")
        announce(self, "The record is sealed.")
        self._show(SealedStep(sealed, talked, self._deeds))

    def refuse_word(self, action_id: str, sentence: str) -> None:
        """Say beside an action what is wrong with the word on it."""
        if isinstance(self.step, ChildStep) and action_id in self.step.cards:
            self.step.cards[action_id].refuse(sentence)
        else:
            self.problem(f"A word on an action was not recorded; it is kept with the child. {sentence}")

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""
        self.step.problem(sentence)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Hold off the lock that comes when nobody types."""
        super().showEvent(event)
        if self._hidden:
            self._hidden = False
            self._presenter.read_again()
        self._busy(self.isVisible())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep what was typed when another page is shown."""
        super().hideEvent(event)
        self._hidden = True
        self.keep()
        self._busy(self.isVisible())
