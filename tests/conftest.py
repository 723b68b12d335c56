"""What holds for every test: no network, no home folder of a real person, no stray logs, no screen."""

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_RUNTIME_DIR": "run",
    "XDG_STATE_HOME": ".local/state",
}
NETWORK = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
AF_INET, AF_INET6 = 2, 10

_reached: list[str] = []


def _guard(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what leads out of this computer, whichever thread or library asks for it."""
    if event in NETWORK or (event == "socket.__new__" and args[1] in {AF_INET, AF_INET6}):
        _reached.append(event)
        pytest.fail(f"The app does not use the network, and this test reached for it: {event}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail the test that opened a network socket, even where the refusal was swallowed."""
    _reached.clear()
    yield
    if _reached:
        pytest.fail(f"The app does not use the network, and this test reached for it: {', '.join(_reached)}")


def _move_home(patch: pytest.MonkeyPatch, home: Path) -> None:
    for name, below in FOLDERS.items():
        folder = home / below
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        patch.setenv(name, str(folder))


@pytest.fixture(scope="session", autouse=True)
def session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give wider fixtures a home folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("session-home")
        _move_home(patch, home)
        yield home


@pytest.fixture(autouse=True)
def home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give each test an empty home folder, and no key store but one that it brings itself."""
    folder = tmp_path_factory.mktemp("home")
    _move_home(monkeypatch, folder)
    if not request.node.get_closest_marker("keyring"):
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    return folder


class _StrayLogs(logging.Handler):
    """Keeps each record of a warning or worse, and the patterns that a test announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []
        self.announced: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def faults(self) -> list[str]:
        stray = [said for said in self.said if not any(re.search(pattern, said) for pattern in self.announced)]
        missed = [pattern for pattern in self.announced if not any(re.search(pattern, said) for said in self.said)]
        return [f"not expected: {said}" for said in stray] + [f"expected, but not said: {want}" for want in missed]


@pytest.fixture(autouse=True)
def stray_logs() -> Iterator[_StrayLogs]:
    """Fail the test during which something unexpected is logged as a warning or worse."""
    handler = _StrayLogs()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    if faults := handler.faults():
        pytest.fail("Log records:\n" + "\n".join(faults))


@pytest.fixture
def expect_log(stray_logs: _StrayLogs) -> Callable[[str], None]:
    """Announce a log record by a pattern of "LEVEL logger: message"; it has to come."""
    return stray_logs.announced.append
