"""A small vault for every fault, without the second that a passphrase costs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from coverage import Coverage

from supervision_app.adapters.keys import slots
from tests.faults.quick_keys import quickly
from tests.faults.saving import make_vault


@pytest.fixture(scope="module", autouse=True)
def uncounted() -> Iterator[None]:
    """Measure no coverage here: what is done a thousand times is covered elsewhere, and takes twice as long counted."""
    counting = Coverage.current()
    if counting:
        counting.stop()
    yield
    if counting:
        counting.start()


@pytest.fixture(scope="module", autouse=True)
def umask() -> Iterator[None]:
    """Put back what opening a vault sets for the whole process."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch no passphrase."""
    monkeypatch.setattr(slots, "_stretch", quickly)


@dataclass(frozen=True)
class Small:
    """A small closed vault below a folder, and its recovery key."""

    base: Path
    recovery_key: str

    def copy(self, to: Path) -> Path:
        """Return a copy of it for one test, below a folder that is made anew."""
        shutil.rmtree(to, ignore_errors=True)
        return Path(shutil.copytree(self.base, to))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The vault that was made once; each test works on copies."""
    base = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "_stretch", quickly)
        return Small(base, make_vault(base))


@pytest.fixture(scope="session")
def power_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is preloaded into a process to write down what it asks of the disk, compiled once."""
    made = tmp_path_factory.mktemp("power") / "power_log.so"
    source = Path(__file__).with_name("power_log.c")
    command = ["cc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(made), str(source), "-ldl"]
    subprocess.run(command, check=True)
    return made
