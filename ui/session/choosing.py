"""The first step of a session: the children, why to come to each, and how deeply each is talked about."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame

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
from ui.shared.widgets import announce, bold, button, row, words

_DEPTHS = tuple((code, name[0].upper() + name[1:]) for code, name in DEPTHS.items())
_NOTHING = Line(())


class ChooseStep(StepPage):
    """The worker’s children in the order of the agenda, each with how deeply they are talked about."""

    def __init__(
        self,
        opened: OpenSession,
        fields: Mapping[str, str],
        lines: Mapping[str, Line],
        typed: Typed,
        own_first: Callable[[], object],
    ) -> None:
        """Take the session, what was typed, the agenda, what is told of typing, and what begins with the worker."""
        super().__init__("Who is talked about")
        self._typed, self._fields_kept, self._lines = typed, fields, lines
        self.person = button(f"First: how {opened.worker.name} is", own_first)
        self.suggested = button("Choose in depth where it is suggested", self._take_suggestions)
        self.column.addWidget(Flow([self.person, self.suggested]))
        self.depths: dict[str, Select] = {}
        self.reasons: dict[str, Field] = {}
        if not opened.children:
            self.column.addWidget(words(f"{opened.worker.name} has no children here at present."))
        else:
            self.column.addWidget(words("Choose how deeply each child is talked about. You can change it at any time."))
        places = {stream: place for place, stream in enumerate(lines)}
        for child in sorted(opened.children, key=lambda one: places.get(one.stream, len(places))):
            self.column.addWidget(self._child(child, fields))
        self.suggested.setVisible(bool(self._open_suggestions()))
        self.column.addStretch(1)

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
        column.addLayout(row(depth))
        column.addWidget(why)
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
