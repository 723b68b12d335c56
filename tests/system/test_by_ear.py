"""A session from unlocking to locking, on a real screen, by the names alone that a screen reader is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.conftest import PASSPHRASE, Program, day, load, table

STORY = Path(__file__).with_name("by_ear.py")
LONGEST = 900
"""Seconds after which it is given up; it takes less than half a minute where nothing else runs."""
CASELOAD = ("Child ID,Name,Allocated worker", "T1,Kai,Aoife Byrne", "T2,Lowri,Aoife Byrne", "T3,Sam,Ben Okafor")


def on_a_screen(vault: Path, home: Path) -> str:
    """Tell the story with the window open on this vault; returns what could be heard of it at the end."""
    home.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "WAYLAND_"))}
    shown = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    app = [sys.executable, "-m", "supervision_app", "--vault", str(vault)]
    told = subprocess.run(
        ["dbus-run-session", "--", "/usr/bin/python3", str(STORY), *app],
        input=f"{PASSPHRASE}\n", capture_output=True, text=True, encoding="utf-8", check=False,
        env=kept | shown, timeout=LONGEST,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-8000:]
    return told.stdout


@pytest.mark.slow
def test_a_session_is_held_by_names_alone_and_its_record_is_found(program: Program, tmp_path: Path) -> None:
    load(program, table(tmp_path / "caseload.csv", *CASELOAD))
    action = program.agree("T1", "Aoife Byrne", "Ring the grandmother", "--as", "Aoife Byrne")

    heard = on_a_screen(program.vault, tmp_path / "home")

    assert "label '1 in depth, 1 by actions only'" in heard
    assert "label 'Read by the worker: " in heard
    assert program.action(action)["state"] == "in-progress"
    (talk,) = program.data("child", "T2")["discussions"]
    assert day(0) in talk.values()
    assert "She woke before six and fed the cat." in str(talk)
