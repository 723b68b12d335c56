"""Choosing one of several: a list that drops down, and radio buttons under one question."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGroupBox, QRadioButton, QVBoxLayout, QWidget

from ui.shared.flow import Flow
from ui.shared.tokens import SMALL_SPACE
from ui.shared.widgets import announce, words


class Select(QWidget):
    """A label and a list that drops down; each thing has words and a value."""

    def __init__(self, label: str, chosen: Callable[[str], object]) -> None:
        """Take the label, and what is told the value that somebody chose."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_SPACE)
        self.label = words(label)
        font = self.label.font()
        font.setBold(True)
        self.label.setFont(font)
        self.box = QComboBox()
        self.box.setAccessibleName(label)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.label.setBuddy(self.box)
        self.box.currentIndexChanged.connect(lambda _number: chosen(self.value()))
        column.addWidget(self.label)
        column.addWidget(self.box)

    def value(self) -> str:
        """Return the value of what is chosen."""
        return str(self.box.currentData() or "")

    def offer(self, things: Iterable[tuple[str, str]]) -> None:
        """Offer these values with their words; what was chosen stays where it is offered again. Nobody is told."""
        wanted = self.value()
        blocked = QSignalBlocker(self.box)
        self.box.clear()
        for value, text in things:
            self.box.addItem(text, value)
        self.box.setCurrentIndex(max(0, self.box.findData(wanted)))
        blocked.unblock()

    def choose(self, value: str) -> None:
        """Choose the thing with this value, where it is offered. Nobody is told."""
        blocked = QSignalBlocker(self.box)
        self.box.setCurrentIndex(max(0, self.box.findData(value)))
        blocked.unblock()


class Radios(QGroupBox):
    """One question with its answers as radio buttons; the error stands between them."""

    def __init__(self, question: str, answers: Mapping[str, str], hint: str = "", *, across: bool = False) -> None:
        """Take the question, and each answer's value with its words, in a line or below each other; none is chosen."""
        super().__init__()
        self.setAccessibleName(question)
        self.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_SPACE)
        label = words(question)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        column.addWidget(label)
        if hint:
            column.addWidget(words(hint, look="quiet"))
        self.error = words("", look="danger")
        self.error.hide()
        column.addWidget(self.error)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for value, text in answers.items():
            made = QRadioButton(text)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(made)
            self.buttons[value] = made
        if across:
            column.addWidget(Flow(list(self.buttons.values())))
        else:
            for made in self.buttons.values():
                column.addWidget(made)
        self.setFocusProxy(next(iter(self.buttons.values())))

    def value(self) -> str:
        """Return the value of the chosen answer, or nothing."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def refuse(self, sentence: str) -> None:
        """Show what is wrong above the answers; an empty sentence takes it away."""
        self.error.setText(f"Error: {sentence}" if sentence else "")
        self.error.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
