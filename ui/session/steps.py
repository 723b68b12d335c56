"""The steps of a session: who is talked about, one child, the worker’s own record, the check, and the end."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from supervision_app.domain import sessions
from supervision_app.domain.discussions import DEPTHS, IN_DEPTH, counted_depths
from supervision_app.domain.entries import in_words
from supervision_app.services.half_typed import ACT_NOW, AGREE, HalfTyped
from supervision_app.services.read_models import ChildRow
from supervision_app.services.sealing import Sealed
from supervision_app.services.sessions import OpenSession
from ui.session.deeds import SessionDeeds
from ui.session.parts import NOT_ON_THE_FILE, ActionCard, GoTo, StageCard, Typed, card, part_card
from ui.session.shown import CheckShown, ChildShown, own_name, stages_shown
from ui.session.step import StepPage
from ui.shared.action_words import action_line
from ui.shared.choosing import Radios
from ui.shared.flow import Flow
from ui.shared.half_typed import half_typed_cards
from ui.shared.long_text import LongText
from ui.shared.tokens import LARGE_SPACE
from ui.shared.widgets import Lead, bold, button, heading, words

_BESIDE = 140
"""How many letters wide a page is at least when two things stand beside each other."""
_DEPTHS = tuple((code, name[0].upper() + name[1:]) for code, name in DEPTHS.items())


class ChildStep(StepPage):
    """One child: what was agreed before, the conversation, the decision, and what is agreed now.

    What is known stands beside it where there is room, and above it otherwise.
    """

    letters = 165

    def __init__(self, shown: ChildShown, worker: str, typed: Typed, deeds: SessionDeeds) -> None:
        """Take the child as shown, the worker's name, what is told of typing, and what leads on."""
        super().__init__(shown.title)
        self._worker, self._typed, self._deeds = worker, typed, deeds
        self.say_word: Callable[[str, str, str, str], object] = _nothing
        self.take_out: Callable[[str], object] = _nothing
        self.forget: Callable[[HalfTyped], object] = _forget_nothing
        self.cards: dict[str, ActionCard] = {}
        self._case_id = shown.case_id
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(LARGE_SPACE)
        self._know(shown.known)
        talk = QWidget()
        self._talk_column = QVBoxLayout(talk)
        self._talk_column.setContentsMargins(0, 0, 0, 0)
        self._both.addWidget(talk, 5)
        self.column.addLayout(self._both)
        self._before = QWidget()
        self._actions = QWidget()
        for widget in (self._before, self._actions):
            self._talk_column.addWidget(widget)
        self._talk(shown)
        self._decide(shown)
        self._new = QWidget()
        self._talk_column.addWidget(self._new)
        self.agree = button("Agree an action", self._agree, look="main")
        self.agree.setToolTip("Agree an action (Ctrl+Shift+A)")
        QShortcut(QKeySequence("Ctrl+Shift+A"), self).activated.connect(self._agree)
        self.urgent = button("Act now", self._act_now, look="alarm")
        self.urgent.setToolTip("Urgent risk: a decision with its time, who was told, and a text to copy")
        self.often = button("How often to talk about this child", self._agree_often, look="link")
        self._talk_column.addWidget(Flow([self.agree, self.urgent, self.often]))
        self._talk_column.addStretch(1)
        self.column.addStretch(1)
        self.show_actions(shown)

    def _know(self, known: Sequence[str]) -> None:
        if known:
            frame, column = card()
            column.addWidget(bold("What is known here"))
            for sentence in known:
                column.addWidget(words(sentence))
            self._both.addWidget(frame, 3, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put what is known beside the conversation where both have room."""
        super().resizeEvent(event)
        wide = self.viewport().width() > self.fontMetrics().averageCharWidth() * _BESIDE
        # It is read first in either case: so it is the first of the two, and shown on the right.
        way = QBoxLayout.Direction.RightToLeft if wide else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != way:
            self._both.setDirection(way)

    def show_actions(self, shown: ChildShown) -> None:
        """Show what was agreed before and now; the rest of the page stays as it is being typed."""
        before = QWidget()
        column = QVBoxLayout(before)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading("Agreed before: a word on each"))
        self.cards = {}
        for now in shown.actions:
            if not now.agreed_now:
                made = ActionCard(now, shown.words[now.row.id], self._typed)
                made.said = self._say
                made.taken_out = self._take_out
                if now.row.holding:
                    made.offer(self._act, awaiting=bool(now.row.awaiting))
                self.cards[now.row.id] = made
                column.addWidget(made)
        if not self.cards:
            column.addWidget(words("Nothing was open."))
        self._swap("_actions", before)
        new = QWidget()
        column = QVBoxLayout(new)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading("Agreed now: it counts at once"))
        agreed = [now.row for now in shown.actions if now.agreed_now]
        for row in agreed:
            frame, inside = card()
            inside.addWidget(bold(row.what))
            inside.addWidget(words(action_line(row)))
            column.addWidget(frame)
        if not agreed:
            column.addWidget(words("Nothing yet."))
        half_typed_cards(column, shown.half_typed, self._go_on, self._forget)
        self._swap("_new", new)

    def _swap(self, name: str, made: QWidget) -> None:
        """Put a new part in the place of an old one; whoever typed there goes on at its start."""
        old: QWidget = getattr(self, name)
        focus: QWidget | None = self.window().focusWidget()
        inside = focus is not None and old.isAncestorOf(focus)
        self._talk_column.replaceWidget(old, made)
        old.hide()
        old.deleteLater()
        setattr(self, name, made)
        made.show()
        if name == "_actions":
            self._put_first(made)
        if inside:
            self.start_at_actions()

    def _put_first(self, made: QWidget) -> None:
        """Let Tab come to the actions where they stand: what is made anew would come last."""
        last = self._before
        for widget in made.findChildren(QWidget):
            here = widget.window() is self.window()  # what drops down has a window of its own
            if here and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
                QWidget.setTabOrder(last, widget)
                last = widget

    def start_at_actions(self) -> None:
        """Give the keyboard to the next action that wants a word, or to what comes after the actions."""
        waiting = next((one for one in self.cards.values() if one.states), None)
        if waiting and waiting.states:
            waiting.states.setFocus()
            self.ensureWidgetVisible(waiting)
        else:
            super().start()

    def start(self, last_typed: str = "") -> None:
        """Give the keyboard to the field that was typed in last, else to the first action that wants a word."""
        if last_typed in self.fields:
            super().start(last_typed)
        else:
            self.start_at_actions()

    def _talk(self, shown: ChildShown) -> None:
        """Offer the whole conversation in depth, and otherwise what was written before the depth was changed."""
        stages = [stage for stage in shown.stages if stage.text or shown.depth == IN_DEPTH]
        if stages:
            self._talk_column.addWidget(heading("The conversation"))
        for stage in stages:
            made = StageCard(stage, self._worker, self._typed)
            self.fields[stage.field] = made.text.text_edit
            self._talk_column.addWidget(made)

    def _decide(self, shown: ChildShown) -> None:
        self._talk_column.addWidget(heading("Decision"))
        for what, label, text in (
            (sessions.DECISION, "What was decided (optional)", shown.decision),
            (sessions.REASONS, "The reasons for it", shown.reasons),
        ):
            made = LongText(label, lines=2)
            made.fill(text)
            kept = sessions.field_of(what, shown.stream)
            made.typed.connect(lambda kept=kept, made=made: self._typed(kept, made.text))
            self.fields[kept] = made.text_edit
            self._talk_column.addWidget(made)

    def _take_out(self, action: str) -> None:
        self.take_out(action)

    def _say(self, action: str, state: str, text: str, by: str) -> None:
        self.say_word(action, state, text, by)

    def _agree(self) -> None:
        self._deeds.agree(self, self._case_id, self._worker)

    def _act_now(self) -> None:
        self._deeds.act(self, ACT_NOW, self._case_id)

    def _agree_often(self) -> None:
        self._deeds.act(self, "child-rhythm", self._case_id)

    def _go_on(self, one: HalfTyped) -> None:
        if one.dialog == AGREE:
            self._agree()
        else:
            self._deeds.act(self, one.dialog, one.action or one.child)

    def _forget(self, one: HalfTyped) -> None:
        self.forget(one)

    def _act(self, code: str, action: str) -> None:
        self._deeds.act(self, code, action)


def _nothing(*_given: str) -> None:
    return None


def _forget_nothing(_one: HalfTyped) -> None:
    return None


class OwnStep(StepPage):
    """The worker’s own supervision record, which is about no child and looks different from what is."""

    def __init__(self, opened: OpenSession, fields: Mapping[str, str], typed: Typed) -> None:
        """Take the session, what was typed, and what is told of typing."""
        super().__init__(own_name(opened.worker))
        name = opened.worker.name
        self.column.addWidget(words(NOT_ON_THE_FILE.format(name=name), look="private"))
        self.column.addWidget(
            words("What was written with a child under “What this work stirs up” joins it. Leave children’s names out.")
        )
        for stage in stages_shown(opened.guide.asked_once(), "", fields):
            made = StageCard(stage, "", typed)
            self.fields[stage.field] = made.text.text_edit
            self.column.addWidget(made)
        self.column.addStretch(1)


class CheckStep(StepPage):
    """All of it as it will be recorded; nothing is sealed while something is missing."""

    def __init__(self, shown: CheckShown, go: GoTo, seal: Callable[[bool], object]) -> None:
        """Take the session as shown, what leads to a step and a field on it, and what seals it."""
        super().__init__("Check and seal")
        self._seal, self._name = seal, shown.worker.name
        missing = [part for part in shown.parts if part.missing]
        if missing:
            frame, column = card("error")
            column.addWidget(heading("Before this can be sealed"))
            for part in missing:
                column.addWidget(Lead(f"{part.title}: {' '.join(part.missing)}", partial(go, part.step, part.field)))
            self.column.addWidget(frame)
        for part in shown.parts:
            self.column.addWidget(part_card(part, go))
        self.seen = Radios(
            f"Has {self._name} read it?",
            {
                "seen": f"Yes: {self._name} is here, has read it at this screen, and confirms it",
                "unseen": f"No: seal it as not yet seen by {self._name}",
            },
        )
        self.seal = button("Seal the record", self._sealed, look="main")
        self.seal.setEnabled(not missing)
        self.column.addWidget(words("Once sealed, nothing is changed; words can be added."))
        self.column.addWidget(self.seen)
        self.column.addWidget(Flow([self.seal]))
        self.column.addStretch(1)

    def start(self, last_typed: str = "") -> None:
        """Begin at the top."""
        del last_typed
        self.setFocus()
        self.verticalScrollBar().setValue(0)

    def _sealed(self) -> None:
        if not self.seen.value():
            self.seen.refuse(f"Choose whether {self._name} has read it.")
            self.seen.setFocus()
            return
        self.seal.setEnabled(False)
        self._seal(self.seen.value() == "seen")

    def problem(self, sentence: str) -> None:
        """Say what is wrong; sealing can be tried again."""
        super().problem(sentence)
        self.seal.setEnabled(True)


class SealedStep(StepPage):
    """What was recorded, and what comes next."""

    def __init__(self, sealed: Sealed, children: Sequence[ChildRow], deeds: SessionDeeds) -> None:
        """Take what was recorded, the children, and what leads on."""
        super().__init__("Sealed")
        counts = counted_depths(sealed.depths) or "no child was talked about"
        self.column.addWidget(
            words(f"Supervision with {sealed.worker.name} on {in_words(sealed.held_on)} is recorded: {counts}.")
        )
        name = sealed.worker.name
        self.column.addWidget(
            words(f"{name} has read and confirmed it." if sealed.seen else f"Not yet seen by {name}.")
        )
        if children:
            self.column.addWidget(heading("Next: write out the summaries for the case files"))
        for row in children:
            name_and_id = f"{row.name} ({row.id})" if row.name else row.id
            self.column.addWidget(Lead(name_and_id, partial(deeds.write_out, row.id)))
        self.back = button("Back to Supervision", deeds.leave)
        self.column.addWidget(Flow([self.back]))
        self.column.addStretch(1)

    def start(self, last_typed: str = "") -> None:
        """Begin with what leads on."""
        del last_typed
        self.back.setFocus()
