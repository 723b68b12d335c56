"""Spelling in the field that is being typed in: looked at when typing pauses, never while a letter is painted."""

from collections.abc import Callable, Generator, Iterator
from time import perf_counter

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QKeyEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTextEdit, QWidget

from supervision_app.domain.spelling import words_of
from supervision_app.services.spelling import Speller
from ui.shared.widgets import announce

PAUSE_MS = 500
"""How long nobody types, in milliseconds, until the spelling is looked at."""
_TURN, _WORDS = 0.004, 50
"""Seconds for which is looked on without a stop, and after how many words it is asked whether they are over."""
_NEXT = Qt.Key.Key_F7


class Spelling(QObject):
    """Follows the keyboard from field to field; what somebody added is known in this window until the vault locks."""

    def __init__(self, parent: QObject, add: Callable[[str], object] = bool) -> None:
        """Take what this ends with, and what keeps a word that somebody adds."""
        super().__init__(parent)
        self._speller: Speller | None = None
        self._own: frozenset[str] = frozenset()
        self._field: FieldSpelling | None = None
        self.adds = add
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.focusChanged.connect(self._moved)

    def take(self, speller: Speller | None) -> None:
        """Take the dictionary, once it was read; where none could be, nothing is underlined."""
        self._speller = speller
        if shiboken6.isValid(self):
            self._moved(None, QApplication.focusWidget())

    def take_own(self, own: frozenset[str]) -> None:
        """Take the words that were added in the vault; none once it is locked."""
        self._own = own

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QPlainTextEdit) and self._speller and not new.isReadOnly():
            self._field = new.findChild(FieldSpelling) or FieldSpelling(new, self)

    def knows(self, word: str) -> bool:
        """Return whether a word is right: in the dictionary, or added here."""
        known = word in self._own or word.lower() in self._own
        return known or self._speller is None or self._speller.knows(word)

    def suggests(self, word: str) -> list[str]:
        """Return what may have been meant."""
        return self._speller.suggests(word) if self._speller else []

    def add(self, word: str) -> None:
        """Know a word from now on, and have it kept."""
        self._own |= {word}
        self.adds(word)


