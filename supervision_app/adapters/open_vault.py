"""A vault that is open: its ledger, its lists, its drafts, its checks and its backups."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from supervision_app.adapters.keys import organisation
from supervision_app.adapters.keys.held_key import HeldKey
from supervision_app.adapters.keys.key_file import NEWER
from supervision_app.adapters.keys.organisation import Council
from supervision_app.adapters.keys.slots import Slot
from supervision_app.adapters.packs import locking
from supervision_app.adapters.storage import checking, migrating, putting_back
from supervision_app.adapters.storage.backups import DATABASE, Backups, NoTime, mark_of
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.drafts import StoredDrafts
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.adapters.storage.ledger_store import StoredLedger
from supervision_app.adapters.storage.projected import LAYOUT
from supervision_app.adapters.storage.settings import Settings, running
from supervision_app.adapters.storage.views import StoredViews
from supervision_app.adapters.storage.waiting import StoredWaiting
from supervision_app.domain.errors import SupervisionError
from supervision_app.ledger.commit import DeviceKey
from supervision_app.services.errors import CannotUnlock, CannotWrite, ChecksFailed, WrongUse
from supervision_app.services.ports import Progress, silent
from supervision_app.services.read_models import Backup, CheckReport, OlderVault
from supervision_app.services.safety import COUNCIL, COUNCIL_KEY

_RECOVERY, _UNCONFIRMED = "recovery", "unconfirmed"
_BACKED_UP = "backed-up"
_SEALED = "organisation-slot"
_BOX = "letter-box"
_TAKEN_OUT = (
    "The council’s key that opened this vault was taken out of its key file, or exchanged there: it opens it no more. "
    "Ask whoever looks after your council’s key."
)
_UNKNOWN_SLOT = (
    "The key file of this vault has a slot of a council’s key that was not made here. Ask whoever looks after your "
    "council’s key, and have them try it: “council-key drill”."
)
_AT_CLOSING = 0.4
"""Seconds that a backup may take while a vault is closed: whoever locks it waits for nothing."""


class OpenVault:
    """An unlocked vault. It alone has the folder until it is closed."""

    def __init__(
        self,
        database: Database,
        lock: FileLock,
        head_file: HeadFile,
        held_key: HeldKey | None = None,
        backups: Backups | None = None,
    ) -> None:
        """Take the open database with its lock and head file, and where there are, its key and its backups."""
        self._database, self._lock, self._head_file = database, lock, head_file
        self._held_key, self._backups = held_key, backups
        self._settings = self.remembered = Settings(database)
        self._owner = ""
        self._put_back = False
        self._noticed: list[str] = []
        self.ledger = StoredLedger(database, self._witness)
        self.views = StoredViews(database)
        self.drafts = StoredDrafts(database)
        self.waiting = StoredWaiting(database)

    @property
    def device(self) -> bytes:
        """Return the private bytes of this device's signing key."""
        return bytes.fromhex(self._settings.get("device"))

    @property
    def owner(self) -> str:
        """Return the id of the person whose vault this is."""
        if not self._owner:
            self._owner = self._settings.get("owner")
        return self._owner

    def renew_device(self) -> bytes:
        """Sign with a new key from now on; returns the private bytes of the one before."""
        before = self.device
        self._settings.set({"device": DeviceKey.fresh().hex()})
        return before

    @property
    def box(self) -> str:
        """Return the private half of this vault's letter box: made when it is asked for first."""
        private = self._settings.get(_BOX)
        if not private:
            private = locking.fresh_box()
            self._settings.set({_BOX: private})
        return private

    def settle(self, owner: str, team: str, *, to_type_back: bool = False) -> None:
        """Remember whose vault this is, and whether its recovery key has yet to be typed back."""
        self._settings.set({"owner": owner, "team": team, _RECOVERY: _UNCONFIRMED if to_type_back else ""})

    @property
    def recovery_confirmed(self) -> bool:
        """Return whether somebody is known to have the recovery key."""
        return self._settings.get(_RECOVERY) != _UNCONFIRMED

    def confirm_recovery(self) -> None:
        """Remember that the recovery key was typed back."""
        self._settings.set({_RECOVERY: ""})

    def renew_recovery(self) -> str:
        """Return a new recovery key, to be typed back; the old one is spent. Raises WrongUse after a PIN."""
        held_key = self._key()
        held_key.need_passphrase()
        self.back_up()
        have_recovery_typed_back(self._database)
        recovery = held_key.renew_recovery()
        self._renew_keys(held_key)
        return recovery

    def change_passphrase(self, passphrase: str, new: str) -> None:
        """Set a new passphrase with the old one; raises WrongSecret, WrongUse for one too short, or CannotWrite."""
        held_key = self._key()
        held_key.change_passphrase(passphrase, new, before=self.back_up)
        self._renew_keys(held_key)

    def let_in(self, council: Council | None, *, new: bool = False) -> None:
        """Let the key of this computer's council open the vault, where it does not yet; what changes is noticed.

        Without a council the one before stays. A new vault holds nothing that a backup would keep.
        """
        held_key = self._key()
        slot, before = held_key.council, self._settings.get(COUNCIL_KEY)
        as_sealed = slot is not None and organisation.mark_of(slot) == self._settings.get(_SEALED)
        if council is None:
            if before and not as_sealed:
                self._remember(None, "")
                self.notice(_TAKEN_OUT)
            self.notice("" if slot is None or as_sealed else _UNKNOWN_SLOT)
        elif not (as_sealed and organisation.council_of(slot) == council):
            if not new:
                self.back_up()
            held_key.let_in(council)
            self._renew_keys(held_key)
            self._remember(held_key.council, council.recipient)
            self.notice("" if new else _let_in(council, before))

    def _remember(self, slot: Slot | None, recipient: str) -> None:
        """Remember whose key opens the vault besides its owner's, and the slot, to notice when it is exchanged."""
        name, mark = (str(slot["name"]), organisation.mark_of(slot)) if slot else ("", "")
        self._settings.set({COUNCIL: name, COUNCIL_KEY: recipient, _SEALED: mark})

    def _renew_keys(self, held_key: HeldKey) -> None:
        if self._backups:
            self._backups.renew_keys(held_key.key_file, held_key.key)

    def allow_pin(self, pin: str) -> None:
        """Let a PIN open the vault for the next eight hours; raises WrongUse, CannotWrite or NoKeyStore."""
        self._key().allow_pin(pin)

    def _key(self) -> HeldKey:
        if self._held_key is None:
            message = "No other way into this vault can be made now. Lock it and open it with the passphrase."
            raise WrongUse(message)
        return self._held_key

    @property
    def noticed(self) -> Sequence[str]:
        """Return what was noticed at opening and wants somebody to know: nothing where all is well."""
        return tuple(self._noticed)

    def notice(self, sentence: str) -> None:
        """Keep something to be said of this vault; an empty sentence is nothing."""
        self._noticed += [sentence] if sentence else []

    def _witness(self, save: int, total: int, commit: str) -> None:
        """Remember the newest heads outside the vault, unless that would hide that an older vault was put back."""
        if not self._put_back:
            self._head_file.write(save, total, commit)

    def older(self) -> OlderVault | None:
        """Return what is known of a vault that an older one took the place of; None where it is the newest known."""
        heads = self._head_file.read() if self._put_back else None
        with self._database.reading() as connection:
            saved_at = checking.last_saved(connection) if heads else ""
            saves = running(connection)[0]
        if not (heads and saved_at):
            return None
        return OlderVault(heads.save, self._head_file.written_at(), saves, datetime.fromisoformat(saved_at))

    def remember_again(self, at: datetime) -> Path:
        """Remember the heads of this older vault from now on; returns where those of the newer one are kept.

        Raises CannotWrite; then those of the newer one are remembered as before.
        """
        kept = self._head_file.keep_aside(at)
        with self._database.reading() as connection:
            heads = checking.newest_heads(connection)
        self._head_file.write(heads.save, heads.total, heads.commit)
        if self._head_file.read() != heads:
            message = f"{self._head_file.path} cannot be written. Make room on the disk, and try again."
            raise CannotWrite(message)
        self._put_back = False
        self._noticed = [said for said in self._noticed if said != checking.PUT_BACK]
        return kept

    def need_passphrase(self) -> None:
        """Raise WrongUse where a PIN opened the vault."""
        if self._held_key:
            self._held_key.need_passphrase()

    def be_of_this_version(self) -> None:
        """Bring the tables of a vault that was made before to this version.

        Raises CannotUnlock for one of a newer version, and ChecksFailed for one without tables.
        """
        revision = self.revision()
        check_revision(revision)
        if not revision:
            raise ChecksFailed(missing(self._database.path))
        self.make_tables()

    def need_this_version(self) -> None:
        """Raise ChecksFailed where the tables are of an earlier version, which would have to be changed to be read."""
        check_revision(self.revision())
        if self.revision() != migrating.HEAD or self._settings.get("layout") != LAYOUT:
            message = "The vault here was last used by an earlier version. Unlock it once, and look again."
            raise ChecksFailed(message)

    def make_tables(self) -> None:
        """Bring the tables to this version: the lasting ones migrated, the others built again where they changed."""
        if self.revision() != migrating.HEAD:
            if self.revision():
                self.back_up()
            with self._database.migrating() as connection:
                migrating.migrate(connection)
        with self._database.transaction() as connection:
            if self._settings.get("layout") != LAYOUT:
                checking.build(connection, silent)
                self._settings.set({"layout": LAYOUT})
            if not self._settings.get("device"):
                self._settings.set({"device": DeviceKey.fresh().hex()})
            self._put_back = not checking.holds(connection, self._head_file.read())
            self.notice(checking.PUT_BACK if self._put_back else "")
            self.notice(checking.count_again(connection))

    def revision(self) -> str:
        """Return the revision of the lasting tables."""
        with self._database.reading() as connection:
            return migrating.revision_of(connection)

    def check(self, progress: Progress = silent) -> CheckReport:
        """Return what the checks found."""
        return checking.check(self._database, self._head_file.read(), progress)

    def rebuild(self, progress: Progress = silent) -> CheckReport:
        """Drop the projections, build them again, and compare."""
        return checking.rebuild(self._database, progress, lambda layout: self._settings.set({"layout": layout}))

    def backups(self) -> list[Backup]:
        """Return the finished backups of this vault, the newest first."""
        return self._backups.all() if self._backups else []

    def backup_due(self) -> bool:
        """Return whether anything was recorded or typed since the last backup, or there is none any more."""
        return mark_of(self._database) != self._settings.get(_BACKED_UP) or not self.backups()

    def back_up(self, *, always: bool = False) -> None:
        """Make a backup where anything has changed since the last one, or always; raises CannotWrite, ChecksFailed."""
        if always or self.backup_due():
            self._back_up()

    def _back_up(self, seconds: float = 0) -> None:
        if self._backups and self._held_key:
            mark = mark_of(self._database)
            self._backups.make(self._database, self._held_key.key, self._held_key.key_file, seconds)
            self._settings.set({_BACKED_UP: mark})

    def scrub(self) -> None:
        """Write the file anew, so that nothing is left of what was erased; raises CannotWrite."""
        self._database.rewrite()

    def put_aside(self) -> int:
        """Return how many vaults a restore has put aside beside this one."""
        return len(list(self._database.path.parent.glob(f"{putting_back.ASIDE}/*/{DATABASE}")))

    def drop_earlier_backups(self) -> None:
        """Remove every backup but the newest: those of before hold what was erased since. One that stays is said."""
        for one in self.backups()[1:]:
            if self._backups and not self._backups.remove(one):
                self.notice(f"The backup in {one.folder} could not be removed. Remove that folder yourself.")

    def breakable(self) -> AbstractContextManager[None]:
        """Return a context for long work: `break_off` ends it with BrokenOff, and nothing of it is kept."""
        return self._database.breakable()

    def break_off(self) -> None:
        """End breakable work, from any thread and without waiting for it."""
        self._database.break_off()

    def close(self) -> None:
        """Close the vault, with a backup where one is due and soon made; nothing can be read until it is unlocked."""
        try:
            with suppress(SupervisionError, NoTime):
                if not self._database.closed and self.backup_due():
                    self._back_up(_AT_CLOSING)
        finally:
            self.shut()

    def shut(self) -> None:
        """Close the vault as it is."""
        try:
            self._database.close()
        finally:
            self._lock.release()


def _let_in(council: Council, before: str) -> str:
    if before and before != council.recipient:
        return (
            f"The council’s key of this vault was changed: it is {council.recipient[:12]}… of {council.name} now, and "
            f"was {before[:12]}…. If nobody told you of that, ask before you go on."
        )
    return f"The key of {council.name} opens this vault too from now on."


def have_recovery_typed_back(database: Database) -> None:
    """Remember that the recovery key has yet to be typed back."""
    Settings(database).set({_RECOVERY: _UNCONFIRMED})


def check_revision(revision: str) -> None:
    """Raise CannotUnlock where tables are of a version that is not known here."""
    if revision and revision != migrating.HEAD and revision not in migrating.known_revisions():
        raise CannotUnlock(NEWER)


def missing(path: Path) -> str:
    """Return the sentence on a database that is not there, or holds nothing."""
    return f"{path} is missing or holds nothing, and the vault’s entries were in it. Restore the newest backup."
