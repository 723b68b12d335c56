"""A real encrypted vault without the second that a passphrase costs, and a clock that stands where it is put."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock

from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.reference import ShippedReference
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.domain.going_live import OpenActionsReading
from supervision_app.domain.observed import ObservedChild, ObservedWorker, Place, Reading, Refusal, SourceFile
from supervision_app.services.desk import Desk
from supervision_app.services.documents import CaseDocument
from supervision_app.services.ports import WaysIn
from supervision_app.services.setting_up import NewVault, create_vault

MONDAY = date(2026, 11, 16)


@dataclass
class StandingClock:
    """Ten in the morning of the day it is put to."""

    day: date = MONDAY

    def now(self) -> datetime:
        """Return ten in the morning."""
        return datetime.combine(self.day, time(10), UTC)


class QuickFolders:
    """Vaults with a key of their own and no passphrase: what is tested is not the passphrase."""

    def __init__(self, state: Path) -> None:
        self.state = state

    def create(self, folder: Path, passphrase: str) -> tuple[OpenVault, str]:
        folder.mkdir(parents=True)
        lock = FileLock(folder / "vault.lock")
        lock.acquire()
        vault = OpenVault(Database(folder / "vault.db", bytes(32)), lock, HeadFile(folder.name, self.state))
        vault.make_tables()
        return vault, f"recovery key for {passphrase}"

    def open(self, folder: Path, passphrase: str) -> OpenVault:
        raise NotImplementedError(passphrase)

    def open_with_pin(self, folder: Path, pin: str) -> OpenVault:
        raise NotImplementedError(pin)

    def seconds_to_wait(self, folder: Path) -> int:
        raise NotImplementedError(folder)

    def ways_in(self, folder: Path) -> WaysIn:
        raise NotImplementedError(folder)

    def check_recovery(self, folder: Path, recovery_key: str) -> None:
        raise NotImplementedError(recovery_key)

    def recover(self, folder: Path, recovery_key: str, passphrase: str, *, to_type_back: bool = False) -> str:
        raise NotImplementedError(passphrase)

    def check_council(self, folder: Path, identity: str) -> None:
        raise NotImplementedError(identity)

    def open_by_council(self, folder: Path, identity: str, passphrase: str, *, to_type_back: bool = False) -> str:
        raise NotImplementedError(passphrase)

    def change_passphrase(self, folder: Path, passphrase: str, new: str) -> None:
        raise NotImplementedError(passphrase)


def make_desk(
    tmp_path: Path,
    *,
    name: str = "Moira Khan",
    role: str = "manager",
    folder: str = "vault",
    clock: StandingClock | None = None,
    demonstration: bool = False,
) -> Desk:
    """Return a desk over a new vault on real SQLCipher."""
    standing = clock or StandingClock()
    new = NewVault(tmp_path / folder, name, role, "Riverside", "Demonshire", demonstration=demonstration)
    made = create_vault(
        QuickFolders(tmp_path / "state"), lambda vault: Desk(vault, standing, ShippedReference()), new, "x"
    )
    return made.desk


def observed(
    case_id: str,
    worker: str = "Aoife Byrne",
    facts: Mapping[str, str] = MappingProxyType({}),
    *,
    team: str = "Riverside",
    lists: str = "8",
    row: int = 2,
    key: str = "",
) -> ObservedChild:
    """Return one child as a file would show them."""
    named = {"worker_observed": worker} if worker else {}
    return ObservedChild(
        case_id,
        {"team": team, "lists": lists, **named, **facts},
        ObservedWorker(worker, key) if worker else None,
        (Place("annex-a.xlsx", "List 8", row),),
    )


class FakeCaseload:
    """Hands out what it was given."""

    def __init__(self, reading: Reading | None = None, live: OpenActionsReading | None = None) -> None:
        self.reading, self.live = reading, live

    def read(self, *_args: object, **_options: object) -> Reading:
        """Return the reading."""
        assert self.reading is not None
        return self.reading

    def read_open_actions(self, *_args: object) -> OpenActionsReading:
        """Return the open actions."""
        assert self.live is not None
        return self.live


def reading(
    children: Iterable[ObservedChild],
    as_of: date = MONDAY,
    *,
    kind: str = "annex-a",
    lists: Iterable[str] = ("8",),
    refused: Sequence[Refusal] = (),
) -> Reading:
    """Return a reading of these children."""
    file = SourceFile("annex-a.xlsx", "0" * 64)
    return Reading(kind, as_of, tuple(children), frozenset(lists), (file,), tuple(refused))


class FakeDocuments:
    """Writes a document's data as it is."""

    formats = ("txt", "json")

    def render(self, document: CaseDocument, format: str) -> bytes:  # noqa: A002
        """Return the document's own words."""
        return f"{format}: {document}".encode()
