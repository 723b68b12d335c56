"""What kind of file it is, of which day, and how fast it is read."""

import hashlib
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from supervision_app.adapters.caseload.reader import CaseloadFiles
from supervision_app.adapters.caseload.values import latest_day
from supervision_app.domain.errors import InputRefused
from tests.fakes.workbooks import clean, in_care, listed, write

TODAY = date(2026, 11, 23)


def changed_on(path: Path, day: date) -> Path:
    stamp = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()
    os.utime(path, (stamp, stamp))
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "caseload.csv"
    path.write_text("ID,Worker\n1,Dana\n")
    return changed_on(path, date(2026, 11, 9))


def test_the_day_is_that_of_the_newest_file_and_is_said(tmp_path: Path, table: Path) -> None:
    older = tmp_path / "older.csv"
    older.write_text("ID\n2\n")
    changed_on(older, date(2026, 1, 1))
    reading = CaseloadFiles().read([older, table], kind=None, as_of=None, today=TODAY)
    assert reading.as_of == date(2026, 11, 9)
    assert reading.notes == ("Taken as true on 9 November 2026, when the file was last changed; --as-of changes it.",)


def test_a_file_from_the_future_is_of_today(table: Path) -> None:
    changed_on(table, date(2027, 1, 1))
    assert CaseloadFiles().read([table], kind=None, as_of=None, today=TODAY).as_of == TODAY


def test_a_day_that_was_given_counts_and_may_not_be_after_today(table: Path) -> None:
    reading = CaseloadFiles().read([table], kind=None, as_of=date(2026, 11, 1), today=TODAY)
    assert (reading.as_of, reading.notes) == (date(2026, 11, 1), ())
    with pytest.raises(InputRefused, match="24 November 2026 is after today"):
        CaseloadFiles().read([table], kind=None, as_of=date(2026, 11, 24), today=TODAY)


def test_two_years_after_a_leap_day_is_the_day_after() -> None:
    assert latest_day(date(2024, 2, 29)) == date(2026, 3, 1)


def test_the_files_are_named_with_what_their_bytes_come_to(table: Path) -> None:
    (file,) = CaseloadFiles().read([table], kind=None, as_of=TODAY, today=TODAY).files
    assert (file.name, file.sha256) == ("caseload.csv", hashlib.sha256(table.read_bytes()).hexdigest())


def test_the_same_content_twice_is_read_once(tmp_path: Path, table: Path) -> None:
    copy = tmp_path / "copy.csv"
    copy.write_bytes(table.read_bytes())
    reading = CaseloadFiles().read([table, copy], kind=None, as_of=TODAY, today=TODAY)
    assert len(reading.files) == 1
    assert reading.notes == ("copy.csv has the same content as caseload.csv and was read once.",)


def test_files_of_different_kinds_are_not_mixed(tmp_path: Path, table: Path) -> None:
    with pytest.raises(InputRefused, match=r"annex\.xlsx is annex-a; caseload\.csv is table"):
        CaseloadFiles().read([clean(tmp_path / "annex.xlsx"), table], kind=None, as_of=TODAY, today=TODAY)


def test_a_kind_that_is_not_known_and_no_file_are_refused(table: Path) -> None:
    with pytest.raises(InputRefused, match="“ssd” cannot be read"):
        CaseloadFiles().read([table], kind="ssd", as_of=TODAY, today=TODAY)
    with pytest.raises(InputRefused, match="No file was named"):
        CaseloadFiles().read([], kind=None, as_of=TODAY, today=TODAY)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    rows = [["ID"], *([str(number)] for number in range(6000))]
    path = write(tmp_path / "a.xlsx", {"Mine": rows})
    reading = CaseloadFiles().read(
        [path], kind=None, as_of=TODAY, today=TODAY, progress=lambda what, done, whole: told.append((what, done, whole))
    )
    assert len(reading.children) == 6000
    assert told == [
        ("Opening a.xlsx", 0, 1),
        ("Reading a.xlsx, Mine", 5000, 6001),
        ("Reading a.xlsx, Mine", 6001, 6001),
    ]


@pytest.mark.slow
def test_fifty_thousand_children_load_in_seconds(tmp_path: Path) -> None:
    children = (
        in_care(
            f"CH{number}",
            born=date(2015, 1, 1 + number % 28),
            started="27/07/2026",
            legal="C1: ICO",
            placement="f) U6: Foster placement - not FFA",
            visit=date(2026, 10, 1 + number % 28),
            plan="b) Adoption",
            team=f"Team {number % 40}",
            worker=f"Worker {number % 400}",
        )
        for number in range(50_000)
    )
    path = write(tmp_path / "large.xlsx", {"List 8": listed("8", *children)})
    began = time.perf_counter()
    reading = CaseloadFiles().read([path], kind=None, as_of=TODAY, today=TODAY)
    assert (len(reading.children), reading.refused) == (50_000, ())
    assert time.perf_counter() - began < 30
