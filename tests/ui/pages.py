"""Every page and dialog that is held to the accessibility checks: whoever adds one, adds a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from supervision_app.domain.observed import Reading
from tests.fakes.desks import FakeCaseload, observed, reading
from ui.actions.view import ActionsPage
from ui.child.view import ChildView
from ui.children.view import ChildrenPage
from ui.finding.presenter import Choice, Leads
from ui.finding.view import FindingDialog
from ui.first_start.view import FirstStartPage
from ui.importing.view import ImportPage
from ui.shared.asking import Asking
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

CHILD = "K1"
"""A child of the small vault with open and overdue actions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page by its name, and what makes it over an open vault."""

    name: str
    makes: Callable[[Asking], QWidget]


def nothing(*_given: object) -> None:
    """Do nothing: what a page leads to is not looked at here."""


def _refused_unlock(_vault: Asking) -> QWidget:
    page = UnlockPage("a folder", lambda _typed, _done, refused: refused("That passphrase does not fit."), nothing)
    page.button.click()
    return page


def _files() -> Reading:
    return reading([observed("K1", "Ben Okafor"), observed("N1"), observed("H1", team="Hillside")])


def _looked_at(vault: Asking) -> QWidget:
    page = ImportPage(vault, lambda: FakeCaseload(_files()))
    page.choose([Path("annex-a.xlsx")])
    return page


KEY = "K7QM-2XTD-9HBA-R4WE-ZP6N-C3JV-8FYS-5GKU-TR2M"
WORDS = "harbour lantern weasel velvet thunder"


def first_start(step: int) -> FirstStartPage:
    """Return the first start at one of its steps."""
    page = FirstStartPage(
        lambda: WORDS, lambda _who, _typed, done, _refused: done(KEY), nothing, lambda _groups: [2, 9]
    )
    for line, text in zip(page.who.lines(), ("Moira Khan", "Riverside", "Demonshire"), strict=True):
        line.setText(text)
    page.who.fields["role"].buttons["manager"].setChecked(True)  # type: ignore[union-attr]
    for line in page.passphrase.lines():
        line.setText(WORDS)
    for line, text in zip(page.recovery.lines(), ("2xtd", " TR2M "), strict=True):
        line.setText(text)
    for _ in range(step):
        page.go_on()
    return page


def _refused_start(_vault: Asking) -> QWidget:
    page = FirstStartPage(lambda: WORDS, nothing, nothing)
    page.go_on()
    return page


def _find(vault: Asking, window: QWidget) -> QDialog:
    return FindingDialog(window, vault, [Choice("Lock", "Command", nothing, "Ctrl+L")], Leads(nothing, nothing))


PAGES = [
    Shown("unlock", lambda _vault: UnlockPage("a folder", nothing, nothing)),
    Shown("unlock, refused", _refused_unlock),
    Shown("today", lambda vault: TodayPage(vault, nothing)),
    Shown("children", lambda vault: ChildrenPage(vault, nothing)),
    Shown("actions", lambda vault: ActionsPage(vault, nothing)),
    Shown("first start, who", lambda _vault: first_start(0)),
    Shown("first start, who, refused", _refused_start),
    Shown("first start, passphrase", lambda _vault: first_start(1)),
    Shown("first start, recovery key", lambda _vault: first_start(2)),
    Shown("first start, ready", lambda _vault: first_start(3)),
    Shown("child, to read", lambda vault: ChildView(vault, CHILD)),
    Shown("bring in", lambda vault: ImportPage(vault, lambda: FakeCaseload(_files()))),
    Shown("bring in, looked at", _looked_at),
]

DIALOGS: list[tuple[str, Callable[[Asking, QWidget], QDialog]]] = [("find", _find)]
"""Dialogs by name; each is made over the vault and the window, and shown by the check."""
