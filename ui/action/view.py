"""The dialog of one deed, and what opens it over a page."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from supervision_app.services.desk import Desk
from supervision_app.services.half_typed import draft_of
from ui.action.child_deeds import CHILD_DEEDS
from ui.action.copying import CopyText
from ui.action.date_deeds import DATE_DEEDS, about_dates
from ui.action.deeds import AGREE, AGREE_THERE, DEEDS, About, Deed
from ui.action.disagreement_deeds import DISAGREEMENT_DEEDS, about_discussion
from ui.action.fields import question
from ui.action.presenter import WHOLE, DeedPresenter, about_action, about_child, standing_words
from ui.shared.asking import ACTIONS, Asking
from ui.shared.dialog_size import fit
from ui.shared.keeping import Keeping
from ui.shared.tips import Tips
from ui.shared.tokens import LARGE_SPACE, SPACE
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Lead, Page, announce, button, heading, kind, row, words

_BEFORE = "What you type is kept as a draft."
_BACK_AGAIN = "What you typed before is here again."


class Problems(QFrame):
    """What is wrong, at the top of the dialog; each sentence leads to its field."""

    def __init__(self) -> None:
        """Make it, hidden."""
        super().__init__()
        kind(self, "error")
        self.setAccessibleName("There is a problem")
        self._column = QVBoxLayout(self)
        self._column.addWidget(heading("There is a problem"))
        self.leads: list[QWidget] = []
        self.hide()

    def show_faults(self, faults: Mapping[str, str], go: Callable[[str], None]) -> None:
        """Show the sentences; `go` leads to the field of one."""
        for lead in self.leads:
            self._column.removeWidget(lead)
            lead.deleteLater()
        self.leads = [self._lead(name, sentence, go) for name, sentence in faults.items()]
        for lead in self.leads:
            self._column.addWidget(lead)
        self.setVisible(bool(faults))

    @staticmethod
    def _lead(name: str, sentence: str, go: Callable[[str], None]) -> QWidget:
        return words(sentence) if name == WHOLE else Lead(sentence, lambda: go(name))


class DeedDialog(QDialog):
    """Asks for what a deed needs. Esc closes it, and what was typed is there when it is opened again."""

    def __init__(self, over: QWidget, deed: Deed, about: About) -> None:
        """Take the page it stands over, the deed, and what is known before."""
        super().__init__(over)
        self._over = over
        self.deed, self.about = deed, about
        self.said = ""
        self.setWindowTitle(deed.title)
        self.setModal(True)
        self.fields = {ask.name: question(ask, about) for ask in deed.asks}
        self.problems = Problems()
        # It has its room from the beginning: nothing jumps when it begins to speak.
        self.state = words(_BEFORE, look="quiet")
        self.save = button(deed.save, self._save, look="main")
        self.save.setDefault(True)
        self.cancel = button("Cancel", self.reject)
        self._lay_out(about)
        self._presenter: DeedPresenter | None = None
        self.stuck: Callable[[], bool] = bool
        self._warned = False
        for ask in deed.asks:
            if ask.starts:
                self.fields[ask.name].fill(ask.starts(about))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._save)

    def serve(self, presenter: DeedPresenter) -> None:
        """Take what does the deed."""
        self._presenter = presenter

    def _lay_out(self, about: About) -> None:
        inside = QWidget()
        # Otherwise wrapped labels ask for the height they would have if they were narrow.
        inside.setMinimumHeight(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(LARGE_SPACE, LARGE_SPACE, LARGE_SPACE, SPACE)
        column.setSpacing(LARGE_SPACE - SPACE // 2)
        column.addWidget(heading(self.deed.title))
        column.addWidget(_about(about))
        for sentence in filter(None, [self.deed.says]):
            column.addWidget(words(sentence))
        column.addWidget(self.state)
        column.addWidget(self.problems)
        for field in self.fields.values():
            column.addWidget(field)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        below = row(self.save, self.cancel)
        below.setContentsMargins(LARGE_SPACE, SPACE, LARGE_SPACE, SPACE)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        outside.addWidget(self._scroll, 1)
        line = QFrame()
        kind(line, "card")
        line.setFixedHeight(1)
        outside.addWidget(line)
        outside.addLayout(below)
        self._questions, self._below = column, below

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Be as wide as lines are read well, as high as the questions need, and never more than the screen."""
        fit(self, self._over, self._height_for)
        self._stand_aside()
        super().showEvent(event)

    def _height_for(self, width: int) -> int:
        return self._questions.totalHeightForWidth(width) + self._below.totalSizeHint().height() + SPACE

    def _stand_aside(self) -> None:
        """Stand at the right of the window: what was talked about can be read while it is agreed."""
        window = self._over.window().frameGeometry()
        mine = self.rect()
        mine.moveTopRight(window.topRight() + QPoint(-LARGE_SPACE, LARGE_SPACE * 2))
        room = self.screen().availableGeometry()
        mine.moveBottom(min(mine.bottom(), room.bottom() - LARGE_SPACE))
        self.move(mine.topLeft())

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {name: field.value() for name, field in self.fields.items()}

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed when this was open before, and say so."""
        for name, text in typed.items():
            self.fields[name].fill(text)
        for tips in self.findChildren(Tips):
            tips.look()
        self.state.setText(_BACK_AGAIN)
        self.state.show()

    def show_kept(self, at: str) -> None:
        """Say when what is typed was kept."""
        self.state.setText(f"Kept as a draft at {at[11:16]}. It counts once you press “{self.deed.save}”.")
        self.state.show()

    def show_stuck(self, sentence: str) -> None:
        """Say that what is typed cannot be kept just now."""
        self.state.setText(f"What you type cannot be kept just now. {sentence}")
        self.state.show()

    def wait(self, *, waiting: bool) -> None:
        """Show that it is being saved, or no longer."""
        self.save.setEnabled(not waiting)

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, at the top and beside each field, and keep all that was typed."""
        for name, field in self.fields.items():
            field.mark(faults.get(name, ""))
        self.problems.show_faults(faults, self.go)
        self._scroll.ensureWidgetVisible(self.problems)
        leads = [lead for lead in self.problems.leads if isinstance(lead, Lead)]
        (leads[0] if leads else self.save).setFocus()
        announce(self, "There is a problem. " + " ".join(faults.values()))

    def go(self, name: str) -> None:
        """Lead to a field."""
        field = self.fields[name].field()
        field.setFocus()
        self._scroll.ensureWidgetVisible(self.fields[name])

    def finish(self, said: str) -> None:
        """Close, and remember what was done."""
        self.said = said
        self.accept()

    def reject(self) -> None:
        """Close unfinished, unless it is being saved just now, or what was typed would be lost: that is said first."""
        if not self.save.isEnabled():
            return
        if self.stuck() and not self._warned:
            self._warned = True
            self.show_stuck("Press Esc once more to lose it.")
            return
        super().reject()

    def _save(self) -> None:
        if self._presenter and self.save.isEnabled():
            self._presenter.save(self.typed())


