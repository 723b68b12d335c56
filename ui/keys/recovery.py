"""The page that comes before anything else while nobody is known to have the recovery key."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFocusEvent

from ui.keys.recovery_presenter import RecoveryPresenter, Renews
from ui.shared.printing import print_key
from ui.shared.secret_steps import RecoveryStep
from ui.shared.typing_back import Confirms, TypingBack, two_of
from ui.shared.widgets import Page, announce, button, row, words

_WHY = (
    "When this vault was set up, its recovery key was shown but not typed back, so nobody knows whether it was kept.",
    "Make a new one now and keep it safe. The first one then opens nothing: destroy it if you have it on paper.",
)

_WANTED = (
    "The recovery key opens this vault when the passphrase is forgotten.",
    "Make a new one when somebody may have seen the one before, or when you cannot find it.",
    "The one before then opens nothing: destroy it if you have it on paper.",
)


class RecoveryPage(Page):
    """Makes a new recovery key with somebody who has just opened the vault with its passphrase."""

    def __init__(
        self,
        renews: Renews,
        confirms: Confirms,
        ready: Callable[[], None],
        draw: Callable[[int], Sequence[int]] = two_of,
        *,
        wanted: bool = False,
    ) -> None:
        """Take what makes the key, what remembers that it was typed back, whom to tell, and what draws two groups.

        `wanted` where somebody asked for a new one, and nothing is wrong with the one before.
        """
        super().__init__("A new recovery key" if wanted else "Your recovery key is not confirmed", readable=True)
        self._presenter = RecoveryPresenter(self, renews, confirms, ready, TypingBack(draw))
        self.why = [words(sentence) for sentence in (_WANTED if wanted else _WHY)]
        self.step = RecoveryStep(lambda: print_key(self, self.step.key.text()))
        self.on = button("Make a new recovery key", self.go_on, look="main")
        self.on.setDefault(True)
        for sentence in self.why:
            self.column.addWidget(sentence)
        self.column.addWidget(self.step)
        self.column.addLayout(row(self.on))
        self.column.addStretch(1)
        self.step.hide()
        for line in self.step.lines():
            line.returnPressed.connect(self.go_on)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Pass the keyboard on. A focus proxy would do so too, but Tab would follow it round what comes after."""
        super().focusInEvent(event)
        self.on.setFocus()

    def go_on(self) -> None:
        """Make the key, or take what was typed back."""
        self._presenter.go_on(self.step.typed())

    def show_recovery_key(self, key: str, asked: Sequence[int]) -> None:
        """Show the new key, and ask for two of its groups by their numbers."""
        for sentence in self.why:
            sentence.hide()
        self.rename("Keep your new recovery key")
        self.step.show_key(key, asked)
        self.step.show()
        self.on.setText("Continue")
        self.on.setAccessibleName("Continue")
        self.verticalScrollBar().setValue(0)
        self.step.start()
        announce(self, self.title.text())

    def wait(self, *, waiting: bool) -> None:
        """Show that something is being done, or no longer."""
        self.on.setEnabled(not waiting)

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show what is wrong, above and beside the fields; with nothing, take it away."""
        said = dict(problems)
        for name, asked in self.step.fields.items():
            asked.refuse(said.get(name, ""))
        self.notice.say_about([(sentence, self.step.fields[name]) for name, sentence in problems])
        if problems:
            self.verticalScrollBar().setValue(0)
