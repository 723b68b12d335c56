"""The parts of the import page: how far it has come, what an import comes to, and the children who moved."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QFrame, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from ui.importing.saying import Move
from ui.shared.widgets import Lead, announce, button, heading, kind, row, words

SHOWN = 8
"""Lines of a part that are shown before the rest is asked for."""
MORE_MOVES = 20
"""Children with another worker that are shown at a time."""
_LINES_HIGH = 14


class Progress(QWidget):
    """What is going on, how far it has come, and the button that stops it."""

    def __init__(self, stop: Callable[[], object]) -> None:
        """Take what stops it; nothing is going on yet."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.words = words("")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far it has come")
        self.bar.setTextVisible(False)
        self.stop = button("Stop", stop)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(row(self.stop))
        self.hide()

    def begin(self, sentence: str, *, stops: bool) -> None:
        """Say what is going on; the keyboard goes to what stops it."""
        self.words.setText(sentence)
        self.bar.setRange(0, 0)
        self.stop.setVisible(stops)
        self.show()
        announce(self, sentence)

    def tell(self, sentence: str, done: int, whole: int) -> None:
        """Show how far it has come."""
        self.words.setText(sentence)
        self.bar.setRange(0, max(1, whole))
        self.bar.setValue(done)


class Moves(QFrame):
    """The children with another worker, each a way to the change of worker until it is made."""

    def __init__(self, title: str, change: Callable[[Move], object]) -> None:
        """Take the heading, and what opens the change of worker."""
        super().__init__()
        kind(self, "card")
        self._change = change
        self._shown = MORE_MOVES
        self._moves: Sequence[Move] = ()
        self.parts: dict[str, QWidget] = {}
        self._more: Lead | None = None
        self._opened = ""
        column = QVBoxLayout(self)
        self.title = heading(title)
        self._lines = QVBoxLayout()
        column.addWidget(self.title)
        column.addLayout(self._lines)

    def show_moves(self, moves: Sequence[Move]) -> None:
        """Show them as they are now; where the keyboard was, it stays."""
        focus: QWidget | None = self.window().focusWidget()
        had = next((child for child, part in self.parts.items() if part is focus), "")
        self._moves = moves
        for part in (*self.parts.values(), *filter(None, [self._more])):
            self._lines.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._more = None
        self.parts = {move.id: self._part(move) for move in moves[: self._shown]}
        for part in self.parts.values():
            self._lines.addWidget(part)
            part.show()  # only what is shown can have the keyboard
        if len(moves) > self._shown:
            self._more = Lead(f"Show {min(MORE_MOVES, len(moves) - self._shown)} more", self._show_more)
            self._lines.addWidget(self._more)
            self._more.show()
        if had:
            self._focus_from(had)

    def _part(self, move: Move) -> QWidget:
        return Lead(move.text, lambda: self._open(move)) if move.leads else words(move.text)

    def _open(self, move: Move) -> None:
        self._opened = move.id
        self._change(move)

    def _show_more(self) -> None:
        first = self._moves[self._shown].id
        self._shown += MORE_MOVES
        self.show_moves(self._moves)
        self._focus_from(first)

    def focus_again(self) -> bool:
        """Give the keyboard to the child who was opened, or to the next who waits; False where none does."""
        opened, self._opened = self._opened, ""
        return bool(opened) and self._focus_from(opened)

    def _focus_from(self, child: str) -> bool:
        ids = list(self.parts)
        start = ids.index(child) if child in ids else 0
        for one in (*ids[start:], *ids[:start]):
            if isinstance(self.parts[one], Lead):
                self.parts[one].setFocus()
                return True
        return False


class Teams(QFrame):
    """The teams that the files name, to choose one's own from."""

    def __init__(self, teams: Sequence[tuple[str, bool]], look_again: Callable[[], object]) -> None:
        """Take the teams, each with whether it is chosen, and what looks again."""
        super().__init__()
        kind(self, "card")
        column = QVBoxLayout(self)
        column.addWidget(heading("Which teams are yours? Nothing of the others is stored."))
        self.boxes = []
        for name, chosen in teams:
            box = QCheckBox(name)
            box.setChecked(chosen)
            column.addWidget(box)
            self.boxes.append(box)
        column.addLayout(row(button("Look again with these teams", look_again)))

    def chosen(self) -> list[str]:
        """Return the names of those that are chosen."""
        return [box.text() for box in self.boxes if box.isChecked()]


def part(title: str, lines: Sequence[str]) -> QFrame:
    """Return a heading with the first lines, and a lead to all of them."""
    card = QFrame()
    kind(card, "card")
    column = QVBoxLayout(card)
    column.addWidget(heading(f"{title}: {len(lines):,}"))
    first = [words(line) for line in lines[:SHOWN]]
    for line in first:
        column.addWidget(line)
    if len(lines) > SHOWN:

        def show_all() -> None:
            for line in (*first, more):
                line.hide()
            box = all_lines(title, lines)
            column.addWidget(box)
            box.setFocus()

        more = Lead(f"Show all {len(lines):,}", show_all)
        more.setAccessibleName(f"Show all {len(lines):,}: {title}")
        column.addWidget(more)
    return card


def all_lines(title: str, lines: Sequence[str]) -> QPlainTextEdit:
    """Return all the lines to read and to copy: thousands of labels would be slow."""
    box = QPlainTextEdit("\n".join(lines))
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(title)
    box.setMinimumHeight(_LINES_HIGH * box.fontMetrics().lineSpacing())
    return box
