"""What the services ask of what a vault keeps beside the record: what is being typed, and what it remembers."""

from collections.abc import Mapping
from typing import Protocol


class Drafts(Protocol):
    """What is being typed: kept beside the ledger, gone once it is recorded."""

    def keep(self, draft: str, fields: Mapping[str, str], kept_at: str) -> None:
        """Keep these fields of a draft as they are now; a field without text goes."""

    def read(self, draft: str) -> dict[str, str]:
        """Return the fields of a draft with their text; none where nothing was typed."""

    def begun(self, start: str) -> dict[str, str]:
        """Return the drafts whose name starts like this, each with when it was last kept, the newest first."""

    def drop(self, draft: str) -> None:
        """Forget a draft whole."""


class Remembers(Protocol):
    """What a vault remembers for itself, by name: it is no part of the record."""

    def get(self, name: str) -> str:
        """Return what is remembered; empty where nothing is."""

    def set(self, values: Mapping[str, str]) -> None:
        """Remember these."""
