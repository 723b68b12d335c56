"""What the services ask of the outside world; adapters and fakes answer."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from supervision_app.domain.caseload import Held
from supervision_app.domain.going_live import OpenActionsReading
from supervision_app.domain.guides import Guide
from supervision_app.domain.meetings import Meeting
from supervision_app.domain.observed import Reading
from supervision_app.domain.people import Member
from supervision_app.domain.retention import RetentionRule
from supervision_app.domain.rhythm import Rhythm
from supervision_app.services.agenda_views import AgendaViews
from supervision_app.services.documents import CaseDocument
from supervision_app.services.draft_ports import Drafts, Remembers
from supervision_app.services.ledger_ports import Ledger, Waiting
from supervision_app.services.read_models import (
    ActionPlace,
    ActionRow,
    ActionsWanted,
    Backup,
    CheckReport,
    ChildRow,
    ExportRow,
    OlderVault,
    Team,
    UnseenRow,
    UnwrittenRow,
)

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(_what: str, _done: int, _whole: int) -> None:
    """Take progress and say nothing."""


class Clock(Protocol):
    """The wall clock: shown with every entry, and never deciding what came after what."""

    def now(self) -> datetime:
        """Return the time with its zone."""


class Views(AgendaViews, Protocol):
    """The tables made from the ledger, read for lists."""

    def team(self) -> Team:
        """Return the team whose vault this is."""

    def members(self) -> list[Member]:
        """Return everybody in the directory, those who left included, by name."""

    def same(self) -> Mapping[str, str]:
        """Return each id that is another person's with the one that they go by."""

    def find_child(self, case_id: str) -> str | None:
        """Return the stream of the child with this id."""

    def find_action(self, start_of_id: str) -> list[tuple[str, str]]:
        """Return stream and id of the actions whose id starts like this."""

    def find_record(self, start_of_id: str) -> list[tuple[str, str]]:
        """Return stream and id of the records and actions whose id starts like this, those withdrawn included."""

    def withdrawn(self) -> list[tuple[str, str]]:
        """Return stream and id of everything that was withdrawn."""

    def under_hold(self) -> list[str]:
        """Return the streams on which a legal hold lasts."""

    def erased(self) -> list[str]:
        """Return the streams of the children who were erased, and are under no legal hold."""

    def find_export(self, start_of_id: str) -> list[tuple[str, str]]:
        """Return stream and id of the exports whose id starts like this."""

    def held_children(self) -> dict[str, Held]:
        """Return every child as known, by case id."""

    def children(self, today: date) -> list[ChildRow]:
        """Return every child for a list, by id."""

    def actions(self, *, child: str = "", worker: str = "", state: str = "", action: str = "") -> list[ActionRow]:
        """Return actions for a list, the soonest due first; `child` is a stream, `worker` a person's id."""

    def action_order(self, wanted: ActionsWanted, today: date) -> tuple[ActionPlace, ...]:
        """Return where the wanted actions are, in the wanted order; those that are equal by their id."""

    def actions_at(self, places: Sequence[ActionPlace]) -> list[ActionRow]:
        """Return the actions at these places as they are now, in this order; what is not there is left out."""

    def any_action(self) -> bool:
        """Return whether any action is recorded."""

    def people_shown(self) -> list[str]:
        """Return the names of those whom the list of actions shows with an action, by name."""

    def unfiled_exports(self) -> list[ExportRow]:
        """Return the exports that nobody has confirmed on file, the oldest first."""

    def last_supervised(self) -> dict[str, str]:
        """Return the day of each worker's last supervision session recorded here, by their id."""

    def rhythms(self) -> dict[str, Rhythm]:
        """Return every rhythm that stands, by its stream."""

    def meetings(self) -> list[Meeting]:
        """Return every planned date that was not cancelled, in order, without what became of it."""

    def supervised_on(self, stream: str) -> list[str]:
        """Return the days of the sessions in a worker's own record, ISO 8601, each once and in order."""

    def find_meeting(self, start_of_id: str) -> list[tuple[str, str]]:
        """Return stream and id of the planned dates whose id starts like this."""

    def unwritten(self) -> list[UnwrittenRow]:
        """Return the children talked about since their last summary was written out, the longest ago first."""

    def unseen_records(self) -> list[UnseenRow]:
        """Return the records that the worker has yet to read, the oldest first; `child` is empty for their own."""

    def newest_file(self) -> str:
        """Return the day as of which the newest file was loaded, ISO 8601; empty before the first."""

    def last_import(self, kind: str) -> tuple[str, tuple[str, ...]]:
        """Return the as-of date and the teams of the last import of this kind; both empty before the first."""


