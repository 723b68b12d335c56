"""Slots: what opens the vault's key, what does not, and what is not even tried."""

import secrets
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.adapters.keys import slots
from supervision_app.adapters.keys.slots import Slot
from supervision_app.services.errors import CannotUnlock, WrongUse

VAULT, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
KEY = bytes(range(32))
SECRET = bytes(range(20))


@pytest.fixture(scope="module")
def recovery() -> Slot:
    """A slot that opens with SECRET."""
    return slots.recovery_slot(VAULT, KEY, SECRET)


@pytest.fixture(scope="module")
def passphrase() -> Slot:
    """A slot that opens with a passphrase of two ways of writing é."""
    return slots.passphrase_slot(VAULT, KEY, "caf\u00e9 caf\u00e9")


def test_a_passphrase_opens_however_its_accents_are_typed(passphrase: Slot) -> None:
    assert slots.open_passphrase(VAULT, passphrase, "cafe\u0301 cafe\u0301") == KEY
    assert (passphrase["memory_kib"], passphrase["iterations"], passphrase["lanes"]) == (256 * 1024, 3, 4)


def test_a_passphrase_slot_does_not_open_another_vault(passphrase: Slot) -> None:
    with pytest.raises(CannotUnlock, match="does not open this vault"):
        slots.open_passphrase(OTHER, passphrase, "caf\u00e9 caf\u00e9")


def test_the_cost_of_guessing_is_part_of_what_is_authenticated(passphrase: Slot) -> None:
    weaker = {**passphrase, "memory_kib": 64 * 1024}

    with pytest.raises(CannotUnlock, match="does not open this vault"):
        slots.open_passphrase(VAULT, weaker, "caf\u00e9 caf\u00e9")


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 64 * 1024 - 1},
        {"memory_kib": 8},
        {"memory_kib": 0},
        {"memory_kib": -1},
        {"memory_kib": 4 * 1024 * 1024 + 1},
        {"iterations": 2},
        {"iterations": 65},
    ],
)
def test_a_weakened_or_impossible_slot_is_not_tried(passphrase: Slot, change: dict[str, int]) -> None:
    with pytest.raises(CannotUnlock, match="weaker or impossible"):
        slots.open_passphrase(VAULT, {**passphrase, **change}, "caf\u00e9 caf\u00e9")


@pytest.mark.parametrize("name", ["memory_kib", "iterations", "lanes", "salt"])
@pytest.mark.parametrize("value", [None, "four", "", []])
def test_a_passphrase_slot_of_another_shape_is_damaged(passphrase: Slot, name: str, value: Any) -> None:
    with pytest.raises(CannotUnlock, match="damaged"):
        slots.open_passphrase(VAULT, {**passphrase, name: value}, "caf\u00e9 caf\u00e9")


@pytest.mark.parametrize("change", [{"lanes": 0}, {"lanes": -4}, {"salt": "00"}])
def test_a_slot_that_the_library_refuses_is_damaged(passphrase: Slot, change: dict[str, Any]) -> None:
    with pytest.raises(CannotUnlock, match="damaged"):
        slots.open_passphrase(VAULT, {**passphrase, **change}, "caf\u00e9 caf\u00e9")


def test_too_short_a_passphrase_is_refused_after_its_accents_are_joined() -> None:
    assert slots.check_passphrase("12345678") == "12345678"
    with pytest.raises(WrongUse, match="at least 8 characters"):
        slots.check_passphrase("1234567")
    with pytest.raises(WrongUse, match="too short"):
        slots.check_passphrase("e\u0301" * 7)


def test_a_recovery_secret_opens_its_own_slot_in_its_own_vault(recovery: Slot) -> None:
    assert slots.open_recovery(VAULT, recovery, SECRET) == KEY
    with pytest.raises(CannotUnlock, match="another vault, or was replaced"):
        slots.open_recovery(OTHER, recovery, SECRET)
    with pytest.raises(CannotUnlock, match="another vault, or was replaced"):
        slots.open_recovery(VAULT, recovery, bytes(20))


def test_every_part_of_a_slot_is_authenticated(recovery: Slot) -> None:
    for changed in (
        {**recovery, "kind": "passphrase"},
        {**recovery, "salt": "00" * 16},
        {**recovery, "nonce": "00" * 12},
        {**recovery, "wrapped": recovery["wrapped"][2:]},
        {**recovery, "memory_kib": 1},
        {name: value for name, value in recovery.items() if name != "kind"},
    ):
        with pytest.raises(CannotUnlock):
            slots.open_recovery(VAULT, changed, SECRET)


@pytest.mark.parametrize("name", ["salt", "nonce", "wrapped"])
def test_a_recovery_slot_without_one_of_its_parts_is_damaged(recovery: Slot, name: str) -> None:
    for changed in (
        {part: value for part, value in recovery.items() if part != name},
        {**recovery, name: "zz"},
        {**recovery, name: 5},
    ):
        with pytest.raises(CannotUnlock, match="damaged"):
            slots.open_recovery(VAULT, changed, SECRET)


@given(part=st.sampled_from(["salt", "nonce", "wrapped"]), at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_bit_changed_opens_nothing(recovery: Slot, part: str, at: int, bit: int) -> None:
    changed = bytearray.fromhex(recovery[part])
    changed[at % len(changed)] ^= 1 << bit

    with pytest.raises(CannotUnlock):
        slots.open_recovery(VAULT, {**recovery, part: changed.hex()}, SECRET)


def test_two_slots_around_one_key_have_nothing_in_common() -> None:
    secret = secrets.token_bytes(20)
    one, other = (slots.recovery_slot(VAULT, KEY, secret) for _ in range(2))

    assert not {one[name] for name in ("salt", "nonce", "wrapped")} & {
        other[name] for name in ("salt", "nonce", "wrapped")
    }
    assert slots.open_recovery(VAULT, one, secret) == slots.open_recovery(VAULT, other, secret) == KEY
