"""The door of the unlock page on a real vault: its own thread, its waits, and its PIN."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot

from supervision_app.adapters.keys import slots
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.desk import Desk
from supervision_app.services.ports import WaysIn
from supervision_app.services.setting_up import NewVault, create_vault
from tests.fakes.clocks import MovedClock
from tests.fakes.doors import FakeStore
from tests.fakes.tampering import desk_over
from ui.shared.desk_thread import DeskThread
from ui.unlock.door import Looking, VaultDoor

if TYPE_CHECKING:
    from ui.unlock.presenter import Refusal

PASSPHRASE, PIN = "correct horse battery staple supper", "395172"
SLOW = 20_000
"""Milliseconds that opening may take on a busy computer."""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VaultFolders:
    """The door to a new vault of Moira Khan's, with a key store that is a dictionary."""
    monkeypatch.setattr(slots, "MEMORY_KIB", 64 * 1024)
    store = FakeStore()
    made = VaultFolders(tmp_path / "state", MovedClock(datetime(2026, 11, 16, 10, tzinfo=UTC)), lambda _name: store)
    new = NewVault(tmp_path / "vault", "Moira Khan", "manager", "Riverside", to_type_back=True)
    create_vault(made, desk_over, new, PASSPHRASE).desk.vault.close()
    return made


@pytest.fixture
def watched() -> list[str]:
    """What happened, in order."""
    return []


@pytest.fixture
def vault(qtbot: QtBot) -> Iterator[DeskThread]:  # noqa: ARG001 - answers need the application
    """The vault's thread."""
    made = DeskThread()
    yield made
    made.stop()


@pytest.fixture
def door(vault: DeskThread, folders: VaultFolders, tmp_path: Path, watched: list[str]) -> VaultDoor:
    """The door."""
    return VaultDoor(
        vault, Looking(), lambda: folders, lambda: desk_over, tmp_path / "vault", watch=lambda: watched.append("watch")
    )


def answer(qtbot: QtBot, asks: Callable[[Callable[..., None], Callable[..., None]], object]) -> Any:
    """Return what is answered, either way."""
    said: list[Any] = []
    asks(lambda *given: said.append(given), said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=SLOW)
    return said[0]


def ask(qtbot: QtBot, vault: DeskThread, work: Callable[[Desk], object]) -> Any:
    """Return what the open vault answers."""
    return answer(qtbot, lambda done, refused: vault.ask(work, done, refused=refused))


def test_wrong_passphrases_come_back_with_their_wait(door: VaultDoor, qtbot: QtBot, watched: list[str]) -> None:
    said = [answer(qtbot, lambda done, refused: door.open("wrong words", done, refused)) for _ in range(3)]

    assert [refusal.seconds for refusal in said] == [0, 1, 1]
    assert said[0].sentence.startswith("That passphrase does not open this vault.")
    assert said[2].sentence.endswith("Wait 1 second, then try again.")
    assert answer(qtbot, lambda done, _refused: door.look(done)) == (WaysIn(1, pin=False, pin_offered=True, why=""),)
    assert watched == []


def test_from_the_passphrase_to_a_pin_and_to_a_pin_that_is_gone(
    door: VaultDoor, vault: DeskThread, qtbot: QtBot, watched: list[str]
) -> None:
    assert answer(qtbot, lambda done, refused: door.open(PASSPHRASE, done, refused)) == (False,)
    assert watched == ["watch"]
    assert answer(qtbot, lambda done, refused: door.allow_pin("111111", done, refused)).startswith("Choose a PIN")
    assert answer(qtbot, lambda done, refused: door.allow_pin(PIN, done, refused)) == ()
    vault.lock()
    assert answer(qtbot, lambda done, _refused: door.look(done))[0].pin
    assert answer(qtbot, lambda done, refused: door.open_with_pin(PIN, done, refused)) == ()
    assert ask(qtbot, vault, lambda desk: desk.owner().name) == ("Moira Khan",)
    vault.lock()
    said: list[Refusal] = [
        answer(qtbot, lambda done, refused: door.open_with_pin("395173", done, refused)) for _ in range(3)
    ]
    assert [refusal.pin_gone for refusal in said] == [False, False, True]
    assert watched == ["watch", "watch"]


def test_where_the_vault_is_gone_looking_finds_nothing_and_opening_says_so(
    door: VaultDoor, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "vault").rename(tmp_path / "elsewhere")
    nothing = WaysIn(0, pin=False, pin_offered=False, why="")
    assert answer(qtbot, lambda done, _refused: door.look(done)) == (nothing,)
    said = answer(qtbot, lambda done, refused: door.open(PASSPHRASE, done, refused))
    assert said.sentence.startswith("There is no vault in")
