"""A power cut at any moment loses nothing that was acknowledged; one that is flushed less often is found out."""

import copy
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from supervision_app.adapters.keys.key_file import KeyFile, read_key_files, unlocked
from supervision_app.domain.errors import SupervisionError
from tests.faults.conftest import Small
from tests.faults.power import Disk, Record
from tests.faults.saving import Said, faults_of, opened
from tests.faults.soak import dice, times
from tests.faults.watched import watched

LOGS, IMAGES, CONTROLS = 4, 200, 50
FOLDED_BY = {"closing": "1000", "SQLite": "20"}
Found = list[str]
Judge = Callable[[Path, list[str]], Found]


@pytest.fixture
def after_cuts(power_log: Path, tmp_path: Path) -> Callable[..., list[Found]]:
    """Return what is wrong in each of so many images of one process's work on a folder."""

    def look(
        base: Path, count: int, judge: Judge, *order: str, turn: int = 0, lies: bool = False, at_the_end: bool = False
    ) -> list[Found]:
        disk, asked = watched(tmp_path / "log", base, *order, preload=power_log, lies=lies)
        throws = dice(f"power {order}", turn)
        moments = [throws.randint(len(asked) if at_the_end else 1, len(asked)) for _ in range(count)]
        return [judge(*image) for image in _images(disk, asked, moments, throws, tmp_path / "image")]

    return look


def _images(
    disk: Disk, asked: Sequence[Record], moments: Sequence[int], throws: Random, to: Path
) -> Iterator[tuple[Path, list[str]]]:
    """Return folders as power cuts after so many calls leave them, each with what had been acknowledged by then."""
    for moment in moments:
        cut = copy.deepcopy(disk)
        cut.replay(list(asked[:moment]))
        shutil.rmtree(to, ignore_errors=True)
        cut.after_a_cut(throws, to)
        yield to, cut.acknowledged


def _lost_saves(base: Path, acknowledged: list[str]) -> Found:
    said = Said()
    said.hear(acknowledged)
    try:
        vault = opened(base)
    except SupervisionError as fault:
        return [str(fault)]
    try:
        return faults_of(vault, said)
    except SupervisionError as fault:
        return [str(fault)]
    finally:
        vault.close()


def _lost_keys(base: Path, acknowledged: list[str]) -> Found:
    """Say where neither the last key that was said to hold opens, nor one that was being set when the power went."""
    held = [line.split()[1] for line in acknowledged if line.startswith("holds")]
    tried = [line.split()[1] for line in acknowledged if line.startswith("trying")][len(held) :]
    try:
        known = read_key_files(base / "vault")
    except SupervisionError as fault:
        return [str(fault)]
    opens = [words for words in (*held[-1:], *tried) if _opens(known, words)]
    return [] if opens or not held else [f"{held[-1]} does not open"]


def _opens(known: Sequence[KeyFile], words: str) -> bool:
    try:
        unlocked(known, lambda one: one.recover(words))
    except SupervisionError:
        return False
    return True


@pytest.mark.parametrize("folded", FOLDED_BY)
@pytest.mark.parametrize("turn", range(times(LOGS) // 2))
def test_nothing_acknowledged_is_lost_to_a_power_cut(
    small: Small, tmp_path: Path, after_cuts: Callable[..., list[Found]], folded: str, turn: int
) -> None:
    base = small.copy(tmp_path / "base")

    found = after_cuts(base, IMAGES, _lost_saves, "save", "FULL", FOLDED_BY[folded], turn=turn)
    assert [faults for faults in found if faults] == []
    assert len(found) == IMAGES


@pytest.mark.parametrize("surely", ["NORMAL", "OFF"])
def test_the_power_cuts_find_out_a_database_that_flushes_less(
    small: Small, tmp_path: Path, after_cuts: Callable[..., list[Found]], surely: str
) -> None:
    base = small.copy(tmp_path / "base")

    found = after_cuts(base, CONTROLS, _lost_saves, "save", surely, FOLDED_BY["closing"])
    faults = [fault for faults in found for fault in faults]
    assert sum(bool(faults) for faults in found) > CONTROLS / 2
    assert [fault for fault in faults if fault.startswith("lost: ")] != []
    assert (surely == "OFF") == any("damaged" in fault for fault in faults)


def test_a_key_change_that_was_acknowledged_is_there_after_a_power_cut(
    small: Small, tmp_path: Path, after_cuts: Callable[..., list[Found]]
) -> None:
    found = after_cuts(small.copy(tmp_path / "base"), times(IMAGES), _lost_keys, "change keys")

    assert [faults for faults in found if faults] == []


def test_the_power_cuts_find_out_a_disk_that_only_says_it_flushed(
    small: Small, tmp_path: Path, after_cuts: Callable[..., list[Found]]
) -> None:
    keys = after_cuts(small.copy(tmp_path / "base"), CONTROLS, _lost_keys, "change keys", lies=True)
    (tmp_path / "log").unlink()
    saves = after_cuts(small.copy(tmp_path / "base"), CONTROLS, _lost_saves, "save", "FULL", "1000", lies=True)

    assert any("does not open" in fault for faults in keys for fault in faults)
    assert any("missing or damaged" in fault for faults in keys for fault in faults)
    assert any(fault.startswith("lost: ") for faults in saves for fault in faults)


def _lost_making(base: Path, acknowledged: list[str]) -> Found:
    """Say where a vault that was said to be made does not open."""
    try:
        vault = opened(base)
    except SupervisionError as fault:
        return [str(fault)]
    vault.close()
    return _lost_keys(base, acknowledged)


def test_a_vault_that_was_said_to_be_made_in_a_folder_is_there_after_a_power_cut(
    tmp_path: Path, after_cuts: Callable[..., list[Found]]
) -> None:
    (tmp_path / "base" / "vault").mkdir(parents=True)

    found = after_cuts(tmp_path / "base", times(IMAGES), _lost_making, "make", at_the_end=True)
    assert [faults for faults in found if faults] == []


def test_a_vault_that_was_said_to_be_made_in_a_new_folder_is_there_after_a_power_cut(
    tmp_path: Path, after_cuts: Callable[..., list[Found]]
) -> None:
    (tmp_path / "base").mkdir()

    found = after_cuts(tmp_path / "base", times(IMAGES), _lost_making, "make", at_the_end=True)
    assert [faults for faults in found if faults] == []
