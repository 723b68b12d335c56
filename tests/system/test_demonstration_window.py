"""`--demo` as a program: nothing of it is left, and it opens no vault that is none of its own."""

import sys
from pathlib import Path

import pytest

from tests.system.conftest import SCRIPT, in_a_process

_INTERRUPTED = """
import os, signal, sys
from PySide6.QtCore import QTimer
from ui import demonstration

shown = demonstration.until_closed

def until_closed(qt, app):
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), getattr(signal, sys.argv[1])))
    return shown(qt, app)

demonstration.until_closed = until_closed
sys.exit(demonstration.run(["--demo"]))
"""


@pytest.mark.parametrize("wish", ["SIGINT", "SIGTERM"])
def test_whoever_ends_the_program_leaves_nothing_behind(tmp_path: Path, wish: str) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    for folder in (home, temporary):
        folder.mkdir()
    environment = {"HOME": str(home), "TMPDIR": str(temporary), "QT_QPA_PLATFORM": "offscreen"}

    answer = in_a_process([sys.executable, "-c", _INTERRUPTED], wish, environment=environment)

    assert (answer.code, answer.out) == (0, "")
    assert "Traceback" not in answer.err
    assert list(temporary.iterdir()) == []
    assert [path for path in home.rglob("*") if path.is_file() and ".cache" not in path.parts] == []


def test_a_vault_that_is_no_demonstration_is_not_opened(tmp_path: Path) -> None:
    answer = in_a_process([SCRIPT], "--demo", "--vault", tmp_path / "vault")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("vault is no vault of a demonstration. Leave --demo out to open it.\n")
