"""What the unlock page can ask, one form at a time: the passphrase, the PIN, or a new PIN."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.shared.fields import Field
from ui.shared.tokens import SPACE
from ui.shared.widgets import announce, button, row, words


class SecretForm(QWidget):
    """One or two secrets to type, whether to show them, and a button that takes them on."""

    def __init__(
        self, fields: Sequence[Field], goes_on: str, sent: Callable[[], object], *other: QPushButton, intro: str = ""
    ) -> None:
        """Take the fields, the button's words, what it does, and other buttons beside it."""
        super().__init__()
        self.fields = list(fields)
        self.shown = QCheckBox("Show what I type")
        self.shown.toggled.connect(self._show)
        self.button = button(goes_on, sent, look="main")
        self.button.setDefault(True)
        self.others = other
        self.state = words("")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE)
        if intro:
            self.column.addWidget(words(intro))
        for field in self.fields:
            self.column.addWidget(field)
            field.line.returnPressed.connect(sent)
        self.column.addWidget(self.shown)
        self.column.addLayout(row(self.button, *other))
        self.column.addWidget(self.state)
        self.state.hide()

    def texts(self) -> list[str]:
        """Return what was typed."""
        return [field.text() for field in self.fields]

    def forget(self) -> None:
        """Take away what was typed."""
        for field in self.fields:
            field.line.clear()
            field.refuse("")

    def wait(self, sentence: str) -> None:
        """Say what is being done; with nothing said, let it be typed and tried again."""
        for field in self.fields:
            field.line.setReadOnly(bool(sentence))
        for one in (self.button, *self.others):
            one.setEnabled(not sentence)
        self.say(sentence, aloud=True)

    def count_down(self, sentence: str, *, aloud: bool) -> None:
        """Say how long to wait, with the button disabled; with nothing said, let it be tried again."""
        self.button.setEnabled(not sentence)
        self.say(sentence, aloud=aloud)

    def say(self, sentence: str, *, aloud: bool) -> None:
        """Show a sentence under the buttons; a screen reader hears it where it is said aloud, and not otherwise."""
        if aloud:
            # The name is what was last said aloud: a label without one would report each second as a change.
            self.state.setAccessibleName(sentence or " ")
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        if sentence and aloud:
            announce(self, sentence)

    def refuse(self, sentence: str, *, at: int = 0) -> None:
        """Show what is wrong beside a field; what was typed stays."""
        for number, field in enumerate(self.fields):
            field.refuse(sentence if number == at else "")
        if sentence:
            self.fields[at].line.setFocus()
            self.fields[at].line.selectAll()

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signal
        for field in self.fields:
            field.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class PassphraseForm(SecretForm):
    """Asks for the passphrase; where a PIN can be kept, also whether one is wanted."""

    def __init__(self, sent: Callable[[], object], use_pin: Callable[[], object]) -> None:
        """Take what the button does, and what leads to the PIN."""
        self.use_pin = button("Use the PIN instead", use_pin)
        super().__init__([Field("Passphrase", hint="Pasting is fine.", secret=True)], "Unlock", sent, self.use_pin)
        self.wants_pin = QCheckBox("Open with a PIN for the next eight hours")
        self.column.insertWidget(self.column.indexOf(self.shown) + 1, self.wants_pin)
        self.offer(pin=False, new_pin=False)

    def offer(self, *, pin: bool, new_pin: bool) -> None:
        """Offer the PIN, and to set one."""
        self.use_pin.setVisible(pin)
        self.wants_pin.setVisible(new_pin)


class PinForm(SecretForm):
    """Asks for the PIN."""

    def __init__(self, sent: Callable[[], object], use_passphrase: Callable[[], object]) -> None:
        """Take what the button does, and what leads to the passphrase."""
        other = button("Use the passphrase instead", use_passphrase)
        hint = "After three wrong tries it is removed, and the passphrase is asked."
        super().__init__([Field("PIN", hint=hint, secret=True)], "Unlock", sent, other)


class NewPinForm(SecretForm):
    """Asks for a new PIN, twice."""

    def __init__(self, sent: Callable[[], object], without: Callable[[], object]) -> None:
        """Take what the button does, and what leads on without a PIN."""
        fields = [
            Field("PIN", hint="At least six digits or letters.", secret=True),
            Field("The same PIN again", secret=True),
        ]
        intro = (
            "The PIN opens the vault on this computer for the next eight hours. Whoever can use this computer as you "
            "can try it, so lock the screen when you go. The passphrase always works as well."
        )
        super().__init__(fields, "Use this PIN", sent, button("Go on without a PIN", without), intro=intro)
