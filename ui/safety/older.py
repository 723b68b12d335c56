"""The page on which somebody goes on with a vault that is older than the last one this computer knew."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QFocusEvent

from supervision_app.services.older_vault import LOOK_FIRST, MEANS, accept, older, older_words
from ui.shared.asking import EVERYTHING, Asking
from ui.shared.while_shown import WhileShown
from ui.shared.widgets import Page, announce, button, row, words

if TYPE_CHECKING:
    from supervision_app.services.older_vault import Accepted

_WAITING = "Making a backup of this vault first."
_DONE = "This computer goes by this vault from now on, and warns no more. What it remembered before is kept in {kept}."


class OlderPage(Page):
    """Says what is known of both vaults and what going on means, and does it when asked."""

    def __init__(self, vault: Asking, accepted: Callable[[], object], back: Callable[[], object]) -> None:
        """Take the vault, whom to tell once it was accepted, and what leads back."""
        super().__init__("This vault is older than the last one", readable=True)
        self._vault, self._accepted = WhileShown(vault, self), accepted
        self.known, self.state = words(""), words("")
        self.means = [words(sentence) for sentence in (LOOK_FIRST, MEANS)]
        self.on = button("Go on with this older vault", self._go_on)
        self.back = button("Back", back)
        for widget in (self.known, *self.means, self.state):
            self.column.addWidget(widget)
        self.column.addLayout(row(self.back, self.on))
        self.column.addStretch(1)
        self.state.hide()
        self._vault.ask(lambda desk: "\n".join(older_words(older(desk))), self.known.setText, refused=self.problem)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Pass the keyboard on to what changes nothing: nobody goes on by Enter alone."""
        super().focusInEvent(event)
        self.back.setFocus()

    def _go_on(self) -> None:
        if not self.on.isEnabled():
            return
        self.problem("")
        self._wait(_WAITING)
        self._vault.ask(accept, self._done, refused=self._refused, changes=EVERYTHING)

    def _done(self, done: "Accepted") -> None:
        self._wait("")
        for widget in (self.known, *self.means, self.on):
            widget.hide()
        self._tell(_DONE.format(kept=done.kept))
        self.back.setFocus()
        self._accepted()

    def _refused(self, sentence: str) -> None:
        self._wait("")
        self.problem(sentence)

    def _wait(self, sentence: str) -> None:
        for widget in (self.on, self.back):
            widget.setEnabled(not sentence)
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
