"""Processes whose every call to the disk is written down: `power_log.c` is preloaded into them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from supervision_app.adapters.keys.key_file import read_key_file, write_key_files
from supervision_app.adapters.storage import database
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.setting_up import NewVault, create_vault
from tests.fakes.sealed_vaults import PASSPHRASE
from tests.fakes.tampering import desk_over
from tests.faults.power import ACKNOWLEDGED, Disk, Record, records
from tests.faults.quick_keys import use_quick_keys
from tests.faults.saving import Say, opened, save

ROOT = Path(__file__).parent.parent.parent
SAVES, KEY_CHANGES = 12, 12
SURE = "PRAGMA synchronous = FULL"
Work = Callable[[Path, Say, list[str]], None]


def watched(log: Path, base: Path, *order: str, preload: Path, lies: bool = False) -> tuple[Disk, list[Record]]:
    """Run one of the works below over a folder; returns the disk before it, and what it asked of the disk."""
    disk = Disk.of(base)
    around = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    around |= {"LD_PRELOAD": str(preload), "FAULTS_ROOT": str(base), "FAULTS_LOG": str(log)}
    around |= {"FAULTS_LIES": "yes"} if lies else {}
    subprocess.run([sys.executable, "-m", "tests.faults.watched", str(base), *order], cwd=ROOT, env=around, check=True)
    return disk, records(log)


def _save(base: Path, say: Say, order: list[str]) -> None:
    """Save a few times, with the log folded once: by closing, or, where asked for, by SQLite itself."""
    surely, pages = order
    settings = [one.replace(SURE, f"PRAGMA synchronous = {surely}") for one in database._SETTINGS]  # noqa: SLF001
    database._SETTINGS = (*settings, f"PRAGMA wal_autocheckpoint = {pages}")  # type: ignore[assignment] # noqa: SLF001
    vault = opened(base)
    for turn in range(SAVES):
        if turn == SAVES // 2:
            vault.close()
            vault = opened(base)
        save(desk_over(vault), f"{turn}", say)
    # Neither closed nor folded: as long as it is open is when the power goes.
    os._exit(0)


def _change_keys(base: Path, say: Say, _order: list[str]) -> None:
    """Give a vault one recovery key after another, and say which one holds now."""
    folder = base / "vault"
    vault = VaultFolders(base / "state").open(folder, PASSPHRASE)
    key = read_key_file(folder).unlock(PASSPHRASE)
    for _ in range(KEY_CHANGES):
        key_file, recovery = read_key_file(folder).with_new_recovery(key)
        say(f"trying {recovery}")
        write_key_files(folder, key_file)
        say(f"holds {recovery}")
    vault.close()


def _make(base: Path, say: Say, _order: list[str]) -> None:
    """Make a vault where none was."""
    new = NewVault(base / "vault", "Moira Khan", "manager", "Riverside")
    made = create_vault(VaultFolders(base / "state"), desk_over, new, PASSPHRASE)
    say(f"holds {made.recovery_key}")
    os._exit(0)


WORKS: dict[str, Work] = {"save": _save, "change keys": _change_keys, "make": _make}


def _main(base: Path, what: str, *order: str) -> None:
    use_quick_keys()
    said = os.open(base / ACKNOWLEDGED, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    WORKS[what](base, lambda line: _tell(said, line), list(order))


def _tell(said: int, line: str) -> None:
    os.write(said, f"{line}\n".encode())


if __name__ == "__main__":
    _main(Path(sys.argv[1]), *sys.argv[2:])
