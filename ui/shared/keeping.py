"""Keeping what is typed: within two seconds, without being asked, and never slower than the typing."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from supervision_app.services.desk import Desk
from ui.shared.asking import Asking

AFTER = 1_000
"""Milliseconds from the first unkept key until everything typed since then is kept."""
AGAIN = 2_000
"""Milliseconds until what could not be kept is tried again."""

Keeps = Callable[[Desk, Mapping[str, str]], str]
"""Keep these fields; returns when, ISO 8601."""


class Keeping(QObject):
    """Collects which fields were typed in, reads them after a moment, and has the vault keep them.

    What the vault could not take stays in memory, is said, and is tried again until it is kept.
    """

    def __init__(
        self,
        parent: QObject,
        vault: Asking,
        keeps: Keeps,
        kept: Callable[[str], None],
        stuck: Callable[[str], None],
    ) -> None:
        """Take the vault and what keeps fields in it; `kept` is told when (ISO 8601), `stuck` why not."""
        super().__init__(parent)
        self._vault, self._keeps, self._kept, self._say_stuck = vault, keeps, kept, stuck
        self._typed: dict[str, Callable[[], str]] = {}
        self._waiting: dict[str, str] = {}
        self.stuck = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep)

    def typed(self, field: str, text: Callable[[], str]) -> None:
        """Remember that somebody types in a field; its text is read only when it is kept."""
        self._typed[field] = text
        if not self._timer.isActive():
            self._timer.start(AFTER)

    @property
    def unkept(self) -> bool:
        """Return whether something that was typed is in memory only."""
        return bool(self._typed or self._waiting)

    def keep(self) -> dict[str, str]:
        """Have everything kept that was typed since the last time; returns it."""
        self._timer.stop()
        fields = {field: text() for field, text in self._typed.items()}
        self._typed.clear()
        self._waiting |= fields
        if self._waiting:
            sent = dict(self._waiting)
            self._vault.ask(
                lambda desk: self._keeps(desk, sent),
                lambda at: self._done(sent, at),
                refused=self._refused,
            )
        return fields

    def forget(self) -> None:
        """Keep nothing of what was typed: it was saved."""
        self._timer.stop()
        self._typed.clear()
        self._waiting.clear()

    def _done(self, sent: Mapping[str, str], at: str) -> None:
        for field, text in sent.items():
            if self._waiting.get(field) == text:
                del self._waiting[field]
        self.stuck = False
        if not self.unkept:
            self._kept(at)

    def _refused(self, sentence: str) -> None:
        self.stuck = True
        self._say_stuck(sentence)
        self._timer.start(AGAIN)
