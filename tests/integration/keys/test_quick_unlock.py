"""Quick unlock: a PIN for eight hours and three tries, and whatever goes wrong with it, the passphrase."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from supervision_app.adapters.keys import slots
from supervision_app.adapters.keys.key_store import MOST
from supervision_app.adapters.keys.quick_unlock import QuickUnlock, check_pin
from supervision_app.services.errors import CannotUnlock, CannotWrite, NoKeyStore, PinGone, WrongSecret, WrongUse
from tests.fakes.clocks import MovedClock
from tests.fakes.doors import FakeStore

VAULT, WAYS = "11111111-1111-4111-8111-111111111111", "a digest of the key file"
KEY = bytes(range(32))
PIN = "395 café"


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
def quick(store: FakeStore, clock: MovedClock, tmp_path: Path) -> QuickUnlock:
    """A vault's quick unlock, set to a PIN."""
    made = QuickUnlock(VAULT, WAYS, store, clock, tmp_path)
    made.allow(KEY, PIN)
    return made


def edited(store: FakeStore, **changes: Any) -> None:
    """Change parts of the record."""
    assert store.record is not None
    store.record = json.dumps({**json.loads(store.record), **changes})


def wrong(quick: QuickUnlock, said: str) -> None:
    """Try a wrong PIN, which has a try left after it."""
    with pytest.raises(WrongSecret, match=said):
        quick.unlock("395 cafe")


def gone(quick: QuickUnlock, store: FakeStore, said: str, pin: str = PIN) -> None:
    """Expect that the PIN opens nothing and was removed, and that this is said once."""
    with pytest.raises(PinGone, match=said) as refusal:
        quick.unlock(pin)
    assert "assphrase" in str(refusal.value)
    assert store.record is None
    assert quick.ready() == (False, "")


def test_the_pin_opens_however_its_accents_are_typed(quick: QuickUnlock, store: FakeStore) -> None:
    assert quick.ready() == (True, "")
    assert quick.unlock(PIN) == KEY
    assert quick.unlock("395 cafe\u0301") == KEY
    assert len(store.record or "") <= MOST // 2
    assert KEY.hex() not in (store.record or "")


def test_the_third_wrong_pin_removes_it(quick: QuickUnlock, store: FakeStore) -> None:
    wrong(quick, "2 tries are left")
    wrong(quick, "One try is left")
    gone(quick, store, "third wrong PIN", "395 cafe")


def test_a_right_pin_gives_all_three_tries_back_and_a_new_start_of_the_app_none(
    quick: QuickUnlock, store: FakeStore, clock: MovedClock, tmp_path: Path
) -> None:
    wrong(quick, "2 tries are left")
    assert quick.unlock(PIN) == KEY
    wrong(quick, "2 tries are left")
    wrong(QuickUnlock(VAULT, WAYS, store, clock, tmp_path), "One try is left")


def test_an_older_copy_of_the_record_gives_no_tries_back(quick: QuickUnlock, store: FakeStore) -> None:
    before = store.record
    wrong(quick, "2 tries are left")
    store.record = before
    wrong(quick, "One try is left")


def test_a_record_whose_count_was_taken_away_is_not_tried(quick: QuickUnlock, store: FakeStore, tmp_path: Path) -> None:
    wrong(quick, "2 tries are left")
    next(tmp_path.glob("*.pin.json")).unlink()
    assert quick.ready() == (False, "")
    with pytest.raises(PinGone, match="forgotten"):
        quick.unlock(PIN)
    assert store.asked


@pytest.mark.parametrize("count", [{"wrong": -9}, {"wrong": "none"}, {"record": "another"}])
def test_a_count_of_another_shape_or_record_is_no_count(
    quick: QuickUnlock, store: FakeStore, tmp_path: Path, count: dict[str, Any]
) -> None:
    path = next(tmp_path.glob("*.pin.json"))
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **count}), encoding="utf-8")
    gone(quick, store, "forgotten the PIN")


def test_a_count_that_is_full_opens_nothing_even_with_the_right_pin(
    quick: QuickUnlock, store: FakeStore, tmp_path: Path
) -> None:
    path = next(tmp_path.glob("*.pin.json"))
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "wrong": 3}), encoding="utf-8")
    gone(quick, store, "third wrong PIN")


def test_a_try_that_cannot_be_counted_is_not_made(quick: QuickUnlock, store: FakeStore, tmp_path: Path) -> None:
    path = next(tmp_path.glob("*.pin.json"))
    path.with_name(f".{path.name}.new").mkdir()
    gone(quick, store, "could not be counted")


def test_after_eight_hours_it_is_over(quick: QuickUnlock, store: FakeStore, clock: MovedClock) -> None:
    clock.move(hours=8, seconds=-1)
    assert quick.unlock(PIN) == KEY
    clock.move(seconds=1)
    assert quick.ready() == (False, "The 8 hours of the PIN are over. Use the passphrase.")
    assert store.record is None


def test_a_clock_before_the_pin_was_made_ends_it_too(quick: QuickUnlock, store: FakeStore, clock: MovedClock) -> None:
    clock.move(seconds=-1)
    gone(quick, store, "hours of the PIN are over")


