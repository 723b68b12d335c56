"""What a page of steps has to be able to show, as those who lead through the steps see it."""

from collections.abc import Sequence
from typing import Protocol


class StepsView(Protocol):
    """What a page of steps can show: one after another, with a passphrase offered and a recovery key to keep."""

    def show_step(self, number: int, title: str, progress: str) -> None:
        """Show a step."""

    def offer_words(self, passphrase: str) -> None:
        """Offer a passphrase."""

    def show_recovery_key(self, key: str, asked: Sequence[int]) -> None:
        """Show the recovery key, and ask for two of its groups by their numbers."""

    def wait(self, sentence: str) -> None:
        """Say what is being done; with nothing said, let it be tried again."""

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show what is wrong, by the names of the fields; with nothing, take it away."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""