class SecondPlaces(Protocol):
    """Folders outside the vault's own in which its backups are kept as well."""

    def check(self, folder: Path, place: Path) -> None:
        """Raise WrongUse or CannotWrite where a folder cannot be the second place of the vault in `folder`."""

    def is_same_disk(self, folder: Path, place: Path) -> bool:
        """Return whether both are on one disk, which is lost as a whole."""

    def carry(self, folder: Path, place: Path) -> Backup | None:
        """Copy the newest backup there; returns it, None where there is none. Raises CannotWrite or ChecksFailed."""


class Vault(Protocol):
    """An open vault: its ledger, its views, its device key, and its checks."""

    @property
    def ledger(self) -> Ledger:
        """Return its ledger."""

    @property
    def views(self) -> Views:
        """Return its lists."""

    @property
    def waiting(self) -> Waiting:
        """Return what came and is not part of the record yet."""

    @property
    def drafts(self) -> Drafts:
        """Return what is being typed."""

    @property
    def remembered(self) -> Remembers:
        """Return what it remembers for itself."""

    @property
    def device(self) -> bytes:
        """Return the private bytes of this device's signing key."""

    @property
    def owner(self) -> str:
        """Return the id of the person whose vault this is."""

    @property
    def noticed(self) -> Sequence[str]:
        """Return what was noticed at opening and wants somebody to know: nothing where all is well."""

    def settle(self, owner: str, team: str, *, to_type_back: bool = False) -> None:
        """Remember whose vault this is, and whether its recovery key has yet to be typed back."""

    @property
    def recovery_confirmed(self) -> bool:
        """Return whether somebody is known to have the recovery key."""

    def confirm_recovery(self) -> None:
        """Remember that the recovery key was typed back."""

    def renew_recovery(self) -> str:
        """Return a new recovery key, to be typed back; the old one is spent."""

    def change_passphrase(self, passphrase: str, new: str) -> None:
        """Set a new passphrase with the old one."""

    def allow_pin(self, pin: str) -> None:
        """Let a PIN open the vault for the next eight hours."""

    def check(self, progress: Progress = silent) -> CheckReport:
        """Return what the checks found."""

    def rebuild(self, progress: Progress = silent) -> CheckReport:
        """Drop the projections, build them again, and compare."""

    def backups(self) -> list[Backup]:
        """Return the finished backups of this vault, the newest first."""

    def backup_due(self) -> bool:
        """Return whether anything was recorded or typed since the last backup."""

    def back_up(self, *, always: bool = False) -> None:
        """Make a backup where anything has changed since the last one, or always."""

    def scrub(self) -> None:
        """Write the file anew, so that nothing is left of what was erased; raises CannotWrite."""

    def put_aside(self) -> int:
        """Return how many vaults a restore has put aside beside this one."""

    def drop_earlier_backups(self) -> None:
        """Remove every backup but the newest: those of before hold what was erased since."""

    def older(self) -> OlderVault | None:
        """Return what is known of a vault that an older one took the place of; None where it is the newest known."""

    def remember_again(self, at: datetime) -> Path:
        """Remember the heads of this older vault from now on; returns where those of the newer one are kept."""

    def need_passphrase(self) -> None:
        """Raise WrongUse where a PIN opened the vault."""

    @property
    def box(self) -> str:
        """Return the private half of this vault's letter box."""

    def renew_device(self) -> bytes:
        """Sign with a new key from now on; returns the private bytes of the one before."""

    def breakable(self) -> AbstractContextManager[None]:
        """Return a context for long work: `break_off` ends it with BrokenOff, and nothing of it is kept."""

    def break_off(self) -> None:
        """End breakable work, from any thread and without waiting for it: the vault is about to be closed."""

    def close(self) -> None:
        """Close the vault; nothing can be read until it is unlocked again."""


