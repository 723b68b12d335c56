"""The first step of a session: the children, why to come to each, and how deeply each is talked about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton

from supervision_app.domain import sessions
from supervision_app.domain.agenda import Line
from supervision_app.domain.discussions import ACTIONS_ONLY, DEPTHS, IN_DEPTH, NOT_TODAY
from supervision_app.domain.entries import in_words
from supervision_app.services.read_models import ChildRow
from supervision_app.services.sessions import OpenSession
from ui.session.parts import Typed, card
from ui.session.step import StepPage
from ui.shared.choosing import Select
from ui.shared.fields import Field
from ui.shared.flow import Flow
from ui.shared.long_text import LongText
from ui.shared.widgets import announce, bold, button, row, words

_DEPTHS = tuple((code, name[0].upper() + name[1:]) for code, name in DEPTHS.items())
_NOTHING = Line(())
_MOVED = "moved/"


@dataclass(frozen=True, slots=True)
class ChooseDeeds:
    """What the first step tells of: what is typed, to begin with the worker, another order, and a child to add.

    `order` takes the children’s streams in their new order, and the field that has the keyboard then.
    """

    typed: Typed
    own_first: Callable[[], object]
    order: Callable[[Sequence[str], str], object]
    add: Callable[[str], object]


class ChooseStep(StepPage):
    """The worker’s children in the order of the agenda, each with how deeply they are talked about."""

    def __init__(
        self,
        opened: OpenSession,
        fields: Mapping[str, str],
        lines: Mapping[str, Line],
        does: ChooseDeeds,
    ) -> None:
        """Take the session, what was typed, the agenda, and what is told of what somebody does here."""
        super().__init__("Who is talked about")
        self._typed, self._fields_kept, self._lines, self._does = does.typed, fields, lines, does
        self.person = button(f"First: how {opened.worker.name} is", does.own_first)
        self.suggested = button("Choose in depth where it is suggested", self._take_suggestions)
        self.column.addWidget(Flow([self.person, self.suggested]))
        self.movers: dict[str, tuple[QPushButton, ...]] = {}
        self.depths: dict[str, Select] = {}
        self.reasons: dict[str, Field] = {}
        if not opened.children:
            self.column.addWidget(words(f"{opened.worker.name} has no children here at present."))
        else:
            self.column.addWidget(words("Choose how deeply each child is talked about. You can change it at any time."))
        children = self._in_order(opened.children)
        self._order = tuple(child.stream for child in children)
        for child in children:
            self.column.addWidget(self._child(child, fields))
        self.suggested.setVisible(bool(self._open_suggestions()))
        self._besides(opened.worker.name)
        self.column.addStretch(1)

    def _in_order(self, children: Sequence[ChildRow]) -> list[ChildRow]:
        """Return the children as somebody put them in order, and otherwise as the agenda has them."""
        given, agenda = self._fields_kept.get(sessions.ORDER, "").split(), list(self._lines)

        def place(child: ChildRow) -> tuple[int, int]:
            own = given.index(child.stream) if child.stream in given else len(given)
            return own, agenda.index(child.stream) if child.stream in agenda else len(agenda)

        return sorted(children, key=place)

    def _besides(self, worker: str) -> None:
        """Offer to add a child and points, and to put points off: what is put off comes first next time."""
        self.adding = Field("Talk about another child", hint="Their id in the case system.")
        self.add = button("Add this child", lambda: self._does.add(self.adding.text()))
        self.column.addWidget(self.adding)
        self.column.addLayout(row(self.add))
        goes = f"It goes to {worker}’s supervision record, and to no child’s."
        for name, label, hint in (
            (sessions.POINTS, "Other points for today", f"One on each line. {goes}"),
            (sessions.LATER, "Put off to next time, and why", "It is the first of the other points next time."),
        ):
            made = LongText(f"{label} (optional)", hint=hint, lines=2)
            made.fill(self._fields_kept.get(name, ""))
            made.typed.connect(lambda name=name, made=made: self._typed(name, made.text))
            self.fields[name] = made.text_edit
            self.column.addWidget(made)

    def _places(self, stream: str, name: str) -> tuple[QPushButton, ...]:
        """Return the buttons that move a child in the order; so do Ctrl, Shift and an arrow."""
        made = []
        for words_, by, end in (("Up", -1, 0), ("Down", 1, len(self._order) - 1)):
            one = button(words_, partial(self._move, stream, by), look="link")
            one.setAccessibleName(f"{words_}: {name}")
            one.setToolTip(f"Ctrl+Shift+{words_}")
            one.setEnabled(self._order.index(stream) != end)
            made.append(one)
        self.fields[f"{_MOVED}{stream}"] = next((one for one in made if one.isEnabled()), made[0])
        self.movers[stream] = tuple(made)
        return self.movers[stream]

    def _move(self, stream: str, by: int) -> None:
        order = sessions.moved(self._order, stream, by)
        announce(self, f"Now number {order.index(stream) + 1} of {len(order)}.")
        self._does.order(order, f"{_MOVED}{stream}")

    def _child(self, child: ChildRow, fields: Mapping[str, str]) -> QFrame:
        name = f"{child.name} ({child.id})" if child.name else child.id
        line = self._lines.get(child.stream, _NOTHING)
        frame, column = card()
        column.addWidget(bold(name))
        column.addWidget(words(_standing(child), look="quiet"))
        for reason in line.reasons:
            column.addWidget(words(f"• {reason}"))
        if line.suggested:
            column.addWidget(words("In depth is suggested.", look="chip-good"))
        depth = Select("How deeply", lambda _depth: self._chosen(child.stream))
        depth.setAccessibleName(f"How deeply: {name}")
        depth.offer(_DEPTHS)
        kept = sessions.field_of(sessions.DEPTH, child.stream)
        depth.choose(fields.get(kept, ACTIONS_ONLY))
        why = Field("Why not today")
        why.line.setAccessibleName(f"Why not today: {name}")
        because = sessions.field_of(sessions.NOT_BECAUSE, child.stream)
        why.line.setText(fields.get(because, ""))
        why.line.textChanged.connect(lambda _text: self._typed(because, why.text))
        self.depths[child.stream], self.reasons[child.stream] = depth, why
        self.fields |= {kept: depth.box, because: why.line}
        moves = self._places(child.stream, name)
        beside = row(depth, *moves)
        for one in moves:
            beside.setAlignment(one, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(beside)
        column.addWidget(why)
        for keys, by in (("Ctrl+Shift+Up", -1), ("Ctrl+Shift+Down", 1)):
            by_keys = QShortcut(QKeySequence(keys), frame, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            by_keys.activated.connect(partial(self._move, child.stream, by))
        why.setVisible(depth.value() == NOT_TODAY)
        return frame

    def _open_suggestions(self) -> list[str]:
        """Return the streams of those for whom in depth is suggested and nothing was chosen yet."""
        return [
            stream
            for stream in self.depths
            if self._lines.get(stream, _NOTHING).suggested
            and self.depths[stream].value() == ACTIONS_ONLY
            and sessions.field_of(sessions.DEPTH, stream) not in self._fields_kept
        ]

    def _take_suggestions(self) -> None:
        streams = self._open_suggestions()
        for stream in streams:
            self.depths[stream].choose(IN_DEPTH)
            self._chosen(stream)
        self.suggested.hide()
        self.person.setFocus()
        announce(self, "In depth is chosen where it was suggested.")

    def _chosen(self, stream: str) -> None:
        depth, why = self.depths[stream], self.reasons[stream]
        why.setVisible(depth.value() == NOT_TODAY)
        self._typed(sessions.field_of(sessions.DEPTH, stream), depth.value)


def _standing(row: ChildRow) -> str:
    actions = "1 open action" if row.open_actions == 1 else f"{row.open_actions} open actions"
    late = f", {row.overdue} past the date" if row.overdue else ""
    waits = f", {row.not_accepted} not accepted" if row.not_accepted else ""
    talked = f"Last talked about on {in_words(row.last_discussed)}." if row.last_discussed else "Not talked about yet."
    put_off = f" Not today on {in_words(row.put_off)}: the reason is on the child’s page." if row.put_off else ""
    born = f"Born {in_words(row.born)}. " if row.born else ""
    return f"{born}{actions}{late}{waits}. {talked}{put_off}"
