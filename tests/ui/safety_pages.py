"""The pages on how a vault is kept, as the checks look at them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_app.services.errors import WrongUse
from supervision_app.services.read_models import Backup
from ui.keys.changing import ChangingPage
from ui.keys.recovery import RecoveryPage
from ui.safety.older import OlderPage
from ui.safety.view import SafetyDeeds, SafetyPage
from ui.shared.asking import Asking

FOLDER = Path("vault")


def nothing(*_given: object) -> None:
    """Do nothing: what a page leads to is not looked at here."""


class AskedAtOnce:
    """A thread that answers before anybody waits."""

    def ask(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        done(work())


class FewPlaces:
    """One folder can be the second place, on the same disk as the vault; no other can."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def check(self, _folder: Path, place: Path) -> None:
        if place != self.place:
            message = f"{place} is no folder, or cannot be reached."
            raise WrongUse(message)

    def is_same_disk(self, _folder: Path, _place: Path) -> bool:
        return True

    def carry(self, _folder: Path, _place: Path) -> Backup | None:
        return None


def safety_page(vault: Asking, place: str = "") -> SafetyPage:
    """Return the page; somebody chooses a folder where one is given."""
    deeds = SafetyDeeds(
        nothing, nothing, nothing, nothing, lambda: FewPlaces(Path("share")), lambda: 15, nothing,
        lambda: False, lambda hidden: not hidden, bool(place),
    )  # fmt: skip
    page = SafetyPage(vault, AskedAtOnce(), FOLDER, deeds, lambda _over: place)
    if place:
        page.choose.click()
    return page


def _changing(vault: Asking) -> QWidget:
    return ChangingPage(vault, lambda: "harbour lantern weasel velvet thunder", nothing)


def _changing_refused(vault: Asking) -> QWidget:
    page = ChangingPage(vault, lambda: "harbour lantern weasel velvet thunder", nothing)
    page.new.lines()[0].setText("short")
    page.change.click()
    return page


def _older_refused(vault: Asking) -> QWidget:
    page = OlderPage(vault, nothing, nothing)
    page.on.click()
    return page


SAFETY_PAGES: list[tuple[str, Callable[[Asking], QWidget]]] = [
    ("safety", safety_page),
    ("safety, with a second place", lambda vault: safety_page(vault, "share")),
    ("safety, refused", lambda vault: safety_page(vault, "nowhere")),
    ("change the passphrase", _changing),
    ("change the passphrase, refused", _changing_refused),
    ("older vault, refused", _older_refused),
    ("new recovery key, asked for", lambda _vault: RecoveryPage(nothing, nothing, nothing, wanted=True)),
]
