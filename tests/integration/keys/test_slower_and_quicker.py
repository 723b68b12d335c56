"""A real vault: slower after wrong passphrases, quicker with a PIN, and a recovery key that somebody has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision_app.adapters.keys import slots
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import CannotUnlock, PinGone, TryLater, WrongSecret, WrongUse
from supervision_app.services.ports import WaysIn
from tests.fakes.clocks import MovedClock
from tests.fakes.doors import FakeStore
from tests.fakes.sealed_vaults import CANARY, PASSPHRASE, Made, actions_in
from tests.fakes.tampering import content

PIN, NEW = "395172", "five new words of mine"


@pytest.fixture(scope="module", autouse=True)
def quicker() -> Iterator[None]:
    """Make slots with the least memory that is allowed: what is tested is not how long it takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "MEMORY_KIB", 64 * 1024)
        yield


@pytest.fixture
def clock() -> MovedClock:
    """A clock that is moved by the test."""
    return MovedClock()


@pytest.fixture
def store() -> FakeStore:
    """An empty key store."""
    return FakeStore()


@pytest.fixture
def door(folder: Path, clock: MovedClock, store: FakeStore) -> VaultFolders:
    """The door to a copy of the vault, as the app makes it each time it starts."""
    return VaultFolders(folder.parent / "state", clock, lambda _name: store)


def allow_pin(door: VaultFolders, folder: Path) -> None:
    """Set a PIN, as somebody does who has opened the vault with the passphrase."""
    vault = door.open(folder, PASSPHRASE)
    vault.allow_pin(PIN)
    vault.close()


def refused(door: VaultFolders, folder: Path, kind: type[CannotUnlock]) -> str:
    """Try a wrong passphrase, which is refused in this way."""
    with pytest.raises(CannotUnlock) as refusal:
        door.open(folder, "not the passphrase")
    assert type(refusal.value) is kind
    return str(refusal.value)


def test_wrong_passphrases_are_waited_for_and_the_right_one_opens_after_that(
    door: VaultFolders, folder: Path, clock: MovedClock
) -> None:
    before = content(folder)
    refused(door, folder, WrongSecret)
    refused(door, folder, WrongSecret)
    assert door.seconds_to_wait(folder) == 1
    assert refused(door, folder, TryLater).endswith("Wait 1 second, then try again.")
    with pytest.raises(TryLater):
        door.open(folder, PASSPHRASE)
    with pytest.raises(TryLater):
        door.change_passphrase(folder, PASSPHRASE, NEW)
    clock.move(seconds=1)
    with pytest.raises(WrongSecret):
        door.change_passphrase(folder, "not the passphrase", NEW)
    assert content(folder) == before

    again = VaultFolders(folder.parent / "state", clock)
    assert again.seconds_to_wait(folder) == 2
    clock.move(seconds=2)
    assert actions_in(again.open(folder, PASSPHRASE)) == [f"Ring {CANARY}"]
    assert again.seconds_to_wait(folder) == 0


def test_a_wait_for_one_vault_is_none_for_another(
    door: VaultFolders, folder: Path, tmp_path: Path, clock: MovedClock
) -> None:
    vault, _ = door.create(tmp_path / "other", NEW)
    vault.close()
    for seconds in (0, 0, 1):
        clock.move(seconds=seconds)
        refused(door, folder, WrongSecret)
    assert (door.seconds_to_wait(folder), door.seconds_to_wait(tmp_path / "other")) == (2, 0)
    door.open(tmp_path / "other", NEW).close()
    assert door.seconds_to_wait(folder) == 2


def test_the_recovery_key_is_never_waited_for_and_ends_the_wait(
    made: Made, door: VaultFolders, folder: Path, clock: MovedClock
) -> None:
    for seconds in (0, 0, 1):
        clock.move(seconds=seconds)
        refused(door, folder, WrongSecret)
    door.recover(folder, made.recovery_key, NEW)
    assert actions_in(door.open(folder, NEW)) == [f"Ring {CANARY}"]


def test_a_wrong_passphrase_counts_also_where_the_copy_of_the_key_file_is_damaged_inside(
    door: VaultFolders, folder: Path
) -> None:
    copy = folder / "vault.keys.copy"
    copy.write_bytes(copy.read_bytes().replace(b'"memory_kib": 262144', b'"memory_kib": 1'))
    refused(door, folder, WrongSecret)
    refused(door, folder, WrongSecret)
    assert door.seconds_to_wait(folder) == 1


