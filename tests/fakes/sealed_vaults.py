"""A vault made as people make one, with a real passphrase, and closed."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from supervision_app.adapters.keys.key_file import read_key_file
from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.following_up import ToAgree, agree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.setting_up import NewVault, create_vault
from tests.fakes.desks import FakeCaseload, observed, reading
from tests.fakes.tampering import desk_over

PASSPHRASE = "correct horse battery staple supper"
CANARY = "xylophonequokka"
DUE = date(2026, 12, 1)


@dataclass(frozen=True)
class Made:
    """A closed vault, where its head file is, and both ways in."""

    folder: Path
    state: Path
    recovery_key: str
    key: bytes


def make_sealed(base: Path) -> Made:
    """Return a closed vault with a passphrase, one child and one action."""
    new = NewVault(base / "vault", "Moira Khan", "manager", "Riverside")
    created = create_vault(VaultFolders(base / "state"), desk_over, new, PASSPHRASE)
    desk = created.desk
    import_caseload(desk, FakeCaseload(reading([observed("K1", "Aoife Byrne", {"name": CANARY})])), ToImport([]))
    agree(desk, ToAgree("K1", f"Ring {CANARY}", f"Nobody asked {CANARY}", "Aoife Byrne", DUE))
    desk.vault.close()
    key = read_key_file(base / "vault").recover(created.recovery_key)
    return Made(base / "vault", base / "state", created.recovery_key, key)


def actions_in(vault: OpenVault) -> list[str]:
    """Return what is agreed in a vault, and close it."""
    try:
        return [row.what for row in vault.views.actions()]
    finally:
        vault.close()
