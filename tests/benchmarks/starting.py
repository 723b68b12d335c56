"""Starting a command and opening a vault, against Python and Argon2id alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from supervision_app import bootstrap
from supervision_app.services.setting_up import NewVault
from tests.benchmarks.timing import row, typical

_ARGON = (
    "from cryptography.hazmat.primitives.kdf.argon2 import Argon2id;"
    "Argon2id(salt=bytes(16), length=32, iterations=3, lanes=4, memory_cost=262144).derive(b'x')"
)


def measure(folder: Path) -> Iterator[dict[str, object]]:
    """Give the lines of this part."""
    new = NewVault(folder / "started", "Moira Khan", "manager", "Riverside")
    bootstrap.make_vault(new, "correct horse battery").desk.vault.close()
    secret = folder / "passphrase.txt"
    secret.write_text("correct horse battery", encoding="utf-8")
    unlock = _run("-c", _ARGON)
    bare = _run("-c", "import typer")
    main = ("-m", "supervision_app")
    yield row("help", _run(*main, "--help"), "Python with typer imported", bare)
    listed = _run(*main, "children", "--vault", str(new.folder), "--passphrase-file", str(secret))
    yield row("a command with unlock", listed, "Python with one Argon2id (256 MiB, 3, 4)", unlock)


def _run(*arguments: str) -> float:
    command = [sys.executable, *arguments]
    return typical(lambda: subprocess.run(command, check=True, capture_output=True), 5)
