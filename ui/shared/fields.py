"""The one way in which something is asked: a label, a hint, the error and a field under each other."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from ui.shared.tokens import SMALL_SPACE
from ui.shared.widgets import announce, bold, words


class Asked(QWidget):
    """A label, what it needs to say about itself, the error, and a field; those below say what the field is.

    `typed` is sent whenever somebody puts something else in the field, without what that is.
    """

    typed = Signal()

    def __init__(self, label: str, hint: str = "") -> None:
        """Take the label, which is the field's accessible name, and the hint, which is its description."""
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SMALL_SPACE)
        self.label = bold(label)
        self.error = words("", look="danger")
        self.error.hide()
        self._hint = hint
        self._asked_back = ""
        self._named: QWidget = self

    def stand(self, field: QWidget) -> None:
        """Put the label, the hint, the error and the field under each other."""
        self.label.setBuddy(field)
        self.put(field, [self.label, *self.hint(), self.error, field])

    def put(self, field: QWidget, parts: list[QWidget]) -> None:
        """Put these under each other; the field has the name, and the keyboard."""
        for part in parts:
            self.column.addWidget(part)
        self._named = field
        field.setAccessibleName(self.label.text())
        field.setAccessibleDescription(self._hint)
        self.setFocusProxy(field)

    def hint(self) -> list[QWidget]:
        """Return the hint as it is shown, where there is one."""
        return [words(self._hint, look="quiet")] if self._hint else []

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's own name
        """Call the field something longer than its label, where several on a page have the same."""
        self._named.setAccessibleName(name)

    def ask(self, label: str) -> None:
        """Ask something else; the label is the accessible name."""
        self.label.setText(label)
        self.setAccessibleName(label)

    def field(self) -> QWidget:
        """Return what takes the keyboard."""
        return self._named

    def value(self) -> str:
        """Return what was typed, or the value of what was chosen."""
        raise NotImplementedError

    def fill(self, text: str) -> None:
        """Put this in the field; nobody is told."""
        raise NotImplementedError

    def mark(self, sentence: str) -> None:
        """Show what is wrong, beside the field, and clear nothing; an empty sentence takes it away."""
        self.error.setText(f"Error: {sentence}" if sentence else "")
        self.error.setVisible(bool(sentence))
        self._describe()

    def ask_back(self, text: str) -> None:
        """Let the field's description say what is asked back about what was typed, which is no error."""
        self._asked_back = text
        self._describe()

    def _describe(self) -> None:
        said = (self.error.text(), self._hint, self._asked_back)
        self._named.setAccessibleDescription(" ".join(filter(None, said)))

    def refuse(self, sentence: str) -> None:
        """Show what is wrong as `mark` does, and say it aloud."""
        self.mark(sentence)
        if sentence:
            announce(self, sentence)


class Field(Asked):
    """A line to type in."""

    def __init__(self, label: str, *, hint: str = "", secret: bool = False) -> None:
        """Make the field; what is typed in a secret one is not shown."""
        super().__init__(label, hint)
        self.line = QLineEdit()
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textChanged.connect(lambda _text: self.typed.emit())
        self.stand(self.line)

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def value(self) -> str:
        """Return what was typed."""
        return self.text()

    def fill(self, text: str) -> None:
        """Put this in the line; nobody is told."""
        blocked = QSignalBlocker(self)
        self.line.setText(text)
        blocked.unblock()


class Tick(Asked):
    """A box to tick, which bears its label itself."""

    def __init__(self, label: str, hint: str = "") -> None:
        """Make it without a tick."""
        super().__init__(label, hint)
        self.box = QCheckBox(label)
        self.box.toggled.connect(lambda _on: self.typed.emit())
        self.put(self.box, [self.box, *self.hint(), self.error])

    def value(self) -> str:
        """Return a word when it is ticked, and nothing when not."""
        return "yes" if self.box.isChecked() else ""

    def fill(self, text: str) -> None:
        """Tick it for any word, or not; nobody is told."""
        blocked = QSignalBlocker(self)
        self.box.setChecked(bool(text))
        blocked.unblock()
