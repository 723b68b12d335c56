"""Processes that save to a vault until they are killed: a server that has imported everything forks each of them."""

import ctypes
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from signal import SIGKILL
from typing import IO

from supervision_app.services.desk import Desk
from tests.fakes.tampering import desk_over
from tests.faults.quick_keys import use_quick_keys
from tests.faults.saving import Say, opened, save, words_of

ROOT = Path(__file__).parent.parent.parent
SAVES_UNTIL_CLOSED = 4
MOST_CALLS = 800
"""About ten saves, with opening and closing between them."""
KILLED = f"gone {int(SIGKILL)}"
MOST_ACKNOWLEDGED, MOST_STEPS = 12, 200_000


class Server:
    """The process that forks; what it and its children say comes through one pipe, a line in one write."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Take the process."""
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders: IO[str] = process.stdin
        self._heard: IO[str] = process.stdout

    def kill_one(self, base: Path, run: str, dice: Random) -> list[str]:
        """Let somebody save to the vault below a folder, and kill them at any moment; returns what they had said.

        They are killed in two ways: just before one of their calls to the disk, or from here after something they say.
        """
        call = dice.choice((0, dice.randint(1, MOST_CALLS)))
        self._orders.write(f"{base} {run} {call}\n")
        self._orders.flush()
        child, said = int(self._line().removeprefix("child ")), list[str]()
        if not call:
            said = [self._line() for _ in range(dice.randint(1, MOST_ACKNOWLEDGED))]
            for _ in range(dice.randrange(MOST_STEPS)):
                pass
            os.kill(child, SIGKILL)
        said += iter(self._line, KILLED)
        return said

    def _line(self) -> str:
        line = self._heard.readline().strip()
        assert line == KILLED or not line.startswith(("gone", "Traceback")), "the process ended by itself"
        assert line != "", "the server ended"
        return line


@contextmanager
def server(preload: Path, root: Path, way: str = "save") -> Iterator[Server]:
    """Return a context with a server whose children save in a way of `WAYS` to vaults below a folder."""
    # Nobody measures the coverage of what is killed, and without that it starts sooner.
    around = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    around |= {"LD_PRELOAD": str(preload), "FAULTS_ROOT": str(root)}
    command = [sys.executable, "-m", "tests.faults.killed", way]
    with subprocess.Popen(
        command, cwd=ROOT, env=around, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Server(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def _too_early(desk: Desk, mark: str, say: Say) -> None:
    """Say that a save is done before it is: the control of what is lost."""
    desk.vault.drafts.keep(mark, {"said": mark}, "")
    with desk.vault.ledger.transaction():
        written = desk.record(words_of(desk, mark))
        desk.vault.drafts.drop(mark)
        say(" ".join(["saved", mark, *(entry.id for entry in written)]))


def _by_halves(desk: Desk, mark: str, say: Say) -> None:
    """Save each stream by itself: the control of what is half there."""
    say(f"typed {mark}")
    for word in words_of(desk, mark):
        desk.record([word])


WAYS = {"save": save, "too early": _too_early, "by halves": _by_halves}


def _save_until_killed(base: Path, run: str, way: str) -> None:
    saved = 0
    while True:
        vault = opened(base)
        desk = desk_over(vault)
        for _ in range(SAVES_UNTIL_CLOSED):
            saved += 1
            WAYS[way](desk, f"{run}-{saved}", _say)
        vault.close()


def _serve(way: str) -> None:
    use_quick_keys()
    for order in sys.stdin:
        base, run, call = order.split()
        child = os.fork()
        if not child:
            try:
                ctypes.CDLL(None).faults_die_at(ctypes.c_long(int(call)))
                _save_until_killed(Path(base), run, way)
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(1)
        _say(f"child {child}")
        _, status = os.waitpid(child, 0)
        _say(f"gone {status}")


if __name__ == "__main__":
    _serve(sys.argv[1])
