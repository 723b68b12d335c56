"""The one place that chooses adapters and hands out services.

Imports stand inside the functions: opening a vault, reading a spreadsheet and drawing a page each
bring in a large library, and a command pays only for what it uses; the window is painted before any of it.
"""

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from supervision_app.domain.meetings import Meeting
    from supervision_app.services.desk import Desk
    from supervision_app.services.exporting import Writers
    from supervision_app.services.pack_ports import PackFiles
    from supervision_app.services.ports import (
        CaseloadFiles,
        Clock,
        Restores,
        SecondPlaces,
        Vault,
        VaultFolders,
    )
    from supervision_app.services.read_models import Backup, CouncilKey
    from supervision_app.services.reference import Reference
    from supervision_app.services.setting_up import Made, NewVault
    from supervision_app.services.spelling import Speller


def leave_no_dumps() -> None:
    """Have this computer write no dump of this process, whatever happens to it."""
    from supervision_app.adapters.dumps import leave_no_dumps as leave_none

    leave_none()


def default_vault() -> Path:
    """Return the folder for this person's vault on this computer."""
    from platformdirs import user_data_path

    return user_data_path("supervision-companion", appauthor=False) / "vault"


def vault_folders(state: Path | None = None) -> "VaultFolders":
    """Return the door to vaults on disk; what is remembered beside them is in the per-user folder unless given."""
    from supervision_app.adapters.vaults import VaultFolders as OnDisk

    return OnDisk(state)


def restores(state: Path | None = None) -> "Restores":
    """Return what opens backups of vaults on disk."""
    from supervision_app.adapters.restoring import Restorer
    from supervision_app.adapters.vaults import VaultFolders as OnDisk

    return Restorer(OnDisk(state))


def backups_in(folder: Path) -> "list[Backup]":
    """Return the finished backups of the vault in a folder, the newest first, without a key."""
    from supervision_app.adapters.storage.backups import FOLDER

    return backups_at(folder / FOLDER)


def backups_at(folder: Path) -> "list[Backup]":
    """Return the finished backups in a folder of them, the newest first, without a key."""
    from supervision_app.adapters.clock import SystemClock
    from supervision_app.adapters.storage.backups import Backups

    return Backups(folder, SystemClock()).all()


def backups_found(folder: Path) -> "list[Backup]":
    """Return the backups that somebody means who points at a folder: itself, those in it, or of the vaults in it."""
    one = backup_at(folder)
    if one:
        return [one]
    from supervision_app.adapters.second_place import NAMED

    return backups_at(folder) or [found for below in sorted(folder.glob(f"{NAMED}*")) for found in backups_at(below)]


def backup_at(folder: Path) -> "Backup | None":
    """Return the backup that a folder is; one that was renamed was made when its database was last written."""
    from supervision_app.services.read_models import Backup

    here = folder.absolute()
    for one in backups_at(here.parent):
        if one.folder.name == here.name:
            return one
    database = here / "vault.db"
    if not (database.exists() and (here / "vault.keys").exists()):
        return None
    told = database.stat()
    return Backup(here, datetime.fromtimestamp(int(told.st_mtime), UTC), told.st_size)


def make_council_key(name: str) -> "CouncilKey":
    """Return a new key of a council: the policy for its computers, and the shares of its private half."""
    from supervision_app.adapters.keys import organisation
    from supervision_app.adapters.policy import policy_text
    from supervision_app.domain.people import check_name
    from supervision_app.services.read_models import CouncilKey

    named = check_name(name, "The name of your council is needed: people see it beside its key. Give it with --name.")
    identity = organisation.fresh_identity()
    council = organisation.Council(named, organisation.recipient_of(identity))
    return CouncilKey(council.recipient, policy_text(council), tuple(organisation.split(identity)))


def write_private(folder: Path, files: "Mapping[str, str]") -> None:
    """Write texts into a folder of their owner's alone: all of them or none; raises CannotWrite."""
    from supervision_app.adapters.files import in_words, make_folder, write_whole

    with in_words(folder):
        make_folder(folder)
    try:
        for name, text in files.items():
            write_whole(folder / name, text.encode())
    except BaseException:
        for name in files:
            (folder / name).unlink(missing_ok=True)
        raise


def council_key_of(shares: "Mapping[str, str]") -> str:
    """Return a council's private key from two of its shares, given by where each is from."""
    from supervision_app.adapters.keys import organisation

    return organisation.join(shares)


