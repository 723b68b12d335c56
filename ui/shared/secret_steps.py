"""A passphrase to choose and a recovery key to keep, as widgets: what each asks, and nothing of what follows."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.shared.choosing import Radios
from ui.shared.fields import Asked, Field
from ui.shared.flow import Flow
from ui.shared.tokens import SPACE
from ui.shared.widgets import button, kind, row, words

_GROUPS = 9
"""How many groups a recovery key has."""


class Step(QWidget):
    """A column of questions; its fields by name, and its lines in which Enter goes on."""

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE)
        self.fields: dict[str, Asked | Radios] = {}

    def add(self, name: str, asked: Asked | Radios) -> None:
        """Add a question."""
        self.fields[name] = asked
        self.column.addWidget(asked)

    def lines(self) -> list[QLineEdit]:
        """Return the lines to type in."""
        return [asked.line for asked in self.fields.values() if isinstance(asked, Field)]

    def start(self) -> None:
        """Put the keyboard where one begins."""
        if self.fields:
            next(iter(self.fields.values())).setFocus()

    def read_only(self, *, on: bool) -> None:
        """Let nothing be typed for now; a field that is disabled instead would lose the keyboard."""
        for line in self.findChildren(QLineEdit):
            line.setReadOnly(on)
        for text in self.findChildren(QPlainTextEdit):
            text.setReadOnly(on)


class PassphraseStep(Step):
    """Words are offered; whatever is chosen is typed twice, or pasted."""

    def __init__(self, other_words: Callable[[], object]) -> None:
        """Take what makes other words."""
        super().__init__()
        self.column.addWidget(
            words("The passphrase opens your vault. Nobody can look it up for you, so write it down and keep it safe.")
        )
        card = QFrame()
        kind(card, "card")
        inside = QVBoxLayout(card)
        inside.addWidget(words("You can use these five words, or think of your own.", look="quiet"))
        self.offered = words("", size=1.25)
        inside.addWidget(self.offered)
        self.use = button("Use these words", self._use)
        self.other = button("Make other words", other_words)
        inside.addLayout(row(self.use, self.other))
        self.column.addWidget(card)
        self.add("passphrase", Field("Passphrase", hint="At least 8 characters. Pasting is fine.", secret=True))
        self.add("again", Field("The same passphrase again", secret=True))
        self.shown = QCheckBox("Show what I type")
        self.shown.toggled.connect(self._show)
        self.column.addWidget(self.shown)

    def typed(self) -> tuple[str, str]:
        """Return both as typed."""
        first, second = self.lines()
        return first.text(), second.text()

    def _use(self) -> None:
        first, second = self.lines()
        first.setText(self.offered.text())
        second.setFocus()

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signal
        for line in self.lines():
            line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class NumberedKey(Flow):
    """A recovery key in its groups, each under its number."""

    def __init__(self) -> None:
        """Make room for nine groups."""
        self._groups = [words("", size=1.25) for _ in range(_GROUPS)]
        super().__init__([_numbered(number, group) for number, group in enumerate(self._groups, 1)])

    def show_key(self, key: str) -> None:
        """Show the key."""
        for label, group in zip(self._groups, key.split("-"), strict=True):
            label.setText(group)
        self.setAccessibleName(f"Recovery key: {self.text()}")

    def text(self) -> str:
        """Return the groups with a space between them; nothing before a key is shown."""
        return " ".join(label.text() for label in self._groups).strip()


def _numbered(number: int, group: QLabel) -> QWidget:
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    font.setPointSizeF(group.font().pointSizeF())
    group.setFont(font)
    group.setWordWrap(False)
    both = QWidget()
    across = QHBoxLayout(both)
    across.setContentsMargins(0, 0, 0, 0)
    counted = words(f"{number}", look="quiet")
    counted.setWordWrap(False)
    across.addWidget(counted)
    across.addWidget(group)
    return both


class RecoveryStep(Step):
    """The recovery key is shown once; two groups of it are typed back."""

    def __init__(self, printed: Callable[[], object]) -> None:
        """Take what prints the key."""
        super().__init__()
        self.column.addWidget(
            words(
                "If you forget the passphrase, this key is the only other way in. It is shown once. "
                "Print it or write it down, and keep it away from this computer, for example in a locked drawer."
            )
        )
        card = QFrame()
        kind(card, "card")
        inside = QVBoxLayout(card)
        self.key = NumberedKey()
        inside.addWidget(self.key)
        self.column.addWidget(card)
        self.print_it = button("Print the key", printed)
        self.column.addLayout(row(self.print_it))
        for place in (1, 2):
            self.add(f"group {place}", Field(f"Group {place}", hint="Four letters and digits. Pasting is fine."))

    def show_key(self, key: str, asked: Sequence[int]) -> None:
        """Show the key, and ask for these groups of it."""
        self.key.show_key(key)
        for asks, number in zip(self.fields.values(), asked, strict=True):
            if isinstance(asks, Field):
                asks.ask(f"Type group {number} of the key")

    def typed(self) -> list[str]:
        """Return what was typed back."""
        return [line.text() for line in self.lines()]
