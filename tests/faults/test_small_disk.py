"""A disk that runs full loses nothing that was acknowledged, says so, and takes more once there is room."""

from pathlib import Path

from tests.faults.conftest import Small
from tests.faults.small_disk import Turn, turns
from tests.faults.soak import times

NO_ROOM = "no room on the disk"


def _opened_or_said_why(turn: Turn) -> bool:
    return turn.opening in {"", "whole"} or NO_ROOM in turn.opening


def test_a_full_disk_loses_nothing_and_saving_goes_on_when_there_is_room(
    small: Small, tmp_path: Path, power_log: Path
) -> None:
    found = turns(small.copy(tmp_path / "base"), times(100), "saving", preload=power_log)

    assert [turn for turn in found if turn.wrong] == []
    assert [turn.said for turn in found if NO_ROOM not in turn.said] == []
    assert [turn.opening for turn in found if not _opened_or_said_why(turn)] == []
    assert all(turn.refused for turn in found)
    assert len([turn for turn in found if turn.opening == "whole"]) > 0


def test_a_vault_closes_on_a_full_disk_though_its_backup_finds_no_room(
    small: Small, tmp_path: Path, power_log: Path
) -> None:
    found = turns(small.copy(tmp_path / "base"), times(10), "closing", preload=power_log)

    assert [turn.opening for turn in found if not _opened_or_said_why(turn)] == []
    assert all(turn.refused for turn in found)


def test_a_passphrase_that_finds_no_room_changes_nothing(small: Small, tmp_path: Path, power_log: Path) -> None:
    found = turns(small.copy(tmp_path / "base"), times(20), "changing", preload=power_log)

    assert [turn.said for turn in found if NO_ROOM not in turn.said] == []
    assert all(turn.refused for turn in found)
