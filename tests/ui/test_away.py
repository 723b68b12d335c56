"""The vault is locked when the computer is: what the desktop says is heard on a bus of the tests' own."""

import ctypes
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from ui.shared.away import Away, own_session
from ui.shared.away_windows import AwayOnWindows, Message, is_left

LOGIN = "org.freedesktop.login1"
GNOME = "org.gnome.ScreenSaver"


@pytest.fixture
def bus() -> Iterator[str]:
    """A bus of its own; returns its address."""
    command = ["dbus-daemon", "--session", "--print-address", "--nofork", "--nopidfile"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def desktop(bus: str) -> Iterator[QDBusConnection]:
    """A desktop that can say something."""
    name = f"desktop of {bus}"
    made = QDBusConnection.connectToBus(bus, name)
    assert made.registerService(LOGIN)
    assert made.registerService(GNOME)
    yield made
    QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def left(bus: str, desktop: QDBusConnection, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was heard, with somebody listening in session 2."""
    assert desktop.isConnected()
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    heard: list[str] = []
    name = f"who hears {bus}"
    hears = QDBusConnection.connectToBus(bus, name)
    listening = Away(lambda: heard.append("left"), hears, hears)
    yield heard
    QDBusConnection.disconnectFromBus(name)
    listening.deleteLater()


def say(desktop: QDBusConnection, what: tuple[str, str, str], words: list[bool]) -> None:
    """Let the desktop say something."""
    message = QDBusMessage.createSignal(*what)
    message.setArguments(words)
    assert desktop.send(message)


SLEEPS = ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep")
LOCKED = ("/org/freedesktop/login1/session/_32", f"{LOGIN}.Session", "Lock")
ANOTHER_LOCKED = ("/org/freedesktop/login1/session/_33", f"{LOGIN}.Session", "Lock")
SCREEN_LOCKED = ("/org/gnome/ScreenSaver", GNOME, "ActiveChanged")


@pytest.mark.parametrize(("what", "words"), [(SLEEPS, [True]), (LOCKED, []), (SCREEN_LOCKED, [True])])
def test_sleep_and_lock_are_heard(
    left: list[str], desktop: QDBusConnection, qtbot: QtBot, what: tuple[str, str, str], words: list[bool]
) -> None:
    say(desktop, what, words)
    qtbot.waitUntil(lambda: left == ["left"])


def test_waking_and_the_lock_of_another_session_concern_nobody(
    left: list[str], desktop: QDBusConnection, qtbot: QtBot
) -> None:
    say(desktop, SLEEPS, [False])
    say(desktop, ANOTHER_LOCKED, [])
    say(desktop, SCREEN_LOCKED, [False])
    say(desktop, SLEEPS, [True])  # what comes after those is heard after those
    qtbot.waitUntil(lambda: bool(left))
    assert left == ["left"]


@pytest.mark.parametrize(
    ("session", "path"),
    [("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db"), ("", "")],
)
def test_the_login_service_names_a_session_in_its_own_letters(session: str, path: str) -> None:
    assert own_session(session) == (f"/org/freedesktop/login1/session/{path}" if path else "")


def test_without_a_bus_nothing_is_heard_and_nothing_breaks() -> None:
    none = QDBusConnection("there is no such bus")
    assert Away(lambda: None, none, none) is not None


@pytest.mark.parametrize(
    ("number", "what", "is_so"),
    [
        (0x02B1, 0x7, True),  # locked
        (0x02B1, 0x8, False),  # unlocked
        (0x02B1, 0x2, True),  # somebody else is at the screen
        (0x0218, 0x4, True),  # sleeps
        (0x0218, 0x12, False),  # awake
        (0x0100, 0x7, False),  # a key
    ],
)
def test_what_a_message_of_windows_means(number: int, what: int, *, is_so: bool) -> None:
    assert is_left(number, what) is is_so


def test_a_message_of_windows_is_read_and_passed_on() -> None:
    heard: list[str] = []
    listening = AwayOnWindows(0, lambda: heard.append("left"))
    for number, what in ((0x02B1, 0x7), (0x0100, 0x41)):
        message = Message(None, number, what)
        assert listening.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)
    assert listening.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert heard == ["left"]