class Staged(Protocol):
    """A copy of a backup, open beside the vault that is there."""

    @property
    def vault(self) -> Vault:
        """Return the copy."""

    @property
    def now(self) -> Vault | None:
        """Return the vault that is there, where it can be opened."""

    @property
    def why(self) -> str:
        """Return why it cannot."""

    @property
    def unread(self) -> bool:
        """Return whether this vault is there and cannot be read, so that nothing of it can be carried over."""

    def put_in_place(self) -> Path:
        """Put the copy in the vault's place; returns the folder in which what was there is kept."""


class Restores(Protocol):
    """Opening backups."""

    def staged(self, folder: Path, backup: Path, passphrase: str) -> AbstractContextManager[Staged]:
        """Return a context with a copy of a backup open; unless it is put in place, nothing is left of it."""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What opens a vault now.

    How many seconds a passphrase has to wait, whether a PIN is ready and whether one may be set,
    and why one that was ready is not any more.
    """

    seconds: int
    pin: bool
    pin_offered: bool
    why: str


class VaultFolders(Protocol):
    """Making and opening vaults on disk."""

    def create(self, folder: Path, passphrase: str) -> tuple[Vault, str]:
        """Make an empty vault; returns it open, with its recovery key in words."""

    def open(self, folder: Path, passphrase: str) -> Vault:
        """Open a vault with its passphrase."""

    def open_with_pin(self, folder: Path, pin: str) -> Vault:
        """Open a vault with its PIN."""

    def seconds_to_wait(self, folder: Path) -> int:
        """Return how many seconds the next passphrase has to wait."""

    def ways_in(self, folder: Path) -> WaysIn:
        """Return what opens the vault now; it may take as long as the key store of the computer takes."""

    def check_recovery(self, folder: Path, recovery_key: str) -> None:
        """Raise CannotUnlock unless this recovery key opens the vault; nothing is changed."""

    def recover(self, folder: Path, recovery_key: str, passphrase: str, *, to_type_back: bool = False) -> str:
        """Set a new passphrase with the recovery key; returns the new recovery key."""

    def check_council(self, folder: Path, identity: str) -> None:
        """Raise CannotUnlock unless the council's private key opens the vault; nothing is changed."""

    def open_by_council(self, folder: Path, identity: str, passphrase: str, *, to_type_back: bool = False) -> str:
        """Set a new passphrase with the council's private key; returns the new recovery key."""

    def change_passphrase(self, folder: Path, passphrase: str, new: str) -> None:
        """Set a new passphrase with the old one."""


class CaseloadFiles(Protocol):
    """Reading what a case system gives."""

    def read(
        self, paths: Sequence[Path], *, kind: str | None, as_of: date | None, today: date, progress: Progress = silent
    ) -> Reading:
        """Return all that the files give; raises InputRefused when nothing can be read."""

    def read_open_actions(self, path: Path, today: date) -> OpenActionsReading:
        """Return actions that were open before recording began here."""


class DocumentFiles(Protocol):
    """Writing what a case file takes."""

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the formats it can write."""

    def render(self, document: CaseDocument, format: str) -> bytes:  # noqa: A002 - the field's own word
        """Return the bytes of the document in one format."""


class ExportFolder(Protocol):
    """Putting finished files where people want them."""

    def prepare(self, folder: Path, files: Mapping[str, bytes]) -> AbstractContextManager[Sequence[Path]]:
        """Write the files under temporary names; they get their own names when the context ends well."""


@dataclass(frozen=True, slots=True)
class GuidesRead:
    """The guides that can be used, and a sentence on each that cannot."""

    guides: tuple[Guide, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetentionRead:
    """A retention rule for each kind of record, and a sentence on each of the council’s own that cannot be used."""

    rules: tuple[RetentionRule, ...]
    faults: tuple[str, ...]
