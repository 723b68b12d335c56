"""The fields of a dialog: each with its label, a hint, and its error beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QCompleter,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.action.deeds import ANYONE, CHOICE, DATE, NAME, TEXT, TICK, About, Ask
from ui.shared.tokens import SMALL_SPACE
from ui.shared.widgets import announce, button, row, words

_LINES = 3


class Question(QWidget):
    """A question with its field; those below say what the field is."""

    def __init__(self, ask: Ask) -> None:
        """Take the question."""
        super().__init__()
        self.ask = ask
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SMALL_SPACE)
        self.error = words("", look="danger")
        self.error.hide()

    @property
    def called(self) -> str:
        """Return what the question is called on the page."""
        return self.ask.label if self.ask.needed or self.ask.starts else f"{self.ask.label} (optional)"

    def stand(self, field: QWidget) -> None:
        """Put the label, the hint, the error and the field under each other."""
        label = words(self.called)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        label.setBuddy(field)
        field.setAccessibleName(self.called)
        field.setAccessibleDescription(self.ask.hint)
        self.column.addWidget(label)
        if self.ask.hint:
            self.column.addWidget(words(self.ask.hint, look="quiet"))
        self.column.addWidget(self.error)
        self.column.addWidget(field)

    def changed(self, told: Callable[[], object]) -> None:
        """Call `told` whenever something else stands in the field."""
        raise NotImplementedError

    def field(self) -> QWidget:
        """Return what takes the focus."""
        raise NotImplementedError

    def value(self) -> str:
        """Return what was typed or chosen."""
        raise NotImplementedError

    def fill(self, text: str) -> None:
        """Put this in the field."""
        raise NotImplementedError

    def refuse(self, sentence: str) -> None:
        """Say beside the field what is wrong, or with an empty sentence nothing any more."""
        self.error.setText(f"Error: {sentence}" if sentence else "")
        self.error.setVisible(bool(sentence))
        said = f"Error: {sentence} {self.ask.hint}" if sentence else self.ask.hint
        self.field().setAccessibleDescription(said.strip())


class Line(Question):
    """One line; where names are given, they are offered while typing."""

    def __init__(self, ask: Ask, about: About) -> None:
        """Take the question and what is known before."""
        super().__init__(ask)
        self.line = QLineEdit()
        if ask.kind in {NAME, ANYONE}:
            self.line.setCompleter(_completer(about.names, ask.label, self.line))
        self.stand(self.line)
        if ask.kind == DATE:
            self.meant = words("", look="quiet")
            self.column.addWidget(self.meant)
            self.line.textChanged.connect(lambda text: self.meant.setText(about.meant(text)))
            self.line.editingFinished.connect(lambda: announce(self.line, self.meant.text()))

    def changed(self, told: Callable[[], object]) -> None:
        """Call `told` whenever something else stands in the field."""
        self.line.textChanged.connect(lambda _text: told())

    def field(self) -> QWidget:
        """Return what takes the focus."""
        return self.line

    def value(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def fill(self, text: str) -> None:
        """Put this in the field."""
        self.line.setText(text)


def _completer(names: Sequence[str], label: str, parent: QWidget) -> QCompleter:
    completer = QCompleter(parent)
    completer.setModel(QStringListModel(list(names), completer))
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    offered = QListView()
    offered.setAccessibleName(f"Names that fit: {label}")
    completer.setPopup(offered)
    return completer


class Text(Question):
    """A few lines of text; Tab leads on. One press can type a sentence that is often the answer."""

    def __init__(self, ask: Ask) -> None:
        """Take the question."""
        super().__init__(ask)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.stand(self.text)
        self._fit()
        if ask.fills:
            self.filler = button(ask.fills, self._type_it)
            self.column.addLayout(row(self.filler))

    def _fit(self) -> None:
        height = self.text.fontMetrics().lineSpacing() * _LINES + 24
        self.text.setFixedHeight(height)

    def changed(self, told: Callable[[], object]) -> None:
        """Call `told` whenever something else stands in the field."""
        self.text.textChanged.connect(told)

    def _type_it(self) -> None:
        self.text.appendPlainText(self.ask.fills)
        self.text.setFocus()

    def field(self) -> QWidget:
        """Return what takes the focus."""
        return self.text

    def value(self) -> str:
        """Return what was typed."""
        return self.text.toPlainText()

    def fill(self, text: str) -> None:
        """Put this in the field."""
        self.text.setPlainText(text)


class Choice(Question):
    """One of a few, as radio buttons."""

    def __init__(self, ask: Ask) -> None:
        """Take the question."""
        super().__init__(ask)
        self.buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.all = QWidget()
        inside = QVBoxLayout(self.all)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        for code, meaning in ask.choices:
            radio = QRadioButton(meaning)
            radio.setAccessibleName(meaning)
            self._group.addButton(radio)
            inside.addWidget(radio)
            self.buttons[code] = radio
        self.stand(self.all)

    def changed(self, told: Callable[[], object]) -> None:
        """Call `told` whenever another is chosen."""
        self._group.buttonClicked.connect(lambda _button: told())

    def field(self) -> QWidget:
        """Return what takes the focus: the one that is chosen, or the first."""
        return next((radio for radio in self.buttons.values() if radio.isChecked()), next(iter(self.buttons.values())))

    def value(self) -> str:
        """Return the code of the one that is chosen, or nothing."""
        return next((code for code, radio in self.buttons.items() if radio.isChecked()), "")

    def fill(self, text: str) -> None:
        """Choose the one with this code."""
        if text in self.buttons:
            self.buttons[text].setChecked(True)


class Tick(Question):
    """A box to tick."""

    def __init__(self, ask: Ask) -> None:
        """Take the question."""
        super().__init__(ask)
        self.box = QCheckBox(ask.label)
        self.box.setAccessibleName(ask.label)
        self.box.setAccessibleDescription(ask.hint)
        self.column.addWidget(self.box)
        if ask.hint:
            self.column.addWidget(words(ask.hint, look="quiet"))

    def changed(self, told: Callable[[], object]) -> None:
        """Call `told` whenever it is ticked, or no longer."""
        self.box.toggled.connect(lambda _on: told())

    def field(self) -> QWidget:
        """Return what takes the focus."""
        return self.box

    def value(self) -> str:
        """Return a word when it is ticked, and nothing when not."""
        return "yes" if self.box.isChecked() else ""

    def fill(self, text: str) -> None:
        """Tick it, or not."""
        self.box.setChecked(bool(text))


def question(ask: Ask, about: About) -> Question:
    """Return the field that fits a question."""
    if ask.kind == TEXT:
        return Text(ask)
    if ask.kind == CHOICE:
        return Choice(ask)
    if ask.kind == TICK:
        return Tick(ask)
    return Line(ask, about)
