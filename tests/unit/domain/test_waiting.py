"""How long the next try waits: longer each time, and never longer than a minute."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.waiting import LONGEST, WrongTries, ask_to_wait, seconds_left, wait_after

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)


def test_each_wrong_try_makes_the_next_wait_longer_up_to_a_minute() -> None:
    assert [wait_after(wrong) for wrong in range(11)] == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert wait_after(10**30) == LONGEST
    assert wait_after(-5) == 0


def test_the_wait_runs_down_from_the_last_wrong_try() -> None:
    tries = WrongTries(4, NOW).another(NOW)

    left = [seconds_left(tries, NOW + timedelta(seconds=gone)) for gone in (0, 0.5, 7.9, 8, 9, 90_000)]
    assert left == [8, 8, 1, 0, 0, 0]


@given(count=st.integers(), gone=st.timedeltas(timedelta(days=-40_000), timedelta(days=40_000)))
def test_nobody_waits_longer_than_a_minute_whatever_the_clock_says(count: int, gone: timedelta) -> None:
    assert 0 <= seconds_left(WrongTries(count, NOW), NOW + gone) <= LONGEST


def test_a_last_try_in_the_future_was_now() -> None:
    tries = WrongTries(9, NOW + timedelta(days=3))

    assert tries.as_seen(NOW) == WrongTries(9, NOW)
    assert WrongTries(9, NOW).as_seen(NOW + timedelta(days=3)) == WrongTries(9, NOW)


def test_the_wait_is_asked_for_in_words() -> None:
    assert ask_to_wait(1) == "Wait 1 second, then try again."
    assert ask_to_wait(4) == "Wait 4 seconds, then try again."
