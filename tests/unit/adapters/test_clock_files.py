"""A council's own files of time limits and bank holidays, on disk."""

from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.clocks import ClockRule


def rule(reference: ShippedReference, name: str) -> ClockRule:
    return next(one for one in reference.clock_rules() if one.id == name)


def write(folder: Path, text: str | bytes, name: str = "ours.toml") -> ShippedReference:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return ShippedReference(None, [folder])


def fault(folder: Path, text: str | bytes, name: str = "ours.toml") -> str:
    """Return what is said of a bad file; the time limits that ship stand."""
    reference = write(folder, text, name)
    (said,) = reference.clock_faults()
    assert rule(reference, "section-20-early") == rule(ShippedReference(), "section-20-early")
    assert reference.bank_holidays(2026, 2026) == ShippedReference().bank_holidays(2026, 2026)
    assert said.startswith(f"“{name}” in {folder} is not used: ")
    assert said.endswith("Put it right, and lock and unlock.")
    return said


def test_a_councils_file_changes_a_time_limit_and_leaves_the_others(tmp_path: Path) -> None:
    reference = write(
        tmp_path,
        '[[clock]]\nid = "section-20-early"\namount = 6\ncounts = "42 days."\nsource = "Our procedure 3.2"\n',
    )

    changed = rule(reference, "section-20-early")
    assert (changed.amount, changed.source, changed.changed_by) == (6, "Our procedure 3.2", "ours.toml")
    assert rule(reference, "section-20-late") == rule(ShippedReference(), "section-20-late")
    assert reference.clock_faults() == ()


def test_of_two_folders_the_last_counts_most(tmp_path: Path) -> None:
    text = '[[clock]]\nid = "visit"\nwarn_days = {}\n'
    for name, days in (("mine", 3), ("councils", 9)):
        write(tmp_path / name, text.format(days))

    reference = ShippedReference(None, [tmp_path / "mine", tmp_path / "councils", tmp_path / "none"])
    assert rule(reference, "visit").warn_days == 9


def test_an_event_of_its_own_can_be_noted(tmp_path: Path) -> None:
    reference = write(tmp_path, '[[event]]\nid = "panel"\nname = "Our panel met"\n')

    assert reference.event_kinds()["panel"].name == "Our panel met"
    assert set(ShippedReference().event_kinds()) < set(reference.event_kinds())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('# Ours\n\n[[clock]]\nid = "visit"\namount = \n', "line 5: "),
        ('# Ours\n\n[[clock]]\nid = "visit"\nwarn_days = 7\n\n[[clock]]\nid = "x"\n', "line 7: “name” is missing."),
        ('\n[[event]]\nid = "placement"\nname = "P"\n', "line 2: “placement” is what a file tells and no date."),
        ("\r\n[[ clock ]]\r\nid = 3\r\n", "line 2: “id” has to be text in quotation marks."),
        ('clock = [{id = "visit", unit = "year"}]\n', "“unit” is “year”. Use one of: "),
        ("[limits]\n", "“limits” means nothing here."),
        ("[[clock]]\nid = " + "[" * 5_000, "it nests too deeply"),
        ('\n\n[[clock]]\nname = "Z\xfcrich'.encode("latin-1"), "line 4: a letter is not in UTF-8."),
        (b"#" * 1_000_001, "it is larger than 1,000,000 bytes."),
        ('[[clock]]\nid = "vis', "line 2: "),
    ],
    ids=["syntax", "second", "event", "windows", "inline", "unknown", "deep", "letters", "large", "cut off"],
)
def test_a_bad_file_is_not_used_and_the_line_is_said(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert f"is not used: {said}" in fault(tmp_path, text)


def test_of_a_good_and_a_bad_file_the_good_one_is_used(tmp_path: Path) -> None:
    write(tmp_path, '[[clock]]\nid = "visit"\nwarn_days = 3\n', "a.toml")
    reference = write(tmp_path, "[[clock]]\n", "b.toml")

    assert rule(reference, "visit").warn_days == 3
    assert len(reference.clock_faults()) == 1


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").mkdir()
    (said,) = ShippedReference(None, [tmp_path]).clock_faults()

    assert "it cannot be read (Is a directory)." in said


def test_a_council_adds_and_removes_bank_holidays(tmp_path: Path) -> None:
    reference = write(tmp_path, "added = [2026-06-19]\nremoved = [2026-05-04]\n", "bank-holidays.toml")

    days = reference.bank_holidays(2026, 2026)
    assert date(2026, 6, 19) in days
    assert date(2026, 5, 4) not in days
    assert date(2026, 6, 19) not in reference.bank_holidays(2027, 2027)
    assert reference.clock_faults() == ()


def test_what_a_later_file_says_of_a_day_stands(tmp_path: Path) -> None:
    write(tmp_path / "a", "added = [2026-06-19]\nremoved = [2026-05-04]\n", "bank-holidays.toml")
    write(tmp_path / "b", "added = [2026-05-04]\nremoved = [2026-06-19]\n", "bank-holidays.toml")

    days = ShippedReference(None, [tmp_path / "a", tmp_path / "b"]).bank_holidays(2026, 2026)
    assert days == ShippedReference().bank_holidays(2026, 2026)


@pytest.mark.parametrize(
    "text",
    [
        "added = 2026-06-19\n",
        'added = ["2026-06-19"]\n',
        "removed = [2026-06-19T10:00:00]\n",
    ],
    ids=["one", "text", "moment"],
)
def test_bank_holidays_are_dates(tmp_path: Path, text: str) -> None:
    said = fault(tmp_path, text, "bank-holidays.toml")

    assert (
        "has to be a list of dates like 2026-05-04, without quotation marks. The bank holidays of before stand" in said
    )


def test_a_bank_holiday_that_is_in_no_calendar_is_said_with_its_line(tmp_path: Path) -> None:
    said = fault(tmp_path, "# Ours\nadded = [2026-02-30]\n", "bank-holidays.toml")

    assert "is not used: line 2: " in said


def test_a_word_that_means_nothing_among_bank_holidays_is_said(tmp_path: Path) -> None:
    said = fault(tmp_path, "days = []\n", "bank-holidays.toml")

    assert "“days” means nothing here. Use “added” and “removed”." in said
