"""What the first start does, without a window: four steps, each checked when one goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from supervision_app.domain.errors import InputRefused
from supervision_app.domain.people import check_name
from ui.first_start.typing_back import TypingBack

WHO, PASSPHRASE, RECOVERY, DONE = range(4)
STEPS = ("Who are you?", "Choose a passphrase", "Keep your recovery key", "You are ready to start")
SHORTEST = 8
"""The vault asks for as many characters too, whatever is said here."""


@dataclass(frozen=True, slots=True)
class Who:
    """What somebody says of themselves."""

    name: str
    role: str
    team: str
    authority: str


Confirms = Callable[[Callable[[], None], Callable[[str], None]], None]
"""Remember in the vault that the recovery key was typed back; then call the one, or the other with a sentence."""

Makes = Callable[[Who, str, Callable[[str], None], Callable[[str], None]], None]
"""Make the vault with a passphrase; then call the one with the recovery key, or the other with a sentence."""


class FirstStartView(Protocol):
    """What the page can show."""

    def show_step(self, number: int, title: str, progress: str) -> None:
        """Show a step."""

    def offer_words(self, passphrase: str) -> None:
        """Offer a passphrase."""

    def show_recovery_key(self, key: str, asked: Sequence[int]) -> None:
        """Show the recovery key, and ask for two of its groups by their numbers."""

    def wait(self, *, waiting: bool) -> None:
        """Show that the vault is being made, or no longer."""

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show what is wrong, by the names of the fields; with nothing, take it away."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


@dataclass
class FirstStartPresenter:
    """Leads from step to step. Nothing typed is ever taken away."""

    view: FirstStartView
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
        problems = []
        if len(passphrase) < SHORTEST:
            problems.append(("passphrase", f"Use at least {SHORTEST} characters: five words are best."))
        elif passphrase != again:
            problems.append(("again", "The two are not the same. Type the passphrase again."))
        self.view.refuse(problems)
        if not problems:
            self._wait(waiting=True)
            self.makes(self.who, passphrase, self._made, self._refused)

    def type_back(self, typed: Sequence[str]) -> None:
        """Take the groups that were asked for, and go on when they are the key's."""
        if self.waiting:
            return
        wrong = self.typing_back.wrong(typed)
        self.view.refuse(wrong)
        if not wrong:
            self._wait(waiting=True)
            self.confirms(self._confirmed, self._refused)

    def _made(self, key: str) -> None:
        self._wait(waiting=False)
        self.view.show_recovery_key(key, self.typing_back.ask(key))
        self._go(RECOVERY)

    def _confirmed(self) -> None:
        self._wait(waiting=False)
        self._go(DONE)

    def _refused(self, sentence: str) -> None:
        self._wait(waiting=False)
        self.view.problem(sentence)

    def _wait(self, *, waiting: bool) -> None:
        self.waiting = waiting
        self.view.wait(waiting=waiting)

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
