"""The parts of a session’s steps: an action that wants a word, a stage of the conversation, what is checked."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from supervision_app.domain import sessions
from supervision_app.domain.words_on_actions import NO_CHANGE, STATES
from supervision_app.services.sessions import ActionNow
from ui.session.shown import PartShown, StageShown, WordShown
from ui.shared.action_words import action_line
from ui.shared.choosing import Radios, Select
from ui.shared.flow import Flow
from ui.shared.long_text import LongText
from ui.shared.record_card import NOT_ON_A_FILE
from ui.shared.widgets import Lead, bold, button, heading, kind, row, words

STATES_HERE = {code: STATES[code] for code in ("open", "in-progress", "partly-done", "done", "not-needed")}
DEEDS = (("accept", "Accept"), ("move", "Move the date"), ("return", "Return"), ("offer", "Offer to somebody"))
TOO_EARLY = "Too early to say: ask next time."
A_WORD = "A word on it: what has happened, or what difference it made"
NOT_ON_THE_FILE = (
    "Goes to {name}’s supervision record: not on the child’s file. "
    "It may be disclosed: {name}, an inspector or a court may ask to read it."
)


GoTo = Callable[[str, str], object]
"""Leads to a step, and to a field on it where one is named."""


class Typed(Protocol):
    """Is told that somebody types in a field."""

    def __call__(self, field: str, text: Callable[[], str]) -> None:
        """Take the field's name, and what reads its text later."""


