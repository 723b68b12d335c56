"""A process on a disk that runs full over and over: `power_log.c` lets it write so many bytes and no more."""

import ctypes
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite
from tests.fakes.sealed_vaults import PASSPHRASE
from tests.fakes.tampering import desk_over
from tests.faults.quick_keys import use_quick_keys
from tests.faults.saving import Said, faults_of, opened, save
from tests.faults.soak import dice

ROOT = Path(__file__).parent.parent.parent
MOST_ROOM, NO_LIMIT = 40_000, -1
NEW = "five new words of hers"


@dataclass(frozen=True)
class Turn:
    """How it went once: how many writes the disk refused, what was said of it, and what was wrong afterwards."""

    refused: int
    said: str
    wrong: list[str]
    opening: str


def turns(base: Path, count: int, what: str, *, preload: Path) -> list[Turn]:
    """Return how it went when a disk ran full so many times, in one of `WAYS`."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    around |= {"LD_PRELOAD": str(preload), "FAULTS_ROOT": str(base)}
    command = [sys.executable, "-m", "tests.faults.small_disk", str(base), str(count), what]
    told = subprocess.run(command, cwd=ROOT, env=around, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [Turn(**turn) for turn in json.loads(told)]


class _Disk:
    """The disk below the folder, as full as it is told to be."""

    def __init__(self) -> None:
        self._shim = ctypes.CDLL(None)
        self._shim.faults_room.argtypes = [ctypes.c_long]
        self._shim.faults_refused.restype = ctypes.c_long

    @property
    def refused(self) -> int:
        return int(self._shim.faults_refused())

    def leave(self, room: int) -> None:
        self._shim.faults_room(room)


def _saving(base: Path, count: int, disk: _Disk, throws: Random) -> list[Turn]:
    """Save until the disk is full; go on in the same open vault, or, each fourth time, open it while it is full."""
    said, found = Said(), []
    vault = opened(base)
    for turn in range(count):
        before, opening = disk.refused, ""
        disk.leave(throws.randrange(MOST_ROOM))
        told = _until_full(desk_over(vault), f"{turn}", said)
        wrong = faults_of(vault, said)
        if turn % 4 == 3:
            vault.shut()
            opening = _open_full(base, said)
            disk.leave(NO_LIMIT)
            vault = opened(base)
        disk.leave(NO_LIMIT)
        save(desk_over(vault), f"{turn}-again", lambda line: said.hear([line]))
        found.append(Turn(disk.refused - before, told, wrong + faults_of(vault, said), opening))
    vault.close()
    return found


def _until_full(desk: Desk, run: str, said: Said) -> str:
    for turn in range(1_000):
        try:
            save(desk, f"{run}-{turn}", lambda line: said.hear([line]))
        except CannotWrite as refusal:
            return str(refusal)
    return ""


def _open_full(base: Path, said: Said) -> str:
    """Return "whole" where the vault opens on a full disk with everything in it, or in which words it does not."""
    try:
        vault = opened(base)
    except CannotWrite as refusal:
        return str(refusal)
    wrong = faults_of(vault, said)
    vault.shut()
    return " ".join(wrong) or "whole"


def _closing(base: Path, count: int, disk: _Disk, _throws: Random) -> list[Turn]:
    """Close a vault that a backup is due of on a disk that is full: it closes without one, and can be opened again."""
    said, found = Said(), []
    for turn in range(count):
        vault = opened(base)
        save(desk_over(vault), f"{turn}", lambda line: said.hear([line]))
        before = disk.refused
        disk.leave(0)
        vault.close()
        opening = _open_full(base, said)
        disk.leave(NO_LIMIT)
        found.append(Turn(disk.refused - before, "", [], opening))
    return found


def _changing(base: Path, count: int, disk: _Disk, throws: Random) -> list[Turn]:
    """Change the passphrase on a disk that is full: the old one opens then; with room again the new one does."""
    folders, found, now = VaultFolders(base / "state"), [], PASSPHRASE
    for _ in range(count):
        before, told = disk.refused, ""
        new = NEW if now == PASSPHRASE else PASSPHRASE
        disk.leave(throws.randrange(1_000))
        try:
            folders.change_passphrase(base / "vault", now, new)
        except CannotWrite as refusal:
            told = str(refusal)
        disk.leave(NO_LIMIT)
        folders.open(base / "vault", now).close()
        folders.change_passphrase(base / "vault", now, new)
        folders.open(base / "vault", new).close()
        found.append(Turn(disk.refused - before, told, [], ""))
        now = new
    return found


WAYS = {"saving": _saving, "closing": _closing, "changing": _changing}


def _main(base: str, count: str, what: str) -> None:
    use_quick_keys()
    found = WAYS[what](Path(base), int(count), _Disk(), dice(f"full {what}"))
    sys.stdout.write(json.dumps([asdict(turn) for turn in found]))


if __name__ == "__main__":
    _main(*sys.argv[1:])
