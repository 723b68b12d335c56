"""The page for a forgotten passphrase: three steps from the recovery key back into the vault."""

from collections.abc import Callable, Sequence

from ui.keys.forgotten_presenter import KEEP, KEY, PASSPHRASE, ForgottenPresenter, Recovers
from ui.shared.fields import Field
from ui.shared.secret_steps import Step
from ui.shared.stepped import SteppedPage
from ui.shared.typing_back import TypingBack, two_of
from ui.shared.widgets import words

_GOES_ON = ("Continue", "Change the passphrase", "Go to Today")
_CLOSED = "Go to the unlock page"
_SET_UP = "It was shown once, when the vault was set up, to be printed or written down."
_LOST = (
    "If you do not have it: your council may hold a key of its own, so ask who looks after it. A backup carried "
    "elsewhere opens with the passphrase it was made with. Nothing is erased, however often somebody tries."
)


class KeyStep(Step):
    """Asks for the recovery key."""

    def __init__(self) -> None:
        """Ask."""
        super().__init__()
        self.column.addWidget(words(_SET_UP))
        hint = "Nine groups of four letters and digits. Capitals, spaces and dashes do not matter. Pasting is fine."
        self.add("key", Field("Recovery key", hint=hint))
        self.column.addWidget(words(_LOST, look="quiet"))


class ForgottenPage(SteppedPage):
    """Sets a new passphrase with somebody who has the recovery key."""

    def __init__(
        self,
        suggest: Callable[[], str],
        recovers: Recovers,
        opened: Callable[[], None],
        back: Callable[[], None],
        draw: Callable[[int], Sequence[int]] = two_of,
    ) -> None:
        """Take what offers a passphrase and what opens with the key, whom to tell, and what leads back.

        `draw` says which two groups of the new key are typed back.
        """
        self._presenter = ForgottenPresenter(self, suggest, recovers, opened, back, TypingBack(draw))
        super().__init__("Forgotten passphrase", self._presenter.other_words, back)
        self.key = KeyStep()
        self.stand(self.key, self.passphrase, self.recovery)
        self.column.addStretch(1)
        self._presenter.begin()

    def go_on(self) -> None:
        """Take what was typed in this step to the presenter."""
        step = self._presenter.step
        if step == KEY:
            self._presenter.take_key(self.key.lines()[0].text())
        elif step == PASSPHRASE:
            self._presenter.choose(*self.passphrase.typed())
        else:
            self._presenter.type_back(self.recovery.typed())

    def goes_on(self, number: int) -> str:
        """Return the words of the button that goes on from a step."""
        return _GOES_ON[number] if self._presenter.is_open else _CLOSED

    def show_step(self, number: int, title: str, progress: str) -> None:
        """Show a step; once the passphrase is changed there is no way back."""
        super().show_step(number, title, progress)
        self.back.setVisible(number != KEEP)
