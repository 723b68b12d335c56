"""The few widgets that pages are built of, each with its accessible name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.shared.tokens import HEADING, LARGE_SPACE, SMALL_SPACE, SPACE, TARGET, TITLE

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_READABLE, _LETTERS = 720, 100
"""How wide a readable page is at most: in pixels, or in letters where those take more."""
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def kind(widget: QWidget, name: str) -> None:
    """Give a widget its look by name; the style sheet knows the rest."""
    widget.setProperty("kind", name)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say what has just changed (WCAG 4.1.3)."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class _Sized(QLabel):
    """A label whose type is larger or smaller than the rest, and stays so when all type grows."""

    def __init__(self, text: str, times: float) -> None:
        super().__init__(text)
        self._times = times
        self._fit()

    def _fit(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(QApplication.font().pointSizeF() * self._times)
        self.setFont(font)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # Qt tells labels with a size of their own of nothing else
            self._fit()


def words(text: str, *, look: str = "", size: float = 1.0) -> QLabel:
    """Return a label that wraps, can be selected by mouse, and never takes text for markup."""
    label = _Sized(text, size) if size != 1.0 else QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if look:
        kind(label, look)
    return label


def heading(text: str, *, title: bool = False) -> QLabel:
    """Return a heading; a page has one title."""
    label = words(text, size=TITLE if title else HEADING)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def bold(text: str) -> QLabel:
    """Return words in bold."""
    label = words(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


class Pressed(QPushButton):
    """A button that Enter presses while it has the keyboard; otherwise a dialog’s main button would be pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Press it on Enter, as the space bar does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _HELD:
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, pressed: Callable[[], object], *, look: str = "") -> QPushButton:
    """Return a button that says what it does."""
    made = Pressed(text)
    made.setAccessibleName(text)
    made.clicked.connect(lambda _checked: pressed())
    made.setAutoDefault(False)
    if look:
        kind(made, look)
    return made


class Lead(Pressed):
    """A sentence that leads somewhere: it wraps as a sentence does, and is pressed as a button is."""

    def __init__(self, text: str, pressed: Callable[[], object]) -> None:
        """Take the sentence and what it leads to."""
        super().__init__()
        self._words = text
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked: pressed())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Return the sentence."""
        return self._words

    def _inside(self, width: int) -> QRect:
        room = QRect(SMALL_SPACE, SMALL_SPACE, max(1, width - 2 * SMALL_SPACE), 10_000)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self._words)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's own name
        """Return the height that the wrapped sentence needs."""
        return max(TARGET, self._inside(width).height() + 2 * SMALL_SPACE)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Ask for the height at the present width."""
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Ask for no less than that height."""
        return QSize(80, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Wrap again when the width changes."""
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Wrap again when the type changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw the sentence as a link, with a ring while it has the focus."""
        painter = QPainter(self)
        font = QFont(self.font())
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Link))
        painter.drawText(self.rect().adjusted(SMALL_SPACE, SMALL_SPACE, -SMALL_SPACE, 0), _WRAPPED, self._words)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Return widgets side by side."""
    layout = QHBoxLayout()
    layout.setSpacing(SPACE)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return layout


class Notice(QFrame):
    """A sentence that stands out until it is no longer true; read aloud when it appears."""

    def __init__(self) -> None:
        """Make it, hidden."""
        super().__init__()
        kind(self, "error")
        self._layout = QVBoxLayout(self)
        self.heading = heading("There is a problem")
        self.words = words("")
        self.leads: list[Lead] = []
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.words)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence, or hide the notice when there is none."""
        self._drop_leads()
        self.words.setText(sentence)
        self.words.show()
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, f"There is a problem. {sentence}")

    def say_about(self, problems: Sequence[tuple[str, QWidget]]) -> None:
        """Show a sentence for each field that has to be put right; each leads to its field, and the first is ready."""
        self.say(" ".join(sentence for sentence, _ in problems))
        self.words.hide()
        for sentence, field in problems:
            lead = Lead(sentence, field.setFocus)
            self._layout.addWidget(lead)
            self.leads.append(lead)
            lead.show()  # only what is shown can have the keyboard
        if self.leads:
            self.leads[0].setFocus()

    def _drop_leads(self) -> None:
        for lead in self.leads:
            self._layout.removeWidget(lead)
            lead.hide()
            lead.deleteLater()
        self.leads = []


class Page(QScrollArea):
    """A page: its title, a place for a problem, and a column of content that scrolls only up and down."""

    letters = _LETTERS
    """How many letters of the present size a readable page is wide at most."""

    def __init__(self, title: str, *, readable: bool = False) -> None:
        """Make an empty page; a readable one keeps its lines short."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(LARGE_SPACE, LARGE_SPACE, LARGE_SPACE, LARGE_SPACE)
        self.column.setSpacing(SPACE)
        self._inside, self._readable = inside, readable
        self.title = heading(title, title=True)
        self.notice = Notice()
        self.column.addWidget(self.title)
        self.column.addWidget(self.notice)
        # Otherwise wrapped labels ask for the height they would have if the page were narrow.
        inside.setMinimumHeight(1)
        self.setWidget(inside)
        self._fit()

    def _fit(self) -> None:
        """Keep lines short enough to be read well, in letters of the present size."""
        if self._readable:
            self._inside.setMaximumWidth(max(_READABLE, self.fontMetrics().averageCharWidth() * self.letters))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Make room when the type grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def rename(self, title: str) -> None:
        """Change the title."""
        self.title.setText(title)
        self.setAccessibleName(title)

    def problem(self, sentence: str) -> None:
        """Say what is wrong at the top of the page, and nothing when all is well."""
        self.notice.say(sentence)
        if sentence:
            self.ensureWidgetVisible(self.notice)
