"""The page on which the passphrase of an open vault is changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QFocusEvent

from ui.shared.asking import Asking
from ui.shared.choosing_passphrase import passphrase_problems
from ui.shared.fields import Field
from ui.shared.secret_steps import PassphraseStep
from ui.shared.widgets import Page, announce, button, row, words

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk

_CHANGING = "Making a backup, then the new passphrase. This takes some seconds."
_DONE = "The passphrase was changed. Backups of this vault open with the new one too, and a PIN has to be set again."


class ChangingPage(Page):
    """Asks for the passphrase of now, and for a new one twice."""

    def __init__(self, vault: Asking, suggest: Callable[[], str], back: Callable[[], object]) -> None:
        """Take the vault, what offers a passphrase, and what leads back."""
        super().__init__("Change the passphrase", readable=True)
        self._vault, self._suggest = vault, suggest
        self.now = Field("The passphrase of now", hint="So that nobody changes it while you are away.", secret=True)
        self.new = PassphraseStep(lambda: self.new.offered.setText(suggest()))
        self.new.offered.setText(suggest())
        self.new.fields["passphrase"].ask("New passphrase")
        self.new.fields["again"].ask("The same new passphrase again")
        self.change = button("Change the passphrase", self._change, look="main")
        self.back = button("Back", back)
        self.state = words("")
        for widget in (self.now, self.new):
            self.column.addWidget(widget)
        self.column.addLayout(row(self.change, self.back))
        self.column.addWidget(self.state)
        self.column.addStretch(1)
        for line in (self.now.line, *self.new.lines()):
            line.returnPressed.connect(self._change)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Pass the keyboard on to what is asked first."""
        super().focusInEvent(event)
        self.now.line.setFocus()

    def _change(self) -> None:
        if not self.change.isEnabled():
            return
        passphrase, (new, again) = self.now.text(), self.new.typed()
        problems = [*([] if passphrase else [("now", "Type the passphrase of now.")]), *passphrase_problems(new, again)]
        self._refuse(problems)
        if problems:
            return
        self._wait(_CHANGING)

        def changes(desk: "Desk") -> None:
            desk.vault.change_passphrase(passphrase, new)

        self._vault.ask(changes, lambda _nothing: self._changed(), refused=self._refused)

    def _refuse(self, problems: list[tuple[str, str]]) -> None:
        said = dict(problems)
        fields = {"now": self.now, **self.new.fields}
        for name, asked in fields.items():
            asked.refuse(said.get(name, ""))
        self.notice.say_about([(sentence, fields[name]) for name, sentence in problems])

    def _refused(self, sentence: str) -> None:
        self._wait("")
        self._refuse([("now", sentence)])

    def _changed(self) -> None:
        self._wait("")
        for widget in (self.now, self.new, self.change):
            widget.hide()
        for line in (self.now.line, *self.new.lines()):
            line.clear()
        self.state.setText(_DONE)
        announce(self, _DONE)
        self.back.setFocus()

    def _wait(self, sentence: str) -> None:
        for widget in (self.change, self.back):
            widget.setEnabled(not sentence)
        for line in (self.now.line, *self.new.lines()):
            line.setReadOnly(bool(sentence))
        self.state.setText(sentence)
        if sentence:
            announce(self, sentence)
