"""The page on which a backup takes the vault's place: which one, what it costs, and then done."""

from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from ui.restoring.presenter import PASSPHRASE, WHICH, WHOLE, Brings, RestorePresenter
from ui.shared.choosing import Select
from ui.shared.fields import Field
from ui.shared.unremembered import unremembered
from ui.shared.widgets import Page, announce, button, heading, kind, row, words

_WHAT = "A backup takes the place of the vault on this computer. What is here now is kept beside it, not thrown away."


def choose_folder(over: QWidget) -> str:
    """Ask for a folder; an empty answer when nothing was chosen."""
    with unremembered():
        return QFileDialog.getExistingDirectory(over, "Choose the folder of a backup")


class RestorePage(Page):
    """Offers the backups, shows what would be lost, and restores one."""

    def __init__(
        self,
        brings: Brings,
        back: Callable[[], object],
        restored: Callable[[], object],
        choose: Callable[[QWidget], str] = choose_folder,
    ) -> None:
        """Take what restores, what leads back and what leads on, and what asks for a folder."""
        super().__init__("Restore from a backup", readable=True)
        self._choose_folder = choose
        self.which = Select("Which backup", lambda _value: self._forget())
        self.choose = button("Choose another folder", self._choose)
        hint = "The one that opens the vault now, or the one that opened it on the day of the backup."
        self.passphrase = Field("Passphrase", hint=hint, secret=True)
        self.look = button("Look at what would be lost", self._look, look="main")
        self.back = button("Back", back)
        self.state = words("")
        self.state.hide()
        self.shown = QFrame()
        kind(self.shown, "card")
        self._shown_column = QVBoxLayout(self.shown)
        self.restore = button("Restore this backup", self._restore, look="main")
        self.on = button("Go on and unlock", restored, look="main")
        for widget in (self.shown, self.restore, self.on):
            widget.hide()
        self.passphrase.line.returnPressed.connect(self.look.click)
        self.passphrase.line.textEdited.connect(lambda _text: self._forget())
        self._asking = QWidget()
        self._lay_out()
        self._presenter = RestorePresenter(self, brings, lambda: shiboken6.isValid(self))
        self._presenter.begin()

    def _lay_out(self) -> None:
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(18)
        asking.addWidget(words(_WHAT))
        asking.addWidget(self.which)
        asking.addLayout(row(self.choose))
        asking.addWidget(self.passphrase)
        asking.addLayout(row(self.look, self.back))
        for widget in (self._asking, self.state, self.shown):
            self.column.addWidget(widget)
        self.column.addLayout(row(self.restore, self.on))
        self.column.addStretch(1)

    def offer(self, backups: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these backups by their number and words, with one of them chosen."""
        self.which.offer(backups or [("", "None beside this vault")])
        self.which.choose(chosen)
        self._forget()
        self.passphrase.line.setFocus()

    def refuse(self, faults: dict[str, str]) -> None:
        """Show what is wrong, each sentence beside its field, and go to the first."""
        self.which.refuse(faults.get(WHICH, ""))
        self.passphrase.refuse(faults.get(PASSPHRASE, ""))
        self.problem(faults.get(WHOLE, ""))
        if WHICH in faults:
            self.choose.setFocus()
        elif faults:
            self.passphrase.line.setFocus()
            self.passphrase.line.selectAll()

    def wait(self, sentence: str) -> None:
        """Show that something is going on, or with an empty sentence that it is over."""
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        for widget in (self.look, self.back, self.restore, self.choose, self.which):
            widget.setEnabled(not sentence)
        self.passphrase.line.setReadOnly(bool(sentence))  # disabled it would lose the keyboard
        if sentence:
            announce(self, sentence)

    def show_preview(self, sentences: Sequence[str]) -> None:
        """Show what would be lost, and offer to go on; with none, nothing."""
        self._say("What would happen", sentences)
        self.restore.setVisible(bool(sentences))
        if sentences:
            self.restore.setFocus()

    def show_done(self, sentences: Sequence[str]) -> None:
        """Show that it is done, in the place of what was asked."""
        self._asking.hide()
        self.restore.hide()
        self._say("Restored", sentences)
        self.on.show()
        self.on.setFocus()

    def _say(self, title: str, sentences: Sequence[str]) -> None:
        while (item := self._shown_column.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        if sentences:
            self._shown_column.addWidget(heading(title))
            for sentence in sentences:
                self._shown_column.addWidget(words(sentence))
            announce(self, " ".join(sentences))
        self.shown.setVisible(bool(sentences))

    def _forget(self) -> None:
        """Something else is asked now: what was shown is of another backup."""
        self.show_preview(())

    def _choose(self) -> None:
        chosen = self._choose_folder(self)
        if chosen:
            self._presenter.take(Path(chosen))

    def _look(self) -> None:
        if self.look.isEnabled():
            self._presenter.look(self.which.value(), self.passphrase.text())

    def _restore(self) -> None:
        self._presenter.restore(self.which.value(), self.passphrase.text())
