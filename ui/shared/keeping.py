"""Keeping what is typed: within two seconds, without being asked, and never slower than the typing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer

from ui.shared.asking import Asking

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk

AFTER = 1_000
"""Milliseconds from the first unkept key until everything typed since then is kept."""
AGAIN = 2_000
"""Milliseconds until what could not be kept is tried again."""

Keeps = Callable[["Desk", Mapping[str, str]], str]
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
        *,
        read: Callable[[Mapping[str, str]], object] = bool,
    ) -> None:
        """Take the vault and what keeps fields in it; `kept` is told when (ISO 8601), `stuck` why not.

        `read` is told what was read from the fields, each time before it is kept.
        """
        super().__init__(parent)
        self._vault, self._keeps, self._kept, self._say_stuck = vault, keeps, kept, stuck
        self._read = read
        self._typed: dict[str, Callable[[], str]] = {}
        self._waiting: dict[str, tuple[int, str]] = {}
        self._number = 0
        self._last: Callable[[], object] | None = None
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

    def keep(self) -> None:
        """Have everything kept that was typed since the last time."""
        self._timer.stop()
        fields = self._read_fields()
        self._read(fields)
        self._number += 1
        self._waiting |= {field: (self._number, text) for field, text in fields.items()}
        if self._waiting:
            sent = dict(self._waiting)
            self._vault.ask(
                lambda desk: self._keeps(desk, {field: text for field, (_, text) in sent.items()}),
                lambda at: self._done(sent, at),
                refused=self._refused,
            )

    def _read_fields(self) -> dict[str, str]:
        """Return what stands in the fields that were typed in; one that is gone from the page gives nothing."""
        fields = {}
        while self._typed:
            field, text = self._typed.popitem()
            with suppress(RuntimeError):  # what Qt says of a widget that it has taken away
                fields[field] = text()
        return fields

    def forget(self) -> None:
        """Keep nothing of what was typed: it was saved."""
        self._timer.stop()
        self._typed.clear()
        self._waiting.clear()
        self.stuck = False
        self._end()

    def when_kept(self, done: Callable[[], object]) -> None:
        """Call `done` once everything is kept: at once, or later."""
        self._last = done
        if not self.unkept:
            self._end()

    def _end(self) -> None:
        if self._last is not None:
            done, self._last = self._last, None
            done()

    def _done(self, sent: Mapping[str, tuple[int, str]], at: str) -> None:
        for field, numbered in sent.items():
            if self._waiting.get(field) == numbered:
                del self._waiting[field]
        self.stuck = False
        if not self.unkept:
            self._kept(at)
            self._end()

    def _refused(self, sentence: str) -> None:
        self.stuck = True
        self._say_stuck(sentence)
        self._timer.start(AGAIN)


@runtime_checkable
class KeepsTyped(Protocol):
    """A page that has kept what is typed on it, and can say what is wrong."""

    keeping: Keeping

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""
