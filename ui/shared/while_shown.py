"""Asking the vault for a page that may go away before the answer comes."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from supervision_app.services.desk import Desk
from ui.shared.asking import Asking

T = TypeVar("T")


class WhileShown:
    """Asks as the vault does; once the page is gone, nothing is told to it any more."""

    def __init__(self, vault: Asking, page: QObject) -> None:
        """Take the vault and the page."""
        self._vault, self._page = vault, page

    def ask(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T], None],
        *,
        refused: Callable[[str], None],
        changes: Collection[str] = (),
    ) -> None:
        """Do the work; then call `done` with its result or `refused` with one sentence, if the page is there."""
        self._vault.ask(work, self._if_there(done), refused=self._if_there(refused), changes=changes)

    def listen(self, to: Collection[str], told: Callable[[], None]) -> None:
        """Call `told` whenever work has changed any of these, as long as the page is there."""
        self._vault.listen(to, self._if_there(told))

    def before_closing(self, told: Callable[[], object]) -> None:
        """Call `told` before the vault is closed, as long as the page is there."""
        self._vault.before_closing(self._if_there(told))

    def telling(self, told: Callable[..., None]) -> Callable[..., None]:
        """Return what work may call while it goes on; `told` is called as long as the page is there."""
        return self._vault.telling(self._if_there(told))

    def _if_there(self, tell: Callable[..., object]) -> Callable[..., None]:
        def told(*answer: Any) -> None:
            if shiboken6.isValid(self._page):
                tell(*answer)

        return told