def _about(about: About) -> QFrame:
    card = QFrame()
    kind(card, "card")
    column = QVBoxLayout(card)
    column.addWidget(words(about.child, look="quiet"))
    if about.action:
        column.addWidget(words(about.action.what))
        column.addWidget(words(standing_words(about.action), look="quiet"))
    return card


class ActionDialogs:
    """Opens the dialogs over a page; what is typed in one is kept in the vault until it is saved."""

    def __init__(self, vault: Asking) -> None:
        """Take the vault."""
        self._vault = vault

    def agree(self, over: Page, case_id: str) -> None:
        """Ask for a new action for a child."""
        self._ask_first(over, AGREE, case_id, about_child)

    def agree_there(self, over: Page, case_id: str, worker: str) -> None:
        """Ask for a new action for a child in a session with somebody."""
        self._ask_first(over, AGREE_THERE, case_id, partial(about_child, worker=worker))

    def act(self, over: Page, code: str, action_id: str) -> None:
        """Ask for what one deed with an action needs, or one about a child or dates, whose id is given then."""
        if code in DATE_DEEDS:
            self._ask_first(over, DATE_DEEDS[code], action_id, partial(about_dates, code=code))
        elif code in DISAGREEMENT_DEEDS:
            self._ask_first(over, DISAGREEMENT_DEEDS[code], action_id, about_discussion)
        elif code in CHILD_DEEDS:
            self._ask_first(over, CHILD_DEEDS[code], action_id, about_child)
        else:
            self._ask_first(over, DEEDS[code], action_id, about_action)

    def _ask_first(self, over: Page, deed: Deed, target: str, about: Callable[[Desk, str], About]) -> None:
        dialog_of = partial(self._open, over, deed, target)
        WhileShown(self._vault, over).ask(
            lambda desk: (about(desk, target), desk.vault.drafts.read(draft_of(deed.kept_as or deed.code, target))),
            lambda found: dialog_of(*found),
            refused=over.problem,
        )

    def _open(self, over: Page, deed: Deed, target: str, about: About, kept: Mapping[str, str]) -> None:
        dialog = DeedDialog(over, deed, about)
        asking = WhileShown(self._vault, dialog)
        presenter = DeedPresenter(dialog, asking, deed, target)
        dialog.serve(presenter)
        begun = dialog.typed()
        if kept:
            dialog.fill(kept)
        keeping = Keeping(dialog, asking, presenter.keep, dialog.show_kept, dialog.show_stuck)
        dialog.stuck = lambda: keeping.stuck
        for name, field in dialog.fields.items():
            field.typed.connect(partial(keeping.typed, name, field.value))
        asking.before_closing(keeping.keep)
        dialog.finished.connect(lambda _result: self._closed(over, dialog, begun, keeping, presenter))
        dialog.open()
        dialog.fields[deed.asks[0].name].field().setFocus()

    def _closed(
        self, over: Page, dialog: DeedDialog, begun: Mapping[str, str], keeping: Keeping, presenter: DeedPresenter
    ) -> None:
        if dialog.said or dialog.typed() == begun:
            keeping.forget()
            presenter.forget()
        else:
            keeping.keep()
            # The page beneath says from now on that something was begun.
            self._vault.ask(_nothing, _nothing, refused=_nothing, changes={ACTIONS})
        if dialog.said:
            announce(over, dialog.said)
        focus = over.window().focusWidget()
        if focus is not None:
            focus.setFocus()
        if dialog.said and dialog.deed.leaves:
            CopyText(over, dialog.deed.leaves(dialog.about, dialog.typed())).open()
        dialog.deleteLater()


def _nothing(_given: object) -> None:
    return None
