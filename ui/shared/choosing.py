"""Choosing one of several: a list that drops down, and radio buttons under one question."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGroupBox, QRadioButton, QVBoxLayout, QWidget

from ui.shared.fields import Asked
from ui.shared.flow import Flow
from ui.shared.tokens import SMALL_SPACE


class _Steady(QComboBox):
    """A list that the wheel does not change while somebody scrolls over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Select(Asked):
    """A list that drops down; each thing has words and a value."""

    def __init__(self, label: str, chosen: Callable[[str], object], hint: str = "") -> None:
        """Take the label, what is told the value that somebody chose, and a hint."""
        super().__init__(label, hint)
        self.box: QComboBox = _Steady()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.currentIndexChanged.connect(lambda _number: self._told(chosen))
        self.stand(self.box)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's own name
        """Call it something longer than its label; on Linux a screen reader has the name of the label instead."""
        super().setAccessibleName(name)
        self.label.setAccessibleName(name)

    def _told(self, chosen: Callable[[str], object]) -> None:
        chosen(self.value())
        self.typed.emit()

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
        blocked.unblock()
        self.choose(wanted)

    def choose(self, value: str) -> None:
        """Choose the thing with this value, where it is offered, and else the first. Nobody is told."""
        blocked = QSignalBlocker(self.box)
        self.box.setCurrentIndex(max(0, self.box.findData(value)))
        blocked.unblock()

    def fill(self, text: str) -> None:
        """Choose the thing with this value, as `choose` does."""
        self.choose(text)


class Radios(Asked):
    """One question with its answers as radio buttons; the error stands between them."""

    def __init__(self, question: str, answers: Mapping[str, str], hint: str = "", *, across: bool = False) -> None:
        """Take the question, and each answer's value with its words, in a line or below each other; none is chosen."""
        super().__init__(question, hint)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for value, text in answers.items():
            made = QRadioButton(text)
            made.setAccessibleName(text)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(made)
            self.buttons[value] = made
        self._group.buttonToggled.connect(self._told)
        self.stand(self._box(across=across))
        self.setFocusProxy(next(iter(self.buttons.values())))

    def _box(self, *, across: bool) -> QGroupBox:
        """Return the answers in a group, which a screen reader names before the first of them."""
        box = QGroupBox()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SMALL_SPACE)
        buttons = list(self.buttons.values())
        for made in [Flow(buttons)] if across else buttons:
            inside.addWidget(made)
        return box

    def _told(self, _button: QRadioButton, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if on:
            self.typed.emit()

    def field(self) -> QWidget:
        """Return what takes the keyboard: the answer that is chosen, or the first."""
        buttons = list(self.buttons.values())
        return next((button for button in buttons if button.isChecked()), buttons[0])

    def value(self) -> str:
        """Return the value of the chosen answer, or nothing."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def fill(self, text: str) -> None:
        """Choose the answer with this value, where there is one; nobody is told."""
        if text in self.buttons:
            blocked = QSignalBlocker(self)
            self.buttons[text].setChecked(True)
            blocked.unblock()
