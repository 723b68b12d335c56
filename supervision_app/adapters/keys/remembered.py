"""What is remembered of tries to open a vault: small files in the per-user state folder, outside the vault."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from supervision_app.adapters.files import PRIVATE_FOLDER, write_whole
from supervision_app.services.errors import CannotWrite


class Remembered:
    """One small file for a vault and a purpose.

    It is named after a digest of the vault's id: before the vault is open, that id is only what a file says.
    """

    def __init__(self, vault: str, purpose: str, folder: Path | None = None) -> None:
        """Take the vault's id and the purpose; the folder is the per-user state folder unless given."""
        state = folder or user_state_path("supervision-companion", appauthor=False) / "tries"
        self._path = state / f"{digest(vault)}.{purpose}.json"

    def read(self) -> dict[str, Any] | None:
        """Return what is remembered; None when nothing is, or it cannot be read."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def write(self, what: dict[str, Any]) -> bool:
        """Remember this instead; returns whether that could be written."""
        try:
            self._path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(what, sort_keys=True).encode())
        except (CannotWrite, OSError):
            return False
        return True

    def forget(self) -> None:
        """Remember nothing."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return


def digest(vault: str) -> str:
    """Return a name for a vault that is fit for files and key stores, whatever its id is."""
    return sha256(vault.encode("utf-8", "surrogatepass")).hexdigest()[:32]