def recipient_of(identity: str) -> str:
    """Return the public half of a council's private key."""
    from supervision_app.adapters.keys import organisation

    return organisation.recipient_of(identity)


def council_here() -> str:
    """Return the public key that the policy of this computer names; nothing where there is no policy."""
    from supervision_app.adapters.policy import read_policy

    council = read_policy()
    return council.recipient if council else ""


def policy_folder() -> Path:
    """Return the folder in which the policy of this computer's council is."""
    from supervision_app.adapters.policy import policy_folder as folder

    return folder()


def second_places() -> "SecondPlaces":
    """Return what keeps backups in second places."""
    from supervision_app.adapters.clock import SystemClock
    from supervision_app.adapters.second_place import SecondPlaces as OnDisks

    return OnDisks(SystemClock())


def holds_vault(folder: Path) -> bool:
    """Return whether a folder holds a vault, whole or damaged; a lock alone is none, nor is a making broken off."""
    if not any(path.suffix != ".lock" for path in (*folder.glob("vault.*"), *folder.glob("restored"))):
        return False
    database = folder / "vault.db"
    if database.exists() and database.stat().st_size:
        return True  # nearly always: what has to be loaded for the rest would keep the first page from being painted
    from supervision_app.adapters.broken_off import is_broken_off

    return not is_broken_off(folder)


def suggest_passphrase() -> str:
    """Return a passphrase to offer: five common words."""
    from supervision_app.adapters.keys.passphrases import suggest_passphrase as suggest

    return suggest()


def guides_folder() -> Path:
    """Return the folder in which a council keeps guides of its own on this computer."""
    return default_vault().with_name("guides")


def retention_folders() -> "list[Path]":
    """Return the folders in which a council keeps retention rules of its own; those beside its policy count most."""
    return [default_vault().with_name("retention"), policy_folder() / "retention"]


def reference() -> "Reference":
    """Return the lists that ship with the application."""
    from supervision_app.adapters.reference import ShippedReference

    return ShippedReference(guides_folder(), retention_folders())


def sit_down(clock: "Clock | None" = None) -> "Callable[[Vault], Desk]":
    """Return what makes a desk of an open vault; the computer's clock unless another is given."""
    from supervision_app.adapters.clock import SystemClock
    from supervision_app.services.desk import Desk

    return lambda vault: Desk(vault, clock or SystemClock(), reference())


def make_vault(
    new: "NewVault", passphrase: str, clock: "Clock | None" = None, folders: "VaultFolders | None" = None
) -> "Made":
    """Return a new vault, open, with its recovery key."""
    from supervision_app.services.setting_up import create_vault

    return create_vault(folders or vault_folders(), sit_down(clock), new, passphrase)


@contextmanager
def open_vault(folder: Path, passphrase: str, clock: "Clock | None" = None) -> "Iterator[Desk]":
    """Return a context with the vault open; it is closed at the end whatever happens."""
    vault = vault_folders().open(folder, passphrase)
    try:
        yield sit_down(clock)(vault)
    finally:
        vault.close()


def caseload_files() -> "CaseloadFiles":
    """Return the readers for what a case system gives."""
    from supervision_app.adapters.caseload.reader import CaseloadFiles as Readers

    return Readers()


def pack_files() -> "PackFiles":
    """Return what writes and reads packs, cards and receipts."""
    from supervision_app.adapters.packs.files import PackFiles as OnDisk

    return OnDisk()


def writers() -> "Writers":
    """Return the writers for what a case file takes."""
    from supervision_app.adapters.documents.writer import DocumentFiles
    from supervision_app.adapters.files import ExportFolder
    from supervision_app.services.exporting import Writers
    from supervision_app.version import VERSION

    return Writers(DocumentFiles(), ExportFolder(), VERSION)


def write_calendar(path: Path, meetings: "Sequence[Meeting]", written_at: "datetime") -> None:
    """Write planned dates as a calendar file that names nobody; raises CannotWrite."""
    from supervision_app.adapters.documents.calendar import calendar_bytes
    from supervision_app.adapters.files import in_words, write_whole

    with in_words(path):
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, calendar_bytes(meetings, written_at))


def speller() -> "Speller":
    """Return the British dictionary; raises OSError or ImportError where it cannot be read."""
    from supervision_app.adapters.spelling import BritishSpeller

    return BritishSpeller()
