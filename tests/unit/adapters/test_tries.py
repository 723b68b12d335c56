"""Wrong passphrases are counted outside the vault: guessing gets slower, and nobody is shut out."""

from pathlib import Path

import pytest

from supervision_app.adapters.keys.remembered import Remembered
from supervision_app.adapters.keys.tries import CountedTries
from supervision_app.services.errors import CannotUnlock, TryLater, WrongSecret
from tests.fakes.clocks import MovedClock

VAULT = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def clock() -> MovedClock:
    """A clock that is moved by the test."""
    return MovedClock()


@pytest.fixture
def tries(clock: MovedClock, tmp_path: Path) -> CountedTries:
    """The tries of one vault, none yet."""
    return CountedTries(VAULT, clock, tmp_path)


def wrong(tries: CountedTries) -> None:
    """Make one wrong try."""
    with pytest.raises(WrongSecret), tries.counted():
        raise WrongSecret(VAULT)


def waits(tries: CountedTries, clock: MovedClock, number: int) -> list[int]:
    """Make wrong tries as soon as each may be made, and return how long each had to wait."""
    waited = []
    for _ in range(number):
        waited.append(tries.seconds_left())
        clock.move(seconds=waited[-1])
        wrong(tries)
    return waited


def test_each_wrong_try_is_waited_for_longer_and_opening_the_app_again_changes_nothing(
    tries: CountedTries, clock: MovedClock, tmp_path: Path
) -> None:
    assert waits(tries, clock, 5) == [0, 0, 1, 2, 4]
    again = CountedTries(VAULT, clock, tmp_path)
    assert waits(again, clock, 6) == [8, 16, 32, 60, 60, 60]


def test_before_its_time_nothing_is_tried_and_the_wait_gets_no_longer(tries: CountedTries, clock: MovedClock) -> None:
    waits(tries, clock, 4)
    tried = []
    for _ in range(3):
        with pytest.raises(TryLater, match=r"Wait 4 seconds, then try again\.") as refusal, tries.counted():
            tried.append(True)
        assert refusal.value.seconds == 4
    assert tried == []


def test_a_right_passphrase_begins_again_at_none(tries: CountedTries, clock: MovedClock) -> None:
    waits(tries, clock, 6)
    clock.move(seconds=60)
    with tries.counted():
        pass
    assert waits(tries, clock, 3) == [0, 0, 1]


def test_a_try_counts_before_it_is_made(tries: CountedTries, clock: MovedClock, tmp_path: Path) -> None:
    waits(tries, clock, 3)
    clock.move(seconds=2)
    with tries.counted():
        assert CountedTries(VAULT, clock, tmp_path).seconds_left() == 4


def test_what_was_no_try_at_all_does_not_count(tries: CountedTries, clock: MovedClock) -> None:
    waits(tries, clock, 3)
    clock.move(seconds=2)
    damaged = CannotUnlock("damaged")
    with pytest.raises(CannotUnlock, match="damaged"), tries.counted():
        raise damaged
    assert tries.seconds_left() == 0


@pytest.mark.parametrize("hours", [-50_000, -1, 1, 50_000])
def test_a_clock_that_was_moved_shuts_nobody_out_for_longer_than_a_minute(
    tries: CountedTries, clock: MovedClock, hours: int
) -> None:
    waits(tries, clock, 12)
    clock.move(hours=hours)
    assert tries.seconds_left() <= 60
    clock.move(seconds=60)
    with tries.counted():
        pass


def test_a_clock_put_back_where_nothing_can_be_written_shuts_nobody_out(
    tries: CountedTries, clock: MovedClock, tmp_path: Path
) -> None:
    waits(tries, clock, 12)
    clock.move(hours=-5)
    path = next(tmp_path.glob("*.passphrase.json"))
    path.with_name(f".{path.name}.new").mkdir()
    assert tries.seconds_left() == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff", b'{"wrong": "x", "last": "2026-11-16"}', b'{"wrong": 9, "last": 7}', b"[" * 100_000],
)
def test_a_count_that_cannot_be_read_is_none(tries: CountedTries, tmp_path: Path, content: bytes) -> None:
    wrong(tries)
    next(tmp_path.glob("*.passphrase.json")).write_bytes(content)
    assert tries.seconds_left() == 0
    wrong(tries)


def test_an_id_that_looks_like_a_path_stays_in_the_folder(clock: MovedClock, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    wrong(CountedTries("../../outside\0", clock, folder))
    assert [path.parent for path in tmp_path.rglob("*.json")] == [folder]


def test_where_nothing_can_be_written_tries_are_made_all_the_same(clock: MovedClock, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file is in the way")
    nowhere = Remembered(VAULT, "passphrase", tmp_path / "state")
    assert not nowhere.write({})
    nowhere.forget()
    tries = CountedTries(VAULT, clock, tmp_path / "state")
    assert waits(tries, clock, 4) == [0, 0, 0, 0]
