"""The page for sending and receiving, as the checks look at it."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from supervision_app.adapters.packs.files import PackFiles
from supervision_app.services import cards
from supervision_app.services.desk import Desk
from tests.fakes.desks import make_desk
from ui.packs.view import PacksPage
from ui.shared.asking import Asking

FILES = PackFiles()


def packs_page(vault: Asking, chosen: Path | None = None) -> PacksPage:
    """Return the page; whenever somebody is asked for a file, this one is chosen."""
    name = str(chosen) if chosen else ""
    return PacksPage(vault, PackFiles, "9.9.9", lambda _over, _name: name, lambda _over, _name: name)


def card_of(folder: Path, name: str, role: str = "worker") -> Path:
    """Return the card of somebody with a vault of their own."""
    other = make_desk(folder, name=name, role=role, folder=name)
    path = folder / f"{name}.sccard"
    cards.show_card(other, FILES, path)
    other.vault.close()
    return path


def _arrived(vault: Asking) -> QWidget:
    page = packs_page(vault, card_of(Path(tempfile.mkdtemp()), "Aoife Byrne"))
    page.arrived.choose.click()
    return page


def _not_compared(vault: Asking) -> QWidget:
    page = packs_page(vault, card_of(Path(tempfile.mkdtemp()), "Aoife Byrne"))
    page.arrived.choose.click()
    page.arrived.on.click()
    return page


def _with_contacts(vault: Asking) -> QWidget:
    folder = Path(tempfile.mkdtemp())

    def pin(desk: Desk) -> None:
        if not cards.contacts(desk):
            cards.pin_card(desk, cards.look_at_card(desk, FILES, card_of(folder, "Grace Oduya", "manager")))

    vault.ask(pin, lambda _: None, refused=print)
    page = packs_page(vault, folder / "for-grace.scpack")
    page.sending.what.box.setCurrentIndex(page.sending.what.box.findData("child"))
    page.sending.make.click()
    return page


def _refused(vault: Asking) -> QWidget:
    page = packs_page(vault, Path("nowhere.scpack"))
    page.arrived.choose.click()
    return page


PACK_PAGES: list[tuple[str, Callable[[Asking], QWidget]]] = [
    ("send and receive", packs_page),
    ("send and receive, a card came", _arrived),
    ("send and receive, not compared", _not_compared),
    ("send and receive, refused", _refused),
    ("send and receive, no child named", _with_contacts),
]
"""The page in its states, by name."""
