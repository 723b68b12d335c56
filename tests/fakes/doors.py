"""A door that opens at once, or not, as it is told; and a key store that is a dictionary."""

from collections.abc import Callable
from dataclasses import dataclass, field

from supervision_app.services.errors import NoKeyStore
from supervision_app.services.ports import WaysIn
from ui.unlock.presenter import Refusal

PLAIN = WaysIn(0, pin=False, pin_offered=False, why="")


@dataclass
class FakeDoor:
    """Remembers what was tried, and answers each try with the next refusal; without one it opens."""

    ways: WaysIn = PLAIN
    refusals: list[Refusal] = field(default_factory=list)
    confirmed: bool = True
    answers: bool = True
    looked: int = 0
    found: list[Callable[[WaysIn], None]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    def look(self, found: Callable[[WaysIn], None]) -> None:
        self.looked += 1
        self.found.append(found)
        if self.answers:
            found(self.ways)

    def open(self, passphrase: str, done: Callable[[bool], None], refused: Callable[[Refusal], None]) -> None:
        self._try(passphrase, lambda: done(self.confirmed), refused)

    def open_with_pin(self, pin: str, done: Callable[[], None], refused: Callable[[Refusal], None]) -> None:
        self._try(f"PIN {pin}", done, refused)

    def allow_pin(self, pin: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        self._try(f"new PIN {pin}", done, lambda refusal: refused(refusal.sentence))

    def _try(self, what: str, done: Callable[[], None], refused: Callable[[Refusal], None]) -> None:
        self.tried.append(what)
        if not self.answers:
            return
        if self.refusals:
            refused(self.refusals.pop(0))
        else:
            done()


@dataclass
class FakeStore:
    """A key store with one record, which can be locked, forgetful, or gone."""

    record: str | None = None
    fault: str = ""
    asked: int = 0

    def refusal(self) -> str:
        return self.fault

    def get(self) -> str | None:
        self._use()
        return self.record

    def put(self, record: str) -> None:
        self._use()
        self.record = record

    def remove(self) -> None:
        self._use()
        self.record = None

    def _use(self) -> None:
        self.asked += 1
        if self.fault:
            raise NoKeyStore(self.fault)
