"""The window: its first page, unlocking, typing and memory, each against a bare window of Qt."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from supervision_app import bootstrap
from supervision_app.domain.discussions import IN_DEPTH
from supervision_app.domain.sessions import AT, DEPTH, field_of, field_of_stage
from supervision_app.services import sessions
from supervision_app.services.desk import Desk
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.needing import what_needs_me
from supervision_app.services.setting_up import NewVault
from tests.benchmarks.saving import words_on_actions
from tests.benchmarks.timing import row, typical
from tests.fakes.desks import FakeCaseload, observed, reading

PASSPHRASE = "correct horse battery"
_STARTS = 9
_CHILDREN, _ACTIONS, _LETTERS = 250, 3_600, 20_000
_ARGON = (
    "from time import perf_counter as now;"
    "from cryptography.hazmat.primitives.kdf.argon2 import Argon2id;"
    "made = Argon2id(salt=bytes(16), length=32, iterations=3, lanes=4, memory_cost=262144); begun = now();"
    "made.derive(b'x'); print((now() - begun) * 1000)"
)


def measure(folder: Path) -> Iterator[dict[str, object]]:
    """Give the lines of this part."""
    vault = folder / "window" / "vault"
    draft, entries, lines = _fill(vault)
    starts = [(_at("bare")[1], _at("first", str(vault))[1]) for _ in range(_STARTS)]
    bare, ours = (median(one) for one in zip(*starts, strict=True))
    yield row("from the start to the unlock page, painted", ours, "a bare window with one field", bare, "≤ 1.3 ×")
    found = _at("whole", str(vault), PASSPHRASE, draft)[0]
    argon = median(float(_run("-c", _ARGON)) for _ in range(3))
    name = f"from the passphrase to Today, painted, with {entries:,} entries"
    yield row(name, found["unlocked"], "one Argon2id (256 MiB, 3, 4)", argon, "≤ 2 s")
    painted, read = (median(found[one]) for one in ("child", "child_read"))
    name = f"a child's page with its strip of {found['child_items']} items, painted"
    yield row(name, painted, "reading what the strip is made of", read, "≤ 150 ms")
    for part, number in (("half of the keys", 49), ("99 of 100 keys", 98)):
        typed, alone = (quantiles(found[one], n=100)[number] for one in ("typed", "typed_alone"))
        name = f"a letter painted in a session with {_LETTERS:,} letters, {part} at most"
        yield row(name, typed, "the same in a bare field of Qt", alone, "99 of 100 ≤ 16 ms")
    memory = _at("bare", "--memory")[0]["rss"]
    for name, held in (("memory with Today", found["today"]), ("memory with a session", found["session"])):
        yield {"measure": name, "mb": round(held), "baseline": "a bare window", "baseline_mb": round(memory),
               "ratio": round(held / memory, 2)}  # fmt: skip
    yield from lines


def _fill(vault: Path) -> tuple[str, int, list[dict[str, object]]]:
    """Make a vault with a session begun in it; returns its draft, its entries, and what was measured inside."""
    new = NewVault(vault, "Moira Khan", "manager", "Riverside")
    folders = bootstrap.vault_folders(vault.parent / "state")
    desk = bootstrap.make_vault(new, PASSPHRASE, folders=folders).desk
    children = [observed(f"C{number:05}", f"Worker {number % 20:02}") for number in range(_CHILDREN)]
    import_caseload(desk, FakeCaseload(reading(children)), ToImport([]))
    desk.record(list(words_on_actions(desk, _ACTIONS)))
    draft = sessions.begin(desk, "Worker 00", desk.today())
    opened = sessions.open_session(desk, draft)
    child = opened.children[0].stream
    stage = opened.guide.asked_with_each_child()[0]
    note = "She woke before six and fed the cat, and told nobody. " * (_LETTERS // 54)
    sessions.keep(
        desk, draft, {field_of(DEPTH, child): IN_DEPTH, AT: child, field_of_stage(stage, child): note}
    )  # fmt: skip
    entries = desk.vault.check().entries
    lines = list(_inside(desk, draft, child, entries))
    desk.vault.close()
    return draft, entries, lines


def _inside(desk: Desk, draft: str, child: str, entries: int) -> Iterator[dict[str, object]]:
    opened = sessions.open_session(desk, draft)
    whole = typical(lambda: what_needs_me(desk), 5)
    step = typical(lambda: sessions.child_now(desk, opened.session, child), 20)
    yield row(f"one child of a session, with {entries:,} entries", step, "all that Today shows of them", whole)


def _at(*arguments: str) -> tuple[dict[str, Any], float]:
    """Return what a process with a window measured, and how long it took from its start to its end, in milliseconds."""
    begun = perf_counter()
    said = _run("-m", "tests.benchmarks.at_the_window", *arguments)
    return json.loads(said), (perf_counter() - begun) * 1000


def _run(*arguments: str) -> str:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=environment,
    )  # fmt: skip
    return done.stdout
