"""Making a vault: its key, its owner, its team, and the recovery key shown once."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from supervision_app.domain import directory
from supervision_app.domain.people import Person, check_name, check_role
from supervision_app.services.desk import Desk, Word
from supervision_app.services.ports import Vault, VaultFolders


@dataclass(frozen=True, slots=True)
class NewVault:
    """What a new vault is told once; `to_type_back` where the recovery key is yet to be typed back."""

    folder: Path
    name: str
    role: str
    team: str
    authority: str = "local"
    demonstration: bool = False
    to_type_back: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A vault that was made: open, with the recovery key that is shown once and kept nowhere."""

    desk: Desk
    recovery_key: str


def create_vault(folders: VaultFolders, sit_down: Callable[[Vault], Desk], new: NewVault, passphrase: str) -> Made:
    """Return the new vault, open; raises WrongUse where one is already, and InputRefused for a bad name or role."""
    owner = Person(str(uuid.uuid4()), check_name(new.name), check_role(new.role))
    team_name, authority = check_name(new.team), check_name(new.authority)
    vault, recovery_key = folders.create(new.folder, passphrase)
    desk = sit_down(vault)
    stream, today = f"team:{uuid.uuid4()}", desk.today()
    entries = (
        directory.name_team(stream, team_name, authority, demonstration=new.demonstration, on=today),
        directory.join(stream, owner, key="", on=today),
        directory.introduce_device(stream, desk.author, owner, on=today),
    )
    with vault.ledger.transaction():
        desk.record([Word(entry, owner) for entry in entries])
        vault.settle(owner.id, stream, to_type_back=new.to_type_back)
    return Made(desk, recovery_key)
