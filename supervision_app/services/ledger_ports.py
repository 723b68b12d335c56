"""What the services ask of the ledger: the entries that are held, and those that wait to be."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
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

    def subjects(self, subjects: Collection[tuple[str, str]]) -> list[Entry]:
        """Return all entries of several subjects, given as stream and subject."""

    def stream(self, stream: str) -> list[Entry]:
        """Return all entries of one stream, oldest saved first."""

    def streams(self) -> list[str]:
        """Return every stream of which an entry is held, sorted."""

    def commits(self) -> frozenset[str]:
        """Return the ids of all commits."""

    def held(self, ids: Collection[str]) -> set[str]:
        """Return those of these ids of commits that are held."""

    def present(self, ids: Collection[str]) -> set[str]:
        """Return those of these ids of entries that are held."""

    def signed(self, streams: Collection[str]) -> list[Signed]:
        """Return every commit of these streams with its entries, as they were signed."""

    def of_teams(self, family: str) -> list[tuple[str, str]]:
        """Return stream and id of everything of one family that stands in the streams of teams."""

    def twice_numbered(self, streams: Collection[str]) -> int:
        """Return how often one author numbered two entries of a stream alike."""

    def tell(self, entries: Sequence[Entry]) -> int:
        """Give entries that are held without their words those words; returns how many were."""

    def append(self, signed: Sequence[Signed], received_at: str) -> None:
        """Add signed commits and project what they touch again."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A commit that waits for entries that are not here, or for somebody to vouch for who sent it.

    `sender` is the signing key of whoever sent it, `pack` the pack in which it came, `made_at` when that was made.
    """

    signed: Signed
    sender: str
    pack: str
    made_at: str


class Waiting(Protocol):
    """Commits that came and are not part of the record yet: kept until what they wait for is here."""

    def keep(self, waits: Sequence[Waits]) -> None:
        """Keep commits that wait; one that waits already is as it was."""

    def all(self) -> list[Waits]:
        """Return the commits that wait, the first that came first."""

    def drop(self, commits: Collection[str]) -> None:
        """Forget commits by their ids: they are part of the record now."""
