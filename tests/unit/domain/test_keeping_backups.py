"""Which backups are kept, worked by hand and for any history."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.keeping_backups import DAILY, MONTHLY, NEWEST_MOST, WEEKLY, outdated

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
"""A Monday."""
MADE = st.sets(st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 23, 17), timezones=st.just(UTC)), max_size=120)  # noqa: DTZ001


def at(month: int, day: int, hour: int = 17) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_all_of_the_last_two_days_are_kept_and_then_one_a_day() -> None:
    made = [at(11, 23, 9), at(11, 23, 12), at(11, 22, 18), at(11, 20, 9), at(11, 20, 17), at(11, 19)]
    assert outdated(made, NOW) == {at(11, 20, 9)}


def test_twelve_days_then_ten_weeks_then_nine_months() -> None:
    every_day = [NOW - timedelta(days=back) for back in range(400)]
    kept = sorted(set(every_day) - outdated(every_day, NOW), reverse=True)

    days = [at(11, day) for day in range(23, 11, -1)]
    # The newest of a week is its Sunday; the weeks of 23, 16 and 9 November have one among the days already or here.
    weeks = [at(11, 8), at(11, 1), at(10, 25), at(10, 18), at(10, 11), at(10, 4), at(9, 27)]
    months = [at(10, 31), at(9, 30), at(8, 31), at(7, 31), at(6, 30), at(5, 31), at(4, 30), at(3, 31)]
    assert kept == sorted({*days, *weeks, *months}, reverse=True)


def test_an_old_one_that_is_the_only_one_is_kept() -> None:
    assert outdated([datetime(2019, 5, 1, tzinfo=UTC)], NOW) == set()


@given(MADE)
def test_the_newest_is_kept_never_too_many_and_a_second_look_changes_nothing(made: set[datetime]) -> None:
    kept = made - outdated(made, NOW)

    assert not made or max(made) in kept
    assert len(kept) <= NEWEST_MOST + DAILY + WEEKLY + MONTHLY
    assert outdated(kept, NOW) == set()