def test_a_pin_opens_the_vault_and_its_hours_end(door: VaultFolders, folder: Path, clock: MovedClock) -> None:
    assert door.ways_in(folder) == WaysIn(0, pin=False, pin_offered=True, why="")
    allow_pin(door, folder)
    assert door.ways_in(folder) == WaysIn(0, pin=True, pin_offered=True, why="")
    assert actions_in(door.open_with_pin(folder, PIN)) == [f"Ring {CANARY}"]
    clock.move(hours=8)
    with pytest.raises(PinGone, match="8 hours"):
        door.open_with_pin(folder, PIN)
    assert actions_in(door.open(folder, PASSPHRASE)) == [f"Ring {CANARY}"]


def test_wrong_pins_remove_the_pin_and_not_the_passphrase(door: VaultFolders, folder: Path, store: FakeStore) -> None:
    allow_pin(door, folder)
    for kind in (WrongSecret, WrongSecret, PinGone):
        with pytest.raises(CannotUnlock) as refusal:
            door.open_with_pin(folder, "395173")
        assert type(refusal.value) is kind
    assert store.record is None
    assert door.ways_in(folder) == WaysIn(0, pin=False, pin_offered=True, why="")
    assert actions_in(door.open(folder, PASSPHRASE)) == [f"Ring {CANARY}"]


@pytest.mark.parametrize("way", ["passphrase", "recovery key used", "recovery key made"])
@pytest.mark.parametrize("locked", [False, True])
def test_another_passphrase_or_recovery_key_ends_the_pin(
    made: Made, door: VaultFolders, folder: Path, store: FakeStore, way: str, locked: bool
) -> None:
    allow_pin(door, folder)
    before, store.fault = store.record, "It is locked." if locked else ""
    if way == "passphrase":
        door.change_passphrase(folder, PASSPHRASE, NEW)
    elif way == "recovery key used":
        door.recover(folder, made.recovery_key, NEW)
    else:
        vault = door.open(folder, PASSPHRASE)
        vault.renew_recovery()
        vault.close()
    assert store.record == (before if locked else None)
    store.fault, store.record = "", before
    with pytest.raises(PinGone):
        door.open_with_pin(folder, PIN)


def test_a_pin_makes_no_other_way_in(door: VaultFolders, folder: Path) -> None:
    allow_pin(door, folder)
    vault = door.open_with_pin(folder, PIN)
    before = (folder / "vault.keys").read_bytes()
    with pytest.raises(WrongUse, match="A PIN opened this vault"):
        vault.renew_recovery()
    with pytest.raises(WrongUse, match="A PIN opened this vault"):
        vault.allow_pin("other words")
    assert vault.recovery_confirmed
    vault.close()
    assert (folder / "vault.keys").read_bytes() == before


def _unconfirmed(door: VaultFolders, folder: Path) -> tuple[OpenVault, str]:
    vault, key = door.create(folder, PASSPHRASE)
    vault.settle("owner", "team", to_type_back=True)
    vault.close()
    return door.open(folder, PASSPHRASE), key


def test_an_unconfirmed_recovery_key_stays_so_until_it_is_typed_back(
    door: VaultFolders, folder: Path, tmp_path: Path
) -> None:
    vault, first = _unconfirmed(door, tmp_path / "new")
    assert not vault.recovery_confirmed
    second = vault.renew_recovery()
    vault.close()
    vault = door.open(tmp_path / "new", PASSPHRASE)
    assert not vault.recovery_confirmed
    third = vault.renew_recovery()
    vault.confirm_recovery()
    vault.close()

    assert len({first, second, third}) == 3
    for spent in (first, second):
        with pytest.raises(CannotUnlock, match="was replaced"):
            door.recover(tmp_path / "new", spent, NEW)
    door.recover(tmp_path / "new", third, NEW)
    vault = door.open(tmp_path / "new", NEW)
    assert vault.recovery_confirmed
    vault.close()
    vault = door.open(folder, PASSPHRASE)
    assert vault.recovery_confirmed
    vault.close()
