"""The one thread that owns the vault; answers come back on the window's thread."""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from supervision_app.services.errors import BrokenOff, WrongUse
from ui.shared.asking import Breakable, Changes
from ui.shared.words import in_words

if TYPE_CHECKING:
    from supervision_app.services.desk import Desk


_LOCKED = "The vault was locked before this was done. Unlock it and try again."


class DeskThread(QObject):
    """A single worker thread. Work is done in the order it was asked for."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with no vault open."""
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._changes = Changes()
        self._closing: list[Callable[[], object]] = []
        self._desk: Desk | None = None
        self._opened, self._ended = 0, False
        self._undone: list[str] = []
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def unlock(self, opens: "Callable[[], Desk]", done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Open a vault on its thread, then call `done`, or `refused` with one sentence."""

        def work() -> None:
            self._desk = opens()

        self._run(work, lambda _: done(), refused, ())

    def ask(
        self,
        work: "Callable[[Desk], Any]",
        done: Callable[[Any], None],
        *,
        refused: Callable[[str], None],
        changes: Collection[str] = (),
    ) -> None:
        """Do the work on the vault's thread; then call `done` or `refused` on the window's."""
        opened = self._opened

        def unless_broken_off() -> Any:
            try:
                self._go_on(work, opened)
                return work(self._open_desk())
            except BrokenOff:
                self._undone += [work.says] if isinstance(work, Breakable) and work.says else []
                raise

        self._run(unless_broken_off, done, refused, changes)

    def _go_on(self, work: object, opened: int) -> None:
        """Raise BrokenOff where what may be broken off was asked for before a lock."""
        if isinstance(work, Breakable) and opened != self._opened:
            raise BrokenOff(_LOCKED)

    def undone(self) -> str:
        """Return what is to be said of work that a lock broke off, once; nothing where there was none."""
        said, self._undone = self._undone, []
        return " ".join(dict.fromkeys(said))

    def listen(self, to: Collection[str], told: Callable[[], None]) -> None:
        """Call `told` whenever work has changed any of these."""
        self._changes.listen(to, told)

    def before_closing(self, told: Callable[[], object]) -> None:
        """Call `told` before the vault is closed: what it asks for is done before that."""
        self._closing.append(told)

    def telling(self, told: Callable[..., None]) -> Callable[..., None]:
        """Return what work may call on its own thread: `told` is called on the window's, until the vault is locked.

        After that it raises BrokenOff: what tells how far it has come takes long, and nobody waits for it.
        """
        opened = self._opened

        def tell(*given: Any) -> None:
            if opened != self._opened:
                raise BrokenOff(_LOCKED)
            self._answered.emit(lambda: told(*given) if opened == self._opened else None)

        return tell

    def lock(self) -> None:
        """Close the vault after the work that is running, without waiting for it, and forget who was listening.

        Work that may take long is broken off; what else was asked for is done, and what was typed is kept. Nothing
        asked for before is answered any more; what is asked for next comes after the closing.
        """
        if self._desk is not None:
            self._desk.vault.break_off()
        closing, self._closing = self._closing, []
        for told in closing:
            # A page that fails must keep neither the others from being heard nor the vault open.
            with suppress(Exception):
                told()
        self._changes.forget()
        self._opened += 1
        self._submit(self._close)

    def afterwards(self, work: Callable[[], object]) -> None:
        """Do the work on this thread once all that was asked for is done, the closing included; nobody is told."""
        self._submit(work)

    def stop(self) -> None:
        """Close the vault and end the thread; returns when both are done, and what is asked for later is dropped."""
        self.lock()
        self._ended = True
        self._worker.shutdown()

    def _submit(self, work: Callable[[], object]) -> None:
        if not self._ended:  # a slow network may answer once everything is over, and have something more to ask
            self._worker.submit(work)

    def _open_desk(self) -> "Desk":
        if self._desk is None:
            raise WrongUse(_LOCKED)
        return self._desk

    def _close(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.vault.close()

    def _run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        refused: Callable[[str], None],
        changes: Collection[str],
    ) -> None:
        opened = self._opened

        def if_still_open(deliver: Callable[[], None]) -> None:
            # The pages of a vault that was locked meanwhile are gone: their answers are of no use any more.
            if opened == self._opened:
                deliver()

        def on_thread() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - every fault becomes a sentence, in one place
                sentence = in_words(error)
                self._answered.emit(lambda: if_still_open(lambda: refused(sentence)))
                return
            self._answered.emit(lambda: if_still_open(lambda: self._deliver(result, done, changes)))

        self._submit(on_thread)

    def _deliver(self, result: Any, done: Callable[[Any], None], changes: Collection[str]) -> None:
        done(result)
        self._changes.tell(changes)

    @staticmethod
    def _answer(deliver: Callable[[], None]) -> None:
        deliver()