@pytest.mark.parametrize("name", ["expires", "made"])
def test_its_hours_cannot_be_edited(quick: QuickUnlock, store: FakeStore, clock: MovedClock, name: str) -> None:
    later = json.loads(store.record or "")
    edited(store, **{name: (clock.now() + timedelta(hours=5 if name == "expires" else -1)).isoformat()})
    with pytest.raises(WrongSecret):
        quick.unlock(PIN)
    edited(store, **{name: later[name]})
    assert quick.unlock(PIN) == KEY


def test_hours_put_far_off_end_all_the_same(quick: QuickUnlock, store: FakeStore, clock: MovedClock) -> None:
    edited(store, expires="9999-01-01T00:00:00+00:00")
    clock.move(hours=9)
    gone(quick, store, "hours of the PIN are over")


def test_a_record_moved_to_another_vault_opens_nothing(
    quick: QuickUnlock, store: FakeStore, clock: MovedClock, tmp_path: Path
) -> None:
    other = QuickUnlock("22222222-2222-4222-8222-222222222222", WAYS, FakeStore(), clock, tmp_path)
    other.allow(bytes(32), "other words")
    count = json.loads(next(tmp_path.glob("*.pin.json")).read_bytes())
    moved = QuickUnlock("22222222-2222-4222-8222-222222222222", WAYS, store, clock, tmp_path)
    for path in tmp_path.glob("*.pin.json"):
        path.write_text(json.dumps({**count, "record": json.loads(store.record or "")["nonce"]}), encoding="utf-8")
    with pytest.raises(WrongSecret):
        moved.unlock(PIN)
    assert quick.unlock(PIN) == KEY


def test_with_another_passphrase_or_recovery_key_it_is_gone(
    quick: QuickUnlock, store: FakeStore, clock: MovedClock, tmp_path: Path
) -> None:
    assert quick.ready() == (True, "")
    gone(QuickUnlock(VAULT, "another digest", store, clock, tmp_path), store, "forgotten the PIN")


DAMAGES: list[Callable[[str], str]] = [
    lambda whole: whole[:-20],
    lambda _whole: "",
    lambda _whole: "[]",
    lambda _whole: "7",
    lambda _whole: "[" * 100_000,
    lambda whole: whole.replace('"version":1', '"version":2'),
    lambda whole: whole.replace('"salt"', '"pepper"'),
    lambda whole: whole.replace('"made":"2026', '"made":"0000'),
    lambda whole: whole.replace('"wrapped":"', '"wrapped":"zz'),
    lambda whole: whole.replace('"memory_kib":65536', '"memory_kib":1024'),
    lambda whole: whole.replace('"memory_kib":65536', '"memory_kib":99999999999'),
    lambda whole: whole.replace('"lanes":4', '"lanes":0'),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=map(str, range(len(DAMAGES))))
def test_a_cut_or_damaged_record_is_removed(quick: QuickUnlock, store: FakeStore, damage: Callable[[str], str]) -> None:
    assert store.record is not None
    damaged = damage(store.record)
    assert damaged != store.record
    store.record = damaged
    gone(quick, store, "is damaged")


def test_a_record_that_the_computer_forgot_is_missed_once(quick: QuickUnlock, store: FakeStore) -> None:
    store.record = None
    assert quick.ready()[1] == "This computer has forgotten the PIN. Your records are safe: use the passphrase."
    assert quick.ready() == (False, "")


def test_a_locked_key_store_takes_nothing_away(quick: QuickUnlock, store: FakeStore) -> None:
    store.fault = "It is locked."
    assert quick.ready() == (False, "It is locked.")
    assert not quick.offered()
    with pytest.raises(NoKeyStore):
        quick.unlock(PIN)
    store.fault = ""
    assert quick.offered()
    assert quick.unlock(PIN) == KEY


def test_a_key_store_without_a_pin_is_not_asked(store: FakeStore, clock: MovedClock, tmp_path: Path) -> None:
    quick = QuickUnlock(VAULT, WAYS, store, clock, tmp_path)
    assert quick.ready() == (False, "")
    quick.forget()
    assert store.asked == 0


def test_what_could_not_be_kept_leaves_nothing_behind(clock: MovedClock, tmp_path: Path) -> None:
    refusing = QuickUnlock(VAULT, WAYS, FakeStore(fault="It is locked."), clock, tmp_path)
    with pytest.raises(NoKeyStore):
        refusing.allow(KEY, PIN)
    assert list(tmp_path.iterdir()) == []

    (tmp_path / "file").write_bytes(b"")
    store = FakeStore()
    with pytest.raises(CannotWrite, match="could not be written"):
        QuickUnlock(VAULT, WAYS, store, clock, tmp_path / "file").allow(KEY, PIN)
    assert store.record is None


@pytest.mark.parametrize("pin", ["", "12345", "000000", "aaaaaaaa", "123456", "987654", "4567890"])
def test_a_short_pin_or_what_everybody_tries_first_is_refused(pin: str, tmp_path: Path) -> None:
    store = FakeStore()
    with pytest.raises(WrongUse):
        QuickUnlock(VAULT, WAYS, store, MovedClock(), tmp_path).allow(KEY, pin)
    assert store.asked == 0


def test_six_digits_or_letters_are_enough() -> None:
    assert [check_pin(pin) for pin in ("395172", "kestrel")] == ["395172", "kestrel"]


def test_every_refusal_of_a_pin_is_one_that_the_window_knows() -> None:
    assert all(issubclass(kind, CannotUnlock) for kind in (WrongSecret, PinGone, NoKeyStore))
