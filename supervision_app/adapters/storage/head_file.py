"""The newest heads, remembered outside the vault: SQLCipher alone does not notice an older file put back."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from supervision_app.adapters.files import in_words, write_whole


@dataclass(frozen=True, slots=True)
class Heads:
    """How many saves there were, the sum of all entry ids up to then, and the last commit."""

    save: int
    total: int
    commit: str


class HeadFile:
    """One small file for each vault in the per-user state folder.

    It may be older than the vault (a crash between the two) but never newer: a vault that does not
    hold what the file remembers was put back, cut or replaced.
    """

    def __init__(self, vault: str, folder: Path | None = None) -> None:
        """Take the vault's id; the folder is the per-user state folder unless given."""
        state = folder or user_state_path("supervision-companion", appauthor=False) / "heads"
        self.path = state / f"{vault}.json"

    def written_at(self) -> datetime:
        """Return when the heads were remembered last, in UTC; raises CannotWrite where that cannot be told."""
        with in_words(self.path):
            return datetime.fromtimestamp(int(self.path.stat().st_mtime), UTC)

    def keep_aside(self, at: datetime) -> Path:
        """Return a copy of what is remembered, under a name that nothing reads or writes; raises CannotWrite."""
        named, number = f"{self.path.stem}-before-{at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}", 1
        aside = self.path.with_name(f"{named}.json")
        while aside.exists():
            number += 1
            aside = self.path.with_name(f"{named}-{number}.json")
        with in_words(self.path):
            content = self.path.read_bytes()
        write_whole(aside, content)
        return aside

    def write(self, save: int, total: int, commit: str) -> None:
        """Remember the heads. A fault is passed over: the save itself is done and must not be doubted for it."""
        body = json.dumps({"commit": commit, "save": save, "sum": f"{total:064x}"})
        beside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(
                os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                file.write(body)
            beside.replace(self.path)
        except OSError:
            return

    def read(self) -> Heads | None:
        """Return what is remembered; None when nothing is, or it cannot be read."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return Heads(int(found["save"]), int(found["sum"], 16), bytes.fromhex(found["commit"]).hex())
        except (OSError, OverflowError, ValueError, KeyError, TypeError):
            return None
