"""The first start: one question after another, until there is a vault."""

from collections.abc import Callable, Sequence

from ui.first_start.presenter import PASSPHRASE, RECOVERY, WHO, FirstStartPresenter, Makes
from ui.first_start.steps import ReadyStep, WhoStep
from ui.shared.stepped import SteppedPage
from ui.shared.typing_back import Confirms, TypingBack, two_of
from ui.shared.widgets import Lead

_GOES_ON = ("Continue", "Make the vault", "Continue", "Go to Today")


class FirstStartPage(SteppedPage):
    """Makes a vault with somebody who has none yet."""

    def __init__(
        self,
        suggest: Callable[[], str],
        makes: Makes,
        confirms: Confirms,
        ready: Callable[[], None],
        draw: Callable[[int], Sequence[int]] = two_of,
        *,
        restore: Callable[[], object] | None = None,
    ) -> None:
        """Take what offers a passphrase, what makes the vault and keeps that the key is, and whom to tell.

        `draw` says which two groups of the recovery key are typed back, and `restore` leads to backups.
        """
        self._presenter = FirstStartPresenter(self, suggest, makes, confirms, ready, TypingBack(draw))
        super().__init__("Set up", self._presenter.other_words, self._presenter.back)
        self.who = WhoStep()
        self.stand(self.who, self.passphrase, self.recovery, ReadyStep())
        self.restore = Lead("I have a backup of a vault", restore or bool)
        self.column.addWidget(self.restore)
        self.column.addStretch(1)
        self._presenter.begin()

    def go_on(self) -> None:
        """Take what was typed in this step to the presenter."""
        step = self._presenter.step
        if step == WHO:
            self._presenter.say_who(self.who.who())
        elif step == PASSPHRASE:
            self._presenter.choose(*self.passphrase.typed())
        elif step == RECOVERY:
            self._presenter.type_back(self.recovery.typed())
        else:
            self._presenter.ready()

    def goes_on(self, number: int) -> str:
        """Return the words of the button that goes on from a step."""
        return _GOES_ON[number]

    def show_step(self, number: int, title: str, progress: str) -> None:
        """Show a step."""
        super().show_step(number, title, progress)
        self.back.setVisible(number == PASSPHRASE)
        self.restore.setVisible(number == WHO)
