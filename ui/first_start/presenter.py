"""What the first start does, without a window: four steps, each checked when one goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from supervision_app.domain.errors import InputRefused
from supervision_app.domain.people import check_name
from ui.shared.choosing_passphrase import passphrase_problems
from ui.shared.steps_view import StepsView
from ui.shared.typing_back import Confirms, TypingBack

WHO, PASSPHRASE, RECOVERY, DONE = range(4)
STEPS = ("Who are you?", "Choose a passphrase", "Keep your recovery key", "You are ready to start")
MAKING = "Making the vault. This takes a second on purpose."
KEEPING = "Keeping that you have the key."


@dataclass(frozen=True, slots=True)
class Who:
    """What somebody says of themselves."""

    name: str
    role: str
    team: str
    authority: str


Makes = Callable[[Who, str, Callable[[str], None], Callable[[str], None]], None]
"""Make the vault with a passphrase; then call the one with the recovery key, or the other with a sentence."""


@dataclass
class FirstStartPresenter:
    """Leads from step to step. Nothing typed is ever taken away."""

    view: StepsView
    suggest: Callable[[], str]
    makes: Makes
    confirms: Confirms
    ready: Callable[[], None]
    typing_back: TypingBack = field(default_factory=TypingBack)
    step: int = WHO
    who: Who = field(default_factory=lambda: Who("", "", "", ""))
    waiting: bool = False

    def begin(self) -> None:
        """Show the first step, with words ready for the second."""
        self.other_words()
        self._go(WHO)

    def other_words(self) -> None:
        """Offer another passphrase."""
        self.view.offer_words(self.suggest())

    def back(self) -> None:
        """Go back to who one is; once the vault is made there is no way back."""
        if self.step == PASSPHRASE and not self.waiting:
            self._go(WHO)

    def say_who(self, who: Who) -> None:
        """Take who somebody is, and go on when nothing is missing."""
        problems = [
            *_name_problem("name", who.name, "Type your first and last name."),
            *([] if who.role else [("role", "Choose what you do.")]),
            *_name_problem("team", who.team, "Type the name of your team."),
            *_name_problem("authority", who.authority, "Type the name of your council or trust."),
        ]
        self.view.refuse(problems)
        if not problems:
            self.who = who
            self._go(PASSPHRASE)

    def choose(self, passphrase: str, again: str) -> None:
        """Take the passphrase typed twice, and make the vault."""
        if self.waiting:
            return
        problems = passphrase_problems(passphrase, again)
        self.view.refuse(problems)
        if not problems:
            self._wait(MAKING)
            self.makes(self.who, passphrase, self._made, self._refused)

    def type_back(self, typed: Sequence[str]) -> None:
        """Take the groups that were asked for, and go on when they are the key's."""
        if self.waiting:
            return
        wrong = self.typing_back.wrong(typed)
        self.view.refuse(wrong)
        if not wrong:
            self._wait(KEEPING)
            self.confirms(self._confirmed, self._refused)

    def _made(self, key: str) -> None:
        self._wait("")
        self.view.show_recovery_key(key, self.typing_back.ask(key))
        self._go(RECOVERY)

    def _confirmed(self) -> None:
        self._wait("")
        self._go(DONE)

    def _refused(self, sentence: str) -> None:
        self._wait("")
        self.view.problem(sentence)

    def _wait(self, sentence: str) -> None:
        self.waiting = bool(sentence)
        self.view.wait(sentence)

    def _go(self, step: int) -> None:
        self.step = step
        self.view.show_step(step, STEPS[step], f"Step {step + 1} of {len(STEPS)}")


def _name_problem(field_name: str, typed: str, missing: str) -> list[tuple[str, str]]:
    if not typed.strip():
        return [(field_name, missing)]
    try:
        check_name(typed)
    except InputRefused as refusal:
        return [(field_name, str(refusal))]
    return []