class FieldSpelling(QObject):
    """Underlines what is not in the dictionary, except the word that is being typed, and offers what was meant."""

    def __init__(self, field: QPlainTextEdit, spelling: Spelling, pause_ms: int = PAUSE_MS) -> None:
        """Take the field, and what knows words."""
        super().__init__(field)
        self._field, self._spelling = field, spelling
        self._found: dict[str, tuple[tuple[int, str], ...]] = {}
        self._before = self._found
        self._wrong: list[QTextCursor] = []
        self._looking = self._look()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(pause_ms)
        self.timer.timeout.connect(self._begin)
        self._chunks = QTimer(self)
        self._chunks.setSingleShot(True)
        self._chunks.timeout.connect(self._go_on)
        field.textChanged.connect(self._changed)
        field.installEventFilter(self)
        field.viewport().installEventFilter(self)
        self._chunks.start(0)  # what stands there already

    def _changed(self) -> None:
        self._chunks.stop()
        self.timer.start()

    def _begin(self) -> None:
        self._wrong = []
        self._before, self._found = self._found, {}
        self._looking = self._look()
        self._go_on()

    def _go_on(self) -> None:
        """Look on for some milliseconds; then it is the keyboard’s turn again."""
        until = perf_counter() + _TURN
        for _ in self._looking:
            if perf_counter() >= until:
                self._chunks.start(0)
                return
        self._underline()

    def _look(self) -> Iterator[None]:
        """Look at paragraph after paragraph, with a stop after some words; what did not change is not looked up."""
        block = self._field.document().firstBlock()
        while block.isValid():
            text = block.text()
            if text not in self._found:
                known = self._before.get(text)
                self._found[text] = known if known is not None else (yield from self._look_up(text))
            self._wrong += [_over(block, at, len(word)) for at, word in self._found[text]]
            yield
            block = block.next()

    def _look_up(self, text: str) -> Generator[None, None, tuple[tuple[int, str], ...]]:
        found = []
        for number, (at, word) in enumerate(words_of(text)):
            if not self._spelling.knows(word):
                found.append((at, word))
            if number % _WORDS == 0:
                yield
        return tuple(found)

    def _underline(self) -> None:
        typing = self._field.textCursor()
        shown = []
        for cursor in self._wrong:
            if cursor.selectionEnd() != typing.position() or typing.hasSelection():
                one = QTextEdit.ExtraSelection()
                one.cursor = cursor
                one.format = _underlined(self._field)
                shown.append(one)
        self._field.setExtraSelections(shown)

    def wrong(self) -> list[str]:
        """Return the words that are underlined, in order."""
        return [one.cursor.selectedText() for one in self._field.extraSelections()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Offer what was meant in the menu of the field, and lead to the next word by F7."""
        if isinstance(event, QContextMenuEvent):
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            cursor = self._field.cursorForPosition(event.pos()) if by_mouse else self._field.textCursor()
            self.menu(cursor).popup(event.globalPos() if by_mouse else self._below(cursor))
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == _NEXT:
            self.go_to_next()
            return True
        return super().eventFilter(watched, event)

    def _below(self, cursor: QTextCursor) -> QPoint:
        return self._field.viewport().mapToGlobal(self._field.cursorRect(cursor).bottomLeft())

    def go_to_next(self) -> None:
        """Select the next word that is underlined, from the top again after the last, and offer what was meant."""
        self._begin_now()
        after = self._field.textCursor().selectionEnd()
        ahead = [one for one in self._wrong if one.selectionStart() >= after] or self._wrong
        if not ahead:
            announce(self._field, "No word here is missing from the dictionary.")
            return
        self._field.setTextCursor(ahead[0])
        announce(self._field, f"Not in the dictionary: {ahead[0].selectedText()}")
        self.menu(ahead[0]).popup(self._below(ahead[0]))

    def _begin_now(self) -> None:
        """Look at the whole field at once: somebody asked for it."""
        self.timer.stop()
        self._begin()
        while self._chunks.isActive():
            self._chunks.stop()
            self._go_on()

    def menu(self, at: QTextCursor) -> QMenu:
        """Return the menu of the field; on a word that is underlined, what may have been meant stands first."""
        menu = self._field.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = at.selectionStart()
        here = [one for one in self._wrong if one.selectionStart() <= place <= one.selectionEnd()]
        if here:
            self._offer(menu, here[0])
        return menu

    def _offer(self, menu: QMenu, over: QTextCursor) -> None:
        word = over.selectedText().replace("’", "'")
        made = [self._replacing(menu, over, one) for one in self._spelling.suggests(word)]
        if not made:
            nothing = QAction("No suggestion", menu)
            nothing.setEnabled(False)
            made = [nothing]
        adds = QAction(f"Add “{over.selectedText()}” to my words", menu)
        adds.triggered.connect(lambda: self._add(word))
        separator = QAction(menu)
        separator.setSeparator(True)
        menu.insertActions(menu.actions()[0], [*made, adds, separator])

    def _replacing(self, menu: QMenu, over: QTextCursor, meant: str) -> QAction:
        action = QAction(meant, menu)
        action.triggered.connect(lambda: over.insertText(meant))
        return action

    def _add(self, word: str) -> None:
        self._spelling.add(word)
        self._found.clear()
        self._begin_now()


def _over(block: QTextBlock, at: int, length: int) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + at)
    cursor.setPosition(block.position() + at + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _underlined(field: QWidget) -> QTextCharFormat:
    """Return a wave in the colour of the text: it is a hint, and not an error; the wave alone says what it is."""
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    made.setUnderlineColor(QColor(field.palette().link().color()))
    return made
