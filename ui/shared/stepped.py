"""A page of steps: one question after another, with one button that goes on."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFocusEvent

from ui.shared.printing import print_key
from ui.shared.secret_steps import PassphraseStep, RecoveryStep, Step
from ui.shared.widgets import Page, announce, button, row, words


class SteppedPage(Page):
    """Shows one of its steps at a time; choosing a passphrase and keeping a recovery key are among them."""

    def __init__(self, title: str, other_words: Callable[[], object], back: Callable[[], object]) -> None:
        """Take the title, what makes other words, and what leads back; `stand` puts the steps up."""
        super().__init__(title, readable=True)
        self.progress = words("", look="quiet")
        self.column.insertWidget(0, self.progress)
        self.passphrase = PassphraseStep(other_words)
        self.recovery = RecoveryStep(lambda: print_key(self, self.recovery.key.text()))
        self.steps: list[Step] = []
        self.on = button("Continue", self.go_on, look="main")
        self.on.setDefault(True)
        self.back = button("Back", back)
        self.state = words("")
        self._at = 0

    def stand(self, *steps: Step) -> None:
        """Put up the steps in their order, and below them what goes on and back."""
        self.steps = list(steps)
        for step in steps:
            self.column.addWidget(step)
            for line in step.lines():
                line.returnPressed.connect(self.go_on)
        self.column.addLayout(row(self.on, self.back))
        self.column.addWidget(self.state)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Pass the keyboard on to what is asked."""
        super().focusInEvent(event)
        self.steps[self._at].start()

    def go_on(self) -> None:
        """Take what was typed in this step further."""
        raise NotImplementedError

    def goes_on(self, number: int) -> str:
        """Return the words of the button that goes on from a step."""
        raise NotImplementedError

    def show_step(self, number: int, title: str, progress: str) -> None:
        """Show a step, with the keyboard where it begins, or on what goes on where nothing is asked."""
        self._at = number
        self.problem("")
        for place, step in enumerate(self.steps):
            step.setVisible(place == number)
        self.rename(title)
        self.progress.setText(progress)
        self.on.setText(self.goes_on(number))
        self.on.setAccessibleName(self.goes_on(number))
        self.verticalScrollBar().setValue(0)
        if self.steps[number].fields:
            self.steps[number].start()
        else:
            self.on.setFocus()
        announce(self, f"{progress}. {title}")

    def offer_words(self, passphrase: str) -> None:
        """Offer a passphrase."""
        self.passphrase.offered.setText(passphrase)
        announce(self, passphrase)

    def show_recovery_key(self, key: str, asked: Sequence[int]) -> None:
        """Show the recovery key, and ask for two of its groups by their numbers."""
        self.recovery.show_key(key, asked)

    def wait(self, sentence: str) -> None:
        """Say what is being done, and let nothing be typed meanwhile; with nothing said, go on."""
        for widget in (self.on, self.back):
            widget.setEnabled(not sentence)
        for step in self.steps:
            step.read_only(on=bool(sentence))
        self.state.setText(sentence)
        if sentence:
            announce(self, sentence)

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show what is wrong, above and beside the fields; with nothing, take it away."""
        said = dict(problems)
        fields = {name: asked for step in self.steps for name, asked in step.fields.items()}
        for name, asked in fields.items():
            asked.refuse(said.get(name, ""))
        self.notice.say_about([(sentence, fields[name]) for name, sentence in problems])
        if problems:
            self.verticalScrollBar().setValue(0)
