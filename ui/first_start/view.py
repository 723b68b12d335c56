"""The first start: one question after another, until there is a vault."""

from collections.abc import Callable, Sequence

from ui.first_start.presenter import DONE, PASSPHRASE, RECOVERY, WHO, Confirms, FirstStartPresenter, Makes
from ui.first_start.printing import print_key
from ui.first_start.steps import PassphraseStep, ReadyStep, RecoveryStep, Step, WhoStep
from ui.first_start.typing_back import TypingBack, two_of
from ui.shared.widgets import Lead, Page, announce, button, row, words

_GOES_ON = ("Continue", "Make the vault", "Continue", "Go to Today")


class FirstStartPage(Page):
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
        super().__init__("Set up", readable=True)
        self._presenter = FirstStartPresenter(self, suggest, makes, confirms, ready, TypingBack(draw))
        self.progress = words("", look="quiet")
        self.column.insertWidget(0, self.progress)
        self.who = WhoStep()
        self.passphrase = PassphraseStep(self._presenter.other_words)
        self.recovery = RecoveryStep(lambda: print_key(self, self.recovery.key.text()))
        self.steps: list[Step] = [self.who, self.passphrase, self.recovery, ReadyStep()]
        for step in self.steps:
            self.column.addWidget(step)
            for line in step.lines():
                line.returnPressed.connect(self.go_on)
        self.on = button("Continue", self.go_on, look="main")
        self.on.setDefault(True)
        self.back = button("Back", self._presenter.back)
        self.state = words("")
        self.column.addLayout(row(self.on, self.back))
        self.column.addWidget(self.state)
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

    def show_step(self, number: int, title: str, progress: str) -> None:
        """Show a step."""
        self.problem("")
        for place, step in enumerate(self.steps):
            step.setVisible(place == number)
        self.rename(title)
        self.progress.setText(progress)
        self.on.setText(_GOES_ON[number])
        self.on.setAccessibleName(_GOES_ON[number])
        self.back.setVisible(number == PASSPHRASE)
        self.restore.setVisible(number == WHO)
        self.verticalScrollBar().setValue(0)
        if number == DONE:
            self.on.setFocus()
        else:
            self.steps[number].start()
        announce(self, f"{progress}. {title}")

    def offer_words(self, passphrase: str) -> None:
        """Offer a passphrase."""
        self.passphrase.offered.setText(passphrase)
        announce(self, passphrase)

    def show_recovery_key(self, key: str, asked: Sequence[int]) -> None:
        """Show the recovery key, and ask for two of its groups by their numbers."""
        self.recovery.show_key(key, asked)

    def wait(self, *, waiting: bool) -> None:
        """Show that the vault is being made, or no longer."""
        for widget in (self.on, self.back):
            widget.setEnabled(not waiting)
        for line in self.passphrase.lines():
            line.setReadOnly(waiting)
        making = waiting and self._presenter.step == PASSPHRASE
        self.state.setText("Making the vault. This takes a second on purpose." if making else "")
        if making:
            announce(self, self.state.text())

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show what is wrong, above and beside the fields; with nothing, take it away."""
        said = dict(problems)
        for step in self.steps:
            for name, asked in step.fields.items():
                asked.refuse(said.get(name, ""))
        fields = {name: asked for step in self.steps for name, asked in step.fields.items()}
        self.notice.say_about([(sentence, fields[name]) for name, sentence in problems])
        if problems:
            self.verticalScrollBar().setValue(0)