def card(look: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """Return a frame of this look and its column."""
    frame = QFrame()
    kind(frame, look)
    return frame, QVBoxLayout(frame)


class ActionCard(QFrame):
    """An action agreed before, and the word on it that this session asks for."""

    def __init__(self, now: ActionNow, kept: WordShown, typed: Typed) -> None:
        """Take the action, what was typed on it and not recorded yet, and what is told of typing."""
        super().__init__()
        kind(self, "card")
        self.action = now.row.id
        self.said: Callable[[str, str, str, str], object] = _nobody
        self.taken_out: Callable[[str], object] = _nobody
        self._column = QVBoxLayout(self)
        self._column.addWidget(bold(now.row.what))
        self._column.addWidget(words(action_line(now.row)))
        for label, text in (("Why", now.row.why), ("What should be different", now.row.difference)):
            if text:
                self._column.addWidget(words(f"{label}: {text}", look="quiet"))
        if now.row.said and not now.said:
            self._column.addWidget(words(now.row.said))
        self.states: Radios | None = None
        self._recording: list[QPushButton] = []
        if now.word:
            self._column.addWidget(words(f"Said now: {now.word}", look="chip-good"))
        # What was typed and not recorded stays in sight, whatever was done with the action meanwhile.
        if kept.text or (now.row.holding and not now.word):
            self._ask(now, kept, typed)
        elif now.row.holding:
            self.again = self._button(
                "Say more, or put it right", lambda: self._ask_again(now, kept, typed), now.row.what
            )
            self._column.addWidget(Flow([self.again]))

    def _ask_again(self, now: ActionNow, kept: WordShown, typed: Typed) -> None:
        self.again.hide()
        self._ask(now, kept, typed)
        self.word.text_edit.setFocus()

    def _ask(self, now: ActionNow, kept: WordShown, typed: Typed) -> None:
        what = now.row.what
        self.states = Radios("How far has it come", STATES_HERE, across=True)
        self.states.setAccessibleName(f"How far has it come: {what}")
        self.word = LongText(A_WORD, lines=2)
        self.word.text_edit.setAccessibleName(f"{A_WORD}: {what}")
        by = sessions.field_of(sessions.BY, self.action)
        self.by = Select("Who says so", lambda _person: typed(by, self.by.value))
        self.by.setAccessibleName(f"Who says so: {what}")
        self.by.offer([(person.id, person.name) for person in kept.speakers])
        self.by.choose(kept.by)
        if kept.state in self.states.buttons:
            self.states.buttons[kept.state].setChecked(True)
        self.word.fill(kept.text)
        word, how = sessions.field_of(sessions.WORD, self.action), sessions.field_of(sessions.STATE, self.action)
        self.word.typed.connect(lambda: typed(word, self.word.text))
        states = self.states
        for radio in self.states.buttons.values():
            radio.toggled.connect(lambda _on: typed(how, states.value))
        self._column.addWidget(self.states)
        self._column.addWidget(self.word)
        self._column.addLayout(row(self.by))
        self.record = self._button("Record what was said", self._record, what)
        self.same = self._button(NO_CHANGE.rstrip("."), lambda: self._unchanged(now.row.state), what)
        self.early = self._button("Done, too early to say what difference", lambda: self._fill("done", TOO_EARLY), what)
        deeds = [self.record, self.same, self.early]
        if now.word:
            deeds = [self.record, self._button("Take out what was typed", self._take_out, what)]
        self._recording = deeds
        self._column.addWidget(Flow(deeds))
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+Return"), self.word, context=here).activated.connect(self._record)

    @staticmethod
    def _button(text: str, pressed: Callable[[], object], what: str) -> QPushButton:
        made = button(text, pressed)
        made.setAccessibleName(f"{text}: {what}")
        return made

    def offer(self, act: Callable[[str, str], object], *, awaiting: bool) -> None:
        """Offer what else can be done with the action."""
        leads = []
        for code, name in DEEDS if awaiting else DEEDS[1:]:
            made = button(name, lambda code=code: act(code, self.action), look="link")  # type: ignore[misc]
            made.setAccessibleName(f"{name}: {self.action_name()}")
            leads.append(made)
        self._column.addWidget(Flow(leads))

    def action_name(self) -> str:
        """Return what is to be done."""
        first = self._column.itemAt(0)
        label = first.widget() if first else None
        return label.text() if isinstance(label, QLabel) else ""

    def _unchanged(self, state: str) -> None:
        """Say that it is as far as it was, unless somebody has chosen how far it is now."""
        if self.states:
            self._fill(self.states.value() or state, NO_CHANGE)

    def _fill(self, state: str, text: str) -> None:
        if self.states:
            self.states.buttons[state].setChecked(True)
            self.word.fill(text)
            self._record()

    def _take_out(self) -> None:
        self.taken_out(self.action)

    def _record(self) -> None:
        if self.states and self.record.isEnabled():
            self._ready(ready=False)  # a second press would record it twice
            self.said(self.action, self.states.value(), self.word.text(), self.by.value())

    def _ready(self, *, ready: bool) -> None:
        for made in self._recording:
            made.setEnabled(ready)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the word; it can be recorded again."""
        self._ready(ready=True)
        if self.states and not self.states.value():
            self.states.refuse(sentence)
            self.states.setFocus()
        elif self.states:
            self.states.refuse("")
            self.word.refuse(sentence)
            self.word.text_edit.setFocus()


def _nobody(*_given: str) -> None:
    return None


class StageCard(QFrame):
    """One stage: what to ask, why, and where to write. What goes to the worker's record looks different."""

    def __init__(self, stage: StageShown, worker: str, typed: Typed) -> None:
        """Take the stage, whose record it may go to (empty where the page says so), and what is told of typing."""
        super().__init__()
        kind(self, "own" if stage.private else "plain")
        column = QVBoxLayout(self)
        column.addWidget(heading(stage.heading))
        if stage.private and worker:
            column.addWidget(words(NOT_ON_THE_FILE.format(name=worker), look="private"))
        for ask, why in stage.prompts:
            label = words(f"{ask}")
            label.setToolTip(f"Why this is asked: {why}")
            column.addWidget(label)
        self.why = words("\n".join(f"• {ask} {why}" for ask, why in stage.prompts), look="quiet")
        self.why.hide()
        self.more = Lead("Why these are asked", self._show_why)
        column.addWidget(self.more)
        column.addWidget(self.why)
        self.text = LongText(stage.heading, lines=4)
        self.text.label.hide()
        self.text.fill(stage.text)
        self.text.typed.connect(lambda: typed(stage.field, self.text.text))
        column.addWidget(self.text)

    def _show_why(self) -> None:
        self.why.show()
        self.more.hide()
        self.text.text_edit.setFocus()


def part_card(part: PartShown, go: GoTo) -> QFrame:
    """Return a child's part, or the worker's, as it will be recorded, with a lead to change it."""
    frame, column = card("own" if part.private else "card")
    column.addWidget(heading(part.title))
    if part.private:
        column.addWidget(words(NOT_ON_A_FILE, look="private"))
    for sentence in part.missing:
        column.addWidget(words(f"Missing: {sentence}", look="danger"))
    if part.hint:
        column.addWidget(words(f"Look once more: {part.hint}", look="danger"))
    for title, text in part.parts:
        column.addWidget(bold(title))
        if text:
            column.addWidget(words(text))
    change = button("Change", lambda: go(part.step, part.field), look="link")
    change.setAccessibleName(f"Change {part.title}")
    column.addWidget(Flow([change]))
    return frame
