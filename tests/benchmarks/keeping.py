"""What it costs to keep a vault safe: unlocking with its checks, a verified backup, and saving against plain SQLite."""

import shutil
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from supervision_app.adapters.keys.slots import open_passphrase, passphrase_slot
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services import reading
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.setting_up import NewVault, create_vault
from tests.benchmarks.saving import words_on_actions
from tests.benchmarks.timing import row, typical
from tests.fakes.desks import FakeCaseload, StandingClock, observed
from tests.fakes.desks import reading as file_of
from tests.fakes.tampering import desk_over

_PASSPHRASE = "five words for a bench alone"
_SIZES = {"20,000": (200, 3_800), "100,000": (1_000, 19_000)}
"""So many children and actions make about as many entries."""
_RUNS, _SAVES = 3, 200


def measure(folder: Path) -> Iterator[dict[str, object]]:
    """Give the lines of this part."""
    slot = passphrase_slot("v", bytes(32), _PASSPHRASE)
    stretch = typical(lambda: open_passphrase("v", slot, _PASSPHRASE), _RUNS)
    for name, (children, actions) in _SIZES.items():
        base = folder / f"keeping-{children}"
        folders = VaultFolders(base / "state", StandingClock())
        entries = _fill(base, folders, children, actions)
        unlock = typical(lambda: _to_list(folders, base / "vault"), _RUNS)  # noqa: B023 - it is called here
        yield row(
            f"unlock to the list of children, with {entries:,} entries and the checks of an opening",
            unlock,
            "one Argon2id",
            stretch,
            "≤ 2 s" if name == "20,000" else "≤ 3 s",
        )
        yield from _backup(folders, base, entries)
    yield from _saving(folder)


def _fill(base: Path, folders: VaultFolders, children: int, actions: int) -> int:
    made = create_vault(folders, desk_over, NewVault(base / "vault", "Moira Khan", "manager", "Riverside"), _PASSPHRASE)
    some = [observed(f"C{number:05}", f"Worker {number % 60:02}") for number in range(children)]
    import_caseload(made.desk, FakeCaseload(file_of(some)), ToImport([]))
    made.desk.record(list(words_on_actions(made.desk, actions)))
    entries = made.desk.vault.check().entries
    made.desk.vault.close()
    return entries


def _to_list(folders: VaultFolders, folder: Path) -> None:
    vault = folders.open(folder, _PASSPHRASE)
    reading.children(desk_over(vault))
    vault.shut()


def _backup(folders: VaultFolders, base: Path, entries: int) -> Iterator[dict[str, object]]:
    vault = folders.open(base / "vault", _PASSPHRASE)
    copied = base / "copied.db"
    plain = typical(lambda: shutil.copyfile(base / "vault" / "vault.db", copied), _RUNS)
    taken = typical(lambda: vault.back_up(always=True), _RUNS)
    size = (base / "vault" / "vault.db").stat().st_size // 2**20
    vault.shut()
    yield row(
        f"verified backup of {entries:,} entries, {size} MB", taken, "copying the file, nothing flushed", plain, "≤ 2 s"
    )


def _saving(folder: Path) -> Iterator[dict[str, object]]:
    sealed = Database(folder / "sealed.db", bytes(32))
    with sealed.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE one (id INTEGER PRIMARY KEY, words BLOB)")
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL"):
        plain.execute(f"PRAGMA {setting}")
    plain.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, words BLOB)")
    driver = sealed.connection.connection.driver_connection
    assert driver is not None
    numbers = count()

    def save(into: Any) -> None:
        into.execute("BEGIN IMMEDIATE")
        into.execute("INSERT INTO one VALUES (?, ?)", (next(numbers), bytes(600)))
        into.execute("COMMIT")

    ours, theirs = typical(lambda: save(driver), _SAVES), typical(lambda: save(plain), _SAVES)
    yield row("a commit of one row, encrypted", ours, "plain SQLite with the same synchronous", theirs)
    sealed.close()
    plain.close()
