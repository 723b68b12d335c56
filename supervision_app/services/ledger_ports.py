"""What the services ask of the ledger: the entries that are held."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed


class Ledger(Protocol):
    """The entries that are held. Every change happens inside one transaction."""

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context that keeps all or nothing; inside another it joins that one."""

    def tips(self, author: str, streams: Collection[str]) -> Mapping[str, tuple[int, str]]:
        """Return the number and id of the author's newest entry in each of the streams."""

    def heads(self, subjects: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return the newest entries of each subject, given as stream and subject."""

    def subject(self, stream: str, subject: str) -> list[Entry]:
        """Return all entries of one subject."""

    def stream(self, stream: str) -> list[Entry]:
        """Return all entries of one stream, oldest saved first."""

    def commits(self) -> frozenset[str]:
        """Return the ids of all commits."""

    def append(self, signed: Sequence[Signed], received_at: str) -> None:
        """Add signed commits and project what they touch again."""
