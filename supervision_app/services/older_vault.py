"""Going on with a vault that is older than the last one this computer knew, once nobody can find the newer one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from supervision_app.domain.entries import counted, moment_in_words
from supervision_app.ledger.commit import DeviceKey
from supervision_app.services.desk import Desk
from supervision_app.services.errors import WrongUse
from supervision_app.services.read_models import Backup, OlderVault
from supervision_app.services.restoring import record_new_key

_NOT_OLDER = "This vault is not older than the last one this computer knew, so there is nothing to accept."
LOOK_FIRST = (
    "Look for the newer file first: in “aside” and “backups” in the vault’s folder, in the second place for backups, "
    "and with whoever copied or moved the folder."
)
MEANS = (
    "If you go on, what is only in the newer file is not in this vault. A backup is made before. What this computer "
    "remembers of the newer file is kept under another name, and this vault signs with a key of its own from then on, "
    "so that the two can be told apart."
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The backup that was made before, where there is a folder for backups, and what was remembered till then."""

    backup: Backup | None
    kept: Path


def older(desk: Desk) -> OlderVault:
    """Return what is known of the older vault and of the newer one; raises WrongUse where it is not older."""
    found = desk.vault.older()
    if found is None:
        raise WrongUse(_NOT_OLDER)
    return found


def older_words(found: OlderVault) -> tuple[str, ...]:
    """Return what is known of the older vault and of the newer one, a sentence each."""
    remembered = counted(found.remembered, "save", "saves")
    saves = counted(found.saves, "save", "saves")
    return (
        f"This computer remembers {remembered} of this vault, the last on {_when(found.remembered_at)}.",
        f"The vault that is here has {saves}, the last on {_when(found.saved_at)}.",
    )


def accept(desk: Desk) -> Accepted:
    """Go on with an older vault: from now on this computer remembers this one, and does not warn of it any more.

    Raises WrongUse where it is not older or a PIN opened it, and CannotWrite or ChecksFailed where no backup can be
    made before; then the warning stays.
    """
    found = older(desk)
    desk.vault.need_passphrase()
    desk.vault.back_up(always=True)
    made = desk.vault.backups()
    try:
        with desk.vault.ledger.transaction():
            before = DeviceKey(desk.vault.renew_device())
            desk.take_key()
            record_new_key(desk, before, found.saved_at)
    finally:
        desk.take_key()  # what failed is undone, the new key with it
    return Accepted(made[0] if made else None, desk.vault.remember_again(desk.clock.now()))


def _when(moment: datetime) -> str:
    return moment_in_words(moment.astimezone())
