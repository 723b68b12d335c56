"""The fields of a dialog: which of the fields of every page asks each question of a deed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from ui.action.deeds import CHOICE, DATE, TEXT, TICK, About, Ask
from ui.shared.choosing import Radios
from ui.shared.fields import Asked, Field, Tick
from ui.shared.long_text import LongText
from ui.shared.tips import Tips
from ui.shared.widgets import announce, button, row, words


class NameField(Field):
    """A line for a name; those that are known are offered while typing."""

    def __init__(self, label: str, hint: str, names: Sequence[str]) -> None:
        """Take the question and the names."""
        super().__init__(label, hint=hint)
        self.line.setCompleter(_completer(names, label, self.line))


def _completer(names: Sequence[str], label: str, parent: QWidget) -> QCompleter:
    completer = QCompleter(parent)
    completer.setModel(QStringListModel(list(names), completer))
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    offered = QListView()
    offered.setAccessibleName(f"Names that fit: {label}")
    completer.setPopup(offered)
    return completer


class DayField(Field):
    """A line for a date as people say it; the day it means stands beneath it, and is read aloud on leaving it."""

    def __init__(self, label: str, hint: str, about: About) -> None:
        """Take the question, and what knows today and the bank holidays."""
        super().__init__(label, hint=hint)
        self.meant = words("", look="quiet")
        self.column.addWidget(self.meant)
        self.line.textChanged.connect(lambda text: self.meant.setText(about.meant(text)))
        self.line.editingFinished.connect(self._say_it)

    def _say_it(self) -> None:
        """Say the day politely: what cannot be read yet is no error before it is saved."""
        if self.meant.text():
            announce(self.line, self.meant.text())


class TextField(LongText):
    """A few lines of text. One press can type a sentence that is often the answer."""

    def __init__(self, label: str, hint: str, fills: str) -> None:
        """Take the question, and the sentence, which may be empty."""
        super().__init__(label, hint=hint)
        self._fills = fills
        if fills:
            self.filler = button(fills, self._type_it)
            self.column.addLayout(row(self.filler))

    def _type_it(self) -> None:
        self.text_edit.appendPlainText(self._fills)
        self.text_edit.setFocus()


def question(ask: Ask, about: About) -> Asked:
    """Return the field that fits a question, with what is asked back beneath it."""
    field = _field(ask, about)
    if ask.tips:
        Tips(field, partial(ask.tips, about))
    return field


def _field(ask: Ask, about: About) -> Asked:
    label = ask.label if ask.needed or ask.starts else f"{ask.label} (optional)"
    if ask.kind == TEXT:
        return TextField(label, ask.hint, ask.fills)
    if ask.kind == CHOICE:
        return Radios(label, dict(ask.offers(about) if ask.offers else ask.choices), ask.hint)
    if ask.kind == TICK:
        return Tick(ask.label, ask.hint)
    if ask.kind == DATE:
        return DayField(label, ask.hint, about)
    return NameField(label, ask.hint, about.names)
