"""The page for a forgotten passphrase: three steps from the recovery key back into the vault."""

from collections.abc import Callable, Sequence

from ui.keys.door import SHARES
from ui.keys.forgotten_presenter import KEEP, KEY, PASSPHRASE, ForgottenPresenter, Recovers
from ui.shared.fields import Field
from ui.shared.long_text import LongText
from ui.shared.secret_steps import Step
from ui.shared.stepped import SteppedPage
from ui.shared.typing_back import TypingBack, two_of
from ui.shared.widgets import Lead, words

_GOES_ON = ("Continue", "Change the passphrase", "Go to Today")
_CLOSED = "Go to the unlock page"
_SET_UP = "It was shown once, when the vault was set up, to be printed or written down."
_TWO = (
    "Two people who each keep one of the three shares type them here, with the lawful reason written down. The vault "
    "gets a new passphrase and a new recovery key; the owner’s old ones no longer open it. The record stays as it is."
)
_LOST = (
    "If you do not have it: your council may have a key of its own, in three shares. Ask who looks after it. A backup "
    "carried elsewhere opens with the passphrase it was made with. Nothing is erased, however often somebody tries."
)


class FirstStep(Step):
    """What has to be typed first: under `title`; `missing` is said where nothing was."""

    title = ""
    missing = ""

    def typed(self) -> str:
        """Return what was typed."""
        raise NotImplementedError

    def about(self, _refusal: str) -> str:
        """Return the name of the field that a refusal is about."""
        return next(iter(self.fields))


class KeyStep(FirstStep):
    """Asks for the recovery key."""

    title = "Type your recovery key"
    missing = "Type the recovery key: nine groups of four letters and digits."

    def __init__(self, council: Callable[[], object]) -> None:
        """Take what leads on without it."""
        super().__init__()
        self.column.addWidget(words(_SET_UP))
        hint = "Nine groups of four letters and digits. Capitals, spaces and dashes do not matter. Pasting is fine."
        self.add("key", Field("Recovery key", hint=hint))
        self.column.addWidget(words(_LOST, look="quiet"))
        self.council = Lead("Open with two shares of the council’s key", council)
        self.column.addWidget(self.council)

    def typed(self) -> str:
        """Return what was typed."""
        return self.lines()[0].text()


class SharesStep(FirstStep):
    """Asks for two shares of the council's key."""

    title = "Type two shares of the council’s key"
    missing = "Type two of the three shares: each is a list of 33 words on paper."

    def __init__(self) -> None:
        """Ask."""
        super().__init__()
        self.column.addWidget(words(_TWO))
        self.shares = [LongText(share, hint="33 words.") for share in SHARES]
        for name, share in zip(("key", "other"), self.shares, strict=True):
            self.add(name, share)

    def typed(self) -> str:
        """Return both, with an empty line between them; nothing where one is missing."""
        both = [" ".join(share.value().split()) for share in self.shares]
        return "\n\n".join(both) if all(both) else ""

    def about(self, refusal: str) -> str:
        """Return the name of the field that a refusal is about: one that is empty, or the one that it names."""
        asked = list(zip(self.fields, self.shares, SHARES, strict=True))
        empty = [name for name, share, _called in asked if not share.value().strip()]
        named = [name for name, _share, called in asked if refusal.startswith(called)]
        return [*empty, *named, super().about(refusal)][0]


class ForgottenPage(SteppedPage):
    """Sets a new passphrase with somebody who has the recovery key."""

    def __init__(
        self,
        suggest: Callable[[], str],
        recovers: Recovers,
        first: FirstStep,
        opened: Callable[[], None],
        back: Callable[[], None],
        *,
        draw: Callable[[int], Sequence[int]] = two_of,
    ) -> None:
        """Take what offers a passphrase and opens the vault, what is typed first, whom to tell, and what leads back.

        `draw` says which two groups of the new key are typed back.
        """
        self._presenter = ForgottenPresenter(
            self, suggest, recovers, opened, back, first.title, first.missing, first.about, TypingBack(draw)
        )
        super().__init__("Forgotten passphrase", self._presenter.other_words, back)
        self.key = first
        self.stand(self.key, self.passphrase, self.recovery)
        self.column.addStretch(1)
        self._presenter.begin()

    def go_on(self) -> None:
        """Take what was typed in this step to the presenter."""
        step = self._presenter.step
        if step == KEY:
            self._presenter.take_key(self.key.typed())
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
