"""A process killed while it saves loses nothing that it had said was saved, and leaves nothing by halves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Small
from tests.faults.killed import Server, server
from tests.faults.saving import Said, faults_of, opened
from tests.faults.soak import dice, times

VAULTS, KILLS = 30, 10


@pytest.fixture(scope="module")
def writers(power_log: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server whose children save as the app does."""
    with server(power_log, tmp_path_factory.getbasetemp()) as started:
        yield started


def after_kills(writers: Server, base: Path, turn: int, kills: int) -> list[str]:
    """Return what is found wrong with one vault whose writers are killed one after another."""
    said, found, throws = Said(), list[str](), dice("killed", turn)
    for run in range(kills):
        said.hear(writers.kill_one(base, f"{turn}-{run}", throws))
        vault = opened(base)
        found += faults_of(vault, said)
        vault.close()
    assert len(said.saved) + len(said.typed) > kills
    return found


@pytest.mark.parametrize("turn", range(times(VAULTS)))
def test_nothing_that_was_said_to_be_saved_is_lost_to_a_kill(
    small: Small, tmp_path: Path, writers: Server, turn: int
) -> None:
    assert after_kills(writers, small.copy(tmp_path / "base"), turn, KILLS) == []


@pytest.mark.parametrize(("way", "found"), [("too early", "lost: "), ("by halves", "half there: ")])
def test_the_kills_find_out_who_saves_too_late_or_by_halves(
    small: Small, tmp_path: Path, power_log: Path, way: str, found: str
) -> None:
    with server(power_log, tmp_path, way) as others:
        faults = after_kills(others, small.copy(tmp_path / "base"), 0, 2 * KILLS)

    assert [fault for fault in faults if fault.startswith(found)] != []
